//! Zaia, API reference (alpha), Tickets
//! (<https://docs.zaia.app/documentation/api-reference-alpha/reference/tickets>).
//!
//! `wire` holds the documents as they are sent, `calls` one function per documented call, `convert` translates
//! between them and `domain`; this file combines them.

pub mod calls;
mod convert;
mod thread;
pub mod wire;

use self::convert::Statuses;
use crate::client::account::{Account, Vendor};
use crate::client::exchange::{Exchange, Step};
use crate::client::provider::{Actions, Provider};
use crate::client::secret::TokenStyle;
use crate::domain::{
    AccountId, Capabilities, Change, ChangeMode, Changeable, Cursor, Directory, Field, FieldKind, Filter, FilterKind,
    Label, LabelSet, Messages, NewTicket, Page, Person, ProviderFilter, Query, State, Ticket, TicketField, TicketId,
    TicketPatch, Value, change,
};
use crate::text::en::{filters, new_ticket as fields, providers};

/// Zaia as a vendor.
pub static VENDOR: Vendor = Vendor {
    slug: "zaia",
    name: "Zaia",
    base_url: Some("https://api.endless.zaia.app"),
    base_url_example: "https://api.endless.zaia.app",
    token_style: TokenStyle::Raw,
    // No query parameter is documented. This is the header's name, for proxies that expect a parameter.
    token_parameter: "authorization",
    requests_per_minute: None,
    token_hint: providers::ZAIA_TOKEN,
    me_hint: providers::ZAIA_ME,
    filters: &[&RESPONDER, &RESPONDER_VERSION, &CHAT, &REMOVED],
    provider: |account| Box::new(Zaia::new(account)),
};

/// The default names of the three states. The documentation leaves them blank; these are inferred from its
/// field names and texts, and `statuses` in config.json replaces them.
const STATUSES: [&str; 3] = ["pending", "ongoing", "completed"];

/// The provider of one workspace of Zaia.
pub struct Zaia {
    account: AccountId,
    capabilities: Capabilities,
    statuses: Statuses,
    /// The agent's own user id, which is required to complete a ticket.
    me: Option<String>,
}

impl Zaia {
    /// Creates the provider of this account.
    pub fn new(account: &Account) -> Self {
        let statuses = account.statuses.clone().unwrap_or_else(|| STATUSES.map(str::to_owned));
        let capabilities = capabilities(&statuses);
        Zaia { account: account.id.clone(), capabilities, statuses, me: account.me.clone() }
    }

    /// Converts the response to a write.
    fn patch(&self, exchange: Exchange<Option<wire::Entity>>) -> Exchange<TicketPatch> {
        let statuses = self.statuses.clone();
        exchange.map(move |entity| convert::ticket_patch(entity, &statuses))
    }
}

impl Provider for Zaia {
    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    /// Returns one query per status, because the API lists only one status at a time. Returns none if a
    /// filter is not an id: nothing matches it, and the API would reject it.
    fn subqueries(&self, query: &Query) -> Vec<Query> {
        if !convert::has_ids(query) {
            return Vec::new();
        }
        if query.word(TicketField::State).is_some_and(|word| self.statuses.iter().any(|it| it == word)) {
            return vec![query.clone()];
        }
        self.statuses.iter().map(|word| query.clone().with(TicketField::State, word.clone())).collect()
    }

    fn list(&self, query: &Query, from: Option<&Cursor>) -> Exchange<Page> {
        let position = convert::parse_cursor(from);
        let (account, statuses, query) = (self.account.clone(), self.statuses.clone(), query.clone());
        calls::list_tickets(&convert::list_parameters(&query, &statuses, position.0))
            .map(move |rows| convert::page(&account, &statuses, rows, &query, position))
    }

    fn ticket(&self, id: &TicketId) -> Exchange<Ticket> {
        let (account, statuses) = (self.account.clone(), self.statuses.clone());
        calls::find_ticket(id).map(move |wire| convert::ticket(&account, &statuses, wire))
    }
}

impl Actions for Zaia {
    fn change(&self, id: &TicketId, change: &Change) -> Option<Exchange<TicketPatch>> {
        Some(match (change.field, &change.to) {
            (TicketField::State, Value::State(to)) if to.word == self.statuses[2] => {
                self.patch(calls::complete_ticket(id, self.me.as_deref()?))
            }
            (TicketField::Assignee, Value::Person(to)) if change.mode == ChangeMode::TakeOver => {
                self.patch(calls::take_over_ticket(id, &to.id))
            }
            (TicketField::Assignee, Value::Person(to)) => self.patch(calls::update_assignee(id, &to.id)),
            (TicketField::Labels, _) => {
                let (added, removed) = change.labels()?;
                let added = added.iter().map(|tag| calls::add_tag(id, &tag.id));
                let mut calls = added.chain(removed.iter().map(|tag| calls::remove_tag(id, &tag.id)));
                let first = calls.next()?;
                Exchange::in_sequence(first, calls.collect()).map(|()| change::empty_patch())
            }
            _ => return None,
        })
    }

    fn new_ticket_fields(&self) -> &'static [Field] {
        &NEW_TICKET_FIELDS
    }

    fn create(&self, draft: &NewTicket, _: &Directory) -> Exchange<TicketId> {
        calls::create_ticket(convert::new_ticket(draft)).map(|entity| entity.id.as_str().into())
    }

    /// Returns `None`: tickets already have their assignee's name.
    fn assignee_of(&self, _: &TicketId) -> Option<Exchange<Option<Person>>> {
        None
    }

    /// Tickets have no list of tags, but they can be listed by tag, so this makes one request per known tag.
    fn labels_of(&self, ticket: &Ticket, known: &[Label]) -> Option<Exchange<LabelSet>> {
        let (chat, status) = (ticket.chat.as_ref()?, ticket.state.as_ref()?);
        let mut asked = known.iter().map(|tag| {
            let (id, found) = (ticket.key.id.clone(), tag.clone());
            calls::list_tickets(&convert::tag_parameters(tag, chat, status)).map(move |rows| {
                let holds = rows.iter().flatten().any(|row| row.id == id.as_str());
                LabelSet::from_iter(holds.then_some(found))
            })
        });
        let first = asked.next()?;
        Some(asked.fold(first, |before, next| {
            before
                .and_then(|known| Step::More(next.map(move |more| known.iter().chain(more.iter()).cloned().collect())))
        }))
    }

    /// Requests all messages of the ticket's chat at once, so there is never an earlier page.
    fn messages(&self, ticket: &Ticket, before: Option<&Cursor>) -> Vec<Exchange<Messages>> {
        let chat = ticket.chat.as_ref().filter(|_| before.is_none());
        chat.map(|chat| calls::list_chat_messages(&chat.id).map(thread::messages)).into_iter().collect()
    }

    fn directory(&self) -> Vec<Exchange<Directory>> {
        vec![calls::list_teams().map(convert::teams), calls::list_tags().map(convert::tags)]
    }
}

/// Returns what the documentation allows.
fn capabilities(statuses: &Statuses) -> Capabilities {
    let states = statuses.iter().zip(convert::CATEGORIES).map(|(word, category)| State::new(word, category));
    Capabilities {
        filters: FILTERS.to_vec(),
        search: Some(FILTERS.to_vec()),
        states: states.collect(),
        changes: CHANGES.to_vec(),
        acts_as_me: true,
        thread: true,
        ..Capabilities::default()
    }
}

/// The documented filters of a list ("Retrieves multiple tickets with details."), which a search takes too.
const FILTERS: [Filter; 7] = [
    Filter::Field(TicketField::State),
    Filter::Field(TicketField::Assignee),
    Filter::Field(TicketField::Labels),
    Filter::Own(&RESPONDER),
    Filter::Own(&RESPONDER_VERSION),
    Filter::Own(&CHAT),
    Filter::Own(&REMOVED),
];

/// Only tickets whose chat has this responder, which replies before an agent does.
pub static RESPONDER: ProviderFilter = ProviderFilter {
    parameter: "responder",
    place: 54,
    label: filters::RESPONDER,
    kind: FilterKind::Choice { list: |known| &known.responders, heading: None },
    admits: |ticket, value| value.names(ticket.responder.as_ref()),
    view: None,
};

/// Only tickets whose chat has this version of a responder.
pub static RESPONDER_VERSION: ProviderFilter = ProviderFilter {
    parameter: "responder_version",
    place: 55,
    label: filters::RESPONDER_VERSION,
    kind: FilterKind::Text,
    admits: |_, _| true,
    view: None,
};

/// Only tickets of a chat.
pub static CHAT: ProviderFilter = ProviderFilter {
    parameter: "chat",
    place: 56,
    label: filters::CHAT,
    kind: FilterKind::Choice { list: |known| &known.chats, heading: None },
    admits: |ticket, value| value.names(ticket.chat.as_ref()),
    view: None,
};

/// Whether tickets of removed chats are included.
pub static REMOVED: ProviderFilter = ProviderFilter {
    parameter: "removed",
    place: 57,
    label: filters::REMOVED_CHATS,
    kind: FilterKind::Switch { on: filters::WITH_REMOVED_CHATS, off: filters::WITHOUT_REMOVED_CHATS },
    admits: |_, _| true,
    view: None,
};

/// The documented changes.
const CHANGES: [Changeable; 3] = [
    Changeable::new(TicketField::State).only_final(),
    Changeable::new(TicketField::Assignee).takes_entry().with_take_over(),
    Changeable::new(TicketField::Labels),
];

/// The documented parameters of a new ticket ("Creates a new ticket."), in the order of the form.
static NEW_TICKET_FIELDS: [Field; 4] = [
    Field::new("chatId", fields::CHAT, FieldKind::Chat).required(),
    Field::new("ticketingTeamId", fields::TEAM, FieldKind::Group).hint(fields::TEAM_HINT),
    Field::new("assigneeId", fields::ASSIGNEE, FieldKind::Person).required(),
    Field::new("status", fields::STATUS, FieldKind::State).required(),
];
