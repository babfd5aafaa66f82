//! Every call the sandbox answers, in one list: those of the page "Tickets" first, in its order.

use chrono::{DateTime, Utc};

use super::Zaia;
use super::asked::{Answer, Asked, refusal};
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

/// Answers a request: 404 where no call has that path and method, else as [`Asked::new`] and the
/// call say.
pub(super) fn answer(zaia: &mut Zaia, request: &Request, now: DateTime<Utc>) -> Answer {
    use Method::{Delete, Get, Patch, Post};
    let Some(path) = request.path.strip_prefix("/api/v1/") else { return Err(unknown()) };
    let path: Vec<&str> = path.split('/').collect();
    let asked = |query: &[&str], body: &[&str]| Asked::new(request, now, query, body);
    match (request.method, path.as_slice()) {
        (Get, ["tickets", "details"]) => zaia.list_tickets(&asked(&FILTERS, &[])?),
        (Get, ["tickets", id, "details"]) => zaia.find_ticket(id, &asked(&[], &[])?),
        (Patch, ["tickets", id, "complete"]) => zaia.complete_ticket(id, &asked(&[], &["userId"])?),
        (Post, ["tickets"]) => zaia.create_ticket(&asked(&[], &NEW_TICKET)?),
        (Post, ["tickets", id, "tags"]) => zaia.add_tag(id, &asked(&[], &["tagId"])?),
        (Delete, ["tickets", id, "tags", tag]) => zaia.remove_tag(id, tag, &asked(&[], &[])?),
        (Patch, ["tickets", id, "takeover"]) => zaia.take_over_ticket(id, &asked(&[], &["assigneeId"])?),
        (Patch, ["tickets", id, "assignee"]) => zaia.update_assignee(id, &asked(&[], &["assigneeId"])?),
        // Beyond the documented page: the pages "Tags" and "Ticketing teams".
        (Get, ["tags"]) => zaia.list_tags(&asked(&PAGE, &[])?),
        (Get, ["ticketing-teams"]) => zaia.list_teams(&asked(&PAGE, &[])?),
        // The page "Chat messages": of its parameters those that a ticket's conversation needs.
        (Get, ["chat-messages"]) => zaia.list_chat_messages(&asked(&["chatId", "joins"], &[])?),
        // There is no list of users, on any known page.
        _ => Err(unknown()),
    }
}

fn unknown() -> crate::client::response::Response {
    refusal(404, "path", "is not known")
}
