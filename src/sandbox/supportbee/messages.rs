//! The calls about conversations. All are beyond the page "Tickets API": they follow the newer documentation
//! ("Replies", "Comments", "Attachments", "Snippets").

use serde_json::Value;

use super::payload::attachment;
use super::ticket::{Attachment, Message};
use super::tickets::{no_attachment, no_ticket};
use super::{SupportBee, me};
use crate::client::response::Response;
use crate::sandbox::documents::{created, document, html};
use crate::sandbox::object;
use crate::sandbox::params::{Answer, Fields, Params};

/// The maximum number of addresses in `cc`, and in `bcc`.
const MAX_COPIES: usize = 25;

/// The canned responses of the staff: name and text.
static SNIPPETS: [(&str, &str); 3] = [
    ("Ask for a photograph", "Could you send us a photograph of the damage, and one of the label on the box?"),
    (
        "Returns, step by step",
        "Returns are free within thirty days:\n\n1. Print the label.\n2. Close the box.\n3. Leave it at any shop.",
    ),
    ("Sign-off", "With kind regards from the harbour,\nTern & Tide"),
];

impl SupportBee {
    /// `GET /tickets/:id/replies` and `GET /tickets/:id/comments`: 200 and all of them, the oldest first.
    pub(super) fn list_messages(&mut self, params: &Params, comments: bool) -> Answer {
        let ticket = self.ticket_by_id(params.number()?)?;
        let rows = ticket.messages_of_kind(comments).enumerate();
        let rows = rows.map(|(index, message)| self.message_payload(ticket, index, message));
        Ok(document(if comments { "comments" } else { "replies" }, rows.collect()))
    }

    /// `POST /tickets/:id/replies` and `POST /tickets/:id/comments`: 201 and the message, written by the agent who owns
    /// the account's token.
    pub(super) fn create_message(&mut self, params: &Params, is_comment: bool) -> Answer {
        let (name, fields): (_, &[&str]) = match is_comment {
            true => ("comment", &["content"]),
            false => ("reply", &["content", "cc", "bcc"]),
        };
        let new = params.body().object(name, fields)?;
        let content = new.object("content", &["text", "html", "attachment_ids"])?;
        let (text, html) = (content.text("text")?, content.text("html")?);
        if [text, html].into_iter().flatten().all(|text| text.trim().is_empty()) {
            return Err(params.invalid("content", "needs a text or an html"));
        }
        let upload = |id| self.upload(id).cloned().ok_or_else(|| params.invalid("attachment_ids", "must be uploads"));
        let attachments = content.numbers("attachment_ids")?.into_iter().map(upload).collect::<Result<_, _>>()?;
        let (cc, bcc) = (addresses(&new, "cc")?, addresses(&new, "bcc")?);
        let message = Message {
            agent: Some(me()),
            is_comment,
            text: text.map(str::to_owned),
            html: html.map(str::to_owned),
            cc: cc.clone(),
            bcc: bcc.clone(),
            attachments,
            created_at: params.now,
        };
        let id = params.number()?;
        let ticket = self.tickets.iter_mut().find(|ticket| ticket.id == id).ok_or_else(no_ticket)?;
        ticket.messages.push(message.clone());
        ticket.last_activity_at = params.now;
        ticket.answered |= !is_comment;
        cc.iter().chain(&bcc).for_each(|email| self.remember_customer("", email));
        let ticket = self.ticket_by_id(id)?;
        let index = ticket.messages_of_kind(is_comment).count() - 1;
        Ok(created(name, self.message_payload(ticket, index, &message)))
    }

    /// `POST /attachments`: 201 and the file, whose id a message can then refer to.
    pub(super) fn create_attachment(&mut self, params: &Params) -> Answer {
        let [file] = params.files() else { return Err(params.invalid("files[]", "must be one file")) };
        let id = 900_001 + self.uploads.len() as u64;
        let upload = Attachment { bytes: Some(file.bytes.clone()), ..Attachment::new(id, &file.name, &file.kind) };
        let answer = created("attachment", attachment(&upload, params.now));
        self.uploads.push(upload);
        Ok(answer)
    }

    /// `GET /attachments/:id`: 200 and the file itself, also when its thumbnail is requested.
    pub(super) fn show_attachment(&mut self, params: &Params) -> Answer {
        if params.query("version").is_some_and(|version| version != "thumb") {
            return Err(params.invalid("version", "must be thumb"));
        }
        let id = params.number()?;
        let sent = self.tickets.iter().flat_map(|ticket| {
            ticket.attachments.iter().chain(ticket.messages.iter().flat_map(|message| &message.attachments))
        });
        let file = sent.chain(&self.uploads).find(|file| file.id == id).ok_or_else(no_attachment)?;
        Ok(Response::file_body(&file.kind, &file.content()))
    }

    /// `GET /snippets`: 200 and the canned responses.
    pub(super) fn list_snippets(&mut self, _: &Params) -> Answer {
        let snippet = |(index, (name, text)): (usize, &(&str, &str))| -> Value {
            let content = object(vec![("text", (*text).into()), ("html", html(text).into())]);
            object(vec![("id", (index + 1).into()), ("name", (*name).into()), ("content", content)])
        };
        Ok(document("snippets", SNIPPETS.iter().enumerate().map(snippet).collect()))
    }

    /// Finds the uploaded file with this id.
    pub(super) fn upload(&self, id: u64) -> Option<&Attachment> {
        self.uploads.iter().find(|upload| upload.id == id)
    }
}

/// Reads a list of email addresses; empty when the field was not sent.
fn addresses(new: &Fields, name: &str) -> Result<Vec<String>, Response> {
    let addresses = new.names(name)?.unwrap_or_default();
    match addresses.len() <= MAX_COPIES && addresses.iter().all(|address| address.contains('@')) {
        true => Ok(addresses),
        false => Err(new.invalid(name, "must hold up to 25 e-mail addresses")),
    }
}
