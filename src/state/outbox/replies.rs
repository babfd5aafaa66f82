//! Sending an answer: held back for a moment, sent once, and looked for when no answer tells whether it
//! was sent.

use std::collections::HashMap;

use chrono::TimeDelta;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::new_tickets::{LOOKS, PAUSE, SKEW};
use super::reply_drafts::Written;
use crate::client::error::Error;
use crate::client::{Client, Failure, Fate};
use crate::domain::{Message, Reply, TicketKey};
use crate::platform::clock;
use crate::state::Desk;
use crate::state::notices::NoticeAction;
use crate::text;

/// How long an answer can be taken back, in milliseconds.
pub const HOLD: u32 = 5000;

/// The answers on their way.
#[derive(Clone, Copy)]
pub struct Answering {
    standing: RwSignal<HashMap<TicketKey, Standing>>,
    turn: StoredValue<u64>,
}

/// How far an answer is.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// It can be taken back still. Each has a number of its own.
    Held(u64),
    /// It is on its way.
    Sending,
    /// It is looked for.
    Looking,
    /// It was not sent, or nobody knows; in words.
    Failed(String),
}

/// What follows once an answer is sent.
pub type Then = Box<dyn FnOnce()>;

impl Answering {
    /// Nothing on its way.
    pub fn new() -> Self {
        Answering { standing: RwSignal::new(HashMap::new()), turn: StoredValue::new(0) }
    }

    /// How far the answer to a ticket is, followed; `None` when there is none on its way.
    pub fn standing(&self, key: &TicketKey) -> Option<Standing> {
        self.standing.with(|all| all.get(key).cloned())
    }

    /// Whether the answer to a ticket is on its way, so that no other may be sent.
    pub fn is_busy(&self, key: &TicketKey) -> bool {
        untrack(|| self.standing(key)).is_some_and(|it| !matches!(it, Standing::Failed(_)))
    }

    /// Whether anything is on its way, followed.
    pub fn is_any(&self) -> bool {
        self.standing.with(|all| all.values().any(|it| !matches!(it, Standing::Failed(_))))
    }

    /// Forgets that sending failed, because somebody writes on.
    pub fn dismiss(&self, key: &TicketKey) {
        if untrack(|| self.standing(key)).is_some_and(|it| matches!(it, Standing::Failed(_))) {
            self.set(key, None);
        }
    }

    /// Takes an answer back that is held.
    pub fn take_back(&self, key: &TicketKey) {
        if matches!(untrack(|| self.standing(key)), Some(Standing::Held(_))) {
            self.set(key, None);
        }
    }

    /// Takes the last answer back that is held. Returns whether there was one.
    pub fn take_back_last(&self) -> bool {
        let turn = |standing: &Standing| if let Standing::Held(turn) = standing { Some(*turn) } else { None };
        let last = self.standing.with_untracked(|all| {
            let held = all.iter().filter_map(|(key, standing)| Some((turn(standing)?, key.clone())));
            held.max_by_key(|(turn, _)| *turn)
        });
        last.inspect(|(_, key)| self.take_back(key)).is_some()
    }

    fn set(&self, key: &TicketKey, standing: Option<Standing>) {
        self.standing.update(|all| match standing {
            Some(standing) => drop(all.insert(key.clone(), standing)),
            None => drop(all.remove(key)),
        });
    }

    fn hold(&self, key: &TicketKey) -> u64 {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.set(key, Some(Standing::Held(turn)));
        turn
    }
}

impl Default for Answering {
    fn default() -> Self {
        Answering::new()
    }
}

/// Sends what is written in answer to a ticket, unless it is taken back in time. `then` follows once
/// the helpdesk has it.
pub fn send(desk: Desk, key: TicketKey, then: Then) {
    let written = untrack(|| desk.talk().drafts.of(&key));
    if written.is_empty() || desk.talk().answering.is_busy(&key) {
        return;
    }
    let turn = desk.talk().answering.hold(&key);
    let (held, undo) = (key.clone(), key.clone());
    let take_back = NoticeAction::new(text::UNDO, move || desk.talk().answering.take_back(&undo));
    let notice = desk.notices.done(text::being_sent(&written.reply()), [take_back]);
    spawn_local(async move {
        clock::sleep(HOLD).await;
        desk.notices.dismiss(notice);
        if untrack(|| desk.talk().answering.standing(&held)) == Some(Standing::Held(turn)) {
            deliver(desk, held, written, then).await;
        }
    });
}

/// Sends an answer, and tells how that ended.
async fn deliver(desk: Desk, key: TicketKey, written: Written, then: Then) {
    let Some(client) = desk.accounts.client_now(&key.account) else { return desk.talk().answering.set(&key, None) };
    desk.talk().answering.set(&key, Some(Standing::Sending));
    let reply = written.reply();
    let beside = count_same(desk, &key, &written);
    // Whatever ends the page from here on, nobody may send it blindly again.
    desk.talk().drafts.put(&key, Written { beside: Some(beside), ..written.clone() });
    let outcome = match client.reply(&key.id, &reply).await {
        Err(failure) if failure.fate == Fate::Unknown => {
            desk.talk().answering.set(&key, Some(Standing::Looking));
            find(desk, &key, &written, beside, failure).await
        }
        outcome => outcome,
    };
    match outcome {
        Ok(message) => {
            desk.talk().answering.set(&key, None);
            delivered(desk, &key, message).await;
            then();
        }
        Err(failure) => {
            if failure.error == Error::Unauthorized {
                desk.accounts.refuse_token(&client);
            }
            desk.talk()
                .drafts
                .put(&key, Written { beside: (failure.fate == Fate::Unknown).then_some(beside), ..written });
            tell(desk, &client, key, &reply, &failure);
        }
    }
}

/// What follows from an answer that the helpdesk has.
async fn delivered(desk: Desk, key: &TicketKey, message: Option<Message>) {
    desk.talk().drafts.forget(key);
    match message {
        Some(message) => desk.talk().threads.add(key, message),
        // It is there, told or found; when it is seen is another matter.
        None => drop(desk.talk().threads.look(key).await),
    }
    // What the helpdesk makes of the ticket now: its state, its counts.
    let asked = desk.tickets.stamp();
    if let Some(client) = desk.accounts.client_now(&key.account)
        && let Ok(ticket) = client.ticket(&key.id).await
    {
        desk.tickets.merge(ticket, asked);
    }
}

fn tell(desk: Desk, client: &Client, key: TicketKey, reply: &Reply, failure: &Failure) {
    let sentence = text::not_said(reply, failure, client.account().proxy.is_some());
    desk.talk().answering.set(&key, Some(Standing::Failed(sentence.clone())));
    // Who looks at the ticket sees it there.
    if desk.navigation.now().ticket.as_ref() != Some(&key) {
        let open = NoticeAction::new("Open the draft", move || desk.navigation.open(key.clone()));
        desk.notices.failed(sentence, [open]);
    }
}

/// How many messages of a ticket say the same as an answer and are no older than it. An agent may well say
/// the same twice: only one more than before is this one.
fn count_same(desk: Desk, key: &TicketKey, written: &Written) -> usize {
    let reply = written.reply();
    let since = written.at.map(|at| at - TimeDelta::minutes(SKEW));
    let is_new = |message: &&Message| message.at.is_none() || message.at >= since;
    let messages = desk.talk().threads.of(key).messages;
    messages.with_untracked(|messages| messages.list.iter().filter(is_new).filter(|message| reply.is(message)).count())
}

/// Looks for an answer among the newest messages of its ticket; what is found is in the conversation then.
async fn find(
    desk: Desk,
    key: &TicketKey,
    written: &Written,
    beside: usize,
    failure: Failure,
) -> Result<Option<Message>, Failure> {
    let mut is_missing = false;
    for _ in 0..LOOKS {
        // A helpdesk may still be at it: what is not there at once is not believed to be missing.
        clock::sleep(PAUSE).await;
        is_missing = desk.talk().threads.look(key).await.is_ok();
        if count_same(desk, key, written) > beside {
            return Ok(None);
        }
    }
    Err(Failure { fate: if is_missing { Fate::Refused } else { Fate::Unknown }, ..failure })
}

/// Finds out what became of an answer that was on its way when the page ended, or that nobody could look
/// for, once the conversation is here. It is sent again by nobody but the agent.
pub fn find_out(desk: Desk, key: &TicketKey) {
    let written = untrack(|| desk.talk().drafts.of(key));
    let Some(beside) = written.beside.filter(|_| !desk.talk().answering.is_busy(key)) else { return };
    let reply = written.reply();
    if count_same(desk, key, &written) > beside {
        desk.talk().drafts.forget(key);
        desk.talk().answering.set(key, None);
        desk.notices.done(text::was_said(&reply), None);
    } else {
        desk.talk().drafts.put(key, Written { beside: None, ..written });
        desk.talk().answering.set(key, Some(Standing::Failed(text::was_not_said(&reply))));
    }
}
