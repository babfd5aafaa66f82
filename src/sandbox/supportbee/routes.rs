//! Every call that the sandbox answers: those of the page "Tickets API" first, in its order.

use super::SupportBee;
use crate::client::request::Method::{Delete, Get, Post};
use crate::sandbox::routes::{Call, call};

/// "Retrieving Tickets", Parameters; the last two are beyond that page.
const TICKET_FILTERS: [&str; 11] = [
    "per_page",
    "page",
    "spam",
    "replies",
    "max_replies",
    "assigned_user",
    "assigned_group",
    "starred",
    "label",
    "archived",
    "trash",
];

/// "Searching Tickets", Parameters.
const SEARCH: [&str; 4] = ["query", "per_page", "page", "spam"];

#[rustfmt::skip] // One call per line.
pub(super) static CALLS: [Call<SupportBee>; 30] = [
    call(Get, "tickets.json", &TICKET_FILTERS, &[], SupportBee::list_tickets),
    call(Get, "tickets/search.json", &SEARCH, &[], SupportBee::search_tickets),
    call(Post, "tickets.json", &[], &["ticket"], SupportBee::create_ticket),
    call(Get, "tickets/:number.json", &[], &[], SupportBee::show_ticket),
    // Beyond that page: the newer documentation, and public clients.
    call(Post, "tickets/:number/archive", &[], &[], |bee, params| bee.change(params, &mut |ticket| ticket.archived = true)),
    call(Delete, "tickets/:number/archive", &[], &[], |bee, params| bee.change(params, &mut |ticket| ticket.archived = false)),
    call(Post, "tickets/:number/star", &[], &[], |bee, params| bee.change(params, &mut |ticket| ticket.starred = true)),
    call(Delete, "tickets/:number/star", &[], &[], |bee, params| bee.change(params, &mut |ticket| ticket.starred = false)),
    call(Post, "tickets/:number/spam", &[], &[], |bee, params| bee.change(params, &mut |ticket| ticket.spam = true)),
    call(Delete, "tickets/:number/spam", &[], &[], |bee, params| bee.change(params, &mut |ticket| ticket.spam = false)),
    call(Post, "tickets/:number/trash", &[], &[], |bee, params| bee.change(params, &mut |ticket| ticket.trash = true)),
    call(Delete, "tickets/:number/trash", &[], &[], |bee, params| bee.change(params, &mut |ticket| ticket.trash = false)),
    call(Post, "tickets/:number/answered", &[], &[], |bee, params| bee.change(params, &mut |ticket| ticket.answered = true)),
    call(Delete, "tickets/:number/answered", &[], &[], |bee, params| bee.change(params, &mut |ticket| ticket.answered = false)),
    call(Post, "tickets/:number/user_assignment", &[], &["user_assignment"], SupportBee::assign_user),
    call(Delete, "tickets/:number/user_assignment", &[], &[], |bee, params| bee.change(params, &mut |ticket| ticket.user = None)),
    call(Post, "tickets/:number/team_assignment", &[], &["team_assignment"], SupportBee::assign_team),
    call(Delete, "tickets/:number/team_assignment", &[], &[], |bee, params| bee.change(params, &mut |ticket| ticket.team = None)),
    call(Post, "tickets/:number/labels/:name", &[], &[], SupportBee::add_label),
    call(Delete, "tickets/:number/labels/:name", &[], &[], SupportBee::remove_label),
    call(Get, "labels", &[], &[], SupportBee::list_labels),
    call(Get, "users", &[], &[], SupportBee::list_users),
    call(Get, "teams", &[], &[], SupportBee::list_teams),
    call(Get, "tickets/:number/replies", &[], &[], |bee, params| bee.list_messages(params, false)),
    call(Get, "tickets/:number/comments", &[], &[], |bee, params| bee.list_messages(params, true)),
    call(Post, "tickets/:number/replies", &[], &["reply"], |bee, params| bee.create_message(params, false)),
    call(Post, "tickets/:number/comments", &[], &["comment"], |bee, params| bee.create_message(params, true)),
    call(Post, "attachments", &[], &["files[]"], SupportBee::create_attachment),
    call(Get, "attachments/:number", &["version"], &[], SupportBee::show_attachment),
    call(Get, "snippets", &[], &[], SupportBee::list_snippets),
];
