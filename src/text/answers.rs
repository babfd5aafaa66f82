//! What is said about answers and messages.

use super::{count, explain, isolated};
use crate::client::{Failure, WriteOutcome};
use crate::domain::{Attachment, Message, MessageKind, Reply};

/// What an answer is called.
fn answer(is_note: bool) -> &'static str {
    if is_note { "note" } else { "reply" }
}

/// That an answer is held back for a moment.
pub fn being_sent(reply: &Reply) -> String {
    if reply.is_note { "Adding the note…" } else { "Sending the reply…" }.to_owned()
}

/// Why an answer was not sent, or that nobody knows.
pub fn not_said(reply: &Reply, failure: &Failure, proxied: bool) -> String {
    let why = explain(&failure.error, proxied).sentence;
    let what = answer(reply.is_note);
    match failure.outcome {
        WriteOutcome::Unknown => format!(
            "{why} Nobody knows whether the {what} got there: look at the conversation before you send it again."
        ),
        WriteOutcome::Refused if !failure.error.is_refusal() => {
            format!("{why} The helpdesk does not have the {what}, so it can be sent again.")
        }
        WriteOutcome::Refused => format!("The {what} was not sent. {why}"),
        WriteOutcome::NotSent => format!("The {what} was not sent. {why} It is kept here."),
    }
}

/// That an answer of which nothing was known is there after all.
pub fn was_said(reply: &Reply) -> String {
    format!("Your {} got there after all.", answer(reply.is_note))
}

/// That an answer of which nothing was known is not there.
pub fn was_not_said(reply: &Reply) -> String {
    let what = answer(reply.is_note);
    format!("Your {what} was on its way, and the helpdesk does not have it. Send it again if you still mean it.")
}

/// What is known of the remote images of a mail that were not fetched.
pub fn blocked_images(images: u32, hosts: usize, trackers: u32) -> String {
    let images = count(images as usize, "remote image", "remote images");
    let trackers = match trackers {
        0 => String::new(),
        1 => ", 1 looks like a tracker".to_owned(),
        some => format!(", {some} look like trackers"),
    };
    format!("{images} from {}{trackers}.", count(hosts, "host", "hosts"))
}

/// What a message is called: who said it and when.
pub fn message(message: &Message, author: &str, when: &str) -> String {
    let kind = if message.kind == MessageKind::Note { "Note" } else { "Message" };
    let author = isolated(author);
    if when.is_empty() { format!("{kind} from {author}") } else { format!("{kind} from {author}, {when}") }
}

/// How large a file is.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// What kind of file it is and how large, as far as that is told.
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
    fn files_say_what_is_known_of_them() {
        let file = |name: &str, kind: &str, size| {
            about(&Attachment { name: name.to_owned(), kind: kind.to_owned(), size, ..Attachment::default() })
        };
        assert_eq!(file("photo.jpg", "image/jpeg", Some(20_480)), "image/jpeg, 21 KB");
        assert_eq!(file("photo.jpg", "", Some(2_340_000)), "JPG, 2.3 MB");
        assert_eq!(file("photo.\u{202e}gpj exe", "", None), "");
    }
}
