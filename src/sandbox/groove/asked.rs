//! What a request asks, read strictly: a parameter that the documentation does not name, or a
//! value it does not allow, is refused in words instead of being ignored.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use crate::client::request::Request;
use crate::client::response::Response;
use crate::sandbox::object;

/// An answer, or the refusal that ends the reading of a request early.
pub(super) type Answer = Result<Response, Response>;

/// A refusal with this status that blames one field: `{"errors": {field: [problem]}}`.
///
/// The documentation shows no error document; this is the shape that Rails applications give.
pub(super) fn refusal(status: u16, field: &str, problem: &str) -> Response {
    let errors = object(vec![(field, Value::from(vec![problem]))]);
    Response::json_body(status, &object(vec![("errors", errors)]))
}

/// A refusal of a parameter, with status 422.
pub(super) fn invalid(field: &str, problem: &str) -> Response {
    refusal(422, field, problem)
}

/// A request whose parameters are all documented; their values are checked as they are read.
pub(super) struct Asked {
    /// The decoded segments that stand where the route has a colon.
    captures: Vec<String>,
    /// The time of the request.
    pub now: DateTime<Utc>,
    query: Vec<(String, String)>,
    body: Fields,
}

impl Asked {
    /// Reads a request, refusing every query parameter and body field that is not among these.
    pub fn new(
        request: &Request,
        captures: Vec<String>,
        now: DateTime<Utc>,
        query: &[&str],
        fields: &[&str],
    ) -> Result<Self, Response> {
        let pairs: Vec<_> = request.query.iter().filter(|(name, _)| name != super::TOKEN_PARAMETER).cloned().collect();
        for (place, (name, _)) in pairs.iter().enumerate() {
            if !query.contains(&name.as_str()) {
                return Err(invalid(name, "is not a documented query parameter"));
            }
            if pairs.iter().take(place).any(|(earlier, _)| earlier == name) {
                return Err(invalid(name, "is given twice"));
            }
        }
        let body = match request.body.as_deref() {
            None => Map::new(),
            Some(text) => match serde_json::from_str(text) {
                Ok(Value::Object(map)) => map,
                _ => return Err(refusal(400, "body", "is not a JSON object")),
            },
        };
        Ok(Asked { captures, now, query: pairs, body: Fields::new(body, fields)? })
    }

    /// The fields of the body.
    pub fn body(&self) -> &Fields {
        &self.body
    }

    /// A query parameter, if it was sent.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// One of the captured segments; empty if the route has fewer.
    pub fn capture(&self, place: usize) -> &str {
        self.captures.get(place).map_or("", String::as_str)
    }

    /// The number of the ticket that the path names.
    pub fn number(&self) -> Result<u64, Response> {
        self.capture(0).parse().map_err(|_| refusal(404, "ticket", "is not known"))
    }

    /// The page asked for: `page` from 1, default 1; `per_page` from 1 to 50, default 25.
    pub fn page(&self) -> Result<Page, Response> {
        Ok(Page { number: self.count("page", 1, usize::MAX)?, size: self.count("per_page", 25, 50)? })
    }

    fn count(&self, name: &str, default: usize, most: usize) -> Result<usize, Response> {
        let Some(text) = self.query(name) else { return Ok(default) };
        usize::from_str(text)
            .ok()
            .filter(|count| (1..=most).contains(count))
            .ok_or_else(|| invalid(name, &format!("must be an integer from 1 to {most}")))
    }
}

/// A page of a list.
pub(super) struct Page {
    /// From 1.
    pub number: usize,
    /// How many rows it has at most.
    pub size: usize,
}

/// A JSON object all of whose names are documented.
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    /// Takes an object, refusing any name that is not among these.
    pub fn new(map: Map<String, Value>, names: &[&str]) -> Result<Self, Response> {
        match map.keys().find(|name| !names.contains(&name.as_str())) {
            Some(name) => Err(invalid(name, "is not a documented parameter")),
            None => Ok(Fields(map)),
        }
    }

    /// The value of a field, if it was sent.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// A string that may be left out.
    pub fn text(&self, name: &str) -> Result<Option<&str>, Response> {
        self.value(name).map(|value| value.as_str().ok_or_else(|| invalid(name, "must be a string"))).transpose()
    }

    /// A string that must be there and not be blank.
    pub fn required_text(&self, name: &str) -> Result<&str, Response> {
        self.text(name)?.filter(|text| !text.trim().is_empty()).ok_or_else(|| invalid(name, "can't be blank"))
    }

    /// A boolean; `false` when it is left out.
    pub fn flag(&self, name: &str) -> Result<bool, Response> {
        match self.value(name) {
            None => Ok(false),
            Some(value) => value.as_bool().ok_or_else(|| invalid(name, "must be true or false")),
        }
    }

    /// A list of names, none of them blank, each kept once; `None` when it is left out.
    pub fn names(&self, name: &str) -> Result<Option<Vec<String>>, Response> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let items = value.as_array().ok_or_else(|| invalid(name, "must be an array"))?;
        let mut names: Vec<String> = Vec::new();
        for item in items {
            match item.as_str().filter(|text| !text.trim().is_empty()) {
                None => return Err(invalid(name, "must hold names only")),
                Some(text) if names.iter().any(|known| known == text) => {}
                Some(text) => names.push(text.to_owned()),
            }
        }
        Ok(Some(names))
    }

    /// A list of names that must be there.
    pub fn required_names(&self, name: &str) -> Result<Vec<String>, Response> {
        self.names(name)?.ok_or_else(|| invalid(name, "can't be blank"))
    }

    /// The object itself.
    pub fn into_map(self) -> Map<String, Value> {
        self.0
    }
}
