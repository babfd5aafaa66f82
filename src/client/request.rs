//! A request as plain data: what a provider wants to say, before a proxy, a credential or a
//! network exists. Nothing here performs I/O.

mod form;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode, utf8_percent_encode};
use serde_json::Value;

pub use self::form::Form;

/// The HTTP methods that the documented APIs use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, or does something that is not idempotent.
    Post,
    /// Replaces.
    Put,
    /// Changes a part.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// The method's name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// One request to an API, relative to the account's base address.
///
/// The path is already percent-encoded; query pairs, headers and the body are not.
/// Credentials are never part of it: [`crate::client::secret`] adds them when it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What to do.
    pub method: Method,
    /// Where, below the base address: starts with a slash, each segment percent-encoded.
    pub path: String,
    /// Query pairs as they mean, in the order they are sent; a key may repeat.
    pub query: Vec<(String, String)>,
    /// Extra headers, by name.
    pub headers: Vec<(String, String)>,
    /// What it carries, if anything.
    pub body: Option<Body>,
    /// Whether the answer is a file, which is no text: see [`Response::file`](super::response::Response::file).
    pub is_file: bool,
}

/// What a request carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A JSON document.
    Json(String),
    /// A form with a file in it.
    Form(Form),
}

impl Body {
    /// Its content type.
    pub fn kind(&self) -> &str {
        match self {
            Body::Json(_) => "application/json",
            Body::Form(form) => &form.kind,
        }
    }

    /// The document, if it is one.
    pub fn json(&self) -> Option<&str> {
        match self {
            Body::Json(text) => Some(text),
            Body::Form(_) => None,
        }
    }

    /// What a log keeps of it: the document, but of a file only that there was one.
    pub fn logged(&self) -> &str {
        self.json().unwrap_or("(file)")
    }
}

impl Request {
    /// A request with this method for a path built by [`path!`](crate::path).
    pub fn new(method: Method, path: String) -> Self {
        Request { method, path, query: Vec::new(), headers: Vec::new(), body: None, is_file: false }
    }

    /// A `GET` request.
    pub fn get(path: String) -> Self {
        Request::new(Method::Get, path)
    }

    /// A `POST` request.
    pub fn post(path: String) -> Self {
        Request::new(Method::Post, path)
    }

    /// A `PUT` request.
    pub fn put(path: String) -> Self {
        Request::new(Method::Put, path)
    }

    /// Adds a query pair.
    pub fn query(mut self, key: &str, value: impl ToString) -> Self {
        self.query.push((key.to_owned(), value.to_string()));
        self
    }

    /// Adds a query pair when there is a value.
    pub fn query_if(self, key: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.query(key, value),
            None => self,
        }
    }

    /// Expects a file as the answer.
    pub fn file(mut self) -> Self {
        self.is_file = true;
        self
    }

    /// Makes a JSON document the body.
    pub fn json(mut self, document: impl Into<Value>) -> Self {
        self.body = Some(Body::Json(document.into().to_string()));
        self
    }

    /// Makes a form the body.
    pub fn form(mut self, form: Form) -> Self {
        self.body = Some(Body::Form(form));
        self
    }

    /// The path and query as they stand in an address, for example `/tickets?page=2`.
    pub fn path_and_query(&self) -> String {
        if self.query.is_empty() {
            return self.path.clone();
        }
        format!("{}?{}", self.path, encode_query(&self.query))
    }
}

/// Characters that stay as they are in a path segment: the unreserved ones and `@`, because
/// Groove addresses agents and customers by their literal e-mail address.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@');

/// Characters that stay as they are in a query key or value: the unreserved ones only.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encodes one segment of a path, so that nothing in it can end the segment.
///
/// A segment of dots alone would climb up the path in any URL parser, encoded or not, so its
/// dots become `%252E`: such a name is not found, which is what it should be.
pub fn encode_segment(segment: &str) -> String {
    match segment {
        "." | ".." => segment.replace('.', "%252E"),
        _ => utf8_percent_encode(segment, SEGMENT).to_string(),
    }
}

/// Percent-encodes one value of a query, exactly once.
pub fn encode_query_value(value: &str) -> String {
    percent_encode(value.as_bytes(), QUERY).to_string()
}

/// Prints query pairs as `a=b&c=d`, keys and values percent-encoded.
pub fn encode_query(pairs: &[(String, String)]) -> String {
    let pairs: Vec<String> =
        pairs.iter().map(|(key, value)| format!("{}={}", encode_query_value(key), encode_query_value(value))).collect();
    pairs.join("&")
}

/// Builds an encoded path from segments: `path!["tickets", 7, "tags"]` is `/tickets/7/tags`.
#[macro_export]
macro_rules! path {
    ($($segment:expr),+ $(,)?) => {{
        let mut path = String::new();
        $(
            path.push('/');
            path.push_str(&$crate::client::request::encode_segment(&$segment.to_string()));
        )+
        path
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_characters_are_encoded_once() {
        let cases = [
            ("a b", "a%20b"),
            ("a+b", "a%2Bb"),
            ("50%", "50%25"),
            ("x&y=z", "x%26y%3Dz"),
            ("#1", "%231"),
            ("é", "%C3%A9"),
            ("%2F", "%252F"),
            ("a/b", "a%2Fb"),
        ];
        for (plain, encoded) in cases {
            assert_eq!(path!["labels", plain], format!("/labels/{encoded}"));
            let request = Request::get(path!["tickets"]).query("q", plain);
            assert_eq!(request.path_and_query(), format!("/tickets?q={encoded}"));
        }
    }

    #[test]
    fn an_address_stays_literal_in_a_path_and_is_encoded_in_a_query() {
        assert_eq!(path!["agents", "matt@groovehq.com"], "/agents/matt@groovehq.com");
        let request = Request::get(path!["tickets"]).query("assignee", "matt+x@groovehq.com");
        assert_eq!(request.path_and_query(), "/tickets?assignee=matt%2Bx%40groovehq.com");
    }

    #[test]
    fn a_segment_of_dots_cannot_climb() {
        assert_eq!(path!["labels", ".."], "/labels/%252E%252E");
    }
}
