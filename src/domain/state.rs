//! Where a ticket stands.

use super::letter;

/// A state in the provider's own word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The word on the wire, kept as it came, known or not.
    pub word: String,
    /// What kind of state it is, for its colour and shape.
    pub category: StateCategory,
}

impl State {
    /// A state of that word and kind.
    pub fn new(word: impl Into<String>, category: StateCategory) -> Self {
        State { word: word.into(), category }
    }

    /// The word as people read it: with a capital, underscores as spaces.
    pub fn display(&self) -> String {
        let word = self.word.replace('_', " ");
        let mut letters = word.chars();
        letters.next().map(|first| letter::upper(first).to_string() + letters.as_str()).unwrap_or_default()
    }
}

/// The kinds of state that people tell apart, whatever the provider calls them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateCategory {
    /// Nobody has read it.
    Unread,
    /// Somebody is on it.
    Open,
    /// It waits.
    Pending,
    /// It is done.
    Closed,
    /// It is junk.
    Spam,
    /// A word we do not know.
    Other,
}

impl StateCategory {
    /// A short word for style sheets.
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

    /// Whether a ticket in such a state waits for somebody; `None` where the kind is not known.
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
