//! Converts between Groove's documents and `domain`. No function can fail.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::{FOLDER, NEW_TICKET_FIELDS, STATES, wire};
use crate::domain::{
    AccountId, Assignee, Choice, Cursor, Directory, Fact, FactValue, FieldKind, Flag, Flags, Label, LabelSet, Listed,
    NewTicket, Page, Person, Query, Section, State, StateCategory, Ticket, TicketField, TicketKey, TicketPatch, time,
};
use crate::text::en::facts;

/// The maximum page size ("Listing tickets").
const PER_PAGE: u32 = 50;

/// Returns a query as the parameters of "Listing tickets".
pub fn list_parameters(query: &Query, page: u32) -> wire::ListParameters {
    wire::ListParameters {
        assignee: query.assignee().map(|assignee| match assignee {
            Assignee::Nobody => "unassigned".to_owned(),
            Assignee::Person(email) => email.clone(),
            // `Client::list` has already replaced this with the agent's own address.
            Assignee::Me => "me".to_owned(),
        }),
        customer: query.word(TicketField::Customer).map(str::to_owned),
        page,
        per_page: PER_PAGE,
        state: query.word(TicketField::State).map(str::to_owned),
        folder: query.word(&FOLDER).map(str::to_owned),
    }
}

/// Converts a page of a list. The query fills in fields that the documented tickets lack.
pub fn page(account: &AccountId, response: wire::Tickets, query: &Query, page: u32) -> Page {
    let next = next_page(&response.pagination, page, response.tickets.is_empty());
    let total = response.pagination.total_count;
    let listed = response.tickets.into_iter().enumerate().map(|(index, wire)| match wire {
        Ok(wire) => {
            let mut ticket = ticket(account, wire);
            // In a list filtered by state, every ticket has that state.
            ticket.state = ticket.state.or_else(|| query.word(TicketField::State).map(state));
            Listed::Ticket(Box::new(ticket))
        }
        Err(error) => Listed::Unreadable(error.into_unreadable(page, index)),
    });
    Page { tickets: listed.collect(), total, next: next.map(|page| Cursor(page.to_string())) }
}

/// Returns the number of the page after `page`. `None` if it is the last one, by any sign: it is empty, has
/// no next address, has the last number, or the server returned an earlier page again.
fn next_page(pagination: &wire::Pagination, page: u32, is_empty: bool) -> Option<u32> {
    let has_address = pagination.next_page.as_ref().is_some_and(|address| !address.is_empty());
    let is_last = pagination.total_pages.is_some_and(|total| u64::from(page) >= total);
    let is_repeated = pagination.current_page.is_some_and(|current| current < u64::from(page));
    (has_address && !is_empty && !is_last && !is_repeated).then(|| page.saturating_add(1))
}

/// Converts a ticket.
pub fn ticket(account: &AccountId, wire: wire::Ticket) -> Ticket {
    let facts = facts(&wire);
    let assignee = wire.assignee.or_else(|| last_segment(wire.assignee_href)).filter(|email| !email.is_empty());
    let requester = last_segment(wire.customer_href);
    let group = wire.assigned_group.filter(|name| !name.is_empty());
    let mailbox = wire.mailbox;
    Ticket {
        key: TicketKey { account: account.clone(), id: wire.number.as_str().into() },
        subject: wire.title.unwrap_or_default(),
        summary: wire.summary.unwrap_or_default(),
        requester: requester.map(|id| customer(id, wire.customer_name)),
        state: wire.state.as_deref().map(state),
        assignee: assignee.map(Person::by_email),
        group: group.map(|name| Choice { id: wire.assigned_group_id.unwrap_or_else(|| name.clone()), name }),
        mailbox: match (wire.mailbox_id, mailbox) {
            (Some(id), name) => Some(Choice { name: name.unwrap_or_else(|| id.clone()), id }),
            (None, name) => name.map(Choice::named),
        },
        labels: wire.tags.into_iter().map(Label::named).collect(),
        flags: Flags::default().with(Flag::Starred, wire.starred),
        messages: wire.message_count,
        created_at: wire.created_at.as_deref().and_then(time::parse),
        updated_at: wire.updated_at.as_deref().and_then(time::parse),
        facts,
        ..Ticket::default()
    }
}

/// Returns what a ticket becomes whose labels were replaced.
pub fn replaced_labels(labels: LabelSet) -> TicketPatch {
    Box::new(move |ticket| ticket.labels = labels)
}

/// Returns what the response of "Add labels to a ticket" changes: the labels and the state.
pub fn label_patch(wire: wire::Ticket) -> TicketPatch {
    Box::new(move |ticket| {
        ticket.labels = wire.tags.into_iter().map(Label::named).collect();
        ticket.state = wire.state.as_deref().map(state).or_else(|| ticket.state.take());
    })
}

/// Returns the fields that only Groove's tickets have. Documented fields are listed even if they are empty;
/// others only if the ticket has them.
fn facts(wire: &wire::Ticket) -> Vec<Fact> {
    let text = |text: &Option<String>| text.clone().map_or(FactValue::Nothing, FactValue::Text);
    let moment =
        |text: &Option<String>| text.as_deref().and_then(time::parse).map_or(FactValue::Nothing, FactValue::Time);
    let tag_ids = wire.tag_ids.join(", ");
    let documented = [
        (facts::PRIORITY, text(&wire.priority)),
        (facts::CLOSED_BY, text(&wire.closed_by)),
        (facts::RESOLUTION_TIME, text(&wire.resolution_time)),
        (facts::API_ADDRESS, text(&wire.href)),
    ];
    let seen = [
        (facts::CHANNEL, text(&wire.kind)),
        (facts::ATTACHMENTS, text(&wire.attachment_count)),
        (facts::INTERACTIONS, text(&wire.interaction_count)),
        (facts::STATE_CHANGED, moment(&wire.state_changed_at)),
        (facts::ASSIGNED, moment(&wire.assigned_at)),
        (facts::SNOOZED_UNTIL, moment(&wire.snoozed_until)),
        (facts::LABEL_IDS, if tag_ids.is_empty() { FactValue::Nothing } else { FactValue::Text(tag_ids) }),
        (facts::HELPDESK_PAGE, wire.app_url.clone().map_or(FactValue::Nothing, FactValue::Link)),
    ];
    let seen = seen.into_iter().filter(|(_, value)| *value != FactValue::Nothing);
    documented.into_iter().chain(seen).map(|(name, value)| Fact { name, value }).collect()
}

/// Returns the decoded last segment of a URL's path; `None` if there is none.
pub fn last_segment(href: Option<String>) -> Option<String> {
    let href = href?;
    let path = href.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let segment = path.rsplit('/').next().filter(|segment| !segment.is_empty())?;
    Some(percent_decode_str(segment).decode_utf8_lossy().into_owned())
}

/// Returns a customer, whose id is an email address or a number.
pub fn customer(id: String, name: Option<String>) -> Person {
    let email = if id.contains('@') { id.clone() } else { String::new() };
    Person { id, name: name.unwrap_or_default(), email, picture: None }
}

/// Returns the state with this name. An undocumented one is in [`StateCategory::Other`].
pub fn state(word: &str) -> State {
    let category =
        STATES.iter().find(|(known, _)| *known == word).map_or(StateCategory::Other, |(_, category)| *category);
    State::new(word, category)
}

/// Converts an agent.
pub fn person(agent: wire::Agent) -> Person {
    let names = [agent.first_name, agent.last_name];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ").trim().to_owned();
    Person { name, ..Person::by_email(agent.email) }
}

/// Converts a customer's attributes, with the same labels as in the form for a new ticket.
pub fn customer_facts(customer: wire::Customer) -> Vec<Fact> {
    let label =
        |key: &str| match NEW_TICKET_FIELDS.iter().find(|field| field.key == key && field.section == Section::Customer)
        {
            Some(field) => field.label,
            None => facts::WEBSITE,
        };
    customer.0.into_iter().map(|(key, text)| Fact { name: label(key), value: FactValue::Text(text) }).collect()
}

/// Converts groups, mailboxes or folders.
pub fn choices(items: Vec<wire::NamedItem>) -> Vec<Choice> {
    items.into_iter().map(|it| Choice { name: it.name.unwrap_or_else(|| it.id.clone()), id: it.id }).collect()
}

/// Returns the body of "Creating a new ticket".
///
/// The customer's details are sent as an object in place of the customer's address. The customer is the
/// sender, unless the sender is known to be an agent.
pub fn new_ticket(draft: &NewTicket, known: &Directory, me: Option<&str>) -> wire::Body {
    let mut body = wire::Body::new();
    let mut customer = wire::Body::new();
    for field in &NEW_TICKET_FIELDS {
        let value = match field.kind {
            FieldKind::Switch => draft.is_on(field.key).then_some(json!(true)),
            FieldKind::Labels => {
                Some(draft.names(field.key)).filter(|names| !names.is_empty()).map(|names| json!(names))
            }
            _ => draft.text(field.key).map(|text| json!(text)),
        };
        let target = if field.section == Section::Customer { &mut customer } else { &mut body };
        value.map(|value| target.insert(field.key.to_owned(), value));
    }
    // This call takes only a group's name, while the one that changes it takes an id or a name.
    if let Some(id) = draft.text("assigned_group")
        && let Some(group) = known.groups.iter().find(|group| group.id == id)
    {
        body.insert("assigned_group".to_owned(), json!(group.name));
    }
    if !customer.is_empty() {
        let sender = draft.text("from").unwrap_or_default();
        let is_agent = me == Some(sender) || known.person(sender).is_some();
        let key = if is_agent { "to" } else { "from" };
        customer.insert("email".to_owned(), body.remove(key).unwrap_or_default());
        body.insert(key.to_owned(), Value::Object(customer));
    }
    body
}
