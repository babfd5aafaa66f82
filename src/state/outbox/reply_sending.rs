//! Sending a reply: held for a moment, sent once, and looked for in the conversation if no response says whether it
//! was sent.

use std::collections::HashSet;

use chrono::TimeDelta;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::new_tickets::{LOOKS, PAUSE, SKEW};
use super::replies::ReplyStatus;
use super::reply_drafts::ReplyDraft;
use crate::client::error::Error;
use crate::client::{Client, Failure, WriteOutcome};
use crate::domain::{Message, Reply, TicketKey};
use crate::platform::clock;
use crate::state::AppState;
use crate::state::notices::NoticeAction;
use crate::text;

/// How long a reply can be undone, in milliseconds.
pub const HOLD: u32 = 5000;

/// What happens after a reply was sent.
pub type Then = Box<dyn FnOnce()>;

/// Sends the draft for a ticket after the hold, unless it is undone. `then` runs once the helpdesk has
/// it.
pub fn send(app: AppState, key: TicketKey, then: Then) {
    let draft = untrack(|| app.conversations().reply_drafts.of(&key));
    if draft.is_empty() || app.conversations().replies.is_busy(&key) {
        return;
    }
    let turn = app.conversations().replies.hold(&key);
    let (held, undo) = (key.clone(), key.clone());
    let take_back = NoticeAction::new(text::actions::UNDO, move || app.conversations().replies.take_back(&undo));
    let notice = app.notices.done(text::sending(&draft.reply()), [take_back]);
    spawn_local(async move {
        clock::sleep(HOLD).await;
        app.notices.dismiss(notice);
        if untrack(|| app.conversations().replies.status(&held)) == Some(ReplyStatus::Held(turn)) {
            deliver(app, held, draft, then).await;
        }
    });
}

/// Sends a reply and reports the outcome.
async fn deliver(app: AppState, key: TicketKey, draft: ReplyDraft, then: Then) {
    let Some(client) = app.accounts.client_now(&key.account) else {
        return app.conversations().replies.set(&key, None);
    };
    app.conversations().replies.set(&key, Some(ReplyStatus::Sending));
    let reply = draft.reply();
    let beside = count_same(app, &key, &draft);
    let known = message_ids(app, &key);
    // Even if the page ends now, the reply must not be sent again without a look-up.
    app.conversations().reply_drafts.put(&key, ReplyDraft { beside: Some(beside), ..draft.clone() });
    let outcome = match client.reply(&key.id, &reply).await {
        Err(failure) if failure.outcome == WriteOutcome::Unknown => {
            app.conversations().replies.set(&key, Some(ReplyStatus::Looking));
            find(app, &key, &draft, (beside, &known), failure).await
        }
        outcome => outcome,
    };
    match outcome {
        Ok(message) => {
            app.conversations().replies.set(&key, None);
            delivered(app, &key, message).await;
            then();
        }
        Err(failure) => {
            if failure.error == Error::Unauthorized {
                app.accounts.refuse_token(&client);
            }
            app.conversations().reply_drafts.put(
                &key,
                ReplyDraft { beside: (failure.outcome == WriteOutcome::Unknown).then_some(beside), ..draft },
            );
            tell(app, &client, key, &reply, &failure);
        }
    }
}

/// Shows a reply that the helpdesk has.
async fn delivered(app: AppState, key: &TicketKey, message: Option<Message>) {
    app.conversations().reply_drafts.forget(key);
    match message {
        Some(message) => app.conversations().threads.add(key, message),
        // It was sent, even if it isn't in the conversation yet.
        None => drop(app.conversations().threads.look(key).await),
    }
    // Sending may change the state and the counts of the ticket.
    let asked = app.tickets.stamp();
    if let Some(client) = app.accounts.client_now(&key.account)
        && let Ok(ticket) = client.ticket(&key.id).await
    {
        app.tickets.merge(ticket, asked);
    }
}

fn tell(app: AppState, client: &Client, key: TicketKey, reply: &Reply, failure: &Failure) {
    let sentence = text::reply_failed(reply, failure, client.account().via());
    app.conversations().replies.set(&key, Some(ReplyStatus::Failed(sentence.clone())));
    // The open ticket shows the failure itself.
    if app.navigation.now().ticket.as_ref() != Some(&key) {
        let open = NoticeAction::new(text::messages::OPEN_DRAFT, move || app.navigation.open(key.clone()));
        app.notices.failed(sentence, [open]);
    }
}

/// Counts the messages of a ticket that have the reply's text and are not older. An agent may say the same twice, so
/// only one more than before is this reply.
fn count_same(app: AppState, key: &TicketKey, draft: &ReplyDraft) -> usize {
    let reply = draft.reply();
    let since = draft.at.map(|at| at - TimeDelta::minutes(SKEW));
    let is_new = |message: &&Message| message.at.is_none() || message.at >= since;
    let messages = app.conversations().threads.of(key).messages;
    messages.with_untracked(|messages| messages.list.iter().filter(is_new).filter(|message| reply.is(message)).count())
}

fn message_ids(app: AppState, key: &TicketKey) -> HashSet<String> {
    let messages = app.conversations().threads.of(key).messages;
    messages.with_untracked(|messages| messages.list.iter().map(|message| message.id.clone()).collect())
}

/// Whether there is a new message of the same kind that is not recognised. It may be the reply, changed beyond
/// recognition.
fn has_unknown(app: AppState, key: &TicketKey, draft: &ReplyDraft, known: &HashSet<String>) -> bool {
    let reply = draft.reply();
    let is_unknown =
        |message: &Message| message.kind == reply.kind() && !known.contains(&message.id) && !reply.is(message);
    let messages = app.conversations().threads.of(key).messages;
    messages.with_untracked(|messages| messages.list.iter().any(is_unknown))
}

/// Looks for a reply among the newest messages of its ticket, which are added to the conversation.
async fn find(
    app: AppState,
    key: &TicketKey,
    draft: &ReplyDraft,
    (beside, known): (usize, &HashSet<String>),
    failure: Failure,
) -> Result<Option<Message>, Failure> {
    let mut is_missing = false;
    for _ in 0..LOOKS {
        // The helpdesk may still be processing it, so one look is not enough.
        clock::sleep(PAUSE).await;
        is_missing = app.conversations().threads.look(key).await.is_ok() && !has_unknown(app, key, draft, known);
        if count_same(app, key, draft) > beside {
            return Ok(None);
        }
    }
    Err(Failure { outcome: if is_missing { WriteOutcome::Refused } else { WriteOutcome::Unknown }, ..failure })
}

/// Finds out whether a reply was sent whose page ended, or whose look-up failed, once the conversation is loaded. Only
/// the agent sends it again.
pub fn find_out(app: AppState, key: &TicketKey) {
    let draft = untrack(|| app.conversations().reply_drafts.of(key));
    let Some(beside) = draft.beside.filter(|_| !app.conversations().replies.is_busy(key)) else { return };
    let reply = draft.reply();
    if count_same(app, key, &draft) > beside {
        app.conversations().reply_drafts.forget(key);
        app.conversations().replies.set(key, None);
        app.notices.done(text::messages::reply_was_sent(reply.is_note), None);
    } else {
        app.conversations().reply_drafts.put(key, ReplyDraft { beside: None, ..draft });
        app.conversations()
            .replies
            .set(key, Some(ReplyStatus::Failed(text::messages::reply_was_not_sent(reply.is_note))));
    }
}
