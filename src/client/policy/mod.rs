//! How an account's helpdesk is asked: how fast, how often, how long, and when not at all.
//!
//! Pure: the moments come in as milliseconds, what to do comes out, and nothing is sent from here.
//! `state::line` alone carries it out, for every request of an account.

mod pace;
mod retry;

pub use pace::Pace;
pub use retry::{again, time_limit};

use super::error::Error;
use super::proxy;
use super::response::Response;

/// After so many failures in a row the helpdesk is left alone for a while.
const PATIENCE: u32 = 3;

/// The first such rest, in seconds; each further one is twice as long.
const FIRST_REST: u32 = 5;

/// The first rest after too many requests, where the helpdesk does not say how long, in seconds.
const FIRST_PAUSE: u32 = 10;

/// The longest rest, in seconds, whatever the helpdesk asks for: an agent who waits longer asks in vain
/// once more.
const LONGEST_REST: u32 = 60;

/// What one answer, or none, tells about the helpdesk.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestOutcome {
    /// It answers, well or badly.
    Answered,
    /// It asks to be left alone, for so many seconds if it says so.
    Busy(Option<u32>),
    /// It does not answer, or cannot.
    Trouble(Error),
}

impl RequestOutcome {
    /// What became of a request; `now` in milliseconds.
    pub fn of(result: &Result<Response, Error>, now: i64) -> RequestOutcome {
        match result {
            Ok(answer) => match (answer.status, answer.retry_after(now)) {
                (429, wait) | (503, wait @ Some(_)) => RequestOutcome::Busy(wait),
                // Without the words of the answer: they were not looked through for the token yet.
                (status @ (408 | 425 | 500..=599), _) => {
                    RequestOutcome::Trouble(Error::from_status(&Response::status(status)))
                }
                (status, _) if proxy::found_nobody(answer) => {
                    RequestOutcome::Trouble(Error::NotTheApi { status, excerpt: String::new() })
                }
                _ => RequestOutcome::Answered,
            },
            Err(error) if error.is_of_the_way() => RequestOutcome::Trouble(error.clone()),
            Err(_) => RequestOutcome::Answered,
        }
    }
}

/// Whether a request may go.
#[derive(Clone, Debug, PartialEq)]
pub enum Admission {
    /// Now. Whoever is told so owes an answer: [`Policy::learn`] or [`Policy::give_up`].
    Go,
    /// Not for so many milliseconds, because of the pace.
    Later(i64),
    /// Not at all for now, and why.
    Refused(Error),
}

/// What is known about an account's helpdesk, and what follows for the next request.
#[derive(Debug, Default)]
pub struct Policy {
    /// How fast it may be asked.
    pub pace: Pace,
    gate: Gate,
    /// Failures in a row.
    failures: u32,
    /// Rests in a row.
    rests: u32,
}

/// A circuit breaker: what lets requests through to the helpdesk, or does not.
#[derive(Debug, Default)]
enum Gate {
    /// All go.
    #[default]
    Open,
    /// None goes before a moment, for a reason.
    Shut { until: i64, reason: Error },
    /// One goes, to see whether the reason is gone.
    Ajar { reason: Error, is_probed: bool },
}

impl Policy {
    /// A helpdesk that nothing is known of, at this pace.
    pub fn new(pace: Pace) -> Self {
        Policy { pace, ..Policy::default() }
    }

    /// Whether a request may go at `now`, in milliseconds.
    pub fn admit(&mut self, now: i64) -> Admission {
        if let Gate::Shut { until, reason } = &self.gate {
            if now < *until {
                return Admission::Refused(reason.clone());
            }
            self.gate = Gate::Ajar { reason: reason.clone(), is_probed: false };
        }
        if let Gate::Ajar { reason, is_probed: true } = &self.gate {
            return Admission::Refused(reason.clone());
        }
        if let Some(wait) = self.pace.take(now) {
            return Admission::Later(wait);
        }
        if let Gate::Ajar { is_probed, .. } = &mut self.gate {
            *is_probed = true;
        }
        Admission::Go
    }

    /// Takes in what became of a request that went.
    pub fn learn(&mut self, outcome: &RequestOutcome, now: i64) {
        match outcome {
            RequestOutcome::Answered => match &self.gate {
                // One that was on its way before does not lift what the helpdesk asked for since.
                Gate::Shut { until, reason: Error::RateLimited } if now < *until => {}
                _ => (self.gate, self.failures, self.rests) = (Gate::Open, 0, 0),
            },
            RequestOutcome::Busy(wait) => {
                // What comes of requests that went together is one rest.
                let rests = self.rests.saturating_sub(u32::from(self.resting(now).is_some()));
                let seconds = wait.unwrap_or_else(|| doubled(FIRST_PAUSE, rests)).clamp(1, LONGEST_REST);
                self.rest(Error::RateLimited, seconds, now);
            }
            RequestOutcome::Trouble(reason) => {
                self.failures += 1;
                let is_probe = matches!(self.gate, Gate::Ajar { is_probed: true, .. });
                let is_open = matches!(self.gate, Gate::Open);
                if is_probe || (is_open && self.failures >= PATIENCE) {
                    self.rest(reason.clone(), doubled(FIRST_REST, self.rests), now);
                }
            }
        }
    }

    /// Takes in that a request was given up before it was answered: another one may go in its place.
    pub fn give_up(&mut self) {
        if let Gate::Ajar { is_probed, .. } = &mut self.gate {
            *is_probed = false;
        }
    }

    /// Takes in that the reason may be gone: the network is back, or the agent asks to try. What the
    /// helpdesk asked for stays.
    pub fn wake(&mut self) {
        if let Gate::Shut { reason, .. } = &self.gate
            && !matches!(reason, Error::RateLimited)
        {
            self.gate = Gate::Ajar { reason: reason.clone(), is_probed: false };
        }
    }

    /// Until when nothing goes, and why; `None` if something may.
    pub fn resting(&self, now: i64) -> Option<(i64, &Error)> {
        match &self.gate {
            Gate::Shut { until, reason } if now < *until => Some((*until, reason)),
            _ => None,
        }
    }

    /// Whether the last that is known is that it does not answer.
    pub fn is_in_doubt(&self) -> bool {
        !matches!(self.gate, Gate::Open)
    }

    fn rest(&mut self, reason: Error, seconds: u32, now: i64) {
        let until = now + i64::from(seconds) * 1000;
        self.rests += u32::from(self.resting(now).is_none());
        self.gate = match std::mem::take(&mut self.gate) {
            // Answers to what was sent together ask together: the longest rest counts.
            Gate::Shut { until: before, reason } if before > until => Gate::Shut { until: before, reason },
            _ => Gate::Shut { until, reason },
        };
    }
}

/// Twice as long with every time before, up to the longest.
fn doubled(first: u32, times: u32) -> u32 {
    first.saturating_mul(1 << times.min(10)).min(LONGEST_REST)
}
