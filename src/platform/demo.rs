//! The demo's helpdesk: a second WebAssembly module, which `public/boot.js` loads on the first request.

use js_sys::{Date, Error, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// `Demo` in `src/bin/demo.rs`.
    type Demo;

    #[wasm_bindgen(catch, js_name = deskbellDemo)]
    fn load(tickets: u32) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, method)]
    fn answer(this: &Demo, provider: &str, request: &str, now: f64) -> Result<String, JsValue>;
}

/// Sends a request to the demo's helpdesk of a provider, which has this many tickets, and returns the response.
///
/// The first call waits until the demo is loaded. Fails with a reason in words if it cannot be loaded.
///
/// # Errors
///
/// The reason as a sentence, if the demo's module failed or could not be loaded.
pub async fn ask(tickets: u32, provider: &str, request: &str) -> Result<String, String> {
    let demo = JsFuture::from(load(tickets).map_err(reason)?).await.map_err(reason)?;
    demo.unchecked_into::<Demo>().answer(provider, request, Date::now()).map_err(reason)
}

fn reason(thrown: JsValue) -> String {
    thrown.dyn_into::<Error>().map(|error| error.message().into()).unwrap_or_default()
}
