//! Tickets and their keys.

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

/// The id of an account of this inbox, as in the configuration and in links.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(Arc<str>);

impl AccountId {
    /// Returns the id as text.
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

/// The id of a ticket in a provider's API: a number or a UUID, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TicketId(Arc<str>);

impl TicketId {
    /// Returns the id as text.
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
    /// Its account.
    pub account: AccountId,
    /// Its id in that account's API.
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

/// A ticket, as far as its helpdesk describes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ticket {
    /// Its key.
    pub key: TicketKey,
    /// The subject; empty if it has none.
    pub subject: String,
    /// The beginning of the conversation, as plain text.
    pub summary: String,
    /// The requester.
    pub requester: Option<Person>,
    /// The state; `None` until it is known.
    pub state: Option<State>,
    /// The assignee; `None` if it has none.
    pub assignee: Option<Person>,
    /// The group or team it belongs to.
    pub group: Option<Choice>,
    /// The mailbox it came in by.
    pub mailbox: Option<Choice>,
    /// Its labels.
    pub labels: LabelSet,
    /// Whether `labels` has only the known ones, because the API does not list them.
    pub labels_are_partial: bool,
    /// Its flags, as far as they are known.
    pub flags: Flags,
    /// The number of replies, if they are counted.
    pub replies: Option<u64>,
    /// The recipients of copies.
    pub cc: Vec<Person>,
    /// The first message.
    pub content: Option<Content>,
    /// The chat it belongs to.
    pub chat: Option<Choice>,
    /// The bot that answers in that chat before an agent does.
    pub responder: Option<Choice>,
    /// The number of messages.
    pub messages: Option<u64>,
    /// When it was created.
    pub created_at: Option<Instant>,
    /// The time of the last activity.
    pub updated_at: Option<Instant>,
    /// Everything else that the API documents, in display order.
    pub facts: Vec<Fact>,
}

impl Ticket {
    /// Returns the time that orders it among others: the last activity, else the creation.
    pub fn last_activity(&self) -> Option<Instant> {
        self.updated_at.or(self.created_at)
    }

    /// Returns its state, or the one that follows from its flags.
    pub fn status(&self) -> Option<State> {
        self.state.clone().or_else(|| self.flags.status())
    }

    /// Whether it is open; `None` if its state does not say.
    pub fn is_open(&self) -> Option<bool> {
        self.status().and_then(|state| state.category.is_open())
    }

    /// Whether it is finished: closed, spam or in the trash.
    pub fn is_done(&self) -> bool {
        self.flags.has(Flag::Trash)
            || self.status().is_some_and(|state| matches!(state.category, StateCategory::Closed | StateCategory::Spam))
    }

    /// Returns everyone in it who may have a picture.
    pub fn people_mut(&mut self) -> impl Iterator<Item = &mut Person> {
        let facts = self.facts.iter_mut().filter_map(|fact| match &mut fact.value {
            FactValue::Person(person) => Some(person),
            _ => None,
        });
        self.requester.iter_mut().chain(&mut self.assignee).chain(&mut self.cc).chain(facts)
    }

    /// Merges a newer response about the same ticket.
    ///
    /// Lists have less detail than the ticket itself: what `newer` does not know
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

/// Something that an API says about a ticket and that has no field.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its name.
    pub name: Phrase,
    /// Its value.
    pub value: FactValue,
}

/// The value of a [`Fact`].
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue {
    /// Text or a number.
    Text(String),
    /// Yes or no.
    Switch(bool),
    /// A moment.
    Time(Instant),
    /// A web address, shown as a link that leaves the app.
    Link(String),
    /// A person, or something else with a name and a picture.
    Person(Person),
    /// The API documents it, and it is empty.
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
