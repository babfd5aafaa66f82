//! When an account's helpdesk may be called: rate limit, time limits, retries, pauses and circuit breaker.
//!
//! Pure: times come in as milliseconds, decisions come out, and nothing is sent from here.
//! `state::accounts::connection` alone applies it, to every request of an account.

mod rate_limit;
mod retry;

pub use rate_limit::RateLimit;
pub use retry::{retry_delay, time_limit};

use super::error::Error;
use super::proxy;
use super::response::Response;

/// How many failures in a row open the breaker.
const FAILURE_THRESHOLD: u32 = 3;

/// The first pause after failures, in seconds; each further one is twice as long.
const FIRST_FAILURE_PAUSE: u32 = 5;

/// The first pause after a 429 that does not say how long, in seconds; each further one is twice as long.
const FIRST_THROTTLE_PAUSE: u32 = 10;

/// The longest pause in seconds, whatever the helpdesk asks for. A longer one would keep the agent waiting,
/// while one early retry costs little.
const LONGEST_PAUSE: u32 = 60;

/// What one request revealed about the helpdesk.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestOutcome {
    /// It responds, with or without success.
    Responded,
    /// It asks for a pause of this many seconds; `None` if it does not say how long.
    Throttled(Option<u32>),
    /// It does not respond, or it failed.
    Failed(Error),
}

impl RequestOutcome {
    /// Classifies the result of a request; `now` is in milliseconds.
    pub fn from_result(result: &Result<Response, Error>, now: i64) -> RequestOutcome {
        match result {
            Ok(response) => match (response.status, response.retry_after(now)) {
                (429, wait) | (503, wait @ Some(_)) => RequestOutcome::Throttled(wait),
                // Without the body, which may still contain the token here.
                (status @ (408 | 425 | 500..=599), _) => RequestOutcome::Failed(Response::status(status).error()),
                (status, _) if proxy::reports_unreachable(response) => {
                    RequestOutcome::Failed(Error::NotTheApi { status, excerpt: String::new() })
                }
                _ => RequestOutcome::Responded,
            },
            Err(error) if error.is_network_failure() => RequestOutcome::Failed(error.clone()),
            Err(_) => RequestOutcome::Responded,
        }
    }
}

/// Whether a request may be sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// Yes, now. The caller must report back with [`Policy::record`] or [`Policy::abandon`].
    Send,
    /// Not for this many milliseconds, because of the rate limit.
    Wait(i64),
    /// No, for this reason.
    Reject(Error),
}

/// What is known about an account's helpdesk.
#[derive(Debug, Default)]
pub struct Policy {
    /// How many requests the helpdesk allows.
    pub rate_limit: RateLimit,
    breaker: Breaker,
    /// Failures in a row.
    failures: u32,
    /// Pauses in a row.
    pauses: u32,
}

/// A circuit breaker.
#[derive(Debug, Default)]
enum Breaker {
    /// All requests pass.
    #[default]
    Closed,
    /// No request passes before this time.
    Open { until: i64, reason: Error },
    /// One request passes as a probe.
    HalfOpen { reason: Error, is_probing: bool },
}

impl Policy {
    /// Creates the policy for a helpdesk with this rate limit, of which nothing else is known.
    pub fn new(rate_limit: RateLimit) -> Self {
        Policy { rate_limit, ..Policy::default() }
    }

    /// Decides whether a request may be sent at `now`, in milliseconds.
    pub fn decide(&mut self, now: i64) -> Decision {
        if let Breaker::Open { until, reason } = &self.breaker {
            if now < *until {
                return Decision::Reject(reason.clone());
            }
            self.breaker = Breaker::HalfOpen { reason: reason.clone(), is_probing: false };
        }
        if let Breaker::HalfOpen { reason, is_probing: true } = &self.breaker {
            return Decision::Reject(reason.clone());
        }
        if let Some(wait) = self.rate_limit.take(now) {
            return Decision::Wait(wait);
        }
        if let Breaker::HalfOpen { is_probing, .. } = &mut self.breaker {
            *is_probing = true;
        }
        Decision::Send
    }

    /// Records the outcome of a request that was sent.
    pub fn record(&mut self, outcome: &RequestOutcome, now: i64) {
        match outcome {
            RequestOutcome::Responded => match &self.breaker {
                // A request that was sent before the helpdesk asked for a pause does not end it.
                Breaker::Open { until, reason: Error::RateLimited } if now < *until => {}
                _ => (self.breaker, self.failures, self.pauses) = (Breaker::Closed, 0, 0),
            },
            RequestOutcome::Throttled(wait) => {
                // Responses to requests that were sent together count as one pause.
                let pauses = self.pauses.saturating_sub(u32::from(self.pause(now).is_some()));
                let seconds = wait.unwrap_or_else(|| doubled(FIRST_THROTTLE_PAUSE, pauses)).clamp(1, LONGEST_PAUSE);
                self.open(Error::RateLimited, seconds, now);
            }
            RequestOutcome::Failed(reason) => {
                self.failures += 1;
                let is_probe = matches!(self.breaker, Breaker::HalfOpen { is_probing: true, .. });
                let is_closed = matches!(self.breaker, Breaker::Closed);
                if is_probe || (is_closed && self.failures >= FAILURE_THRESHOLD) {
                    self.open(reason.clone(), doubled(FIRST_FAILURE_PAUSE, self.pauses), now);
                }
            }
        }
    }

    /// Records that a request was cancelled before its response, so that another one can be the probe.
    pub fn abandon(&mut self) {
        if let Breaker::HalfOpen { is_probing, .. } = &mut self.breaker {
            *is_probing = false;
        }
    }

    /// Allows a probe at once, because the network is back or the agent asks for a retry. A pause that the
    /// helpdesk asked for stays.
    pub fn retry_now(&mut self) {
        if let Breaker::Open { reason, .. } = &self.breaker
            && !matches!(reason, Error::RateLimited)
        {
            self.breaker = Breaker::HalfOpen { reason: reason.clone(), is_probing: false };
        }
    }

    /// Returns until when no request is sent, in milliseconds, and why; `None` if requests may be sent.
    pub fn pause(&self, now: i64) -> Option<(i64, &Error)> {
        match &self.breaker {
            Breaker::Open { until, reason } if now < *until => Some((*until, reason)),
            _ => None,
        }
    }

    /// Whether the helpdesk did not respond last time.
    pub fn is_in_doubt(&self) -> bool {
        !matches!(self.breaker, Breaker::Closed)
    }

    fn open(&mut self, reason: Error, seconds: u32, now: i64) {
        let until = now + i64::from(seconds) * 1000;
        self.pauses += u32::from(self.pause(now).is_none());
        self.breaker = match std::mem::take(&mut self.breaker) {
            // Requests that were sent together may get different pauses: the longest one counts.
            Breaker::Open { until: before, reason } if before > until => Breaker::Open { until: before, reason },
            _ => Breaker::Open { until, reason },
        };
    }
}

/// Returns the `first` length, doubled this many times, up to the longest pause.
fn doubled(first: u32, times: u32) -> u32 {
    first.saturating_mul(1 << times.min(10)).min(LONGEST_PAUSE)
}
