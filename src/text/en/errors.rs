//! What errors mean, in one or two sentences. `text::explain` chooses among them.

use crate::domain::Phrase;

super::phrases! { "errors"
    HELPDESK = "The helpdesk";
    CORS_PROXY = "The CORS proxy";
    OFFLINE = "You're offline. Changes will be sent when you reconnect.";
    unreachable(server: Phrase) = "{server} can't be reached. It is down, or its address in Settings is wrong.";
    PROXY_BLOCKED = "The browser blocked this request: the CORS proxy doesn't allow this page. Allow it in the proxy, or set another proxy in Settings.";
    HELPDESK_BLOCKED = "The browser blocked this request: the helpdesk doesn't allow requests from other sites (CORS). A CORS proxy is needed. Set one in Settings.";
    mixed_content(server: Phrase) = "{server} has an http address, which browsers block on https pages. Use https in Settings.";
    local_network(server: Phrase) = "{server} is on this device or its network and can't be reached. Check that it is running, and allow this page to access the local network.";
    INTERRUPTED = "The connection was lost halfway through the response.";
    timed_out(seconds: u32) = "There was no complete response within {seconds, plural, one {# second} other {# seconds}}.";
    PROXY_PAGE = "The proxy responded instead of the helpdesk. Check the address and the proxy in Settings.";
    OTHER_PAGE = "Another web page responded instead of the helpdesk. Check the address and the proxy in Settings.";
    with_excerpt(sentence: Phrase, excerpt: &str) = "{sentence} It said: “{excerpt}”";
    TOKEN_REFUSED = "The helpdesk refused this token. Enter another one.";
    PROXY_CREDENTIAL_REFUSED = "The helpdesk refused the credential that the proxy adds. The operator of the proxy must renew it.";
    TOKEN_MISSING = "This account needs an API token.";
    FORBIDDEN = "Your token isn't allowed to do this";
    NOT_FOUND = "Not found. The helpdesk may have deleted or moved it.";
    CONFLICT = "This change conflicts with a newer one";
    REJECTED = "The helpdesk rejected this";
    without_detail(sentence: Phrase) = "{sentence}.";
    with_detail(sentence: Phrase, detail: &str) = "{sentence}: {detail}.";
    RATE_LIMITED = "Rate limit reached. The helpdesk asked for a pause.";
    proxy_gateway(status: u16) = "The CORS proxy got no valid response from the helpdesk ({status}).";
    server(status: u16) = "The helpdesk has an internal error ({status}).";
    unexpected(status: u16) = "The helpdesk sent an undocumented response ({status}).";
    undecodable(place: &str, problem: &str) = "The response couldn't be read. At {place}: {problem}.";
    TOO_LARGE = "The response is larger than 20 MB and was not read.";
    FILE_TOO_LARGE = "The file is larger than 20 MB and was not sent.";
    AGENT_UNKNOWN = "Deskbell doesn't know who you are in this helpdesk. Fill in “I am” in Settings.";
    NOT_OFFERED = "This helpdesk's API doesn't support this.";
    ADDRESS = "The browser refuses this address. Check it in Settings.";
    ACCOUNT_GONE = "The account was removed, or its address changed.";
    DEMO_ADDRESS = "The demo responds only at the addresses of its own accounts.";
    DEMO = "The demo isn't responding.";
    demo_because(reason: &str) = "The demo isn't responding. {reason}";
}
