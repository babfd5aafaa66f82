//! The conversation of a ticket: its messages, and the reply to them.

use super::content::{Attachment, Content};
use super::likeness::is_stored;
use super::page::{Cursor, Unreadable};
use super::person::Person;
use super::ticket::Ticket;
use super::time::Instant;

/// A message of a ticket.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    /// Its id, unique in its ticket.
    pub id: String,
    /// Who may read it, and its direction.
    pub kind: MessageKind,
    /// Its author, if known.
    pub author: Option<Person>,
    /// When it was written.
    pub at: Option<Instant>,
    /// Its content.
    pub content: Content,
    /// The recipients of copies.
    pub copies: Vec<Person>,
    /// Whether it has files that need a request of their own.
    pub has_more_files: bool,
    /// Why and where in the document it could not be read. Then nothing else of it is known.
    pub problem: Option<String>,
}

/// Who may read a message, and its direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MessageKind {
    /// From a customer.
    #[default]
    Incoming,
    /// From an agent, or from a bot.
    Outgoing,
    /// Among agents.
    Note,
}

impl From<Unreadable> for Message {
    /// Makes the placeholder of a message that could not be read.
    fn from(broken: Unreadable) -> Self {
        let problem = Some(format!("{}: {}", broken.place, broken.problem));
        Message { id: broken.id.to_string(), problem, ..Message::default() }
    }
}

impl Ticket {
    /// Makes the first message from a ticket that contains it, so that it needs no request.
    pub fn beginning(&self) -> Option<Message> {
        Some(Message {
            id: "beginning".to_owned(),
            kind: MessageKind::Incoming,
            author: self.requester.clone(),
            at: self.created_at,
            content: self.content.clone()?,
            copies: self.cc.clone(),
            ..Message::default()
        })
    }
}

/// A part of a conversation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Messages {
    /// The messages, in the API's order.
    pub list: Vec<Message>,
    /// The cursor to earlier messages; `None` at the beginning.
    pub earlier: Option<Cursor>,
}

impl Messages {
    /// Merges another part of the conversation: known messages are replaced, and the oldest comes first. A message
    /// without a time keeps its place at the end.
    pub fn merge(&mut self, more: Vec<Message>) {
        for message in more {
            match self.list.iter_mut().find(|known| known.id == message.id) {
                Some(known) => {
                    // The files of a message may have been loaded separately.
                    let files = std::mem::take(&mut known.content.attachments);
                    *known = message;
                    if known.content.attachments.is_empty() && !files.is_empty() {
                        known.content.attachments = files;
                        known.has_more_files = false;
                    }
                }
                None => self.list.push(message),
            }
        }
        self.list.sort_by_key(|message| (message.at.is_none(), message.at));
    }
}

/// A reply or note that an agent is about to send.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reply {
    /// The plain text.
    pub text: String,
    /// Whether only agents may read it.
    pub is_note: bool,
    /// The addresses in Cc.
    pub copies: Vec<String>,
    /// The addresses in Bcc.
    pub blind_copies: Vec<String>,
    /// Whether it also goes to the customer by email, where that is a choice.
    pub send_copy: bool,
    /// The uploaded files.
    pub files: Vec<Attachment>,
}

impl Reply {
    /// Returns the kind of message that it becomes.
    pub fn kind(&self) -> MessageKind {
        if self.is_note { MessageKind::Note } else { MessageKind::Outgoing }
    }

    /// Whether a message is this reply as a helpdesk may have stored it.
    pub fn is(&self, message: &Message) -> bool {
        message.kind == self.kind() && is_stored(&self.text, &message.content.text)
    }
}

/// A file to be uploaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// Its MIME type: `image/jpeg`.
    pub kind: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Upload {
    /// The largest file that is sent, in bytes: the limit that one of the helpdesks documents, and about the limit of
    /// email. The others document no limit.
    pub const LARGEST: usize = 20_000_000;

    /// Whether it is larger than that.
    pub fn is_too_large(&self) -> bool {
        self.bytes.len() > Upload::LARGEST
    }
}

/// A canned response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Its name.
    pub name: String,
    /// The plain text.
    pub text: String,
}

/// What an API supports in replies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyOption {
    /// A reply to the requester.
    Reply,
    /// A note among agents.
    Note,
    /// Copies of a reply to others.
    Copies,
    /// A choice whether a reply also goes out by email.
    SendCopy,
    /// Files with a reply or note.
    Files,
    /// Canned responses.
    Snippets,
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn message(id: &str, minute: Option<i64>) -> Message {
        let at = minute.and_then(|minute| DateTime::from_timestamp(minute * 60, 0));
        Message { id: id.to_owned(), at, ..Message::default() }
    }

    fn ids(messages: &Messages) -> String {
        messages.list.iter().map(|it| it.id.as_str()).collect()
    }

    #[test]
    fn what_comes_later_finds_its_place_and_nothing_is_there_twice() {
        let mut messages = Messages::default();
        messages.merge(vec![message("c", Some(3)), message("?", None), message("a", Some(1))]);
        messages.merge(vec![message("b", Some(2)), message("c", Some(3))]);
        assert_eq!(ids(&messages), "abc?");
    }

    #[test]
    fn files_that_were_asked_for_stay() {
        let file = Attachment { name: "photo.jpg".to_owned(), ..Attachment::default() };
        let mut messages = Messages::default();
        messages.merge(vec![Message { has_more_files: true, ..message("a", Some(1)) }]);
        messages.list[0].content.attachments = vec![file.clone()];
        messages.merge(vec![Message { has_more_files: true, ..message("a", Some(1)) }]);
        assert_eq!(
            (messages.list[0].content.attachments.as_slice(), messages.list[0].has_more_files),
            ([file].as_slice(), false)
        );
    }

    #[test]
    fn a_reply_is_found_again_by_its_words_and_its_kind() {
        let said = |kind, text: &str| Message {
            kind,
            content: Content { text: text.to_owned(), ..Content::default() },
            ..Message::default()
        };
        let reply = Reply { text: "Hello Mara,\n\nit is on its way.".to_owned(), ..Reply::default() };
        assert!(reply.is(&said(MessageKind::Outgoing, " Hello Mara,\nit is on its way.\n")));
        assert!(!reply.is(&said(MessageKind::Note, &reply.text)));
        assert!(!reply.is(&said(MessageKind::Outgoing, "Hello Mara")));
    }
}
