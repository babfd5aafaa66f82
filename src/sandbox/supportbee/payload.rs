//! Serialises tickets, messages and files as the API does.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::directory::{label_payload, team_payload};
use super::ticket::{Attachment, Message, Ticket};
use super::{Shape, SupportBee};
use crate::client::response::Response;
use crate::sandbox::documents::{escape, html, iso};
use crate::sandbox::object;
use crate::sandbox::params::Page;

/// The account's base address.
const HOST: &str = "https://tern.supportbee.example";

/// The length of a summary in characters.
const SUMMARY: usize = 120;

impl SupportBee {
    /// Makes a response with one page of a list, with the totals that both list calls return.
    pub(super) fn paged(&self, page: &Page, found: &[&Ticket]) -> Response {
        let document = object(vec![
            ("total", found.len().into()),
            ("current_page", page.number.into()),
            ("per_page", page.size.into()),
            ("total_pages", page.count(found.len()).into()),
            ("tickets", page.write(found, |ticket| self.ticket_payload(ticket))),
        ]);
        Response::json_body(200, &document)
    }

    /// Serialises a ticket.
    pub(super) fn ticket_payload(&self, ticket: &Ticket) -> Value {
        let live = self.shape == Shape::Live;
        let id = match self.broken.contains(&ticket.id) {
            true => vec![ticket.id].into(),
            false => Value::from(ticket.id),
        };
        let mut fields = vec![
            ("id", id),
            ("subject", ticket.subject.as_str().into()),
            ("replies_count", ticket.replies_count().into()),
            ("comments_count", ticket.comments_count().into()),
            ("last_activity_at", iso(ticket.last_activity_at)),
            ("created_at", iso(ticket.created_at)),
            ("unanswered", (!ticket.answered).into()),
            ("archived", ticket.archived.into()),
            ("spam", ticket.spam.into()),
            ("starred", ticket.starred.into()),
            ("summary", summary(ticket.text.as_deref(), ticket.html.as_deref()).into()),
            ("cc", self.people(&ticket.cc)),
            ("labels", self.labels(ticket)),
            ("requester", self.customer_payload(&ticket.requester_name, &ticket.requester_email)),
            ("content", self.content(&ticket.text, &ticket.html, &ticket.attachments, ticket.created_at)),
        ];
        self.assignees(ticket, &mut fields);
        if live {
            // Beyond the page "Tickets API": seen in recorded payloads.
            let source = if ticket.inbox.is_empty() { ("web", "form".into()) } else { ("email", ticket.inbox.into()) };
            fields.extend([
                ("agent_replies_count", ticket.agent_replies_count().into()),
                ("private", ticket.private.into()),
                ("trash", ticket.trash.into()),
                ("draft", ticket.draft.into()),
                ("source", object(vec![source])),
                ("customer_rating", object(vec![])),
            ]);
        }
        object(fields)
    }

    /// Adds the assignees. The page "Tickets API" has one assignee, an agent or a group; recorded payloads have one of
    /// each. An unassigned ticket has no such field at all.
    fn assignees(&self, ticket: &Ticket, fields: &mut Vec<(&'static str, Value)>) {
        let user = ticket.user.map(|email| object(vec![("user", self.agent_payload(email))]));
        let named = |kind| ticket.team.map(|name| object(vec![(kind, team_payload(name))]));
        if self.shape == Shape::Documented {
            fields.extend(user.or_else(|| named("group")).map(|it| ("current_assignee", it)));
            return;
        }
        fields.extend(user.map(|it| ("current_user_assignee", it)));
        fields.extend(named("team").map(|it| ("current_team_assignee", it)));
    }

    /// Serialises people in copy. In the documentation's examples this list is empty; recorded payloads have people
    /// here.
    fn people(&self, emails: &[String]) -> Value {
        match self.shape {
            Shape::Live => emails.iter().map(|email| self.customer_payload("", email)).collect(),
            Shape::Documented => emails.into(),
        }
    }

    /// Serialises a reply or comment. `index` is its position among the messages of the same kind.
    pub(super) fn message_payload(&self, ticket: &Ticket, index: usize, message: &Message) -> Value {
        let author = match message.agent {
            Some(email) => self.agent_payload(email),
            None => self.customer_payload(&ticket.requester_name, &ticket.requester_email),
        };
        let counts = vec![
            ("id", ticket.id.into()),
            ("replies_count", ticket.replies_count().into()),
            ("comments_count", ticket.comments_count().into()),
        ];
        let mut fields = vec![
            ("id", (ticket.id.wrapping_mul(100).wrapping_add(index as u64 + 1)).into()),
            ("created_at", iso(message.created_at)),
            ("ticket", object(counts)),
            (if message.is_comment { "commenter" } else { "replier" }, author),
            ("content", self.content(&message.text, &message.html, &message.attachments, message.created_at)),
        ];
        if !message.is_comment {
            fields.push(("summary", summary(message.text.as_deref(), message.html.as_deref()).into()));
            fields.push(("cc", self.people(&message.cc)));
            fields.push(("bcc", self.people(&message.bcc)));
        }
        object(fields)
    }

    /// Serialises labels. In the documentation's examples this list is empty; recorded payloads have colours, too.
    fn labels(&self, ticket: &Ticket) -> Value {
        match self.shape {
            Shape::Live => ticket.labels.iter().map(|name| label_payload(name)).collect(),
            Shape::Documented => ticket.labels.clone().into(),
        }
    }

    fn content(
        &self,
        text: &Option<String>,
        as_html: &Option<String>,
        files: &[Attachment],
        created_at: DateTime<Utc>,
    ) -> Value {
        let as_html = as_html.clone().or_else(|| text.as_deref().map(html));
        let text = text.clone().into();
        let attachments = files.iter().map(|it| attachment(it, created_at)).collect();
        object(match self.shape {
            Shape::Live => vec![
                ("text", text),
                ("html", as_html.into()),
                ("truncated", false.into()),
                ("attachments", attachments),
            ],
            Shape::Documented => vec![("body", text), ("html", as_html.into()), ("attachments", attachments)],
        })
    }
}

/// Returns the beginning of a message on one line, HTML-escaped as in recorded payloads.
fn summary(text: Option<&str>, as_html: Option<&str>) -> String {
    // A message with HTML only is summarised without its tags.
    let words = match text {
        Some(text) => text.to_owned(),
        None => crate::domain::html::words(as_html.unwrap_or_default()),
    };
    let words: Vec<_> = words.split_whitespace().collect();
    let start: String = words.join(" ").chars().take(SUMMARY).collect();
    escape(&start)
}

/// Serialises a file, for a message and for the response to an upload.
pub(super) fn attachment(file: &Attachment, created_at: DateTime<Utc>) -> Value {
    let Attachment { id, filename, kind, .. } = file;
    let original = format!("{HOST}/attachments/{id}");
    let thumb = kind.starts_with("image/").then(|| format!("{original}?version=thumb"));
    object(vec![
        ("id", (*id).into()),
        ("created_at", iso(created_at)),
        ("filename", filename.as_str().into()),
        ("content_type", format!("{kind}; charset=UTF-8; name={filename}").into()),
        ("url", object(vec![("original", original.into()), ("thumb", thumb.into())])),
    ])
}
