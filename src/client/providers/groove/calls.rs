//! The documented calls, one function each, in the order of the documentation.
//!
//! Source: Groove REST API v1, Tickets. Nothing here knows about tokens, proxies or waiting: an exchange
//! holds the request and decodes the response.

use super::wire;
use crate::client::exchange::Exchange;
use crate::client::request::Request;
use crate::domain::TicketId;
use crate::path;

/// "Creating a new ticket": `POST /tickets`, answered with 201 and a ticket of which only the
/// number and the links are documented.
pub fn create_ticket(ticket: wire::Body) -> Exchange<TicketId> {
    Exchange::send(Request::post(path!["tickets"]).json(ticket)).then(|response| {
        let ticket = wire::Ticket::read_single(&response.json()?)?;
        Ok(ticket.number.as_str().into())
    })
}

/// "Listing tickets": `GET /tickets` with all six parameters, answered with a page of tickets and its
/// pagination.
pub fn list_tickets(parameters: &wire::ListParameters) -> Exchange<wire::Tickets> {
    let request = Request::get(path!["tickets"])
        .query("page", parameters.page)
        .query("per_page", parameters.per_page)
        .query_if("assignee", parameters.assignee.as_ref())
        .query_if("customer", parameters.customer.as_ref())
        .query_if("state", parameters.state.as_ref())
        .query_if("folder", parameters.folder.as_ref());
    Exchange::send(request).then(|response| wire::Tickets::read(&response.json()?))
}

/// "Finding one ticket": `GET /tickets/:ticket_number`.
pub fn find_ticket(ticket: &TicketId) -> Exchange<wire::Ticket> {
    Exchange::send(Request::get(path!["tickets", ticket])).then(|response| wire::Ticket::read_single(&response.json()?))
}

/// "Finding a ticket's state": `GET /tickets/:ticket_number/state`, answered with nothing but the state.
pub fn find_state(ticket: &TicketId) -> Exchange<String> {
    Exchange::send(Request::get(path!["tickets", ticket, "state"])).then(|response| wire::read_state(&response.json()?))
}

/// "Updating a ticket state": `PUT /tickets/:ticket_number/state`, answered with 204.
pub fn update_state(ticket: &TicketId, state: &str) -> Exchange<()> {
    let request = Request::put(path!["tickets", ticket, "state"]).json(wire::body([("state", state.into())]));
    Exchange::send(request).then(|response| response.no_content())
}

/// "Finding a ticket's assignee": `GET /tickets/:ticket_number/assignee`. `None` if there is none.
pub fn find_assignee(ticket: &TicketId) -> Exchange<Option<wire::Agent>> {
    Exchange::send(Request::get(path!["tickets", ticket, "assignee"])).then(|response| {
        if (200..300).contains(&response.status) && response.body.trim_ascii().is_empty() {
            return Ok(None);
        }
        Ok(wire::Agent::read_single(&response.json()?))
    })
}

/// "Updating a ticket assignee": `PUT /tickets/:ticket_number/assignee`, answered with 204.
///
/// `assignee` is an agent's email address; there is no documented way to remove the assignee.
pub fn update_assignee(ticket: &TicketId, assignee: &str, skip_notifications: bool) -> Exchange<()> {
    let body = wire::body([("assignee", assignee.into()), ("skip_notifications", skip_notifications.into())]);
    let request = Request::put(path!["tickets", ticket, "assignee"]).json(body);
    Exchange::send(request).then(|response| response.no_content())
}

/// "Updating a ticket's assigned group": `PUT /tickets/:ticket_number/assigned_group`, answered
/// with 204. `group` is an id or a name.
pub fn update_assigned_group(ticket: &TicketId, group: &str, skip_notifications: bool) -> Exchange<()> {
    let body = wire::body([("group", group.into()), ("skip_notifications", skip_notifications.into())]);
    let request = Request::put(path!["tickets", ticket, "assigned_group"]).json(body);
    Exchange::send(request).then(|response| response.no_content())
}

/// "Add labels to a ticket": `POST /tickets/:ticket_number/tags`, answered with 201 and the ticket.
pub fn add_labels(ticket: &TicketId, tags: Vec<String>) -> Exchange<wire::Ticket> {
    let request = Request::post(path!["tickets", ticket, "tags"]).json(wire::body([("tags", tags.into())]));
    Exchange::send(request).then(|response| wire::Ticket::read_single(&response.json()?))
}

/// "Replacing all labels on a ticket": `PUT /tickets/:ticket_number/tags`, answered with 204, so the labels
/// asked for are the labels there are.
pub fn replace_labels(ticket: &TicketId, tags: Vec<String>) -> Exchange<()> {
    let request = Request::put(path!["tickets", ticket, "tags"]).json(wire::body([("tags", tags.into())]));
    Exchange::send(request).then(|response| response.no_content())
}

/// "Change Mailbox": `POST /tickets/:ticket_id/change_mailbox/:mailbox_id`, answered with 204.
///
/// The documentation calls the parameter an id here and a number everywhere else. This sends the number.
pub fn change_mailbox(ticket: &TicketId, mailbox: &str) -> Exchange<()> {
    Exchange::send(Request::post(path!["tickets", ticket, "change_mailbox", mailbox]))
        .then(|response| response.no_content())
}

/// Lists the agents: `GET /agents`. Beyond the documented page: public clients use it.
pub fn list_agents() -> Exchange<Vec<wire::Agent>> {
    Exchange::send(Request::get(path!["agents"])).then(|response| wire::Agent::read_list(&response.json()?))
}

/// Lists the groups: `GET /groups`. Beyond the documented page: Groove REST API v1, Groups.
pub fn list_groups() -> Exchange<Vec<wire::NamedItem>> {
    list("groups")
}

/// Lists the mailboxes: `GET /mailboxes`. Beyond the documented page: public clients use it.
pub fn list_mailboxes() -> Exchange<Vec<wire::NamedItem>> {
    list("mailboxes")
}

/// Lists the folders: `GET /folders`. Beyond the documented page: public clients use it.
pub fn list_folders() -> Exchange<Vec<wire::NamedItem>> {
    list("folders")
}

/// Counts the tickets in each folder: `GET /tickets/count`, answered with a flat map from folder id to count.
/// Beyond the documented page: public clients use it.
pub fn count_tickets() -> Exchange<Vec<(String, u64)>> {
    Exchange::send(Request::get(path!["tickets", "count"])).then(|response| Ok(wire::read_counts(&response.json()?)))
}

/// "Finding one customer": `GET /customers/:email`. Beyond the documented page: Groove REST API v1, Customers.
pub fn find_customer(customer: &str) -> Exchange<wire::Customer> {
    Exchange::send(Request::get(path!["customers", customer])).then(|response| wire::Customer::read(&response.json()?))
}

/// "Listing messages": `GET /tickets/:ticket_number/messages`. Their order is not documented. Beyond the
/// documented page: Groove REST API v1, Messages.
pub fn list_messages(ticket: &TicketId, page: u64, per_page: u64) -> Exchange<wire::Messages> {
    let request = Request::get(path!["tickets", ticket, "messages"]).query("page", page).query("per_page", per_page);
    Exchange::send(request).then(|response| wire::Messages::read(&response.json()?))
}

/// "Creating a message": `POST /tickets/:ticket_number/messages`, answered with 201 and the message.
/// Beyond the documented page: Groove REST API v1, Messages.
pub fn create_message(ticket: &TicketId, message: wire::Body) -> Exchange<wire::Message> {
    let request = Request::post(path!["tickets", ticket, "messages"]).json(message);
    Exchange::send(request).then(|response| wire::Message::read_single(&response.json()?))
}

/// "Listing attachments": `GET /attachments?message=:id`. Beyond the documented page: Groove REST API
/// v1, Attachments.
pub fn list_attachments(message: &str) -> Exchange<Vec<wire::Attachment>> {
    let request = Request::get(path!["attachments"]).query("message", message);
    Exchange::send(request).then(|response| wire::Attachment::read_list(&response.json()?))
}

/// Lists items whose path is also the name of the field that holds them.
fn list(name: &'static str) -> Exchange<Vec<wire::NamedItem>> {
    Exchange::send(Request::get(path![name])).then(move |response| wire::NamedItem::read_list(&response.json()?, name))
}
