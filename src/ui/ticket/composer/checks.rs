//! Checks before a reply or note is sent.

use crate::domain::{Recipients, placeholders};
use crate::state::outbox::reply_drafts::ReplyDraft;
use crate::text::composer as words;

/// What is checked.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Check {
    /// Everything.
    All,
    /// Only what a helpdesk would refuse: the agent has seen the rest.
    Addresses,
}

/// Why something is not sent yet.
#[derive(Clone, PartialEq)]
pub(super) enum Problem {
    /// There is no text.
    Empty,
    /// Part of Cc or Bcc is not an address.
    Address(String),
    /// A placeholder of a canned response is not filled in.
    Placeholder(String),
}

impl Problem {
    pub(super) fn of(draft: &ReplyDraft, check: Check) -> Option<Self> {
        if draft.text.trim().is_empty() {
            return Some(Problem::Empty);
        }
        let copies = [&draft.copies, &draft.blind_copies];
        let unreadable = copies.into_iter().flat_map(|text| Recipients::parse(text).unreadable).next();
        if let Some(text) = unreadable.filter(|_| !draft.is_note) {
            return Some(Problem::Address(text));
        }
        let placeholder = placeholders::first(&draft.text).filter(|_| check == Check::All);
        placeholder.map(|text| Problem::Placeholder(text.to_owned()))
    }

    pub(super) fn sentence(&self) -> String {
        match self {
            Problem::Empty => words::EMPTY.into(),
            Problem::Address(text) => words::not_an_address(text),
            Problem::Placeholder(text) => words::has_placeholder(text),
        }
    }
}
