//! Messages of tickets and their files.

use serde_json::Value;

use super::Pagination;
use crate::client::document::{DecodeError, Node};
use crate::client::error::Error;

/// The response of "Listing messages": `{"messages": […], "meta": {"pagination": …}}`. Beyond the
/// documented page: Groove REST API v1, Messages.
#[derive(Debug)]
pub struct Messages {
    /// The messages, each decoded separately.
    pub messages: Vec<Result<Message, DecodeError>>,
    /// The page's number and the totals.
    pub pagination: Pagination,
}

impl Messages {
    /// Decodes the response.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read(document: &Value) -> Result<Self, Error> {
        let root = Node::root(document);
        let messages = root.field("messages").each_result("id", Message::read)?;
        Ok(Messages { messages, pagination: Pagination::read(&root) })
    }
}

/// A message. Beyond the documented page: Groove REST API v1, Messages, and public clients.
#[derive(Debug)]
pub struct Message {
    /// The last segment of `href`; real responses also have it as a field. One of them is guaranteed.
    pub id: String,
    /// ISO 8601, UTC.
    pub created_at: Option<String>,
    /// Whether only agents may read it.
    pub note: Option<bool>,
    /// The text as HTML.
    pub body: Option<String>,
    /// The text without HTML.
    pub plain_text_body: Option<String>,
    /// Whether an agent wrote it; seen in real responses.
    pub agent_response: Option<bool>,
    /// `links.author.href`: ends in the email address or id of the author, below `agents` or `customers`.
    pub author_href: Option<String>,
    /// `links.attachments.href`: only present if there are attachments.
    pub attachments_href: Option<String>,
    /// The files themselves; seen in real responses.
    pub attachments: Vec<Attachment>,
}

impl Message {
    /// Decodes the response of "Creating a message": `{"message": {…}}`.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_single(document: &Value) -> Result<Self, Error> {
        Message::read(&Node::root(document).field("message"))
    }

    fn read(message: &Node) -> Result<Self, Error> {
        let text = |name: &str| message.field(name).as_text();
        let links = message.field("links");
        let href = |name: &str| links.field(name).field("href").as_text();
        let id_in_href =
            text("href").and_then(|href| Some(href.rsplit('/').next()?.to_owned())).filter(|id| !id.is_empty());
        let id = message.field("id");
        Ok(Message {
            id: match id.as_id().or(id_in_href) {
                Some(id) => id,
                None => id.require_id()?,
            },
            created_at: text("created_at"),
            note: message.field("note").as_bool(),
            body: text("body"),
            plain_text_body: text("plain_text_body"),
            agent_response: message.field("agent_response").as_bool(),
            author_href: href("author"),
            attachments_href: href("attachments"),
            attachments: Attachment::read_all(&message.field("attachments")),
        })
    }
}

/// A file of a message. Beyond the documented page: Groove REST API v1, Attachments.
#[derive(Debug)]
pub struct Attachment {
    /// The name of the file.
    pub filename: Option<String>,
    /// The size in bytes.
    pub size: Option<u64>,
    /// The address of the file.
    pub url: Option<String>,
}

impl Attachment {
    /// Decodes the response of "Listing attachments": `{"attachments": […]}`.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_list(document: &Value) -> Result<Vec<Self>, Error> {
        let root = Node::root(document);
        let list = root.field("attachments");
        list.each(|_, _| ())?;
        Ok(Attachment::read_all(&list))
    }

    fn read_all(list: &Node) -> Vec<Self> {
        let read = |item: &Node| {
            let text = |name: &str| item.field(name).as_text();
            let file = Attachment { filename: text("filename"), size: item.field("size").as_count(), url: text("url") };
            (file.filename.is_some() || file.url.is_some()).then_some(file)
        };
        list.each(|_, item| read(&item)).unwrap_or_default().into_iter().flatten().collect()
    }
}
