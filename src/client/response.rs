//! A response as plain data, and how its body is decoded.

use serde_json::Value;

use super::error::Error;
use crate::domain::time;

/// A response of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers the browser lets scripts read, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body as text; empty for 204. Of a file that was asked for, the characters whose numbers are its bytes.
    pub body: String,
}

impl Response {
    /// Creates an empty response with this status.
    pub fn status(status: u16) -> Self {
        Response { status, ..Response::default() }
    }

    /// Creates a response with this status and a JSON document.
    pub fn json_body(status: u16, document: &Value) -> Self {
        Response {
            status,
            headers: vec![("content-type".to_owned(), "application/json; charset=utf-8".to_owned())],
            body: document.to_string(),
        }
    }

    /// Creates a response with a file of this MIME type.
    pub fn file_body(kind: &str, bytes: &[u8]) -> Self {
        Response {
            status: 200,
            headers: vec![("content-type".to_owned(), kind.to_owned())],
            body: bytes.iter().copied().map(char::from).collect(),
        }
    }

    /// The bytes that go over the wire: those of a file are what its characters stand for.
    pub fn bytes(self) -> Vec<u8> {
        let is_text = self.header("content-type").is_none_or(|kind| kind.starts_with("application/json"));
        let file = (!is_text).then(|| self.file().ok()).flatten();
        file.unwrap_or_else(|| self.body.into_bytes())
    }

    /// Adds a header; `name` in lower case.
    pub fn with_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Returns the first header with this name (lower case); `None` if it is missing or the browser hides it.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Returns how many seconds to wait before the next request, counted from `now` (in milliseconds). The
    /// header holds a number of seconds or a date (RFC 9110, section 10.2.3); `None` if it is missing or
    /// the browser hides it.
    pub fn retry_after(&self, now: i64) -> Option<u32> {
        let text = self.header("retry-after")?.trim();
        if let Ok(seconds) = text.parse() {
            return Some(seconds);
        }
        let until = time::parse_http_date(text)?.timestamp_millis();
        Some(u32::try_from((until - now + 999) / 1000).unwrap_or(0))
    }

    /// Parses the body as a JSON document.
    ///
    /// Fails with the status's own error unless the status is a success, with [`Error::NotTheApi`] if the
    /// body is not JSON, and with [`Error::Undecodable`] if the document is cut off.
    pub fn json(&self) -> Result<Value, Error> {
        self.success()?;
        serde_json::from_str(&self.body).map_err(|error| self.not_json(&error))
    }

    /// The file that was asked for, byte by byte. Fails unless the status is a success.
    pub fn file(&self) -> Result<Vec<u8>, Error> {
        self.success()?;
        // Characters that are no bytes were never in a file.
        self.body.chars().map(u8::try_from).collect::<Result<_, _>>().map_err(|_| Error::not_the_api(self))
    }

    /// Accepts any success, for calls whose response is 204 or an entity that is not needed.
    pub fn no_content(&self) -> Result<(), Error> {
        self.success()?;
        let body = self.body.trim_start();
        // A proxy's start page with status 200 must not look like a successful change.
        if body.is_empty() || body.starts_with(['{', '[', '"']) { Ok(()) } else { Err(Error::not_the_api(self)) }
    }

    /// Returns the error for a body that is not JSON: a document that ends too early was cut off on the way;
    /// anything else is not from the API.
    fn not_json(&self, error: &serde_json::Error) -> Error {
        if error.is_eof() && self.body.trim_start().starts_with(['{', '[']) {
            let place = format!("line {}, column {}", error.line(), error.column());
            return Error::Undecodable { place, problem: "the answer ends here".to_owned() };
        }
        Error::not_the_api(self)
    }

    fn success(&self) -> Result<(), Error> {
        if (200..300).contains(&self.status) { Ok(()) } else { Err(Error::from_status(self)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_read_as_seconds_and_as_a_date() {
        let now = 784_111_777_000; // Sun, 06 Nov 1994 08:49:37 GMT
        let cases = [
            ("30", Some(30)),
            (" 0 ", Some(0)),
            ("Sun, 06 Nov 1994 08:50:07 GMT", Some(30)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("soon", None),
            ("-5", None),
            ("", None),
        ];
        for (text, seconds) in cases {
            let response = Response::status(429).with_header("retry-after", text);
            assert_eq!(response.retry_after(now), seconds, "{text}");
        }
        assert_eq!(Response::status(429).retry_after(now), None);
    }
}
