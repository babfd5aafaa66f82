//! Everything that can go wrong between a request and a ticket.
//!
//! There is one variant for each problem that has its own remedy. The sentences and next steps are in
//! `text::explain`; a variant holds facts only, and never a token.

use thiserror::Error as ThisError;

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
    #[error("no response within {seconds} s")]
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
    #[error("not offered")]
    NotOffered,
    /// The request must say who the agent is, and the account does not, so nothing was sent.
    #[error("agent unknown")]
    AgentUnknown,
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

impl Error {
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
        use Error::{
            Address, AgentUnknown, Conflict, FileTooLarge, Forbidden, MixedContent, NotFound, NotOffered, NotSent,
        };
        use Error::{CredentialRefused, RateLimited, Rejected, TokenMissing, Unauthorized};
        matches!(self, NotSent(_) | Unauthorized | TokenMissing | Forbidden { .. } | NotFound | Conflict { .. })
            || matches!(self, Rejected { .. } | RateLimited | NotOffered | AgentUnknown | Address(_) | MixedContent)
            || matches!(self, CredentialRefused | FileTooLarge)
    }
}
