//! Reads the fields of one object in a configuration and collects every problem.

use serde_json::{Map, Value};

use super::{Problem, ProblemKind};
use crate::domain::Phrase;
use crate::text::en::config as phrases;

/// Returns a string, or a number as a string; `None` for anything else.
pub(super) fn text_of(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// The fields of one object. Its methods return `None` for a missing or unusable field and record why.
pub(super) struct Fields<'a, 'p> {
    pub fields: &'a Map<String, Value>,
    /// The path of the object in the document, for example `accounts[0].`.
    pub prefix: String,
    pub problems: &'p mut Vec<Problem>,
}

impl<'a> Fields<'a, '_> {
    pub fn problem(&mut self, key: &str, kind: ProblemKind) {
        self.problems.push(Problem { place: format!("{}{key}", self.prefix), kind });
    }

    /// Warns about every field that is not one of these.
    pub fn warn_unknown(&mut self, keys: &[&str]) {
        for key in self.fields.keys().filter(|key| !keys.contains(&key.as_str())) {
            self.problem(key, ProblemKind::Unknown);
        }
    }

    /// Returns the value of a key; `None` if it is missing or `null`.
    fn value(&self, key: &str) -> Option<&'a Value> {
        self.fields.get(key).filter(|value| !value.is_null())
    }

    fn read<T>(&mut self, key: &str, expected: Phrase, read: impl Fn(&'a Value) -> Option<T>) -> Option<T> {
        let found = read(self.value(key)?);
        if found.is_none() {
            self.problem(key, ProblemKind::Expected(expected));
        }
        found
    }

    pub fn text(&mut self, key: &str) -> Option<String> {
        self.read(key, phrases::TEXT, |value| value.as_str().map(str::to_owned))
    }

    pub fn text_or_number(&mut self, key: &str) -> Option<String> {
        self.read(key, phrases::TEXT, |value| text_of(Some(value))).filter(|text| !text.trim().is_empty())
    }

    pub fn required(&mut self, key: &str) -> Option<String> {
        if self.value(key).is_none() {
            self.problem(key, ProblemKind::Missing);
        }
        self.text_or_number(key)
    }

    pub fn switch(&mut self, key: &str) -> Option<bool> {
        self.read(key, phrases::SWITCH, Value::as_bool)
    }

    pub fn count(&mut self, key: &str) -> Option<u32> {
        self.read(key, phrases::COUNT, |value| value.as_u64().and_then(|number| u32::try_from(number).ok()))
    }

    pub fn three_words(&mut self, key: &str) -> Option<[String; 3]> {
        self.read(key, phrases::THREE_WORDS, |value| {
            let words: Vec<String> = value.as_array()?.iter().filter_map(|word| text_of(Some(word))).collect();
            words.try_into().ok()
        })
    }

    pub fn one_of(&mut self, key: &str, allowed: &[&str]) -> Option<String> {
        let word = self.text(key)?;
        if allowed.contains(&word.as_str()) {
            return Some(word);
        }
        self.problem(key, ProblemKind::NotOneOf(allowed.join(", ")));
        None
    }

    pub fn list(&mut self, key: &str) -> Option<&'a [Value]> {
        self.read(key, phrases::LIST, |value| value.as_array().map(Vec::as_slice))
    }

    pub fn texts(&mut self, key: &str) -> Vec<String> {
        let list = self.list(key).unwrap_or_default();
        list.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
    }

    pub fn objects(&mut self, key: &str) -> Vec<&'a Map<String, Value>> {
        self.list(key).unwrap_or_default().iter().filter_map(Value::as_object).collect()
    }

    pub fn headers(&mut self, key: &str) -> Vec<(String, String)> {
        let headers = self.read(key, phrases::OBJECT, Value::as_object);
        let mut usable = Vec::new();
        for (name, value) in headers.into_iter().flatten() {
            match text_of(Some(value)) {
                // The browser would reject the whole request because of any other header.
                Some(value) if is_header_name(name) && value.bytes().all(|byte| (b' '..=b'~').contains(&byte)) => {
                    usable.push((name.clone(), value));
                }
                _ => self.problem(key, ProblemKind::Expected(phrases::HEADERS)),
            }
        }
        usable
    }
}
