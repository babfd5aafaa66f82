//! How far the replies are that were sent, and taking one back while it is held.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::domain::TicketKey;

/// The answers on their way.
#[derive(Clone, Copy)]
pub struct Replies {
    standing: RwSignal<HashMap<TicketKey, ReplyStatus>>,
    turn: StoredValue<u64>,
}

/// How far an answer is.
#[derive(Clone, Debug, PartialEq)]
pub enum ReplyStatus {
    /// It can be taken back still. Each has a number of its own.
    Held(u64),
    /// It is on its way.
    Sending,
    /// It is looked for.
    Looking,
    /// It was not sent, or nobody knows; in words.
    Failed(String),
}

impl Replies {
    /// Nothing on its way.
    pub fn new() -> Self {
        Replies { standing: RwSignal::new(HashMap::new()), turn: StoredValue::new(0) }
    }

    /// How far the answer to a ticket is, followed; `None` when there is none on its way.
    pub fn status(&self, key: &TicketKey) -> Option<ReplyStatus> {
        self.standing.with(|all| all.get(key).cloned())
    }

    /// Whether the answer to a ticket is on its way, so that no other may be sent.
    pub fn is_busy(&self, key: &TicketKey) -> bool {
        untrack(|| self.status(key)).is_some_and(|it| !matches!(it, ReplyStatus::Failed(_)))
    }

    /// Whether anything is on its way, followed.
    pub fn is_any(&self) -> bool {
        self.standing.with(|all| all.values().any(|it| !matches!(it, ReplyStatus::Failed(_))))
    }

    /// Forgets that sending failed, because somebody writes on.
    pub fn dismiss(&self, key: &TicketKey) {
        if untrack(|| self.status(key)).is_some_and(|it| matches!(it, ReplyStatus::Failed(_))) {
            self.set(key, None);
        }
    }

    /// Takes an answer back that is held.
    pub fn take_back(&self, key: &TicketKey) {
        if matches!(untrack(|| self.status(key)), Some(ReplyStatus::Held(_))) {
            self.set(key, None);
        }
    }

    /// Takes the last answer back that is held. Returns whether there was one.
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
