//! The catalogue of phrases, and the translations of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use deskbell::domain::Phrase;
use deskbell::text::en::AREAS;
use deskbell::text::{Entry, language, template};
use serde_json::{Map, Value};

fn phrases() -> impl Iterator<Item = Entry> {
    AREAS.iter().flat_map(|area| area.iter().copied())
}

fn arguments(template: &str) -> BTreeSet<&str> {
    template::arguments(template).unwrap_or_else(|| panic!("malformed: {template}")).into_iter().collect()
}

/// The phrases of scripts and of the page itself.
fn script_phrases() -> Map<String, Value> {
    serde_json::from_str(&fs::read_to_string("src/text/script.json").unwrap()).unwrap()
}

#[test]
fn every_template_uses_exactly_its_arguments() {
    for (key, english, names) in phrases() {
        assert_eq!(arguments(english), names.iter().copied().collect(), "{key}");
        assert_eq!(english, english.trim(), "{key}");
    }
    assert!(phrases().count() > 100);
}

#[test]
fn no_two_keys_share_a_hash() {
    let mut seen = BTreeMap::new();
    let scripts = script_phrases();
    for key in phrases().map(|(key, ..)| key).chain(scripts.keys().map(String::as_str)) {
        if let Some(other) = seen.insert(Phrase::hash_of(key), key) {
            panic!("{key} and {other}");
        }
    }
}

#[test]
fn every_translation_knows_its_keys_and_arguments() {
    let scripts = script_phrases();
    let mut english: BTreeMap<String, &str> = phrases().map(|(key, text, _)| (key.to_lowercase(), text)).collect();
    english.extend(scripts.iter().map(|(key, text)| (key.to_lowercase(), text.as_str().unwrap())));
    for file in fs::read_dir(Path::new("public/lang")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        assert!(language::parse(&text).is_some(), "{}", path.display());
        let entries: Map<String, Value> = serde_json::from_str(&text).unwrap();
        for (key, translation) in entries {
            let translation = translation.as_str().unwrap_or_else(|| panic!("{key} is not text"));
            let Some(template) = english.get(&key.to_lowercase()) else {
                panic!("{}: unknown key {key}", path.display())
            };
            assert!(arguments(translation).is_subset(&arguments(template)), "{}: {key}", path.display());
        }
    }
}
