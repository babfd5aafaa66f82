//! The state of a ticket.

use super::letter;

/// A state in the provider's own word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The word in the API, as it came, known or not.
    pub word: String,
    /// Its category, which decides its colour and shape.
    pub category: StateCategory,
}

impl State {
    /// Makes a state of this word and category.
    pub fn new(word: impl Into<String>, category: StateCategory) -> Self {
        State { word: word.into(), category }
    }

    /// Returns the word for display: with a capital, underscores as spaces.
    pub fn display(&self) -> String {
        let word = self.word.replace('_', " ");
        let mut letters = word.chars();
        letters.next().map(|first| letter::upper(first).to_string() + letters.as_str()).unwrap_or_default()
    }
}

/// Categories of states across providers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateCategory {
    /// Unread.
    Unread,
    /// Being worked on.
    Open,
    /// Waiting.
    Pending,
    /// Done.
    Closed,
    /// Spam.
    Spam,
    /// Unknown.
    Other,
}

impl StateCategory {
    /// Returns a short name for style sheets.
    pub fn name(self) -> &'static str {
        match self {
            StateCategory::Unread => "unread",
            StateCategory::Open => "open",
            StateCategory::Pending => "pending",
            StateCategory::Closed => "closed",
            StateCategory::Spam => "spam",
            StateCategory::Other => "other",
        }
    }

    /// Whether a ticket in such a state is open; `None` if the category is not known.
    pub fn is_open(self) -> Option<bool> {
        match self {
            StateCategory::Unread | StateCategory::Open | StateCategory::Pending => Some(true),
            StateCategory::Closed | StateCategory::Spam => Some(false),
            StateCategory::Other => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_shown_with_a_capital() {
        assert_eq!(State::new("opened", StateCategory::Open).display(), "Opened");
        assert_eq!(State::new("follow_up", StateCategory::Other).display(), "Follow up");
        assert_eq!(State::new("", StateCategory::Other).display(), "");
    }
}
