//! Sentences about replies, notes, messages and their files.

use super::{explain, messages};
use crate::client::account::Via;
use crate::client::{Failure, WriteOutcome};
use crate::domain::{Attachment, Message, MessageKind, Reply};

/// Says that a reply or note is being held before it is sent.
pub fn sending(reply: &Reply) -> String {
    if reply.is_note { messages::ADDING_NOTE } else { messages::SENDING_REPLY }.text().to_owned()
}

/// Says why a reply was not sent, or that this couldn't be confirmed.
pub fn reply_failed(reply: &Reply, failure: &Failure, via: Via) -> String {
    let why = explain(&failure.error, via).sentence;
    let sentence = match failure.outcome {
        WriteOutcome::Unknown => messages::reply_unconfirmed,
        WriteOutcome::Refused if !failure.error.is_refusal() => messages::reply_lost,
        WriteOutcome::Refused => messages::reply_refused,
        WriteOutcome::NotSent => messages::reply_not_sent,
    };
    sentence(why, reply.is_note)
}

/// What is known of the remote images of a mail that were not loaded.
pub fn blocked_images(images: u32, hosts: usize, trackers: u32) -> String {
    messages::blocked_images(images, hosts, trackers)
}

/// Names a message by its author and time.
pub fn message(message: &Message, author: &str, when: &str) -> String {
    match (message.kind == MessageKind::Note, when.is_empty()) {
        (true, true) => messages::note_from(author),
        (true, false) => messages::note_from_at(author, when),
        (false, true) => messages::message_from(author),
        (false, false) => messages::message_from_at(author, when),
    }
}

/// Writes the size of a file.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => messages::bytes(bytes),
        1_000..1_000_000 => messages::kilobytes(bytes.div_ceil(1_000)),
        _ => messages::megabytes(&format!("{}.{}", bytes / 1_000_000, bytes / 100_000 % 10)),
    }
}

/// Describes a file by its kind and size, as far as they are known.
pub fn about(file: &Attachment) -> String {
    let kind = if file.kind.is_empty() { extension(&file.name) } else { file.kind.clone() };
    let size = file.size.map(size).unwrap_or_default();
    [kind, size].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

fn extension(name: &str) -> String {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension).unwrap_or_default();
    let is_one = (1..=5).contains(&extension.len()) && extension.chars().all(|it| it.is_ascii_alphanumeric());
    if is_one { extension.to_ascii_uppercase() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_described_by_what_is_known() {
        let file = |name: &str, kind: &str, size| {
            about(&Attachment { name: name.to_owned(), kind: kind.to_owned(), size, ..Attachment::default() })
        };
        assert_eq!(file("photo.jpg", "image/jpeg", Some(20_480)), "image/jpeg, 21 KB");
        assert_eq!(file("photo.jpg", "", Some(2_340_000)), "JPG, 2.3 MB");
        assert_eq!(file("photo.\u{202e}gpj exe", "", None), "");
    }
}
