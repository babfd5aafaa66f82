//! Which module may use which, and which words may stand where.

use super::names::{Crate, is_within};
use super::sources::{Name, Source};

/// Which modules a module may use, by the longest prefix that fits. Every module may use those of its own folder below
/// `src/`, and none that is not in its list.
const ARROWS: &[(&str, &[&str])] = &[
    ("main", &["app"]),
    ("bin", &["platform", "sandbox"]),
    ("lib", &[]),
    ("app", &["ui", "state", "client", "domain", "routes", "platform", "text"]),
    ("ui", &["state", "client", "domain", "routes", "platform", "text"]),
    ("state::accounts::demo", &["sandbox", "client", "domain", "routes", "platform", "text"]),
    ("state", &["client", "search", "store", "domain", "routes", "platform", "text"]),
    ("text", &["client", "domain", "platform::intl"]),
    ("text::en", &["domain"]),
    ("routes", &["client::providers", "domain"]),
    ("client::fetch", &["platform", "domain", "text::en"]),
    ("client", &["domain", "text::en"]),
    ("search", &["domain"]),
    ("store", &["platform", "domain"]),
    ("sandbox", &["client::request", "client::response", "domain"]),
    ("platform", &["domain"]),
    ("domain", &["text::en"]),
];

/// Words that only some modules may write, in names and in texts.
const WORDS: &[(&str, &[&str])] = &[
    ("groove", &["client::providers", "sandbox", "text::en::providers"]),
    ("supportbee", &["client::providers", "sandbox", "text::en::providers"]),
    ("zaia", &["client::providers", "sandbox", "text::en::providers"]),
    ("gloo_net", &["client::fetch"]),
    ("web_sys", &["client::fetch", "platform"]),
    ("js_sys", &["client::fetch", "platform"]),
    ("inner_html", &[]),
];

/// Names that no module may use: the loading that cannot be cancelled, and what panics.
const NEVER: &[&str] = &["Resource", "LocalResource", "unwrap", "expect"];

/// What makes a client, or is one. `ui` may not name it, because calls are verbs of `state`.
const CLIENT: &[&str] = &["client", "client_now", "trial"];

/// Names of modules that say nothing about what is inside.
const DRAWERS: &[&str] = &[
    "common", "helper", "helpers", "manager", "managers", "misc", "service", "services", "type", "types", "util",
    "utils",
];

/// The most lines of a file.
pub const LINES: usize = 400;

/// Returns what is wrong with a file, as `path:line: problem`.
pub fn offences(crate_: &Crate, source: &Source) -> Vec<String> {
    let module = &source.module;
    let mut found: Vec<(usize, String)> = Vec::new();
    if source.lines > LINES {
        found.push((source.lines, format!("is longer than {LINES} lines")));
    }
    if let Some(name) = source.modules.iter().flat_map(|it| it.path.split("::")).find(|name| DRAWERS.contains(name)) {
        found.push((1, format!("{name} says nothing about what is inside")));
    }
    for name in &source.names {
        let used = crate_.declared(&name.scope, &name.segments);
        if let Some(used) = used.filter(|used| !may_use(module, used)) {
            found.push((name.line, format!("{module} must not use {used}")));
        }
    }
    let texts = source.literals.iter().map(|literal| (&literal.text, literal.line));
    let idents = source.idents.iter().map(|(ident, line)| (ident, *line));
    for (text, line) in texts.chain(idents) {
        let lower = text.to_lowercase();
        let is_forbidden = |(word, places): &&(&str, &[&str])| {
            lower.contains(word) && !places.iter().any(|place| is_within(module, place))
        };
        found
            .extend(WORDS.iter().filter(is_forbidden).map(|(word, _)| (line, format!("{module} must not say {word}"))));
    }
    let never = source.idents.iter().filter(|(ident, _)| NEVER.contains(&ident.as_str()));
    found.extend(never.map(|(ident, line)| (*line, format!("no module may use {ident}"))));
    let styles = source.attributes.iter().filter(|(name, _)| name == "style");
    found.extend(styles.map(|(_, line)| (*line, "the policy of the page forbids style attributes".to_owned())));
    found.extend(calls_of_clients(crate_, source));
    found.sort();
    found.dedup();
    found.into_iter().map(|(line, problem)| format!("{}:{line}: {problem}", source.path)).collect()
}

/// Returns whether a module may use what another one declares.
fn may_use(module: &str, used: &str) -> bool {
    let own = module.split("::").next().unwrap_or_default();
    let rule = ARROWS.iter().filter(|(from, _)| is_within(module, from)).max_by_key(|(from, _)| from.len());
    let allowed = rule.map(|(_, allowed)| *allowed).unwrap_or_default();
    is_within(used, own) || allowed.iter().any(|place| is_within(used, place))
}

/// Returns where a file of `ui` makes calls to a helpdesk, or could.
fn calls_of_clients(crate_: &Crate, source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    if is_within(&source.module, "ui") {
        let calls = source.calls.iter().filter(|(method, _)| CLIENT.contains(&method.as_str()));
        found.extend(
            calls.map(|(method, line)| (*line, format!("ui must not call .{method}(): calls are verbs of state"))),
        );
        let is_client =
            |it: &&Name| crate_.declared(&it.scope, &it.segments).is_some_and(|used| used == "client::Client");
        let names = source.names.iter().filter(is_client);
        found.extend(names.map(|name| (name.line, "ui must not use Client: calls are verbs of state".to_owned())));
    }
    found
}

#[test]
fn every_rule_bites() {
    let long = "\n".repeat(LINES + 1);
    let cases = [
        ("ui/a", "use crate::sandbox::Sandbox;", "1: ui::a must not use sandbox::Sandbox"),
        ("state/a", "\nuse crate::{domain::{A, B}, ui::{B as C}};", "2: state::a must not use ui::B"),
        ("state/list/demo", "use crate::sandbox::Groups;", "1: state::list::demo must not use sandbox::Groups"),
        ("client/a", "use super::super::state::AppState;", "1: client::a must not use state::AppState"),
        ("client/a", "fn f() { crate::platform::clock::now() }", "1: client::a must not use platform::clock::now"),
        ("client/a", "use crate::text::views::tab;", "1: client::a must not use text::views::tab"),
        ("client/a", "fn f() -> crate::routes::Route {}", "1: client::a must not use routes::Route"),
        (
            "domain/a",
            "fn f() { matches!(x, crate::client::error::Error::Offline) }",
            "1: domain::a must not use client::error::Error::Offline",
        ),
        ("routes", "use super::client::Client;", "1: routes must not use client::Client"),
        ("text/a", "use crate::state::AppState;", "1: text::a must not use state::AppState"),
        ("text/en/a", "use crate::client::Client;", "1: text::en::a must not use client::Client"),
        ("platform/a", "use crate::client::Client;", "1: platform::a must not use client::Client"),
        ("sandbox/a", "use crate::client::config::Config;", "1: sandbox::a must not use client::config::Config"),
        ("search/a", "use crate::store::Store;", "1: search::a must not use store::Store"),
        ("store/a", "use crate::client::Client;", "1: store::a must not use client::Client"),
        ("main", "use deskbell::state::AppState;", "1: main must not use state::AppState"),
        ("ui/a", "fn f() { view! { <crate::app::App/> } }", "1: ui::a must not use app::App"),
        ("ui/a", "const VENDOR: &str = \"In Groove\";", "1: ui::a must not say groove"),
        ("state/a", "fn is_zaia() {}", "1: state::a must not say zaia"),
        ("ui/a", "use leptos::web_sys::Event;", "1: ui::a must not say web_sys"),
        ("platform/a", "use gloo_net::http::Request;", "1: platform::a must not say gloo_net"),
        ("ui/a", "fn f() { view! { <p inner_html=x></p> } }", "1: ui::a must not say inner_html"),
        ("ui/a", "fn f() { view! { <p\nstyle=x></p> } }", "2: the policy of the page forbids style attributes"),
        ("state/a", "fn f() { LocalResource::new(g) }", "1: no module may use LocalResource"),
        ("state/a", "fn f() { y\n.unwrap(); }", "2: no module may use unwrap"),
        ("state/a", "fn f() { vec![y.expect(\"x\")] }", "1: no module may use expect"),
        ("state/a", "fn f() { y.map(Option::unwrap) }", "1: no module may use unwrap"),
        ("state/utils", "", "1: utils says nothing about what is inside"),
        ("state/a", "mod helpers {}", "1: helpers says nothing about what is inside"),
        ("ui/a", &long, "401: is longer than 400 lines"),
        (
            "ui/a",
            "fn f() { app.accounts.client_now(&id) }",
            "1: ui must not call .client_now(): calls are verbs of state",
        ),
        (
            "ui/a",
            "fn f() { view! { <A b=app.accounts.client(&id)/> } }",
            "1: ui must not call .client(): calls are verbs of state",
        ),
        ("ui/a", "use crate::client::{Client, Failure};", "1: ui must not use Client: calls are verbs of state"),
        (
            "ui/a",
            "#[cfg(test)]\nmod tests { fn a() { \"}\"; '}'; } }\nuse crate::app::App;",
            "3: ui::a must not use app::App",
        ),
    ];
    for (path, text, offence) in cases {
        let sources = [Source::parse(&format!("src/{path}.rs"), text)];
        let found = offences(&Crate::of(&sources), &sources[0]);
        assert_eq!(found, [format!("src/{path}.rs:{offence}")], "{text}");
    }
}

#[test]
fn what_is_allowed_is_no_offence() {
    let cases = [
        ("app/mod", "use crate::ui::Shell;\nuse crate::state::AppState;"),
        ("state/accounts/demo", "use crate::sandbox::DEMO_ACCOUNTS;\nuse super::Accounts;"),
        ("state/outbox", "use crate::text;\nuse super::accounts::Accounts;\nfn f() { text::list::results(1) }"),
        ("client/fetch", "use gloo_net::http;\nuse crate::platform::clock;\nuse super::Outgoing;"),
        ("client/providers/groove/calls", "use crate::client::{error::Error, request};\nfn f() -> request::Path {}"),
        ("client/error", "use crate::text::en::errors;\nconst A: Phrase = errors::OFFLINE;"),
        ("sandbox/groove/a", "use crate::client::request::{Method, Request};"),
        ("ui/a", "// use crate::sandbox; Groove .unwrap()\n/// Groove\n/* zaia */ fn f<'a>(x: &'a str) {}"),
        ("ui/a", "#[cfg(test)]\nmod tests { use crate::sandbox::Sandbox; fn f() { x.unwrap() } }"),
        ("ui/a", "#[cfg(test)]\nfn f() { x.unwrap() }\n#[expect(unused, reason = \"Groove\")]\nfn g() {}"),
        (
            "ui/a",
            "fn f() { let a = \"crate::sandbox\"; let b = r#\"crate::\"sandbox\"#; let c = '\"'; x.unwrap_or(y) }",
        ),
        ("ui/a", "fn f() { view! { <p style:top=x class=\"style\"></p> } }"),
        ("main", "fn main() { deskbell::app::start() }"),
    ];
    for (path, text) in cases {
        let sources = [Source::parse(&format!("src/{path}.rs"), text)];
        assert_eq!(offences(&Crate::of(&sources), &sources[0]), Vec::<String>::new(), "{path}: {text}");
    }
}

#[test]
fn names_are_followed_to_what_declares_them() {
    let sources = [
        Source::parse("src/state/mod.rs", "mod inner;\npub use inner::*;\npub use crate::client::Client as Caller;"),
        Source::parse("src/state/inner.rs", "pub use crate::sandbox::Sandbox;"),
        Source::parse("src/client/mod.rs", "pub struct Client;"),
        Source::parse("src/sandbox/mod.rs", "pub struct Sandbox;"),
        Source::parse(
            "src/ui/a.rs",
            "use crate::state;\nfn f() { state::Sandbox::new() }\nfn g() { vec![state::Caller] }",
        ),
    ];
    let expected = [
        "src/ui/a.rs:2: ui::a must not use sandbox::Sandbox",
        "src/ui/a.rs:3: ui must not use Client: calls are verbs of state",
    ];
    assert_eq!(offences(&Crate::of(&sources), &sources[4]), expected);
}
