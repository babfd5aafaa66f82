//! What just happened, and what can be done about it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::Phrase;
use crate::platform::clock;

/// How many notices are shown at a time, unless more failed.
const MOST: usize = 3;

/// How long a notice about something that went well stays, in milliseconds.
const STAY: u32 = 8_000;

/// The notices in sight.
#[derive(Clone, Copy)]
pub struct Notices {
    list: RwSignal<Vec<Notice>>,
    next: StoredValue<u64>,
    /// While the pointer or the keyboard is on the notices, none goes away.
    held: RwSignal<bool>,
}

/// One notice.
#[derive(Clone)]
pub struct Notice {
    /// Which one it is.
    pub id: u64,
    /// Whether something went wrong. Such a notice stays until it is dismissed.
    pub is_failure: bool,
    /// What happened, as a sentence.
    pub text: String,
    /// What can be done about it.
    pub actions: Vec<NoticeAction>,
}

/// What can be done about a notice.
#[derive(Clone)]
pub struct NoticeAction {
    /// The words on the button.
    pub label: Phrase,
    /// What it does. No `Callback`: that would end with the view in which the change was made.
    pub run: Arc<dyn Fn() + Send + Sync>,
}

impl NoticeAction {
    /// An action with these words.
    pub fn new(label: Phrase, run: impl Fn() + Send + Sync + 'static) -> Self {
        NoticeAction { label, run: Arc::new(run) }
    }
}

impl Notices {
    /// No notices.
    pub fn new() -> Self {
        Notices { list: RwSignal::new(Vec::new()), next: StoredValue::new(0), held: RwSignal::new(false) }
    }

    /// The notices in sight, oldest first.
    pub fn list(&self) -> Vec<Notice> {
        self.list.get()
    }

    /// Tells that something went well. Returns the notice's id.
    pub fn done(&self, text: String, actions: impl IntoIterator<Item = NoticeAction>) -> u64 {
        let id = self.push(false, text, actions.into_iter().collect());
        let notices = *self;
        spawn_local(async move {
            clock::sleep(STAY).await;
            while notices.held.try_get_untracked() == Some(true) {
                clock::sleep(STAY / 4).await;
            }
            notices.dismiss(id);
        });
        id
    }

    /// Tells something that stays until it is dismissed. Returns the notice's id.
    pub fn told(&self, text: String, actions: impl IntoIterator<Item = NoticeAction>) -> u64 {
        self.push(false, text, actions.into_iter().collect())
    }

    /// Tells that something went wrong. Returns the notice's id.
    pub fn failed(&self, text: String, actions: impl IntoIterator<Item = NoticeAction>) -> u64 {
        self.push(true, text, actions.into_iter().collect())
    }

    /// Takes a notice away.
    pub fn dismiss(&self, id: u64) {
        self.list.try_update(|list| list.retain(|notice| notice.id != id));
    }

    /// Keeps the notices while somebody is on them.
    pub fn hold(&self, held: bool) {
        self.held.set(held);
    }

    fn push(&self, is_failure: bool, text: String, actions: Vec<NoticeAction>) -> u64 {
        let id = self.next.get_value() + 1;
        self.next.set_value(id);
        self.list.update(|list| {
            list.push(Notice { id, is_failure, text, actions });
            // A failure is never pushed out of sight: its Retry would be lost with it.
            while list.len() > MOST
                && let Some(oldest) = list.iter().position(|notice| !notice.is_failure && notice.id != id)
            {
                list.remove(oldest);
            }
        });
        id
    }
}

impl Default for Notices {
    fn default() -> Self {
        Notices::new()
    }
}
