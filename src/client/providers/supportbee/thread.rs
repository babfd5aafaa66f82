//! The conversation of a ticket: the first message, which is the ticket's own content, and two lists, the
//! replies that customers can read and the comments between agents.
//!
//! Beyond the documented page: the newer documentation, Replies, Comments, Attachments and Snippets. Neither
//! pages nor an order are documented for the lists, so each is loaded whole and they are merged by time.

use super::convert::{self, Source};
use super::{calls, wire};
use crate::client::document::DecodeError;
use crate::client::exchange::Exchange;
use crate::domain::{
    Attachment, Content, Message, MessageKind, Messages, Reply, Snippet, Ticket, TicketId, Upload, html, time,
};

/// The roles of people who answer customers.
const STAFF: [&str; 3] = ["admin", "agent", "collaborator"];

/// Requests the parts of the conversation. The first message is skipped if the ticket already has it, and a
/// list if the ticket says that it is empty.
pub fn messages(source: &Source, ticket: &Ticket) -> Vec<Exchange<Messages>> {
    let id = &ticket.key.id;
    let has_replies = ticket.replies != Some(0);
    // Everything that is neither the first message nor a reply.
    let comments =
        ticket.messages.zip(ticket.replies).map(|(all, replies)| all.saturating_sub(replies.saturating_add(1)));
    let beginning = {
        let source = source.clone();
        calls::show_ticket(id).map(move |wire| {
            let beginning = convert::ticket(&source, wire).beginning();
            Messages { list: beginning.into_iter().collect(), earlier: None }
        })
    };
    let list = |entries: Exchange<_>, kind| {
        let source = source.clone();
        entries.map(move |entries| convert_list(&source, entries, kind))
    };
    let parts = [
        ticket.content.is_none().then_some(beginning),
        has_replies.then(|| list(calls::list_replies(id), Kind::Reply)),
        (comments != Some(0)).then(|| list(calls::list_comments(id), Kind::Comment)),
    ];
    parts.into_iter().flatten().collect()
}

/// Sends a reply or comment and returns it as the helpdesk stored it.
pub fn reply(source: &Source, ticket: &TicketId, reply: &Reply) -> Exchange<Message> {
    let mut new = wire::NewMessage {
        text: reply.text.clone(),
        attachment_ids: reply.files.iter().map(|file| convert::number(&file.id)).collect(),
        ..wire::NewMessage::default()
    };
    let source = source.clone();
    if reply.is_note {
        return calls::create_comment(ticket, new).map(move |entry| message(&source, entry, Kind::Comment));
    }
    (new.cc, new.bcc) = (reply.copies.clone(), reply.blind_copies.clone());
    // A reply sent from here is an agent's, even if the response does not say so.
    calls::create_reply(ticket, new)
        .map(move |entry| Message { kind: MessageKind::Outgoing, ..message(&source, entry, Kind::Reply) })
}

/// Uploads a file. Fields that the response lacks are filled in from the file.
pub fn upload(source: &Source, file: &Upload) -> Exchange<Attachment> {
    let (source, name, kind, size) = (source.clone(), file.name.clone(), file.kind.clone(), file.bytes.len() as u64);
    calls::create_attachment(file).map(move |wire| {
        let stored = convert::attachment(&source, wire);
        let or = |stored: String, known: String| if stored.is_empty() { known } else { stored };
        Attachment { name: or(stored.name, name), kind: or(stored.kind, kind), size: Some(size), ..stored }
    })
}

/// Converts a canned response. Without a name, its first line is the name.
pub fn snippet(wire: wire::Snippet) -> Snippet {
    let first_line = || wire.text.trim().lines().next().unwrap_or_default().to_owned();
    Snippet { name: wire.name.clone().unwrap_or_else(first_line), text: wire.text }
}

/// Which of the two lists a message is in.
#[derive(Clone, Copy)]
enum Kind {
    Reply,
    Comment,
}

impl Kind {
    /// Returns an id that is unique among all messages, because each list has ids of its own.
    fn id(self, id: &str) -> String {
        match self {
            Kind::Reply => format!("reply-{id}"),
            Kind::Comment => format!("comment-{id}"),
        }
    }
}

fn convert_list(source: &Source, entries: Vec<Result<wire::ThreadEntry, DecodeError>>, kind: Kind) -> Messages {
    let read = |(index, entry): (usize, Result<wire::ThreadEntry, DecodeError>)| match entry {
        Ok(entry) => message(source, entry, kind),
        Err(error) => {
            let unreadable = Message::from(error.into_unreadable(1, index));
            Message { id: kind.id(&unreadable.id), ..unreadable }
        }
    };
    Messages { list: entries.into_iter().enumerate().map(read).collect(), earlier: None }
}

/// Converts a reply or comment. A reply may be by a customer too.
fn message(source: &Source, entry: wire::ThreadEntry, kind: Kind) -> Message {
    let is_staff = |user: &wire::User| {
        let has_role = user.role.as_deref().is_some_and(|role| STAFF.contains(&role));
        user.agent.unwrap_or(has_role)
    };
    let content = entry.content.map(|wire| convert::content(source, wire));
    // Without content, the summary is all there is.
    let summary = || Content { text: html::unescape(&entry.summary.unwrap_or_default()), ..Content::default() };
    Message {
        id: kind.id(&entry.id),
        kind: match kind {
            Kind::Comment => MessageKind::Note,
            Kind::Reply if entry.author.as_ref().is_some_and(is_staff) => MessageKind::Outgoing,
            Kind::Reply => MessageKind::Incoming,
        },
        author: entry.author.map(|user| convert::person(source, user)),
        at: entry.created_at.as_deref().and_then(time::parse),
        content: content.unwrap_or_else(summary),
        copies: entry.cc.into_iter().map(|user| convert::person(source, user)).collect(),
        ..Message::default()
    }
}
