//! A ticket as the sandbox keeps it, and the small builder that tests write it with.

use chrono::{DateTime, TimeDelta, Utc};

use crate::sandbox::company::{CUSTOMERS, INBOXES};

/// The five states of the documentation.
pub(super) const STATES: [&str; 5] = ["unread", "opened", "pending", "closed", "spam"];

/// A ticket of the sandbox. Tests build one with [`ticket`] and read the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its number in the account.
    pub number: u64,
    /// The subject, which the API calls `title` when it is read.
    pub subject: Option<String>,
    /// One of the five documented words.
    pub state: &'static str,
    /// The e-mail address of the agent it is assigned to.
    pub assignee: Option<&'static str>,
    /// The name of the group it is assigned to.
    pub group: Option<&'static str>,
    /// The e-mail address of the mailbox it lies in.
    pub mailbox: &'static str,
    /// The e-mail address of the customer.
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
    /// Whether an answer was begun but not sent.
    pub draft: bool,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When anything last happened to it.
    pub updated_at: DateTime<Utc>,
    /// Its messages, the first one first; never empty.
    pub messages: Vec<Message>,
}

/// A message of a ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The e-mail address of the agent or customer who wrote it.
    pub author: String,
    /// Whether an agent wrote it.
    pub by_agent: bool,
    /// Whether only agents may read it.
    pub note: bool,
    /// What it says, as plain text.
    pub text: String,
    /// What it says as HTML, where that is more than its text.
    pub html: Option<String>,
    /// The files that came with it.
    pub files: Vec<File>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

/// A file that came with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// How large it is, in bytes.
    pub size: u64,
    /// Where it is.
    pub url: String,
}

/// A plain ticket with this number: unread, unassigned, without labels, from the first customer of
/// the company, as old as the ticket in the documentation's examples.
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
    /// With this subject, or none.
    pub fn subject<'a>(mut self, subject: impl Into<Option<&'a str>>) -> Self {
        self.subject = subject.into().map(str::to_owned);
        self
    }

    /// In this state, one of the five documented words.
    pub fn state(mut self, state: &'static str) -> Self {
        self.state = state;
        self
    }

    /// Assigned to the agent with this address.
    pub fn assignee(mut self, email: &'static str) -> Self {
        self.assignee = Some(email);
        self
    }

    /// Assigned to the group of this name.
    pub fn group(mut self, name: &'static str) -> Self {
        self.group = Some(name);
        self
    }

    /// In the mailbox with this address.
    pub fn mailbox(mut self, email: &'static str) -> Self {
        self.mailbox = email;
        self
    }

    /// From this customer, who becomes known to the account.
    pub fn customer(mut self, email: &str) -> Self {
        for message in self.messages.iter_mut().filter(|message| message.author == self.customer) {
            email.clone_into(&mut message.author);
        }
        email.clone_into(&mut self.customer);
        self
    }

    /// With these labels only.
    pub fn labels<'a>(mut self, labels: impl IntoIterator<Item = &'a str>) -> Self {
        self.labels = labels.into_iter().map(str::to_owned).collect();
        self
    }

    /// Starred.
    pub fn starred(mut self) -> Self {
        self.starred = true;
        self
    }

    /// Created, and not touched since, at this time.
    pub fn created_at(mut self, time: DateTime<Utc>) -> Self {
        self.created_at = time;
        self.updated_at = time;
        for message in &mut self.messages {
            message.created_at = time;
        }
        self
    }

    /// Whether it still waits for somebody.
    pub(super) fn is_open(&self) -> bool {
        !matches!(self.state, "closed" | "spam")
    }

    /// Puts it in this state; closing notes who did it and how long it took.
    pub(super) fn enter(&mut self, state: &'static str, agent: &'static str, now: DateTime<Utc>) {
        let closed = state == "closed";
        self.state = state;
        self.closed_by = closed.then_some(agent);
        self.resolution_time = closed.then(|| (now - self.created_at).num_seconds());
    }
}
