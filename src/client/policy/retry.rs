//! How long an answer may take, and whether the same is sent again when there is none.

use super::super::error::Error;
use super::super::request::{Body, Method, Request};
use super::RequestOutcome;

/// How often the same may be sent.
const ATTEMPTS: u32 = 4;

/// How long after the first attempt another one may begin, in milliseconds: nobody waits for ever.
const WINDOW: i64 = 20_000;

/// The longest wait before the second attempt, in milliseconds; each further one is twice as long.
const FIRST_WAIT: u32 = 500;

/// How long an answer may take until its body is read, in seconds: a list is worth less waiting than
/// a ticket, and a write more than both. A file takes as long as a slow line needs for the largest one.
pub fn time_limit(request: &Request) -> u32 {
    match request.method {
        Method::Get if request.query.is_empty() => 15,
        Method::Get => 10,
        _ if matches!(request.body, Some(Body::Form(_))) => 300,
        _ => 30,
    }
}

/// How long to wait before the same is sent again, in milliseconds; `None` if it must not be.
///
/// `attempt` counts from one, `elapsed` is the time since the first attempt in milliseconds, and
/// `chance`, between 0 and 1, spreads what many would otherwise send at the same moment ("full
/// jitter").
///
/// What only reads is repeated when no answer came. What replaces or removes is repeated when it was
/// answered that nothing was done: whether one without an answer was done is looked up instead, see
/// `state::outbox`. What creates or changes is never sent twice.
pub fn again(method: Method, attempt: u32, elapsed: i64, outcome: &RequestOutcome, chance: f64) -> Option<u32> {
    let RequestOutcome::Trouble(error) = outcome else { return None };
    let is_safe = match method {
        Method::Get => !matches!(error, Error::Server { status: 500 }),
        Method::Put | Method::Delete => {
            matches!(error, Error::Server { status: 503 } | Error::Unexpected { status: 425 })
        }
        Method::Post | Method::Patch => false,
    };
    let longest = f64::from(FIRST_WAIT << (attempt.clamp(1, ATTEMPTS) - 1));
    (is_safe && attempt < ATTEMPTS && elapsed <= WINDOW).then_some((longest * chance.clamp(0.0, 1.0)) as u32)
}
