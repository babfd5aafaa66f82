//! SupportBee, Tickets API (its page of January 2012; the newer ones are at
//! <https://developers.supportbee.com/api>).
//!
//! `wire` holds the documents as they are sent, `calls` one function per documented call, `convert` translates
//! between them and `domain`; this file combines them.

pub mod calls;
mod convert;
mod thread;
pub mod wire;

use self::convert::{SPAM, Source, UNANSWERED, state_of};
use crate::client::account::{Account, Vendor};
use crate::client::exchange::Exchange;
use crate::client::provider::{Actions, Provider};
use crate::client::secret::TokenStyle;
use crate::domain::{
    Attachment, Capabilities, Change, ChangeMode, Changeable, Choice, Cursor, Directory, Field, FieldKind, FileVersion,
    Filter, FilterKind, FilterValue, Flag, Message, Messages, NewTicket, Page, Person, ProviderFilter, Query, Reply,
    ReplyOption, Snippet, State, StateCategory, Ticket, TicketField, TicketId, TicketPatch, Upload, Value, change,
};
use crate::text::en::{filters, new_ticket as fields, providers};

/// SupportBee as a vendor.
pub static VENDOR: Vendor = Vendor {
    slug: "supportbee",
    name: "SupportBee",
    base_url: None,
    base_url_example: "https://company.supportbee.com",
    token_style: TokenStyle::Query,
    token_parameter: "auth_token",
    requests_per_minute: None,
    token_hint: providers::SUPPORTBEE_TOKEN,
    me_hint: providers::SUPPORTBEE_ME,
    filters: &[&INCLUDE_SPAM, &REPLIES, &MAX_REPLIES],
    provider: |account| Box::new(SupportBee::new(account)),
};

/// The provider of one SupportBee account.
pub struct SupportBee {
    source: Source,
    capabilities: Capabilities,
}

impl SupportBee {
    /// Creates the provider of this account.
    pub fn new(account: &Account) -> Self {
        let source = Source { account: account.id.clone(), base_url: account.base_url.clone() };
        SupportBee { source, capabilities: capabilities() }
    }
}

impl Provider for SupportBee {
    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn list(&self, query: &Query, from: Option<&Cursor>) -> Exchange<Page> {
        let page = from.and_then(|cursor| cursor.0.parse().ok()).unwrap_or(1);
        let (source, query) = (self.source.clone(), query.clone());
        let tickets = match query.text.trim().is_empty() {
            true => calls::list_tickets(&convert::list_parameters(&query, page)),
            false => calls::search_tickets(&convert::search_parameters(&query, page)),
        };
        tickets.map(move |tickets| convert::page(&source, tickets, &query, page))
    }

    fn ticket(&self, id: &TicketId) -> Exchange<Ticket> {
        let source = self.source.clone();
        calls::show_ticket(id).map(move |wire| convert::ticket(&source, wire))
    }
}

impl Actions for SupportBee {
    fn change(&self, id: &TicketId, change: &Change) -> Option<Exchange<TicketPatch>> {
        let done = match (change.field, &change.to) {
            _ if change.mode == ChangeMode::TakeOver => return None,
            (TicketField::Assignee, Value::Person(to)) => calls::assign_user(id, to.id.parse().ok()?),
            (TicketField::Assignee, Value::Nothing) => calls::unassign_user(id),
            (TicketField::Group, Value::Choice(to)) => {
                let is_another = !change.from.is_same(&change.to);
                return Some(calls::assign_team(id, to.id.parse().ok()?).map(move |()| team_patch(is_another)));
            }
            (TicketField::Group, Value::Nothing) => calls::unassign_team(id),
            (TicketField::Labels, _) => change_labels(id, change)?,
            (TicketField::Flag(flag), Value::Switch(true)) => calls::mark(id, slug(flag)),
            (TicketField::Flag(flag), Value::Switch(false)) => calls::unmark(id, slug(flag)),
            _ => return None,
        };
        Some(done.map(|()| change::empty_patch()))
    }

    fn new_ticket_fields(&self) -> &'static [Field] {
        &NEW_TICKET_FIELDS
    }

    fn create(&self, draft: &NewTicket, _known: &Directory) -> Exchange<TicketId> {
        calls::create_ticket(convert::new_ticket(draft))
    }

    fn assignee_of(&self, _id: &TicketId) -> Option<Exchange<Option<Person>>> {
        None
    }

    /// Requests all messages at once, so there is never an earlier page.
    fn messages(&self, ticket: &Ticket, before: Option<&Cursor>) -> Vec<Exchange<Messages>> {
        if before.is_some() { Vec::new() } else { thread::messages(&self.source, ticket) }
    }

    fn reply(&self, ticket: &TicketId, reply: &Reply) -> Option<Exchange<Option<Message>>> {
        Some(thread::reply(&self.source, ticket, reply).map(Some))
    }

    fn upload(&self, file: &Upload) -> Option<Exchange<Attachment>> {
        Some(thread::upload(&self.source, file))
    }

    fn file(&self, file: &Attachment, version: FileVersion) -> Option<Exchange<Vec<u8>>> {
        // Only files on the API's own host need the token.
        let path = file.url.split('?').next()?;
        path.ends_with(&format!("/attachments/{}", file.id)).then(|| calls::show_attachment(&file.id, version))
    }

    fn snippets(&self) -> Option<Exchange<Vec<Snippet>>> {
        Some(calls::list_snippets().map(|snippets| snippets.into_iter().map(thread::snippet).collect()))
    }

    fn directory(&self) -> Vec<Exchange<Directory>> {
        let source = self.source.clone();
        let people = move |users: Vec<wire::User>| users.into_iter().map(|it| convert::person(&source, it)).collect();
        let groups = |teams: Vec<wire::Group>| -> Vec<Choice> { teams.into_iter().map(convert::choice).collect() };
        let labels = |labels: Vec<wire::Label>| labels.into_iter().map(convert::label).collect();
        vec![
            calls::list_users().map(move |users| Directory { people: people(users), ..Directory::default() }),
            calls::list_teams().map(move |teams| Directory { groups: groups(teams), ..Directory::default() }),
            calls::list_labels().map(move |wire| Directory { labels: labels(wire), ..Directory::default() }),
        ]
    }
}

/// Returns one call for each label that is added or removed; `None` if there is none.
fn change_labels(id: &TicketId, change: &Change) -> Option<Exchange<()>> {
    let (added, removed) = change.labels()?;
    let added = added.iter().map(|label| calls::add_label(id, &label.id));
    let mut exchanges = added.chain(removed.iter().map(|label| calls::remove_label(id, &label.id)));
    let first = exchanges.next()?;
    Some(Exchange::in_sequence(first, exchanges.collect()))
}

/// Returns what assigning a team changes: an agent of another team is no longer assigned.
fn team_patch(is_another: bool) -> TicketPatch {
    Box::new(move |ticket| {
        if is_another {
            ticket.assignee = None;
        }
    })
}

/// Returns a flag's name in a path ("Actions on tickets").
fn slug(flag: Flag) -> &'static str {
    match flag {
        Flag::Starred => "star",
        Flag::Archived => "archive",
        Flag::Spam => "spam",
        Flag::Trash => "trash",
        Flag::Answered => "answered",
    }
}

/// Returns what the documentation allows.
fn capabilities() -> Capabilities {
    Capabilities {
        filters: FILTERS.to_vec(),
        unassigned: true,
        knows_me: true,
        exclusive_filters: vec![
            // "This cannot be used with replies = false."
            (|query| query.switch(&REPLIES) == Some(false), Filter::Own(&MAX_REPLIES)),
            // The API takes a single label, and this state is sent as one.
            (|query| query.has(TicketField::Labels) && state_of(query) == Some(UNANSWERED), STATE),
            // A search takes no other flag than `spam`.
            (|query| !query.text.trim().is_empty() && state_of(query) != Some(SPAM), STATE),
        ],
        search: Some(vec![STATE, Filter::Own(&INCLUDE_SPAM)]),
        states: STATES.map(|(word, category)| State::new(word, category)).to_vec(),
        changes: CHANGES.to_vec(),
        thread: true,
        reply_options: vec![
            ReplyOption::Reply,
            ReplyOption::Note,
            ReplyOption::Copies,
            ReplyOption::Files,
            ReplyOption::Snippets,
        ],
        ..Capabilities::default()
    }
}

const STATE: Filter = Filter::Field(TicketField::State);

/// The documented filters of a list ("Retrieving Tickets"). The state is sent as one of the flags, or as a label.
const FILTERS: [Filter; 8] = [
    STATE,
    Filter::Field(TicketField::Assignee),
    Filter::Field(TicketField::Group),
    Filter::Field(TicketField::Labels),
    Filter::Field(TicketField::Flag(Flag::Starred)),
    Filter::Own(&INCLUDE_SPAM),
    Filter::Own(&REPLIES),
    Filter::Own(&MAX_REPLIES),
];

/// Whether spam is included.
pub static INCLUDE_SPAM: ProviderFilter = ProviderFilter {
    parameter: "spam",
    place: 51,
    label: filters::SPAM,
    kind: FilterKind::Switch { on: filters::WITH_SPAM, off: filters::WITHOUT_SPAM },
    admits: |ticket, value| *value == FilterValue::Switch(true) || !ticket.flags.has(Flag::Spam),
    view: None,
};

/// Only tickets with replies, or only those without.
pub static REPLIES: ProviderFilter = ProviderFilter {
    parameter: "replies",
    place: 52,
    label: filters::REPLIES,
    kind: FilterKind::Switch { on: filters::WITH_REPLIES, off: filters::WITHOUT_REPLIES },
    admits: |ticket, value| ticket.replies.is_some_and(|count| FilterValue::Switch(count > 0) == *value),
    view: Some(("mail", filters::NO_REPLIES_YET, FilterValue::Switch(false))),
};

/// Only tickets with at most this many replies.
pub static MAX_REPLIES: ProviderFilter = ProviderFilter {
    parameter: "max_replies",
    place: 53,
    label: filters::REPLY_COUNT,
    kind: FilterKind::Number { words: filters::at_most_replies },
    admits: |ticket, value| match value {
        FilterValue::Number(most) => ticket.replies.is_some_and(|count| count <= u64::from(*most)),
        _ => true,
    },
    view: None,
};

/// The fields that can be changed. All of these calls are beyond the documented page, so a server may not have them.
const CHANGES: [Changeable; 8] = [
    Changeable::new(TicketField::Assignee).clearable().undocumented(),
    Changeable::new(TicketField::Group).clearable().takes_entry().undocumented(),
    Changeable::new(TicketField::Labels).undocumented(),
    Changeable::new(TicketField::Flag(Flag::Starred)).undocumented(),
    Changeable::new(TicketField::Flag(Flag::Answered)).undocumented(),
    Changeable::new(TicketField::Flag(Flag::Archived)).undocumented(),
    Changeable::new(TicketField::Flag(Flag::Spam)).undocumented(),
    Changeable::new(TicketField::Flag(Flag::Trash)).undocumented(),
];

/// The states that a list can be filtered by: a system label and three flags. [`Ticket::status`] derives the
/// same states from a ticket.
const STATES: [(&str, StateCategory); 4] = [
    (UNANSWERED, StateCategory::Unread),
    ("archived", StateCategory::Closed),
    (SPAM, StateCategory::Spam),
    ("trash", StateCategory::Other),
];

/// The data of a new ticket ("Creating Tickets", Post Data), in the order of the form.
static NEW_TICKET_FIELDS: [Field; 5] = [
    Field::new("subject", fields::SUBJECT, FieldKind::Line).required(),
    Field::new("requester_name", fields::REQUESTER_NAME, FieldKind::Line).required(),
    Field::new("requester_email", fields::REQUESTER_EMAIL, FieldKind::Email),
    Field::new("body", fields::MESSAGE, FieldKind::Text).required(),
    Field::new("attachment_ids", fields::ATTACHMENTS, FieldKind::Ids).hint(fields::ATTACHMENTS_HINT),
];
