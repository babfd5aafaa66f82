//! The parameters of a request, read strictly: an undocumented parameter or value is refused with a message instead of
//! being ignored.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::forms::{self, File};
use super::object;
use crate::client::request::{Body, Request};
use crate::client::response::Response;

/// The response to a request. `Err` holds a refusal, so that `?` can end the handling early.
pub type Answer = Result<Response, Response>;

/// What differs between helpdesks in how they read parameters.
#[derive(Clone, Copy)]
pub struct Conventions {
    /// The name of the query parameter that may carry the token.
    pub token_parameter: &'static str,
    /// The status for an undocumented parameter or value.
    pub invalid_status: u16,
}

/// Makes an error response that blames one field: `{"errors": {field: [problem]}}`.
///
/// The documentation shows no error documents; this is the shape that Rails applications use.
pub fn refusal(status: u16, field: &str, problem: &str) -> Response {
    let errors = object(vec![(field, Value::from(vec![problem]))]);
    Response::json_body(status, &object(vec![("errors", errors)]))
}

/// Lists every token that a request carries, in the header (`Authorization: Bearer …`) or in this query parameter.
pub fn tokens<'a>(request: &'a Request, parameter: &str) -> Vec<&'a str> {
    let headers = request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("authorization"));
    let in_headers = headers.map(|(_, value)| value.strip_prefix("Bearer ").unwrap_or_default());
    let in_query = request.query.iter().filter(|(name, _)| name == parameter).map(|(_, value)| value.as_str());
    in_headers.chain(in_query).collect()
}

/// A request with documented parameters only. Their values are checked when they are read.
pub struct Params {
    /// The decoded path segments at the places where the route has a colon.
    captures: Vec<String>,
    /// The time of the request.
    pub now: DateTime<Utc>,
    query: Vec<(String, String)>,
    body: Fields,
    files: Vec<File>,
}

impl Params {
    /// Reads a request. Fails for a query parameter that is not in `query`, and for a body field that is not in
    /// `fields`.
    pub fn new(
        request: &Request,
        captures: Vec<String>,
        now: DateTime<Utc>,
        query: &[&str],
        fields: &[&str],
        conventions: Conventions,
    ) -> Result<Self, Response> {
        let pairs: Vec<_> =
            request.query.iter().filter(|(name, _)| name != conventions.token_parameter).cloned().collect();
        for (index, (name, _)) in pairs.iter().enumerate() {
            if !query.contains(&name.as_str()) {
                return Err(refusal(conventions.invalid_status, name, "is not a documented query parameter"));
            }
            if pairs.iter().take(index).any(|(earlier, _)| earlier == name) {
                return Err(refusal(conventions.invalid_status, name, "is given twice"));
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
            return Err(refusal(conventions.invalid_status, &file.field, "is not a documented parameter"));
        }
        Ok(Params { captures, now, query: pairs, body: Fields::new(body, fields, conventions)?, files })
    }

    /// Returns the fields of the body.
    pub fn body(&self) -> &Fields {
        &self.body
    }

    /// Returns the files of a form; empty when the body is not a form.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// Returns the value of a query parameter, if it was sent.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Returns a query parameter that must be `true` or `false`, if it was sent.
    pub fn query_bool(&self, name: &str) -> Result<Option<bool>, Response> {
        let Some(text) = self.query(name) else { return Ok(None) };
        bool::from_str(text).map(Some).map_err(|_| self.invalid(name, "must be true or false"))
    }

    /// Returns one of the captured segments; empty when the route has fewer.
    pub fn capture(&self, index: usize) -> &str {
        self.captures.get(index).map_or("", String::as_str)
    }

    /// Returns the ticket number in the path.
    pub fn number(&self) -> Result<u64, Response> {
        self.capture(0).parse().map_err(|_| refusal(404, "ticket", "is not known"))
    }

    /// Returns the requested page: `page` from 1, default 1; `per_page` from 1 to `most`.
    pub fn page(&self, default: usize, most: usize) -> Result<Page, Response> {
        let number = self.query_integer("page", 1, usize::MAX)?.unwrap_or(1);
        Ok(Page { number, size: self.query_integer("per_page", 1, most)?.unwrap_or(default) })
    }

    /// Returns a query parameter that must be an integer within these bounds, if it was sent.
    pub fn query_integer(&self, name: &str, least: usize, most: usize) -> Result<Option<usize>, Response> {
        let Some(text) = self.query(name) else { return Ok(None) };
        let count = usize::from_str(text).ok().filter(|count| (least..=most).contains(count));
        let problem = || self.invalid(name, &format!("must be an integer from {least} to {most}"));
        count.map(Some).ok_or_else(problem)
    }

    /// Refuses a parameter with the status that this helpdesk uses.
    pub fn invalid(&self, field: &str, problem: &str) -> Response {
        self.body.invalid(field, problem)
    }
}

/// A page of a list.
pub struct Page {
    /// The number of the page, from 1.
    pub number: usize,
    /// The maximum number of rows.
    pub size: usize,
}

impl Page {
    /// Returns how many pages this many rows fill.
    pub fn count(&self, rows: usize) -> usize {
        rows.div_ceil(self.size)
    }

    /// Serialises the rows of this page.
    pub fn write<T>(&self, rows: &[T], row: impl Fn(&T) -> Value) -> Value {
        let first = (self.number - 1).saturating_mul(self.size);
        rows.iter().skip(first).take(self.size).map(row).collect()
    }
}

/// A JSON object with documented fields only.
pub struct Fields {
    map: Map<String, Value>,
    conventions: Conventions,
}

impl Fields {
    /// Wraps an object. Fails for a field that is not in `names`.
    pub fn new(map: Map<String, Value>, names: &[&str], conventions: Conventions) -> Result<Self, Response> {
        match map.keys().find(|name| !names.contains(&name.as_str())) {
            Some(name) => Err(refusal(conventions.invalid_status, name, "is not a documented parameter")),
            None => Ok(Fields { map, conventions }),
        }
    }

    /// Returns the value of a field, if it was sent.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.map.get(name)
    }

    /// Returns a required object, which may have only these fields.
    pub fn object(&self, name: &str, names: &[&str]) -> Result<Fields, Response> {
        match self.value(name) {
            Some(Value::Object(map)) => Fields::new(map.clone(), names, self.conventions),
            _ => Err(self.invalid(name, "must be an object")),
        }
    }

    /// Returns an optional string.
    pub fn text(&self, name: &str) -> Result<Option<&str>, Response> {
        self.value(name).map(|value| value.as_str().ok_or_else(|| self.invalid(name, "must be a string"))).transpose()
    }

    /// Returns a required string, which must not be blank.
    pub fn required_text(&self, name: &str) -> Result<&str, Response> {
        self.text(name)?.filter(|text| !text.trim().is_empty()).ok_or_else(|| self.invalid(name, "can't be blank"))
    }

    /// Returns a boolean; `false` when it was not sent.
    pub fn flag(&self, name: &str) -> Result<bool, Response> {
        match self.value(name) {
            None => Ok(false),
            Some(value) => value.as_bool().ok_or_else(|| self.invalid(name, "must be true or false")),
        }
    }

    /// Returns a list of names without duplicates; `None` when it was not sent. A blank name is refused.
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

    /// Returns a required list of names.
    pub fn required_names(&self, name: &str) -> Result<Vec<String>, Response> {
        self.names(name)?.ok_or_else(|| self.invalid(name, "can't be blank"))
    }

    /// Returns a list of integers; empty when it was not sent.
    pub fn numbers(&self, name: &str) -> Result<Vec<u64>, Response> {
        let Some(value) = self.value(name) else { return Ok(Vec::new()) };
        let numbers = value.as_array().and_then(|items| items.iter().map(Value::as_u64).collect());
        numbers.ok_or_else(|| self.invalid(name, "must be an array of integers"))
    }

    /// Returns the wrapped object.
    pub fn into_map(self) -> Map<String, Value> {
        self.map
    }

    /// Refuses a field with the status that this helpdesk uses.
    pub fn invalid(&self, field: &str, problem: &str) -> Response {
        refusal(self.conventions.invalid_status, field, problem)
    }
}
