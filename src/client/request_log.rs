//! Entries of the request log, which an agent can copy for support.
//!
//! They contain neither tokens nor customer data: of a URL, only its fixed words and numbers are kept.

use super::error::Error;
use super::request::Request;
use super::response::Response;
use crate::domain::{Instant, time};

/// One request in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// When it was sent.
    pub at: Instant,
    /// The account's name.
    pub account: String,
    /// The method and the redacted URL, see [`redacted`].
    pub request: String,
    /// The number of the attempt, from 1.
    pub attempt: u32,
    /// The status, or why there was none.
    pub outcome: String,
    /// The duration in milliseconds.
    pub took: i64,
}

impl LogEntry {
    /// Formats the entry as one line of text.
    pub fn line(&self) -> String {
        let LogEntry { at, account, request, attempt, outcome, took } = self;
        let retry = if *attempt > 1 { format!(", attempt {attempt}") } else { String::new() };
        format!("{} {account}: {request}: {outcome}, {took} ms{retry}", time::iso(*at))
    }
}

/// Describes how a request ended in a few words.
pub fn outcome(result: &Result<Response, Error>) -> String {
    let words = match result {
        Ok(response) => return response.status.to_string(),
        Err(Error::TimedOut { seconds }) => return format!("no response within {seconds} s"),
        Err(Error::Offline) => "offline",
        Err(Error::Blocked) => "blocked by the browser (CORS)",
        Err(Error::Unreachable) => "unreachable",
        Err(Error::MixedContent) => "blocked by the browser (mixed content)",
        Err(Error::LocalNetwork) => "blocked by the browser (local network)",
        Err(Error::Interrupted) => "connection lost",
        Err(Error::TooLarge) => "too large",
        Err(_) => "failed",
    };
    words.to_owned()
}

/// Returns the method and URL of a request without personal data:
/// `GET /tickets/7/labels/…?page=2&query=…`.
///
/// Numbers, UUIDs and the API's own words stay. A word directly after another one may be a name, and so may
/// any segment that is not a lower-case word. Of the query's values, only page numbers and booleans stay.
pub fn redacted(request: &Request) -> String {
    let mut text = request.method.name().to_owned();
    text.push(' ');
    let mut was_word = false;
    for segment in request.path.split('/').skip(1) {
        let is_person = text.ends_with("/customers");
        let name = segment.strip_suffix(".json").unwrap_or(segment);
        let is_word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        text.push('/');
        let is_shown = (is_id(name) && !is_person) || name == "v1" || (is_word && !was_word);
        text.push_str(if is_shown { segment } else { "…" });
        was_word = is_word;
    }
    for (index, (key, value)) in request.query.iter().enumerate() {
        text.push(if index == 0 { '?' } else { '&' });
        text.push_str(key);
        text.push('=');
        let is_switch = matches!(value.as_str(), "true" | "false");
        text.push_str(if is_switch || (is_id(value) && key.contains("page")) { value } else { "…" });
    }
    text
}

/// Whether a segment is a number or a UUID, which identifies a person only inside the helpdesk.
fn is_id(text: &str) -> bool {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number || (text.len() == 36 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path;

    #[test]
    fn a_logged_request_contains_no_personal_data() {
        let request = Request::get(path!["tickets", 7, "labels", "angry"]).query("page", 2).query("query", "refund");
        assert_eq!(redacted(&request), "GET /tickets/7/labels/…?page=2&query=…");
        let request = Request::put(path!["agents", "maya@tern.example"]).query("starred", true);
        assert_eq!(redacted(&request), "PUT /agents/…?starred=true");
        let request = Request::get(path!["tickets", "b0c59c9c-c317-408a-b672-cff359dc6759"]);
        assert_eq!(redacted(&request), "GET /tickets/b0c59c9c-c317-408a-b672-cff359dc6759");
        assert_eq!(redacted(&Request::get(path!["tickets", "7.json"])), "GET /tickets/7.json");
        assert_eq!(redacted(&Request::get(path!["api", "v1", "tickets", "details"])), "GET /api/v1/tickets/…");
        assert_eq!(redacted(&Request::get(path!["customers", "+4915112345678"])), "GET /customers/…");
        assert_eq!(redacted(&Request::get(path!["customers", "4915112345678"])), "GET /customers/…");
        let request = Request::get(path!["tickets"]).query("query", "15551234567").query("pageSize", 50);
        assert_eq!(redacted(&request), "GET /tickets?query=…&pageSize=50");
    }
}
