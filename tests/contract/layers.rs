//! The direction of the house: who may use whom, and what may be written where. Reads `src/` and
//! names the file and line of every offence.
//!
//! Comments never count. What is inside a `#[cfg(test)]` item counts for nothing but the length.

use std::fs;
use std::path::Path;

/// Which modules a module may use, by the longest prefix that fits. A module may always use itself.
///
/// Whoever is not in a list is not used: that is the whole rule.
const ARROWS: [(&str, &[&str]); 15] = [
    ("main", &["app"]),
    ("bin", &["sandbox"]),
    ("lib", &[]),
    ("app", &["ui", "state", "client", "domain", "routes", "platform", "text", "sandbox"]),
    ("ui", &["state", "client", "domain", "routes", "platform", "text"]),
    ("state::accounts::demo", &["sandbox", "state", "client", "domain", "routes", "platform", "text"]),
    ("state", &["client", "domain", "routes", "platform", "text"]),
    ("text::en", &["domain", "text"]),
    ("text", &["client", "domain", "platform::intl"]),
    ("client::fetch", &["client", "platform", "domain", "text::en"]),
    ("client", &["domain", "text::en"]),
    ("routes", &["client::providers", "domain"]),
    ("sandbox", &["client::request", "client::response", "domain"]),
    ("platform", &["domain"]),
    ("domain", &[]),
];

/// Words that only some modules may write, as code.
const WORDS: [(&str, &[&str]); 8] = [
    ("groove", &["client::providers", "sandbox", "text::en::providers"]),
    ("supportbee", &["client::providers", "sandbox", "text::en::providers"]),
    ("zaia", &["client::providers", "sandbox", "text::en::providers"]),
    ("gloo_net", &["client::fetch"]),
    ("web_sys", &["client::fetch", "platform", "main"]),
    ("js_sys", &["client::fetch", "platform", "main"]),
    ("inner_html", &[]),
    ("style=\"", &[]),
];

/// What nobody writes, as code: the loading that cannot be cancelled, and what would panic.
const NEVER: [&str; 4] = ["Resource", "LocalResource", ".unwrap(", ".expect("];

/// Names that say nothing about what is inside.
const DRAWERS: [&str; 12] = [
    "util", "utils", "helper", "helpers", "common", "type", "types", "manager", "managers", "service", "services",
    "misc",
];

/// The longest file.
const LINES: usize = 400;

#[test]
fn every_arrow_points_the_right_way() {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "src", &mut files);
    assert!(files.len() > 50, "src/ was read");
    let offences: Vec<_> = files.iter().flat_map(|(path, text)| offences(path, text)).collect();
    assert!(offences.is_empty(), "{} offences:\n{}", offences.len(), offences.join("\n"));
}

/// Every Rust file below a folder, by its path.
fn collect(folder: &Path, name: &str, files: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = format!("{name}/{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            collect(&path, &name, files);
        } else if name.ends_with(".rs") {
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// What is wrong with a file, as `path:line: problem`.
fn offences(path: &str, text: &str) -> Vec<String> {
    let module = module_of(path);
    let mut found = Vec::new();
    let mut tell = |line: usize, problem: String| found.push(format!("{path}:{line}: {problem}"));
    // The tests of the sandboxes are the only ones in files of their own.
    if module.contains("::tests") {
        return found;
    }
    if text.lines().count() > LINES {
        tell(text.lines().count(), format!("longer than {LINES} lines"));
    }
    if let Some(name) = module.split("::").find(|name| DRAWERS.contains(name)) {
        tell(1, format!("{name} says nothing about what is inside"));
    }
    let code = without_tests(&without_comments(text));
    for (path, at) in uses(&without_texts(&code), &module) {
        if !may_use(&module, &path) {
            tell(line(&code, at), format!("{module} must not use {path}"));
        }
    }
    let lower = code.to_lowercase();
    for (word, places) in WORDS {
        if !places.iter().any(|place| is_within(&module, place)) {
            // Lower case may be longer, but never has more lines.
            lower
                .match_indices(word)
                .for_each(|(at, _)| tell(line(&lower, at), format!("{module} must not say {word}")));
        }
    }
    for word in NEVER {
        for (at, _) in code.match_indices(word) {
            let before = code[..at].chars().next_back();
            let after = code[at + word.len()..].chars().next();
            let is_part = |letter: Option<char>| letter.is_some_and(|it| it.is_alphanumeric() || it == '_');
            if word.starts_with('.') || !(is_part(before) || is_part(after)) {
                tell(line(&code, at), format!("nobody writes {word}"));
            }
        }
    }
    found
}

/// The path of the module that a file holds: `src/client/mod.rs` is `client`.
fn module_of(path: &str) -> String {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    inner.trim_end_matches("/mod").replace('/', "::")
}

fn is_within(module: &str, parent: &str) -> bool {
    module.strip_prefix(parent).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn may_use(module: &str, used: &str) -> bool {
    let own = module.split("::").next().unwrap_or_default();
    // The macro of `client::request` lies at the root, as every exported macro does.
    let used = if used == "path" { "client::request" } else { used };
    let rule = ARROWS.iter().filter(|(from, _)| is_within(module, from)).max_by_key(|(from, _)| from.len());
    let allowed = rule.map(|(_, allowed)| *allowed).unwrap_or_default();
    is_within(used, own) || allowed.iter().any(|place| is_within(used, place))
}

fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Every path of this crate that the code names, with its place: `crate::a::{b, c::d}` are two.
fn uses(code: &str, module: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for root in ["crate::", "deskbell::"] {
        for (at, _) in code.match_indices(root) {
            let is_name =
                code[..at].chars().next_back().is_some_and(|it| it.is_alphanumeric() || it == '_' || it == '$');
            if !is_name {
                tree(&code[at + root.len()..], "", at, &mut found);
            }
        }
    }
    // `super::` climbs out of the own module, and of the layer when it is said too often.
    let mut seen = 0;
    for (at, _) in code.match_indices("super::") {
        if at < seen {
            continue;
        }
        let mut rest = &code[at..];
        let mut parents: Vec<_> = module.split("::").collect();
        while let Some(next) = rest.strip_prefix("super::") {
            rest = next;
            parents.pop();
        }
        seen = code.len() - rest.len();
        tree(rest, &parents.iter().map(|name| format!("{name}::")).collect::<String>(), at, &mut found);
    }
    found
}

/// Reads a path and the groups in it; returns how much of the code it was.
fn tree(code: &str, before: &str, at: usize, found: &mut Vec<(String, usize)>) -> usize {
    let name_end = code.find(|it: char| !(it.is_alphanumeric() || it == '_' || it == ':')).unwrap_or(code.len());
    let path = format!("{before}{}", &code[..name_end]);
    if !code[name_end..].starts_with('{') || !(path.is_empty() || path.ends_with("::")) {
        found.push((path.trim_end_matches(':').to_owned(), at));
        return name_end;
    }
    let mut place = name_end + 1;
    loop {
        place += code[place..].len() - code[place..].trim_start_matches([' ', '\n', ',']).len();
        match code[place..].chars().next() {
            None => return place,
            Some('}') => return place + 1,
            Some(_) => place += tree(&code[place..], &path, at, found).max(1),
        }
    }
}

/// The code with every comment blanked out. Bytes and lines stay, so that places stay the same.
fn without_comments(text: &str) -> String {
    split(text, |part| matches!(part, Part::Comment))
}

/// The code with everything between quotes blanked out as well.
fn without_texts(text: &str) -> String {
    split(text, |part| !matches!(part, Part::Code))
}

/// A stretch of nothing with the same bytes and lines.
fn blank(stretch: &str) -> String {
    stretch.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

/// What a stretch of a Rust file is.
enum Part {
    Code,
    Comment,
    Text,
}

/// Copies a Rust file, with the parts that are not wanted blanked out.
fn split(text: &str, is_blank: impl Fn(&Part) -> bool) -> String {
    let mut copy = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (part, length) = next_part(rest);
        let (stretch, after) = rest.split_at(length);
        if is_blank(&part) {
            copy.push_str(&blank(stretch));
        } else {
            copy.push_str(stretch);
        }
        rest = after;
    }
    copy
}

/// The part that a text begins with, and its length in bytes.
fn next_part(text: &str) -> (Part, usize) {
    let first = text.chars().next().map_or(0, char::len_utf8);
    if text.starts_with("//") {
        return (Part::Comment, text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return (Part::Comment, text.find("*/").map_or(text.len(), |at| at + 2));
    }
    let hashes = text.strip_prefix('r').map_or(0, |rest| rest.len() - rest.trim_start_matches('#').len());
    if text.starts_with('r') && text[1 + hashes..].starts_with('"') {
        let end = format!("\"{}", "#".repeat(hashes));
        let inner = &text[2 + hashes..];
        return (Part::Text, inner.find(&end).map_or(text.len(), |at| 2 + hashes + at + end.len()));
    }
    if text.starts_with('"') {
        let mut escaped = false;
        for (at, letter) in text.char_indices().skip(1) {
            match letter {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => return (Part::Text, at + 1),
                _ => {}
            }
        }
        return (Part::Text, text.len());
    }
    if let Some(rest) = text.strip_prefix('\'') {
        // A letter in quotes; anything else that begins so is a lifetime.
        let skipped = if rest.starts_with('\\') { 2 } else { rest.chars().next().map_or(0, char::len_utf8) };
        let end = rest.get(skipped..).and_then(|after| after.find('\'')).map(|at| at + skipped);
        if let Some(end) = end.filter(|end| rest.starts_with('\\') || *end == skipped) {
            return (Part::Text, end + 2);
        }
        return (Part::Code, 1);
    }
    // A whole name at once, so that the r of `for"` does not begin a raw text.
    let name = text.find(|it: char| !(it.is_alphanumeric() || it == '_')).unwrap_or(text.len());
    (Part::Code, name.max(first))
}

/// The code with every `#[cfg(test)]` item blanked out.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let bones = without_texts(code);
    let mut copy = code.to_owned();
    let mut from = 0;
    while let Some(start) = bones[from..].find(MARK).map(|at| from + at) {
        let mut depth = 0;
        let mut end = bones.len();
        for (at, letter) in bones[start + MARK.len()..].char_indices() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if (letter == '}' || letter == ';') && depth == 0 {
                end = start + MARK.len() + at + 1;
                break;
            }
        }
        copy.replace_range(start..end, &blank(&bones[start..end]));
        from = end;
    }
    copy
}

#[test]
fn every_rule_bites() {
    let cases = [
        ("src/ui/a.rs", "use crate::sandbox::Sandbox;", "1: ui::a must not use sandbox::Sandbox"),
        ("src/state/a.rs", "\nuse crate::{domain::{a, b}, ui::{b}};", "2: state::a must not use ui::b"),
        ("src/client/a.rs", "use super::super::state::AppState;", "1: client::a must not use state::AppState"),
        (
            "src/client/a.rs",
            "let now = crate::platform::clock::now();",
            "1: client::a must not use platform::clock::now",
        ),
        ("src/domain/a.rs", "use crate::path;", "1: domain::a must not use path"),
        ("src/routes.rs", "use super::client::Client;", "1: routes must not use client::Client"),
        ("src/text.rs", "use crate::state::AppState;", "1: text must not use state::AppState"),
        ("src/platform/a.rs", "use crate::client::Client;", "1: platform::a must not use client::Client"),
        ("src/sandbox/a.rs", "use crate::client::config;", "1: sandbox::a must not use client::config"),
        ("src/main.rs", "use deskbell::state::AppState;", "1: main must not use state::AppState"),
        ("src/ui/a.rs", "let vendor = \"In Groove\";", "1: ui::a must not say groove"),
        ("src/state/a.rs", "fn is_zaia() {}", "1: state::a must not say zaia"),
        ("src/ui/a.rs", "use leptos::web_sys::Event;", "1: ui::a must not say web_sys"),
        ("src/platform/a.rs", "use gloo_net::http;", "1: platform::a must not say gloo_net"),
        ("src/ui/a.rs", "view! { <p inner_html=x></p> }", "1: ui::a must not say inner_html"),
        ("src/ui/a.rs", "view! { <p style=\"top:0\"></p> }", "1: ui::a must not say style=\""),
        ("src/state/a.rs", "LocalResource::new(f)", "1: nobody writes LocalResource"),
        ("src/state/a.rs", "let x = y\n.unwrap();", "2: nobody writes .unwrap("),
        ("src/state/a.rs", "y.expect(\"x\")", "1: nobody writes .expect("),
        ("src/state/utils.rs", "", "1: utils says nothing about what is inside"),
        ("src/ui/a.rs", &"\n".repeat(401), "401: longer than 400 lines"),
        (
            "src/ui/a.rs",
            "#[cfg(test)]\nmod tests { fn a() { \"}\"; '}'; } }\nuse crate::app;",
            "3: ui::a must not use app",
        ),
    ];
    for (path, text, offence) in cases {
        assert_eq!(offences(path, text), [format!("{path}:{offence}")], "{text}");
    }
}

#[test]
fn what_is_allowed_is_no_offence() {
    let cases = [
        ("src/app.rs", "use crate::ui::Shell;\nuse crate::sandbox;"),
        ("src/state/accounts/demo.rs", "use crate::sandbox::DEMO_ACCOUNTS;"),
        ("src/state/outbox.rs", "use crate::text;\nuse super::accounts::Accounts;"),
        ("src/text.rs", "use crate::client::error::Error;\nuse crate::domain::Change;"),
        ("src/client/fetch.rs", "use gloo_net::http;\nuse crate::platform::clock;\nuse super::Outgoing;"),
        ("src/client/providers/groove/calls.rs", "use crate::path;\nuse crate::client::{error::Error, request};"),
        ("src/sandbox/groove/a.rs", "use crate::client::request::{Method, Request};\nuse crate::path;"),
        ("src/ui/a.rs", "// use crate::sandbox; Groove .unwrap()\n/// Groove\n/* zaia */ fn f<'a>(x: &'a str) {}"),
        ("src/ui/a.rs", "#[cfg(test)]\nmod tests { use crate::sandbox; fn f() { x.unwrap() } }"),
        ("src/ui/a.rs", "let a = \"crate::sandbox\"; let b = r#\"crate::\"sandbox\"#; let c = '\"'; x.unwrap_or(y)"),
        ("src/sandbox/groove/tests.rs", "use crate::state::AppState;"),
        ("src/main.rs", "use deskbell::app::App;\nweb_sys::window();"),
    ];
    for (path, text) in cases {
        assert_eq!(offences(path, text), Vec::<String>::new(), "{path}: {text}");
    }
}
