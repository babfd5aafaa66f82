//! The query string of the page, and the browser's Back and Forward.

use leptos::ev;
use leptos::prelude::window_event_listener;
use wasm_bindgen::JsValue;

/// The query string of the page, without the question mark.
pub fn query() -> String {
    let search = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    search.trim_start_matches('?').to_owned()
}

/// Puts a query string into the address as a new entry of the history.
pub fn push(query: &str) {
    change(query, false);
}

/// Puts a query string into the address in the place of the present one.
pub fn replace(query: &str) {
    change(query, true);
}

/// Calls `changed` with the query string whenever the agent goes back or forward.
pub fn on_travel(changed: impl Fn(String) + 'static) {
    let listener = window_event_listener(ev::popstate, move |_| changed(query()));
    // The listener lives as long as the page.
    std::mem::forget(listener);
}

fn change(query: &str, in_place: bool) {
    let Some(window) = web_sys::window() else { return };
    // The path alone when nothing is left to say; a bare `?` would be a different address.
    let path = window.location().pathname().unwrap_or_default();
    let address = if query.is_empty() { path } else { format!("{path}?{query}") };
    if let Ok(history) = window.history() {
        let _ = match in_place {
            true => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
            false => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        };
    }
}
