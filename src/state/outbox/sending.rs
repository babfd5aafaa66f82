//! How changes are sent: in order for each ticket, when the helpdesk is reachable, and never again without a look-up.
//!
//! A write whose response was lost is looked up: the ticket is read and compared. So is one that waited, before it is
//! sent, because someone else may have changed the ticket meanwhile.

use std::collections::VecDeque;

use leptos::prelude::*;

use super::{ActionId, End, Outbox};
use crate::client::error::Error;
use crate::client::{Client, Failure, WriteOutcome};
use crate::domain::{AccountId, Change, Ticket, TicketField, TicketKey, TicketPatch};
use crate::platform::clock;
use crate::state::notices::NoticeAction;
use crate::text;

/// How often a write with a lost response is looked up before the agent is told that it couldn't be confirmed.
const LOOKS: u32 = 3;

/// How long a write that was not let through waits before it is tried again, in milliseconds.
const UNHEARD: u32 = 5000;

/// The unfinished writes of one ticket, in order.
#[derive(Default)]
pub(super) struct Queue {
    pub(super) jobs: VecDeque<Job>,
    /// Whether they are being sent. The first one may be in flight then.
    pub(super) is_going: bool,
}

impl Queue {
    /// Returns the number of writes.
    pub(super) fn len(&self) -> usize {
        self.jobs.len()
    }
}

/// An unfinished write.
#[derive(Clone)]
pub(super) struct Job {
    pub(super) action: ActionId,
    pub(super) change: Change,
    /// The address of the helpdesk that the ticket belongs to.
    pub(super) helpdesk: String,
    /// Why the ticket is read first.
    pub(super) before: Before,
}

/// What must be done before a write is sent.
#[derive(Clone)]
pub(super) enum Before {
    /// Nothing.
    Nothing,
    /// Check whether someone else changed the ticket, because the write waited.
    Waited,
    /// Check whether it was saved, because its response was lost; and how often that was checked.
    Lost(Error, u32),
}

/// What to do with a write.
enum Verdict {
    /// It is finished; the response is shown.
    Done(TicketPatch),
    /// It waits: until the helpdesk responds to anything, or until it can be looked up.
    Wait { before: Before, is_heard: bool },
    /// It failed, and this is the ticket as the helpdesk has it, if that is known.
    Over(End, Option<Box<Ticket>>),
}

impl Outbox {
    /// Sends the waiting writes of one ticket, one after the other, until none is left or none can be sent.
    pub(super) async fn work(&self, key: TicketKey) {
        loop {
            let is_reachable = untrack(|| self.accounts.is_reachable(&key.account));
            let job =
                self.queues.with_untracked(|queues| queues.get(&key).and_then(|queue| queue.jobs.front().cloned()));
            let client = self.accounts.client_now(&key.account);
            let (job, client) = match (job, client) {
                (Some(job), client)
                    if client.is_none() || self.helpdesk(&key.account) != Some(job.helpdesk.clone()) =>
                {
                    self.finish(&key, job.clone(), Err((job.end_without_helpdesk(), None))).await;
                    continue;
                }
                (Some(job), Some(client)) if is_reachable && !self.is_paused(job.action) => (job, client),
                (Some(job), _) => return self.wait(&key, job.before),
                (None, _) => return self.queues.update(|queues| drop(queues.remove(&key))),
            };
            match self.attempt(&client, &key, &job).await {
                Verdict::Done(ticket_patch) => self.finish(&key, job, Ok(ticket_patch)).await,
                Verdict::Wait { before, is_heard } => {
                    self.wait(&key, before);
                    // If the helpdesk stays silent, sending is tried again a little later.
                    if !is_heard {
                        clock::sleep(UNHEARD).await;
                    }
                    return;
                }
                Verdict::Over(end, ticket) => self.finish(&key, job, Err((end, ticket))).await,
            }
        }
    }

    /// Leaves the writes of a ticket in the queue until they can be sent. Known failures of the same action are
    /// reported meanwhile.
    fn wait(&self, key: &TicketKey, before: Before) {
        let mut action = None;
        self.queues.update(|queues| {
            if let Some(queue) = queues.get_mut(key) {
                queue.is_going = false;
                action = queue.jobs.front().map(|job| job.action);
                queue.jobs.front_mut().into_iter().for_each(|job| job.before = before.clone());
                queue.jobs.iter_mut().for_each(|job| job.before.waited());
            }
        });
        action.inspect(|action| self.tell(*action));
    }

    /// Returns the address of an account's helpdesk.
    pub(super) fn helpdesk(&self, account: &AccountId) -> Option<String> {
        self.accounts.client_now(account).map(|client| client.account().base_url.clone())
    }

    /// Looks the ticket up if necessary, then sends a write.
    async fn attempt(&self, client: &Client, key: &TicketKey, job: &Job) -> Verdict {
        let mut change = job.change.clone();
        if !matches!(job.before, Before::Nothing) {
            let ticket = match client.look_up(&key.id).await {
                Ok(ticket) => Box::new(ticket),
                Err(failure) => return self.unseen(client, &job.before, failure),
            };
            let is_told = change.is_told_by(&ticket);
            match &job.before {
                _ if is_told && change.theirs(&ticket).is_some() => return Verdict::Over(End::Conflict, Some(ticket)),
                Before::Lost(error, _) if !is_told => return Verdict::Over(End::InDoubt(error.clone()), None),
                Before::Lost(..) if change.is_shown(&ticket) => return Verdict::Over(End::WentThrough, Some(ticket)),
                Before::Lost(error, _) => return Verdict::Over(End::Lost(error.clone()), Some(ticket)),
                _ if is_told && !change.is_due(&ticket) => {
                    return Verdict::Done(Box::new(move |it| it.update(*ticket)));
                }
                _ if is_told => change = change.on(&ticket),
                _ => {}
            }
        }
        match client.change(&key.id, &change).await {
            Ok(ticket_patch) => Verdict::Done(ticket_patch),
            Err(Failure { error: Error::Unauthorized, .. }) => self.wait_for_token(client, Before::Waited),
            Err(Failure { outcome: WriteOutcome::NotSent, .. }) => {
                Verdict::Wait { before: Before::Waited, is_heard: false }
            }
            Err(Failure { error: error @ Error::Conflict { .. }, .. }) => match client.ticket(&key.id).await {
                Ok(ticket) if change.theirs(&ticket).is_some() => Verdict::Over(End::Conflict, Some(Box::new(ticket))),
                Ok(ticket) => Verdict::Over(End::Refused(error), Some(Box::new(ticket))),
                Err(_) => Verdict::Over(End::Refused(error), None),
            },
            Err(Failure { error, outcome: WriteOutcome::Refused }) => Verdict::Over(End::Refused(error), None),
            Err(Failure { error, outcome: WriteOutcome::Unknown }) => {
                Verdict::Wait { before: Before::Lost(error, 0), is_heard: true }
            }
        }
    }

    /// Decides what to do if the ticket cannot be read before a write.
    fn unseen(&self, client: &Client, before: &Before, Failure { error, outcome }: Failure) -> Verdict {
        match before {
            _ if error == Error::Unauthorized => self.wait_for_token(client, before.clone()),
            // The helpdesk wasn't asked, or asked for a pause: that says nothing about the write.
            _ if outcome == WriteOutcome::NotSent || error == Error::RateLimited => {
                Verdict::Wait { before: before.clone(), is_heard: false }
            }
            // A passing failure is tried again, but not forever.
            Before::Lost(first, looks) if error.is_retryable() && looks + 1 < LOOKS => {
                Verdict::Wait { before: Before::Lost(first.clone(), looks + 1), is_heard: true }
            }
            Before::Lost(first, _) => Verdict::Over(End::InDoubt(first.clone()), None),
            _ if error.is_retryable() => Verdict::Wait { before: before.clone(), is_heard: false },
            _ => Verdict::Over(End::Refused(error), None),
        }
    }

    /// Waits for another token, unless the account has got one since.
    fn wait_for_token(&self, client: &Client, before: Before) -> Verdict {
        self.accounts.refuse_token(client);
        Verdict::Wait { before, is_heard: false }
    }

    /// Takes the first write of a ticket out of its queue and shows how it ended.
    async fn finish(&self, key: &TicketKey, job: Job, result: Result<TicketPatch, (End, Option<Box<Ticket>>)>) {
        let Job { action, change, .. } = job;
        self.queues.update(|queues| {
            if let Some(queue) = queues.get_mut(key) {
                queue.jobs.pop_front();
            }
        });
        self.tickets.end_write(key);
        let end = match result {
            // Later writes of the ticket are shown already, and newer than this response.
            Ok(ticket_patch) => {
                if !self.tickets.is_writing(key) {
                    self.tickets.change(key, ticket_patch);
                }
                None
            }
            Err((end, ticket)) => {
                if end != End::WentThrough {
                    self.tickets.change(key, |ticket| change.revert(ticket));
                    // Later writes were based on it.
                    self.queues.update(|queues| {
                        let later = queues.get_mut(key).into_iter().flat_map(|queue| &mut queue.jobs);
                        later.for_each(|job| job.change.follow_refused(&change));
                    });
                }
                if let (End::Conflict, Some(ticket)) = (&end, &ticket) {
                    self.ask_whose(key, &change, ticket);
                }
                if let Some(ticket) = ticket {
                    self.tickets.merge(*ticket, self.tickets.stamp());
                }
                if let End::Refused(error) = &end {
                    self.reconsider(key, &change, error).await;
                }
                Some(end)
            }
        };
        self.conclude(action, (key.clone(), change), end);
    }

    /// Asks whose change to keep.
    fn ask_whose(&self, key: &TicketKey, change: &Change, ticket: &Ticket) {
        let (outbox, key, mine) = (*self, key.clone(), change.clone());
        let mine_again = NoticeAction::new(text::actions::USE_MINE, move || outbox.perform(key.clone(), mine.clone()));
        let theirs = NoticeAction::new(text::actions::KEEP_THEIRS, || ());
        self.notices.failed(text::conflict(change, ticket), [theirs, mine_again]);
    }

    /// Withdraws a change beyond the documented page if the server does not know it.
    async fn reconsider(&self, key: &TicketKey, change: &Change, error: &Error) {
        let Some(client) = self.accounts.client_now(&key.account) else { return };
        if !client.capabilities().change_of(change.field).is_some_and(|it| it.is_undocumented) {
            return;
        }
        // "Not found" may mean the call or the ticket, so the ticket is requested.
        let is_unknown = match error {
            Error::Forbidden { .. } => true,
            // A change that names only the ticket.
            Error::NotFound if matches!(change.field, TicketField::Flag(_)) => client.ticket(&key.id).await.is_ok(),
            _ => false,
        };
        if is_unknown {
            self.accounts.withdraw(&key.account, change.field);
        }
    }
}

impl Before {
    /// After a write waited, it is sent only once the ticket was read.
    pub(super) fn waited(&mut self) {
        if matches!(self, Before::Nothing) {
            *self = Before::Waited;
        }
    }
}

impl Job {
    /// Returns how a write ends whose helpdesk can no longer be asked.
    fn end_without_helpdesk(&self) -> End {
        let gone = Error::Address(text::errors::ACCOUNT_GONE.into());
        match self.before {
            Before::Lost(..) => End::InDoubt(gone),
            _ => End::Refused(gone),
        }
    }
}
