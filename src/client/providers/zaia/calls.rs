//! The documented calls, one function each, in the order of the documentation.
//!
//! Source: Zaia API reference (alpha), Tickets; quotes are from that page. Nothing here knows about keys,
//! proxies or waiting: an exchange holds the request and decodes the response.

use super::wire;
use crate::client::exchange::{Exchange, Step};
use crate::client::request::{Method, Request};
use crate::domain::TicketId;
use crate::path;

/// "Retrieves a ticket with details.": `GET /api/v1/tickets/{id}/details`.
pub fn find_ticket(ticket: &TicketId) -> Exchange<wire::Details> {
    Exchange::send(Request::get(api(&path!["tickets", ticket, "details"])))
        .then(|response| wire::Details::read_single(&response.json()?))
}

/// "Retrieves multiple tickets with details.": `GET /api/v1/tickets/details` with all ten parameters,
/// answered with a page of rows and no total.
///
/// Parameters that take several ids are sent as repeated keys, because they are documented to take a single
/// id too.
pub fn list_tickets(parameters: &wire::ListParameters) -> Exchange<wire::Rows> {
    let mut request = Request::get(api(&path!["tickets", "details"]));
    for (name, ids) in [
        ("assigneeIds", &parameters.assignee_ids),
        ("chatIds", &parameters.chat_ids),
        ("responderIds", &parameters.responder_ids),
        ("responderVersionIds", &parameters.responder_version_ids),
        ("tagIds", &parameters.tag_ids),
    ] {
        request = ids.iter().fold(request, |request, id| request.query(name, id));
    }
    let request = request
        .query_if("includeRemoved", parameters.include_removed)
        .query("pageNumber", parameters.page_number)
        .query("pageSize", parameters.page_size)
        .query_if("search", parameters.search.as_ref())
        .query("status", &parameters.status);
    Exchange::send(request).then(|response| wire::Details::read_list(&response.json()?))
}

/// "Completes a ticket.": `PATCH /api/v1/tickets/{id}/complete`, answered with the ticket.
///
/// `user` is the user who completes it. The API requires it although the key already identifies one.
pub fn complete_ticket(ticket: &TicketId, user: &str) -> Exchange<Option<wire::Entity>> {
    write(ticket, "complete", "userId", user)
}

/// "Creates a new ticket.": `POST /api/v1/tickets`, answered with 200 and the ticket.
pub fn create_ticket(ticket: wire::Body) -> Exchange<wire::Entity> {
    Exchange::send(Request::post(api(&path!["tickets"])).json(ticket))
        .then(|response| wire::Entity::read(&response.json()?))
}

/// "Creates tags for a ticket.": `POST /api/v1/tickets/{ticketId}/tags`, one tag at a time, answered with
/// the relation between the two, which is not needed.
pub fn add_tag(ticket: &TicketId, tag: &str) -> Exchange<()> {
    let request = Request::post(api(&path!["tickets", ticket, "tags"])).json(wire::body([("tagId", tag.into())]));
    Exchange::send(request).then(|response| response.no_content())
}

/// "Removes a tag from a ticket.": `DELETE /api/v1/tickets/{ticketId}/tags/{tagId}`, answered with a
/// human-readable message.
pub fn remove_tag(ticket: &TicketId, tag: &str) -> Exchange<()> {
    Exchange::send(Request::new(Method::Delete, api(&path!["tickets", ticket, "tags", tag])))
        .then(|response| response.no_content())
}

/// "Takes over a ticket.": `PATCH /api/v1/tickets/{id}/takeover`, answered with the ticket.
pub fn take_over_ticket(ticket: &TicketId, assignee: &str) -> Exchange<Option<wire::Entity>> {
    write(ticket, "takeover", "assigneeId", assignee)
}

/// "Updates the assignee of a ticket.": `PATCH /api/v1/tickets/{id}/assignee`, answered with the
/// ticket. There is no documented way to remove the assignee.
pub fn update_assignee(ticket: &TicketId, assignee: &str) -> Exchange<Option<wire::Entity>> {
    write(ticket, "assignee", "assigneeId", assignee)
}

/// Lists all tags: `GET /api/v1/tags`, every page. Beyond the documented page: a public catalogue of the
/// API's calls.
pub fn list_tags() -> Exchange<Vec<wire::NamedItem>> {
    list("tags", 1, Vec::new())
}

/// Lists all teams: `GET /api/v1/ticketing-teams`, every page. Beyond the documented page: Zaia API
/// reference (alpha), Ticketing teams.
pub fn list_teams() -> Exchange<Vec<wire::NamedItem>> {
    list("ticketing-teams", 1, Vec::new())
}

/// Lists the messages of a chat with their senders: `GET /api/v1/chat-messages`. Beyond the documented page:
/// Zaia API reference (alpha), Chat messages.
///
/// The default is up to 250 messages. The parameter `pagination` is an object, and how to write an object in
/// a query is not documented, so it is left out. So are `ticketIds`, because a ticket shows its whole chat.
pub fn list_chat_messages(chat: &str) -> Exchange<wire::ChatMessages> {
    let request = Request::get(api(&path!["chat-messages"])).query("chatId", chat).query("joins", "senders");
    Exchange::send(request).then(|response| wire::ChatMessage::read_list(&response.json()?))
}

/// Returns the full path of a call.
fn api(path: &str) -> String {
    format!("/api/v1{path}")
}

/// Makes one of the calls that change a ticket by naming a user. The value is `None` if the response does
/// not contain the ticket; the change was made all the same.
fn write(ticket: &TicketId, call: &str, parameter: &str, user: &str) -> Exchange<Option<wire::Entity>> {
    let request =
        Request::new(Method::Patch, api(&path!["tickets", ticket, call])).json(wire::body([(parameter, user.into())]));
    Exchange::send(request).then(|response| {
        response.no_content()?;
        Ok(response.json().ok().and_then(|document| wire::Entity::read(&document).ok()))
    })
}

/// The maximum page size.
const MAX_PAGE_SIZE: usize = 100;

/// How many pages of a list are loaded. A longer one is no longer useful to choose from.
const MAX_PAGES: u32 = 10;

/// Loads a list from this page on, and appends it to the items `before`.
fn list(name: &'static str, page: u32, mut before: Vec<wire::NamedItem>) -> Exchange<Vec<wire::NamedItem>> {
    let request = Request::get(api(&path![name])).query("pageNumber", page).query("pageSize", MAX_PAGE_SIZE);
    let exchange = Exchange::send(request).then(|response| wire::NamedItem::read_list(&response.json()?));
    exchange.and_then(move |rows| {
        let is_last = rows.len() < MAX_PAGE_SIZE || page >= MAX_PAGES;
        before.extend(rows.into_iter().flatten());
        if is_last { Step::Done(Ok(before)) } else { Step::More(list(name, page + 1, before)) }
    })
}
