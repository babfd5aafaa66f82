//! A phrase of the interface as data: a key of the catalogue with its English.

use std::hash::{Hash, Hasher};

/// A label, word or sentence that a person reads.
///
/// Providers and the domain carry phrases and never text, because the language is chosen at run time. The catalogue in
/// `text::en` makes them, and `text` turns them into words. It is as small as a pointer, because code is full of them.
#[derive(Clone, Copy, Debug)]
pub struct Phrase(&'static Entry);

/// What the catalogue has for a phrase.
#[derive(Debug)]
pub struct Entry {
    key: u32,
    english: &'static str,
}

impl Entry {
    /// Makes the entry with that key, such as `errors.OFFLINE`, and its English.
    pub const fn new(key: &str, english: &'static str) -> Self {
        Entry { key: Phrase::hash_of(key), english }
    }
}

impl Phrase {
    /// Makes the phrase of an entry.
    pub const fn of(entry: &'static Entry) -> Self {
        Phrase(entry)
    }

    /// Hashes a key; upper and lower case make no difference. Four bytes for each phrase are smaller than its name.
    pub const fn hash_of(key: &str) -> u32 {
        // FNV-1a. A test of the catalogue shows that no two keys share a hash.
        let mut hash = 0x811c_9dc5_u32;
        let mut at = 0;
        while at < key.len() {
            hash = (hash ^ key.as_bytes()[at].to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193);
            at += 1;
        }
        hash
    }

    /// Returns the hash of its key, by which translations know it.
    pub fn key(self) -> u32 {
        self.0.key
    }

    /// Returns its English: the phrase itself, or the template that arguments are put into.
    pub fn english(self) -> &'static str {
        self.0.english
    }
}

impl PartialEq for Phrase {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Phrase {}

impl Hash for Phrase {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}
