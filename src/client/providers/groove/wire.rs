//! Groove's documents as they are sent, with the documentation's own names and without interpretation.
//!
//! Source: Groove REST API v1, Tickets, unless a comment says otherwise. Fields marked "beyond the
//! documented page" are not in its examples, but in real responses and public clients.

mod message;

use serde_json::{Map, Value};

pub use self::message::{Attachment, Message, Messages};
use crate::client::document::{DecodeError, Node};
use crate::client::error::Error;

/// The response of "Listing tickets": `{"tickets": […], "meta": {"pagination": …}}`.
#[derive(Debug)]
pub struct Tickets {
    /// The tickets, each decoded separately, so that one broken ticket does not fail the page.
    pub tickets: Vec<Result<Ticket, DecodeError>>,
    /// The page's number and the totals.
    pub pagination: Pagination,
}

/// The page's number and the totals: `meta.pagination`.
#[derive(Debug, Default)]
pub struct Pagination {
    /// The number of this page, from 1.
    pub current_page: Option<u64>,
    /// How many pages there are.
    pub total_pages: Option<u64>,
    /// How many tickets there are.
    pub total_count: Option<u64>,
    /// The address of the next page. Only its presence is used: the documented example has another host,
    /// plain `http` and no filters.
    pub next_page: Option<String>,
}

impl Tickets {
    /// Decodes the response.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read(document: &Value) -> Result<Self, Error> {
        let root = Node::root(document);
        let tickets = root.field("tickets").each_result("number", Ticket::read)?;
        Ok(Tickets { tickets, pagination: Pagination::read(&root) })
    }
}

impl Pagination {
    fn read(root: &Node) -> Self {
        let meta = root.field("meta");
        let pagination = meta.field("pagination");
        Pagination {
            current_page: pagination.field("current_page").as_count(),
            total_pages: pagination.field("total_pages").as_count(),
            total_count: pagination.field("total_count").as_count(),
            next_page: pagination.field("next_page").as_text(),
        }
    }
}

/// A ticket. Only its number is guaranteed.
#[derive(Debug)]
pub struct Ticket {
    /// The number that identifies it in every call.
    pub number: String,
    /// The name of the group.
    pub assigned_group: Option<String>,
    /// ISO 8601, UTC.
    pub created_at: Option<String>,
    /// ISO 8601, UTC.
    pub updated_at: Option<String>,
    /// `low`, `high` or `null`.
    pub priority: Option<String>,
    /// Always `null` in the documentation.
    pub resolution_time: Option<String>,
    /// The subject.
    pub title: Option<String>,
    /// The ticket's own address in the API.
    pub href: Option<String>,
    /// The email address of the agent who closed it.
    pub closed_by: Option<String>,
    /// The names of its labels.
    pub tags: Vec<String>,
    /// The ids of its labels; documented only in the response of "Add labels to a ticket".
    pub tag_ids: Vec<String>,
    /// The number of messages.
    pub message_count: Option<u64>,
    /// Whether it is starred; documented in "Finding one ticket", not in lists.
    pub starred: Option<bool>,
    /// The first 100 characters of the first message.
    pub summary: Option<String>,
    /// The address in `links.assignee`, which ends in the agent's email address and is absent if there is no
    /// assignee. It is never called: only its last segment is used.
    pub assignee_href: Option<String>,
    /// The address in `links.customer`, which ends in the customer's email address or id.
    pub customer_href: Option<String>,
    /// The state; documented only in the response of "Add labels to a ticket".
    pub state: Option<String>,
    /// The email address of the assigned agent; beyond the documented page.
    pub assignee: Option<String>,
    /// The name of the mailbox; beyond the documented page.
    pub mailbox: Option<String>,
    /// The id of the mailbox; beyond the documented page.
    pub mailbox_id: Option<String>,
    /// Beyond the documented page.
    pub assigned_group_id: Option<String>,
    /// Beyond the documented page.
    pub customer_name: Option<String>,
    /// The channel it came in through, for example `Widget`; beyond the documented page.
    pub kind: Option<String>,
    /// Beyond the documented page.
    pub attachment_count: Option<String>,
    /// Beyond the documented page.
    pub interaction_count: Option<String>,
    /// Beyond the documented page.
    pub state_changed_at: Option<String>,
    /// Beyond the documented page.
    pub assigned_at: Option<String>,
    /// Beyond the documented page.
    pub snoozed_until: Option<String>,
    /// The address of the ticket in Groove's own inbox; beyond the documented page.
    pub app_url: Option<String>,
}

impl Ticket {
    /// Decodes the response of "Finding one ticket", "Creating a new ticket" and "Add labels to a
    /// ticket": `{"ticket": …}`.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_single(document: &Value) -> Result<Self, Error> {
        Ticket::read(&Node::root(document).field("ticket"))
    }

    fn read(ticket: &Node) -> Result<Self, Error> {
        let text = |name: &str| ticket.field(name).as_text();
        let links = ticket.field("links");
        let href = |name: &str| links.field(name).field("href").as_text();
        Ok(Ticket {
            number: ticket.field("number").require_id()?,
            assigned_group: text("assigned_group"),
            created_at: text("created_at"),
            updated_at: text("updated_at"),
            priority: text("priority"),
            resolution_time: text("resolution_time"),
            title: text("title"),
            href: text("href"),
            closed_by: text("closed_by"),
            tags: ticket.field("tags").texts(),
            tag_ids: ticket.field("tag_ids").texts(),
            message_count: ticket.field("message_count").as_count(),
            starred: ticket.field("starred").as_bool(),
            summary: text("summary"),
            assignee_href: href("assignee"),
            customer_href: href("customer"),
            state: text("state"),
            assignee: text("assignee"),
            mailbox: text("mailbox"),
            mailbox_id: ticket.field("mailbox_id").as_id(),
            assigned_group_id: ticket.field("assigned_group_id").as_id(),
            customer_name: text("customer_name"),
            kind: text("type"),
            attachment_count: text("attachment_count"),
            interaction_count: text("interaction_count"),
            state_changed_at: text("state_changed_at"),
            assigned_at: text("assigned_at"),
            snoozed_until: text("snoozed_until"),
            app_url: text("app_url"),
        })
    }
}

/// Decodes the response of "Finding a ticket's state": `{"state": "unread"}`.
///
/// # Errors
///
/// [`Error::Undecodable`] with the place where a required field is missing or has another type.
pub fn read_state(document: &Value) -> Result<String, Error> {
    Node::root(document).field("state").require_text()
}

/// An agent.
#[derive(Debug)]
pub struct Agent {
    /// The email address, which is the agent's id.
    pub email: String,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
}

impl Agent {
    /// Decodes the response of "Finding a ticket's assignee": `{"agent": …}`. `None` for an unassigned ticket,
    /// whose response is not documented: a `null` or an empty object.
    pub fn read_single(document: &Value) -> Option<Self> {
        Agent::read(&Node::root(document).field("agent"))
    }

    /// Decodes the list of agents, `{"agents": […]}`, without those that have no email address. Beyond the
    /// documented page.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_list(document: &Value) -> Result<Vec<Self>, Error> {
        let agents = Node::root(document).field("agents").each(|_, item| Agent::read(&item))?;
        Ok(agents.into_iter().flatten().collect())
    }

    fn read(agent: &Node) -> Option<Self> {
        let text = |name: &str| agent.field(name).as_text();
        Some(Agent { email: text("email")?, first_name: text("first_name"), last_name: text("last_name") })
    }
}

/// Decodes the number of tickets in each folder: `{"1234": 7}`. Beyond the documented page.
pub fn read_counts(document: &Value) -> Vec<(String, u64)> {
    let counts = document.as_object().into_iter().flatten();
    counts.filter_map(|(folder, count)| Some((folder.clone(), count.as_u64()?))).collect()
}

/// A customer: each attribute that is present, with its documented name. Beyond the documented page.
#[derive(Debug)]
pub struct Customer(pub Vec<(&'static str, String)>);

impl Customer {
    /// The attributes documented in "Finding one customer".
    const ATTRIBUTES: [&str; 9] = [
        "name",
        "about",
        "title",
        "company_name",
        "phone_number",
        "location",
        "website_url",
        "twitter_username",
        "linkedin_username",
    ];

    /// Decodes the response: `{"customer": …}`.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read(document: &Value) -> Result<Self, Error> {
        let root = Node::root(document);
        let customer = root.field("customer");
        customer.field("email").require_text()?;
        let attribute = |name: &'static str| Some((name, customer.field(name).as_text().filter(|it| !it.is_empty())?));
        Ok(Customer(Self::ATTRIBUTES.into_iter().filter_map(attribute).collect()))
    }
}

/// A group, mailbox or folder; beyond the documented page.
#[derive(Debug)]
pub struct NamedItem {
    /// The id.
    pub id: String,
    /// The name.
    pub name: Option<String>,
}

impl NamedItem {
    /// Decodes the list in this field, without items that have no id.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_list(document: &Value, envelope: &str) -> Result<Vec<Self>, Error> {
        let items = Node::root(document)
            .field(envelope)
            .each(|_, item| Some(NamedItem { id: item.field("id").as_id()?, name: item.field("name").as_text() }))?;
        Ok(items.into_iter().flatten().collect())
    }
}

/// The parameters of "Listing tickets".
#[derive(Debug, Default)]
pub struct ListParameters {
    /// An agent's email address, or `unassigned`.
    pub assignee: Option<String>,
    /// A customer's email address or id.
    pub customer: Option<String>,
    /// The number of the page, from 1.
    pub page: u32,
    /// The page size, at most 50.
    pub per_page: u32,
    /// One of the documented states.
    pub state: Option<String>,
    /// The id of a folder.
    pub folder: Option<String>,
}

/// The JSON body of a call.
pub type Body = Map<String, Value>;

/// Returns a body with these parameters.
pub fn body<const N: usize>(parameters: [(&str, Value); N]) -> Body {
    parameters.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
