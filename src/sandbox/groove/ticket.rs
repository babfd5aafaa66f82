//! A ticket in the sandbox, with a small builder for tests.

use chrono::{DateTime, TimeDelta, Utc};

use crate::sandbox::company::{CUSTOMERS, INBOXES};

/// The five states of the documentation.
pub(super) const STATES: [&str; 5] = ["unread", "opened", "pending", "closed", "spam"];

/// A ticket in the sandbox. Tests build one with [`ticket`] and read its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its number in the account.
    pub number: u64,
    /// The subject, which the API calls `title` in responses.
    pub subject: Option<String>,
    /// One of the five documented states.
    pub state: &'static str,
    /// The email address of the agent it is assigned to.
    pub assignee: Option<&'static str>,
    /// The name of the group it is assigned to.
    pub group: Option<&'static str>,
    /// The email address of its mailbox.
    pub mailbox: &'static str,
    /// The email address of the customer.
    pub customer: String,
    /// Its labels, which the API calls tags.
    pub labels: Vec<String>,
    /// Whether it is starred.
    pub starred: bool,
    /// Its priority; `low` on most.
    pub priority: Option<&'static str>,
    /// The agent who closed it.
    pub closed_by: Option<&'static str>,
    /// How many seconds passed until it was closed.
    pub resolution_time: Option<i64>,
    /// Whether it has a draft reply.
    pub draft: bool,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Its messages, the oldest first; never empty.
    pub messages: Vec<Message>,
}

/// A message of a ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The email address of the agent or customer who wrote it.
    pub author: String,
    /// Whether an agent wrote it.
    pub by_agent: bool,
    /// Whether it is an internal note.
    pub note: bool,
    /// Its content as plain text.
    pub text: String,
    /// Its content as HTML; `None` to derive it from the text.
    pub html: Option<String>,
    /// Its attachments.
    pub files: Vec<File>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

/// An attachment of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its address.
    pub url: String,
}

/// Makes a plain ticket with this number: unread, unassigned, without labels, from the first customer of the company,
/// and with the dates of the documentation's examples.
pub fn ticket(number: u64) -> Ticket {
    let created_at = DateTime::UNIX_EPOCH + TimeDelta::seconds(1_342_532_461);
    Ticket {
        number,
        subject: Some(format!("Ticket {number}")),
        state: "unread",
        assignee: None,
        group: None,
        mailbox: INBOXES[0].email,
        customer: CUSTOMERS[0].email.to_owned(),
        labels: Vec::new(),
        starred: false,
        priority: Some("low"),
        closed_by: None,
        resolution_time: None,
        draft: false,
        created_at,
        updated_at: created_at,
        messages: vec![Message {
            author: CUSTOMERS[0].email.to_owned(),
            by_agent: false,
            note: false,
            text: "This is the first message.".to_owned(),
            created_at,
            ..Message::default()
        }],
    }
}

impl Ticket {
    /// Sets or removes the subject.
    pub fn subject<'a>(mut self, subject: impl Into<Option<&'a str>>) -> Self {
        self.subject = subject.into().map(str::to_owned);
        self
    }

    /// Sets the state to one of the five documented ones.
    pub fn state(mut self, state: &'static str) -> Self {
        self.state = state;
        self
    }

    /// Assigns it to the agent with this address.
    pub fn assignee(mut self, email: &'static str) -> Self {
        self.assignee = Some(email);
        self
    }

    /// Assigns it to the group of this name.
    pub fn group(mut self, name: &'static str) -> Self {
        self.group = Some(name);
        self
    }

    /// Puts it in the mailbox with this address.
    pub fn mailbox(mut self, email: &'static str) -> Self {
        self.mailbox = email;
        self
    }

    /// Sets the customer, who becomes known to the account.
    pub fn customer(mut self, email: &str) -> Self {
        for message in self.messages.iter_mut().filter(|message| message.author == self.customer) {
            email.clone_into(&mut message.author);
        }
        email.clone_into(&mut self.customer);
        self
    }

    /// Replaces the labels.
    pub fn labels<'a>(mut self, labels: impl IntoIterator<Item = &'a str>) -> Self {
        self.labels = labels.into_iter().map(str::to_owned).collect();
        self
    }

    /// Stars it.
    pub fn starred(mut self) -> Self {
        self.starred = true;
        self
    }

    /// Sets the time of creation, last change and every message.
    pub fn created_at(mut self, time: DateTime<Utc>) -> Self {
        self.created_at = time;
        self.updated_at = time;
        for message in &mut self.messages {
            message.created_at = time;
        }
        self
    }

    /// Returns whether it is neither closed nor spam.
    pub(super) fn is_open(&self) -> bool {
        !matches!(self.state, "closed" | "spam")
    }

    /// Changes the state; closing records the agent and how long it took.
    pub(super) fn set_state(&mut self, state: &'static str, agent: &'static str, now: DateTime<Utc>) {
        let closed = state == "closed";
        self.state = state;
        self.closed_by = closed.then_some(agent);
        self.resolution_time = closed.then(|| (now - self.created_at).num_seconds());
    }
}
