//! The pages "Messages" and "Attachments", beyond the documented one: a ticket's conversation.

use serde_json::Value;

use super::directory::numeric_id;
use super::payload::{API, link, page_of, paged};
use super::ticket::{File, Message, Ticket};
use super::tickets::{agent, no_ticket, sent_at};
use super::{Groove, me};
use crate::client::request::encode_segment;
use crate::sandbox::asked::{Answer, Asked, refusal};
use crate::sandbox::documents::{created, html, iso, one};
use crate::sandbox::object;

impl Groove {
    /// `GET /tickets/:number/messages`: 200 and a page of them, the first message first.
    pub(super) fn list_messages(&mut self, asked: &Asked) -> Answer {
        let ticket = self.numbered(asked.number()?)?;
        let messages: Vec<_> = ticket.messages.iter().enumerate().collect();
        let path = format!("/tickets/{}/messages", ticket.number);
        let row = |(place, message): &(usize, &Message)| payload(ticket, *place, message);
        Ok(paged("messages", &path, &page_of(asked)?, &messages, row))
    }

    /// `POST /tickets/:number/messages`: 201 and the message. It is an agent's: the token's, unless
    /// `author` names another one.
    pub(super) fn create_message(&mut self, asked: &Asked) -> Answer {
        let body = asked.body();
        let text = body.required_text("body")?.to_owned();
        let author = body.text("author")?.map(agent).transpose()?.unwrap_or_else(me).to_owned();
        let created_at = sent_at(body)?.unwrap_or(asked.now);
        let note = body.flag("note")?;
        // Nobody receives mail from a sandbox, so this is read for its type only.
        body.flag("send_copy_to_customer")?;
        let number = asked.number()?;
        let ticket = self.tickets.iter_mut().find(|ticket| ticket.number == number).ok_or_else(no_ticket)?;
        ticket.messages.push(Message { author, by_agent: true, note, text, created_at, ..Message::default() });
        ticket.updated_at = asked.now;
        let place = ticket.messages.len() - 1;
        Ok(created("message", payload(ticket, place, &ticket.messages[place])))
    }

    /// `GET /attachments?message=:id`: 200 and the files of a message.
    pub(super) fn list_attachments(&mut self, asked: &Asked) -> Answer {
        let id = asked.query("message").unwrap_or_default();
        let messages =
            self.tickets.iter().flat_map(|ticket| ticket.messages.iter().enumerate().map(move |it| (ticket, it)));
        let found = messages.into_iter().find(|(ticket, (place, _))| message_id(ticket, *place) == id);
        let (_, (_, message)) = found.ok_or_else(|| refusal(404, "message", "is not known"))?;
        let file = |file: &File| {
            object(vec![
                ("filename", file.name.as_str().into()),
                ("size", file.size.into()),
                ("url", file.url.as_str().into()),
            ])
        };
        Ok(one("attachments", message.files.iter().map(file).collect()))
    }
}

fn message_id(ticket: &Ticket, place: usize) -> String {
    numeric_id((ticket.number as usize).wrapping_mul(1000).wrapping_add(place))
}

/// A message as the API writes it.
fn payload(ticket: &Ticket, place: usize, message: &Message) -> Value {
    let id = message_id(ticket, place);
    let kind = if message.by_agent { "agents" } else { "customers" };
    let mut links = vec![
        ("author", link(format!("{API}/{kind}/{}", encode_segment(&message.author)))),
        ("ticket", link(format!("{API}/tickets/{}", ticket.number))),
    ];
    if message.by_agent && !message.note {
        links.push(("recipient", link(format!("{API}/customers/{}", encode_segment(&ticket.customer)))));
    }
    if !message.files.is_empty() {
        links.push(("attachments", link(format!("{API}/attachments?message={id}"))));
    }
    let body = message.html.clone().unwrap_or_else(|| html(&message.text));
    object(vec![
        ("href", format!("{API}/messages/{id}").into()),
        ("id", id.into()),
        ("created_at", iso(message.created_at)),
        ("updated_at", iso(message.created_at)),
        ("note", message.note.into()),
        ("agent_response", message.by_agent.into()),
        ("body", body.into()),
        ("plain_text_body", message.text.clone().into()),
        ("links", object(links)),
    ])
}
