//! The labels that this browser learned, for helpdesks that do not tell the labels of a ticket.

use leptos::prelude::*;
use serde_json::{Map, Value, json};

use crate::domain::{AccountId, Colour, Label, Ticket};
use crate::platform::storage::{self, Key};

/// Of how many tickets the labels are kept on the device.
const MOST: usize = 500;

/// What was learned, by ticket.
#[derive(Clone, Copy)]
pub struct LearnedLabels {
    labels: StoredValue<Map<String, Value>>,
    /// Whether they stay on the device; what a demo makes up does not.
    is_kept: bool,
}

impl LearnedLabels {
    /// What was learned before, where it is kept.
    pub fn stored(is_kept: bool) -> Self {
        let kept = is_kept.then(|| storage::read(Key::Labels)).flatten();
        let labels = kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        LearnedLabels { labels: StoredValue::new(labels), is_kept }
    }

    /// Puts the labels on a ticket that are known of it.
    pub fn recall(&self, ticket: &mut Ticket) {
        if !ticket.labels_are_partial {
            return;
        }
        let label = |pair: &Value| {
            let (id, name) = (pair.get(0)?.as_str()?, pair.get(1)?.as_str()?);
            let colour = pair.get(2).and_then(Value::as_str).and_then(Colour::parse);
            Some(Label { id: id.to_owned(), name: name.to_owned(), colour })
        };
        let known: Vec<Label> = self.labels.with_value(|labels| {
            let pairs = labels.get(&ticket.key.to_string()).and_then(Value::as_array);
            pairs.map(|pairs| pairs.iter().filter_map(label).collect()).unwrap_or_default()
        });
        // A list that was filtered by a label tells its id, but not its name.
        let told = ticket.labels.iter().cloned();
        ticket.labels = known.into_iter().chain(told).collect();
    }

    /// Remembers the labels of a ticket, the newest tickets rather than the older ones.
    pub fn note(&self, ticket: &Ticket) {
        let key = ticket.key.to_string();
        // What was looked up is whole, and is remembered in the place of what was only known.
        if !ticket.labels_are_partial && !self.labels.with_value(|labels| labels.contains_key(&key)) {
            return;
        }
        let pair = |label: &Label| match label.colour {
            Some(colour) => json!([label.id, label.name, colour.to_string()]),
            None => json!([label.id, label.name]),
        };
        let pairs: Vec<Value> = ticket.labels.iter().map(pair).collect();
        self.labels.update_value(|labels| {
            labels.shift_remove(&key);
            labels.insert(key, Value::Array(pairs));
            while labels.len() > MOST {
                let Some(oldest) = labels.keys().next().cloned() else { break };
                labels.shift_remove(&oldest);
            }
        });
        self.keep();
    }

    /// Forgets the labels of an account's tickets.
    pub fn forget(&self, account: &AccountId) {
        self.labels.update_value(|labels| labels.retain(|key, _| !key.starts_with(&format!("{account}:"))));
        self.keep();
    }

    fn keep(&self) {
        if self.is_kept {
            storage::write(Key::Labels, &self.labels.with_value(|labels| Value::Object(labels.clone())).to_string());
        }
    }
}
