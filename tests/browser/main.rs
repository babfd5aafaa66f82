//! The components in a real browser.
#![cfg(target_arch = "wasm32")]

use deskbell::platform::clock;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn probe() {
    let document = web_sys::window().unwrap().document().unwrap();
    let body = document.body().unwrap();
    let section = document.create_element("section").unwrap();
    section
        .set_inner_html("<button aria-label='hello'>x</button><input type=password aria-label=pw><dialog>d</dialog>");
    body.append_child(&section).unwrap();
    let b = section.query_selector("button").unwrap().unwrap();
    let get = |o: &JsValue, n: &str| js_sys::Reflect::get(o, &n.into()).unwrap();
    wasm_bindgen_test::console_log!("{:?} {:?}", get(&b, "computedName"), get(&b, "computedRole"));
    let d = section.query_selector("dialog").unwrap().unwrap();
    wasm_bindgen_test::console_log!("{:?}", get(&d, "requestClose"));
    let hf = js_sys::Function::new_no_args("return [document.hasFocus(), innerWidth, innerHeight].join()");
    wasm_bindgen_test::console_log!("{:?}", hf.call0(&JsValue::NULL));
    clock::sleep(0).await;
    panic!("show");
}
