//! What the browser knows of the network.

/// Whether the browser is sure that there is no network. The opposite is never sure.
pub fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}
