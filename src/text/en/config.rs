//! What can be wrong with `config.json`, with account settings and with proxies.

use crate::domain::Phrase;

super::phrases! { "config"
    not_json(place: &str) = "config.json isn't valid JSON at {place} and was ignored.";
    missing(place: &str) = "{place} is missing.";
    expected(place: &str, what: Phrase) = "{place} must be {what}.";
    not_one_of(place: &str, choices: &str) = "{place} must be one of: {choices}.";
    token_refused(place: &str) = "{place} was ignored: config.json is public, so everyone can read a token in it. Remove it there, revoke it in the helpdesk, and enter a new one here.";
    bad_id(place: &str) = "{place} must be unique, without a colon, and not “all”.";
    bad_address(place: &str) = "{place} must be an address like https://api.example/v1, or a path on this host like /api/v1.";
    bad_proxy(place: &str, problem: String) = "{place} {problem}.";
    proxy_needs_absolute_base(place: &str) = "{place} can't be combined with a base URL that is a path on this host. Remove one of them.";
    unknown(place: &str) = "{place} is unknown and was ignored.";
    FILE = "The file";
    STORED_ACCOUNTS = "accounts on this device";
    OBJECT = "an object in braces";
    VERSION_1 = "the number 1";
    TEXT = "text in quotes";
    SWITCH = "true or false";
    COUNT = "a whole number";
    THREE_WORDS = "three words in brackets";
    LIST = "a list in brackets";
    HEADERS = "header names with plain text values";
    proxy_scheme(schemes: &str) = "must begin with {schemes}";
    proxy_placeholders(placeholders: &str) = "may only use the placeholders {placeholders}";
    PROXY_HOST = "must name the proxy's own host, followed by a slash";
    PROXY_LOGIN = "must not contain a user name or password: browsers refuse such addresses";
    PROXY_FRAGMENT = "must not contain a #: nothing after it is sent";
}
