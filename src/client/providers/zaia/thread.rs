//! The conversation of a ticket: what was said in its chat.
//!
//! Beyond the documented page: Zaia API reference (alpha), Chat messages. The page tells the parameters and
//! not what a message holds, so what is made of one here is a guess (see [`wire::ChatMessage`]). How one is
//! written is not known at all, so nothing is.

use super::wire;
use crate::client::document::DecodeError;
use crate::domain::{Content, Message, MessageKind, Messages, Person, time};

/// The senders who are customers; responders, and whoever works in the workspace, are not.
const CUSTOMERS: &str = "external-users";

/// All that came.
pub fn messages(rows: wire::ChatMessages) -> Messages {
    let read = |(index, row): (usize, Result<wire::ChatMessage, DecodeError>)| match row {
        Ok(row) => message(row),
        Err(error) => error.into_unreadable(1, index).into(),
    };
    // Nothing tells whether there was more before the first one.
    Messages { list: rows.into_iter().enumerate().map(read).collect(), earlier: None }
}

fn message(wire: wire::ChatMessage) -> Message {
    let is_customer = wire.sender_entity.as_deref() == Some(CUSTOMERS);
    let author = Person {
        id: wire.sender_id.unwrap_or_default(),
        name: wire.sender_name.unwrap_or_default(),
        email: wire.sender_email.unwrap_or_default(),
        picture: wire.sender_picture,
    };
    Message {
        id: wire.id,
        kind: if is_customer { MessageKind::Incoming } else { MessageKind::Outgoing },
        author: Some(author).filter(|it| !it.display().is_empty()),
        at: wire.created_at.as_deref().and_then(time::parse),
        content: Content { text: wire.text.unwrap_or_default(), ..Content::default() },
        ..Message::default()
    }
}
