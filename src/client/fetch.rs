//! The only file that performs HTTP.
//!
//! Every fetch is tied to an abort controller: dropping the future aborts the request, which the
//! browser's own bindings do not do.

use futures::future::{Either, LocalBoxFuture, select};
use gloo_net::http::{Method as HttpMethod, RequestBuilder};
use web_sys::{AbortController, AbortSignal, RequestCache, RequestCredentials, RequestRedirect};

use super::error::Error;
use super::request::Method;
use super::response::Response;
use super::{Outgoing, Transport};
use crate::platform::{clock, network};

/// The largest answer that is read, in bytes. Fifty tickets need a hundredth of it.
const LARGEST_ANSWER: usize = 20_000_000;

/// The browser's own fetch.
pub struct Fetch;

impl Transport for Fetch {
    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        let seconds = time_limit(&outgoing);
        Box::pin(async move {
            match select(Box::pin(send(outgoing)), Box::pin(clock::sleep(seconds * 1000))).await {
                Either::Left((result, _)) => result,
                Either::Right(_) => Err(Error::TimedOut { seconds }),
            }
        })
    }
}

/// Reads a text file that lies beside the app; `None` when it is not there.
pub async fn local_file(name: &str) -> Option<String> {
    let response = RequestBuilder::new(name).cache(RequestCache::NoCache).send().await.ok()?;
    if !response.ok() {
        return None;
    }
    response.text().await.ok()
}

/// How long an answer may take, in seconds, until its body is read: a list is worth less waiting
/// than a ticket, and a write more than both.
fn time_limit(outgoing: &Outgoing) -> u32 {
    match outgoing.request.method {
        Method::Get if outgoing.request.query.is_empty() => 15,
        Method::Get => 10,
        _ => 30,
    }
}

async fn send(outgoing: Outgoing) -> Result<Response, Error> {
    let guard = AbortOnDrop::new();
    let mut builder = RequestBuilder::new(&outgoing.address)
        .method(method(outgoing.request.method))
        .abort_signal(guard.signal().as_ref())
        // No cookie of any host ever travels, and no answer with tickets stays in a cache.
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Follow);
    for (name, value) in &outgoing.headers {
        builder = builder.header(name, value);
    }
    let request = match outgoing.request.body {
        Some(body) => builder.body(body),
        None => builder.build(),
    };
    let answer = request.map_err(|_| Error::Blocked)?.send().await.map_err(|_| cause())?;
    let headers: Vec<(String, String)> = answer.headers().entries().collect();
    let announced = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, size)| size.parse().ok());
    if announced.is_some_and(|size: usize| size > LARGEST_ANSWER) {
        return Err(Error::TooLarge);
    }
    let body = answer.text().await.map_err(|_| cause())?;
    if body.len() > LARGEST_ANSWER {
        return Err(Error::TooLarge);
    }
    Ok(Response { status: answer.status(), headers, body })
}

/// Why a fetch failed, as far as the browser tells: it hides everything but its own being offline.
fn cause() -> Error {
    if network::is_offline() { Error::Offline } else { Error::Blocked }
}

fn method(method: Method) -> HttpMethod {
    match method {
        Method::Get => HttpMethod::GET,
        Method::Post => HttpMethod::POST,
        Method::Put => HttpMethod::PUT,
        Method::Patch => HttpMethod::PATCH,
        Method::Delete => HttpMethod::DELETE,
    }
}

/// Aborts the fetch it belongs to when it goes out of scope.
struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    fn new() -> Self {
        AbortOnDrop(AbortController::new().ok())
    }

    fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}
