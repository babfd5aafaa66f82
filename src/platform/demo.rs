//! The demo's module: a second WebAssembly file, which `public/boot.js` loads when it is first
//! asked, and keeps.

use js_sys::{Date, Error, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// `Demo` of `src/bin/demo.rs`.
    type Demo;

    #[wasm_bindgen(catch, js_name = deskbellDemo)]
    fn load(tickets: u32) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, method)]
    fn answer(this: &Demo, provider: &str, request: &str, now: f64) -> Result<String, JsValue>;
}

/// Asks the demo's helpdesk of that provider, which has so many tickets. Waits until the demo is
/// loaded; fails with the reason, in words, when it cannot be.
pub async fn ask(tickets: u32, provider: &str, request: &str) -> Result<String, String> {
    let demo = JsFuture::from(load(tickets).map_err(reason)?).await.map_err(reason)?;
    demo.unchecked_into::<Demo>().answer(provider, request, Date::now()).map_err(reason)
}

fn reason(thrown: JsValue) -> String {
    thrown.dyn_into::<Error>().map(|error| error.message().into()).unwrap_or_default()
}
