//! The CORS proxy setting: turns the URL of a helpdesk into the URL that is called.
//!
//! A pure function of two strings. It guarantees that the request goes to the proxy's own host, whatever the
//! target contains.

use super::request::encode_query_value;
use super::response::Response;

/// A proxy setting: a template with placeholders, or a prefix.
///
/// `{url}` stands for the target as it is, `{encoded_url}` for the target encoded as one query value,
/// `{host}` for its host with port, `{path}` for its path and query without the leading slash. A template
/// without a placeholder is a prefix of the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy(String);

/// The placeholders, as documented for config.json.
const PLACEHOLDERS: [&str; 4] = ["{url}", "{encoded_url}", "{host}", "{path}"];

/// Why a proxy setting cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyError {
    /// It begins with neither `http://`, `https://` nor `/`.
    NotAnAddress,
    /// It has braces around something other than a known placeholder.
    UnknownPlaceholder,
    /// A placeholder would decide which host is called.
    PlaceholderInHost,
    /// It contains a user name or password, which browsers reject.
    Credentials,
    /// It contains a `#`, and browsers do not send what follows one.
    Fragment,
}

impl Proxy {
    /// Parses a proxy setting.
    ///
    /// # Errors
    ///
    /// What is wrong with the template.
    pub fn parse(template: &str) -> Result<Proxy, ProxyError> {
        let template = template.trim();
        // Browsers drop tabs and line breaks, which could turn a path into the URL of another host.
        if template.contains(char::is_control) {
            return Err(ProxyError::NotAnAddress);
        }
        let rest = strip_scheme(template).ok_or(ProxyError::NotAnAddress)?;
        if template.contains('#') {
            return Err(ProxyError::Fragment);
        }
        let authority = rest.split(['/', '?']).next().unwrap_or_default();
        if !template.starts_with('/') {
            if authority.contains('@') {
                return Err(ProxyError::Credentials);
            }
            if authority.is_empty() || authority.contains(['{', '}', '\\']) {
                return Err(ProxyError::PlaceholderInHost);
            }
        }
        let without = PLACEHOLDERS.iter().fold(template.to_owned(), |text, placeholder| text.replace(placeholder, ""));
        if without.contains(['{', '}']) {
            return Err(ProxyError::UnknownPlaceholder);
        }
        // Without a slash, an origin would merge with the target: `https://proxyhttps://host`.
        let needs_slash = !template.starts_with('/') && rest == authority;
        Ok(Proxy(if needs_slash { format!("{template}/") } else { template.to_owned() }))
    }

    /// Returns the setting as it was entered.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the URL to call for a target such as `https://host/path?query`.
    pub fn address(&self, target: &str) -> String {
        let rest = target.split_once("://").map_or(target, |(_, rest)| rest);
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        // After a template that ends in a slash, a second slash would make this the name of another host.
        let path = path.trim_start_matches(['/', '\\']);
        if !PLACEHOLDERS.iter().any(|placeholder| self.0.contains(placeholder)) {
            return format!("{}{target}", self.0);
        }
        // Replaced in one pass, so that a placeholder's text in the target stays as it is.
        let mut address = String::new();
        let mut template = self.0.as_str();
        while let Some(at) = template.find('{') {
            let (before, after) = template.split_at(at);
            address.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            match name {
                "{url" => address.push_str(target),
                "{encoded_url" => address.push_str(&encode_query_value(target)),
                "{host" => address.push_str(host),
                _ => address.push_str(path),
            }
            template = after;
        }
        address + template
    }
}

/// Returns what follows `https://`, `http://` or a single leading slash; `None` for anything else.
fn strip_scheme(address: &str) -> Option<&str> {
    let stripped = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    stripped.or_else(|| address.strip_prefix('/').filter(|rest| !rest.starts_with(['/', '\\'])))
}

/// Whether an error response came from a proxy and not from the helpdesk behind it.
///
/// It recognises the messages of common proxies: cors-anywhere 0.4 responds to an unreachable host with 404,
/// to a missing header with 400, to a blocked origin with 403, and to a malformed URL with its usage text.
pub fn is_from_proxy(response: &Response) -> bool {
    const MESSAGES: [&str; 6] = [
        UNREACHABLE,
        "Missing required request header",
        "This API enables cross-origin requests",
        "was blacklisted by the operator of this proxy",
        "was not whitelisted by the operator of this proxy",
        "Invalid host: ",
    ];
    let head: String = response.text().chars().take(400).collect();
    MESSAGES.iter().any(|message| head.contains(message))
}

/// Whether a proxy reports that it could not reach the helpdesk (cors-anywhere: "Not found because of
/// proxy error").
pub fn reports_unreachable(response: &Response) -> bool {
    response.status >= 400 && response.body.starts_with(UNREACHABLE.as_bytes())
}

const UNREACHABLE: &str = "Not found because of proxy error";

#[cfg(test)]
mod tests {
    use super::super::request::Request;
    use super::*;
    use crate::path;

    const TARGET: &str = "https://api.example:8443/v1/tickets?q=a%20b&page=2";

    fn address_with(template: &str) -> String {
        Proxy::parse(template).unwrap().address(TARGET)
    }

    #[test]
    fn every_template_form_builds_the_documented_address() {
        let cases = [
            ("https://proxy/", "https://proxy/https://api.example:8443/v1/tickets?q=a%20b&page=2"),
            ("https://proxy", "https://proxy/https://api.example:8443/v1/tickets?q=a%20b&page=2"),
            ("https://proxy/?", "https://proxy/?https://api.example:8443/v1/tickets?q=a%20b&page=2"),
            ("https://proxy/{url}", "https://proxy/https://api.example:8443/v1/tickets?q=a%20b&page=2"),
            (
                "https://proxy/?key=1&url={encoded_url}",
                "https://proxy/?key=1&url=https%3A%2F%2Fapi.example%3A8443%2Fv1%2Ftickets%3Fq%3Da%2520b%26page%3D2",
            ),
            ("https://proxy/{host}/{path}", "https://proxy/api.example:8443/v1/tickets?q=a%20b&page=2"),
            ("/proxy/groove/{path}", "/proxy/groove/v1/tickets?q=a%20b&page=2"),
        ];
        for (template, address) in cases {
            assert_eq!(address_with(template), address, "{template}");
        }
    }

    #[test]
    fn reserved_characters_survive_every_template_form() {
        for text in ["a b", "a+b", "50%", "x&y=z", "#1", "é", "%2F", "matt@groovehq.com"] {
            let request = Request::get(path!["agents", text]).query("q", text);
            let target = format!("https://api.example/v1{}", request.path_and_query());
            for template in ["https://p/", "https://p/{url}", "https://p/x/{host}/{path}"] {
                let address = Proxy::parse(template).unwrap().address(&target);
                assert!(address.ends_with(&request.path_and_query()), "{template} {text}: {address}");
            }
            let address = Proxy::parse("https://p/?url={encoded_url}").unwrap().address(&target);
            let value = address.strip_prefix("https://p/?url=").unwrap();
            let decoded = percent_encoding::percent_decode_str(value).decode_utf8().unwrap();
            assert_eq!(decoded, target, "encoded exactly once");
            assert!(!value.contains(['&', '=', '#', '+', ' ', '/']), "{value}");
        }
    }

    #[test]
    fn a_placeholder_in_the_target_is_not_replaced() {
        let proxy = Proxy::parse("https://p/{host}/{path}").unwrap();
        assert_eq!(proxy.address("https://h/{host}?{url}"), "https://p/h/{host}?{url}");
    }

    #[test]
    fn an_invalid_template_is_rejected_with_a_reason() {
        let cases = [
            ("proxy.example", ProxyError::NotAnAddress),
            ("//evil.example/", ProxyError::NotAnAddress),
            ("/\\evil.example/", ProxyError::NotAnAddress),
            ("javascript:alert(1)", ProxyError::NotAnAddress),
            ("https://{host}/", ProxyError::PlaceholderInHost),
            ("https://proxy{url}", ProxyError::PlaceholderInHost),
            ("https:///x", ProxyError::PlaceholderInHost),
            ("https://user:word@proxy/", ProxyError::Credentials),
            ("https://proxy/#", ProxyError::Fragment),
            ("https://proxy/{target}", ProxyError::UnknownPlaceholder),
        ];
        for (template, error) in cases {
            assert_eq!(Proxy::parse(template), Err(error), "{template}");
        }
    }

    #[test]
    fn a_proxys_own_messages_are_recognised() {
        let is_proxy = |body: &str| is_from_proxy(&Response { body: body.into(), ..Response::status(404) });
        assert!(is_proxy("Not found because of proxy error: Error: connect ECONNREFUSED"));
        assert!(is_proxy("This API enables cross-origin requests to anywhere.\n\nUsage:"));
        assert!(!is_proxy(r#"{"error":"Ticket not found"}"#));
    }
}
