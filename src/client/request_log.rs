//! What was asked of the helpdesks and how it went, for an agent to copy for support.
//!
//! No token and no customer's word is in it: of an address only what stands in every address of its
//! kind, and numbers.

use super::error::Error;
use super::request::Request;
use super::response::Response;
use crate::domain::{Instant, time};

/// One request, as the journal keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// When it was sent.
    pub at: Instant,
    /// What people call the account.
    pub account: String,
    /// The method and the place, see [`place`].
    pub request: String,
    /// Which attempt it was, from one.
    pub attempt: u32,
    /// How it ended: a status, or why there was none.
    pub outcome: String,
    /// How long it took, in milliseconds.
    pub took: i64,
}

impl LogEntry {
    /// The entry as one line, for a text.
    pub fn line(&self) -> String {
        let LogEntry { at, account, request, attempt, outcome, took } = self;
        let again = if *attempt > 1 { format!(", attempt {attempt}") } else { String::new() };
        format!("{} {account}: {request}: {outcome}, {took} ms{again}", time::iso(*at))
    }
}

/// How a request ended, in a word.
pub fn outcome(result: &Result<Response, Error>) -> String {
    let word = match result {
        Ok(answer) => return answer.status.to_string(),
        Err(Error::TimedOut { seconds }) => return format!("no answer within {seconds} s"),
        Err(Error::Offline) => "offline",
        Err(Error::Blocked) => "blocked by the browser (CORS)",
        Err(Error::Unreachable) => "not reached",
        Err(Error::MixedContent) => "blocked by the browser (mixed content)",
        Err(Error::LocalNetwork) => "blocked by the browser (local network)",
        Err(Error::Interrupted) => "broken off",
        Err(Error::TooLarge) => "too large",
        Err(_) => "failed",
    };
    word.to_owned()
}

/// Where a request goes, without anybody's words: `GET /tickets/7/labels/…?page=2&query=…`.
///
/// Numbers, UUIDs and the words of the API stay. A word right behind another one may be a name, as may
/// everything that is no plain word; of the query only the page and switches stay.
pub fn place(request: &Request) -> String {
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
    for (place, (key, value)) in request.query.iter().enumerate() {
        text.push(if place == 0 { '?' } else { '&' });
        text.push_str(key);
        text.push('=');
        let is_switch = matches!(value.as_str(), "true" | "false");
        text.push_str(if is_switch || (is_id(value) && key.contains("page")) { value } else { "…" });
    }
    text
}

/// Whether it is a number or a UUID, which names nobody outside the helpdesk.
fn is_id(text: &str) -> bool {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number || (text.len() == 36 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path;

    #[test]
    fn a_place_holds_nobodys_words() {
        let request = Request::get(path!["tickets", 7, "labels", "angry"]).query("page", 2).query("query", "refund");
        assert_eq!(place(&request), "GET /tickets/7/labels/…?page=2&query=…");
        let request = Request::put(path!["agents", "maya@tern.example"]).query("starred", true);
        assert_eq!(place(&request), "PUT /agents/…?starred=true");
        let request = Request::get(path!["tickets", "b0c59c9c-c317-408a-b672-cff359dc6759"]);
        assert_eq!(place(&request), "GET /tickets/b0c59c9c-c317-408a-b672-cff359dc6759");
        assert_eq!(place(&Request::get(path!["tickets", "7.json"])), "GET /tickets/7.json");
        assert_eq!(place(&Request::get(path!["api", "v1", "tickets", "details"])), "GET /api/v1/tickets/…");
        assert_eq!(place(&Request::get(path!["customers", "+4915112345678"])), "GET /customers/…");
        assert_eq!(place(&Request::get(path!["customers", "4915112345678"])), "GET /customers/…");
        let request = Request::get(path!["tickets"]).query("query", "15551234567").query("pageSize", 50);
        assert_eq!(place(&request), "GET /tickets?query=…&pageSize=50");
    }
}
