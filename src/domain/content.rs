//! The content of a message, as its sender wrote it.

use super::time::Instant;

/// The text of a message and its files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// The plain text; empty if there is only HTML.
    pub text: String,
    /// The HTML as received: not to be trusted, and never to be put into the page as it is.
    pub html: String,
    /// The files.
    pub attachments: Vec<Attachment>,
}

/// A file of a message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attachment {
    /// Its id in the API.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its MIME type without parameters: `image/jpeg`.
    pub kind: String,
    /// Its size in bytes.
    pub size: Option<u64>,
    /// When it was attached.
    pub created_at: Option<Instant>,
    /// Its address.
    pub url: String,
    /// The address of a thumbnail.
    pub thumb: Option<String>,
}

/// The kinds of pictures that browsers show without running anything in them, with their extensions.
const PICTURES: [(&str, &[&str]); 4] =
    [("image/png", &["png"]), ("image/jpeg", &["jpg", "jpeg"]), ("image/gif", &["gif"]), ("image/webp", &["webp"])];

/// The largest file that serves as its own thumbnail, in bytes.
const SMALL: u64 = 500_000;

/// Which version of a file is downloaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileVersion {
    /// The file itself.
    Original,
    /// A small picture of it.
    Thumbnail,
}

impl Attachment {
    /// Returns the MIME type of the picture that it is, by its declared type or else its extension; `None` if it is
    /// none.
    pub fn picture(&self) -> Option<&'static str> {
        let ending = self.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let is = |(kind, endings): &&(&str, &[&str])| match self.kind.is_empty() {
            true => endings.contains(&ending.as_str()),
            false => self.kind.eq_ignore_ascii_case(kind),
        };
        PICTURES.iter().find(is).map(|(kind, _)| *kind)
    }

    /// Returns the address of a picture of it that is small enough for a list.
    pub fn small_picture(&self) -> Option<&str> {
        self.picture()?;
        let is_small = self.size.is_some_and(|size| size <= SMALL);
        self.thumb.as_deref().or(is_small.then_some(self.url.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_shows_without_running_is_a_picture() {
        let file = |name: &str, kind: &str| Attachment {
            name: name.to_owned(),
            kind: kind.to_owned(),
            url: "https://files.example/1".to_owned(),
            ..Attachment::default()
        };
        assert_eq!(file("a.txt", "image/PNG").picture(), Some("image/png"));
        assert_eq!(file("a.JPEG", "").picture(), Some("image/jpeg"));
        assert_eq!(file("drawing.svg", "image/svg+xml").picture(), None);
        assert_eq!(file("a.png", "text/html").picture(), None);
        assert_eq!(file("png", "").picture(), None);
    }

    #[test]
    fn a_large_file_does_not_stand_for_its_small_picture() {
        let thumb = Some("https://files.example/1?small".to_owned());
        let file = |size, thumb: &Option<String>| Attachment {
            kind: "image/png".to_owned(),
            url: "https://files.example/1".to_owned(),
            size,
            thumb: thumb.clone(),
            ..Attachment::default()
        };
        assert_eq!(file(Some(9_000_000), &thumb).small_picture(), thumb.as_deref());
        assert_eq!(file(Some(9_000), &None).small_picture(), Some("https://files.example/1"));
        assert_eq!(file(Some(9_000_000), &None).small_picture(), None);
        assert_eq!(file(None, &None).small_picture(), None);
    }
}
