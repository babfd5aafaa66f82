//! Whether the browser is online, and which hosts are local.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Whether the browser reports that there is no network. If it does not, the network may still be down.
pub fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// Calls `changed` whenever the browser goes online or offline, for the lifetime of the page.
pub fn on_change(changed: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn Fn()>::new(changed).into_js_value();
    for event in ["online", "offline"] {
        let _ = window.add_event_listener_with_callback(event, closure.unchecked_ref());
    }
}

/// Whether the page itself was loaded from this machine or its local network, judging by its address.
pub fn is_local_page() -> bool {
    let host = web_sys::window().and_then(|window| window.location().hostname().ok());
    host.is_none_or(|host| is_local(&host))
}

/// Whether the page was loaded over https.
pub fn is_secure_page() -> bool {
    web_sys::window().and_then(|window| window.location().protocol().ok()).is_some_and(|it| it == "https:")
}

/// Whether a host is this machine or in its local network, judging by its name.
pub fn is_local(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']);
    let is_named = host == "localhost" || host.ends_with(".localhost") || host.ends_with(".local");
    // In IPv6, the loopback and the "unique local" addresses (RFC 4193).
    let is_ipv6 = host.contains(':') && (host == "::1" || host.starts_with("fd") || host.starts_with("fc"));
    let is_ipv4 = host
        .parse::<std::net::Ipv4Addr>()
        .is_ok_and(|address| address.is_loopback() || address.is_private() || address.is_link_local());
    is_named || is_ipv6 || is_ipv4
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn local_hosts_are_recognised_by_name() {
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
