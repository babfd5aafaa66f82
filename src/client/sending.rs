//! How the requests of an exchange are sent: with proxy and credential, one after the other.

use futures::future::LocalBoxFuture;

use super::Client;
use super::account::Auth;
use super::error::Error;
use super::exchange::{Exchange, Step};
use super::request::{Method, Request};
use super::response::Response;
use super::secret::sign;

/// Sends requests to an API.
///
/// Dropping the future aborts the request.
pub trait Transport {
    /// Sends a complete request and returns the response.
    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>>;

    /// Whether it needs a network connection.
    fn is_remote(&self) -> bool {
        true
    }
}

/// A complete request: with the account's address, proxy and credential.
#[derive(Clone)]
pub struct Outgoing {
    /// The provider's request, without address and credential.
    pub request: Request,
    /// The URL to call.
    pub address: String,
    /// All headers.
    pub headers: Vec<(String, String)>,
    /// Whether to send the browser's own login for the page's host, if the URL is on that host.
    pub with_login: bool,
}

/// Why a call failed, and whether the helpdesk may have acted on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What went wrong.
    pub error: Error,
    /// Whether the write was made.
    pub outcome: WriteOutcome,
}

/// What became of a write that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteOutcome {
    /// It was never sent.
    NotSent,
    /// The helpdesk rejected it.
    Refused,
    /// It may have been made, or made in part. Only reading the ticket again can tell.
    Unknown,
}

impl Failure {
    /// Classifies an error. `has_written` says whether an earlier request of the same call succeeded that was no `GET`.
    fn classify(error: Error, has_written: bool) -> Self {
        match error {
            Error::NotSent(reason) if !has_written => Failure { error: *reason, outcome: WriteOutcome::NotSent },
            error if !has_written && error.is_refusal() => Failure { error, outcome: WriteOutcome::Refused },
            error => Failure { error: error.reason().clone(), outcome: WriteOutcome::Unknown },
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure { error, outcome: WriteOutcome::Refused }
    }
}

impl Client {
    pub(super) async fn run<T: 'static>(&self, exchange: Exchange<T>) -> Result<T, Error> {
        self.perform(exchange).await.map_err(|failure| failure.error)
    }

    pub(super) async fn perform<T: 'static>(&self, mut exchange: Exchange<T>) -> Result<T, Failure> {
        let mut has_written = false;
        loop {
            let result = match self.outgoing(&exchange.request) {
                Ok(outgoing) => self.transport.send(outgoing).await,
                Err(error) => Err(error),
            };
            let mut response = result.map_err(|error| Failure::classify(error, has_written))?;
            // A proxy may repeat the address it was called with, and errors quote the response.
            if let Some(secret) = &self.secret {
                secret.remove_from(&mut response.body);
            }
            let is_write = exchange.request.method != Method::Get;
            match exchange.resume(response) {
                Step::Done(result) => {
                    return result.map_err(|error| Failure::classify(self.explain_401(error), has_written));
                }
                Step::More(next) => (exchange, has_written) = (next, has_written || is_write),
            }
        }
    }

    /// Returns another error for a 401 if the proxy adds the credential: there is no token to replace then.
    fn explain_401(&self, error: Error) -> Error {
        match error {
            Error::Unauthorized if self.account.auth == Auth::Proxy => Error::CredentialRefused,
            error => error,
        }
    }

    /// Adds address, proxy and credential to a request.
    ///
    /// The credential can only be sent to the account's base URL or proxy, because this returns no other
    /// address.
    ///
    /// # Errors
    ///
    /// [`Error::Address`] if the address or the token cannot be used, [`Error::TokenMissing`] without a token.
    pub fn outgoing(&self, request: &Request) -> Result<Outgoing, Error> {
        let account = &self.account;
        let secret = match account.auth {
            Auth::Proxy => None,
            Auth::Token | Auth::Embedder => Some(self.secret.as_ref().ok_or(Error::TokenMissing)?),
        };
        if secret.is_some_and(|secret| !secret.is_sendable()) {
            return Err(Error::Unauthorized);
        }
        let signed = sign(request, secret, account.token_style, account.vendor.token_parameter);
        let target = format!("{}{}", account.base_url, signed.path_and_query);
        let mut headers = signed.headers;
        headers.push(("Accept".to_owned(), "application/json".to_owned()));
        if let Some(body) = &request.body {
            headers.push(("Content-Type".to_owned(), body.kind().to_owned()));
        }
        let address = match &account.proxy {
            None => target,
            Some(proxy) => {
                headers.extend(account.proxy_headers.iter().cloned());
                proxy.address(&target)
            }
        };
        // A proxy that adds the credential must authenticate its callers. If it is on the page's own host,
        // the browser has already logged them in.
        let with_login = account.auth == Auth::Proxy;
        Ok(Outgoing { request: request.clone(), address, headers, with_login })
    }
}
