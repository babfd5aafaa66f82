//! The tabs of one browser agree: what one did to a ticket, the others show, without asking for it.
//!
//! A message tells what became of a ticket, and nothing secret. It counts only where the account is the same one of the
//! same helpdesk; what is not understood is left alone.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use serde_json::{Map, Value, json};

use super::Desk;
use super::tickets::{Event, Follower};
use crate::domain::{AccountId, Aspect, Capabilities, Choice, Colour, Label, Person, State, Ticket, TicketKey, Tone};
use crate::platform::channel::Channel;

/// What the tabs' channel is called.
const NAME: &str = "deskbell";

/// Tells other tabs what is done here, and shows what is done there, for as long as the component lives that calls
/// this. The demo of each tab is a world of its own.
pub fn agree(desk: Desk) {
    let channel = Channel::open(NAME, move |message| {
        if !desk.accounts.is_demo_now() {
            hear(desk, &message);
        }
    });
    let channel = StoredValue::new_local(channel);
    // The tickets as they were before what was done here, until it is known what came of that.
    let before = StoredValue::new(HashMap::<TicketKey, Ticket>::new());
    let follower: Arc<Follower> = Arc::new(move |event| match event {
        Event::Shown(was, now, false) if !Aspect::changed(was, now).is_empty() => {
            before.try_update_value(|before| {
                before.entry(now.key.clone()).or_insert_with(|| was.clone());
            });
        }
        Event::Shown(..) => {}
        Event::Written(key) => {
            let key = key.clone();
            spawn_local(async move {
                // What was refused is taken back right after.
                tick().await;
                if desk.tickets.is_writing(&key) {
                    return;
                }
                let before = before.try_update_value(|before| before.remove(&key)).flatten();
                let told = before.and_then(|before| message(desk, &before)).filter(|_| !desk.accounts.is_demo_now());
                if let Some(told) = told {
                    channel.try_with_value(|channel| channel.iter().for_each(|channel| channel.tell(&told)));
                }
            });
        }
    });
    desk.tickets.follow(&follower);
    let following = StoredValue::new(Some(follower));
    on_cleanup(move || {
        drop(following.try_update_value(Option::take));
        drop(channel.try_update_value(Option::take));
    });
}

/// What is to be told of a ticket that was like this; `None` if it still is.
fn message(desk: Desk, before: &Ticket) -> Option<String> {
    let key = &before.key;
    let now = desk.tickets.signal(key)?.get_untracked();
    let mut changes = Map::new();
    for aspect in Aspect::changed(before, &now) {
        let (name, value) = write(aspect, &now);
        changes.insert(name.to_owned(), value);
    }
    let helpdesk = helpdesk(desk, &key.account).filter(|_| !changes.is_empty())?;
    let (account, ticket) = (key.account.as_str(), key.id.as_str());
    let message =
        json!({ "deskbell": 1, "helpdesk": helpdesk, "account": account, "ticket": ticket, "changes": changes });
    Some(message.to_string())
}

/// The address of an account's helpdesk.
fn helpdesk(desk: Desk, account: &AccountId) -> Option<String> {
    untrack(|| desk.accounts.find(account)).map(|account| account.base_url)
}

/// Shows what another tab tells, unless this one is at the same ticket.
fn hear(desk: Desk, message: &str) {
    let Ok(message) = serde_json::from_str::<Value>(message) else { return };
    let (Some(account), Some(ticket)) = (message["account"].as_str(), message["ticket"].as_str()) else { return };
    let key = TicketKey { account: account.into(), id: ticket.into() };
    let is_known = helpdesk(desk, &key.account).is_some_and(|helpdesk| message["helpdesk"] == helpdesk);
    if message["deskbell"] != 1 || !is_known || desk.tickets.is_writing(&key) {
        return;
    }
    let can = untrack(|| desk.accounts.capabilities(&key.account));
    let Some(told) = read(&message["changes"], &can) else { return };
    let (aspects, from) = told;
    desk.tickets.hear(&key, |ticket| aspects.iter().for_each(|aspect| aspect.copy(&from, ticket)));
}

fn name_of(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Subject => "subject",
        Aspect::State => "state",
        Aspect::Assignee => "assignee",
        Aspect::Group => "group",
        Aspect::Labels => "labels",
        Aspect::Mailbox => "mailbox",
        Aspect::Flag(flag) => flag.label(),
    }
}

fn write(aspect: Aspect, ticket: &Ticket) -> (&'static str, Value) {
    let choice = |choice: &Option<Choice>| choice.as_ref().map_or(Value::Null, |it| json!([it.id, it.name]));
    let value = match aspect {
        Aspect::Subject => json!(ticket.subject),
        Aspect::State => json!(ticket.state.as_ref().map(|state| &state.word)),
        Aspect::Assignee => ticket.assignee.as_ref().map_or(Value::Null, |it| json!([it.id, it.name, it.email])),
        Aspect::Group => choice(&ticket.group),
        Aspect::Labels => {
            let label = |it: &Label| json!([it.id, it.name, it.colour.map(|colour| colour.to_string())]);
            ticket.labels.iter().map(label).collect()
        }
        Aspect::Mailbox => choice(&ticket.mailbox),
        Aspect::Flag(flag) => json!(ticket.flags.get(flag)),
    };
    (name_of(aspect), value)
}

/// What is told, as a ticket that is like it in these aspects. `None` unless all of it is understood.
fn read(changes: &Value, can: &Capabilities) -> Option<(Vec<Aspect>, Ticket)> {
    let changes = changes.as_object().filter(|changes| !changes.is_empty())?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let choice = |value: &Value| Some(Choice { id: text(&value[0])?, name: text(&value[1])? });
    let or_nothing = |value: &Value, read: &dyn Fn(&Value) -> Option<Choice>| match value {
        Value::Null => Some(None),
        value => read(value).map(Some),
    };
    let mut ticket = Ticket::default();
    let mut aspects = Vec::new();
    for aspect in Aspect::ALL {
        let Some(value) = changes.get(name_of(aspect)) else { continue };
        match aspect {
            Aspect::Subject => ticket.subject = text(value)?,
            Aspect::State => {
                let word = text(value)?;
                let state = can.state(&word).cloned();
                ticket.state = Some(state.unwrap_or_else(|| State::new(word, Tone::Other)));
            }
            Aspect::Assignee if value.is_null() => {}
            Aspect::Assignee => {
                let (id, name, email) = (text(&value[0])?, text(&value[1])?, text(&value[2])?);
                ticket.assignee = Some(Person { id, name, email, picture: None });
            }
            Aspect::Group => ticket.group = or_nothing(value, &choice)?,
            Aspect::Labels => {
                let label = |value: &Value| {
                    let colour = value[2].as_str().and_then(Colour::parse);
                    Some(Label { id: text(&value[0])?, name: text(&value[1])?, colour })
                };
                let labels: Option<Vec<Label>> = value.as_array()?.iter().map(label).collect();
                ticket.labels = labels?.into_iter().collect();
            }
            Aspect::Mailbox => ticket.mailbox = or_nothing(value, &choice)?,
            Aspect::Flag(flag) => ticket.flags.set(flag, Some(value.as_bool()?)),
        }
        aspects.push(aspect);
    }
    // A message of another version may tell of what this one does not know.
    (!aspects.is_empty()).then_some((aspects, ticket))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Flag, Flags};

    #[test]
    fn what_is_written_reads_back() {
        let told = Ticket {
            subject: "Refund".into(),
            state: Some(State::new("pending", Tone::Pending)),
            assignee: Some(Person { name: "Ana".into(), ..Person::by_email("a@x") }),
            labels: [Label { colour: Some(Colour::Rgb(7)), ..Label::named("vip") }, Label::named("late")]
                .into_iter()
                .collect(),
            mailbox: Some(Choice { id: "7".into(), name: "Support".into() }),
            flags: Aspect::ALL.iter().fold(Flags::default(), |flags, aspect| match aspect {
                Aspect::Flag(flag) => flags.with(*flag, Some(*flag == Flag::Starred)),
                _ => flags,
            }),
            ..Ticket::default()
        };
        let can = Capabilities { states: vec![State::new("pending", Tone::Pending)], ..Capabilities::default() };
        let changes: Map<String, Value> = Aspect::ALL
            .iter()
            .map(|aspect| write(*aspect, &told))
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        let (aspects, read) = read(&Value::Object(changes), &can).unwrap();
        assert_eq!(aspects, Aspect::ALL);
        assert_eq!(read, told);
        assert_eq!(read.labels.iter().next().unwrap().colour, Some(Colour::Rgb(7)));
    }

    #[test]
    fn what_is_not_understood_is_left_alone() {
        let can = Capabilities::default();
        let malformed = [
            json!(null),
            json!([]),
            json!({}),
            json!({ "weather": "fine" }),
            json!({ "state": 7 }),
            json!({ "assignee": ["a@x"] }),
            json!({ "assignee": "a@x" }),
            json!({ "group": ["7"] }),
            json!({ "labels": "vip" }),
            json!({ "labels": [["vip", "vip", null], ["late"]] }),
            json!({ "mailbox": {} }),
            json!({ "Star": "yes" }),
            json!({ "state": "closed", "Spam": null }),
        ];
        for changes in malformed {
            assert!(read(&changes, &can).is_none(), "{changes}");
        }
        assert_eq!(read(&json!({ "group": null, "weather": "fine" }), &can).unwrap().0, [Aspect::Group]);
    }
}
