//! What the browser knows of the network, and of the page's place in it.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Whether the browser is sure that there is no network. The opposite is never sure.
pub fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// Calls `on_change` whenever the browser loses the network or finds it again, for as long as the page lives.
pub fn follow(on_change: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn Fn()>::new(on_change).into_js_value();
    for event in ["online", "offline"] {
        let _ = window.add_event_listener_with_callback(event, closure.unchecked_ref());
    }
}

/// Whether the page itself came from this machine, or from the network around it as far as its address
/// tells.
pub fn is_local_page() -> bool {
    let host = web_sys::window().and_then(|window| window.location().hostname().ok());
    host.is_none_or(|host| is_local(&host))
}

/// Whether the page came by a connection that nobody can read.
pub fn is_secure_page() -> bool {
    web_sys::window().and_then(|window| window.location().protocol().ok()).is_some_and(|it| it == "https:")
}

/// Whether a host is this machine, or of a network that is not the world's, as far as its name tells.
pub fn is_local(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']);
    let is_named = host == "localhost" || host.ends_with(".localhost") || host.ends_with(".local");
    // Of the long addresses, the loopback and the "unique local" ones (RFC 4193).
    let is_long = host.contains(':') && (host == "::1" || host.starts_with("fd") || host.starts_with("fc"));
    let is_short = host
        .parse::<std::net::Ipv4Addr>()
        .is_ok_and(|address| address.is_loopback() || address.is_private() || address.is_link_local());
    is_named || is_long || is_short
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn local_hosts_are_told_by_their_names() {
        for host in
            ["localhost", "a.localhost", "nas.local", "127.0.0.1", "10.0.0.1", "192.168.1.2", "[::1]", "[fd00::1]"]
        {
            assert!(is_local(host), "{host}");
        }
        for host in ["127.evil.example", "localhost.example", "11.0.0.1", "[2001:db8::1]", ""] {
            assert!(!is_local(host), "{host}");
        }
    }
}
