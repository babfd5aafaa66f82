//! Every call that the sandbox answers: those of the page "Tickets" first, in its order.

use super::Groove;
use crate::client::request::Method;
use crate::sandbox::routes::{Call, call};

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

/// "Creating a message", Parameters.
const NEW_MESSAGE: [&str; 5] = ["body", "author", "sent_at", "note", "send_copy_to_customer"];

/// "Listing tickets", Parameters.
const TICKET_FILTERS: [&str; 6] = ["assignee", "customer", "page", "per_page", "state", "folder"];

#[rustfmt::skip] // One call per line.
pub(super) static CALLS: [Call<Groove>; 21] = [
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
    // Beyond the page "Tickets": other pages of the documentation, and public clients.
    call(Method::Get, "tickets/:number/messages", &["page", "per_page"], &[], Groove::list_messages),
    call(Method::Post, "tickets/:number/messages", &[], &NEW_MESSAGE, Groove::create_message),
    call(Method::Get, "attachments", &["message"], &[], Groove::list_attachments),
    call(Method::Get, "tickets/count", &["mailbox"], &[], Groove::count_tickets),
    call(Method::Get, "agents", &["group"], &[], Groove::list_agents),
    call(Method::Get, "agents/:email", &[], &[], Groove::find_agent),
    call(Method::Get, "groups", &[], &[], Groove::list_groups),
    call(Method::Get, "mailboxes", &[], &[], Groove::list_mailboxes),
    call(Method::Get, "folders", &["mailbox"], &[], Groove::list_folders),
    call(Method::Get, "customers/:email", &[], &[], Groove::find_customer),
];
