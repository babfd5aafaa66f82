//! The call about conversations: beyond the page "Tickets", known from the page "Chat messages", which tells
//! the parameters. What a message holds is a guess.

use serde_json::Value;

use super::Zaia;
use super::asked::{Answer, Asked, invalid, refusal, uuid};
use super::payload::{iso, sender};
use super::ticket::{Message, Ticket};
use super::workspace::{self, Kind, chat_id, listed};
use crate::sandbox::object;

/// The most messages that come unless another number is asked for.
const MOST: usize = 250;

impl Zaia {
    /// `GET /chat-messages`: 200 and the messages of a chat, the first one first.
    pub(super) fn list_chat_messages(&mut self, asked: &Asked) -> Answer {
        let chat = uuid("chatId", asked.query("chatId")?.unwrap_or_default())?;
        let with_senders = match asked.query("joins")? {
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
        let rows = found.into_iter().take(MOST);
        Ok(listed(rows.map(|(ticket, (place, message))| row(ticket, place, message, with_senders)).collect()))
    }
}

fn row(ticket: &Ticket, place: usize, message: &Message, with_sender: bool) -> Value {
    let sender = sender(&ticket.chat, message.sender);
    let of = |name: &str| sender.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone()).into();
    let number = ticket.number.wrapping_mul(1000).wrapping_add(place as u64);
    let mut fields: Vec<(&str, Value)> = vec![
        ("id", workspace::uuid(Kind::Message, number).into()),
        ("chatId", chat_id(ticket.chat.number).into()),
        ("content", message.text.as_str().into()),
        ("createdAt", iso(message.created_at)),
        ("updatedAt", iso(message.created_at)),
        ("senderId", of("id")),
        ("senderEntity", of("entity")),
    ];
    if with_sender {
        fields.push(("sender", object(sender)));
    }
    object(fields)
}
