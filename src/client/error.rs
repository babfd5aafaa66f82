//! Everything that can go wrong between a request and a ticket.
//!
//! There is one variant for each problem that has its own remedy. The sentences and next steps are in
//! `text::explain`; a variant holds facts only, and never a token.

use serde_json::Value;
use thiserror::Error as ThisError;

use super::proxy;
use super::response::Response;

/// Why a request failed.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
pub enum Error {
    /// The browser reports that there is no network.
    #[error("offline")]
    Offline,
    /// The server responds, but the browser withholds the response because the server does not allow
    /// pages of other origins (CORS).
    #[error("blocked")]
    Blocked,
    /// The server cannot be reached: an unknown host, a refused connection.
    #[error("unreachable")]
    Unreachable,
    /// The page was loaded over https and the address is http, which browsers never send (mixed content).
    #[error("mixed content")]
    MixedContent,
    /// The address is on this machine or its local network, and the browser needs permission before a page
    /// from elsewhere may call it (Local Network Access).
    #[error("local network")]
    LocalNetwork,
    /// The connection was lost in the middle of the response.
    #[error("interrupted")]
    Interrupted,
    /// The request was never sent, for this reason.
    #[error("not sent: {0}")]
    NotSent(Box<Error>),
    /// No complete response arrived within the time limit.
    #[error("no answer within {seconds} s")]
    TimedOut {
        /// The time limit.
        seconds: u32,
    },
    /// The response is not from the helpdesk but from something else: a proxy, a login page, a web site.
    #[error("not the API: {status} {excerpt}")]
    NotTheApi {
        /// The HTTP status of that response.
        status: u16,
        /// The beginning of the response as plain text.
        excerpt: String,
    },
    /// 401: the helpdesk rejects the token.
    #[error("unauthorized")]
    Unauthorized,
    /// 401 for an account whose proxy adds the credential, so the agent cannot enter another one.
    #[error("credential refused")]
    CredentialRefused,
    /// 403: the token is valid, but does not allow this.
    #[error("forbidden: {detail}")]
    Forbidden {
        /// The helpdesk's explanation; may be empty.
        detail: String,
    },
    /// 404: the helpdesk does not have it.
    #[error("not found")]
    NotFound,
    /// 409: the change conflicts with the state on the server.
    #[error("conflict: {detail}")]
    Conflict {
        /// The helpdesk's explanation; may be empty.
        detail: String,
    },
    /// 400 or 422: the helpdesk does not accept the values that were sent.
    #[error("rejected: {detail}")]
    Rejected {
        /// The helpdesk's explanation, after the field's name if it gives one.
        detail: String,
    },
    /// 429: too many requests.
    #[error("too many requests")]
    RateLimited,
    /// 5xx: the helpdesk failed.
    #[error("server error {status}")]
    Server {
        /// The HTTP status.
        status: u16,
    },
    /// An undocumented status.
    #[error("unexpected status {status}")]
    Unexpected {
        /// The HTTP status.
        status: u16,
    },
    /// The response is JSON but does not have the documented shape.
    #[error("{place}: {problem}")]
    Undecodable {
        /// The path in the document, for example `tickets[3].number`.
        place: String,
        /// What is wrong there.
        problem: String,
    },
    /// The response is larger than the limit in `fetch`.
    #[error("answer too large")]
    TooLarge,
    /// The file is over the size limit and was not sent.
    #[error("file too large")]
    FileTooLarge,
    /// The API does not document this, so nothing was sent.
    #[error("not offered: {what}")]
    NotOffered {
        /// What was requested.
        what: &'static str,
    },
    /// The account's address or proxy cannot be used, for this reason.
    #[error("{0}")]
    Address(String),
    /// The demo's own WebAssembly module failed or could not be loaded.
    #[error("demo: {reason}")]
    Demo {
        /// The reason as a sentence for people; may be empty.
        reason: String,
    },
    /// The account has no token yet.
    #[error("no token")]
    TokenMissing,
}

/// How many characters of an unexpected response are kept to show what it was.
const EXCERPT: usize = 120;

impl Error {
    /// Returns the error for a response whose status is not a success.
    pub fn from_status(response: &Response) -> Error {
        if proxy::is_from_proxy(response) {
            return Error::not_the_api(response);
        }
        let detail = detail(&response.body);
        match response.status {
            401 => Error::Unauthorized,
            403 => Error::Forbidden { detail },
            404 => Error::NotFound,
            409 => Error::Conflict { detail },
            400 | 422 => Error::Rejected { detail },
            429 => Error::RateLimited,
            status @ 500..=599 => Error::Server { status },
            // A web page in place of an API response, with any other status.
            _ if response.body.trim_start().starts_with('<') => Error::not_the_api(response),
            status => Error::Unexpected { status },
        }
    }

    /// Returns what went wrong, without the note that nothing was sent.
    pub fn reason(&self) -> &Error {
        match self {
            Error::NotSent(reason) => reason,
            error => error,
        }
    }

    /// Whether the connection failed: a retry may succeed, and the request may have reached the server.
    pub fn is_network_failure(&self) -> bool {
        use Error::{Blocked, Interrupted, LocalNetwork, Offline, TimedOut, Unreachable};
        matches!(self, Offline | Blocked | Unreachable | LocalNetwork | Interrupted | TimedOut { .. })
    }

    /// Whether the same request may succeed later, once the network, the helpdesk or the token is back.
    pub fn is_retryable(&self) -> bool {
        use Error::{CredentialRefused, NotTheApi, RateLimited, Server, TokenMissing, Unauthorized};
        self.is_network_failure()
            || matches!(self, Server { .. } | RateLimited | NotTheApi { .. })
            || matches!(self, Unauthorized | CredentialRefused | TokenMissing)
    }

    /// Whether it is certain that the change was not made.
    pub fn is_refusal(&self) -> bool {
        use Error::{Address, Conflict, FileTooLarge, Forbidden, MixedContent, NotFound, NotOffered, NotSent};
        use Error::{CredentialRefused, RateLimited, Rejected, TokenMissing, Unauthorized};
        matches!(self, NotSent(_) | Unauthorized | TokenMissing | Forbidden { .. } | NotFound | Conflict { .. })
            || matches!(self, Rejected { .. } | RateLimited | NotOffered { .. } | Address(_) | MixedContent)
            || matches!(self, CredentialRefused | FileTooLarge)
    }

    /// Returns the error for a response that did not come from the API.
    pub fn not_the_api(response: &Response) -> Error {
        Error::NotTheApi { status: response.status, excerpt: excerpt(&response.body) }
    }
}

/// Returns the helpdesk's own explanation of an error, in any of the known shapes: `{"errors": {"field":
/// ["text"]}}`, `{"errors": ["text"]}`, `{"error": "text"}`, `{"message": "text"}`, or plain text.
fn detail(body: &str) -> String {
    match serde_json::from_str::<Value>(body) {
        Ok(document) => ["errors", "error", "message"]
            .into_iter()
            .find_map(|key| document.get(key))
            .map(|value| shorten(&flatten(value)))
            .unwrap_or_default(),
        Err(_) => excerpt(body),
    }
}

/// Returns all strings in a value as one line, with the names of their fields.
fn flatten(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(flatten).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            fields.iter().map(|(field, value)| format!("{field}: {}", flatten(value))).collect::<Vec<_>>().join("; ")
        }
        _ => String::new(),
    }
}

/// Returns the beginning of a response as plain text, without tags and with white space collapsed.
fn excerpt(body: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    // The body may be megabytes, so only its beginning is scanned.
    for letter in body.chars().take(EXCERPT * 20) {
        match letter {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => text.push(letter),
            _ => {}
        }
    }
    shorten(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= EXCERPT {
        return text.to_owned();
    }
    text.chars().take(EXCERPT).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(status: u16, body: &str) -> Response {
        Response { body: body.into(), ..Response::status(status) }
    }

    #[test]
    fn each_status_has_its_own_error() {
        let cases = [
            (401, Error::Unauthorized),
            (403, Error::Forbidden { detail: String::new() }),
            (404, Error::NotFound),
            (409, Error::Conflict { detail: String::new() }),
            (422, Error::Rejected { detail: String::new() }),
            (429, Error::RateLimited),
            (503, Error::Server { status: 503 }),
            (418, Error::Unexpected { status: 418 }),
        ];
        for (status, error) in cases {
            assert_eq!(Error::from_status(&response(status, "{}")), error);
        }
    }

    #[test]
    fn the_helpdesks_explanation_is_kept_with_the_field() {
        let cases = [
            (r#"{"errors":{"assignee":["is no agent"]}}"#, "assignee: is no agent"),
            (r#"{"error":"Subject missing"}"#, "Subject missing"),
            (r#"{"message":"No"}"#, "No"),
            ("Bad <b>request</b>\n here", "Bad request here"),
        ];
        for (body, detail) in cases {
            assert_eq!(Error::from_status(&response(422, body)), Error::Rejected { detail: detail.into() });
        }
    }
}
