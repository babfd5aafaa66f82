//! What a request asks, read strictly: a parameter that the documentation does not name, a missing
//! one, or a value it does not allow is refused in words instead of being ignored.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::workspace::is_uuid;
use crate::client::request::Request;
use crate::client::response::Response;
use crate::sandbox::object;

/// An answer, or the refusal that ends the reading of a request early.
pub(super) type Answer = Result<Response, Response>;

/// A refusal with this status that blames one thing.
///
/// The page "Tickets" shows no error document; this is the one that the page "Versions" declares
/// for 401, as far as it is known.
pub(super) fn refusal(status: u16, what: &str, problem: &str) -> Response {
    let message = format!("{what} {problem}");
    let cta = object(vec![("type", "support-contact".into()), ("url", "https://help.zaia.example".into())]);
    let feedback = object(vec![
        ("enUs", message.as_str().into()),
        ("esEs", "No se pudo completar la solicitud.".into()),
        ("ptBr", "Não foi possível concluir a solicitação.".into()),
    ]);
    let error = object(vec![
        ("code", status.to_string().into()),
        ("cta", cta),
        ("feedback", feedback),
        ("message", message.into()),
        ("name", "RequestError".into()),
    ]);
    Response::json_body(status, &error)
}

/// A refusal of a parameter, with status 400.
pub(super) fn invalid(name: &str, problem: &str) -> Response {
    refusal(400, name, problem)
}

/// A request whose parameters are all documented; their values are checked as they are read.
pub(super) struct Asked<'a> {
    /// The time of the request.
    pub now: DateTime<Utc>,
    query: &'a [(String, String)],
    body: Map<String, Value>,
}

impl<'a> Asked<'a> {
    /// Reads a request, refusing every query parameter and body field that is not among these. All
    /// documented fields of a body are required.
    pub fn new(
        request: &'a Request,
        now: DateTime<Utc>,
        query: &[&str],
        fields: &[&str],
    ) -> Result<Asked<'a>, Response> {
        if let Some((name, _)) = request.query.iter().find(|(name, _)| !query.contains(&name.as_str())) {
            return Err(invalid(name, "is not a documented query parameter"));
        }
        let body = match request.body.as_ref().map(|body| body.json().map(serde_json::from_str)) {
            None => Map::new(),
            Some(Some(Ok(Value::Object(body)))) => body,
            Some(_) => return Err(invalid("body", "is not a JSON object")),
        };
        if let Some(name) = body.keys().find(|name| !fields.contains(&name.as_str())) {
            return Err(invalid(name, "is not a documented parameter"));
        }
        if let Some(name) = fields.iter().find(|name| !body.contains_key(**name)) {
            return Err(invalid(name, "is required"));
        }
        Ok(Asked { now, query: &request.query, body })
    }

    /// A query parameter that may be sent once.
    pub fn query(&self, name: &str) -> Result<Option<&'a str>, Response> {
        let mut found = self.query.iter().filter(|(key, _)| key == name);
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(invalid(name, "is given twice")),
            (first, None) => Ok(first.map(|(_, value)| value.as_str())),
        }
    }

    /// A query parameter that is one id or several; none when it is left out.
    pub fn ids(&self, name: &str) -> Result<Vec<&'a str>, Response> {
        let found = self.query.iter().filter(|(key, _)| key == name);
        found.map(|(_, value)| uuid(name, value)).collect()
    }

    /// A query parameter that is `true` or `false`; `false` when it is left out.
    pub fn switch(&self, name: &str) -> Result<bool, Response> {
        match self.query(name)? {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(invalid(name, "must be true or false")),
        }
    }

    /// The rows of the page asked for: `pageNumber` from 1, default 1; `pageSize` from 1 to 100,
    /// default 10.
    pub fn page<T>(&self, rows: impl Iterator<Item = T>) -> Result<Vec<T>, Response> {
        let size = self.count("pageSize", 10, 100)?;
        let before = (self.count("pageNumber", 1, usize::MAX)? - 1).saturating_mul(size);
        Ok(rows.skip(before).take(size).collect())
    }

    fn count(&self, name: &str, default: usize, most: usize) -> Result<usize, Response> {
        let Some(text) = self.query(name)? else { return Ok(default) };
        let count = text.parse().ok().filter(|count| (1..=most).contains(count));
        count.ok_or_else(|| invalid(name, "must be a number of at least 1, a page's size at most 100"))
    }

    /// A field of the body that must be a text.
    pub fn text(&self, name: &str) -> Result<&str, Response> {
        self.body.get(name).and_then(Value::as_str).ok_or_else(|| invalid(name, "must be a string"))
    }

    /// A field of the body that must be an id.
    pub fn id(&self, name: &str) -> Result<&str, Response> {
        uuid(name, self.text(name)?)
    }

    /// A field of the body that must be an id or `null`.
    pub fn nullable_id(&self, name: &str) -> Result<Option<&str>, Response> {
        match self.body.get(name) {
            Some(Value::Null) => Ok(None),
            _ => self.id(name).map(Some),
        }
    }
}

/// An id as it must be written.
pub(super) fn uuid<'a>(name: &str, text: &'a str) -> Result<&'a str, Response> {
    if is_uuid(text) { Ok(text) } else { Err(invalid(name, "must be a UUID v4")) }
}
