//! The tabs of one browser agree: what one did to a ticket, the others show, without asking for it.
//!
//! A message tells what became of a ticket, and nothing secret. It counts only where the account is the same one of the
//! same helpdesk; what is not understood is left alone.

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

/// What the tabs' channel is called.
const NAME: &str = "deskbell";

/// Tells other tabs what is done here, and shows what is done there, for as long as the component lives that calls
/// this. The demo of each tab is a world of its own.
pub fn agree(app: AppState) {
    let channel = Channel::open(NAME, move |message| {
        if !app.accounts.is_demo_now() {
            hear(app, &message);
        }
    });
    let channel = StoredValue::new_local(channel);
    // The tickets as they were before what was done here, until it is known what came of that.
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
                // What was refused is taken back right after.
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

/// What is to be told of a ticket; `None` where the account is gone.
fn message(app: AppState, key: &TicketKey, changes: Map<String, Value>) -> Option<String> {
    let helpdesk = helpdesk(app, &key.account)?;
    let (account, ticket) = (key.account.as_str(), key.id.as_str());
    let message =
        json!({ "deskbell": 1, "helpdesk": helpdesk, "account": account, "ticket": ticket, "changes": changes });
    Some(message.to_string())
}

/// The address of an account's helpdesk.
fn helpdesk(app: AppState, account: &AccountId) -> Option<String> {
    untrack(|| app.accounts.find(account)).map(|account| account.base_url)
}

/// Shows what another tab tells, unless this one is at the same ticket.
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
