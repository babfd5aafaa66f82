//! The conversation of a ticket: which pages to request, and how to convert them.
//!
//! Beyond the documented page: Groove REST API v1, Messages and Attachments. The order of messages is not
//! documented, so it is inferred from the response.

use serde_json::Value;

use super::{calls, convert, wire};
use crate::client::document::DecodeError;
use crate::client::exchange::{Exchange, Step};
use crate::domain::{Attachment, Content, Cursor, Message, MessageKind, Messages, Person, Reply, Ticket, html, time};

/// The maximum page size, which is documented for tickets only.
const PER_PAGE: u64 = 50;

/// A page of a conversation, in the helpdesk's order.
#[derive(Clone, Copy)]
enum PageNumber {
    /// The first page has the oldest messages, so earlier ones are on the page before this one.
    OldestFirst(u64),
    /// The first page has the newest messages, so earlier ones are on the page after this one.
    NewestFirst(u64),
}

impl PageNumber {
    fn parse(cursor: &Cursor) -> Option<Self> {
        let (order, page) = cursor.0.split_at_checked(1)?;
        let page = page.parse().ok().filter(|page| *page > 0)?;
        Some(if order == "f" { PageNumber::NewestFirst(page) } else { PageNumber::OldestFirst(page) })
    }

    fn number(self) -> u64 {
        let (PageNumber::OldestFirst(page) | PageNumber::NewestFirst(page)) = self;
        page
    }

    fn cursor(self) -> Cursor {
        Cursor(match self {
            PageNumber::OldestFirst(page) => format!("r{page}"),
            PageNumber::NewestFirst(page) => format!("f{page}"),
        })
    }
}

/// Requests the newest messages of a ticket, or those before a cursor. It takes a second request if the page
/// where the newest messages should be does not have them.
pub fn messages(ticket: &Ticket, before: Option<&Cursor>) -> Exchange<Messages> {
    let requested = before.and_then(PageNumber::parse);
    let expected = ticket.messages.unwrap_or_default().div_ceil(PER_PAGE).max(1);
    let page = requested.map_or(expected, PageNumber::number);
    let (id, requester) = (ticket.key.id.clone(), ticket.requester.clone());
    let known = requester.clone();
    calls::list_messages(&id, page, PER_PAGE).and_then(move |response| {
        let total = response.pagination.total_pages.unwrap_or(1);
        let current = requested.unwrap_or_else(|| {
            if is_newest_first(&response) { PageNumber::NewestFirst(page) } else { PageNumber::OldestFirst(page) }
        });
        // The page with the newest messages, if it is another one.
        let newest = match current {
            _ if requested.is_some() => current,
            PageNumber::OldestFirst(_) => PageNumber::OldestFirst(total.max(1)),
            PageNumber::NewestFirst(_) => PageNumber::NewestFirst(1),
        };
        if newest.number() == page {
            return Step::Done(Ok(convert_page(response, known.as_ref(), current, total)));
        }
        Step::More(
            calls::list_messages(&id, newest.number(), PER_PAGE)
                .map(move |response| convert_page(response, requester.as_ref(), newest, total)),
        )
    })
}

/// Whether the first message of a page is newer than its last.
fn is_newest_first(response: &wire::Messages) -> bool {
    let mut times = response.messages.iter().flatten().filter_map(|message| message.created_at.as_deref());
    let first = times.next().and_then(time::parse);
    let last = times.next_back().and_then(time::parse);
    first.zip(last).is_some_and(|(first, last)| first > last)
}

fn convert_page(response: wire::Messages, requester: Option<&Person>, page: PageNumber, total: u64) -> Messages {
    let earlier = match page {
        PageNumber::OldestFirst(number) => (number > 1).then(|| PageNumber::OldestFirst(number - 1)),
        PageNumber::NewestFirst(number) => (number < total).then(|| PageNumber::NewestFirst(number + 1)),
    };
    let read = |(index, wire): (usize, Result<wire::Message, DecodeError>)| match wire {
        Ok(wire) => message(wire, requester),
        Err(error) => error.into_unreadable(page.number() as u32, index).into(),
    };
    let list = response.messages.into_iter().enumerate().map(read).collect();
    Messages { list, earlier: earlier.map(PageNumber::cursor) }
}

/// Converts a message. It has only the address or id of a customer, so the requester's name is taken from
/// the ticket.
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

/// Converts a file. Only its name tells its type.
pub fn attachment(wire: wire::Attachment) -> Attachment {
    Attachment {
        name: wire.filename.unwrap_or_default(),
        size: wire.size,
        url: wire.url.unwrap_or_default(),
        ..Attachment::default()
    }
}

/// Returns the parameters of "Creating a message".
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
