//! Mails that tests send to the sandbox of Groove.

use chrono::{DateTime, TimeDelta, Utc};
use deskbell::sandbox::groove;
use serde::Deserialize;

/// A mail from a customer.
#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Mail {
    subject: Option<String>,
    /// The sender's address.
    from: Option<String>,
    html: Option<String>,
    text: String,
    labels: Vec<String>,
    /// The names of its attachments.
    files: Vec<String>,
    /// The number of messages in the ticket: customer and agent in turn, all with this content.
    count: Option<usize>,
}

impl Mail {
    /// Makes a ticket of this mail.
    pub fn ticket(&self, number: u64, now: DateTime<Utc>) -> groove::Ticket {
        let file = |name: &String| groove::File {
            name: name.clone(),
            size: 4096,
            url: "https://files.example/download".to_owned(),
        };
        let from = self.from.as_deref().unwrap_or("sender@mail.example");
        let mut ticket = groove::ticket(number).subject(self.subject.as_deref().or(Some("A mail"))).customer(from);
        ticket = ticket.labels(self.labels.iter().map(String::as_str)).created_at(now);
        let count = self.count.unwrap_or(1);
        let message = |index: usize| groove::Message {
            author: if index.is_multiple_of(2) { from.to_owned() } else { "maya@tern.example".to_owned() },
            by_agent: index % 2 == 1,
            text: if index == 0 { self.text.clone() } else { format!("{} {index}", self.text) },
            html: self.html.clone(),
            files: self.files.iter().map(file).collect(),
            created_at: now - TimeDelta::minutes((count - index) as i64),
            note: false,
        };
        ticket.messages = (0..count.max(1)).map(message).collect();
        ticket
    }
}
