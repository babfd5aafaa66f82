//! Changes: shown at once, sent, reverted with the reason if they are refused, undone on demand.
//!
//! Writes on one ticket are sent one after the other; writes on different tickets do not wait for each other (see
//! `sending`). Several changes made at once are one action: one notice, one undo.

mod batches;
mod in_flight;
pub mod new_ticket_drafts;
pub mod new_ticket_progress;
pub mod new_tickets;
mod queueing;
pub mod replies;
pub mod reply_drafts;
pub mod reply_sending;
mod selection;
mod sending;

pub use batches::{Batch, BatchOutcome};

use std::collections::HashMap;

use leptos::prelude::*;

use self::sending::Queue;
use super::accounts::Accounts;
use super::notices::{NoticeAction, Notices};
use super::ticket::store::Tickets;
use crate::client::account::Via;
use crate::client::error::Error;
use crate::domain::{AccountId, Change, Instant, TicketChange, TicketField, TicketKey};
use crate::platform::clock;
use crate::text;

/// The changes in progress, and those that can be undone.
#[derive(Clone, Copy)]
pub struct Outbox {
    accounts: Accounts,
    tickets: Tickets,
    notices: Notices,
    /// The waiting changes by ticket. A ticket is in it while any of its writes is unfinished.
    queues: RwSignal<HashMap<TicketKey, Queue>>,
    actions: StoredValue<HashMap<ActionId, Action>>,
    /// What undoes the last actions, newest last.
    undoable: RwSignal<Vec<Undoable>>,
    /// The batches, newest last.
    jobs: RwSignal<Vec<Batch>>,
    next: StoredValue<ActionId>,
}

/// The id of an action. Later actions have greater ids.
pub type ActionId = u64;

/// Changes made at one time.
struct Action {
    changes: Vec<TicketChange>,
    failed: Vec<(TicketChange, End)>,
    waiting: usize,
    notice: u64,
}

/// How a write ended that did not simply succeed.
#[derive(Clone, Debug, PartialEq)]
enum End {
    /// The helpdesk refused it.
    Refused(Error),
    /// Its response was lost, and the helpdesk did not save it.
    Lost(Error),
    /// Its response was lost, and this couldn't be confirmed.
    InDoubt(Error),
    /// Its response was lost, and the helpdesk saved it.
    WentThrough,
    /// Someone else changed the same field; the agent has been asked.
    Conflict,
    /// It was never sent, because the agent undid it.
    TakenOut,
}

/// What undoes an action.
struct Undoable {
    action: ActionId,
    /// What was done, as it is shown.
    text: String,
    at: Instant,
    changes: Vec<TicketChange>,
    /// The notice that offers the undo.
    notice: u64,
}

/// How many actions can be undone.
const LEVELS: usize = 50;

impl Outbox {
    /// Creates an outbox without changes.
    pub fn new(accounts: Accounts, tickets: Tickets, notices: Notices) -> Self {
        Outbox {
            accounts,
            tickets,
            notices,
            queues: RwSignal::new(HashMap::new()),
            actions: StoredValue::new(HashMap::new()),
            undoable: RwSignal::new(Vec::new()),
            jobs: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    /// Performs a change to one ticket.
    pub fn perform(&self, key: TicketKey, change: Change) {
        self.perform_all(vec![(key, change)]);
    }

    /// Performs changes as one action, without those that change nothing.
    pub fn perform_all(&self, changes: Vec<TicketChange>) {
        let already = text::already(&changes);
        let mut changes: Vec<TicketChange> =
            changes.into_iter().filter(|change| self.changes_something(change)).collect();
        // A retried change, or one chosen over someone else's, began with another value than the present one.
        for (key, change) in &mut changes {
            if let Some(ticket) = self.tickets.signal(key) {
                *change = ticket.with_untracked(|ticket| change.clone().on(ticket));
            }
        }
        if changes.is_empty() {
            self.notices.done(already.into(), None);
            return;
        }
        let undo = self.inverse(&changes);
        let (outbox, action) = (*self, self.next_action());
        let offer = undo.is_some().then(|| NoticeAction::new(text::actions::UNDO, move || outbox.undo_action(action)));
        let text = text::done(&changes);
        let notice = self.notices.done(text.clone(), offer);
        self.start(action, changes, notice);
        if let Some(changes) = undo {
            self.undoable.update(|undoable| {
                undoable.push(Undoable { action, text, at: clock::now(), changes, notice });
                let surplus = undoable.len().saturating_sub(LEVELS);
                undoable.drain(..surplus);
            });
        }
    }

    /// Returns the number of unfinished changes to tickets of an account. Tracked.
    pub fn unsent(&self, account: &AccountId) -> usize {
        self.queues
            .with(|queues| queues.iter().filter(|(key, _)| key.account == *account).map(|(_, it)| it.len()).sum())
    }

    /// Whether any change is unfinished. Tracked.
    pub fn are_pending(&self) -> bool {
        self.queues.with(|queues| !queues.is_empty())
    }

    /// Undoes the last action that can be undone, or says that there is none.
    pub fn undo(&self) {
        match self.undoable.with_untracked(|undoable| undoable.last().map(|last| last.action)) {
            Some(action) => self.undo_action(action),
            None => drop(self.notices.done(text::changes::NOTHING_TO_UNDO.into(), None)),
        }
    }

    /// Whether anything can be undone. Tracked.
    pub fn can_undo(&self) -> bool {
        self.undoable.with(|undoable| !undoable.is_empty())
    }

    /// Returns what can be undone and when it was done, newest first. Tracked.
    pub fn undoable(&self) -> Vec<(ActionId, String, Instant)> {
        self.undoable.with(|undoable| undoable.iter().rev().map(|it| (it.action, it.text.clone(), it.at)).collect())
    }

    /// Undoes one action, whatever was done since.
    pub fn undo_action(&self, action: ActionId) {
        let undo = self.undoable.try_update(|undoable| {
            let place = undoable.iter().position(|it| it.action == action)?;
            Some(undoable.remove(place))
        });
        if let Some(Some(Undoable { mut changes, notice, .. })) = undo {
            self.notices.dismiss(notice);
            // A change that was never sent only needs to be taken out of the queue.
            let unsent = self.take_out(action);
            self.forget_job(action);
            changes.retain(|(key, _)| !unsent.iter().any(|(it, _)| it == key));
            // A change in flight may still change more than is shown.
            changes.retain(|change| self.tickets.is_writing(&change.0) || self.changes_something(change));
            let told: Vec<TicketChange> = unsent.into_iter().chain(changes.clone()).collect();
            if told.is_empty() {
                self.notices.done(text::changes::NOTHING_TO_CHANGE.into(), None);
                return;
            }
            let notice = self.notices.done(text::undone(&told), None);
            if !changes.is_empty() {
                self.start(self.next_action(), changes, notice);
            }
        }
    }

    fn changes_something(&self, (key, change): &TicketChange) -> bool {
        self.tickets.signal(key).is_some_and(|ticket| ticket.with_untracked(|ticket| change.is_due(ticket)))
    }

    /// Returns the changes that undo these, last first; `None` unless every one can be undone.
    fn inverse(&self, changes: &[TicketChange]) -> Option<Vec<TicketChange>> {
        let mut undo = Vec::new();
        for (key, change) in changes.iter().rev() {
            let inverse = change.inverse()?;
            let client = self.accounts.client_now(&key.account)?;
            if !client.can(&key.id, &inverse) {
                return None;
            }
            undo.push((key.clone(), inverse));
            // Some helpdesks unassign the agent when a ticket moves to another group.
            if change.field == TicketField::Group
                && let Some(to) = self.tickets.signal(key).and_then(|ticket| ticket.get_untracked().assignee)
            {
                let give_back = Change::to(TicketField::Assignee, to).by(change.mode);
                undo.push((key.clone(), give_back));
            }
        }
        Some(undo)
    }

    /// Records how one write ended. After the last write of an action, reports whatever is not as the agent
    /// sees it.
    fn conclude(&self, id: ActionId, change: TicketChange, end: Option<End>) {
        self.note_outcome(id, &change.0, BatchOutcome::of(end.as_ref()));
        let waiting = self.actions.try_update_value(|actions| {
            let action = actions.get_mut(&id)?;
            action.waiting -= 1;
            action.failed.extend(end.map(|end| (change, end)));
            Some(action.waiting)
        });
        if waiting.flatten() == Some(0) {
            self.tell(id);
            self.actions.update_value(|actions| drop(actions.remove(&id)));
        }
    }

    /// Reports the failures of an action that have not been reported yet.
    fn tell(&self, id: ActionId) {
        let known = self.actions.try_update_value(|actions| {
            let action = actions.get_mut(&id)?;
            Some((action.changes.len(), std::mem::take(&mut action.failed), action.notice))
        });
        let Some((of, failed, notice)) = known.flatten().filter(|(_, failed, _)| !failed.is_empty()) else { return };
        let mut sorted: [(Vec<TicketChange>, Vec<Error>); 5] = Default::default();
        for (change, end) in failed {
            let (kind, error) = match end {
                End::Refused(error) => (0, Some(error)),
                End::Lost(error) => (1, Some(error)),
                End::InDoubt(error) => (2, Some(error)),
                End::WentThrough => (3, None),
                End::Conflict => (4, None),
                End::TakenOut => continue,
            };
            sorted[kind].0.push(change);
            sorted[kind].1.extend(error);
        }
        let [refused, lost, in_doubt, (through, _), (conflicts, _)] = sorted;
        let outbox = *self;
        if !conflicts.is_empty() {
            self.notices.dismiss(notice);
            self.forget_undo(id, &conflicts);
        }
        if !through.is_empty() {
            self.notices.dismiss(notice);
            let offer = NoticeAction::new(text::actions::UNDO, move || outbox.undo_action(id));
            self.notices.done(text::went_through(&through), self.is_undoable(id).then_some(offer));
        }
        for ((changes, errors), sentence) in [(refused, text::refused as fn(&_, &_, _, _) -> _), (lost, text::lost)] {
            if !changes.is_empty() {
                self.notices.dismiss(notice);
                self.forget_undo(id, &changes);
                let sentence = sentence(&changes, &errors, of, self.via(&changes));
                let retry = NoticeAction::new(text::actions::RETRY, move || {
                    outbox.dismiss_job(id);
                    outbox.perform_all(changes.clone());
                });
                let notice = self.notices.failed(sentence, [retry]);
                self.with_job(id, |job| job.failures.push(notice));
            }
        }
        let (changes, errors) = in_doubt;
        if !changes.is_empty() {
            self.notices.dismiss(notice);
            self.forget_undo(id, &changes);
            let sentence = text::in_doubt(&changes, &errors, of, self.via(&changes));
            let look = NoticeAction::new(text::actions::CHECK_AGAIN, move || outbox.look_again(changes.clone()));
            self.notices.failed(sentence, [look]);
        }
    }

    /// How the requests for the first of these changes go.
    fn via(&self, changes: &[TicketChange]) -> Via {
        changes.first().map_or(Via::Direct, |(key, _)| self.accounts.via(&key.account))
    }

    fn is_undoable(&self, action: ActionId) -> bool {
        self.undoable.with_untracked(|undoable| undoable.iter().any(|it| it.action == action))
    }

    /// A failed change needs no undo: only the changes that were saved stay undoable.
    fn forget_undo(&self, id: ActionId, failed: &[TicketChange]) {
        self.undoable.update(|undoable| {
            for it in undoable.iter_mut().filter(|it| it.action == id) {
                it.changes.retain(|(key, _)| !failed.iter().any(|(failed, _)| failed == key));
            }
            undoable.retain(|it| !it.changes.is_empty());
        });
    }

    fn next_action(&self) -> ActionId {
        self.next.update_value(|next| *next += 1);
        self.next.get_value()
    }
}

impl Action {
    fn new(changes: Vec<TicketChange>, notice: u64) -> Self {
        Action { waiting: changes.len(), changes, failed: Vec::new(), notice }
    }
}
