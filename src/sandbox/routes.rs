//! Finds the call that a request makes in a helpdesk's route table.

use chrono::{DateTime, Utc};
use percent_encoding::percent_decode_str;

use super::params::{Answer, Conventions, Params, refusal};
use crate::client::request::{Method, Request};
use crate::client::response::Response;

/// A call of an API: its path and every documented parameter.
pub struct Call<S: 'static> {
    method: Method,
    /// Segments separated by slashes. One that starts with a colon matches any; a suffix `.json` after its name must
    /// match.
    path: &'static str,
    query: &'static [&'static str],
    body: &'static [&'static str],
    /// The function that answers it.
    pub answer: fn(&mut S, &Params) -> Answer,
}

/// Makes a row of the table.
pub const fn call<S>(
    method: Method,
    path: &'static str,
    query: &'static [&'static str],
    body: &'static [&'static str],
    answer: fn(&mut S, &Params) -> Answer,
) -> Call<S> {
    Call { method, path, query, body, answer }
}

/// Finds the call that a request makes, and reads its parameters.
///
/// # Errors
///
/// A 404 when no call has that path, a 405 when the path does not allow that method, and the errors of
/// [`Params::new`].
pub fn find<S>(
    calls: &'static [Call<S>],
    request: &Request,
    now: DateTime<Utc>,
    conventions: Conventions,
) -> Result<(&'static Call<S>, Params), Response> {
    let segments: Vec<String> =
        request.path.split('/').skip(1).map(|segment| percent_decode_str(segment).decode_utf8_lossy().into()).collect();
    let mut known = calls.iter().filter_map(|call| Some((call, captures(call.path, &segments)?))).peekable();
    if known.peek().is_none() {
        return Err(refusal(404, "path", "is not known"));
    }
    match known.find(|(call, _)| call.method == request.method) {
        Some((call, captures)) => Ok((call, Params::new(request, captures, now, call.query, call.body, conventions)?)),
        None => Err(refusal(405, "method", "is not allowed here")),
    }
}

/// Returns the segments at the places where the path has a colon; `None` when the path does not match.
fn captures(path: &str, segments: &[String]) -> Option<Vec<String>> {
    if path.split('/').count() != segments.len() {
        return None;
    }
    let mut captures = Vec::new();
    for (part, segment) in path.split('/').zip(segments) {
        let Some(name) = part.strip_prefix(':') else {
            if part == segment {
                continue;
            }
            return None;
        };
        let (name, segment) = match name.strip_suffix(".json") {
            Some(name) => (name, segment.strip_suffix(".json")?),
            None => (name, segment.as_str()),
        };
        if name == "number" && segment.parse::<u64>().is_err() {
            return None;
        }
        captures.push(segment.to_owned());
    }
    Some(captures)
}
