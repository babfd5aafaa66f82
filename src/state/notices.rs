//! Notices: what just happened, and what can be done about it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::Phrase;
use crate::platform::clock;

/// How many notices are shown at a time, unless more failed.
const MOST: usize = 3;

/// How long a notice about a success is shown, in milliseconds.
const STAY: u32 = 8_000;

/// The shown notices.
#[derive(Clone, Copy)]
pub struct Notices {
    list: RwSignal<Vec<Notice>>,
    next: StoredValue<u64>,
    /// While the pointer or the focus is on the notices, none disappears.
    held: RwSignal<bool>,
}

/// One notice.
#[derive(Clone)]
pub struct Notice {
    /// Its id.
    pub id: u64,
    /// Whether it is about a failure. Such a notice stays until it is dismissed.
    pub is_failure: bool,
    /// What happened, as a sentence.
    pub text: String,
    /// What can be done about it.
    pub actions: Vec<NoticeAction>,
}

/// What can be done about a notice.
#[derive(Clone)]
pub struct NoticeAction {
    /// The label of the button.
    pub label: Phrase,
    /// What it does. No `Callback`: that would be disposed with the view in which the change was made.
    pub run: Arc<dyn Fn() + Send + Sync>,
}

impl NoticeAction {
    /// Makes an action.
    pub fn new(label: Phrase, run: impl Fn() + Send + Sync + 'static) -> Self {
        NoticeAction { label, run: Arc::new(run) }
    }
}

impl Notices {
    /// Creates an empty list.
    pub fn new() -> Self {
        Notices { list: RwSignal::new(Vec::new()), next: StoredValue::new(0), held: RwSignal::new(false) }
    }

    /// Returns the shown notices, oldest first. Tracked.
    pub fn list(&self) -> Vec<Notice> {
        self.list.get()
    }

    /// Reports a success. Returns the notice's id.
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

    /// Reports something that stays until it is dismissed. Returns the notice's id.
    pub fn told(&self, text: String, actions: impl IntoIterator<Item = NoticeAction>) -> u64 {
        self.push(false, text, actions.into_iter().collect())
    }

    /// Reports a failure. Returns the notice's id.
    pub fn failed(&self, text: String, actions: impl IntoIterator<Item = NoticeAction>) -> u64 {
        self.push(true, text, actions.into_iter().collect())
    }

    /// Removes a notice.
    pub fn dismiss(&self, id: u64) {
        self.list.try_update(|list| list.retain(|notice| notice.id != id));
    }

    /// Keeps the notices while the pointer or the focus is on them.
    pub fn hold(&self, held: bool) {
        self.held.set(held);
    }

    fn push(&self, is_failure: bool, text: String, actions: Vec<NoticeAction>) -> u64 {
        let id = self.next.get_value() + 1;
        self.next.set_value(id);
        self.list.update(|list| {
            list.push(Notice { id, is_failure, text, actions });
            // A failure is never pushed out: its Retry would be lost.
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
