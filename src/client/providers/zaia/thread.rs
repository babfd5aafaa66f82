//! The conversation of a ticket: the messages of its chat.
//!
//! Beyond the documented page: Zaia API reference (alpha), Chat messages. That page documents the parameters
//! but not the fields of a message, so these are a guess (see [`wire::ChatMessage`]). Sending a message is
//! not documented at all, so it is not offered.

use super::wire;
use crate::client::document::DecodeError;
use crate::domain::{Content, Message, MessageKind, Messages, Person, time};

/// The kind of sender that is a customer. Responders and users of the workspace have other kinds.
const CUSTOMERS: &str = "external-users";

/// Converts the messages of a chat.
pub fn messages(rows: wire::ChatMessages) -> Messages {
    let read = |(index, row): (usize, Result<wire::ChatMessage, DecodeError>)| match row {
        Ok(row) => message(row),
        Err(error) => error.into_unreadable(1, index).into(),
    };
    // The response does not say whether there are earlier messages.
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
