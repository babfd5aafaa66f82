//! Groove's documents as they travel: the documentation's own names, and nothing decided yet.
//!
//! Source: Groove REST API v1, Tickets, unless a comment says otherwise. Fields marked "beyond the
//! documented page" are not in its examples; real answers and public clients show them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::client::tolerant::{Id, Text, lenient};

/// The answer of "Listing tickets".
#[derive(Debug, Deserialize)]
pub struct Tickets {
    /// The tickets, each decoded on its own, so that a broken one does not take the others away.
    pub tickets: Vec<Value>,
    /// Where the page stands.
    #[serde(default, deserialize_with = "lenient")]
    pub meta: Option<Meta>,
}

/// The `meta` of a list.
#[derive(Debug, Default, Deserialize)]
pub struct Meta {
    /// The only thing in it.
    #[serde(default, deserialize_with = "lenient")]
    pub pagination: Option<Pagination>,
}

/// Where a page stands among the others.
#[derive(Debug, Default, Deserialize)]
pub struct Pagination {
    /// The number of this page, from 1.
    #[serde(default, deserialize_with = "lenient")]
    pub current_page: Option<u32>,
    /// How many pages there are.
    #[serde(default, deserialize_with = "lenient")]
    pub total_pages: Option<u32>,
    /// How many tickets there are.
    #[serde(default, deserialize_with = "lenient")]
    pub total_count: Option<u64>,
    /// The address of the next page. Only whether it is there is ever used: the documented example
    /// names another host, plain `http` and lacks the filters.
    #[serde(default)]
    pub next_page: Value,
}

/// `{"ticket": …}`, the answer of "Finding one ticket", "Creating a new ticket" and "Add labels to
/// a ticket".
#[derive(Debug, Deserialize)]
pub struct TicketEnvelope {
    /// The ticket.
    pub ticket: Ticket,
}

/// A ticket. Only its number is certain to be there.
#[derive(Debug, Deserialize)]
pub struct Ticket {
    /// What addresses it in every call.
    pub number: Id,
    /// The name of the group.
    #[serde(default, deserialize_with = "lenient")]
    pub assigned_group: Option<Text>,
    /// ISO 8601, UTC.
    #[serde(default, deserialize_with = "lenient")]
    pub created_at: Option<String>,
    /// ISO 8601, UTC.
    #[serde(default, deserialize_with = "lenient")]
    pub updated_at: Option<String>,
    /// `low`, `high`, or nothing.
    #[serde(default, deserialize_with = "lenient")]
    pub priority: Option<Text>,
    /// Always `null` in the documentation.
    #[serde(default, deserialize_with = "lenient")]
    pub resolution_time: Option<Text>,
    /// The subject.
    #[serde(default, deserialize_with = "lenient")]
    pub title: Option<Text>,
    /// The ticket's own address in the API.
    #[serde(default, deserialize_with = "lenient")]
    pub href: Option<Text>,
    /// The e-mail address of the agent who closed it.
    #[serde(default, deserialize_with = "lenient")]
    pub closed_by: Option<Text>,
    /// The names of its labels.
    #[serde(default, deserialize_with = "lenient")]
    pub tags: Option<Vec<Value>>,
    /// The numbers of its labels; documented in the answer of "Add labels to a ticket" only.
    #[serde(default, deserialize_with = "lenient")]
    pub tag_ids: Option<Vec<Value>>,
    /// How many messages it holds.
    #[serde(default, deserialize_with = "lenient")]
    pub message_count: Option<u64>,
    /// Documented in a ticket of its own, not in a list.
    #[serde(default, deserialize_with = "lenient")]
    pub starred: Option<bool>,
    /// The first 100 characters of the first message.
    #[serde(default, deserialize_with = "lenient")]
    pub summary: Option<Text>,
    /// Where related things are.
    #[serde(default, deserialize_with = "lenient")]
    pub links: Option<Links>,
    /// Documented in the answer of "Add labels to a ticket" only.
    #[serde(default, deserialize_with = "lenient")]
    pub state: Option<String>,
    /// The e-mail address of the agent; beyond the documented page.
    #[serde(default, deserialize_with = "lenient")]
    pub assignee: Option<String>,
    /// The name of the mailbox; beyond the documented page.
    #[serde(default, deserialize_with = "lenient")]
    pub mailbox: Option<Text>,
    /// The id of the mailbox; beyond the documented page.
    #[serde(default, deserialize_with = "lenient")]
    pub mailbox_id: Option<Id>,
    /// Beyond the documented page.
    #[serde(default, deserialize_with = "lenient")]
    pub assigned_group_id: Option<Id>,
    /// Beyond the documented page.
    #[serde(default, deserialize_with = "lenient")]
    pub customer_name: Option<Text>,
    /// Where the ticket came from, for example `Widget`; beyond the documented page.
    #[serde(default, rename = "type", deserialize_with = "lenient")]
    pub kind: Option<Text>,
    /// Beyond the documented page.
    #[serde(default, deserialize_with = "lenient")]
    pub attachment_count: Option<Text>,
    /// Beyond the documented page.
    #[serde(default, deserialize_with = "lenient")]
    pub interaction_count: Option<Text>,
    /// Beyond the documented page.
    #[serde(default, deserialize_with = "lenient")]
    pub state_changed_at: Option<String>,
    /// Beyond the documented page.
    #[serde(default, deserialize_with = "lenient")]
    pub assigned_at: Option<String>,
    /// Beyond the documented page.
    #[serde(default, deserialize_with = "lenient")]
    pub snoozed_until: Option<String>,
    /// The ticket in Groove's own inbox; beyond the documented page.
    #[serde(default, deserialize_with = "lenient")]
    pub app_url: Option<String>,
}

/// The links of a ticket. `assignee` is not there when nobody is.
#[derive(Debug, Default, Deserialize)]
pub struct Links {
    /// Ends in the agent's e-mail address.
    #[serde(default, deserialize_with = "lenient")]
    pub assignee: Option<Link>,
    /// Ends in the customer's e-mail address or id.
    #[serde(default, deserialize_with = "lenient")]
    pub customer: Option<Link>,
}

/// One link.
#[derive(Debug, Default, Deserialize)]
pub struct Link {
    /// The address. Never followed, only its last segment is read.
    #[serde(default, deserialize_with = "lenient")]
    pub href: Option<String>,
}

/// The answer of "Finding a ticket's state".
#[derive(Debug, Deserialize)]
pub struct TicketState {
    /// The word.
    pub state: String,
}

/// The answer of "Finding a ticket's assignee". What it is for an unassigned ticket is not
/// documented: a `null` or nothing at all.
#[derive(Debug, Default, Deserialize)]
pub struct AgentEnvelope {
    /// The agent.
    #[serde(default, deserialize_with = "lenient")]
    pub agent: Option<Agent>,
}

/// An agent.
#[derive(Debug, Deserialize)]
pub struct Agent {
    /// The e-mail address, which is the agent's id.
    pub email: String,
    /// The first name.
    #[serde(default, deserialize_with = "lenient")]
    pub first_name: Option<String>,
    /// The last name.
    #[serde(default, deserialize_with = "lenient")]
    pub last_name: Option<String>,
}

/// A group, mailbox or folder; beyond the documented page.
#[derive(Debug, Deserialize)]
pub struct Named {
    /// The id.
    pub id: Id,
    /// The name.
    #[serde(default, deserialize_with = "lenient")]
    pub name: Option<Text>,
}

/// The parameters of "Listing tickets".
#[derive(Debug, Default)]
pub struct ListParameters {
    /// An agent's e-mail address, or `unassigned`.
    pub assignee: Option<String>,
    /// A customer's e-mail address or id.
    pub customer: Option<String>,
    /// The page, from 1.
    pub page: u32,
    /// How many tickets a page holds, at most 50.
    pub per_page: u32,
    /// One of the documented states.
    pub state: Option<String>,
    /// The id of a folder.
    pub folder: Option<String>,
}

/// The body of "Updating a ticket state".
#[derive(Serialize)]
pub struct UpdateState<'a> {
    /// One of the documented states.
    pub state: &'a str,
}

/// The body of "Updating a ticket assignee".
#[derive(Serialize)]
pub struct UpdateAssignee<'a> {
    /// The agent's e-mail address.
    pub assignee: &'a str,
    /// Whether agents are spared the notification.
    pub skip_notifications: bool,
}

/// The body of "Updating a ticket's assigned group".
#[derive(Serialize)]
pub struct UpdateGroup<'a> {
    /// The group's id or name.
    pub group: &'a str,
    /// Whether agents are spared the notification.
    pub skip_notifications: bool,
}

/// The body of "Add labels to a ticket" and "Replacing all labels on a ticket".
#[derive(Serialize)]
pub struct Tags {
    /// The names.
    pub tags: Vec<String>,
}

/// The body of "Creating a new ticket": by parameter, only those that were entered.
pub type NewTicket = Map<String, Value>;
