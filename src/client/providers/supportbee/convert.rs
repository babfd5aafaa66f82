//! Converts between SupportBee's documents and `domain`. No function can fail.

use serde_json::Value;

use super::{INCLUDE_SPAM, MAX_REPLIES, REPLIES, wire};
use crate::domain::{
    AccountId, Assignee, Attachment, Choice, Colour, Content, Cursor, Fact, FactValue, Flag, Flags, Label, Listed,
    NewTicket, Page, Person, Query, Ticket, TicketField, TicketKey, html, time,
};
use crate::text::en::facts;

/// The page size that is requested; it must be less than 100 ("Retrieving Tickets").
const PER_PAGE: u32 = 50;

/// The state, and the system label, of tickets that wait for a reply.
pub const UNANSWERED: &str = "unanswered";

/// The states that are requested with a flag. With such a flag the list includes these tickets but does not
/// exclude others, so the others are removed here.
pub const BY_FLAG: [(&str, Flag); 3] = [("archived", Flag::Archived), (SPAM, Flag::Spam), ("trash", Flag::Trash)];

/// The only state that a search can be combined with.
pub const SPAM: &str = "spam";

/// The account that a document came from.
#[derive(Clone)]
pub struct Source {
    /// The account's id.
    pub account: AccountId,
    /// The account's base URL, because the addresses of groups' pictures have no host.
    pub base_url: String,
}

/// Returns the state that a query filters by.
pub fn state_of(query: &Query) -> Option<&str> {
    query.word(TicketField::State)
}

/// Returns the flag for the state in a query; `None` if that state has none.
fn requested_flag(query: &Query) -> Option<Flag> {
    let word = state_of(query)?;
    BY_FLAG.iter().find(|(state, _)| *state == word).map(|(_, flag)| *flag)
}

/// Returns a query as the parameters of "Retrieving Tickets".
pub fn list_parameters(query: &Query, page: u32) -> wire::ListParameters {
    let flag = requested_flag(query);
    let if_requested = |wanted: Flag| (flag == Some(wanted)).then_some(true);
    let unanswered = state_of(query).filter(|word| *word == UNANSWERED);
    wire::ListParameters {
        per_page: PER_PAGE,
        page,
        spam: if_requested(Flag::Spam).or(query.switch(&INCLUDE_SPAM)),
        replies: query.switch(&REPLIES),
        max_replies: query.number(&MAX_REPLIES),
        assigned_user: query.assignee().map(|assignee| match assignee {
            Assignee::Me => "me".to_owned(),
            Assignee::Nobody => "none".to_owned(),
            Assignee::Person(id) => id.clone(),
        }),
        assigned_group: query.word(TicketField::Group).map(str::to_owned),
        starred: query.switch(TicketField::Flag(Flag::Starred)),
        label: query.word(TicketField::Labels).or(unanswered).map(str::to_owned),
        archived: if_requested(Flag::Archived),
        trash: if_requested(Flag::Trash),
    }
}

/// Returns a query as the parameters of "Searching Tickets".
pub fn search_parameters(query: &Query, page: u32) -> wire::SearchParameters {
    let spam = (requested_flag(query) == Some(Flag::Spam)).then_some(true).or(query.switch(&INCLUDE_SPAM));
    wire::SearchParameters { query: query.text.trim().to_owned(), per_page: PER_PAGE, page, spam }
}

/// Converts a page of a list or a search.
pub fn page(source: &Source, response: wire::Tickets, query: &Query, page: u32) -> Page {
    let next = next_page(&response, page).map(|page| Cursor(page.to_string()));
    let count = response.tickets.len();
    let flag = requested_flag(query);
    let listed = response.tickets.into_iter().enumerate().map(|(index, wire)| match wire {
        Ok(wire) => Listed::Ticket(Box::new(ticket(source, wire))),
        Err(error) => Listed::Unreadable(error.into_unreadable(page, index)),
    });
    let is_requested = |listed: &Listed| match (listed, flag) {
        (Listed::Ticket(ticket), Some(flag)) => ticket.flags.get(flag) != Some(false),
        _ => true,
    };
    let tickets: Vec<Listed> = listed.filter(is_requested).collect();
    // The server's total includes tickets that were removed here, so it is wrong if any were.
    let total = response.total.filter(|_| tickets.len() == count);
    Page { tickets, total, next }
}

/// Returns the number of the page after `page`. `None` if it is the last one, by any sign: it is empty, has
/// the last number, the server returned an earlier page again, or there are no totals and it is not full.
fn next_page(response: &wire::Tickets, page: u32) -> Option<u32> {
    let per_page = response.per_page.filter(|size| *size > 0).unwrap_or(u64::from(PER_PAGE));
    let pages = response.total_pages.or_else(|| Some(response.total?.div_ceil(per_page)));
    let is_last = match pages {
        Some(pages) => u64::from(page) >= pages,
        None => (response.tickets.len() as u64) < per_page,
    };
    let is_repeated = response.current_page.is_some_and(|current| current < u64::from(page));
    (!response.tickets.is_empty() && !is_last && !is_repeated).then(|| page.saturating_add(1))
}

/// Converts a ticket. It has no state of its own: its flags stand for one.
pub fn ticket(source: &Source, wire: wire::Ticket) -> Ticket {
    let facts = facts(source, &wire);
    let flags = Flags::default()
        .with(Flag::Starred, wire.starred)
        .with(Flag::Archived, wire.archived)
        .with(Flag::Spam, wire.spam)
        .with(Flag::Trash, wire.trash)
        .with(Flag::Answered, wire.unanswered.map(|unanswered| !unanswered));
    Ticket {
        key: TicketKey { account: source.account.clone(), id: wire.id.as_str().into() },
        subject: wire.subject.unwrap_or_default(),
        summary: html::unescape(&wire.summary.unwrap_or_default()),
        requester: wire.requester.map(|user| person(source, user)),
        assignee: wire.user.map(|user| person(source, user)),
        group: wire.group.map(choice),
        labels: wire.labels.into_iter().map(label).collect(),
        flags,
        replies: wire.replies_count,
        // The first message, the replies and the comments.
        messages: wire
            .replies_count
            .zip(wire.comments_count)
            .map(|(replies, comments)| replies.saturating_add(comments).saturating_add(1)),
        cc: wire.cc.into_iter().map(|user| person(source, user)).collect(),
        content: wire.content.map(|wire| content(source, wire)),
        created_at: wire.created_at.as_deref().and_then(time::parse),
        updated_at: wire.last_activity_at.as_deref().and_then(time::parse),
        facts,
        ..Ticket::default()
    }
}

/// Returns the fields that only SupportBee's tickets have. Documented fields are listed even if they are
/// empty; others only if the ticket has them.
fn facts(source: &Source, wire: &wire::Ticket) -> Vec<Fact> {
    let text = |text: Option<String>| text.map_or(FactValue::Nothing, FactValue::Text);
    let yes = |switch: Option<bool>| switch.map_or(FactValue::Nothing, FactValue::Switch);
    let only = |switch: Option<bool>| yes(switch.filter(|it| *it));
    let requester = wire.requester.as_ref();
    let group = wire.group.as_ref().map(|group| {
        let name = group.name.clone().unwrap_or_else(|| group.id.clone());
        let picture = group.picture.as_deref().and_then(|address| absolute(source, address));
        FactValue::Person(Person { id: group.id.clone(), name, picture, ..Person::default() })
    });
    let names = |people: &[wire::User]| {
        let names = people.iter().filter_map(|user| user.email.clone().or_else(|| user.name.clone()));
        Some(names.collect::<Vec<_>>().join(", ")).filter(|names| !names.is_empty())
    };
    let channels =
        wire.source.iter().map(|(channel, from)| format!("{channel}: {from}")).collect::<Vec<_>>().join(", ");
    let documented = [
        (facts::COMMENTS, text(wire.comments_count.map(|count| count.to_string()))),
        (facts::REQUESTER_ID, text(requester.and_then(|user| user.id.clone()))),
        (facts::REQUESTER_IS_AN_AGENT, yes(requester.and_then(|user| user.agent))),
        (facts::GROUP, group.unwrap_or(FactValue::Nothing)),
    ];
    let seen = [
        (facts::REQUESTER_ROLE, text(requester.and_then(|user| user.role.clone()))),
        (facts::AGENT_REPLIES, text(wire.agent_replies_count.clone())),
        (facts::BLIND_COPIES, text(names(&wire.bcc))),
        (facts::SOURCE, text(Some(channels).filter(|channels| !channels.is_empty()))),
        (facts::PRIVATE, only(wire.private)),
        (facts::DRAFT, only(wire.draft)),
        (facts::FIRST_MESSAGE_TRUNCATED, only(wire.content.as_ref().and_then(|content| content.truncated))),
    ];
    let seen = seen.into_iter().filter(|(_, value)| *value != FactValue::Nothing);
    documented.into_iter().chain(seen).map(|(name, value)| Fact { name, value }).collect()
}

/// Returns an absolute URL: the addresses of groups' pictures have no host in the documentation. `None` if
/// the address is neither `http(s)` nor a path.
fn absolute(source: &Source, address: &str) -> Option<String> {
    if address.starts_with("https://") || address.starts_with("http://") {
        return Some(address.to_owned());
    }
    match address.strip_prefix("//") {
        Some(_) => Some(format!("https:{address}")),
        None => address.starts_with('/').then(|| format!("{}{address}", source.base_url)),
    }
}

/// Converts an agent or a customer. Without an id, the email address is the id.
pub fn person(source: &Source, user: wire::User) -> Person {
    let email = user.email.unwrap_or_default();
    Person {
        id: user.id.unwrap_or_else(|| email.clone()),
        name: user.name.unwrap_or_default(),
        picture: user.picture.and_then(|address| absolute(source, &address)),
        email,
    }
}

/// Converts a group.
pub fn choice(group: wire::Group) -> Choice {
    Choice { name: group.name.unwrap_or_else(|| group.id.clone()), id: group.id }
}

/// Converts a label.
pub fn label(label: wire::Label) -> Label {
    Label { colour: label.color.as_deref().and_then(Colour::parse), ..Label::named(label.name) }
}

/// Converts the content of a message. If it has only HTML, the text is taken from that.
pub fn content(source: &Source, wire: wire::Content) -> Content {
    let html = wire.html.unwrap_or_default();
    let text = wire.body.filter(|text| !text.trim().is_empty()).unwrap_or_else(|| html::words(&html));
    Content { text, html, attachments: wire.attachments.into_iter().map(|wire| attachment(source, wire)).collect() }
}

/// Converts a file.
pub fn attachment(source: &Source, wire: wire::Attachment) -> Attachment {
    let kind = wire.content_type.unwrap_or_default();
    Attachment {
        id: wire.id.unwrap_or_default(),
        name: wire.filename.unwrap_or_default(),
        kind: kind.split(';').next().unwrap_or_default().trim().to_owned(),
        size: None,
        created_at: wire.created_at.as_deref().and_then(time::parse),
        url: wire.original.and_then(|address| absolute(source, &address)).unwrap_or_default(),
        thumb: wire.thumb.and_then(|address| absolute(source, &address)),
    }
}

/// Returns the data of "Creating Tickets".
pub fn new_ticket(draft: &NewTicket) -> wire::NewTicket {
    let text = |key: &str| draft.text(key).map(str::to_owned);
    let ids = draft.text("attachment_ids").unwrap_or_default().split(',').map(str::trim);
    wire::NewTicket {
        subject: text("subject").unwrap_or_default(),
        requester_name: text("requester_name").unwrap_or_default(),
        requester_email: text("requester_email"),
        body: text("body"),
        body_html: None,
        attachment_ids: ids.filter(|it| !it.is_empty()).map(number).collect(),
    }
}

/// Returns the id of a file as a JSON number. One that is not a number is sent as a string, and the helpdesk
/// explains what is wrong with it.
pub fn number(id: &str) -> Value {
    id.parse::<u64>().map_or_else(|_| Value::from(id), Value::from)
}
