//! The labels that this browser learned, for helpdesks that leave labels out of their tickets.

use leptos::prelude::*;
use serde_json::{Map, Value, json};

use crate::domain::{AccountId, Colour, Label, Ticket};
use crate::platform::storage::{self, Key};

/// How many tickets' labels are stored on the device.
const MOST: usize = 500;

/// The learned labels, by ticket.
#[derive(Clone, Copy)]
pub struct LearnedLabels {
    labels: StoredValue<Map<String, Value>>,
    /// Whether they are stored on the device. Those of the demo are not.
    is_kept: bool,
}

impl LearnedLabels {
    /// Reads the stored labels, if they may be stored.
    pub fn stored(is_kept: bool) -> Self {
        let kept = is_kept.then(|| storage::read(Key::Labels)).flatten();
        let labels = kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        LearnedLabels { labels: StoredValue::new(labels), is_kept }
    }

    /// Adds the labels to a ticket that are known of it.
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
        // A list that was filtered by a label has its id, but not its name.
        let told = ticket.labels.iter().cloned();
        ticket.labels = known.into_iter().chain(told).collect();
    }

    /// Remembers the labels of a ticket, of the newest tickets only.
    pub fn note(&self, ticket: &Ticket) {
        let key = ticket.key.to_string();
        // Labels that were looked up are complete, so they replace the learned ones.
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
