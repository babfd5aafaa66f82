//! Recent choices by account and field, as they are stored on the device.

use serde_json::{Map, Value, json};

use crate::domain::{AccountId, TicketField};
use crate::platform::storage::{self, Key};

/// How many choices of a kind are kept.
const MOST: usize = 8;

/// Returns the ids recently chosen for a field of an account's tickets, newest first.
pub fn of(account: &AccountId, field: TicketField) -> Vec<String> {
    let ids = kept().remove(&name(account, field));
    let ids = ids.as_ref().and_then(Value::as_array).into_iter().flatten();
    ids.filter_map(Value::as_str).map(str::to_owned).take(MOST).collect()
}

/// Records a choice.
pub fn note(account: &AccountId, field: TicketField, id: &str) {
    let mut ids = of(account, field);
    bring_forward(&mut ids, id.to_owned());
    let mut kept = kept();
    kept.insert(name(account, field), json!(ids));
    storage::write(Key::Recent, &Value::Object(kept).to_string());
}

/// Puts the newest choice before the others.
pub fn bring_forward(recent: &mut Vec<String>, id: String) {
    recent.retain(|it| *it != id);
    recent.insert(0, id);
    recent.truncate(MOST);
}

/// Forgets the choices of an account.
pub fn forget(account: &AccountId) {
    let mut kept = kept();
    kept.retain(|name, _| name.split_once(':').is_none_or(|(_, of)| of != account.as_str()));
    storage::write(Key::Recent, &Value::Object(kept).to_string());
}

fn kept() -> Map<String, Value> {
    storage::read(Key::Recent).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn name(account: &AccountId, field: TicketField) -> String {
    let field = match field {
        // One label is chosen at a time.
        TicketField::Labels => "label",
        field => field.slug(),
    };
    format!("{field}:{account}")
}
