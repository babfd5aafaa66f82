//! What a message says, as its sender wrote it.

use super::time::Instant;

/// The words of a message and what came with them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// The plain text; empty where there is only HTML.
    pub text: String,
    /// The HTML as it came: foreign, not to be trusted, and never to be put into the page as it is.
    pub html: String,
    /// What was attached.
    pub attachments: Vec<Attachment>,
}

/// A file that came with a message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attachment {
    /// What the API calls it.
    pub id: String,
    /// The name of the file.
    pub name: String,
    /// The kind of the file, without parameters: `image/jpeg`.
    pub kind: String,
    /// How large the file is, in bytes.
    pub size: Option<u64>,
    /// When it was attached.
    pub created_at: Option<Instant>,
    /// Where the file is.
    pub url: String,
    /// Where a small picture of it is.
    pub thumb: Option<String>,
}
