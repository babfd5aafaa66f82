//! Keeps the keyboard somewhere: when what has the focus goes away (a notice that is dismissed, a
//! filter that is removed, a page of Settings that gives way to another), the nearest thing that
//! stays takes the focus. Otherwise the browser leaves it on nothing, and whoever works without a
//! mouse starts again at the top of the page.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use leptos::ev;
use leptos::prelude::window_event_listener;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use web_sys::Element;

use super::focus;

/// What takes the focus in the place of something that went away, the best first.
const HEIRS: [&str; 3] = [
    "[role=row][aria-current=true]",
    ":scope > input",
    ".dialog-body :is(button, input, textarea, summary):not(:disabled)",
];

#[wasm_bindgen]
extern "C" {
    /// The browser's own; two calls of it are not worth the features of web-sys.
    type MutationObserver;
    #[wasm_bindgen(constructor)]
    fn new(callback: &JsValue) -> MutationObserver;
    #[wasm_bindgen(method)]
    fn observe(this: &MutationObserver, target: &Element, options: &JsValue);
}

/// Keeps the focus as long as the page lives.
pub fn keep() {
    let way = Rc::new(RefCell::new(Vec::new()));
    let last = way.clone();
    let listener = window_event_listener(ev::focusin, move |_| *last.borrow_mut() = way_up());
    let callback = Closure::<dyn FnMut()>::new(move || {
        // Copied: to give the focus away is to get an event about it.
        let way = way.borrow().clone();
        if way.first().is_some_and(|element| !element.is_connected()) && focus::is_nowhere() {
            way.iter().filter(|element| element.is_connected()).any(inherit);
        }
    });
    let body = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let Some(body) = body {
        let options = Object::new();
        for option in ["childList", "subtree"] {
            let _ = Reflect::set(&options, &option.into(), &true.into());
        }
        MutationObserver::new(callback.as_ref().unchecked_ref()).observe(&body, &options);
    }
    callback.forget();
    std::mem::forget(listener);
}

/// The element that has the focus, and those around it, the innermost first.
fn way_up() -> Vec<Element> {
    std::iter::successors(focus::focused(), |element| element.parent_element()).collect()
}

/// Gives the focus to something in an element. Returns whether anything took it: what is hidden
/// does not.
fn inherit(element: &Element) -> bool {
    let takes = |heir: &Element| focus::focus(heir) && !focus::is_nowhere();
    if HEIRS.iter().any(|heir| element.query_selector(heir).ok().flatten().is_some_and(|heir| takes(&heir))) {
        return true;
    }
    let buttons = element.get_elements_by_tag_name("button");
    (0..buttons.length()).filter_map(|place| buttons.item(place)).any(|button| takes(&button))
}
