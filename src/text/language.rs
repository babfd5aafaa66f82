//! The language of the interface: English as compiled in, or a translation that was loaded before the first draw.

use std::sync::OnceLock;

use serde_json::Value;

use super::template::{Arg, fill};
use crate::domain::Phrase;

/// The phrases of the loaded translation by key. A page has one language for as long as it lives.
static TRANSLATION: OnceLock<Vec<(u32, &'static str)>> = OnceLock::new();

impl Phrase {
    /// Returns the phrase in the language of the interface; in English where the translation lacks it.
    pub fn text(self) -> &'static str {
        translated(self).unwrap_or(self.english())
    }

    /// Returns the phrase with its arguments filled in. A translation that cannot be filled in gives way to English.
    pub fn format(self, args: &[(&str, Arg)]) -> String {
        let filled = translated(self).and_then(|template| fill(template, args));
        filled.or_else(|| fill(self.english(), args)).unwrap_or_else(|| self.english().to_owned())
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.text().to_owned()
    }
}

fn translated(phrase: Phrase) -> Option<&'static str> {
    // A few hundred comparisons cost less time than sorting or hashing costs code in the first load.
    TRANSLATION.get()?.iter().find(|(key, _)| *key == phrase.key()).map(|(_, text)| *text)
}

/// Speaks the language of a translation from now on. Called once, before anything is drawn.
pub fn speak(translation: Vec<(u32, &'static str)>) {
    // A second call would leave the page half in one language and half in another.
    let _ = TRANSLATION.set(translation);
}

/// Reads the file of a language: one object from key to phrase.
///
/// Returns `None` if it is not such an object. A value that is not text is left out, so that English stands in its
/// place.
pub fn parse(file: &str) -> Option<Vec<(u32, &'static str)>> {
    let Ok(Value::Object(entries)) = serde_json::from_str(file) else { return None };
    let mut phrases: Vec<(u32, &'static str)> = Vec::with_capacity(entries.len());
    for (key, phrase) in entries {
        if let Value::String(phrase) = phrase {
            // It is needed for as long as the page lives.
            phrases.push((Phrase::hash_of(&key), String::leak(phrase)));
        }
    }
    Some(phrases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_file_is_read_by_key() {
        let phrases = parse(r#"{ "a.one": "eins", "a.TWO": "zwei", "a.three": 3 }"#).unwrap();
        let of = |key: &str| phrases.iter().find(|(known, _)| *known == Phrase::hash_of(key)).map(|(_, text)| *text);
        assert_eq!((of("a.one"), of("a.two"), of("a.three")), (Some("eins"), Some("zwei"), None));
        for broken in ["", "[]", "{", "<!DOCTYPE html>", "null"] {
            assert!(parse(broken).is_none(), "{broken}");
        }
    }
}
