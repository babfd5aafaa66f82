//! Which of the waiting changes is sent next.

use std::collections::HashMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{ActionId, Outbox};
use crate::domain::TicketKey;

/// How many tickets of a batch are sent at a time: enough to lose no time, and few enough to stop.
const LANES: usize = 4;

impl Outbox {
    /// Starts everything that can be sent: a few changes of each batch, and all others at once. What cannot be
    /// sent has waited, and is compared with its ticket before it is sent.
    pub(super) fn go_on(&self) {
        let mut resting: Vec<(ActionId, TicketKey)> = Vec::new();
        let mut going: HashMap<ActionId, usize> = HashMap::new();
        self.queues.with_untracked(|queues| {
            for (key, queue) in queues {
                // A later change to the ticket of a batch's change takes that along.
                let of = queue.jobs.front().zip(queue.jobs.back());
                match of {
                    Some((job, _)) if queue.is_going => *going.entry(job.action).or_default() += 1,
                    Some((_, last)) => resting.push((last.action, key.clone())),
                    None => {}
                }
            }
        });
        let (mut free, stuck): (Vec<_>, Vec<_>) = resting.into_iter().partition(|(_, key)| self.may_go(key));
        if !stuck.is_empty() {
            self.queues.update(|queues| {
                for (_, key) in &stuck {
                    let jobs = queues.get_mut(key).into_iter().flat_map(|queue| &mut queue.jobs);
                    jobs.for_each(|job| job.before.waited());
                }
            });
        }
        self.jobs.with_untracked(|jobs| {
            for job in jobs {
                let mut lanes = LANES.saturating_sub(going.get(&job.id).copied().unwrap_or_default());
                // In the order in which the agent sees them.
                free.sort_by_key(|(_, key)| job.place(key));
                free.retain(|(action, _)| {
                    let has_lane = *action != job.id || (!job.is_paused && lanes > 0);
                    lanes -= usize::from(has_lane && *action == job.id);
                    has_lane
                });
            }
        });
        free.into_iter().for_each(|(_, key)| self.set_going(key));
    }

    /// Whether a waiting change of a ticket can be sent, or fail for good.
    fn may_go(&self, key: &TicketKey) -> bool {
        untrack(|| self.accounts.is_reachable(&key.account) || self.accounts.find(&key.account).is_none())
    }

    /// Sends the waiting changes of a ticket, unless that is already happening.
    fn set_going(&self, key: TicketKey) {
        let starts = self.queues.try_update_untracked(|queues| {
            queues.get_mut(&key).is_some_and(|queue| !std::mem::replace(&mut queue.is_going, true))
        });
        if starts == Some(true) {
            let outbox = *self;
            spawn_local(async move {
                outbox.work(key).await;
                outbox.go_on();
            });
        }
    }

    /// Resumes sending whenever a helpdesk becomes reachable.
    ///
    /// Not part of [`Outbox::new`], because no code that sends changes is part of the first load.
    pub fn go_on_when_reachable(&self) {
        let outbox = *self;
        Effect::new(move |_| {
            // Each status is tracked, so that this runs whenever one changes.
            for account in outbox.accounts.list() {
                outbox.accounts.is_reachable(&account.id);
            }
            untrack(|| outbox.go_on());
        });
    }
}
