//! The account without its tickets: mailboxes, groups and agents, and the ids of everything.

use crate::sandbox::company::{AGENTS, INBOXES, Inbox, TEAMS};

/// Finds the mailbox with this address or id.
pub(super) fn inbox(key: &str) -> Option<&'static Inbox> {
    INBOXES.iter().find(|inbox| inbox.email == key || inbox_id(inbox).is_some_and(|id| id.to_string() == key))
}

/// Returns the id of a mailbox: the API writes it as a number where mailboxes are listed, and as a string on a ticket.
pub(super) fn inbox_id(inbox: &Inbox) -> Option<usize> {
    INBOXES.iter().position(|other| other.email == inbox.email).map(|index| 10 + index)
}

/// Finds the group of this name.
pub(super) fn group_named(name: &str) -> Option<&'static str> {
    TEAMS.into_iter().find(|team| *team == name)
}

/// Finds the group with this id.
pub(super) fn group_with_id(id: &str) -> Option<&'static str> {
    TEAMS.into_iter().find(|team| group_id(team).as_deref() == Some(id))
}

/// Returns the id of the group of this name.
pub(super) fn group_id(name: &str) -> Option<String> {
    TEAMS.iter().position(|team| *team == name).map(|index| numeric_id(401_000_000 + index))
}

/// Returns the id of the agent with this address.
pub(super) fn agent_id(email: &str) -> Option<String> {
    AGENTS.iter().position(|agent| agent.email == email).map(|index| numeric_id(201_000_000 + index))
}

/// Writes an id as the service does: a string of ten digits, which may begin with a zero.
pub(super) fn numeric_id(number: usize) -> String {
    format!("{number:010}")
}
