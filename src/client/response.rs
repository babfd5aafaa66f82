//! A response as plain data.

use std::borrow::Cow;

use serde_json::Value;

use crate::domain::time;

/// A response of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers the browser lets scripts read, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body; empty for 204.
    pub body: Vec<u8>,
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
            body: document.to_string().into_bytes(),
        }
    }

    /// Creates a response with a file of this MIME type.
    pub fn file_body(kind: &str, bytes: &[u8]) -> Self {
        Response { status: 200, headers: vec![("content-type".to_owned(), kind.to_owned())], body: bytes.to_vec() }
    }

    /// Returns the body as text. Bytes that are not UTF-8 become replacement characters.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
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
