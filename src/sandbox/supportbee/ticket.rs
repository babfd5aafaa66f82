//! A ticket as the sandbox keeps it, and the small builder that tests write it with.

use chrono::{DateTime, TimeDelta, Utc};

use crate::sandbox::company::{CUSTOMERS, INBOXES};

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
    /// How many replies it has.
    pub replies: usize,
    /// How many of the replies agents wrote.
    pub agent_replies: usize,
    /// How many comments agents left for each other.
    pub comments: usize,
    /// The address it came in by; empty for the web form.
    pub inbox: &'static str,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When a message last came or went.
    pub last_activity_at: DateTime<Utc>,
}

/// A file that came with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its id.
    pub id: u64,
    /// Its name.
    pub filename: String,
    /// Its MIME type, without the parameters that the API adds.
    pub kind: &'static str,
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
        replies: 0,
        agent_replies: 0,
        comments: 0,
        inbox: INBOXES[0].email,
        created_at,
        last_activity_at: created_at,
    }
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
        self.replies = count;
        self.agent_replies = count.div_ceil(2);
        self.answered = count > 0;
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

    /// The first message as plain text, whatever it came as.
    pub(super) fn words(&self) -> &str {
        self.text.as_deref().or(self.html.as_deref()).unwrap_or_default()
    }
}
