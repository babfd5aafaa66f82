//! Keeps the keyboard focus when the focused element is removed (a dismissed notice, a removed filter, a page
//! of Settings that is replaced): it moves to the nearest element that is still there. Browsers would drop it,
//! and keyboard users would have to start again at the top of the page.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use leptos::ev;
use leptos::prelude::window_event_listener;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use web_sys::Element;

use super::focus;

/// Selectors of the elements that take over the focus, the best first.
const FALLBACKS: [&str; 3] = [
    "[role=row][aria-current=true]",
    ":scope > input",
    ".dialog-body :is(button, input, textarea, summary):not(:disabled)",
];

#[wasm_bindgen]
extern "C" {
    /// Bound by hand, because two methods do not justify more features of web-sys.
    type MutationObserver;
    #[wasm_bindgen(constructor)]
    fn new(callback: &JsValue) -> MutationObserver;
    #[wasm_bindgen(method)]
    fn observe(this: &MutationObserver, target: &Element, options: &JsValue);
}

/// Starts to keep the focus, for the lifetime of the page.
pub fn install() {
    let path = Rc::new(RefCell::new(Vec::new()));
    let latest = path.clone();
    let listener = window_event_listener(ev::focusin, move |_| *latest.borrow_mut() = focus_path());
    let callback = Closure::<dyn FnMut()>::new(move || {
        // Cloned because moving the focus fires `focusin`, which writes the path.
        let path = path.borrow().clone();
        if path.first().is_some_and(|element| !element.is_connected()) && focus::is_nowhere() {
            path.iter().filter(|element| element.is_connected()).any(focus_inside);
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

/// Returns the focused element and its ancestors, the innermost first.
fn focus_path() -> Vec<Element> {
    std::iter::successors(focus::focused(), |element| element.parent_element()).collect()
}

/// Focuses an element inside another one. Returns whether it worked: hidden elements cannot be focused.
fn focus_inside(element: &Element) -> bool {
    let takes_focus = |target: &Element| focus::focus(target) && !focus::is_nowhere();
    let find = |selector: &&str| element.query_selector(selector).ok().flatten();
    if FALLBACKS.iter().filter_map(find).any(|target| takes_focus(&target)) {
        return true;
    }
    let buttons = element.get_elements_by_tag_name("button");
    (0..buttons.length()).filter_map(|index| buttons.item(index)).any(|button| takes_focus(&button))
}
