//! A request as plain data, as a provider builds it: relative to the account's base URL, without proxy or
//! credential. Nothing here performs I/O.

mod form;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode, utf8_percent_encode};
use serde_json::Value;

pub use self::form::Form;

/// The HTTP methods that the documented APIs use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, or does something else that is not idempotent.
    Post,
    /// Replaces.
    Put,
    /// Changes in part.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// Returns the method's name in HTTP.
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

/// A request to an API, relative to the account's base URL.
///
/// The path is already percent-encoded; query pairs, headers and the body are not. It never holds a
/// credential: [`crate::client::secret`] adds it when the request is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path below the base URL: starts with a slash, each segment percent-encoded.
    pub path: String,
    /// Query pairs, not encoded, in the order they are sent; a key may repeat.
    pub query: Vec<(String, String)>,
    /// Extra headers, by name.
    pub headers: Vec<(String, String)>,
    /// The body, if there is one.
    pub body: Option<Body>,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A JSON document.
    Json(String),
    /// A form with a file in it.
    Form(Form),
}

impl Body {
    /// Returns its content type.
    pub fn kind(&self) -> &str {
        match self {
            Body::Json(_) => "application/json",
            Body::Form(form) => &form.kind,
        }
    }

    /// Returns the JSON document; `None` for a form.
    pub fn json(&self) -> Option<&str> {
        match self {
            Body::Json(text) => Some(text),
            Body::Form(_) => None,
        }
    }

    /// Returns its text for a log: the JSON document, or a placeholder for a file.
    pub fn logged(&self) -> &str {
        self.json().unwrap_or("(file)")
    }
}

impl Request {
    /// Creates a request with this method and a path built by [`path!`](crate::path).
    pub fn new(method: Method, path: String) -> Self {
        Request { method, path, query: Vec::new(), headers: Vec::new(), body: None }
    }

    /// Creates a `GET` request.
    pub fn get(path: String) -> Self {
        Request::new(Method::Get, path)
    }

    /// Creates a `POST` request.
    pub fn post(path: String) -> Self {
        Request::new(Method::Post, path)
    }

    /// Creates a `PUT` request.
    pub fn put(path: String) -> Self {
        Request::new(Method::Put, path)
    }

    /// Adds a query pair.
    pub fn query(mut self, key: &str, value: impl ToString) -> Self {
        self.query.push((key.to_owned(), value.to_string()));
        self
    }

    /// Adds a query pair if there is a value.
    pub fn query_if(self, key: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.query(key, value),
            None => self,
        }
    }

    /// Sets a JSON document as the body.
    pub fn json(mut self, document: impl Into<Value>) -> Self {
        self.body = Some(Body::Json(document.into().to_string()));
        self
    }

    /// Sets a form as the body.
    pub fn form(mut self, form: Form) -> Self {
        self.body = Some(Body::Form(form));
        self
    }

    /// Returns the encoded path and query, for example `/tickets?page=2`.
    pub fn path_and_query(&self) -> String {
        if self.query.is_empty() {
            return self.path.clone();
        }
        format!("{}?{}", self.path, encode_query(&self.query))
    }
}

/// Encodes everything in a path segment except unreserved characters and `@`, because Groove addresses
/// agents and customers by their literal email address.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@');

/// Encodes everything in a query key or value except unreserved characters.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encodes one segment of a path, so that no character in it can end the segment.
///
/// URL parsers resolve `.` and `..` as relative segments even when encoded once, so their dots become
/// `%252E`. The server then finds nothing with such a name, which is correct.
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

/// Formats query pairs as `a=b&c=d`, with keys and values percent-encoded.
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
    fn an_email_address_is_literal_in_a_path_and_encoded_in_a_query() {
        assert_eq!(path!["agents", "matt@groovehq.com"], "/agents/matt@groovehq.com");
        let request = Request::get(path!["tickets"]).query("assignee", "matt+x@groovehq.com");
        assert_eq!(request.path_and_query(), "/tickets?assignee=matt%2Bx%40groovehq.com");
    }

    #[test]
    fn a_segment_of_dots_cannot_leave_the_path() {
        assert_eq!(path!["labels", ".."], "/labels/%252E%252E");
    }
}
