//! How changes enter the queues, and leave them unsent.

use std::collections::HashMap;

use leptos::prelude::*;

use super::sending::{Before, Job, Queue};
use super::{Action, ActionId, End, Outbox};
use crate::client::error::Error;
use crate::domain::{Change, TicketChange, TicketKey};
use crate::text;

impl Outbox {
    /// Shows changes and queues them.
    pub(super) fn start(&self, id: ActionId, changes: Vec<TicketChange>, notice: u64) {
        self.enter(id, Action::new(changes.clone(), notice));
        self.begin_job(id, &changes);
        for (key, change) in changes {
            // Others may have been made meanwhile: an undo or a retry keeps what they did.
            let change = match self.tickets.signal(&key) {
                Some(ticket) => ticket.with_untracked(|ticket| change.on(ticket)),
                None => change,
            };
            self.tickets.change(&key, |ticket| change.apply(ticket));
            self.queue(key, id, change, Before::Nothing);
        }
        self.go_on();
    }

    /// Looks up again whether changes were saved that couldn't be confirmed.
    pub(super) fn look_again(&self, changes: Vec<TicketChange>) {
        let id = self.next_action();
        let notice = self.notices.done(text::changes::CHECKING.into(), None);
        self.enter(id, Action::new(changes.clone(), notice));
        for (key, change) in changes {
            self.queue(key, id, change, Before::Lost(Error::Interrupted, 0));
        }
        self.go_on();
    }

    fn enter(&self, id: ActionId, action: Action) {
        self.actions.update_value(|actions| drop(actions.insert(id, action)));
    }

    fn queue(&self, key: TicketKey, action: ActionId, change: Change, before: Before) {
        let helpdesk = self.helpdesk(&key.account).unwrap_or_default();
        let job = Job { action, change, helpdesk, before };
        self.tickets.begin_write(&key);
        self.queues.update(|queues| queues.entry(key).or_default().jobs.push_back(job));
    }

    /// Takes the unsent changes of an action out of the queues, and shows the tickets without them.
    /// Returns the changes that revert them.
    pub(super) fn take_out(&self, action: ActionId) -> Vec<TicketChange> {
        let mut out: Vec<TicketChange> = Vec::new();
        let taken = |queues: &mut HashMap<TicketKey, Queue>| {
            for (key, queue) in queues.iter_mut() {
                let first = usize::from(queue.is_going);
                for place in (first..queue.jobs.len()).rev() {
                    let is_unsent = |job: &Job| job.action == action && !matches!(job.before, Before::Lost(..));
                    if queue.jobs.get(place).is_some_and(is_unsent)
                        && let Some(job) = queue.jobs.remove(place)
                    {
                        queue.jobs.range_mut(place..).for_each(|later| later.change.follow_refused(&job.change));
                        out.push((key.clone(), job.change));
                    }
                }
            }
            queues.retain(|_, queue| queue.is_going || !queue.jobs.is_empty());
        };
        self.queues.update(taken);
        for (key, change) in &out {
            self.tickets.change(key, |ticket| change.revert(ticket));
            self.tickets.end_write(key);
            self.actions.update_value(|actions| {
                if let Some(it) = actions.get_mut(&action) {
                    it.changes.retain(|(changed, _)| changed != key);
                }
            });
            self.conclude(action, (key.clone(), change.clone()), Some(End::TakenOut));
        }
        self.go_on();
        let inverse = |(key, change): TicketChange| change.inverse().map(|change| (key, change));
        out.into_iter().filter_map(inverse).collect()
    }

    /// Pauses a batch, except for what is in flight, or resumes it.
    pub fn pause(&self, id: ActionId, is_paused: bool) {
        self.with_job(id, |job| job.is_paused = is_paused);
        self.go_on();
    }

    /// Cancels a batch: unsent changes are reverted.
    pub fn stop(&self, id: ActionId) {
        let unsent = self.take_out(id);
        self.forget_undo(id, &unsent);
    }
}
