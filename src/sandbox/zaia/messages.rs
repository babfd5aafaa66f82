//! The call about conversations. It is beyond the page "Tickets": its parameters follow the page "Chat messages". That
//! page does not show a message, so the fields of a message are a guess.

use serde_json::Value;

use super::Zaia;
use super::params::{Answer, Params, invalid, refusal, uuid};
use super::payload::{iso, list, sender};
use super::ticket::{Message, Ticket};
use super::workspace::{self, Kind, chat_id};
use crate::sandbox::object;

/// The number of messages per response by default.
const DEFAULT_LIMIT: usize = 250;

impl Zaia {
    /// `GET /chat-messages`: 200 and the messages of a chat, the oldest first.
    pub(super) fn list_chat_messages(&mut self, params: &Params) -> Answer {
        let chat = uuid("chatId", params.query("chatId")?.unwrap_or_default())?;
        let with_senders = match params.query("joins")? {
            None => false,
            Some("senders") => true,
            Some(_) => return Err(invalid("joins", "must be senders")),
        };
        let tickets = self.tickets.iter().filter(|ticket| chat_id(ticket.chat.number) == chat);
        if tickets.clone().next().is_none() {
            return Err(refusal(404, "chatId", "is not known"));
        }
        let mut found: Vec<_> =
            tickets.flat_map(|ticket| ticket.messages.iter().enumerate().map(move |it| (ticket, it))).collect();
        found.sort_by_key(|(_, (_, message))| message.created_at);
        let rows = found.into_iter().take(DEFAULT_LIMIT);
        Ok(list(rows.map(|(ticket, (index, message))| row(ticket, index, message, with_senders)).collect()))
    }
}

fn row(ticket: &Ticket, index: usize, message: &Message, with_sender: bool) -> Value {
    let sender = sender(&ticket.chat, message.sender);
    let sender_field = |name: &str| sender.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone()).into();
    let number = ticket.number.wrapping_mul(1000).wrapping_add(index as u64);
    let mut fields: Vec<(&str, Value)> = vec![
        ("id", workspace::uuid(Kind::Message, number).into()),
        ("chatId", chat_id(ticket.chat.number).into()),
        ("content", message.text.as_str().into()),
        ("createdAt", iso(message.created_at)),
        ("updatedAt", iso(message.created_at)),
        ("senderId", sender_field("id")),
        ("senderEntity", sender_field("entity")),
    ];
    if with_sender {
        fields.push(("sender", object(sender)));
    }
    object(fields)
}
