//! The documented calls, one function each, in the order of the documentation, and then those beyond it.
//!
//! Source: SupportBee, Tickets API. Nothing here knows about tokens, proxies or waiting: an exchange holds
//! the request and decodes the response.

use serde_json::Map;

use super::wire;
use crate::client::document::DecodeError;
use crate::client::exchange::Exchange;
use crate::client::request::{Form, Method, Request};
use crate::domain::{FileVersion, TicketId, Upload};
use crate::path;

/// "Retrieving Tickets": `GET /tickets.json` with all nine parameters, answered with a page of tickets and
/// the totals. `archived` and `trash` are beyond the documented page: the newer documentation has them.
pub fn list_tickets(parameters: &wire::ListParameters) -> Exchange<wire::Tickets> {
    let request = Request::get(path!["tickets.json"])
        .query("per_page", parameters.per_page)
        .query("page", parameters.page)
        .query_if("spam", parameters.spam)
        .query_if("replies", parameters.replies)
        .query_if("max_replies", parameters.max_replies)
        .query_if("assigned_user", parameters.assigned_user.as_ref())
        .query_if("assigned_group", parameters.assigned_group.as_ref())
        .query_if("starred", parameters.starred)
        .query_if("label", parameters.label.as_ref())
        .query_if("archived", parameters.archived)
        .query_if("trash", parameters.trash);
    Exchange::send(request).then(|response| wire::Tickets::read(&response.json()?))
}

/// "Searching Tickets": `GET /tickets/search.json` with all four parameters, answered like a list.
///
/// The example on the page sends `query` to the list's path; the heading and every known client use this
/// path.
pub fn search_tickets(parameters: &wire::SearchParameters) -> Exchange<wire::Tickets> {
    let request = Request::get(path!["tickets", "search.json"])
        .query("query", &parameters.query)
        .query("per_page", parameters.per_page)
        .query("page", parameters.page)
        .query_if("spam", parameters.spam);
    Exchange::send(request).then(|response| wire::Tickets::read(&response.json()?))
}

/// "Creating Tickets": `POST /tickets.json`, answered with 201 and the ticket.
pub fn create_ticket(ticket: wire::NewTicket) -> Exchange<TicketId> {
    Exchange::send(Request::post(path!["tickets.json"]).json(ticket.document())).then(|response| {
        let ticket = wire::Ticket::read_single(&response.json()?)?;
        Ok(ticket.id.as_str().into())
    })
}

/// "Showing a Ticket": `GET /tickets/:id.json`.
pub fn show_ticket(ticket: &TicketId) -> Exchange<wire::Ticket> {
    let request = Request::get(path!["tickets", format!("{ticket}.json")]);
    Exchange::send(request).then(|response| wire::Ticket::read_single(&response.json()?))
}

/// Sets a flag of a ticket: `POST /tickets/:id/archive`, `star`, `spam`, `trash` or `answered`, answered with
/// 204. Beyond the documented page: Actions on tickets, and for `answered` public clients.
pub fn mark(ticket: &TicketId, mark: &str) -> Exchange<()> {
    send(Method::Post, path!["tickets", ticket, mark])
}

/// Clears a flag of a ticket: `DELETE` with the path of [`mark`], answered with 204. Beyond the documented
/// page.
pub fn unmark(ticket: &TicketId, mark: &str) -> Exchange<()> {
    send(Method::Delete, path!["tickets", ticket, mark])
}

/// Assigns a ticket to an agent: `POST /tickets/:id/user_assignment`, answered with 201, or with 409 if the
/// agent is not in the ticket's team. Beyond the documented page: Actions on tickets.
pub fn assign_user(ticket: &TicketId, user: u64) -> Exchange<()> {
    assign(ticket, "user_assignment", "user_id", user)
}

/// Removes a ticket's assignee: `DELETE /tickets/:id/user_assignment`. Beyond the documented page: public
/// clients use it.
pub fn unassign_user(ticket: &TicketId) -> Exchange<()> {
    send(Method::Delete, path!["tickets", ticket, "user_assignment"])
}

/// Assigns a ticket to a team, which unassigns an agent of another team: `POST
/// /tickets/:id/team_assignment`, answered with 201. Beyond the documented page: Actions on tickets.
pub fn assign_team(ticket: &TicketId, team: u64) -> Exchange<()> {
    assign(ticket, "team_assignment", "team_id", team)
}

/// Removes a ticket's team: `DELETE /tickets/:id/team_assignment`. Beyond the documented page: public
/// clients use it.
pub fn unassign_team(ticket: &TicketId) -> Exchange<()> {
    send(Method::Delete, path!["tickets", ticket, "team_assignment"])
}

/// Adds a label to a ticket: `POST /tickets/:id/labels/:name`, answered with 201, or with 404 if there is no
/// such label. Beyond the documented page: Labels API.
pub fn add_label(ticket: &TicketId, name: &str) -> Exchange<()> {
    send(Method::Post, path!["tickets", ticket, "labels", name])
}

/// Removes a label from a ticket: `DELETE /tickets/:id/labels/:name`, answered with 204. Beyond the
/// documented page: Labels API.
pub fn remove_label(ticket: &TicketId, name: &str) -> Exchange<()> {
    send(Method::Delete, path!["tickets", ticket, "labels", name])
}

/// Lists the user-defined labels: `GET /labels`. Beyond the documented page: Labels API.
pub fn list_labels() -> Exchange<Vec<wire::Label>> {
    Exchange::send(Request::get(path!["labels"])).then(|response| wire::read_label_list(&response.json()?))
}

/// Lists the agents: `GET /users`. Beyond the documented page: Users API.
pub fn list_users() -> Exchange<Vec<wire::User>> {
    Exchange::send(Request::get(path!["users"])).then(|response| wire::User::read_list(&response.json()?))
}

/// Lists the teams: `GET /teams`. Beyond the documented page: Teams API.
pub fn list_teams() -> Exchange<Vec<wire::Group>> {
    Exchange::send(Request::get(path!["teams"])).then(|response| wire::Group::read_list(&response.json()?))
}

/// "Fetch Replies for a Ticket": `GET /tickets/:id/replies`, all of them at once. Beyond the documented
/// page: the newer documentation, Replies.
pub fn list_replies(ticket: &TicketId) -> Exchange<Vec<Result<wire::ThreadEntry, DecodeError>>> {
    Exchange::send(Request::get(path!["tickets", ticket, "replies"]))
        .then(|response| wire::ThreadEntry::read_replies(&response.json()?))
}

/// "Fetching Comments": `GET /tickets/:id/comments`, all of them at once. Beyond the documented page: the
/// newer documentation, Comments.
pub fn list_comments(ticket: &TicketId) -> Exchange<Vec<Result<wire::ThreadEntry, DecodeError>>> {
    Exchange::send(Request::get(path!["tickets", ticket, "comments"]))
        .then(|response| wire::ThreadEntry::read_comments(&response.json()?))
}

/// "Create Reply": `POST /tickets/:id/replies`, which emails the customer; answered with 201 and the reply.
/// Beyond the documented page: the newer documentation, Replies.
pub fn create_reply(ticket: &TicketId, reply: wire::NewMessage) -> Exchange<wire::ThreadEntry> {
    let request = Request::post(path!["tickets", ticket, "replies"]).json(reply.document("reply"));
    Exchange::send(request).then(|response| wire::ThreadEntry::read_single(&response.json()?, "reply"))
}

/// "Create Comment": `POST /tickets/:id/comments`, which only agents can read; answered with 201 and the
/// comment. Beyond the documented page: the newer documentation, Comments.
pub fn create_comment(ticket: &TicketId, comment: wire::NewMessage) -> Exchange<wire::ThreadEntry> {
    let request = Request::post(path!["tickets", ticket, "comments"]).json(comment.document("comment"));
    Exchange::send(request).then(|response| wire::ThreadEntry::read_single(&response.json()?, "comment"))
}

/// "Create Attachment": `POST /attachments` as a form, "The name of the POST parameter should be files[]".
/// The response is not documented. Beyond the documented page: the newer documentation, Attachments.
pub fn create_attachment(file: &Upload) -> Exchange<wire::Attachment> {
    let form = Form::of_file("files[]", &file.name, &file.kind, &file.bytes);
    Exchange::send(Request::post(path!["attachments"]).form(form))
        .then(|response| wire::Attachment::read_single(&response.json()?))
}

/// Downloads an attachment from the address that "Showing a Ticket" gives: `GET /attachments/:id`, with
/// `?version=thumb` for the thumbnail. Public clients show that it needs the token.
pub fn show_attachment(id: &str, version: FileVersion) -> Exchange<Vec<u8>> {
    let request = Request::get(path!["attachments", id])
        .query_if("version", (version == FileVersion::Thumbnail).then_some("thumb"));
    Exchange::send(request).then(|response| response.file())
}

/// "Fetching Snippets": `GET /snippets`. Beyond the documented page: the newer documentation, Snippets.
pub fn list_snippets() -> Exchange<Vec<wire::Snippet>> {
    Exchange::send(Request::get(path!["snippets"])).then(|response| wire::Snippet::read_list(&response.json()?))
}

fn assign(ticket: &TicketId, kind: &str, key: &str, id: u64) -> Exchange<()> {
    let fields = Map::from_iter([(key.to_owned(), id.into())]);
    let request = Request::post(path!["tickets", ticket, kind]).json(wire::envelope(kind, fields));
    Exchange::send(request).then(|response| response.no_content())
}

/// Makes a call without a body whose response is not needed.
fn send(method: Method, path: String) -> Exchange<()> {
    Exchange::send(Request::new(method, path)).then(|response| response.no_content())
}
