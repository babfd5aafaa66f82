//! Tabs of one browser stay in step: a change in one is shown in the others, without a request.
//!
//! A message says what a ticket became, and nothing secret. It counts only for the same account of the same helpdesk;
//! whatever is not understood is ignored.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use serde_json::{Map, Value, json};

use super::ticket::patch;
use super::ticket::store::{Event, Follower, Source};
use super::{AppState, embedder};
use crate::domain::{AccountId, Ticket, TicketField, TicketKey};
use crate::platform::channel::Channel;

/// The name of the tabs' channel.
const NAME: &str = "deskbell";

/// Sends changes of this tab to others, and shows theirs, as long as the calling component lives. The demo of each tab
/// is separate.
pub fn agree(app: AppState) {
    let channel = Channel::open(NAME, move |message| {
        if !app.accounts.is_demo_now() {
            hear(app, &message);
        }
    });
    let channel = StoredValue::new_local(channel);
    // The tickets before the agent's changes, until the outcome of these is known.
    let before = StoredValue::new(HashMap::<TicketKey, Ticket>::new());
    let follower: Arc<Follower> = Arc::new(move |event| match event {
        Event::Shown { before: was, now, source: Source::Here } if !TicketField::changed(was, now).is_empty() => {
            before.try_update_value(|before| {
                before.entry(now.key.clone()).or_insert_with(|| was.clone());
            });
        }
        Event::Shown { .. } => {}
        Event::Written(key) => {
            let key = key.clone();
            spawn_local(async move {
                // A refused change is reverted right after this.
                tick().await;
                if app.tickets.is_writing(&key) {
                    return;
                }
                let before = before.try_update_value(|before| before.remove(&key)).flatten();
                let Some((before, signal)) = before.zip(app.tickets.signal(&key)) else { return };
                let changes = patch::changes(&before, &signal.get_untracked());
                if changes.is_empty() {
                    return;
                }
                embedder::ticket_changed(&key, &changes);
                let told = message(app, &key, changes).filter(|_| !app.accounts.is_demo_now());
                if let Some(told) = told {
                    channel.try_with_value(|channel| channel.iter().for_each(|channel| channel.post(&told)));
                }
            });
        }
    });
    app.tickets.follow(&follower);
    let following = StoredValue::new(Some(follower));
    on_cleanup(move || {
        drop(following.try_update_value(Option::take));
        drop(channel.try_update_value(Option::take));
    });
}

/// Returns the message about a ticket; `None` if its account is gone.
fn message(app: AppState, key: &TicketKey, changes: Map<String, Value>) -> Option<String> {
    let helpdesk = helpdesk(app, &key.account)?;
    let (account, ticket) = (key.account.as_str(), key.id.as_str());
    let message =
        json!({ "deskbell": 1, "helpdesk": helpdesk, "account": account, "ticket": ticket, "changes": changes });
    Some(message.to_string())
}

/// Returns the address of an account's helpdesk.
fn helpdesk(app: AppState, account: &AccountId) -> Option<String> {
    untrack(|| app.accounts.find(account)).map(|account| account.base_url)
}

/// Shows a change of another tab, unless this one has pending writes of the ticket.
fn hear(app: AppState, message: &str) {
    let Ok(message) = serde_json::from_str::<Value>(message) else { return };
    let (Some(account), Some(ticket)) = (message["account"].as_str(), message["ticket"].as_str()) else { return };
    let key = TicketKey { account: account.into(), id: ticket.into() };
    let is_known = helpdesk(app, &key.account).is_some_and(|helpdesk| message["helpdesk"] == helpdesk);
    if message["deskbell"] != 1 || !is_known || app.tickets.is_writing(&key) {
        return;
    }
    let can = untrack(|| app.accounts.capabilities(&key.account));
    let Some((fields, from)) = patch::read(&message["changes"], &can) else { return };
    app.tickets.hear(&key, |ticket| fields.iter().for_each(|field| field.copy(&from, ticket)));
}
