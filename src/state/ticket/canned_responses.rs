//! Words that serve for many answers: the agent's own, kept on the device, and those that the account has.

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
    /// What accounts have, as far as they were asked.
    theirs: RwSignal<HashMap<AccountId, Vec<Snippet>>>,
}

impl CannedResponses {
    /// None, before [`CannedResponses::reload`].
    pub fn new(accounts: Accounts) -> Self {
        CannedResponses { accounts, own: RwSignal::new(Vec::new()), theirs: RwSignal::new(HashMap::new()) }
    }

    /// Reads what is kept on the device. Another tab may have changed it.
    pub fn reload(&self) {
        self.own.set(read());
    }

    /// The agent's own, followed.
    pub fn own(&self) -> Vec<Snippet> {
        self.own.get()
    }

    /// Those of an account, followed; none before [`CannedResponses::ask`].
    pub fn of(&self, account: &AccountId) -> Vec<Snippet> {
        self.theirs.with(|theirs| theirs.get(account).cloned()).unwrap_or_default()
    }

    /// Asks an account once for those that it has. What cannot be had is asked for again another time.
    pub async fn ask(&self, account: &AccountId) {
        let is_known = self.theirs.with_untracked(|theirs| theirs.contains_key(account));
        let Some(client) = self.accounts.client_now(account).filter(|_| !is_known) else { return };
        if let Ok(snippets) = client.snippets().await {
            self.theirs.try_update(|theirs| theirs.insert(account.clone(), snippets));
        }
    }

    /// Keeps a response of the agent's own; it takes the place of one that is called the same.
    pub fn keep(&self, name: &str, text: &str) {
        let (name, text) = (name.trim().to_owned(), text.trim().to_owned());
        self.change(|own| {
            own.retain(|it| it.name != name);
            own.push(Snippet { name, text });
            own.sort_by_key(|it| it.name.to_lowercase());
        });
    }

    /// Throws one of the agent's own away, and brings it.
    pub fn forget(&self, name: &str) -> Option<Snippet> {
        let found = self.own.with_untracked(|own| own.iter().find(|it| it.name == name).cloned());
        self.change(|own| own.retain(|it| it.name != name));
        found
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Snippet>)) {
        // Another tab may have kept some meanwhile.
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
