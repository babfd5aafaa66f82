//! The parameters of a request, read strictly: an undocumented or missing parameter, or an undocumented value, is
//! refused with a message instead of being ignored.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::workspace::is_uuid;
use crate::client::request::Request;
use crate::client::response::Response;
use crate::sandbox::object;

/// The response to a request. `Err` holds a refusal, so that `?` can end the handling early.
pub(super) type Answer = Result<Response, Response>;

/// Makes an error response that blames `what`, for example a parameter.
///
/// The page "Tickets" shows no error documents; this is the one for 401 on the page "Versions", as far as it is known.
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

/// Refuses a parameter with status 400.
pub(super) fn invalid(name: &str, problem: &str) -> Response {
    refusal(400, name, problem)
}

/// A request with documented parameters only. Their values are checked when they are read.
pub(super) struct Params<'a> {
    /// The time of the request.
    pub now: DateTime<Utc>,
    query: &'a [(String, String)],
    body: Map<String, Value>,
}

impl<'a> Params<'a> {
    /// Reads a request. Fails for a query parameter that is not in `query`, and for a body field that is not in
    /// `fields`. All documented fields of a body are required.
    pub fn new(
        request: &'a Request,
        now: DateTime<Utc>,
        query: &[&str],
        fields: &[&str],
    ) -> Result<Params<'a>, Response> {
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
        Ok(Params { now, query: &request.query, body })
    }

    /// Returns a query parameter, which may be sent only once.
    pub fn query(&self, name: &str) -> Result<Option<&'a str>, Response> {
        let mut found = self.query.iter().filter(|(key, _)| key == name);
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(invalid(name, "is given twice")),
            (first, None) => Ok(first.map(|(_, value)| value.as_str())),
        }
    }

    /// Returns a query parameter that may be repeated, with one id each; empty when it was not sent.
    pub fn ids(&self, name: &str) -> Result<Vec<&'a str>, Response> {
        let found = self.query.iter().filter(|(key, _)| key == name);
        found.map(|(_, value)| uuid(name, value)).collect()
    }

    /// Returns a query parameter that must be `true` or `false`; `false` when it was not sent.
    pub fn query_bool(&self, name: &str) -> Result<bool, Response> {
        match self.query(name)? {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(invalid(name, "must be true or false")),
        }
    }

    /// Returns the rows of the requested page: `pageNumber` from 1, default 1; `pageSize` from 1 to 100, default 10.
    pub fn page<T>(&self, rows: impl Iterator<Item = T>) -> Result<Vec<T>, Response> {
        let size = self.query_integer("pageSize", 10, 100)?;
        let before = (self.query_integer("pageNumber", 1, usize::MAX)? - 1).saturating_mul(size);
        Ok(rows.skip(before).take(size).collect())
    }

    fn query_integer(&self, name: &str, default: usize, most: usize) -> Result<usize, Response> {
        let Some(text) = self.query(name)? else { return Ok(default) };
        let count = text.parse().ok().filter(|count| (1..=most).contains(count));
        count.ok_or_else(|| invalid(name, "must be a number of at least 1, a page's size at most 100"))
    }

    /// Returns a field of the body that must be a string.
    pub fn text(&self, name: &str) -> Result<&str, Response> {
        self.body.get(name).and_then(Value::as_str).ok_or_else(|| invalid(name, "must be a string"))
    }

    /// Returns a field of the body that must be an id.
    pub fn id(&self, name: &str) -> Result<&str, Response> {
        uuid(name, self.text(name)?)
    }

    /// Returns a field of the body that must be an id or `null`.
    pub fn nullable_id(&self, name: &str) -> Result<Option<&str>, Response> {
        match self.body.get(name) {
            Some(Value::Null) => Ok(None),
            _ => self.id(name).map(Some),
        }
    }
}

/// Checks that an id is a UUID v4.
pub(super) fn uuid<'a>(name: &str, text: &'a str) -> Result<&'a str, Response> {
    if is_uuid(text) { Ok(text) } else { Err(invalid(name, "must be a UUID v4")) }
}
