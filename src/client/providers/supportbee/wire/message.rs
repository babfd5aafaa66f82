//! What is said in a ticket: its content, which the documented page has, and the replies, comments, files
//! and snippets of the other pages.

use serde_json::Value;

use super::User;
use crate::client::document::{DecodeError, Node};
use crate::client::error::Error;
use crate::domain::html;

/// A reply or a comment. Beyond the documented page: Replies and Comments.
#[derive(Debug)]
pub struct ThreadEntry {
    /// What tells it apart from others of its kind.
    pub id: String,
    /// ISO 8601, UTC.
    pub created_at: Option<String>,
    /// How it begins; of replies only.
    pub summary: Option<String>,
    /// Who got a copy; of replies only.
    pub cc: Vec<User>,
    /// Who wrote it: `replier` or `commenter`.
    pub author: Option<User>,
    /// What it says.
    pub content: Option<Content>,
}

impl ThreadEntry {
    /// Reads the answer of "Fetch Replies for a Ticket": `{"replies": […]}`.
    pub fn read_replies(document: &Value) -> Result<Vec<Result<Self, DecodeError>>, Error> {
        Node::root(document).field("replies").each_result("id", ThreadEntry::read)
    }

    /// Reads the answer of "Fetching Comments": `{"comments": […]}`.
    pub fn read_comments(document: &Value) -> Result<Vec<Result<Self, DecodeError>>, Error> {
        Node::root(document).field("comments").each_result("id", ThreadEntry::read)
    }

    /// Reads the answer of "Create Reply" or "Create Comment": `{"reply": {…}}` or `{"comment": {…}}`.
    pub fn read_single(document: &Value, name: &str) -> Result<Self, Error> {
        ThreadEntry::read(&Node::root(document).field(name))
    }

    fn read(said: &Node) -> Result<Self, Error> {
        let text = |name: &str| said.field(name).as_text();
        let author = |name: &str| {
            let author = said.field(name);
            User::read(&author).or_else(|| User::read(&author.field("user")))
        };
        Ok(ThreadEntry {
            id: said.field("id").require_id()?,
            created_at: text("created_at"),
            summary: text("summary"),
            cc: User::read_all(&said.field("cc")),
            author: author("replier").or_else(|| author("commenter")),
            content: Content::read(&said.field("content")),
        })
    }
}

/// Words that are kept for many answers. Beyond the documented page: Snippets, of which no page that is
/// known shows an answer.
#[derive(Debug)]
pub struct Snippet {
    /// What it is called.
    pub name: Option<String>,
    /// The words.
    pub text: String,
}

impl Snippet {
    /// Reads the answer of "Fetching Snippets": `{"snippets": […]}`, without those that say nothing.
    pub fn read_list(document: &Value) -> Result<Vec<Self>, Error> {
        let snippets = Node::root(document).field("snippets").each(|_, item| Snippet::read(&item))?;
        Ok(snippets.into_iter().flatten().collect())
    }

    fn read(snippet: &Node) -> Option<Self> {
        let of = |name: &str| snippet.field(name).as_text().filter(|text| !text.trim().is_empty());
        let content = Content::read(&snippet.field("content"));
        let (body, as_html) = content.map(|content| (content.body, content.html)).unwrap_or_default();
        let body = body.filter(|text| !text.trim().is_empty());
        let text = body.or_else(|| as_html.map(|it| html::words(&it)).filter(|words| !words.is_empty()));
        let text = text.or_else(|| of("content")).or_else(|| of("text")).or_else(|| of("body"))?;
        Some(Snippet { name: of("name").or_else(|| of("title")), text })
    }
}

/// The words of a message, and what came with them.
#[derive(Debug)]
pub struct Content {
    /// As plain text; elsewhere called `text`.
    pub body: Option<String>,
    /// As HTML.
    pub html: Option<String>,
    /// Whether it goes on; beyond the documented page.
    pub truncated: Option<bool>,
    /// What came with it.
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
        let is_told = content.body.is_some() || content.html.is_some() || !content.attachments.is_empty();
        is_told.then_some(content)
    }
}

/// A file that came with a message.
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
    /// `url.original`: where the file is.
    pub original: Option<String>,
    /// `url.thumb`: where a small picture of it is.
    pub thumb: Option<String>,
}

impl Attachment {
    /// Reads the answer of "Create Attachment", whose shape no page shows: one file, alone, in a list or
    /// under any name.
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
