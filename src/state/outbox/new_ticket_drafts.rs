//! The draft of a new ticket on the device, so that a closed page loses none of it.

use serde_json::{Map, Value, json};

use crate::domain::{AccountId, Entry, NewTicket};
use crate::platform::storage::{self, Key};

/// Returns the stored draft and its account. `None` if there is none, or if it cannot be read.
pub fn stored() -> Option<(AccountId, NewTicket)> {
    let document: Value = serde_json::from_str(&storage::read(Key::NewTicket)?).ok()?;
    let account = document.get("account")?.as_str()?.into();
    let mut draft = NewTicket::default();
    for (key, value) in document.get("entries")?.as_object()? {
        let entry = match value {
            Value::String(text) => Entry::Text(text.clone()),
            Value::Bool(true) => Entry::Yes,
            Value::Array(names) => Entry::Names(names.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
            _ => continue,
        };
        draft.enter(key, entry);
    }
    (!draft.is_empty()).then_some((account, draft))
}

/// Stores a draft, in place of the one before. An empty draft removes it.
pub fn store(account: &AccountId, draft: &NewTicket) {
    if draft.is_empty() {
        return storage::remove(Key::NewTicket);
    }
    let entry = |entry: &Entry| match entry {
        Entry::Text(text) => json!(text),
        Entry::Yes => json!(true),
        Entry::Names(names) => json!(names),
    };
    let entries: Map<String, Value> = draft.entries().map(|(key, it)| (key.to_owned(), entry(it))).collect();
    storage::write(Key::NewTicket, &json!({ "account": account.as_str(), "entries": entries }).to_string());
}
