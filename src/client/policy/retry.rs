//! Time limits, and which requests are retried when.

use super::super::error::Error;
use super::super::request::{Body, Method, Request};
use super::RequestOutcome;

/// How often a request is sent at most.
const MAX_ATTEMPTS: u32 = 4;

/// How long after the first attempt another one may start, in milliseconds.
const RETRY_WINDOW: i64 = 20_000;

/// The longest delay before the second attempt, in milliseconds; each further one is twice as long.
const FIRST_DELAY: u32 = 500;

/// Returns how many seconds a request may take until its response is complete.
///
/// A list is worth less waiting than a ticket, and a write more than both. The limit of an upload is what a
/// slow connection needs for the largest file.
pub fn time_limit(request: &Request) -> u32 {
    match request.method {
        Method::Get if request.query.is_empty() => 15,
        Method::Get => 10,
        _ if matches!(request.body, Some(Body::Form(_))) => 300,
        _ => 30,
    }
}

/// Returns how many milliseconds to wait before the request is retried; `None` if it must not be.
///
/// `attempt` counts from 1, `elapsed` is the time since the first attempt in milliseconds, and `chance` is a
/// random number between 0 and 1 that spreads the retries of many clients ("full jitter").
///
/// A read is retried if there was no response. A replacement or removal is retried only if the response says
/// that nothing was done; without a response, `state::outbox` looks it up instead. A request that creates or
/// partly changes something is never sent twice.
pub fn retry_delay(method: Method, attempt: u32, elapsed: i64, outcome: &RequestOutcome, chance: f64) -> Option<u32> {
    let RequestOutcome::Failed(error) = outcome else { return None };
    let is_safe = match method {
        Method::Get => !matches!(error, Error::Server { status: 500 }),
        Method::Put | Method::Delete => {
            matches!(error, Error::Server { status: 503 } | Error::Unexpected { status: 425 })
        }
        Method::Post | Method::Patch => false,
    };
    let longest = f64::from(FIRST_DELAY << (attempt.clamp(1, MAX_ATTEMPTS) - 1));
    (is_safe && attempt < MAX_ATTEMPTS && elapsed <= RETRY_WINDOW).then_some((longest * chance.clamp(0.0, 1.0)) as u32)
}
