//! What is stored of the accounts on the device: their settings, and the tokens that the agent asked to
//! remember.

use leptos::prelude::*;
use serde_json::{Map, Value, json};

use super::Accounts;
use crate::client::account::{Account, Auth};
use crate::client::secret::Secret;
use crate::domain::AccountId;
use crate::platform::storage::{self, Key};

impl Accounts {
    /// Stores the accounts, without tokens.
    pub(super) fn keep(&self) {
        if self.is_demo.get_untracked() {
            return;
        }
        let accounts = self.list.get_untracked();
        let removed: Vec<String> = self.configured.with_value(|ids| {
            let is_gone = |id: &&AccountId| !accounts.iter().any(|account| account.id == **id);
            ids.iter().filter(is_gone).map(ToString::to_string).collect()
        });
        let accounts: Vec<Value> = accounts.iter().map(Account::to_json).collect();
        storage::write(Key::Accounts, &json!({ "accounts": accounts, "removed": removed }).to_string());
    }

    pub(super) fn keep_token(&self, id: &AccountId, secret: Option<&Secret>) {
        if self.is_demo.get_untracked() {
            return;
        }
        let mut tokens = kept(Key::Tokens);
        match (secret, self.list.with_untracked(|list| list.iter().find(|account| account.id == *id).cloned())) {
            (Some(secret), Some(account)) => {
                let entry = json!({ "token": secret.reveal_for_storage(), "for": destination(&account) });
                tokens.insert(id.to_string(), entry);
            }
            _ => {
                tokens.remove(id.as_str());
            }
        }
        if tokens.is_empty() {
            storage::remove(Key::Tokens);
        } else {
            storage::write(Key::Tokens, &Value::Object(tokens).to_string());
        }
    }
}

/// Returns the object stored under a key; empty if there is none or it cannot be read.
pub(super) fn kept(key: Key) -> Map<String, Value> {
    storage::read(key).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Returns the remembered token of an account, if it was entered for the account's present address.
pub(super) fn remembered(tokens: &Map<String, Value>, account: &Account) -> Option<Secret> {
    let entry = tokens.get(account.id.as_str()).filter(|_| account.auth != Auth::Embedder)?;
    if entry.get("for")?.as_str()? != destination(account) {
        return None;
    }
    Secret::new(entry.get("token")?.as_str()?)
}

/// Returns where an account's token travels: to the API, and to the proxy.
fn destination(account: &Account) -> String {
    format!("{} {}", account.base_url, account.endpoint())
}
