//! Changes to many tickets at once: how far they are, and how each of them ended.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::{ActionId, End, Outbox};
use crate::client::error::Error;
use crate::domain::{TicketChange, TicketKey};
use crate::state::notices::NoticeAction;
use crate::text;

/// More changes than this are shown as a job. Fewer are over before anybody could stop them.
const FEW: usize = 10;

/// How many jobs that are over are kept for a look at how they ended.
const KEPT: usize = 5;

/// A change to many tickets.
#[derive(Clone)]
pub struct Batch {
    /// Which of the things that were done it is.
    pub id: ActionId,
    /// What is done, for people.
    pub text: String,
    /// Whether no more is sent for now.
    pub is_paused: bool,
    changes: Arc<Vec<TicketChange>>,
    places: Arc<HashMap<TicketKey, usize>>,
    /// How those ended that are over, by their place.
    outcomes: HashMap<usize, BatchOutcome>,
    /// The notices that tell what failed of it.
    pub(super) failures: Vec<u64>,
}

/// How one change of a job ended.
#[derive(Clone, Debug, PartialEq)]
pub enum BatchOutcome {
    /// The helpdesk has it.
    Done,
    /// The helpdesk does not have it.
    Failed(Error),
    /// Nobody knows.
    InDoubt(Error),
    /// Somebody else changed the same thing.
    Conflict,
    /// It was not sent, because the job was stopped or undone.
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
    /// How many changes there are.
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many are over.
    pub fn over(&self) -> usize {
        self.outcomes.len()
    }

    /// How many ended well.
    pub fn done(&self) -> usize {
        self.outcomes.values().filter(|it| **it == BatchOutcome::Done).count()
    }

    /// Whether all are over.
    pub fn is_over(&self) -> bool {
        self.over() == self.len()
    }

    /// Every ticket in order, and how its change ended if it did.
    pub fn results(&self) -> impl Iterator<Item = (&TicketKey, Option<&BatchOutcome>)> {
        self.changes.iter().enumerate().map(|(place, (key, _))| (key, self.outcomes.get(&place)))
    }

    /// The place of a ticket in the job.
    pub(super) fn place(&self, key: &TicketKey) -> Option<usize> {
        self.places.get(key).copied()
    }
}

impl Outbox {
    /// Reads the jobs, the newest at the end: those under way, and those that did not end well. ListInputs.
    pub fn with_jobs<T>(&self, read: impl FnOnce(&[Batch]) -> T) -> T {
        self.jobs.with(|jobs| read(jobs))
    }

    /// One job as it is, followed.
    pub fn job(&self, id: ActionId) -> Option<Batch> {
        self.with_jobs(|jobs| jobs.iter().find(|job| job.id == id).cloned())
    }

    /// Whether there are any, followed.
    pub fn has_jobs(&self) -> bool {
        self.jobs.with(|jobs| !jobs.is_empty())
    }

    /// The newest job that is over, followed.
    pub fn last_job(&self) -> Option<ActionId> {
        self.with_jobs(|jobs| jobs.iter().rev().find(|job| job.is_over()).map(|job| job.id))
    }

    /// Tries those of a job again that failed.
    pub fn retry_job(&self, id: ActionId) {
        let Some(job) = untrack(|| self.job(id)) else { return };
        let outcomes = job.changes.iter().zip(job.results());
        let failed = outcomes.filter(|(_, (_, outcome))| matches!(outcome, Some(BatchOutcome::Failed(_))));
        let failed: Vec<TicketChange> = failed.map(|(change, _)| change.clone()).collect();
        self.dismiss_job(id);
        self.perform_all(failed);
    }

    /// Forgets a job: how it ended is of no interest any more.
    pub(super) fn forget_job(&self, id: ActionId) {
        if self.jobs.with_untracked(|jobs| jobs.iter().any(|job| job.id == id)) {
            self.jobs.update(|jobs| jobs.retain(|job| job.id != id));
        }
    }

    /// Forgets a job that is over, and what was said about it.
    pub fn dismiss_job(&self, id: ActionId) {
        let ended = untrack(|| self.job(id)).filter(Batch::is_over);
        ended.iter().flat_map(|job| &job.failures).for_each(|notice| self.notices.dismiss(*notice));
        if ended.is_some() {
            self.forget_job(id);
        }
    }

    /// Makes a job of changes, if they are many.
    pub(super) fn begin_job(&self, id: ActionId, changes: &[TicketChange]) {
        if changes.len() <= FEW {
            return;
        }
        // The first place of each: a change and what follows from it may be two of the same ticket.
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

    /// Notes how one change of a job ended. One that ended well altogether is told and forgotten.
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

    /// Whether a job is paused.
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
