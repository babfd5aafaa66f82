//! Whether anybody can see the page.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::VisibilityState;

/// Whether the page is hidden: in a tab behind others, or on a locked screen.
pub fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.visibility_state() == VisibilityState::Hidden)
}

/// Calls `on_change` whenever the page is hidden or shown, until what this returns is dropped.
pub fn follow(on_change: impl Fn() + 'static) -> Following {
    let closure = Closure::<dyn Fn()>::new(on_change);
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        let _ = document.add_event_listener_with_callback(EVENT, closure.as_ref().unchecked_ref());
    }
    Following(closure)
}

const EVENT: &str = "visibilitychange";

/// Somebody who is told of every change for as long as this exists.
pub struct Following(Closure<dyn Fn()>);

impl Drop for Following {
    fn drop(&mut self) {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            let _ = document.remove_event_listener_with_callback(EVENT, self.0.as_ref().unchecked_ref());
        }
    }
}
