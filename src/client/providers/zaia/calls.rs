//! Every call of the documented page, one function each, in the order of the documentation.
//!
//! Source: Zaia API reference (alpha), Tickets; the page's own sentences stand in quotes. No key, no
//! proxy and no waiting in here: an exchange says what to send and what the answer means.

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

/// "Retrieves multiple tickets with details.": `GET /api/v1/tickets/details` with all ten
/// parameters, answered with a page of rows and nothing that says how many there are.
///
/// What takes several ids takes one as well, which suits a key that repeats.
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
/// `user` is who completes it, though the key says who asks.
pub fn complete_ticket(ticket: &TicketId, user: &str) -> Exchange<Option<wire::Entity>> {
    write(ticket, "complete", "userId", user)
}

/// "Creates a new ticket.": `POST /api/v1/tickets`, answered with 200 and the ticket.
pub fn create_ticket(ticket: wire::Body) -> Exchange<wire::Entity> {
    Exchange::send(Request::post(api(&path!["tickets"])).json(ticket))
        .then(|response| wire::Entity::read(&response.json()?))
}

/// "Creates tags for a ticket.": `POST /api/v1/tickets/{ticketId}/tags`, one tag at a time, answered
/// with the bond between the two, which tells nothing new.
pub fn add_tag(ticket: &TicketId, tag: &str) -> Exchange<()> {
    let request = Request::post(api(&path!["tickets", ticket, "tags"])).json(wire::body([("tagId", tag.into())]));
    Exchange::send(request).then(|response| response.no_content())
}

/// "Removes a tag from a ticket.": `DELETE /api/v1/tickets/{ticketId}/tags/{tagId}`, answered with a
/// message for people.
pub fn remove_tag(ticket: &TicketId, tag: &str) -> Exchange<()> {
    Exchange::send(Request::new(Method::Delete, api(&path!["tickets", ticket, "tags", tag])))
        .then(|response| response.no_content())
}

/// "Takes over a ticket.": `PATCH /api/v1/tickets/{id}/takeover`, answered with the ticket.
pub fn take_over_ticket(ticket: &TicketId, assignee: &str) -> Exchange<Option<wire::Entity>> {
    write(ticket, "takeover", "assigneeId", assignee)
}

/// "Updates the assignee of a ticket.": `PATCH /api/v1/tickets/{id}/assignee`, answered with the
/// ticket. There is no documented way to assign nobody.
pub fn update_assignee(ticket: &TicketId, assignee: &str) -> Exchange<Option<wire::Entity>> {
    write(ticket, "assignee", "assigneeId", assignee)
}

/// The tags: `GET /api/v1/tags`, every page. Beyond the documented page: a public catalogue of the
/// API's calls.
pub fn list_tags() -> Exchange<Vec<wire::NamedItem>> {
    list("tags", 1, Vec::new())
}

/// The teams: `GET /api/v1/ticketing-teams`, every page. Beyond the documented page: Zaia API
/// reference (alpha), Ticketing teams.
pub fn list_teams() -> Exchange<Vec<wire::NamedItem>> {
    list("ticketing-teams", 1, Vec::new())
}

/// What was said in a chat: `GET /api/v1/chat-messages`, with who said it. Beyond the documented page: Zaia
/// API reference (alpha), Chat messages.
///
/// Up to 250 messages come unless an object called `pagination` says otherwise, and nothing says how an
/// object is written in a query, so it is left out, as are `ticketIds`: a ticket is about all of its chat.
pub fn list_chat_messages(chat: &str) -> Exchange<wire::ChatMessages> {
    let request = Request::get(api(&path!["chat-messages"])).query("chatId", chat).query("joins", "senders");
    Exchange::send(request).then(|response| wire::ChatMessage::read_list(&response.json()?))
}

/// The address of a call: all of them lie below the same two segments.
fn api(path: &str) -> String {
    format!("/api/v1{path}")
}

/// One of the calls that change a ticket by naming a user. `None` when the answer does not tell
/// what became of it: the change is made all the same.
fn write(ticket: &TicketId, call: &str, parameter: &str, user: &str) -> Exchange<Option<wire::Entity>> {
    let request =
        Request::new(Method::Patch, api(&path!["tickets", ticket, call])).json(wire::body([(parameter, user.into())]));
    Exchange::send(request).then(|response| {
        response.no_content()?;
        Ok(response.json().ok().and_then(|document| wire::Entity::read(&document).ok()))
    })
}

/// The most rows that a page may hold.
const MOST: usize = 100;

/// After so many pages nobody would choose from the list any more.
const LAST: u32 = 10;

/// The pages of a list from this one on, after those that were there before.
fn list(name: &'static str, page: u32, mut before: Vec<wire::NamedItem>) -> Exchange<Vec<wire::NamedItem>> {
    let request = Request::get(api(&path![name])).query("pageNumber", page).query("pageSize", MOST);
    let exchange = Exchange::send(request).then(|response| wire::NamedItem::read_list(&response.json()?));
    exchange.and_then(move |rows| {
        let is_last = rows.len() < MOST || page >= LAST;
        before.extend(rows.into_iter().flatten());
        if is_last { Step::Done(Ok(before)) } else { Step::More(list(name, page + 1, before)) }
    })
}
