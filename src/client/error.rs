//! Everything that can go wrong between a request and a ticket.
//!
//! One variant for each thing a person can do something about. The sentences and next steps
//! stand in one table in `text`; here are the facts. No variant ever holds a token.

use serde_json::Value;
use thiserror::Error as ThisError;

use super::proxy;
use super::response::Response;

/// Why a request did not bring what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
pub enum Error {
    /// The browser knows that there is no network.
    #[error("offline")]
    Offline,
    /// Something is there, but the browser does not hand its answer over: no permission for pages of
    /// other origins (CORS).
    #[error("blocked")]
    Blocked,
    /// Nothing is there, or nothing can be reached: an unknown host, a refused connection.
    #[error("unreachable")]
    Unreachable,
    /// The page came by https and the address is http: the browser never sends that (mixed content).
    #[error("mixed content")]
    MixedContent,
    /// The address is of this machine or of the network around it, and the browser lets no page from
    /// elsewhere there without permission (Local Network Access).
    #[error("local network")]
    LocalNetwork,
    /// The answer began and broke off.
    #[error("interrupted")]
    Interrupted,
    /// Nothing was sent, because nothing can be: why.
    #[error("not sent: {0}")]
    NotSent(Box<Error>),
    /// No complete answer came within the time limit, in seconds.
    #[error("no answer within {seconds} s")]
    TimedOut {
        /// The limit that ran out.
        seconds: u32,
    },
    /// Something answered, but not the helpdesk: a proxy's own page, a login page, a web site.
    #[error("not the API: {status} {excerpt}")]
    NotTheApi {
        /// The HTTP status of that answer.
        status: u16,
        /// How the answer begins, as plain text.
        excerpt: String,
    },
    /// 401: the helpdesk refuses the token.
    #[error("unauthorized")]
    Unauthorized,
    /// 401 to an account whose proxy adds the credential: nobody here can enter another one.
    #[error("credential refused")]
    CredentialRefused,
    /// 403: the token is good, but not for this.
    #[error("forbidden: {detail}")]
    Forbidden {
        /// What the helpdesk says about it; may be empty.
        detail: String,
    },
    /// 404: the helpdesk does not have it.
    #[error("not found")]
    NotFound,
    /// 409: somebody or something stands against it.
    #[error("conflict: {detail}")]
    Conflict {
        /// What the helpdesk says about it; may be empty.
        detail: String,
    },
    /// 400 or 422: the helpdesk does not accept what was sent.
    #[error("rejected: {detail}")]
    Rejected {
        /// What the helpdesk says about it, the field's name in front where it is told.
        detail: String,
    },
    /// 429: too many requests.
    #[error("too many requests")]
    RateLimited,
    /// 5xx: the helpdesk has a problem of its own.
    #[error("server error {status}")]
    Server {
        /// The HTTP status.
        status: u16,
    },
    /// A status that the documentation does not mention.
    #[error("unexpected status {status}")]
    Unexpected {
        /// The HTTP status.
        status: u16,
    },
    /// The answer is JSON but does not have the documented shape.
    #[error("{place}: {problem}")]
    Undecodable {
        /// Where in the document, for example `tickets[3].number`.
        place: String,
        /// What is wrong there.
        problem: String,
    },
    /// The answer is larger than any answer of these APIs should be.
    #[error("answer too large")]
    TooLarge,
    /// The file is larger than any that is sent, so nothing was.
    #[error("file too large")]
    FileTooLarge,
    /// The API does not document this, so nothing was sent.
    #[error("not offered: {what}")]
    NotOffered {
        /// What was asked for.
        what: &'static str,
    },
    /// The account's address or proxy cannot be used; the text says why.
    #[error("{0}")]
    Address(String),
    /// The demo, which is loaded apart from the app, cannot be loaded or has failed.
    #[error("demo: {reason}")]
    Demo {
        /// Why, in a sentence for people; may be empty.
        reason: String,
    },
    /// The account has no token yet.
    #[error("no token")]
    TokenMissing,
}

/// How much of a foreign answer is kept to show what it was.
const EXCERPT: usize = 120;

impl Error {
    /// The error that a status other than success stands for.
    pub fn from_status(response: &Response) -> Error {
        if proxy::answered(response) {
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
            // A page instead of an answer, whatever its status.
            _ if response.body.trim_start().starts_with('<') => Error::not_the_api(response),
            status => Error::Unexpected { status },
        }
    }

    /// What went wrong, whether something was sent or not.
    pub fn reason(&self) -> &Error {
        match self {
            Error::NotSent(reason) => reason,
            error => error,
        }
    }

    /// Whether it happened on the way: the same may go through at another time, and what was sent may
    /// have arrived.
    pub fn is_of_the_way(&self) -> bool {
        use Error::{Blocked, Interrupted, LocalNetwork, Offline, TimedOut, Unreachable};
        matches!(self, Offline | Blocked | Unreachable | LocalNetwork | Interrupted | TimedOut { .. })
    }

    /// Whether it may pass by itself, so that the same can be asked again.
    pub fn may_pass(&self) -> bool {
        use Error::{CredentialRefused, NotTheApi, RateLimited, Server, TokenMissing, Unauthorized};
        self.is_of_the_way()
            || matches!(self, Server { .. } | RateLimited | NotTheApi { .. })
            || matches!(self, Unauthorized | CredentialRefused | TokenMissing)
    }

    /// Whether it says for sure that a change was not made.
    pub fn is_refusal(&self) -> bool {
        use Error::{Address, Conflict, FileTooLarge, Forbidden, MixedContent, NotFound, NotOffered, NotSent};
        use Error::{CredentialRefused, RateLimited, Rejected, TokenMissing, Unauthorized};
        matches!(self, NotSent(_) | Unauthorized | TokenMissing | Forbidden { .. } | NotFound | Conflict { .. })
            || matches!(self, Rejected { .. } | RateLimited | NotOffered { .. } | Address(_) | MixedContent)
            || matches!(self, CredentialRefused | FileTooLarge)
    }

    /// The error for an answer that did not come from the API.
    pub fn not_the_api(response: &Response) -> Error {
        Error::NotTheApi { status: response.status, excerpt: excerpt(&response.body) }
    }
}

/// What a helpdesk says about a refusal, in the shapes that are known: `{"errors": {"field":
/// ["text"]}}`, `{"errors": ["text"]}`, `{"error": "text"}`, `{"message": "text"}`, or plain text.
fn detail(body: &str) -> String {
    match serde_json::from_str::<Value>(body) {
        Ok(document) => ["errors", "error", "message"]
            .into_iter()
            .find_map(|key| document.get(key))
            .map(|value| shorten(&spell(value)))
            .unwrap_or_default(),
        Err(_) => excerpt(body),
    }
}

fn spell(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(spell).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            fields.iter().map(|(field, value)| format!("{field}: {}", spell(value))).collect::<Vec<_>>().join("; ")
        }
        _ => String::new(),
    }
}

/// The beginning of an answer as plain text: tags dropped, spaces folded.
fn excerpt(body: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    // Far more than is kept is never looked at: the body may be megabytes.
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

    fn answer(status: u16, body: &str) -> Response {
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
            assert_eq!(Error::from_status(&answer(status, "{}")), error);
        }
    }

    #[test]
    fn the_helpdesks_own_words_are_kept_with_the_field() {
        let cases = [
            (r#"{"errors":{"assignee":["is no agent"]}}"#, "assignee: is no agent"),
            (r#"{"error":"Subject missing"}"#, "Subject missing"),
            (r#"{"message":"No"}"#, "No"),
            ("Bad <b>request</b>\n here", "Bad request here"),
        ];
        for (body, detail) in cases {
            assert_eq!(Error::from_status(&answer(422, body)), Error::Rejected { detail: detail.into() });
        }
    }
}
