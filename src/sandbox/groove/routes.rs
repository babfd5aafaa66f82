//! Every call the sandbox answers, in one list: those of the page "Tickets" first, in its order.

use chrono::{DateTime, Utc};
use percent_encoding::percent_decode_str;

use super::Groove;
use super::asked::{Answer, Asked, refusal};
use crate::client::request::{Method, Request};
use crate::client::response::Response;

/// A call of the API: its place and every parameter it documents.
pub(super) struct Call {
    method: Method,
    /// Segments; one that starts with a colon stands for any.
    path: &'static str,
    query: &'static [&'static str],
    body: &'static [&'static str],
    /// What answers it.
    pub answer: fn(&mut Groove, &Asked) -> Answer,
}

/// "Creating a new ticket", Parameters.
const NEW_TICKET: [&str; 14] = [
    "body",
    "from",
    "to",
    "mailbox",
    "assigned_group",
    "assignee",
    "sent_at",
    "note",
    "send_copy_to_customer",
    "state",
    "subject",
    "tags",
    "starred",
    "skip_notifications",
];

/// "Listing tickets", Parameters.
const TICKET_FILTERS: [&str; 6] = ["assignee", "customer", "page", "per_page", "state", "folder"];

#[rustfmt::skip] // One call per line reads as the table it is.
static CALLS: [Call; 19] = [
    call(Method::Post, "tickets", &[], &NEW_TICKET, Groove::create_ticket),
    call(Method::Get, "tickets", &TICKET_FILTERS, &[], Groove::list_tickets),
    call(Method::Get, "tickets/:number", &[], &[], Groove::find_ticket),
    call(Method::Get, "tickets/:number/state", &[], &[], Groove::find_state),
    call(Method::Put, "tickets/:number/state", &[], &["state"], Groove::update_state),
    call(Method::Get, "tickets/:number/assignee", &[], &[], Groove::find_assignee),
    call(Method::Put, "tickets/:number/assignee", &[], &["assignee", "skip_notifications"], Groove::update_assignee),
    call(Method::Put, "tickets/:number/assigned_group", &[], &["group", "skip_notifications"], Groove::update_group),
    call(Method::Post, "tickets/:number/tags", &[], &["tags"], Groove::add_labels),
    call(Method::Put, "tickets/:number/tags", &[], &["tags"], Groove::replace_labels),
    call(Method::Post, "tickets/:number/change_mailbox/:mailbox", &[], &[], Groove::change_mailbox),
    // Beyond the documented page: other pages of the documentation, and public clients.
    call(Method::Get, "tickets/:number/messages", &["page", "per_page"], &[], Groove::list_messages),
    call(Method::Get, "tickets/count", &["mailbox"], &[], Groove::count_tickets),
    call(Method::Get, "agents", &["group"], &[], Groove::list_agents),
    call(Method::Get, "agents/:email", &[], &[], Groove::find_agent),
    call(Method::Get, "groups", &[], &[], Groove::list_groups),
    call(Method::Get, "mailboxes", &[], &[], Groove::list_mailboxes),
    call(Method::Get, "folders", &["mailbox"], &[], Groove::list_folders),
    call(Method::Get, "customers/:email", &[], &[], Groove::find_customer),
];

const fn call(
    method: Method,
    path: &'static str,
    query: &'static [&'static str],
    body: &'static [&'static str],
    answer: fn(&mut Groove, &Asked) -> Answer,
) -> Call {
    Call { method, path, query, body, answer }
}

/// Finds the call that a request makes, and reads its parameters.
///
/// Refused with 404 when no call has that path, with 405 when none of those has that method, and
/// as [`Asked::new`] says when a parameter is not documented.
pub(super) fn find(request: &Request, now: DateTime<Utc>) -> Result<(&'static Call, Asked), Response> {
    let segments: Vec<String> =
        request.path.split('/').skip(1).map(|segment| percent_decode_str(segment).decode_utf8_lossy().into()).collect();
    let mut known = CALLS.iter().filter_map(|call| Some((call, call.captures(&segments)?))).peekable();
    if known.peek().is_none() {
        return Err(refusal(404, "path", "is not known"));
    }
    match known.find(|(call, _)| call.method == request.method) {
        Some((call, captures)) => Ok((call, Asked::new(request, captures, now, call.query, call.body)?)),
        None => Err(refusal(405, "method", "is not allowed here")),
    }
}

impl Call {
    /// The segments that stand where the path has a colon; `None` when this is another path.
    fn captures(&self, segments: &[String]) -> Option<Vec<String>> {
        if self.path.split('/').count() != segments.len() {
            return None;
        }
        let mut captures = Vec::new();
        for (name, segment) in self.path.split('/').zip(segments) {
            match name.strip_prefix(':') {
                Some("number") if segment.parse::<u64>().is_err() => return None,
                Some(_) => captures.push(segment.clone()),
                None if name == segment => {}
                None => return None,
            }
        }
        Some(captures)
    }
}
