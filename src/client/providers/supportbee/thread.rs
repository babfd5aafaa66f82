//! The conversation of a ticket: the beginning, which is the ticket's own content, and then two lists, one
//! of what the customer reads and one of what agents leave for each other.
//!
//! Beyond the documented page: the newer documentation, Replies, Comments, Attachments and Snippets. Both
//! lists are whole: no page of them is documented, and no order, so the times alone put them together.

use super::convert::{self, Source};
use super::{calls, wire};
use crate::client::document::DecodeError;
use crate::client::exchange::Exchange;
use crate::domain::{
    Attachment, Content, Message, MessageKind, Messages, Reply, Snippet, Ticket, TicketId, Upload, html, time,
};

/// The roles of people who answer customers.
const STAFF: [&str; 3] = ["admin", "agent", "collaborator"];

/// The parts of the conversation that must be asked for: not the beginning where the ticket holds it, and
/// no list of which the ticket tells that it is empty.
pub fn messages(source: &Source, ticket: &Ticket) -> Vec<Exchange<Messages>> {
    let id = &ticket.key.id;
    let has_replies = ticket.replies != Some(0);
    // What is neither the beginning nor a reply.
    let comments =
        ticket.messages.zip(ticket.replies).map(|(all, replies)| all.saturating_sub(replies.saturating_add(1)));
    let beginning = {
        let source = source.clone();
        calls::show_ticket(id).map(move |wire| {
            let beginning = convert::ticket(&source, wire).beginning();
            Messages { list: beginning.into_iter().collect(), earlier: None }
        })
    };
    let list = |said: Exchange<_>, kind| {
        let source = source.clone();
        said.map(move |said| part(&source, said, kind))
    };
    let parts = [
        ticket.content.is_none().then_some(beginning),
        has_replies.then(|| list(calls::list_replies(id), Kind::Reply)),
        (comments != Some(0)).then(|| list(calls::list_comments(id), Kind::Comment)),
    ];
    parts.into_iter().flatten().collect()
}

/// Says something, and brings it as the helpdesk has it.
pub fn say(source: &Source, ticket: &TicketId, reply: &Reply) -> Exchange<Message> {
    let mut new = wire::NewMessage {
        text: reply.text.clone(),
        attachment_ids: reply.files.iter().map(|file| convert::number(&file.id)).collect(),
        ..wire::NewMessage::default()
    };
    let source = source.clone();
    if reply.is_note {
        return calls::create_comment(ticket, new).map(move |said| message(&source, said, Kind::Comment));
    }
    (new.cc, new.bcc) = (reply.copies.clone(), reply.blind_copies.clone());
    // Whoever answers here is an agent, whether the document says so or not.
    calls::create_reply(ticket, new)
        .map(move |said| Message { kind: MessageKind::Outgoing, ..message(&source, said, Kind::Reply) })
}

/// Hands a file over. What the answer does not tell is known from the file.
pub fn upload(source: &Source, file: &Upload) -> Exchange<Attachment> {
    let (source, name, kind, size) = (source.clone(), file.name.clone(), file.kind.clone(), file.bytes.len() as u64);
    calls::create_attachment(file).map(move |wire| {
        let told = convert::attachment(&source, wire);
        let or = |told: String, known: String| if told.is_empty() { known } else { told };
        Attachment { name: or(told.name, name), kind: or(told.kind, kind), size: Some(size), ..told }
    })
}

/// The words that are kept for many answers. What has no name goes by its first line.
pub fn snippet(wire: wire::Snippet) -> Snippet {
    let first = || wire.text.trim().lines().next().unwrap_or_default().to_owned();
    Snippet { name: wire.name.clone().unwrap_or_else(first), text: wire.text }
}

/// Which of the two lists a message is in.
#[derive(Clone, Copy)]
enum Kind {
    Reply,
    Comment,
}

impl Kind {
    /// The id among all messages: the lists count each for itself.
    fn id(self, id: &str) -> String {
        match self {
            Kind::Reply => format!("reply-{id}"),
            Kind::Comment => format!("comment-{id}"),
        }
    }
}

fn part(source: &Source, said: Vec<Result<wire::ThreadEntry, DecodeError>>, kind: Kind) -> Messages {
    let read = |(index, said): (usize, Result<wire::ThreadEntry, DecodeError>)| match said {
        Ok(said) => message(source, said, kind),
        Err(error) => {
            let unreadable = Message::from(error.into_unreadable(1, index));
            Message { id: kind.id(&unreadable.id), ..unreadable }
        }
    };
    Messages { list: said.into_iter().enumerate().map(read).collect(), earlier: None }
}

/// A reply or comment, as far as the document tells. Customers reply, too.
fn message(source: &Source, said: wire::ThreadEntry, kind: Kind) -> Message {
    let is_staff = |user: &wire::User| {
        let has_role = user.role.as_deref().is_some_and(|role| STAFF.contains(&role));
        user.agent.unwrap_or(has_role)
    };
    let content = said.content.map(|wire| convert::content(source, wire));
    // The summary is what there is where the content was left out.
    let summary = || Content { text: html::unescape(&said.summary.unwrap_or_default()), ..Content::default() };
    Message {
        id: kind.id(&said.id),
        kind: match kind {
            Kind::Comment => MessageKind::Note,
            Kind::Reply if said.author.as_ref().is_some_and(is_staff) => MessageKind::Outgoing,
            Kind::Reply => MessageKind::Incoming,
        },
        author: said.author.map(|user| convert::person(source, user)),
        at: said.created_at.as_deref().and_then(time::parse),
        content: content.unwrap_or_else(summary),
        copies: said.cc.into_iter().map(|user| convert::person(source, user)).collect(),
        ..Message::default()
    }
}
