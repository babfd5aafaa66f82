//! What a request asks, read strictly: a parameter that the documentation does not name, or a
//! value it does not allow, is refused in words instead of being ignored.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::forms::{self, File};
use super::object;
use crate::client::request::{Body, Request};
use crate::client::response::Response;

/// An answer, or the refusal that ends the reading of a request early.
pub type Answer = Result<Response, Response>;

/// What helpdesks do in their own ways.
#[derive(Clone, Copy)]
pub struct Manner {
    /// The query parameter that may carry the token.
    pub token_parameter: &'static str,
    /// The status that refuses a parameter or its value.
    pub invalid: u16,
}

/// A refusal with this status that blames one field: `{"errors": {field: [problem]}}`.
///
/// No documentation shows an error document; this is the shape that Rails applications give.
pub fn refusal(status: u16, field: &str, problem: &str) -> Response {
    let errors = object(vec![(field, Value::from(vec![problem]))]);
    Response::json_body(status, &object(vec![("errors", errors)]))
}

/// Every token that a request carries: as a header (`Authorization: Bearer …`) and as this query
/// parameter.
pub fn tokens<'a>(request: &'a Request, parameter: &str) -> Vec<&'a str> {
    let headers = request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("authorization"));
    let in_headers = headers.map(|(_, value)| value.strip_prefix("Bearer ").unwrap_or_default());
    let in_query = request.query.iter().filter(|(name, _)| name == parameter).map(|(_, value)| value.as_str());
    in_headers.chain(in_query).collect()
}

/// A request whose parameters are all documented; their values are checked as they are read.
pub struct Asked {
    /// The decoded segments that stand where the route has a colon.
    captures: Vec<String>,
    /// The time of the request.
    pub now: DateTime<Utc>,
    query: Vec<(String, String)>,
    body: Fields,
    files: Vec<File>,
}

impl Asked {
    /// Reads a request, refusing every query parameter and body field that is not among these.
    pub fn new(
        request: &Request,
        captures: Vec<String>,
        now: DateTime<Utc>,
        query: &[&str],
        fields: &[&str],
        manner: Manner,
    ) -> Result<Self, Response> {
        let pairs: Vec<_> = request.query.iter().filter(|(name, _)| name != manner.token_parameter).cloned().collect();
        for (place, (name, _)) in pairs.iter().enumerate() {
            if !query.contains(&name.as_str()) {
                return Err(refusal(manner.invalid, name, "is not a documented query parameter"));
            }
            if pairs.iter().take(place).any(|(earlier, _)| earlier == name) {
                return Err(refusal(manner.invalid, name, "is given twice"));
            }
        }
        let (mut body, mut files) = (Map::new(), Vec::new());
        match &request.body {
            None => {}
            Some(Body::Json(text)) => match serde_json::from_str(text) {
                Ok(Value::Object(map)) => body = map,
                _ => return Err(refusal(400, "body", "is not a JSON object")),
            },
            Some(Body::Form(form)) => {
                files = forms::files(form).ok_or_else(|| refusal(400, "body", "is not a form with files"))?;
            }
        }
        if let Some(file) = files.iter().find(|file| !fields.contains(&file.field.as_str())) {
            return Err(refusal(manner.invalid, &file.field, "is not a documented parameter"));
        }
        Ok(Asked { captures, now, query: pairs, body: Fields::new(body, fields, manner)?, files })
    }

    /// The fields of the body.
    pub fn body(&self) -> &Fields {
        &self.body
    }

    /// The files that came in a form.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// A query parameter, if it was sent.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A query parameter that is `true` or `false`, if it was sent.
    pub fn switch(&self, name: &str) -> Result<Option<bool>, Response> {
        let Some(text) = self.query(name) else { return Ok(None) };
        bool::from_str(text).map(Some).map_err(|_| self.invalid(name, "must be true or false"))
    }

    /// One of the captured segments; empty if the route has fewer.
    pub fn capture(&self, place: usize) -> &str {
        self.captures.get(place).map_or("", String::as_str)
    }

    /// The number of the ticket that the path names.
    pub fn number(&self) -> Result<u64, Response> {
        self.capture(0).parse().map_err(|_| refusal(404, "ticket", "is not known"))
    }

    /// The page asked for: `page` from 1, default 1; `per_page` from 1 to `most`.
    pub fn page(&self, default: usize, most: usize) -> Result<Page, Response> {
        let number = self.count("page", 1, usize::MAX)?.unwrap_or(1);
        Ok(Page { number, size: self.count("per_page", 1, most)?.unwrap_or(default) })
    }

    /// A query parameter that is a whole number within these bounds, if it was sent.
    pub fn count(&self, name: &str, least: usize, most: usize) -> Result<Option<usize>, Response> {
        let Some(text) = self.query(name) else { return Ok(None) };
        let count = usize::from_str(text).ok().filter(|count| (least..=most).contains(count));
        let problem = || self.invalid(name, &format!("must be an integer from {least} to {most}"));
        count.map(Some).ok_or_else(problem)
    }

    /// A refusal of a parameter, with the status that the helpdesk gives it.
    pub fn invalid(&self, field: &str, problem: &str) -> Response {
        self.body.invalid(field, problem)
    }
}

/// A page of a list.
pub struct Page {
    /// From 1.
    pub number: usize,
    /// How many rows it has at most.
    pub size: usize,
}

impl Page {
    /// How many pages so many rows fill.
    pub fn count(&self, rows: usize) -> usize {
        rows.div_ceil(self.size)
    }

    /// What the rows of this page are written as.
    pub fn write<T>(&self, rows: &[T], row: impl Fn(&T) -> Value) -> Value {
        let first = (self.number - 1).saturating_mul(self.size);
        rows.iter().skip(first).take(self.size).map(row).collect()
    }
}

/// A JSON object all of whose names are documented.
pub struct Fields {
    map: Map<String, Value>,
    manner: Manner,
}

impl Fields {
    /// Takes an object, refusing any name that is not among these.
    pub fn new(map: Map<String, Value>, names: &[&str], manner: Manner) -> Result<Self, Response> {
        match map.keys().find(|name| !names.contains(&name.as_str())) {
            Some(name) => Err(refusal(manner.invalid, name, "is not a documented parameter")),
            None => Ok(Fields { map, manner }),
        }
    }

    /// The value of a field, if it was sent.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.map.get(name)
    }

    /// An object that must be there, with no names but these.
    pub fn object(&self, name: &str, names: &[&str]) -> Result<Fields, Response> {
        match self.value(name) {
            Some(Value::Object(map)) => Fields::new(map.clone(), names, self.manner),
            _ => Err(self.invalid(name, "must be an object")),
        }
    }

    /// A string that may be left out.
    pub fn text(&self, name: &str) -> Result<Option<&str>, Response> {
        self.value(name).map(|value| value.as_str().ok_or_else(|| self.invalid(name, "must be a string"))).transpose()
    }

    /// A string that must be there and not be blank.
    pub fn required_text(&self, name: &str) -> Result<&str, Response> {
        self.text(name)?.filter(|text| !text.trim().is_empty()).ok_or_else(|| self.invalid(name, "can't be blank"))
    }

    /// A boolean; `false` when it is left out.
    pub fn flag(&self, name: &str) -> Result<bool, Response> {
        match self.value(name) {
            None => Ok(false),
            Some(value) => value.as_bool().ok_or_else(|| self.invalid(name, "must be true or false")),
        }
    }

    /// A list of names, none of them blank, each kept once; `None` when it is left out.
    pub fn names(&self, name: &str) -> Result<Option<Vec<String>>, Response> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let items = value.as_array().ok_or_else(|| self.invalid(name, "must be an array"))?;
        let mut names: Vec<String> = Vec::new();
        for item in items {
            match item.as_str().filter(|text| !text.trim().is_empty()) {
                None => return Err(self.invalid(name, "must hold names only")),
                Some(text) if names.iter().any(|known| known == text) => {}
                Some(text) => names.push(text.to_owned()),
            }
        }
        Ok(Some(names))
    }

    /// A list of names that must be there.
    pub fn required_names(&self, name: &str) -> Result<Vec<String>, Response> {
        self.names(name)?.ok_or_else(|| self.invalid(name, "can't be blank"))
    }

    /// A list of whole numbers; empty when it is left out.
    pub fn numbers(&self, name: &str) -> Result<Vec<u64>, Response> {
        let Some(value) = self.value(name) else { return Ok(Vec::new()) };
        let numbers = value.as_array().and_then(|items| items.iter().map(Value::as_u64).collect());
        numbers.ok_or_else(|| self.invalid(name, "must be an array of integers"))
    }

    /// The object itself.
    pub fn into_map(self) -> Map<String, Value> {
        self.map
    }

    /// A refusal of a field, with the status that the helpdesk gives it.
    pub fn invalid(&self, field: &str, problem: &str) -> Response {
        refusal(self.manner.invalid, field, problem)
    }
}
