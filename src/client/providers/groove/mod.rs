//! Groove, REST API v1 (<https://www.groovehq.com/docs/tickets>).
//!
//! `wire` holds the documents as they are sent, `calls` one function per documented call, `convert` translates
//! between them and `domain`; this file combines them.

pub mod calls;
mod convert;
mod thread;
pub mod wire;

use crate::client::account::{Account, Vendor};
use crate::client::exchange::{Exchange, Step};
use crate::client::provider::{Actions, Provider};
use crate::client::secret::TokenStyle;
use crate::domain::{
    AccountId, Attachment, Capabilities, Change, ChangeMode, Changeable, Cursor, Directory, Fact, Field, FieldKind,
    Filter, FilterKind, LabelSet, Message, Messages, NewTicket, Page, Person, ProviderFilter, Query, Reply,
    ReplyOption, Section, State, StateCategory, Ticket, TicketField, TicketId, TicketPatch, Value, change,
};
use crate::text::en::{filters, new_ticket as fields, providers};

/// Groove as a vendor.
pub static VENDOR: Vendor = Vendor {
    slug: "groove",
    name: "Groove",
    base_url: Some("https://api.groovehq.com/v1"),
    base_url_example: "https://api.groovehq.com/v1",
    token_style: TokenStyle::Bearer,
    token_parameter: "access_token",
    // Not documented: a public migration tool uses this limit.
    requests_per_minute: Some(30),
    token_hint: providers::GROOVE_TOKEN,
    me_hint: providers::GROOVE_ME,
    filters: &[&FOLDER],
    provider: |account| Box::new(Groove::new(account)),
};

/// The provider of one Groove account.
pub struct Groove {
    account: AccountId,
    capabilities: Capabilities,
    /// The agent's own email address, which tells whether a sender or a recipient is the customer.
    me: Option<String>,
}

impl Groove {
    /// Creates the provider of this account.
    pub fn new(account: &Account) -> Self {
        Groove { account: account.id.clone(), capabilities: capabilities(), me: account.me.clone() }
    }
}

impl Provider for Groove {
    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn list(&self, query: &Query, from: Option<&Cursor>) -> Exchange<Page> {
        let page = from.and_then(|cursor| cursor.0.parse().ok()).unwrap_or(1);
        let (account, query) = (self.account.clone(), query.clone());
        calls::list_tickets(&convert::list_parameters(&query, page))
            .map(move |tickets| convert::page(&account, tickets, &query, page))
    }

    fn ticket(&self, id: &TicketId) -> Exchange<Ticket> {
        let (account, id) = (self.account.clone(), id.clone());
        calls::find_ticket(&id).and_then(move |wire| {
            let ticket = convert::ticket(&account, wire);
            if ticket.state.is_some() {
                return Step::Done(Ok(ticket));
            }
            // The documented ticket has no state: that is a separate call.
            Step::More(calls::find_state(&id).map(move |word| Ticket { state: Some(convert::state(&word)), ..ticket }))
        })
    }
}

impl Groove {
    /// Changes labels, some of which are removed. The API can remove a label only by replacing all of them, so the ticket is
    /// read first: labels that someone else added meanwhile stay.
    fn replace_labels(&self, id: &TicketId, from: &LabelSet, to: &LabelSet) -> Exchange<TicketPatch> {
        let (account, ticket, from, to) = (self.account.clone(), id.clone(), from.clone(), to.clone());
        calls::find_ticket(id).and_then(move |wire| {
            let labels = convert::ticket(&account, wire).labels.moved(&from, &to);
            Step::More(calls::replace_labels(&ticket, labels.names()).map(|()| convert::replaced_labels(labels)))
        })
    }
}

impl Actions for Groove {
    fn change(&self, id: &TicketId, change: &Change) -> Option<Exchange<TicketPatch>> {
        let is_quiet = change.mode == ChangeMode::Quiet;
        let exchange = match (change.field, &change.to) {
            _ if change.mode == ChangeMode::TakeOver => return None,
            (TicketField::State, Value::State(to)) => calls::update_state(id, &to.word),
            (TicketField::Assignee, Value::Person(to)) => calls::update_assignee(id, &to.id, is_quiet),
            (TicketField::Group, Value::Choice(to)) => calls::update_assigned_group(id, &to.id, is_quiet),
            (TicketField::Mailbox, Value::Choice(to)) => calls::change_mailbox(id, &to.id),
            (TicketField::Labels, Value::Labels(to)) => {
                let (added, removed) = change.labels()?;
                if removed.is_empty() {
                    // This call keeps labels that others have added meanwhile, and its response has all labels.
                    let names = added.into_iter().map(|label| label.name).collect();
                    return Some(calls::add_labels(id, names).map(convert::label_patch));
                }
                let Value::Labels(from) = &change.from else { return None };
                return Some(self.replace_labels(id, from, to));
            }
            _ => return None,
        };
        Some(exchange.map(|()| change::empty_patch()))
    }

    fn new_ticket_fields(&self) -> &'static [Field] {
        &NEW_TICKET_FIELDS
    }

    fn create(&self, draft: &NewTicket, known: &Directory) -> Exchange<TicketId> {
        calls::create_ticket(convert::new_ticket(draft, known, self.me.as_deref()))
    }

    fn assignee_of(&self, id: &TicketId) -> Option<Exchange<Option<Person>>> {
        Some(calls::find_assignee(id).map(|agent| agent.map(convert::person)))
    }

    fn customer(&self, customer: &Person) -> Option<Exchange<Vec<Fact>>> {
        Some(calls::find_customer(&customer.id).map(convert::customer_facts))
    }

    fn messages(&self, ticket: &Ticket, before: Option<&Cursor>) -> Vec<Exchange<Messages>> {
        vec![thread::messages(ticket, before)]
    }

    fn attachments(&self, message: &Message) -> Option<Exchange<Vec<Attachment>>> {
        Some(calls::list_attachments(&message.id).map(|files| files.into_iter().map(thread::attachment).collect()))
    }

    fn reply(&self, ticket: &TicketId, reply: &Reply) -> Option<Exchange<Option<Message>>> {
        let me = self.me.clone();
        let created = calls::create_message(ticket, thread::new_message(reply, me.as_deref()));
        Some(created.map(|wire| Some(thread::message(wire, None))))
    }

    fn directory(&self) -> Vec<Exchange<Directory>> {
        vec![
            calls::list_agents().map(|agents| Directory {
                people: agents.into_iter().map(convert::person).collect(),
                ..Directory::default()
            }),
            calls::list_groups().map(|groups| Directory { groups: convert::choices(groups), ..Directory::default() }),
            calls::list_mailboxes()
                .map(|mailboxes| Directory { mailboxes: convert::choices(mailboxes), ..Directory::default() }),
            calls::list_folders()
                .map(|folders| Directory { folders: convert::choices(folders), ..Directory::default() }),
            calls::count_tickets().map(|counts| Directory { counts, ..Directory::default() }),
        ]
    }
}

/// Returns what the documentation allows.
fn capabilities() -> Capabilities {
    Capabilities {
        filters: FILTERS.to_vec(),
        unassigned: true,
        search: None,
        states: STATES.map(|(word, category)| State::new(word, category)).to_vec(),
        changes: CHANGES.to_vec(),
        customers: true,
        thread: true,
        reply_options: vec![ReplyOption::Reply, ReplyOption::Note, ReplyOption::SendCopy],
        ..Capabilities::default()
    }
}

/// The documented filters of a list ("Listing tickets").
const FILTERS: [Filter; 4] = [
    Filter::Field(TicketField::State),
    Filter::Field(TicketField::Assignee),
    Filter::Field(TicketField::Customer),
    Filter::Own(&FOLDER),
];

/// Only tickets in a folder.
pub static FOLDER: ProviderFilter = ProviderFilter {
    parameter: "folder",
    place: 41,
    label: filters::FOLDER,
    kind: FilterKind::Choice { list: |known| &known.folders, heading: Some(filters::FOLDERS) },
    admits: |_, _| true,
    view: None,
};

/// The documented changes.
const CHANGES: [Changeable; 5] = [
    Changeable::new(TicketField::State),
    Changeable::new(TicketField::Assignee).takes_entry().quietable(),
    Changeable::new(TicketField::Group).takes_entry().quietable(),
    Changeable::new(TicketField::Labels).takes_entry(),
    Changeable::new(TicketField::Mailbox),
];

/// The documented states ("Updating a ticket state").
const STATES: [(&str, StateCategory); 5] = [
    ("unread", StateCategory::Unread),
    ("opened", StateCategory::Open),
    ("pending", StateCategory::Pending),
    ("closed", StateCategory::Closed),
    ("spam", StateCategory::Spam),
];

/// The documented parameters of a new ticket and of its customer ("Creating a new ticket",
/// "Optional Customer Parameters"), in the order of the form.
static NEW_TICKET_FIELDS: [Field; 22] = {
    use FieldKind::{Email, Group, Labels, Line, Mailbox, Moment, Person, State, Switch, Text};
    use Section::{Customer, Options};
    [
        Field::new("from", fields::FROM, Email).required().hint(fields::FROM_HINT),
        Field::new("to", fields::TO, Email).required().hint(fields::TO_HINT),
        Field::new("subject", fields::SUBJECT, Line),
        Field::new("body", fields::MESSAGE, Text).required(),
        Field::new("assignee", fields::ASSIGNEE, Person),
        Field::new("tags", fields::LABELS, Labels),
        Field::new("note", fields::PRIVATE_NOTE, Switch).hint(fields::NOTE_HINT),
        Field::new("send_copy_to_customer", fields::SEND_COPY_TO_CUSTOMER, Switch).hint(fields::SEND_COPY_HINT),
        Field::new("mailbox", fields::MAILBOX, Mailbox).hint(fields::MAILBOX_HINT).section(Options),
        Field::new("assigned_group", fields::GROUP, Group).section(Options),
        Field::new("state", fields::STATE, State).hint(fields::STATE_HINT).section(Options),
        Field::new("sent_at", fields::SENT_AT, Moment).hint(fields::SENT_AT_HINT).section(Options),
        Field::new("starred", fields::STARRED, Switch).section(Options),
        Field::new("skip_notifications", fields::SKIP_NOTIFICATIONS, Switch)
            .hint(fields::SKIP_NOTIFICATIONS_HINT)
            .section(Options),
        Field::new("name", fields::NAME, Line).section(Customer),
        Field::new("about", fields::ABOUT, Line).section(Customer),
        Field::new("title", fields::TITLE, Line).section(Customer),
        Field::new("company_name", fields::COMPANY, Line).section(Customer),
        Field::new("phone_number", fields::PHONE, Line).section(Customer),
        Field::new("location", fields::LOCATION, Line).section(Customer),
        Field::new("twitter_username", fields::TWITTER, Line).section(Customer),
        Field::new("linkedin_username", fields::LINKEDIN, Line).section(Customer),
    ]
};
