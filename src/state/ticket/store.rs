//! Every known ticket, each in a signal of its own.
//!
//! Responses are merged by id, so that a row and the open ticket are the same, and a response that was requested before
//! a write never overwrites what the write shows.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Weak};

use leptos::prelude::*;

use super::learned_labels::LearnedLabels;
use crate::domain::{AccountId, Ticket, TicketId, TicketKey, search};

/// The tickets of all accounts.
#[derive(Clone, Copy)]
pub struct Tickets {
    entries: StoredValue<HashMap<TicketKey, Entry>>,
    clock: StoredValue<u64>,
    learned: LearnedLabels,
    followers: StoredValue<Vec<Weak<Follower>>>,
}

/// What followers of the tickets are told.
pub enum Event<'a> {
    /// A ticket is shown with other values.
    Shown {
        /// The ticket before.
        before: &'a Ticket,
        /// The ticket now.
        now: &'a Ticket,
        /// Who changed it.
        source: Source,
    },
    /// No write of a ticket is pending any more.
    Written(&'a TicketKey),
}

/// Who changed what is shown of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The agent, on this page.
    Here,
    /// The helpdesk, or another tab.
    Elsewhere,
}

/// A function that follows the tickets.
pub type Follower = dyn Fn(Event) + Send + Sync;

/// The time of a request, counted in writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp(u64);

struct Entry {
    signal: ArcRwSignal<Ticket>,
    haystack: String,
    /// The number of pending writes.
    writing: u32,
    /// When the last write ended.
    draft: Stamp,
}

impl Tickets {
    /// Creates an empty store. `learned` has labels that helpdesks leave out of their tickets.
    pub fn new(learned: LearnedLabels) -> Self {
        let (entries, clock) = (StoredValue::new(HashMap::new()), StoredValue::new(0));
        Tickets { entries, clock, learned, followers: StoredValue::new(Vec::new()) }
    }

    /// Calls a follower about every event, as long as it exists.
    pub fn follow(&self, follower: &Arc<Follower>) {
        self.followers.update_value(|followers| {
            followers.retain(|it| it.strong_count() > 0);
            followers.push(Arc::downgrade(follower));
        });
    }

    /// Returns the present time, to be recorded before a request is sent.
    pub fn stamp(&self) -> Stamp {
        Stamp(self.clock.get_value())
    }

    /// Returns the signal of a ticket; `None` if it is not known.
    pub fn signal(&self, key: &TicketKey) -> Option<ArcRwSignal<Ticket>> {
        self.entries.with_value(|entries| entries.get(key).map(|entry| entry.signal.clone()))
    }

    /// Returns the ids of the known tickets of an account.
    pub fn known(&self, account: &AccountId) -> HashSet<TicketId> {
        let of_account = |key: &&TicketKey| key.account == *account;
        self.entries.with_value(|entries| entries.keys().filter(of_account).map(|key| key.id.clone()).collect())
    }

    /// Merges a response that was requested at `asked`. Where a write happened since, what is shown is newer and
    /// stays.
    pub fn merge(&self, mut ticket: Ticket, asked: Stamp) {
        self.learned.recall(&mut ticket);
        let signal = self.entries.try_update_value(|entries| match entries.get_mut(&ticket.key) {
            None => {
                let (key, haystack) = (ticket.key.clone(), search::haystack(&ticket));
                let signal = ArcRwSignal::new(ticket.clone());
                entries.insert(key, Entry { signal, haystack, writing: 0, draft: Stamp(0) });
                None
            }
            Some(entry) if entry.writing > 0 || entry.draft > asked => None,
            Some(entry) => Some(entry.signal.clone()),
        });
        if let Some(signal) = signal.flatten() {
            let mut merged = signal.get_untracked();
            merged.update(ticket);
            self.show(&signal, merged, Source::Elsewhere);
        }
    }

    /// Changes what is shown of a ticket.
    pub fn change(&self, key: &TicketKey, change: impl FnOnce(&mut Ticket)) {
        if let Some(signal) = self.signal(key) {
            let mut changed = signal.get_untracked();
            change(&mut changed);
            self.show(&signal, changed, Source::Here);
        }
    }

    /// Shows a change that another tab made. Responses to older requests do not include it.
    pub fn hear(&self, key: &TicketKey, change: impl FnOnce(&mut Ticket)) {
        if let Some(signal) = self.signal(key) {
            self.begin_write(key);
            let mut changed = signal.get_untracked();
            change(&mut changed);
            self.show(&signal, changed, Source::Elsewhere);
            self.end_write(key);
        }
    }

    /// Records the start of a write: until it ends, no response may change the ticket.
    pub fn begin_write(&self, key: &TicketKey) {
        self.with_entry(key, |entry, _| entry.writing += 1);
    }

    /// Records the end of a write: responses to older requests no longer count.
    pub fn end_write(&self, key: &TicketKey) {
        self.clock.update_value(|clock| *clock += 1);
        self.with_entry(key, |entry, now| {
            entry.writing = entry.writing.saturating_sub(1);
            entry.draft = now;
        });
        if !self.is_writing(key) {
            self.tell(|| Event::Written(key));
        }
    }

    /// Whether a write of a ticket is pending.
    pub fn is_writing(&self, key: &TicketKey) -> bool {
        self.entries.with_value(|entries| entries.get(key).is_some_and(|entry| entry.writing > 0))
    }

    /// Whether a ticket contains each of these folded words.
    pub fn matches(&self, key: &TicketKey, words: &[String]) -> bool {
        self.entries.with_value(|entries| entries.get(key).is_some_and(|entry| search::matches(&entry.haystack, words)))
    }

    /// Forgets the learned labels of an account.
    pub fn forget_labels(&self, account: &AccountId) {
        self.learned.forget(account);
    }

    /// Forgets the tickets of an account.
    pub fn forget(&self, account: &AccountId) {
        self.entries.update_value(|entries| entries.retain(|key, _| key.account != *account));
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.entries.update_value(HashMap::clear);
    }

    fn with_entry(&self, key: &TicketKey, change: impl FnOnce(&mut Entry, Stamp)) {
        let now = self.stamp();
        self.entries.update_value(|entries| {
            if let Some(entry) = entries.get_mut(key) {
                change(entry, now);
            }
        });
    }

    /// Notifies only about differences, so that an unchanged response repaints nothing.
    fn show(&self, signal: &ArcRwSignal<Ticket>, ticket: Ticket, source: Source) {
        if signal.with_untracked(|shown| *shown == ticket) {
            return;
        }
        if signal.with_untracked(|shown| shown.labels != ticket.labels) {
            self.learned.note(&ticket);
        }
        self.with_entry(&ticket.key, |entry, _| entry.haystack = search::haystack(&ticket));
        let before = signal.get_untracked();
        signal.set(ticket.clone());
        self.tell(|| Event::Shown { before: &before, now: &ticket, source });
    }

    fn tell<'a>(&self, event: impl Fn() -> Event<'a>) {
        let followers = self.followers.get_value();
        followers.iter().filter_map(Weak::upgrade).for_each(|follower| follower(event()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticket(subject: &str) -> Ticket {
        let key = "acme:7".parse().unwrap();
        Ticket { key, subject: subject.into(), ..Ticket::default() }
    }

    fn shown(tickets: &Tickets) -> String {
        tickets.signal(&ticket("").key).unwrap().get_untracked().subject
    }

    #[test]
    fn an_answer_older_than_a_write_changes_nothing() {
        let owner = Owner::new();
        owner.with(|| {
            let tickets = Tickets::new(LearnedLabels::stored(false));
            tickets.merge(ticket("first"), tickets.stamp());
            let asked = tickets.stamp();
            let key = ticket("").key;
            tickets.begin_write(&key);
            tickets.change(&key, |ticket| ticket.subject = "mine".into());
            tickets.merge(ticket("while writing"), tickets.stamp());
            tickets.end_write(&key);
            tickets.merge(ticket("asked before"), asked);
            assert_eq!(shown(&tickets), "mine");
            tickets.merge(ticket("asked after"), tickets.stamp());
            assert_eq!(shown(&tickets), "asked after");
        });
    }

    #[test]
    fn search_follows_the_changes() {
        let owner = Owner::new();
        owner.with(|| {
            let tickets = Tickets::new(LearnedLabels::stored(false));
            tickets.merge(ticket("Refund"), tickets.stamp());
            let key = ticket("").key;
            tickets.change(&key, |ticket| ticket.subject = "Invoice".into());
            assert!(tickets.matches(&key, &["inv".into()]));
            assert!(!tickets.matches(&key, &["refund".into()]));
        });
    }
}
