//! The page's query string, and the browser's history.

use leptos::ev;
use leptos::prelude::window_event_listener;
use wasm_bindgen::JsValue;

/// Returns the page's query string without the question mark.
pub fn query() -> String {
    let search = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    search.trim_start_matches('?').to_owned()
}

/// Sets the query string as a new history entry.
pub fn push(query: &str) {
    change(query, false);
}

/// Sets the query string of the current history entry.
pub fn replace(query: &str) {
    change(query, true);
}

/// Calls `changed` with the query string whenever the agent goes back or forward.
pub fn on_popstate(changed: impl Fn(String) + 'static) {
    let listener = window_event_listener(ev::popstate, move |_| changed(query()));
    // The listener must stay for the lifetime of the page.
    std::mem::forget(listener);
}

fn change(query: &str, in_place: bool) {
    let Some(window) = web_sys::window() else { return };
    // Without a query there is no `?` either: that would be a different address.
    let path = window.location().pathname().unwrap_or_default();
    let address = if query.is_empty() { path } else { format!("{path}?{query}") };
    if let Ok(history) = window.history() {
        let _ = match in_place {
            true => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
            false => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        };
    }
}
