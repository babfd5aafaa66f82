//! The senders whose mails may load images from other hosts, because the agent allowed it.

use leptos::prelude::*;
use serde_json::Value;

use crate::domain::AccountId;
use crate::platform::storage::{self, Key};

/// How many senders are remembered. The one that was allowed first goes first.
const MOST: usize = 500;

/// The trusted senders, stored on the device.
#[derive(Clone, Copy)]
pub struct TrustedSenders(RwSignal<Vec<String>>);

impl TrustedSenders {
    /// Reads those that are stored on the device.
    pub fn stored() -> Self {
        let kept = storage::read(Key::TrustedSenders).and_then(|text| serde_json::from_str::<Value>(&text).ok());
        let list = kept.as_ref().and_then(Value::as_array).into_iter().flatten();
        TrustedSenders(RwSignal::new(list.filter_map(Value::as_str).map(str::to_owned).collect()))
    }

    /// Returns the name of a sender here: the same address may be someone else's in another account.
    pub fn name(account: &AccountId, sender: &str) -> String {
        format!("{account} {}", sender.trim().to_lowercase())
    }

    /// Whether a sender's mails may load images. Tracked.
    pub fn may(&self, name: &str) -> bool {
        self.0.with(|list| list.iter().any(|it| it == name))
    }

    /// Trusts a sender.
    pub fn allow(&self, name: &str) {
        self.change(|list| {
            list.push(name.to_owned());
            let over = list.len().saturating_sub(MOST);
            list.drain(..over);
        });
    }

    /// No longer trusts a sender.
    pub fn forbid(&self, name: &str) {
        self.change(|list| list.retain(|it| it != name));
    }

    fn change(&self, change: impl FnOnce(&mut Vec<String>)) {
        self.0.update(change);
        self.0.with_untracked(|list| storage::write(Key::TrustedSenders, &Value::from(list.as_slice()).to_string()));
    }
}
