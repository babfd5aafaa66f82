//! Whether the page is visible.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::VisibilityState;

/// Whether the page is hidden: in a background tab, or behind a lock screen.
pub fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.visibility_state() == VisibilityState::Hidden)
}

/// Calls `changed` whenever the page is hidden or shown, until the returned listener is dropped.
pub fn on_change(changed: impl Fn() + 'static) -> Listener {
    let closure = Closure::<dyn Fn()>::new(changed);
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        let _ = document.add_event_listener_with_callback(EVENT, closure.as_ref().unchecked_ref());
    }
    Listener(closure)
}

const EVENT: &str = "visibilitychange";

/// Keeps a listener registered until it is dropped.
pub struct Listener(Closure<dyn Fn()>);

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            let _ = document.remove_event_listener_with_callback(EVENT, self.0.as_ref().unchecked_ref());
        }
    }
}
