//! The page around the app, where it is shown inside another one. `public/framed.js` has proved who that is before the
//! app starts, and lets through only what is plain data of a sensible size.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = configuration, js_namespace = ["window", "deskbellHost"])]
    fn wanted() -> Result<Option<String>, JsValue>;
}

/// The text of `config.json` as the page around wants it, if it has said so before the app is there.
pub fn configuration() -> Option<String> {
    // Without a page around there is nobody to ask.
    wanted().ok().flatten()
}

/// Answers each request from now on: both are JSON. Returns whether there is a page around.
pub fn listen(answer: impl Fn(String) -> String + 'static) -> bool {
    call("listen", &Closure::<dyn Fn(String) -> String>::new(answer).into_js_value())
}

/// Tells the page around of something, as JSON.
pub fn tell(event: &str) {
    call("tell", &event.into());
}

/// Calls a function of `public/framed.js` by its name. Whatever the script imports for the app is in the first load,
/// which most who open the app have no page around for.
fn call(name: &str, argument: &JsValue) -> bool {
    let host = Reflect::get(&js_sys::global(), &"deskbellHost".into());
    let function = host.and_then(|host| Reflect::get(&host, &name.into())).and_then(|it| it.dyn_into::<Function>());
    function.and_then(|function| function.call1(&JsValue::UNDEFINED, argument)).is_ok()
}
