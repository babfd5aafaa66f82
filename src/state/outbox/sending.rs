//! How changes are sent: in turn for each ticket, when they have a chance, and never blindly again.
//!
//! A write whose answer got lost is looked up: the ticket is read and compared. So is one that waited,
//! before it is sent, because somebody else may have been at the ticket meanwhile.

use std::collections::VecDeque;

use leptos::prelude::*;

use super::{ActionId, End, Outbox};
use crate::client::error::Error;
use crate::client::{Client, Failure, WriteOutcome};
use crate::domain::{AccountId, Change, Ticket, TicketField, TicketKey, TicketPatch};
use crate::platform::clock;
use crate::state::notices::NoticeAction;
use crate::text;

/// How often a write whose answer got lost is looked up before the agent is told that nobody knows.
const LOOKS: u32 = 3;

/// How long a write that was not let through waits before it tries by itself, in milliseconds.
const UNHEARD: u32 = 5000;

/// The writes of one ticket that are not over, in turn.
#[derive(Default)]
pub(super) struct Queue {
    pub(super) jobs: VecDeque<Job>,
    /// Whether somebody is at it. The first job may be on its way then.
    pub(super) is_going: bool,
}

impl Queue {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.jobs.len()
    }
}

/// A write that is not over.
#[derive(Clone)]
pub(super) struct Job {
    pub(super) action: ActionId,
    pub(super) change: Change,
    /// The address of the helpdesk whose ticket is meant.
    pub(super) helpdesk: String,
    /// Why the ticket is read first.
    pub(super) before: Before,
}

/// What must be done before a write is sent.
#[derive(Clone)]
pub(super) enum Before {
    /// Nothing.
    Nothing,
    /// Looking whether somebody else was at the ticket, because this waited.
    Waited,
    /// Looking whether it was done already, because its answer got lost. It was looked for so often.
    Lost(Error, u32),
}

/// What becomes of a job.
enum Verdict {
    /// It is done; what its answer tells is shown.
    Done(TicketPatch),
    /// It waits: until something is heard of the helpdesk, or until nothing keeps it from being looked up.
    Wait { before: Before, is_heard: bool },
    /// It ended otherwise, and the helpdesk has this ticket, if it said so.
    Over(End, Option<Box<Ticket>>),
}

impl Outbox {
    /// Sends what waits for one ticket, one after the other, until nothing does or none can be sent.
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
                    // Where nobody says anything, it goes on a little later.
                    if !is_heard {
                        clock::sleep(UNHEARD).await;
                    }
                    return;
                }
                Verdict::Over(end, ticket) => self.finish(&key, job, Err((end, ticket))).await,
            }
        }
    }

    /// Leaves the writes of a ticket where they are, until they can go on. What is known to have failed of
    /// the same action is told meanwhile.
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

    /// The address of an account's helpdesk.
    pub(super) fn helpdesk(&self, account: &AccountId) -> Option<String> {
        self.accounts.client_now(account).map(|client| client.account().base_url.clone())
    }

    /// Looks first where that must be, then sends a write.
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

    /// The ticket cannot be read before a write.
    fn unseen(&self, client: &Client, before: &Before, Failure { error, outcome }: Failure) -> Verdict {
        match before {
            _ if error == Error::Unauthorized => self.wait_for_token(client, before.clone()),
            // Nobody was asked, or asked to wait: that is no answer.
            _ if outcome == WriteOutcome::NotSent || error == Error::RateLimited => {
                Verdict::Wait { before: before.clone(), is_heard: false }
            }
            // What may pass is looked for again, but not for ever.
            Before::Lost(first, looks) if error.is_retryable() && looks + 1 < LOOKS => {
                Verdict::Wait { before: Before::Lost(first.clone(), looks + 1), is_heard: true }
            }
            Before::Lost(first, _) => Verdict::Over(End::InDoubt(first.clone()), None),
            _ if error.is_retryable() => Verdict::Wait { before: before.clone(), is_heard: false },
            _ => Verdict::Over(End::Refused(error), None),
        }
    }

    /// Waits for another token, unless the account has one since.
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
            // What waits is shown already, and newer than what this answer tells.
            Ok(ticket_patch) => {
                if !self.tickets.is_writing(key) {
                    self.tickets.change(key, ticket_patch);
                }
                None
            }
            Err((end, ticket)) => {
                if end != End::WentThrough {
                    self.tickets.change(key, |ticket| change.revert(ticket));
                    // What waits was built on it.
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

    /// Asks whose change shall stay.
    fn ask_whose(&self, key: &TicketKey, change: &Change, ticket: &Ticket) {
        let (outbox, key, mine) = (*self, key.clone(), change.clone());
        let mine_again = NoticeAction::new(text::actions::USE_MINE, move || outbox.perform(key.clone(), mine.clone()));
        let theirs = NoticeAction::new(text::actions::KEEP_THEIRS, || ());
        self.notices.failed(text::conflict(change, ticket), [theirs, mine_again]);
    }

    /// A change beyond the documented page that the server does not know is not offered again.
    async fn reconsider(&self, key: &TicketKey, change: &Change, error: &Error) {
        let Some(client) = self.accounts.client_now(&key.account) else { return };
        if !client.capabilities().change_of(change.field).is_some_and(|it| it.is_undocumented) {
            return;
        }
        // Not found may be the call or the ticket: the ticket can be asked for.
        let is_unknown = match error {
            Error::Forbidden { .. } => true,
            // A change that names nothing but the ticket.
            Error::NotFound if matches!(change.field, TicketField::Flag(_)) => client.ticket(&key.id).await.is_ok(),
            _ => false,
        };
        if is_unknown {
            self.accounts.withdraw(&key.account, change.field);
        }
    }
}

impl Before {
    /// After it waited, a write is sent only when the ticket was looked at.
    pub(super) fn waited(&mut self) {
        if matches!(self, Before::Nothing) {
            *self = Before::Waited;
        }
    }
}

impl Job {
    /// How it ends when the helpdesk that it is for cannot be asked any more.
    fn end_without_helpdesk(&self) -> End {
        let gone = Error::Address(text::errors::ACCOUNT_GONE.into());
        match self.before {
            Before::Lost(..) => End::InDoubt(gone),
            _ => End::Refused(gone),
        }
    }
}
