//! Drafts of replies and notes. They are stored on the device until they are sent or discarded, unless the agent turned
//! that off.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde_json::{Map, Value, json};

use crate::domain::{AccountId, Attachment, Instant, Recipients, Reply, TicketKey, time};
use crate::platform::clock;
use crate::platform::storage::{self, Key};
use crate::state::device::preferences::Preferences;

/// The drafts.
#[derive(Clone, Copy)]
pub struct ReplyDrafts {
    preferences: Preferences,
    all: RwSignal<BTreeMap<TicketKey, ReplyDraft>>,
    /// Whether drafts may be stored on the device. Those of the demo are not.
    is_kept: bool,
    /// Whether the last draft could not be stored, because the browser's storage is full.
    pub is_unstored: RwSignal<bool>,
}

/// A draft of a reply or note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplyDraft {
    /// The text.
    pub text: String,
    /// Whether it is a note, which only agents can read.
    pub is_note: bool,
    /// The addresses in Cc, as they were typed.
    pub copies: String,
    /// The addresses in Bcc, as they were typed.
    pub blind_copies: String,
    /// Whether it is not sent to the customer by email, where that is a choice.
    pub is_quiet: bool,
    /// The uploaded files.
    pub files: Vec<Attachment>,
    /// When it was last edited.
    pub at: Option<Instant>,
    /// How many messages with the same text there were when it was sent, while the outcome is unknown.
    pub beside: Option<usize>,
}

impl ReplyDraft {
    /// Whether there is neither text nor a file.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.files.is_empty()
    }

    /// Returns the reply as it is sent.
    pub fn reply(&self) -> Reply {
        let addresses = |text: &str| Recipients::parse(text).addresses;
        Reply {
            text: self.text.trim().to_owned(),
            is_note: self.is_note,
            copies: addresses(&self.copies),
            blind_copies: addresses(&self.blind_copies),
            send_copy: !self.is_quiet && !self.is_note,
            files: self.files.clone(),
        }
    }

    fn write(&self) -> Value {
        let files: Vec<Value> =
            self.files.iter().map(|file| json!({ "id": file.id, "name": file.name, "kind": file.kind })).collect();
        json!({
            "text": self.text,
            "note": self.is_note,
            "cc": self.copies,
            "bcc": self.blind_copies,
            "quiet": self.is_quiet,
            "files": files,
            "at": self.at.map(|at| at.to_rfc3339()),
            "beside": self.beside,
        })
    }

    fn read(kept: &Value) -> Option<Self> {
        let text = |name: &str| kept[name].as_str().unwrap_or_default().to_owned();
        let switch = |name: &str| kept[name].as_bool().unwrap_or_default();
        let file = |file: &Value| {
            let text = |name: &str| file[name].as_str().unwrap_or_default().to_owned();
            Attachment { id: text("id"), name: text("name"), kind: text("kind"), ..Attachment::default() }
        };
        let draft = ReplyDraft {
            text: text("text"),
            is_note: switch("note"),
            copies: text("cc"),
            blind_copies: text("bcc"),
            is_quiet: switch("quiet"),
            files: kept["files"].as_array().into_iter().flatten().map(file).collect(),
            at: kept["at"].as_str().and_then(time::parse),
            beside: kept["beside"].as_u64().map(|count| count as usize),
        };
        (!draft.is_empty()).then_some(draft)
    }
}

impl ReplyDrafts {
    /// Creates an empty list; see [`ReplyDrafts::reload`].
    pub fn new(preferences: Preferences, is_kept: bool) -> Self {
        ReplyDrafts { preferences, all: RwSignal::new(BTreeMap::new()), is_kept, is_unstored: RwSignal::new(false) }
    }

    /// Reads the stored drafts. Those in memory are newer.
    pub fn reload(&self) {
        if !self.is_kept {
            return;
        }
        let kept = read();
        self.all.update(|all| {
            for (key, draft) in kept {
                all.entry(key).or_insert(draft);
            }
        });
    }

    /// Returns the draft for a ticket; empty if there is none. Tracked.
    pub fn of(&self, key: &TicketKey) -> ReplyDraft {
        self.all.with(|all| all.get(key).cloned()).unwrap_or_default()
    }

    /// Returns every draft that is not empty, the last edited first. Tracked.
    pub fn list(&self) -> Vec<(TicketKey, ReplyDraft)> {
        let mut list: Vec<_> = self.all.with(|all| {
            all.iter().filter(|(_, it)| !it.is_empty()).map(|(key, it)| (key.clone(), it.clone())).collect()
        });
        list.sort_by_key(|(_, draft)| std::cmp::Reverse(draft.at));
        list
    }

    /// Returns the number of drafts. Tracked.
    pub fn count(&self) -> usize {
        self.all.with(|all| all.values().filter(|draft| !draft.is_empty()).count())
    }

    /// Edits the draft for a ticket.
    pub fn write(&self, key: &TicketKey, change: impl FnOnce(&mut ReplyDraft)) {
        let mut draft = untrack(|| self.of(key));
        change(&mut draft);
        draft.at = Some(clock::now());
        draft.beside = None;
        self.put(key, draft);
    }

    /// Makes a note of a reply, or a reply of a note. An empty draft is not stored for that alone.
    pub fn turn(&self, key: &TicketKey, is_note: bool) {
        let draft = ReplyDraft { is_note, ..untrack(|| self.of(key)) };
        self.all.update(|all| drop(all.insert(key.clone(), draft)));
    }

    /// Replaces the draft for a ticket.
    pub fn put(&self, key: &TicketKey, draft: ReplyDraft) {
        self.keep(key, Some(&draft).filter(|draft| !draft.is_empty()));
        // A note whose text was deleted is written anew as a note.
        let is_default = draft.is_empty() && !draft.is_note;
        self.all.update(|all| match is_default {
            true => drop(all.remove(key)),
            false => drop(all.insert(key.clone(), draft)),
        });
    }

    /// Discards a draft and returns it.
    pub fn forget(&self, key: &TicketKey) -> ReplyDraft {
        let draft = untrack(|| self.of(key));
        self.put(key, ReplyDraft::default());
        draft
    }

    /// Discards the drafts of an account.
    pub fn forget_account(&self, account: &AccountId) {
        let keys: Vec<TicketKey> =
            self.all.with_untracked(|all| all.keys().filter(|key| key.account == *account).cloned().collect());
        keys.iter().for_each(|key| drop(self.forget(key)));
    }

    /// Stores drafts on the device from now on, or removes them from it.
    pub fn stay(&self, on_device: bool) {
        self.preferences.keeps_drafts.set(on_device);
        if on_device {
            for (key, draft) in untrack(|| self.list()) {
                self.keep(&key, Some(&draft));
            }
        } else {
            storage::remove(Key::ReplyDrafts);
        }
    }

    /// Stores one draft beside those of other tabs, or removes it.
    fn keep(&self, key: &TicketKey, draft: Option<&ReplyDraft>) {
        if !self.is_kept || !self.preferences.keeps_drafts.get_untracked() {
            return;
        }
        let mut all = read();
        match draft {
            Some(draft) => drop(all.insert(key.clone(), draft.clone())),
            None => drop(all.remove(key)),
        }
        if all.is_empty() {
            return storage::remove(Key::ReplyDrafts);
        }
        let document: Map<String, Value> = all.iter().map(|(key, it)| (key.to_string(), it.write())).collect();
        let is_stored = storage::write(Key::ReplyDrafts, &Value::Object(document).to_string());
        // Where storage is denied altogether, the app has said so already.
        self.is_unstored.set(!is_stored && storage::is_available());
    }
}

fn read() -> BTreeMap<TicketKey, ReplyDraft> {
    let kept: Value =
        storage::read(Key::ReplyDrafts).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let each = kept.as_object().into_iter().flatten();
    each.filter_map(|(key, kept)| Some((key.parse().ok()?, ReplyDraft::read(kept)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_reads_back_and_what_is_broken_is_no_draft() {
        let draft = ReplyDraft {
            text: "Dear Grace,\n„hello“".to_owned(),
            is_note: true,
            copies: "a@b.example, c@d.example".to_owned(),
            files: vec![Attachment { id: "7".to_owned(), name: "x.png".to_owned(), ..Attachment::default() }],
            at: time::parse("2026-11-22T10:00:00Z"),
            beside: Some(1),
            ..ReplyDraft::default()
        };
        assert_eq!(ReplyDraft::read(&draft.write()), Some(draft));
        for broken in [json!(null), json!([]), json!({ "text": 7 }), json!({ "text": " " })] {
            assert_eq!(ReplyDraft::read(&broken), None, "{broken}");
        }
    }

    #[test]
    fn addresses_are_told_apart_however_they_were_typed() {
        let draft =
            ReplyDraft { copies: " a@b.example; c@d.example,\ne@f.example ".to_owned(), ..ReplyDraft::default() };
        assert_eq!(draft.reply().copies, ["a@b.example", "c@d.example", "e@f.example"]);
        assert!(draft.reply().send_copy);
        assert!(!ReplyDraft { is_note: true, ..draft }.reply().send_copy);
    }
}
