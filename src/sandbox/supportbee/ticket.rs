//! A ticket in the sandbox, with a small builder for tests.

use chrono::{DateTime, TimeDelta, Utc};

use crate::sandbox::company::{AGENTS, CUSTOMERS, INBOXES};
use crate::sandbox::picture::picture;

/// A ticket in the sandbox. Tests build one with [`ticket`] and read its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its id in the account.
    pub id: u64,
    /// The subject.
    pub subject: String,
    /// The name of the requester; empty when there is none.
    pub requester_name: String,
    /// The email address of the requester; empty when there is none.
    pub requester_email: String,
    /// The email addresses in copy.
    pub cc: Vec<String>,
    /// Its labels, without those that the system adds.
    pub labels: Vec<String>,
    /// The email address of the agent it is assigned to.
    pub user: Option<&'static str>,
    /// The name of the team it is assigned to; the older documentation calls it a group.
    pub team: Option<&'static str>,
    /// Whether it is archived.
    pub archived: bool,
    /// Whether it is spam.
    pub spam: bool,
    /// Whether it is in the trash.
    pub trash: bool,
    /// Whether the agent who owns the account's token has starred it.
    pub starred: bool,
    /// Whether an agent has answered it.
    pub answered: bool,
    /// Whether it has a draft reply.
    pub draft: bool,
    /// Whether only some agents may see it.
    pub private: bool,
    /// The first message as plain text, unless it came as HTML only.
    pub text: Option<String>,
    /// The first message as HTML; `None` to derive it from the text.
    pub html: Option<String>,
    /// The attachments of the first message.
    pub attachments: Vec<Attachment>,
    /// The replies and comments after the first message, the oldest first.
    pub messages: Vec<Message>,
    /// The address that received it; empty for the web form.
    pub inbox: &'static str,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When the last message was received or sent.
    pub last_activity_at: DateTime<Utc>,
}

/// A reply by an agent or the customer, or a comment between agents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The email address of the agent who wrote it; `None` when the requester did.
    pub agent: Option<&'static str>,
    /// Whether it is a comment, which only agents may read.
    pub is_comment: bool,
    /// Its content as plain text, unless it came as HTML only.
    pub text: Option<String>,
    /// Its content as HTML; `None` to derive it from the text.
    pub html: Option<String>,
    /// The email addresses in copy.
    pub cc: Vec<String>,
    /// The email addresses in blind copy.
    pub bcc: Vec<String>,
    /// Its attachments.
    pub attachments: Vec<Attachment>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

/// A file attached to a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its id.
    pub id: u64,
    /// Its name.
    pub filename: String,
    /// Its MIME type, without the parameters that the API adds.
    pub kind: String,
    /// Its content; `None` to generate it on request.
    pub bytes: Option<Vec<u8>>,
}

impl Attachment {
    /// Makes a file with generated content.
    pub fn new(id: u64, filename: &str, kind: &str) -> Self {
        Attachment { id, filename: filename.to_owned(), kind: kind.to_owned(), bytes: None }
    }

    /// Returns its content.
    pub fn content(&self) -> Vec<u8> {
        match &self.bytes {
            Some(bytes) => bytes.clone(),
            None if self.kind.starts_with("image/") => picture(self.id),
            None => format!("{} of ticket {}\n", self.filename, self.id / 10).into_bytes(),
        }
    }
}

/// Makes a plain ticket with this id: unanswered, unassigned, without labels, from the first customer of the company,
/// and with the dates of the documentation's examples.
pub fn ticket(id: u64) -> Ticket {
    let created_at = DateTime::UNIX_EPOCH + TimeDelta::seconds(1_326_899_852);
    Ticket {
        id,
        subject: format!("Ticket {id}"),
        requester_name: CUSTOMERS[0].name.to_owned(),
        requester_email: CUSTOMERS[0].email.to_owned(),
        cc: Vec::new(),
        labels: Vec::new(),
        user: None,
        team: None,
        archived: false,
        spam: false,
        trash: false,
        starred: false,
        answered: false,
        draft: false,
        private: false,
        text: Some("This is the first message.".to_owned()),
        html: None,
        attachments: Vec::new(),
        messages: Vec::new(),
        inbox: INBOXES[0].email,
        created_at,
        last_activity_at: created_at,
    }
}

/// Makes a plain message of an agent or, without one, of the requester.
pub fn message(agent: Option<&'static str>, is_comment: bool, text: &str, created_at: DateTime<Utc>) -> Message {
    let text = Some(text.to_owned());
    let (cc, bcc, attachments) = (Vec::new(), Vec::new(), Vec::new());
    Message { agent, is_comment, text, html: None, cc, bcc, attachments, created_at }
}

impl Ticket {
    /// Sets the subject.
    pub fn subject(mut self, subject: &str) -> Self {
        subject.clone_into(&mut self.subject);
        self
    }

    /// Sets the requester, who becomes known to the account.
    pub fn requester(mut self, name: &str, email: &str) -> Self {
        name.clone_into(&mut self.requester_name);
        email.clone_into(&mut self.requester_email);
        self
    }

    /// Replaces the labels.
    pub fn labels<'a>(mut self, labels: impl IntoIterator<Item = &'a str>) -> Self {
        self.labels = labels.into_iter().map(str::to_owned).collect();
        self
    }

    /// Assigns it to the agent with this address.
    pub fn user(mut self, email: &'static str) -> Self {
        self.user = Some(email);
        self
    }

    /// Assigns it to the team of this name.
    pub fn team(mut self, name: &'static str) -> Self {
        self.team = Some(name);
        self
    }

    /// Archives it.
    pub fn archived(mut self) -> Self {
        self.archived = true;
        self
    }

    /// Marks it as spam.
    pub fn spam(mut self) -> Self {
        self.spam = true;
        self
    }

    /// Moves it to the trash.
    pub fn trash(mut self) -> Self {
        self.trash = true;
        self
    }

    /// Stars it.
    pub fn starred(mut self) -> Self {
        self.starred = true;
        self
    }

    /// Adds this many replies, the last of them by an agent.
    pub fn replies(mut self, count: usize) -> Self {
        for left in (1..=count).rev() {
            let agent = (left % 2 == 1).then_some(AGENTS[0].email);
            self.messages.push(message(agent, false, &format!("Reply {}.", count + 1 - left), self.created_at));
        }
        self.answered = count > 0;
        self
    }

    /// Adds this many comments.
    pub fn comments(mut self, count: usize) -> Self {
        for index in 1..=count {
            let text = format!("Comment {index}.");
            self.messages.push(message(Some(AGENTS[0].email), true, &text, self.created_at));
        }
        self
    }

    /// Sets the text of the first message.
    pub fn text(mut self, text: &str) -> Self {
        self.text = Some(text.to_owned());
        self
    }

    /// Sets the time of creation and last activity.
    pub fn created_at(mut self, time: DateTime<Utc>) -> Self {
        self.created_at = time;
        self.last_activity_at = time;
        self
    }

    /// Returns either the replies or the comments.
    pub fn messages_of_kind(&self, is_comment: bool) -> impl Iterator<Item = &Message> {
        self.messages.iter().filter(move |message| message.is_comment == is_comment)
    }

    /// Returns the number of replies.
    pub fn replies_count(&self) -> usize {
        self.messages_of_kind(false).count()
    }

    /// Returns the number of replies by agents.
    pub fn agent_replies_count(&self) -> usize {
        self.messages_of_kind(false).filter(|message| message.agent.is_some()).count()
    }

    /// Returns the number of comments.
    pub fn comments_count(&self) -> usize {
        self.messages_of_kind(true).count()
    }

    /// Returns the first message as text, or as HTML where it came as HTML only.
    pub(super) fn plain_text(&self) -> &str {
        self.text.as_deref().or(self.html.as_deref()).unwrap_or_default()
    }
}
