//! A ticket's conversation, from the pages "Messages" and "Attachments" (beyond the page "Tickets").

use serde_json::Value;

use super::account::numeric_id;
use super::payload::{API, link, page_of, paged};
use super::ticket::{File, Message, Ticket};
use super::tickets::{agent, no_ticket, sent_at};
use super::{Groove, me};
use crate::client::request::encode_segment;
use crate::sandbox::documents::{created, document, html, iso};
use crate::sandbox::object;
use crate::sandbox::params::{Answer, Params, refusal};

impl Groove {
    /// `GET /tickets/:number/messages`: 200 and a page of them, the oldest message first.
    pub(super) fn list_messages(&mut self, params: &Params) -> Answer {
        let ticket = self.ticket_by_number(params.number()?)?;
        let messages: Vec<_> = ticket.messages.iter().enumerate().collect();
        let path = format!("/tickets/{}/messages", ticket.number);
        let row = |(index, message): &(usize, &Message)| payload(ticket, *index, message);
        Ok(paged("messages", &path, &page_of(params)?, &messages, row))
    }

    /// `POST /tickets/:number/messages`: 201 and the message. Its author is the agent who owns the token, unless
    /// `author` names another one.
    pub(super) fn create_message(&mut self, params: &Params) -> Answer {
        let body = params.body();
        let text = body.required_text("body")?.to_owned();
        let author = body.text("author")?.map(agent).transpose()?.unwrap_or_else(me).to_owned();
        let created_at = sent_at(body)?.unwrap_or(params.now);
        let note = body.flag("note")?;
        // A sandbox sends no mail, so only the type of this parameter is checked.
        body.flag("send_copy_to_customer")?;
        let number = params.number()?;
        let ticket = self.tickets.iter_mut().find(|ticket| ticket.number == number).ok_or_else(no_ticket)?;
        ticket.messages.push(Message { author, by_agent: true, note, text, created_at, ..Message::default() });
        ticket.updated_at = params.now;
        let index = ticket.messages.len() - 1;
        Ok(created("message", payload(ticket, index, &ticket.messages[index])))
    }

    /// `GET /attachments?message=:id`: 200 and the files of a message.
    pub(super) fn list_attachments(&mut self, params: &Params) -> Answer {
        let id = params.query("message").unwrap_or_default();
        let messages =
            self.tickets.iter().flat_map(|ticket| ticket.messages.iter().enumerate().map(move |it| (ticket, it)));
        let found = messages.into_iter().find(|(ticket, (index, _))| message_id(ticket, *index) == id);
        let (_, (_, message)) = found.ok_or_else(|| refusal(404, "message", "is not known"))?;
        let file = |file: &File| {
            object(vec![
                ("filename", file.name.as_str().into()),
                ("size", file.size.into()),
                ("url", file.url.as_str().into()),
            ])
        };
        Ok(document("attachments", message.files.iter().map(file).collect()))
    }
}

fn message_id(ticket: &Ticket, index: usize) -> String {
    numeric_id((ticket.number as usize).wrapping_mul(1000).wrapping_add(index))
}

/// Serialises a message.
fn payload(ticket: &Ticket, index: usize, message: &Message) -> Value {
    let id = message_id(ticket, index);
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
