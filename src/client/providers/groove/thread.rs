//! The conversation of a ticket: which pages to ask for, and what they say.
//!
//! Beyond the documented page: Groove REST API v1, Messages and Attachments. It is not said there in
//! which order the messages come, so that is taken from the answer.

use serde_json::Value;

use super::{calls, convert, wire};
use crate::client::document::DecodeError;
use crate::client::exchange::{Exchange, Step};
use crate::domain::{Attachment, Content, Cursor, Message, MessageKind, Messages, Person, Reply, Ticket, html, time};

/// The most messages a page may hold, as of tickets.
const PER_PAGE: u64 = 50;

/// The pages of a conversation, in the order in which the helpdesk has them.
#[derive(Clone, Copy)]
enum Pages {
    /// The oldest messages are on the first one, so this is the next page to ask for, and then those before.
    Rising(u64),
    /// The newest messages are on the first one, so this is the next page to ask for, and then those after.
    Falling(u64),
}

impl Pages {
    fn parse(cursor: &Cursor) -> Option<Self> {
        let (order, page) = cursor.0.split_at_checked(1)?;
        let page = page.parse().ok().filter(|page| *page > 0)?;
        Some(if order == "f" { Pages::Falling(page) } else { Pages::Rising(page) })
    }

    fn number(self) -> u64 {
        let (Pages::Rising(page) | Pages::Falling(page)) = self;
        page
    }

    fn cursor(self) -> Cursor {
        Cursor(match self {
            Pages::Rising(page) => format!("r{page}"),
            Pages::Falling(page) => format!("f{page}"),
        })
    }
}

/// The newest messages of a ticket, or those before a cursor: one request, unless the page that should
/// hold the newest turns out not to.
pub fn messages(ticket: &Ticket, before: Option<&Cursor>) -> Exchange<Messages> {
    let pages = before.and_then(Pages::parse);
    let expected = ticket.messages.unwrap_or_default().div_ceil(PER_PAGE).max(1);
    let page = pages.map_or(expected, Pages::number);
    let (id, requester) = (ticket.key.id.clone(), ticket.requester.clone());
    let known = requester.clone();
    calls::list_messages(&id, page, PER_PAGE).and_then(move |answer| {
        let total = answer.pagination.total_pages.unwrap_or(1);
        let here =
            pages.unwrap_or_else(|| if is_falling(&answer) { Pages::Falling(page) } else { Pages::Rising(page) });
        // Where the newest messages are, if not here.
        let newest = match here {
            _ if pages.is_some() => page,
            Pages::Rising(_) => total.max(1),
            Pages::Falling(_) => 1,
        };
        if newest == page {
            return Step::Done(Ok(part(answer, known.as_ref(), here, total)));
        }
        let there = match here {
            Pages::Rising(_) => Pages::Rising(newest),
            Pages::Falling(_) => Pages::Falling(newest),
        };
        Step::More(
            calls::list_messages(&id, newest, PER_PAGE)
                .map(move |answer| part(answer, requester.as_ref(), there, total)),
        )
    })
}

/// Whether the newest message of a page is its first one.
fn is_falling(answer: &wire::Messages) -> bool {
    let mut times = answer.messages.iter().flatten().filter_map(|message| message.created_at.as_deref());
    let first = times.next().and_then(time::parse);
    let last = times.next_back().and_then(time::parse);
    first.zip(last).is_some_and(|(first, last)| first > last)
}

fn part(answer: wire::Messages, requester: Option<&Person>, here: Pages, total: u64) -> Messages {
    let earlier = match here {
        Pages::Rising(page) => (page > 1).then(|| Pages::Rising(page - 1)),
        Pages::Falling(page) => (page < total).then(|| Pages::Falling(page + 1)),
    };
    let read = |(index, wire): (usize, Result<wire::Message, DecodeError>)| match wire {
        Ok(wire) => message(wire, requester),
        Err(error) => error.into_unreadable(here.number() as u32, index).into(),
    };
    Messages { list: answer.messages.into_iter().enumerate().map(read).collect(), earlier: earlier.map(Pages::cursor) }
}

/// A message, as far as the document tells. Of customers only the address or id is told, so the name of
/// the one who asked is taken from the ticket.
pub fn message(wire: wire::Message, requester: Option<&Person>) -> Message {
    let by_agent = wire.agent_response.unwrap_or_else(|| {
        let href = wire.author_href.as_deref().unwrap_or_default();
        href.contains("/agents/")
    });
    let kind = match (wire.note, by_agent) {
        (Some(true), _) => MessageKind::Note,
        (_, true) => MessageKind::Outgoing,
        (_, false) => MessageKind::Incoming,
    };
    let author = convert::last_segment(wire.author_href).map(|id| match requester {
        Some(requester) if requester.id == id || requester.email == id => requester.clone(),
        _ => convert::customer(id, None),
    });
    let html = wire.body.unwrap_or_default();
    let text = wire.plain_text_body.filter(|text| !text.trim().is_empty()).unwrap_or_else(|| html::words(&html));
    let attachments: Vec<Attachment> = wire.attachments.into_iter().map(attachment).collect();
    Message {
        id: wire.id,
        kind,
        author,
        at: wire.created_at.as_deref().and_then(time::parse),
        has_more_files: attachments.is_empty() && wire.attachments_href.is_some(),
        content: Content { text, html, attachments },
        ..Message::default()
    }
}

/// A file. What kind it is its name alone tells.
pub fn attachment(wire: wire::Attachment) -> Attachment {
    Attachment {
        name: wire.filename.unwrap_or_default(),
        size: wire.size,
        url: wire.url.unwrap_or_default(),
        ..Attachment::default()
    }
}

/// What an agent says, as the parameters of "Creating a message".
pub fn new_message(reply: &Reply, me: Option<&str>) -> wire::Body {
    let mut body = wire::body([("body", reply.text.as_str().into()), ("note", reply.is_note.into())]);
    if !reply.is_note {
        body.insert("send_copy_to_customer".to_owned(), reply.send_copy.into());
    }
    if let Some(me) = me {
        body.insert("author".to_owned(), Value::from(me));
    }
    body
}
