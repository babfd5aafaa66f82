//! Flags: yes-or-no properties of a ticket besides its state.

use super::state::{State, StateCategory};

/// A flag of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// The agent wants to find it again.
    Starred,
    /// It is done and out of the inbox.
    Archived,
    /// It is spam.
    Spam,
    /// It is in the trash.
    Trash,
    /// The team wrote the last message.
    Answered,
}

impl Flag {
    /// Every flag, in the order they are offered.
    pub const ALL: [Flag; 5] = [Flag::Starred, Flag::Answered, Flag::Archived, Flag::Spam, Flag::Trash];

    /// Returns the name in messages to other tabs and embedding pages. It is public.
    pub fn slug(self) -> &'static str {
        match self {
            Flag::Starred => "starred",
            Flag::Archived => "archived",
            Flag::Spam => "spam",
            Flag::Trash => "trash",
            Flag::Answered => "answered",
        }
    }
}

/// The flags of a ticket, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags([Option<bool>; 5]);

impl Flags {
    /// Whether the ticket has a flag; `None` if that is not known.
    pub fn get(&self, flag: Flag) -> Option<bool> {
        self.0[flag as usize]
    }

    /// Whether the ticket is known to have a flag.
    pub fn has(&self, flag: Flag) -> bool {
        self.get(flag) == Some(true)
    }

    /// Sets a flag, clears it, or makes it unknown.
    pub fn set(&mut self, flag: Flag, is_on: Option<bool>) {
        self.0[flag as usize] = is_on;
    }

    /// Returns the flags with one more that is known, if it is.
    #[must_use]
    pub fn with(mut self, flag: Flag, is_on: Option<bool>) -> Self {
        self.set(flag, is_on);
        self
    }

    /// Fills in unknown flags from `older`.
    pub fn update(&mut self, older: Flags) {
        for (flag, before) in self.0.iter_mut().zip(older.0) {
            *flag = flag.or(before);
        }
    }

    /// Returns the state that follows from the flags alone, for helpdesks that have no states.
    pub fn status(&self) -> Option<State> {
        Some(match self.get(Flag::Answered) {
            _ if self.has(Flag::Trash) => State::new("trash", StateCategory::Other),
            _ if self.has(Flag::Spam) => State::new("spam", StateCategory::Spam),
            _ if self.has(Flag::Archived) => State::new("archived", StateCategory::Closed),
            Some(false) => State::new("unanswered", StateCategory::Unread),
            Some(true) => State::new("answered", StateCategory::Open),
            None => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_say_where_a_ticket_stands_and_older_ones_fill_the_gaps() {
        let mut flags = Flags::default().with(Flag::Answered, Some(false));
        assert_eq!(flags.status().unwrap().word, "unanswered");
        flags.update(Flags::default().with(Flag::Answered, Some(true)).with(Flag::Archived, Some(true)));
        assert_eq!(flags.get(Flag::Answered), Some(false));
        assert_eq!(flags.status().unwrap().word, "archived");
        assert_eq!(Flags::default().status(), None);
        for flag in Flag::ALL {
            assert!(Flags::default().with(flag, Some(true)).has(flag));
        }
    }
}
