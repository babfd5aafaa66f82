//! Circles: files that use each other, directly or through others, so that none can be read without all of them.
//!
//! A module and its own submodules belong together and may use each other.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Crate, is_within};
use super::sources::Source;

/// Which file uses which, with the line and the name of the first use.
type Uses = BTreeMap<usize, BTreeMap<usize, (usize, String)>>;

/// Describes each circle: the files in it, and the uses that close it.
pub fn circles(crate_: &Crate) -> Vec<String> {
    let uses = uses(crate_);
    let reached: Vec<BTreeSet<usize>> = (0..crate_.sources.len()).map(|from| reached(&uses, from)).collect();
    let mut seen = BTreeSet::new();
    let mut circles = Vec::new();
    for (at, others) in reached.iter().enumerate() {
        if others.contains(&at) && !seen.contains(&at) {
            let members: BTreeSet<usize> = others.iter().copied().filter(|it| reached[*it].contains(&at)).collect();
            circles.push(describe(crate_, &members, &uses));
            seen.extend(members);
        }
    }
    circles
}

/// Collects the uses, except those between a module and its own submodules.
fn uses(crate_: &Crate) -> Uses {
    let mut uses = Uses::new();
    let mut note = |from: usize, to: usize, line: usize, what: String| {
        let (one, other) = (&crate_.sources[from].module, &crate_.sources[to].module);
        if !is_within(one, other) && !is_within(other, one) {
            uses.entry(from).or_default().entry(to).or_insert((line, what));
        }
    };
    for (from, source) in crate_.sources.iter().enumerate() {
        for name in &source.names {
            if let Some(to) = crate_.file(&name.scope, &name.segments) {
                note(from, to, name.line, name.segments.join("::"));
            }
        }
        for (method, line) in &source.calls {
            if let Some(to) = crate_.extension(source, method) {
                note(from, to, *line, format!(".{method}()"));
            }
        }
    }
    uses
}

/// Returns every file that one leads to. It is among them itself only when it is in a circle.
fn reached(uses: &Uses, from: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        let next = uses.get(&at).into_iter().flat_map(BTreeMap::keys);
        open.extend(next.filter(|to| found.insert(**to)));
    }
    found
}

fn describe(crate_: &Crate, members: &BTreeSet<usize>, uses: &Uses) -> String {
    let path = |at: usize| crate_.sources[at].path.as_str();
    let mut lines = vec![format!("{} files use each other in a circle:", members.len())];
    for from in members {
        for (to, (line, what)) in uses.get(from).into_iter().flatten().filter(|(to, _)| members.contains(to)) {
            lines.push(format!("  {}:{line} uses {} ({what})", path(*from), path(*to)));
        }
    }
    lines.join("\n")
}

/// Returns the circles among some files.
fn circles_of(files: &[(&str, &str)]) -> Vec<String> {
    let parse = |(path, text): &(&str, &str)| Source::parse(&format!("src/{path}"), text);
    let sources: Vec<Source> = files.iter().map(parse).collect();
    circles(&Crate::of(&sources))
}

#[test]
fn a_circle_is_found_however_the_name_is_written() {
    let state = ("state/mod.rs", "mod a;\nmod b;\npub use a::A;\npub use self::b::*;");
    let a = ("state/a.rs", "use super::B;\npub struct A(B);");
    let cases = [
        ("use super::super::state;\npub struct B;\nfn f(a: state::A) {}", "3 uses src/state/a.rs (state::A)"),
        (
            "pub struct B;\nfn f() { view! { <p>{crate::state::A::new()}</p> } }",
            "2 uses src/state/a.rs (crate::state::A::new)",
        ),
        ("use super::A as Other;\npub struct B(Other);", "1 uses src/state/a.rs (super::A)"),
        ("pub struct B;\nmod inner {\n    use crate::state::a::*;\n    fn f(a: A) {}\n}", "4 uses src/state/a.rs (A)"),
    ];
    for (text, back) in cases {
        let there = "2 files use each other in a circle:\n  src/state/a.rs:1 uses src/state/b.rs (super::B)";
        assert_eq!(
            circles_of(&[state, a, ("state/b.rs", text)]),
            [format!("{there}\n  src/state/b.rs:{back}")],
            "{text}"
        );
    }
}

#[test]
fn a_circle_is_found_through_methods_and_other_files() {
    let state = ("state/mod.rs", "mod a;\nmod b;\npub use a::A;\npub use b::B;");
    let calls = ("state/a.rs", "pub struct A;\nfn f(a: A) { a.act() }");
    let adds = ("state/b.rs", "use super::A;\nimpl A { fn act(&self) {} }");
    let circle = "2 files use each other in a circle:\n  src/state/a.rs:2 uses src/state/b.rs (.act())\n  \
        src/state/b.rs:1 uses src/state/a.rs (super::A)";
    assert_eq!(circles_of(&[state, calls, adds]), [circle]);
    let files = [
        ("a.rs", "use crate::b::B; pub struct A(B);"),
        ("b.rs", "use crate::c::C; pub struct B(C);"),
        ("c.rs", "pub fn f() { crate::a::A::new() } pub struct C;"),
        ("d.rs", "use crate::a::A;"),
    ];
    let found = circles_of(&files);
    assert!(found.len() == 1 && found[0].starts_with("3 files"), "{found:?}");
}

#[test]
fn parents_tests_and_equal_names_make_no_circle() {
    let state = ("state/mod.rs", "mod a;\nmod b;\npub use a::A;\npub use b::B;\nfn f() { a::g() }");
    let a = ("state/a.rs", "use super::B;\npub struct A(B);\npub fn g() { super::f() }");
    for text in ["pub struct B; pub struct A;", "pub struct B;\n#[cfg(test)]\nmod tests { use crate::state::A; }"] {
        assert_eq!(circles_of(&[state, a, ("state/b.rs", text)]), [] as [String; 0], "{text}");
    }
}
