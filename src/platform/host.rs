//! The page around the app, where it is shown inside another one. `public/framed.js` has proved who that is before the
//! app starts, and lets through only what is plain data of a sensible size.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = configuration, js_namespace = ["window", "deskbellHost"])]
    fn wanted() -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(catch, js_name = listen, js_namespace = ["window", "deskbellHost"])]
    fn listen_with(answer: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_name = tell, js_namespace = ["window", "deskbellHost"])]
    fn send(event: &str) -> Result<(), JsValue>;
}

/// The text of `config.json` as the page around wants it, if it has said so before the app is there.
pub fn configuration() -> Option<String> {
    // Without a page around there is nobody to ask.
    wanted().ok().flatten()
}

/// Answers each request from now on: both are JSON. Returns whether there is a page around.
pub fn listen(answer: impl Fn(String) -> String + 'static) -> bool {
    let answer = Closure::<dyn Fn(String) -> String>::new(answer).into_js_value();
    listen_with(&answer).is_ok()
}

/// Tells the page around of something, as JSON.
pub fn tell(event: &str) {
    let _ = send(event);
}
