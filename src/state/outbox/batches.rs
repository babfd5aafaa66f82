//! Changes to many tickets at once: their progress, and the outcome of each.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::{ActionId, End, Outbox};
use crate::client::error::Error;
use crate::domain::{TicketChange, TicketKey};
use crate::state::notices::NoticeAction;
use crate::text;

/// More changes than this are shown as a batch. Fewer are finished before anyone could stop them.
const FEW: usize = 10;

/// How many finished batches are kept, so that their results can still be read.
const KEPT: usize = 5;

/// A change to many tickets.
#[derive(Clone)]
pub struct Batch {
    /// The id of the action.
    pub id: ActionId,
    /// What is done, as it is shown.
    pub text: String,
    /// Whether sending is paused.
    pub is_paused: bool,
    changes: Arc<Vec<TicketChange>>,
    places: Arc<HashMap<TicketKey, usize>>,
    /// The outcomes of finished changes, by their index.
    outcomes: HashMap<usize, BatchOutcome>,
    /// The notices about failures.
    pub(super) failures: Vec<u64>,
}

/// The outcome of one change.
#[derive(Clone, Debug, PartialEq)]
pub enum BatchOutcome {
    /// The helpdesk saved it.
    Done,
    /// The helpdesk did not save it.
    Failed(Error),
    /// This couldn't be confirmed.
    InDoubt(Error),
    /// Someone else changed the same field.
    Conflict,
    /// It was not sent, because the batch was cancelled or undone.
    NotSent,
}

impl BatchOutcome {
    pub(super) fn of(end: Option<&End>) -> Self {
        match end {
            None | Some(End::WentThrough) => BatchOutcome::Done,
            Some(End::Refused(error) | End::Lost(error)) => BatchOutcome::Failed(error.clone()),
            Some(End::InDoubt(error)) => BatchOutcome::InDoubt(error.clone()),
            Some(End::Conflict) => BatchOutcome::Conflict,
            Some(End::TakenOut) => BatchOutcome::NotSent,
        }
    }
}

impl Batch {
    /// Returns the number of changes.
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Returns the number of finished changes.
    pub fn over(&self) -> usize {
        self.outcomes.len()
    }

    /// Returns the number of saved changes.
    pub fn done(&self) -> usize {
        self.outcomes.values().filter(|it| **it == BatchOutcome::Done).count()
    }

    /// Whether all changes are finished.
    pub fn is_over(&self) -> bool {
        self.over() == self.len()
    }

    /// Returns every ticket in order, with the outcome of its change; `None` while that is not finished.
    pub fn results(&self) -> impl Iterator<Item = (&TicketKey, Option<&BatchOutcome>)> {
        self.changes.iter().enumerate().map(|(place, (key, _))| (key, self.outcomes.get(&place)))
    }

    /// Returns the index of a ticket's first change.
    pub(super) fn place(&self, key: &TicketKey) -> Option<usize> {
        self.places.get(key).copied()
    }
}

impl Outbox {
    /// Reads the batches, newest last: those in progress, and those with failures. Tracked.
    pub fn with_jobs<T>(&self, read: impl FnOnce(&[Batch]) -> T) -> T {
        self.jobs.with(|jobs| read(jobs))
    }

    /// Returns a batch. Tracked.
    pub fn job(&self, id: ActionId) -> Option<Batch> {
        self.with_jobs(|jobs| jobs.iter().find(|job| job.id == id).cloned())
    }

    /// Whether there are any batches. Tracked.
    pub fn has_jobs(&self) -> bool {
        self.jobs.with(|jobs| !jobs.is_empty())
    }

    /// Returns the newest finished batch. Tracked.
    pub fn last_job(&self) -> Option<ActionId> {
        self.with_jobs(|jobs| jobs.iter().rev().find(|job| job.is_over()).map(|job| job.id))
    }

    /// Retries the failed changes of a batch.
    pub fn retry_job(&self, id: ActionId) {
        let Some(job) = untrack(|| self.job(id)) else { return };
        let outcomes = job.changes.iter().zip(job.results());
        let failed = outcomes.filter(|(_, (_, outcome))| matches!(outcome, Some(BatchOutcome::Failed(_))));
        let failed: Vec<TicketChange> = failed.map(|(change, _)| change.clone()).collect();
        self.dismiss_job(id);
        self.perform_all(failed);
    }

    /// Removes a batch whose outcome no longer matters.
    pub(super) fn forget_job(&self, id: ActionId) {
        if self.jobs.with_untracked(|jobs| jobs.iter().any(|job| job.id == id)) {
            self.jobs.update(|jobs| jobs.retain(|job| job.id != id));
        }
    }

    /// Removes a finished batch and the notices about it.
    pub fn dismiss_job(&self, id: ActionId) {
        let ended = untrack(|| self.job(id)).filter(Batch::is_over);
        ended.iter().flat_map(|job| &job.failures).for_each(|notice| self.notices.dismiss(*notice));
        if ended.is_some() {
            self.forget_job(id);
        }
    }

    /// Makes a batch of changes if there are many.
    pub(super) fn begin_job(&self, id: ActionId, changes: &[TicketChange]) {
        if changes.len() <= FEW {
            return;
        }
        // The first index of each ticket: a change and its consequence may be two changes of one ticket.
        let places = changes.iter().enumerate().rev().map(|(place, (key, _))| (key.clone(), place)).collect();
        let job = Batch {
            id,
            text: text::done(changes),
            is_paused: false,
            changes: Arc::new(changes.to_vec()),
            places: Arc::new(places),
            outcomes: HashMap::new(),
            failures: Vec::new(),
        };
        self.jobs.update(|jobs| {
            jobs.push(job);
            while jobs.iter().filter(|job| job.is_over()).count() > KEPT
                && let Some(oldest) = jobs.iter().position(Batch::is_over)
            {
                jobs.remove(oldest);
            }
        });
    }

    /// Records the outcome of one change of a batch. A batch without failures is announced and removed.
    pub(super) fn note_outcome(&self, id: ActionId, key: &TicketKey, outcome: BatchOutcome) {
        self.with_job(id, |job| {
            let is_it = |at: &usize| {
                job.changes.get(*at).is_some_and(|(changed, _)| changed == key) && !job.outcomes.contains_key(at)
            };
            let place = (job.place(key).unwrap_or_default()..job.len()).find(is_it);
            place.map(|place| job.outcomes.insert(place, outcome));
        });
        let ended = self.jobs.with_untracked(|jobs| {
            jobs.iter().find(|job| job.id == id && job.is_over()).map(|job| (job.done(), job.len(), job.text.clone()))
        });
        if let Some((done, of, what)) = ended
            && done == of
        {
            self.dismiss_job(id);
            let outbox = *self;
            let undo = NoticeAction::new(text::actions::UNDO, move || outbox.undo_action(id));
            self.notices.done(what, self.is_undoable(id).then_some(undo));
        }
    }

    /// Whether a batch is paused.
    pub(super) fn is_paused(&self, id: ActionId) -> bool {
        self.jobs.with_untracked(|jobs| jobs.iter().any(|job| job.id == id && job.is_paused))
    }

    pub(super) fn with_job(&self, id: ActionId, change: impl FnOnce(&mut Batch)) {
        if self.jobs.with_untracked(|jobs| jobs.iter().any(|job| job.id == id)) {
            self.jobs.update(|jobs| {
                jobs.iter_mut().find(|job| job.id == id).map(change);
            });
        }
    }
}
