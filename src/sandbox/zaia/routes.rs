//! Every call that the sandbox answers: those of the page "Tickets" first, in its order.

use chrono::{DateTime, Utc};

use super::Zaia;
use super::params::{Answer, Params, refusal};
use crate::client::request::{Method, Request};

/// The parameters of "Retrieves multiple tickets with details."
const FILTERS: [&str; 10] = [
    "assigneeIds",
    "chatIds",
    "includeRemoved",
    "pageNumber",
    "pageSize",
    "responderIds",
    "responderVersionIds",
    "search",
    "status",
    "tagIds",
];

/// The body of "Creates a new ticket."
const NEW_TICKET: [&str; 4] = ["chatId", "ticketingTeamId", "assigneeId", "status"];

/// The parameters of a page.
const PAGE: [&str; 2] = ["pageNumber", "pageSize"];

/// Answers a request.
///
/// # Errors
///
/// A 404 when no call has that path and method, the errors of [`Params::new`], and those of the call.
pub(super) fn answer(zaia: &mut Zaia, request: &Request, now: DateTime<Utc>) -> Answer {
    use Method::{Delete, Get, Patch, Post};
    let Some(path) = request.path.strip_prefix("/api/v1/") else { return Err(unknown()) };
    let path: Vec<&str> = path.split('/').collect();
    let params = |query: &[&str], body: &[&str]| Params::new(request, now, query, body);
    match (request.method, path.as_slice()) {
        (Get, ["tickets", "details"]) => zaia.list_tickets(&params(&FILTERS, &[])?),
        (Get, ["tickets", id, "details"]) => zaia.find_ticket(id, &params(&[], &[])?),
        (Patch, ["tickets", id, "complete"]) => zaia.complete_ticket(id, &params(&[], &["userId"])?),
        (Post, ["tickets"]) => zaia.create_ticket(&params(&[], &NEW_TICKET)?),
        (Post, ["tickets", id, "tags"]) => zaia.add_tag(id, &params(&[], &["tagId"])?),
        (Delete, ["tickets", id, "tags", tag]) => zaia.remove_tag(id, tag, &params(&[], &[])?),
        (Patch, ["tickets", id, "takeover"]) => zaia.take_over_ticket(id, &params(&[], &["assigneeId"])?),
        (Patch, ["tickets", id, "assignee"]) => zaia.update_assignee(id, &params(&[], &["assigneeId"])?),
        // Beyond the page "Tickets": the pages "Tags" and "Ticketing teams".
        (Get, ["tags"]) => zaia.list_tags(&params(&PAGE, &[])?),
        (Get, ["ticketing-teams"]) => zaia.list_teams(&params(&PAGE, &[])?),
        // The page "Chat messages", with only the parameters that a ticket's conversation needs.
        (Get, ["chat-messages"]) => zaia.list_chat_messages(&params(&["chatId", "joins"], &[])?),
        // No known page documents a list of users.
        _ => Err(unknown()),
    }
}

fn unknown() -> crate::client::response::Response {
    refusal(404, "path", "is not known")
}
