//! The only file that performs HTTP.
//!
//! Every fetch is tied to an abort controller: dropping the future aborts the request, which the
//! browser's own bindings do not do.

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

/// The largest answer that is read, in bytes. Fifty tickets need a hundredth of it.
const LARGEST_ANSWER: usize = 20_000_000;

/// How long the browser may take to tell whether anything is there at all, in milliseconds.
const KNOCK: u32 = 3000;

/// The browser's own fetch.
pub struct Fetch;

impl Transport for Fetch {
    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        Box::pin(send(outgoing))
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

async fn send(outgoing: Outgoing) -> Result<Response, Error> {
    let guard = AbortOnDrop::new();
    // No cookie and no login of the browser ever travels to another host.
    let login = if outgoing.with_login { RequestCredentials::SameOrigin } else { RequestCredentials::Omit };
    let mut builder = RequestBuilder::new(&outgoing.address)
        .method(method(outgoing.request.method))
        .abort_signal(guard.signal().as_ref())
        .credentials(login)
        // No answer with tickets stays in a cache.
        .cache(RequestCache::NoStore)
        // What is sent is meant for this address, and a redirect could take it anywhere.
        .redirect(RequestRedirect::Error);
    for (name, value) in &outgoing.headers {
        builder = builder.header(name, value);
    }
    let is_file = outgoing.request.is_file;
    let request = match outgoing.request.body {
        Some(Body::Json(text)) => builder.body(text),
        Some(Body::Form(form)) => builder.body(Uint8Array::from(&*form.bytes)),
        None => builder.build(),
    };
    let answer = match request {
        Ok(request) => request.send().await,
        Err(_) => return Err(Error::Address("The browser refuses this address. Check it in Settings.".to_owned())),
    };
    let Ok(answer) = answer else { return Err(cause(&outgoing.address).await) };
    let headers: Vec<(String, String)> = answer.headers().entries().collect();
    let bytes = read(&answer).await?;
    let body = match is_file && answer.ok() {
        true => bytes.into_iter().map(char::from).collect(),
        false => String::from_utf8_lossy(&bytes).into_owned(),
    };
    Ok(Response { status: answer.status(), headers, body })
}

/// Reads a body piece by piece, and stops where no answer should still go on: what is too large must not
/// be in memory before it is refused.
async fn read(answer: &HttpResponse) -> Result<Vec<u8>, Error> {
    let Some(body) = answer.body() else { return Ok(Vec::new()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(|_| interrupted())?;
        let value = Reflect::get(&piece, &"value".into()).unwrap_or_default();
        // The last piece is without a value.
        let Ok(piece) = value.dyn_into::<Uint8Array>() else { break };
        if bytes.len() + piece.length() as usize > LARGEST_ANSWER {
            return Err(Error::TooLarge);
        }
        bytes.extend(piece.to_vec());
    }
    Ok(bytes)
}

fn interrupted() -> Error {
    if network::is_offline() { Error::Offline } else { Error::Interrupted }
}

/// Why a fetch failed. The browser tells programs next to nothing, so this finds out what can be found
/// out: what the two addresses say, and whether anything is there at all.
async fn cause(address: &str) -> Error {
    if network::is_offline() {
        return Error::Offline;
    }
    // A path of the page's own host needs nobody's permission.
    let Ok(url) = Url::new(address) else { return Error::Unreachable };
    let page = Page { is_secure: network::is_secure_page(), is_local: network::is_local_page() };
    if let Some(error) = page.keeps_from(&url.protocol(), network::is_local(&url.hostname())) {
        return error;
    }
    // Without credentials, headers and path: an answer that nobody may read still shows that somebody is there.
    let origin = format!("{}/", url.origin());
    let guard = AbortOnDrop::new();
    let knock = RequestBuilder::new(&origin)
        .method(HttpMethod::HEAD)
        .mode(RequestMode::NoCors)
        .abort_signal(guard.signal().as_ref())
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .send();
    match select(Box::pin(knock), Box::pin(clock::sleep(KNOCK))).await {
        Either::Left((Ok(_), _)) => Error::Blocked,
        _ => Error::Unreachable,
    }
}

/// Where the page came from, as far as it decides what the browser lets it call.
struct Page {
    is_secure: bool,
    is_local: bool,
}

impl Page {
    /// Why a browser keeps such a page from calling an address, if it does whatever is there.
    fn keeps_from(&self, scheme: &str, is_local: bool) -> Option<Error> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_never_lets_through_is_told_apart() {
        let hosted = Page { is_secure: true, is_local: false };
        assert_eq!(hosted.keeps_from("http:", false), Some(Error::MixedContent));
        assert_eq!(hosted.keeps_from("https:", false), None);
        // Browsers take this machine for secure, but ask before a page from elsewhere may call it.
        assert_eq!(hosted.keeps_from("http:", true), Some(Error::LocalNetwork));
        let own = Page { is_secure: false, is_local: true };
        assert_eq!((own.keeps_from("http:", true), own.keeps_from("http:", false)), (None, None));
    }
}
