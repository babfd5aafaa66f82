//! A ticket as the sandbox keeps it, and the small builder that tests write it with.

use chrono::{DateTime, TimeDelta, Utc};

/// The states a ticket passes through, in this order and never back. The page leaves the words
/// blank; these follow its field names and texts.
pub(super) const STATUSES: [&str; 3] = ["pending", "ongoing", "completed"];

/// A ticket of the sandbox. Tests build one with [`ticket`] and read the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its number, which makes its id (see [`super::ticket_id`]); the API does not know it.
    pub number: u64,
    /// What the chat was about when the ticket was created; may be empty.
    pub summary: String,
    /// One of the three words.
    pub status: &'static str,
    /// `takeover` when a person asked for the ticket, `handover` when the responder did.
    pub circumstance: &'static str,
    /// The e-mail address of the agent it is assigned to.
    pub assignee: Option<&'static str>,
    /// The name of the team it is assigned to.
    pub team: Option<&'static str>,
    /// The names of its tags, which no answer about a ticket holds.
    pub tags: Vec<&'static str>,
    /// The chat it is about.
    pub chat: Chat,
    /// How many messages of the chat wait for an answer.
    pub pending_messages: usize,
    /// What was said in the chat since the ticket before, in the order it was.
    pub messages: Vec<Message>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When anything last happened to it.
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
    /// What it says.
    pub text: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

/// Who writes in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// Whose chat it is.
    Owner,
    /// What answers before people do.
    Responder,
    /// The agent with this e-mail address.
    Agent(&'static str),
}

/// A chat that tickets are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chat {
    /// Its number, which makes its id (see [`super::chat_id`]).
    pub number: u64,
    /// Whose chat it is.
    pub owner: Owner,
    /// The place of its channel in the list of channels, unless it has none.
    pub channel: Option<usize>,
    /// The place of its responder in the list of responders.
    pub responder: usize,
    /// Whether its owner, when that is a customer, is blocked.
    pub blocked: bool,
    /// Whether it was removed. Its tickets are listed only when they are asked for.
    pub removed: bool,
}

/// Whose a chat is: a customer or an agent, by place in [`crate::sandbox::company`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Called external user by the API.
    Customer(usize),
    /// Called user by the API.
    Agent(usize),
}

/// A plain ticket with this number: pending, unassigned, without tags, about a chat of the same
/// number that the first customer of the company has in the first channel with the first responder.
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
    /// With this summary.
    pub fn summary(mut self, summary: &str) -> Self {
        summary.clone_into(&mut self.summary);
        self
    }

    /// In this status since it was created; one of the three words.
    pub fn status(mut self, status: &'static str) -> Self {
        self.enter(status, self.created_at);
        self
    }

    /// Assigned to the agent with this address.
    pub fn assignee(mut self, email: &'static str) -> Self {
        self.assignee = Some(email);
        self
    }

    /// Assigned to the team of this name.
    pub fn team(mut self, name: &'static str) -> Self {
        self.team = Some(name);
        self
    }

    /// With these tags only.
    pub fn tags(mut self, tags: impl IntoIterator<Item = &'static str>) -> Self {
        self.tags = tags.into_iter().collect();
        self
    }

    /// About a chat to which this was done.
    pub fn chat(mut self, change: impl FnOnce(&mut Chat)) -> Self {
        change(&mut self.chat);
        self
    }

    /// Puts it into this status, and notes when.
    pub(super) fn enter(&mut self, status: &'static str, now: DateTime<Utc>) {
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
