//! Canned responses: the agent's own, stored on the device, and those of the account.

use std::collections::HashMap;

use leptos::prelude::*;
use serde_json::{Value, json};

use crate::domain::{AccountId, Snippet};
use crate::platform::storage::{self, Key};
use crate::state::accounts::Accounts;

/// The canned responses.
#[derive(Clone, Copy)]
pub struct CannedResponses {
    accounts: Accounts,
    own: RwSignal<Vec<Snippet>>,
    /// Those of accounts, as far as they were loaded.
    theirs: RwSignal<HashMap<AccountId, Vec<Snippet>>>,
}

impl CannedResponses {
    /// Creates an empty list; see [`CannedResponses::reload`].
    pub fn new(accounts: Accounts) -> Self {
        CannedResponses { accounts, own: RwSignal::new(Vec::new()), theirs: RwSignal::new(HashMap::new()) }
    }

    /// Reads the stored responses, which another tab may have changed.
    pub fn reload(&self) {
        self.own.set(read());
    }

    /// Returns the agent's own. Tracked.
    pub fn own(&self) -> Vec<Snippet> {
        self.own.get()
    }

    /// Returns those of an account; none before [`CannedResponses::ask`]. Tracked.
    pub fn of(&self, account: &AccountId) -> Vec<Snippet> {
        self.theirs.with(|theirs| theirs.get(account).cloned()).unwrap_or_default()
    }

    /// Loads those of an account once. A failure is tried again the next time.
    pub async fn ask(&self, account: &AccountId) {
        let is_known = self.theirs.with_untracked(|theirs| theirs.contains_key(account));
        let Some(client) = self.accounts.client_now(account).filter(|_| !is_known) else { return };
        if let Ok(snippets) = client.snippets().await {
            self.theirs.try_update(|theirs| theirs.insert(account.clone(), snippets));
        }
    }

    /// Stores a response of the agent's own, in place of one with the same name.
    pub fn keep(&self, name: &str, text: &str) {
        let (name, text) = (name.trim().to_owned(), text.trim().to_owned());
        self.change(|own| {
            own.retain(|it| it.name != name);
            own.push(Snippet { name, text });
            own.sort_by_key(|it| it.name.to_lowercase());
        });
    }

    /// Removes one of the agent's own and returns it.
    pub fn forget(&self, name: &str) -> Option<Snippet> {
        let found = self.own.with_untracked(|own| own.iter().find(|it| it.name == name).cloned());
        self.change(|own| own.retain(|it| it.name != name));
        found
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Snippet>)) {
        // Another tab may have stored some meanwhile.
        let mut own = read();
        change(&mut own);
        let document: Vec<Value> = own.iter().map(|it| json!({ "name": it.name, "text": it.text })).collect();
        storage::write(Key::CannedResponses, &Value::from(document).to_string());
        self.own.set(own);
    }
}

fn read() -> Vec<Snippet> {
    let kept: Value =
        storage::read(Key::CannedResponses).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let read =
        |it: &Value| Some(Snippet { name: it["name"].as_str()?.to_owned(), text: it["text"].as_str()?.to_owned() });
    kept.as_array().into_iter().flatten().filter_map(read).collect()
}
