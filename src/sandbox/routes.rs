//! Finds the call that a request makes in a helpdesk's table of calls.

use chrono::{DateTime, Utc};
use percent_encoding::percent_decode_str;

use super::asked::{Answer, Asked, Manner, refusal};
use crate::client::request::{Method, Request};
use crate::client::response::Response;

/// A call of an API: its place and every parameter it documents.
pub struct Call<S: 'static> {
    method: Method,
    /// Segments. One that starts with a colon stands for any; `.json` after its name must be there.
    path: &'static str,
    query: &'static [&'static str],
    body: &'static [&'static str],
    /// What answers it.
    pub answer: fn(&mut S, &Asked) -> Answer,
}

/// A row of the table.
pub const fn call<S>(
    method: Method,
    path: &'static str,
    query: &'static [&'static str],
    body: &'static [&'static str],
    answer: fn(&mut S, &Asked) -> Answer,
) -> Call<S> {
    Call { method, path, query, body, answer }
}

/// Finds the call that a request makes, and reads its parameters.
///
/// Refused with 404 when no call has that path, with 405 when none of those has that method, and
/// as [`Asked::new`] says when a parameter is not documented.
pub fn find<S>(
    calls: &'static [Call<S>],
    request: &Request,
    now: DateTime<Utc>,
    manner: Manner,
) -> Result<(&'static Call<S>, Asked), Response> {
    let segments: Vec<String> =
        request.path.split('/').skip(1).map(|segment| percent_decode_str(segment).decode_utf8_lossy().into()).collect();
    let mut known = calls.iter().filter_map(|call| Some((call, captures(call.path, &segments)?))).peekable();
    if known.peek().is_none() {
        return Err(refusal(404, "path", "is not known"));
    }
    match known.find(|(call, _)| call.method == request.method) {
        Some((call, captures)) => Ok((call, Asked::new(request, captures, now, call.query, call.body, manner)?)),
        None => Err(refusal(405, "method", "is not allowed here")),
    }
}

/// The segments that stand where the path has a colon; `None` when this is another path.
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
