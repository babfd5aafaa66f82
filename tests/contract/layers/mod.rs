//! The structure of the code: who may use whom, which words may stand where, no circles, no sentence outside the
//! catalogue. These tests read the sources and name the file and line of every offence.

mod circles;
mod names;
mod pages;
mod rules;
mod sentences;
mod sources;
mod tokens;

use self::names::Crate;

#[test]
fn every_file_keeps_to_the_rules() {
    let crate_ = Crate::of(&sources::ALL);
    let offences: Vec<String> = sources::ALL.iter().flat_map(|source| rules::offences(&crate_, source)).collect();
    assert!(offences.is_empty(), "{} offences:\n{}", offences.len(), offences.join("\n"));
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let circles = circles::circles(&Crate::of(&sources::ALL));
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn no_file_is_too_long() {
    let mut files = Vec::new();
    for folder in ["src", "tests", "tools", "public", "style", "examples"] {
        sources::collect(&sources::root().join(folder), folder, &mut files);
    }
    let is_code = |path: &str| [".rs", ".mjs", ".js", ".ts", ".css", ".html"].iter().any(|kind| path.ends_with(kind));
    let is_long = |(path, text): &&(String, String)| is_code(path) && text.lines().count() > rules::LINES;
    let long: Vec<&String> = files.iter().filter(is_long).map(|(path, _)| path).collect();
    assert!(long.is_empty(), "longer than {} lines: {long:?}", rules::LINES);
}
