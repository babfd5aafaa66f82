//! Changes: shown at once, sent, taken back with the reason when refused, undone on demand.
//!
//! Writes on one ticket go one after the other; writes on different tickets do not wait for each
//! other. Several changes made at once are one action: one notice, one undo.

use std::collections::{HashMap, VecDeque};

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::accounts::Accounts;
use super::notices::{NoticeAction, Notices};
use super::tickets::Tickets;
use crate::client::error::Error;
use crate::domain::{Edit, TicketKey};
use crate::text;

/// The changes under way, and those that can be undone.
#[derive(Clone, Copy)]
pub struct Edits {
    accounts: Accounts,
    tickets: Tickets,
    notices: Notices,
    /// What waits for each ticket. A ticket is in it while one of its writes is under way.
    queues: StoredValue<HashMap<TicketKey, VecDeque<Job>>>,
    actions: StoredValue<HashMap<ActionId, Action>>,
    done: RwSignal<Vec<Vec<Change>>>,
    next: StoredValue<ActionId>,
}

/// One change to one ticket.
pub type Change = (TicketKey, Edit);

type ActionId = u64;

/// A write that waits for its turn.
struct Job {
    action: ActionId,
    edit: Edit,
}

/// What was done at one time.
struct Action {
    changes: Vec<Change>,
    refused: Vec<(Change, Error)>,
    waiting: usize,
    notice: u64,
}

/// How many actions can be undone.
const LEVELS: usize = 50;

impl Edits {
    /// No changes yet.
    pub fn new(accounts: Accounts, tickets: Tickets, notices: Notices) -> Self {
        Edits {
            accounts,
            tickets,
            notices,
            queues: StoredValue::new(HashMap::new()),
            actions: StoredValue::new(HashMap::new()),
            done: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    /// Performs a change to one ticket.
    pub fn perform(&self, key: TicketKey, edit: Edit) {
        self.perform_all(vec![(key, edit)]);
    }

    /// Performs changes as one action. Those that change nothing are left out.
    pub fn perform_all(&self, changes: Vec<Change>) {
        let changes: Vec<Change> = changes.into_iter().filter(|change| self.changes_something(change)).collect();
        if changes.is_empty() {
            return;
        }
        let undo = self.inverse(&changes);
        let edits = *self;
        let notice = self
            .notices
            .done(text::done(&changes), undo.is_some().then(|| NoticeAction::new(text::UNDO, move || edits.undo())));
        self.start(changes, notice);
        if let Some(undo) = undo {
            self.done.update(|done| {
                done.push(undo);
                let surplus = done.len().saturating_sub(LEVELS);
                done.drain(..surplus);
            });
        }
    }

    /// Undoes the last action that can be undone.
    pub fn undo(&self) {
        let last = self.done.try_update(Vec::pop).flatten();
        if let Some(changes) = last {
            let notice = self.notices.done(text::undone(&changes), None);
            self.start(changes, notice);
        }
    }

    /// Whether there is something to undo, followed.
    pub fn can_undo(&self) -> bool {
        self.done.with(|done| !done.is_empty())
    }

    /// Whether a change was made that the helpdesk has not confirmed yet.
    pub fn is_busy(&self) -> bool {
        self.queues.with_value(|queues| !queues.is_empty())
    }

    fn changes_something(&self, (key, edit): &Change) -> bool {
        self.tickets.signal(key).is_some_and(|ticket| ticket.with_untracked(|ticket| !edit.is_shown(ticket)))
    }

    /// The changes that undo these, last first; `None` unless every one can be undone.
    fn inverse(&self, changes: &[Change]) -> Option<Vec<Change>> {
        let inverse = |(key, edit): &Change| {
            let inverse = edit.inverse()?;
            let client = self.accounts.client_now(&key.account)?;
            client.can(&key.id, &inverse).then(|| (key.clone(), inverse))
        };
        changes.iter().rev().map(inverse).collect()
    }

    /// Shows the changes and sends them on their way.
    fn start(&self, changes: Vec<Change>, notice: u64) {
        let id = self.next.get_value() + 1;
        self.next.set_value(id);
        let action = Action { changes: changes.clone(), refused: Vec::new(), waiting: changes.len(), notice };
        self.actions.update_value(|actions| {
            actions.insert(id, action);
        });
        for (key, edit) in changes {
            self.tickets.begin_write(&key);
            self.tickets.change(&key, |ticket| edit.apply(ticket));
            let job = Job { action: id, edit };
            let is_free = self.queues.try_update_value(|queues| match queues.get_mut(&key) {
                Some(queue) => {
                    queue.push_back(job);
                    false
                }
                None => {
                    queues.insert(key.clone(), VecDeque::from([job]));
                    true
                }
            });
            if is_free == Some(true) {
                let edits = *self;
                spawn_local(async move { edits.work(key).await });
            }
        }
    }

    /// Sends what waits for one ticket, one after the other, until nothing does.
    async fn work(&self, key: TicketKey) {
        loop {
            let job = self.queues.try_update_value(|queues| {
                let job = queues.get_mut(&key).and_then(VecDeque::pop_front);
                if job.is_none() {
                    queues.remove(&key);
                }
                job
            });
            let Some(Some(Job { action, edit })) = job else { return };
            let result = match self.accounts.client_now(&key.account) {
                Some(client) => client.change(&key.id, &edit).await,
                None => Err(Error::TokenMissing),
            };
            self.tickets.end_write(&key);
            let refused = result.err().map(|error| {
                self.tickets.change(&key, |ticket| edit.revert(ticket));
                ((key.clone(), edit), error)
            });
            self.conclude(action, refused);
        }
    }

    /// Notes how one write ended, and tells when the whole action is over and something failed.
    fn conclude(&self, id: ActionId, refused: Option<(Change, Error)>) {
        let over = self.actions.try_update_value(|actions| {
            let action = actions.get_mut(&id)?;
            action.waiting -= 1;
            action.refused.extend(refused);
            (action.waiting == 0).then(|| actions.remove(&id)).flatten()
        });
        let Some(action) = over.flatten().filter(|action| !action.refused.is_empty()) else { return };
        self.notices.dismiss(action.notice);
        self.forget_undo(&action);
        let (changes, errors): (Vec<Change>, Vec<Error>) = action.refused.into_iter().unzip();
        let edits = *self;
        let sentence = text::refused(&changes, &errors, action.changes.len());
        let retry = NoticeAction::new(text::RETRY, move || edits.perform_all(changes.clone()));
        self.notices.failed(sentence, Some(retry));
    }

    /// What was refused needs no undo: only the changes that came through stay undoable.
    fn forget_undo(&self, action: &Action) {
        let refused = |key: &TicketKey| action.refused.iter().any(|((it, _), _)| it == key);
        let undo = self.inverse(&action.changes);
        self.done.update(|done| {
            let Some(place) = done.iter().rposition(|changes| Some(changes) == undo.as_ref()) else { return };
            done[place].retain(|(key, _)| !refused(key));
            if done[place].is_empty() {
                done.remove(place);
            }
        });
    }
}
