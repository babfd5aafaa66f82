//! The page that embeds the app in a frame. `public/framed.js` has checked its origin before the app starts, and only
//! passes on requests that are plain data of limited size.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = configuration, js_namespace = ["window", "deskbellEmbedder"])]
    fn merged_configuration() -> Result<Option<String>, JsValue>;
}

/// Returns the text of `config.json` with the changes of the embedding page; `None` if there is no such page, or it
/// has not sent any yet.
pub fn configuration() -> Option<String> {
    // The call throws if the app is not embedded.
    merged_configuration().ok().flatten()
}

/// Calls `answer` with each request of the embedding page and returns its result to the page, both as JSON. Returns
/// whether there is an embedding page.
pub fn listen(answer: impl Fn(String) -> String + 'static) -> bool {
    call("listen", &Closure::<dyn Fn(String) -> String>::new(answer).into_js_value())
}

/// Sends an event to the embedding page, as JSON.
pub fn post(event: &str) {
    call("post", &event.into());
}

/// Calls a function of `public/framed.js` by its name. A binding would be part of the first load, and most visitors do
/// not use an embedded app.
fn call(name: &str, argument: &JsValue) -> bool {
    let embedder = Reflect::get(&js_sys::global(), &"deskbellEmbedder".into());
    let function = embedder.and_then(|it| Reflect::get(&it, &name.into())).and_then(|it| it.dyn_into::<Function>());
    function.and_then(|function| function.call1(&JsValue::UNDEFINED, argument)).is_ok()
}
