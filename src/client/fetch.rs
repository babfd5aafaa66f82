//! The only file that performs HTTP.
//!
//! Every fetch has its own abort controller, so that dropping the future aborts the request. The browser
//! bindings do not do that by themselves.

use futures::future::{Either, LocalBoxFuture, select};
use gloo_net::http::{Method as HttpMethod, RequestBuilder, Response as HttpResponse};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, ReadableStreamDefaultReader, RequestCache, RequestCredentials};
use web_sys::{RequestMode, RequestRedirect, Url};

use super::error::Error;
use super::request::{Body, Method};
use super::response::Response;
use super::{Outgoing, Transport};
use crate::platform::{clock, network};
use crate::text::en::errors;

/// The size limit of a response, in bytes. Fifty tickets need a hundredth of it.
const MAX_RESPONSE_SIZE: usize = 20_000_000;

/// The time limit of the request that finds out whether a server responds at all, in milliseconds.
const PROBE_TIMEOUT: u32 = 3000;

/// A transport over the browser's fetch.
pub struct Fetch;

impl Transport for Fetch {
    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        Box::pin(send(outgoing))
    }
}

/// Returns a text file from the app's own folder; `None` if it cannot be loaded.
pub async fn local_file(name: &str) -> Option<String> {
    let response = RequestBuilder::new(name).cache(RequestCache::NoCache).send().await.ok()?;
    if !response.ok() {
        return None;
    }
    response.text().await.ok()
}

async fn send(outgoing: Outgoing) -> Result<Response, Error> {
    let guard = AbortOnDrop::new();
    // Cookies and the browser's login for the page's host are never sent to another host.
    let login = if outgoing.with_login { RequestCredentials::SameOrigin } else { RequestCredentials::Omit };
    let mut builder = RequestBuilder::new(&outgoing.address)
        .method(method(outgoing.request.method))
        .abort_signal(guard.signal().as_ref())
        .credentials(login)
        // Tickets must not stay in the browser's cache.
        .cache(RequestCache::NoStore)
        // A redirect could send the credential to any host.
        .redirect(RequestRedirect::Error);
    for (name, value) in &outgoing.headers {
        builder = builder.header(name, value);
    }
    let request = match outgoing.request.body {
        Some(Body::Json(text)) => builder.body(text),
        Some(Body::Form(form)) => builder.body(Uint8Array::from(&*form.bytes)),
        None => builder.build(),
    };
    let answer = match request {
        Ok(request) => request.send().await,
        Err(_) => return Err(Error::Address(errors::ADDRESS.into())),
    };
    let Ok(answer) = answer else { return Err(diagnose(&outgoing.address).await) };
    let headers: Vec<(String, String)> = answer.headers().entries().collect();
    let body = read(&answer).await?;
    Ok(Response { status: answer.status(), headers, body })
}

/// Reads a body in chunks and stops at the size limit, so that a response that is too large is never in
/// memory as a whole.
async fn read(answer: &HttpResponse) -> Result<Vec<u8>, Error> {
    let Some(body) = answer.body() else { return Ok(Vec::new()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let result = JsFuture::from(reader.read()).await.map_err(|_| interrupted())?;
        let value = Reflect::get(&result, &"value".into()).unwrap_or_default();
        // At the end of the stream there is no value.
        let Ok(chunk) = value.dyn_into::<Uint8Array>() else { break };
        if bytes.len() + chunk.length() as usize > MAX_RESPONSE_SIZE {
            return Err(Error::TooLarge);
        }
        bytes.extend(chunk.to_vec());
    }
    Ok(bytes)
}

fn interrupted() -> Error {
    if network::is_offline() { Error::Offline } else { Error::Interrupted }
}

/// Finds out why a fetch failed. Browsers give scripts no reason, so this compares the addresses of the
/// page and the server, and then probes whether the server responds at all.
async fn diagnose(address: &str) -> Error {
    if network::is_offline() {
        return Error::Offline;
    }
    // A path on the page's own host cannot be blocked by CORS.
    let Ok(url) = Url::new(address) else { return Error::Unreachable };
    let page = Page { is_secure: network::is_secure_page(), is_local: network::is_local_page() };
    if let Some(error) = page.blocks(&url.protocol(), network::is_local(&url.hostname())) {
        return error;
    }
    // The probe has no credentials, headers or path. Even an unreadable response shows that the server runs.
    let origin = format!("{}/", url.origin());
    let guard = AbortOnDrop::new();
    let probe = RequestBuilder::new(&origin)
        .method(HttpMethod::HEAD)
        .mode(RequestMode::NoCors)
        .abort_signal(guard.signal().as_ref())
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .send();
    match select(Box::pin(probe), Box::pin(clock::sleep(PROBE_TIMEOUT))).await {
        Either::Left((Ok(_), _)) => Error::Blocked,
        _ => Error::Unreachable,
    }
}

/// Where the page was loaded from, as far as it decides which addresses the browser lets it call.
struct Page {
    is_secure: bool,
    is_local: bool,
}

impl Page {
    /// Returns why browsers block this page from calling an address; `None` if they do not.
    fn blocks(&self, scheme: &str, is_local: bool) -> Option<Error> {
        match (scheme, is_local) {
            ("http:", false) if self.is_secure => Some(Error::MixedContent),
            (_, true) if !self.is_local => Some(Error::LocalNetwork),
            _ => None,
        }
    }
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

/// Aborts its fetch when it is dropped.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_content_and_local_network_access_are_recognised() {
        let hosted = Page { is_secure: true, is_local: false };
        assert_eq!(hosted.blocks("http:", false), Some(Error::MixedContent));
        assert_eq!(hosted.blocks("https:", false), None);
        // Browsers consider this machine secure, but ask before a page from elsewhere may call it.
        assert_eq!(hosted.blocks("http:", true), Some(Error::LocalNetwork));
        let local = Page { is_secure: false, is_local: true };
        assert_eq!((local.blocks("http:", true), local.blocks("http:", false)), (None, None));
    }
}
