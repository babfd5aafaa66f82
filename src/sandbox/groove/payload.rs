//! Serialises tickets and lists as the API does.

use serde_json::Value;

use super::account::{agent_id, group_id, inbox, inbox_id};
use super::ticket::{Message, Ticket};
use super::{Groove, Shape};
use crate::client::request::encode_segment;
use crate::client::response::Response;
use crate::sandbox::documents::{html, iso};
use crate::sandbox::object;
use crate::sandbox::params::{Page, Params};

/// The base address in the documentation's examples, used in every `href` and `Location`.
pub(super) const API: &str = "https://api.groovehq.com/v1";

/// The fields of the response to "Creating a new ticket".
pub(super) const CREATED: [&str; 3] = ["number", "href", "links"];

/// The fields of the response to "Finding one ticket".
pub(super) const DETAILED: [&str; 14] = [
    "assigned_group",
    "created_at",
    "number",
    "priority",
    "resolution_time",
    "title",
    "updated_at",
    "href",
    "closed_by",
    "tags",
    "message_count",
    "summary",
    "links",
    "starred",
];

/// The fields of the response to "Listing tickets": all but the last, which is in the details only.
pub(super) const LISTED: &[&str] = DETAILED.split_at(13).0;

/// The fields of the response to "Add labels to a ticket", as far as the page lists them.
pub(super) const LABELLED: [&str; 8] =
    ["created_at", "href", "links", "number", "priority", "state", "tags", "tag_ids"];

/// Returns the requested page: 25 rows by default, at most 50.
pub(super) fn page_of(params: &Params) -> Result<Page, Response> {
    params.page(25, 50)
}

/// Makes a response with one page of a list. As in the documentation's example, `next_page` is an unencrypted address
/// on another host without the filters: a client must not follow it.
pub(super) fn paged<T>(key: &str, path: &str, page: &Page, rows: &[T], row: impl Fn(&T) -> Value) -> Response {
    let total_pages = page.count(rows.len());
    let next_page =
        (page.number < total_pages).then(|| format!("http://api.groovehq.dev/v1{path}?page={}", page.number + 1));
    let pagination = object(vec![
        ("current_page", page.number.into()),
        ("total_pages", total_pages.into()),
        ("total_count", rows.len().into()),
        ("next_page", next_page.into()),
    ]);
    let meta = object(vec![("pagination", pagination)]);
    Response::json_body(200, &object(vec![(key, page.write(rows, row)), ("meta", meta)]))
}

/// Makes an object whose only field is an address.
pub(super) fn link(href: String) -> Value {
    object(vec![("href", href.into())])
}

impl Groove {
    /// Serialises a ticket. In [`Shape::Documented`] it has only the fields in `documented`.
    pub(super) fn ticket_payload(&self, ticket: &Ticket, documented: &[&str]) -> Value {
        let mut fields = self.ticket_fields(ticket);
        if self.shape == Shape::Documented {
            fields.retain(|(name, _)| documented.contains(name));
        }
        object(fields)
    }

    fn ticket_fields(&self, ticket: &Ticket) -> Vec<(&'static str, Value)> {
        let number = match self.broken.contains(&ticket.number) {
            true => vec![ticket.number].into(),
            false => Value::from(ticket.number),
        };
        let mailbox = inbox(ticket.mailbox);
        let text = |message: &Message| message.text.clone();
        let first = ticket.messages.first().map(text).unwrap_or_default();
        let last = ticket.messages.last();
        let customer_name = self.customer(&ticket.customer).and_then(|customer| customer.attributes.get("name"));
        vec![
            ("assigned_group", ticket.group.into()),
            ("created_at", iso(ticket.created_at)),
            ("number", number),
            ("priority", ticket.priority.into()),
            ("resolution_time", ticket.resolution_time.into()),
            ("title", ticket.subject.clone().into()),
            ("updated_at", iso(ticket.updated_at)),
            ("href", format!("{}/tickets/{}", self.base(ticket), ticket.number).into()),
            ("closed_by", ticket.closed_by.into()),
            ("tags", ticket.labels.clone().into()),
            ("message_count", ticket.messages.len().into()),
            ("starred", ticket.starred.into()),
            ("summary", first.chars().take(100).collect::<String>().into()),
            ("links", self.ticket_links(ticket)),
            // Beyond the page "Tickets": seen in recorded payloads and used by public clients.
            ("state", ticket.state.into()),
            ("tag_ids", self.label_ids(ticket).into()),
            ("assignee", ticket.assignee.into()),
            ("assigned_group_id", ticket.group.and_then(group_id).into()),
            ("mailbox", mailbox.map(|inbox| inbox.name).into()),
            ("mailbox_id", mailbox.and_then(inbox_id).map(|id| id.to_string()).into()),
            ("customer_name", customer_name.cloned().unwrap_or_default()),
            ("attachment_count", 0.into()),
            ("interaction_count", ticket.messages.len().into()),
            ("last_message", last.map(|message| html(&message.text)).into()),
            ("last_message_plain_text", last.map(text).into()),
            ("last_message_type", "Comment".into()),
            ("app_url", format!("https://app.groovehq.example/tickets/{}", ticket.number).into()),
            ("deleted_at", Value::Null),
            ("snoozed_until", Value::Null),
        ]
    }

    fn ticket_links(&self, ticket: &Ticket) -> Value {
        let base = self.base(ticket);
        let here = |part: &str| link(format!("{base}/tickets/{}/{part}", ticket.number));
        let mut links = vec![("state", here("state")), ("messages", here("messages"))];
        // An unassigned ticket has no such link at all.
        if let Some(email) = ticket.assignee {
            let href = format!("{base}/agents/{}", encode_segment(email));
            links.push(("assignee", self.person_link(href, agent_id(email))));
        }
        let id = self.customer(&ticket.customer).map(|customer| customer.id.clone());
        let by_id = self.shape == Shape::Live && ticket.number.is_multiple_of(3);
        let key = id.as_deref().filter(|_| by_id).unwrap_or(&ticket.customer);
        let href = format!("{base}/customers/{}", encode_segment(key));
        links.push(("customer", self.person_link(href, id)));
        if self.shape == Shape::Live {
            links.push(("drafts", here("drafts")));
        }
        object(links)
    }

    /// Makes a link to a person. Recorded payloads also contain the person's id.
    fn person_link(&self, href: String, id: Option<String>) -> Value {
        match self.shape {
            Shape::Live => object(vec![("id", id.into()), ("href", href.into())]),
            Shape::Documented => link(href),
        }
    }

    /// Returns the base address in this ticket's links, because the real service is not consistent.
    fn base(&self, ticket: &Ticket) -> &'static str {
        let plain = self.shape == Shape::Live && ticket.number.is_multiple_of(5);
        if plain { "http://api.groovehq.com/v1" } else { API }
    }

    fn label_ids(&self, ticket: &Ticket) -> Vec<usize> {
        let index = |label| self.labels.iter().position(|known| known == label);
        ticket.labels.iter().filter_map(index).map(|index| 1986 + index).collect()
    }
}
