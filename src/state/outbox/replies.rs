//! The progress of replies that were sent, and undoing one while it is held.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::domain::TicketKey;

/// The replies in progress.
#[derive(Clone, Copy)]
pub struct Replies {
    standing: RwSignal<HashMap<TicketKey, ReplyStatus>>,
    turn: StoredValue<u64>,
}

/// The progress of a reply.
#[derive(Clone, Debug, PartialEq)]
pub enum ReplyStatus {
    /// It can still be undone. Each hold has a number of its own.
    Held(u64),
    /// It is being sent.
    Sending,
    /// It is being looked up.
    Looking,
    /// It was not sent, or this couldn't be confirmed: the reason, as a sentence.
    Failed(String),
}

impl Replies {
    /// Creates a list without replies.
    pub fn new() -> Self {
        Replies { standing: RwSignal::new(HashMap::new()), turn: StoredValue::new(0) }
    }

    /// Returns the progress of the reply to a ticket; `None` if there is none. Tracked.
    pub fn status(&self, key: &TicketKey) -> Option<ReplyStatus> {
        self.standing.with(|all| all.get(key).cloned())
    }

    /// Whether the reply to a ticket is in progress, so that no other may be sent.
    pub fn is_busy(&self, key: &TicketKey) -> bool {
        untrack(|| self.status(key)).is_some_and(|it| !matches!(it, ReplyStatus::Failed(_)))
    }

    /// Whether any reply is in progress. Tracked.
    pub fn is_any(&self) -> bool {
        self.standing.with(|all| all.values().any(|it| !matches!(it, ReplyStatus::Failed(_))))
    }

    /// Forgets a failure, because the agent edits the text.
    pub fn dismiss(&self, key: &TicketKey) {
        if untrack(|| self.status(key)).is_some_and(|it| matches!(it, ReplyStatus::Failed(_))) {
            self.set(key, None);
        }
    }

    /// Undoes a held reply.
    pub fn take_back(&self, key: &TicketKey) {
        if matches!(untrack(|| self.status(key)), Some(ReplyStatus::Held(_))) {
            self.set(key, None);
        }
    }

    /// Undoes the last held reply. Returns whether there was one.
    pub fn take_back_last(&self) -> bool {
        let turn = |standing: &ReplyStatus| if let ReplyStatus::Held(turn) = standing { Some(*turn) } else { None };
        let last = self.standing.with_untracked(|all| {
            let held = all.iter().filter_map(|(key, standing)| Some((turn(standing)?, key.clone())));
            held.max_by_key(|(turn, _)| *turn)
        });
        last.inspect(|(_, key)| self.take_back(key)).is_some()
    }

    pub(super) fn set(&self, key: &TicketKey, standing: Option<ReplyStatus>) {
        self.standing.update(|all| match standing {
            Some(standing) => drop(all.insert(key.clone(), standing)),
            None => drop(all.remove(key)),
        });
    }

    pub(super) fn hold(&self, key: &TicketKey) -> u64 {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.set(key, Some(ReplyStatus::Held(turn)));
        turn
    }
}

impl Default for Replies {
    fn default() -> Self {
        Replies::new()
    }
}
