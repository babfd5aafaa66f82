//! The pace of an account: no more requests a minute than its helpdesk takes. Those that come too
//! fast wait, and everybody can see that they do.

use std::collections::VecDeque;
use std::rc::Rc;

use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use crate::client::error::Error;
use crate::client::response::Response;
use crate::client::{Outgoing, Transport};
use crate::platform::clock;

/// What a limit counts in, in milliseconds.
const MINUTE: i64 = 60_000;

/// The requests of an account that wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub requests: usize,
    /// How many the helpdesk takes a minute.
    pub per_minute: u32,
    /// When the next one goes, in seconds.
    pub seconds: u32,
}

/// When requests of an account were sent, and how many wait.
#[derive(Clone)]
pub struct Pace {
    sent: ArcStoredValue<VecDeque<i64>>,
    waiting: ArcRwSignal<Waiting>,
}

impl Pace {
    /// A pace at which nothing was sent.
    pub fn new() -> Self {
        Pace { sent: ArcStoredValue::new(VecDeque::new()), waiting: ArcRwSignal::new(Waiting::default()) }
    }

    /// What waits, followed; `None` when nothing does.
    pub fn waiting(&self) -> Option<Waiting> {
        self.waiting.try_get().filter(|waiting| waiting.requests > 0)
    }

    /// Waits until a request may go, and counts it.
    async fn turn(&self, per_minute: u32) {
        let Some(mut wait) = self.take(per_minute) else { return };
        // Dropped with a request that is given up, which then waits no more.
        let _queued = Queued::new(self.waiting.clone());
        loop {
            let seconds = u32::try_from((wait + 999) / 1000).unwrap_or(0);
            self.waiting.update(|waiting| (waiting.per_minute, waiting.seconds) = (per_minute, seconds));
            clock::sleep(wait.min(1000) as u32).await;
            match self.take(per_minute) {
                None => return,
                Some(left) => wait = left,
            }
        }
    }

    /// Counts a request that goes now; `None` if it may, else how long it has to wait, in milliseconds.
    fn take(&self, per_minute: u32) -> Option<i64> {
        let now = clock::now().timestamp_millis();
        self.sent.try_update_value(|sent| take(sent, per_minute, now)).flatten()
    }
}

impl Default for Pace {
    fn default() -> Self {
        Pace::new()
    }
}

/// Counts a request at `now` among those that were `sent` within a minute; `None` if it may go, else
/// how long until it may, in milliseconds.
fn take(sent: &mut VecDeque<i64>, per_minute: u32, now: i64) -> Option<i64> {
    while sent.front().is_some_and(|first| now - first >= MINUTE) {
        sent.pop_front();
    }
    if sent.len() < per_minute as usize {
        sent.push_back(now);
        return None;
    }
    sent.front().map(|first| first + MINUTE - now)
}

/// One request that waits, counted for as long as it exists.
struct Queued(ArcRwSignal<Waiting>);

impl Queued {
    fn new(waiting: ArcRwSignal<Waiting>) -> Self {
        waiting.update(|waiting| waiting.requests += 1);
        Queued(waiting)
    }
}

impl Drop for Queued {
    fn drop(&mut self) {
        self.0.update(|waiting| waiting.requests -= 1);
    }
}

/// Carries requests at the pace of their account.
pub struct Paced {
    /// What carries them.
    pub transport: Rc<dyn Transport>,
    /// The pace.
    pub pace: Pace,
    /// How many requests a minute may go.
    pub per_minute: u32,
}

impl Transport for Paced {
    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        let (transport, pace, per_minute) = (self.transport.clone(), self.pace.clone(), self.per_minute);
        Box::pin(async move {
            pace.turn(per_minute).await;
            transport.send(outgoing).await
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_go_within_a_minute_and_the_next_one_when_the_first_is_a_minute_old() {
        let mut sent = VecDeque::new();
        let went: Vec<_> = [0, 10, 20, 30].map(|now| take(&mut sent, 3, now)).into();
        assert_eq!(went, [None, None, None, Some(59_970)]);
        assert_eq!(take(&mut sent, 3, 59_999), Some(1));
        assert_eq!(take(&mut sent, 3, 60_000), None);
        assert_eq!(take(&mut sent, 3, 60_000), Some(10));
    }
}
