//! The connection to one account's helpdesk. Every request goes through it.
//!
//! It carries out what `client::policy` decides: it waits, refuses, limits the time, retries, and joins equal reads. It
//! publishes what it knows of the helpdesk.

use std::cell::RefCell;
use std::rc::Rc;

use futures::FutureExt;
use futures::future::{Either, LocalBoxFuture, WeakShared, select};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::request_log;
use crate::client::error::Error;
use crate::client::policy::{Decision, Policy, RateLimit, RequestOutcome, retry_delay, time_limit};
use crate::client::request::Method;
use crate::client::request_log::{LogEntry, outcome, redacted};
use crate::client::response::Response;
use crate::client::{Outgoing, Transport};
use crate::platform::{clock, network};

/// What is known about the connection to a helpdesk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConnectionStatus {
    /// The requests that wait because of the rate limit; `None` if none do.
    pub waiting: Option<Waiting>,
    /// Whether the helpdesk responds.
    pub health: Health,
}

/// Whether a helpdesk responds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Health {
    /// As far as is known.
    #[default]
    Well,
    /// It failed, or asked for a pause: nothing is sent for some time.
    Resting {
        /// The remaining seconds.
        seconds: u32,
        /// The reason.
        reason: Error,
    },
    /// It failed, and the next request may find out whether it responds again.
    Doubted,
}

/// The requests of an account that wait because of its rate limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub requests: usize,
    /// The limit in requests a minute.
    pub per_minute: u32,
    /// When the next one is sent, in seconds.
    pub seconds: u32,
}

/// The connection to one account's helpdesk.
#[derive(Clone)]
pub struct Connection(Rc<Inner>);

struct Inner {
    transport: Rc<dyn Transport>,
    account: String,
    policy: Rc<RefCell<Policy>>,
    status: ArcRwSignal<ConnectionStatus>,
    /// The reads in flight, which equal reads join.
    reads: RefCell<Vec<(Outgoing, WeakShared<LocalBoxFuture<'static, Answer>>)>>,
}

type Answer = Result<Response, Error>;

impl Connection {
    /// Makes a connection for the account with this name and rate limit.
    pub fn new(transport: Rc<dyn Transport>, account: String, per_minute: Option<u32>) -> Self {
        Connection(Rc::new(Inner {
            transport,
            account,
            policy: Rc::new(RefCell::new(Policy::new(RateLimit::new(per_minute)))),
            status: ArcRwSignal::new(ConnectionStatus::default()),
            reads: RefCell::default(),
        }))
    }

    /// Returns the connection for a changed account: what is known of the helpdesk stays.
    pub fn renewed(&self, transport: Rc<dyn Transport>, account: String, per_minute: Option<u32>) -> Self {
        self.0.policy.borrow_mut().rate_limit.per_minute = per_minute;
        // Requests that are still in flight on the old connection count as well.
        let (policy, status) = (self.0.policy.clone(), self.0.status.clone());
        Connection(Rc::new(Inner { transport, account, policy, status, reads: RefCell::default() }))
    }

    /// Returns what is known about the helpdesk, as a signal.
    pub fn status(&self) -> ArcRwSignal<ConnectionStatus> {
        self.0.status.clone()
    }

    /// Tries again now, because the reason may be gone. A pause that the helpdesk asked for stays.
    pub fn wake(&self) {
        self.0.policy.borrow_mut().retry_now();
        self.show();
    }

    /// Sends a request, with retries, until there is a response.
    async fn carry(&self, outgoing: Outgoing) -> Answer {
        let Inner { transport, account, policy, .. } = &*self.0;
        let request = &outgoing.request;
        let seconds = time_limit(request);
        let began = now();
        let mut attempt = 0;
        loop {
            self.admitted().await.map_err(|reason| not_sent(reason, attempt))?;
            attempt += 1;
            let (at, sent) = (clock::now(), now());
            self.part_reads(request.method);
            let owed = Owed(self);
            let answer = select(transport.send(outgoing.clone()), Box::pin(clock::sleep(seconds * 1000)));
            let result = match answer.await {
                Either::Left((result, _)) => result,
                Either::Right(_) => Err(Error::TimedOut { seconds }),
            };
            self.part_reads(request.method);
            let now = now();
            request_log::note(LogEntry {
                at,
                account: account.clone(),
                request: redacted(request),
                attempt,
                outcome: outcome(&result),
                took: now - sent,
            });
            let learned = RequestOutcome::from_result(&result, now);
            policy.borrow_mut().record(&learned, now);
            drop(owed);
            self.show();
            match retry_delay(request.method, attempt, now - began, &learned, clock::random()) {
                Some(wait) => clock::sleep(wait).await,
                None => return result,
            }
        }
    }

    /// A read from before a write, or during one, must not answer a read after it.
    fn part_reads(&self, method: Method) {
        if method != Method::Get {
            self.0.reads.borrow_mut().clear();
        }
    }

    /// Waits until a request may be sent; fails with the reason if none may.
    async fn admitted(&self) -> Result<(), Error> {
        let mut queued = None;
        loop {
            if self.0.transport.is_remote() && network::is_offline() {
                return Err(Error::Offline);
            }
            let decision = self.0.policy.borrow_mut().decide(now());
            match decision {
                Decision::Send => return Ok(()),
                Decision::Reject(reason) => return Err(reason),
                Decision::Wait(wait) => {
                    // A cancelled request drops this and stops waiting.
                    queued.get_or_insert_with(|| Queued::new(self.clone())).goes_in(wait);
                    clock::sleep(wait.min(1000) as u32).await;
                }
            }
        }
    }

    /// Publishes whether the helpdesk responds, and how long a pause lasts.
    fn show(&self) {
        let health = self.health();
        let before = self.0.status.with_untracked(|status| status.health.clone());
        let (was_resting, is_resting) =
            (matches!(before, Health::Resting { .. }), matches!(health, Health::Resting { .. }));
        self.tell(health);
        if is_resting && !was_resting {
            let line = self.clone();
            spawn_local(async move {
                while matches!(line.health(), Health::Resting { .. }) {
                    clock::sleep(1000).await;
                    line.tell(line.health());
                }
            });
        }
    }

    fn tell(&self, health: Health) {
        if self.0.status.with_untracked(|status| status.health != health) {
            self.0.status.update(|status| status.health = health);
        }
    }

    fn health(&self) -> Health {
        let (policy, now) = (self.0.policy.borrow(), now());
        match policy.pause(now) {
            Some((until, reason)) => Health::Resting { seconds: seconds(until - now), reason: reason.clone() },
            None if policy.is_in_doubt() => Health::Doubted,
            None => Health::Well,
        }
    }
}

impl Transport for Connection {
    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Answer> {
        let line = self.clone();
        let request = outgoing.clone();
        let carried = async move { line.carry(request).await }.boxed_local();
        if outgoing.request.method != Method::Get {
            return carried;
        }
        let mut reads = self.0.reads.borrow_mut();
        reads.retain(|(_, read)| read.upgrade().is_some_and(|read| read.peek().is_none()));
        let same = reads.iter().find(|(it, _)| it.address == outgoing.address && it.headers == outgoing.headers);
        let shared = same.and_then(|(_, read)| read.upgrade()).unwrap_or_else(|| {
            let shared = carried.shared();
            reads.extend(shared.downgrade().map(|read| (outgoing, read)));
            shared
        });
        shared.boxed_local()
    }
}

/// A request that was let through and has no response yet. If it is cancelled, another one may be sent.
struct Owed<'a>(&'a Connection);

impl Drop for Owed<'_> {
    fn drop(&mut self) {
        self.0.0.policy.borrow_mut().abandon();
    }
}

/// A request that waits because of the rate limit, counted as long as this exists.
struct Queued(Connection);

impl Queued {
    fn new(line: Connection) -> Self {
        line.0.status.update(|status| status.waiting.get_or_insert_default().requests += 1);
        Queued(line)
    }

    fn goes_in(&self, wait: i64) {
        let per_minute = self.0.0.policy.borrow().rate_limit.per_minute.unwrap_or_default();
        self.0.0.status.update(|status| {
            let waiting = status.waiting.get_or_insert_default();
            (waiting.per_minute, waiting.seconds) = (per_minute, seconds(wait));
        });
    }
}

impl Drop for Queued {
    fn drop(&mut self) {
        self.0.0.status.update(|status| {
            status.waiting = status.waiting.and_then(|waiting| {
                let requests = waiting.requests.checked_sub(1).filter(|requests| *requests > 0)?;
                Some(Waiting { requests, ..waiting })
            });
        });
    }
}

/// Of a failed write, it matters most whether anything was sent.
fn not_sent(reason: Error, attempts: u32) -> Error {
    if attempts == 0 { Error::NotSent(Box::new(reason)) } else { reason }
}

fn now() -> i64 {
    clock::now().timestamp_millis()
}

/// Converts milliseconds to whole seconds, rounded up.
fn seconds(milliseconds: i64) -> u32 {
    u32::try_from((milliseconds + 999) / 1000).unwrap_or_default()
}
