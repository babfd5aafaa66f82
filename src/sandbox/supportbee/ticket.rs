//! A ticket as the sandbox keeps it, and the small builder that tests write it with.

use chrono::{DateTime, TimeDelta, Utc};

use crate::sandbox::company::{AGENTS, CUSTOMERS, INBOXES};
use crate::sandbox::picture::picture;

/// A ticket of the sandbox. Tests build one with [`ticket`] and read the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its id in the account.
    pub id: u64,
    /// The subject.
    pub subject: String,
    /// The name of the requester; empty when there is none.
    pub requester_name: String,
    /// The e-mail address of the requester; empty when there is none.
    pub requester_email: String,
    /// The e-mail addresses of those who read along.
    pub cc: Vec<String>,
    /// Its labels, without those the system gives.
    pub labels: Vec<String>,
    /// The e-mail address of the agent it is assigned to.
    pub user: Option<&'static str>,
    /// The name of the team, once called group, it is assigned to.
    pub team: Option<&'static str>,
    /// Whether it is put away.
    pub archived: bool,
    /// Whether it is junk.
    pub spam: bool,
    /// Whether it waits to be deleted.
    pub trash: bool,
    /// Whether the agent whose token the account accepts has starred it.
    pub starred: bool,
    /// Whether an agent has answered it.
    pub answered: bool,
    /// Whether an answer was begun but not sent.
    pub draft: bool,
    /// Whether only some may see it.
    pub private: bool,
    /// The first message as plain text, unless it came as HTML only.
    pub text: Option<String>,
    /// The first message as HTML; made from the text where it came without.
    pub html: Option<String>,
    /// What came with the first message.
    pub attachments: Vec<Attachment>,
    /// What was said after the first message: replies and comments, in the order they came.
    pub messages: Vec<Message>,
    /// The address it came in by; empty for the web form.
    pub inbox: &'static str,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When a message last came or went.
    pub last_activity_at: DateTime<Utc>,
}

/// A reply to the customer or by the customer, or a comment among agents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The e-mail address of the agent who wrote it; without one, the requester did.
    pub agent: Option<&'static str>,
    /// Whether it is a comment, which only agents may read.
    pub is_comment: bool,
    /// What it says, as plain text, unless it came as HTML only.
    pub text: Option<String>,
    /// What it says as HTML; made from the text where it came without.
    pub html: Option<String>,
    /// The e-mail addresses that got a copy.
    pub cc: Vec<String>,
    /// The e-mail addresses that got a copy unseen.
    pub bcc: Vec<String>,
    /// What came with it.
    pub attachments: Vec<Attachment>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

/// A file that came with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its id.
    pub id: u64,
    /// Its name.
    pub filename: String,
    /// Its MIME type, without the parameters that the API adds.
    pub kind: String,
    /// What is in it; `None` for what is made up when it is asked for.
    pub bytes: Option<Vec<u8>>,
}

impl Attachment {
    /// A file with a made-up content.
    pub fn new(id: u64, filename: &str, kind: &str) -> Self {
        Attachment { id, filename: filename.to_owned(), kind: kind.to_owned(), bytes: None }
    }

    /// What is in it.
    pub fn content(&self) -> Vec<u8> {
        match &self.bytes {
            Some(bytes) => bytes.clone(),
            None if self.kind.starts_with("image/") => picture(self.id),
            None => format!("{} of ticket {}\n", self.filename, self.id / 10).into_bytes(),
        }
    }
}

/// A plain ticket with this id: unanswered, unassigned, without labels, from the first customer of
/// the company, as old as the ticket in the documentation's examples.
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

/// A plain message of an agent or, without one, of the requester.
pub fn message(agent: Option<&'static str>, is_comment: bool, text: &str, created_at: DateTime<Utc>) -> Message {
    let text = Some(text.to_owned());
    let (cc, bcc, attachments) = (Vec::new(), Vec::new(), Vec::new());
    Message { agent, is_comment, text, html: None, cc, bcc, attachments, created_at }
}

impl Ticket {
    /// With this subject.
    pub fn subject(mut self, subject: &str) -> Self {
        subject.clone_into(&mut self.subject);
        self
    }

    /// From this requester, who becomes known to the account.
    pub fn requester(mut self, name: &str, email: &str) -> Self {
        name.clone_into(&mut self.requester_name);
        email.clone_into(&mut self.requester_email);
        self
    }

    /// With these labels only.
    pub fn labels<'a>(mut self, labels: impl IntoIterator<Item = &'a str>) -> Self {
        self.labels = labels.into_iter().map(str::to_owned).collect();
        self
    }

    /// Assigned to the agent with this address.
    pub fn user(mut self, email: &'static str) -> Self {
        self.user = Some(email);
        self
    }

    /// Assigned to the team of this name.
    pub fn team(mut self, name: &'static str) -> Self {
        self.team = Some(name);
        self
    }

    /// Put away.
    pub fn archived(mut self) -> Self {
        self.archived = true;
        self
    }

    /// Marked as spam.
    pub fn spam(mut self) -> Self {
        self.spam = true;
        self
    }

    /// In the trash.
    pub fn trash(mut self) -> Self {
        self.trash = true;
        self
    }

    /// Starred.
    pub fn starred(mut self) -> Self {
        self.starred = true;
        self
    }

    /// With so many replies, the last of them by an agent.
    pub fn replies(mut self, count: usize) -> Self {
        for left in (1..=count).rev() {
            let agent = (left % 2 == 1).then_some(AGENTS[0].email);
            self.messages.push(message(agent, false, &format!("Reply {}.", count + 1 - left), self.created_at));
        }
        self.answered = count > 0;
        self
    }

    /// With so many comments.
    pub fn comments(mut self, count: usize) -> Self {
        for place in 1..=count {
            let text = format!("Comment {place}.");
            self.messages.push(message(Some(AGENTS[0].email), true, &text, self.created_at));
        }
        self
    }

    /// Saying this, as plain text.
    pub fn text(mut self, text: &str) -> Self {
        self.text = Some(text.to_owned());
        self
    }

    /// Created, and silent since, at this time.
    pub fn created_at(mut self, time: DateTime<Utc>) -> Self {
        self.created_at = time;
        self.last_activity_at = time;
        self
    }

    /// The replies, or the comments.
    pub fn said(&self, comments: bool) -> impl Iterator<Item = &Message> {
        self.messages.iter().filter(move |message| message.is_comment == comments)
    }

    /// How many replies it has.
    pub fn replies_count(&self) -> usize {
        self.said(false).count()
    }

    /// How many of the replies agents wrote.
    pub fn agent_replies_count(&self) -> usize {
        self.said(false).filter(|message| message.agent.is_some()).count()
    }

    /// How many comments agents left for each other.
    pub fn comments_count(&self) -> usize {
        self.said(true).count()
    }

    /// The first message as plain text, whatever it came as.
    pub(super) fn words(&self) -> &str {
        self.text.as_deref().or(self.html.as_deref()).unwrap_or_default()
    }
}
