//! A ticket in the sandbox, with a small builder for tests.

use chrono::{DateTime, TimeDelta, Utc};

/// The statuses of a ticket, which it passes in this order and never back. The page does not list them; these follow
/// the names and descriptions of its fields.
pub(super) const STATUSES: [&str; 3] = ["pending", "ongoing", "completed"];

/// A ticket in the sandbox. Tests build one with [`ticket`] and read its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its number, from which its id is derived (see [`super::ticket_id`]); not part of the API.
    pub number: u64,
    /// A summary of the chat when the ticket was created; may be empty.
    pub summary: String,
    /// One of the three statuses.
    pub status: &'static str,
    /// `takeover` when a person created the ticket, `handover` when the responder did.
    pub circumstance: &'static str,
    /// The email address of the agent it is assigned to.
    pub assignee: Option<&'static str>,
    /// The name of the team it is assigned to.
    pub team: Option<&'static str>,
    /// The names of its tags, which no response about a ticket includes.
    pub tags: Vec<&'static str>,
    /// The chat it is about.
    pub chat: Chat,
    /// The number of unanswered messages in the chat.
    pub pending_messages: usize,
    /// The messages in the chat since the previous ticket, the oldest first.
    pub messages: Vec<Message>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it became ongoing.
    pub ongoing_at: Option<DateTime<Utc>>,
    /// When it was completed.
    pub completed_at: Option<DateTime<Utc>>,
    /// When its assignee last looked at it.
    pub last_viewed_at: Option<DateTime<Utc>>,
}

/// A message of a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Who wrote it.
    pub sender: Sender,
    /// Its content.
    pub text: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

/// The sender of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// The owner of the chat.
    Owner,
    /// The bot that answers before people do.
    Responder,
    /// The agent with this email address.
    Agent(&'static str),
}

/// A chat that tickets are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chat {
    /// Its number, from which its id is derived (see [`super::chat_id`]).
    pub number: u64,
    /// The owner of the chat.
    pub owner: Owner,
    /// The index of its channel in the list of channels, if it has one.
    pub channel: Option<usize>,
    /// The index of its responder in the list of responders.
    pub responder: usize,
    /// Whether its owner, when that is a customer, is blocked.
    pub blocked: bool,
    /// Whether it was removed. Its tickets are listed only on request.
    pub removed: bool,
}

/// The owner of a chat, by index in [`crate::sandbox::company`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A customer, whom the API calls an external user.
    Customer(usize),
    /// An agent, whom the API calls a user.
    Agent(usize),
}

/// Makes a plain ticket with this number: pending, unassigned, without tags. Its chat has the same number, and is
/// between the first customer of the company and the first responder in the first channel.
pub fn ticket(number: u64) -> Ticket {
    let created_at = DateTime::UNIX_EPOCH + TimeDelta::seconds(1_752_759_661);
    Ticket {
        number,
        summary: format!("Ticket {number}"),
        status: STATUSES[0],
        circumstance: "handover",
        assignee: None,
        team: None,
        tags: Vec::new(),
        chat: Chat {
            number,
            owner: Owner::Customer(0),
            channel: Some(0),
            responder: 0,
            blocked: false,
            removed: false,
        },
        pending_messages: 1,
        messages: vec![Message { sender: Sender::Owner, text: "This is the first message.".to_owned(), created_at }],
        created_at,
        updated_at: created_at,
        ongoing_at: None,
        completed_at: None,
        last_viewed_at: None,
    }
}

impl Ticket {
    /// Sets the summary.
    pub fn summary(mut self, summary: &str) -> Self {
        summary.clone_into(&mut self.summary);
        self
    }

    /// Sets the status, as of its creation, to one of the three.
    pub fn status(mut self, status: &'static str) -> Self {
        self.set_status(status, self.created_at);
        self
    }

    /// Assigns it to the agent with this address.
    pub fn assignee(mut self, email: &'static str) -> Self {
        self.assignee = Some(email);
        self
    }

    /// Assigns it to the team of this name.
    pub fn team(mut self, name: &'static str) -> Self {
        self.team = Some(name);
        self
    }

    /// Replaces the tags.
    pub fn tags(mut self, tags: impl IntoIterator<Item = &'static str>) -> Self {
        self.tags = tags.into_iter().collect();
        self
    }

    /// Changes its chat.
    pub fn chat(mut self, change: impl FnOnce(&mut Chat)) -> Self {
        change(&mut self.chat);
        self
    }

    /// Changes the status and records when.
    pub(super) fn set_status(&mut self, status: &'static str, now: DateTime<Utc>) {
        self.status = status;
        if status != STATUSES[0] {
            self.ongoing_at = self.ongoing_at.or(Some(now));
        }
        if status == STATUSES[2] {
            self.completed_at = Some(now);
            self.pending_messages = 0;
        }
    }
}
