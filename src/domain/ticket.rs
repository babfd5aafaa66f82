//! Tickets, and how they are told apart.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::choice::Choice;
use super::content::Content;
use super::flag::{Flag, Flags};
use super::label::LabelSet;
use super::person::Person;
use super::phrase::Phrase;
use super::state::{State, StateCategory};
use super::time::Instant;

/// The id of an account of this inbox, as configuration and links write it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(Arc<str>);

impl AccountId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for AccountId {
    fn from(text: &str) -> Self {
        AccountId(text.into())
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a provider's API calls a ticket: a number or a UUID, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TicketId(Arc<str>);

impl TicketId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for TicketId {
    fn from(text: &str) -> Self {
        TicketId(text.into())
    }
}

impl fmt::Display for TicketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A ticket among the tickets of all accounts. Prints and parses as `ACCOUNT:ID`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TicketKey {
    /// Whose ticket it is.
    pub account: AccountId,
    /// What that account's API calls it.
    pub id: TicketId,
}

impl fmt::Display for TicketKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.account, self.id)
    }
}

impl FromStr for TicketKey {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (account, id) = text.split_once(':').ok_or(())?;
        if account.is_empty() || id.is_empty() {
            return Err(());
        }
        Ok(TicketKey { account: account.into(), id: id.into() })
    }
}

/// A ticket, as far as its helpdesk has told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ticket {
    /// Which ticket it is.
    pub key: TicketKey,
    /// The subject; empty when it has none.
    pub subject: String,
    /// How the conversation begins, as plain text.
    pub summary: String,
    /// Who asked.
    pub requester: Option<Person>,
    /// Where it stands; `None` until the helpdesk says so.
    pub state: Option<State>,
    /// Who is on it; `None` when nobody is.
    pub assignee: Option<Person>,
    /// The group or team it belongs to.
    pub group: Option<Choice>,
    /// The mailbox it came in by.
    pub mailbox: Option<Choice>,
    /// Its labels.
    pub labels: LabelSet,
    /// Whether the API tells less than all labels: then `labels` are those that are known.
    pub labels_are_partial: bool,
    /// Its flags, as far as they are known.
    pub flags: Flags,
    /// How many replies it has, where they are counted.
    pub replies: Option<u64>,
    /// Who gets a copy.
    pub cc: Vec<Person>,
    /// The first message.
    pub content: Option<Content>,
    /// The chat it belongs to.
    pub chat: Option<Choice>,
    /// Who answers in that chat before an agent does.
    pub responder: Option<Choice>,
    /// How many messages it holds.
    pub messages: Option<u64>,
    /// When it was created.
    pub created_at: Option<Instant>,
    /// When something last happened in it.
    pub updated_at: Option<Instant>,
    /// Everything else that the API documents, in the order to show it.
    pub facts: Vec<Fact>,
}

impl Ticket {
    /// The moment that orders it among others: the last activity, else the creation.
    pub fn last_activity(&self) -> Option<Instant> {
        self.updated_at.or(self.created_at)
    }

    /// Where it stands: its state, else what its flags make of it.
    pub fn status(&self) -> Option<State> {
        self.state.clone().or_else(|| self.flags.status())
    }

    /// Whether it waits for somebody; `None` where its state does not tell.
    pub fn is_open(&self) -> Option<bool> {
        self.status().and_then(|state| state.category.is_open())
    }

    /// Whether nobody waits for anything any more: it is closed, junk or thrown away.
    pub fn is_done(&self) -> bool {
        self.flags.has(Flag::Trash)
            || self.status().is_some_and(|state| matches!(state.category, StateCategory::Closed | StateCategory::Spam))
    }

    /// Everybody in it who may have a picture.
    pub fn people_mut(&mut self) -> impl Iterator<Item = &mut Person> {
        let facts = self.facts.iter_mut().filter_map(|fact| match &mut fact.value {
            FactValue::Person(person) => Some(person),
            _ => None,
        });
        self.requester.iter_mut().chain(&mut self.assignee).chain(&mut self.cc).chain(facts)
    }

    /// Takes in a newer answer about the same ticket.
    ///
    /// Helpdesks tell less in a list than in a ticket of its own: what `newer` does not know
    /// (a state, a star, a count) stays as it was.
    pub fn update(&mut self, newer: Ticket) {
        let older = std::mem::replace(self, newer);
        self.state = self.state.take().or(older.state);
        self.flags.update(older.flags);
        if self.labels_are_partial {
            self.labels = older.labels.iter().chain(self.labels.iter()).cloned().collect();
            self.labels_are_partial = older.labels_are_partial;
        }
        self.replies = self.replies.or(older.replies);
        self.content = self.content.take().or(older.content);
        self.messages = self.messages.or(older.messages);
        self.mailbox = self.mailbox.take().or(older.mailbox);
        self.created_at = self.created_at.or(older.created_at);
        self.updated_at = self.updated_at.or(older.updated_at);
        for fact in older.facts {
            if !self.facts.iter().any(|it| it.name == fact.name) {
                self.facts.push(fact);
            }
        }
        if let (Some(person), Some(before)) = (&mut self.requester, older.requester)
            && person.id == before.id
            && person.name.is_empty()
        {
            *person = before;
        }
    }
}

/// One thing that an API tells about a ticket and that has no place of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is, as a reader would call it.
    pub name: Phrase,
    /// What the API says.
    pub value: FactValue,
}

/// The value of a [`Fact`].
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue {
    /// Words or a number.
    Text(String),
    /// Yes or no.
    Switch(bool),
    /// A moment.
    Time(Instant),
    /// An address on the web, shown as a link that leaves the app.
    Link(String),
    /// Somebody or something with a name and a picture.
    Person(Person),
    /// The API has a place for it, and nothing is there.
    Nothing,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_print_and_parse_back() {
        let key: TicketKey = "acme:7:b".parse().unwrap();
        assert_eq!((key.account.as_str(), key.id.as_str()), ("acme", "7:b"));
        assert_eq!(key.to_string(), "acme:7:b");
        for text in ["", "acme", ":7", "acme:"] {
            assert!(text.parse::<TicketKey>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_poorer_answer_keeps_what_is_known_and_twice_is_once() {
        let rich = Ticket {
            state: Some(State::new("opened", super::super::StateCategory::Open)),
            flags: Flags::default().with(crate::domain::Flag::Starred, Some(true)),
            facts: vec![Fact {
                name: Phrase::of(const { &crate::domain::phrase::Entry::new("priority", "Priority") }),
                value: FactValue::Text("low".into()),
            }],
            ..Ticket::default()
        };
        let poor = Ticket { subject: "Changed".into(), ..Ticket::default() };
        let mut ticket = rich.clone();
        ticket.update(poor.clone());
        assert_eq!(ticket, Ticket { subject: "Changed".into(), ..rich });
        let once = ticket.clone();
        ticket.update(poor);
        assert_eq!(ticket, once);
    }
}
