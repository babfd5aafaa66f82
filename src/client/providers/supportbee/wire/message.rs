//! The messages of a ticket: its content, which the documented page has, and the replies, comments, files
//! and snippets of other pages.

use serde_json::Value;

use super::User;
use crate::client::document::{DecodeError, Node};
use crate::client::error::Error;
use crate::domain::html;

/// A reply or a comment. Beyond the documented page: Replies and Comments.
#[derive(Debug)]
pub struct ThreadEntry {
    /// The id, which is unique among replies or among comments.
    pub id: String,
    /// ISO 8601, UTC.
    pub created_at: Option<String>,
    /// The beginning of the text; for replies only.
    pub summary: Option<String>,
    /// The recipients of a copy; for replies only.
    pub cc: Vec<User>,
    /// The author: `replier` or `commenter`.
    pub author: Option<User>,
    /// The content.
    pub content: Option<Content>,
}

impl ThreadEntry {
    /// Decodes the response of "Fetch Replies for a Ticket": `{"replies": […]}`.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_replies(document: &Value) -> Result<Vec<Result<Self, DecodeError>>, Error> {
        Node::root(document).field("replies").each_result("id", ThreadEntry::read)
    }

    /// Decodes the response of "Fetching Comments": `{"comments": […]}`.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_comments(document: &Value) -> Result<Vec<Result<Self, DecodeError>>, Error> {
        Node::root(document).field("comments").each_result("id", ThreadEntry::read)
    }

    /// Decodes the response of "Create Reply" or "Create Comment": `{"reply": {…}}` or `{"comment": {…}}`.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_single(document: &Value, name: &str) -> Result<Self, Error> {
        ThreadEntry::read(&Node::root(document).field(name))
    }

    fn read(entry: &Node) -> Result<Self, Error> {
        let text = |name: &str| entry.field(name).as_text();
        let author = |name: &str| {
            let author = entry.field(name);
            User::read(&author).or_else(|| User::read(&author.field("user")))
        };
        Ok(ThreadEntry {
            id: entry.field("id").require_id()?,
            created_at: text("created_at"),
            summary: text("summary"),
            cc: User::read_all(&entry.field("cc")),
            author: author("replier").or_else(|| author("commenter")),
            content: Content::read(&entry.field("content")),
        })
    }
}

/// A canned response. Beyond the documented page: Snippets, whose response no known page shows.
#[derive(Debug)]
pub struct Snippet {
    /// The name.
    pub name: Option<String>,
    /// The text.
    pub text: String,
}

impl Snippet {
    /// Decodes the response of "Fetching Snippets": `{"snippets": […]}`, without empty ones.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_list(document: &Value) -> Result<Vec<Self>, Error> {
        let snippets = Node::root(document).field("snippets").each(|_, item| Snippet::read(&item))?;
        Ok(snippets.into_iter().flatten().collect())
    }

    fn read(snippet: &Node) -> Option<Self> {
        let non_blank = |name: &str| snippet.field(name).as_text().filter(|text| !text.trim().is_empty());
        let content = Content::read(&snippet.field("content"));
        let (body, as_html) = content.map(|content| (content.body, content.html)).unwrap_or_default();
        let body = body.filter(|text| !text.trim().is_empty());
        let text = body.or_else(|| as_html.map(|it| html::words(&it)).filter(|words| !words.is_empty()));
        let text = text.or_else(|| non_blank("content")).or_else(|| non_blank("text")).or_else(|| non_blank("body"))?;
        Some(Snippet { name: non_blank("name").or_else(|| non_blank("title")), text })
    }
}

/// The text of a message and its attachments.
#[derive(Debug)]
pub struct Content {
    /// The plain text; elsewhere called `text`.
    pub body: Option<String>,
    /// The HTML.
    pub html: Option<String>,
    /// Whether it is cut off; beyond the documented page.
    pub truncated: Option<bool>,
    /// The attachments.
    pub attachments: Vec<Attachment>,
}

impl Content {
    pub(super) fn read(content: &Node) -> Option<Self> {
        let text = |name: &str| content.field(name).as_text();
        let content = Content {
            body: text("text").or_else(|| text("body")),
            html: text("html"),
            truncated: content.field("truncated").as_bool(),
            attachments: Attachment::read_all(&content.field("attachments")),
        };
        let has_any = content.body.is_some() || content.html.is_some() || !content.attachments.is_empty();
        has_any.then_some(content)
    }
}

/// A file attached to a message.
#[derive(Debug)]
pub struct Attachment {
    /// The id.
    pub id: Option<String>,
    /// ISO 8601, UTC.
    pub created_at: Option<String>,
    /// The name of the file.
    pub filename: Option<String>,
    /// The MIME type, with parameters: `image/jpeg; charset=UTF-8; name=logo.jpg`.
    pub content_type: Option<String>,
    /// `url.original`: the address of the file.
    pub original: Option<String>,
    /// `url.thumb`: the address of its thumbnail.
    pub thumb: Option<String>,
}

impl Attachment {
    /// Decodes the response of "Create Attachment", whose shape is not documented: a file, or a file in a list,
    /// or either of them under any name.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_single(document: &Value) -> Result<Self, Error> {
        let inner = document.as_object().and_then(|fields| fields.values().find(|it| it.is_array() || it.is_object()));
        let found = [Some(document), inner].into_iter().flatten().find_map(|value| {
            let node = Node::root(value);
            let file = Attachment::read(&node).or_else(|| Attachment::read_all(&node).into_iter().next());
            file.filter(|file| file.id.is_some())
        });
        found.ok_or_else(|| Node::root(document).field("attachment").mismatch("a file with an id"))
    }

    fn read_all(list: &Node) -> Vec<Self> {
        list.each(|_, item| Attachment::read(&item)).unwrap_or_default().into_iter().flatten().collect()
    }

    fn read(item: &Node) -> Option<Self> {
        let text = |name: &str| item.field(name).as_text();
        let url = item.field("url");
        let file = Attachment {
            id: item.field("id").as_id(),
            created_at: text("created_at"),
            filename: text("filename"),
            content_type: text("content_type"),
            original: url.field("original").as_text(),
            thumb: url.field("thumb").as_text(),
        };
        (file.id.is_some() || file.filename.is_some() || file.original.is_some()).then_some(file)
    }
}
