//! Creating a ticket: held for a moment, sent once, and looked for when no response says whether it was created.

use std::collections::HashSet;

use chrono::TimeDelta;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::new_ticket_drafts;
use super::new_ticket_progress::Progress;
use crate::client::error::Error;
use crate::client::{Client, Failure, WriteOutcome};
use crate::domain::{AccountId, Entry, Field, FieldKind, Listed, NewTicket, Query, Ticket, TicketId, TicketKey};
use crate::platform::clock;
use crate::platform::storage::{self, Key};
use crate::state::notices::NoticeAction;
use crate::state::{AppState, Overlay};
use crate::text::{self, messages, new_ticket};

/// How long a new ticket is held before it is sent, because no API can take it back: in milliseconds.
const HOLD: u32 = 3000;

/// How often a ticket is looked for.
pub(super) const LOOKS: u32 = 3;

/// How long before each look, in milliseconds.
pub(super) const PAUSE: u32 = 2000;

/// How far clocks may be apart, in minutes.
pub(super) const SKEW: i64 = 10;

/// Returns the fields of a new ticket in an account; none if there is no such account.
pub fn fields(app: AppState, account: &AccountId) -> &'static [Field] {
    app.accounts.client_now(account).map_or(&[], |client| client.new_ticket_fields())
}

/// Sends the new ticket to an account after the hold, unless it is taken back. `defaults` fill in what was not entered.
/// The result is shown in the form while that is open, else in a notice.
pub fn send(app: AppState, account: &AccountId, defaults: &[(&'static str, Entry)]) {
    let Some(client) = app.accounts.client_now(account) else { return };
    if app.new_ticket_progress.with_untracked(Progress::is_busy) {
        return;
    }
    let written = app.new_ticket.get_untracked();
    let mut draft = written.clone().with_defaults(defaults);
    let fields = client.new_ticket_fields();
    // Moments are entered in the agent's time zone, and sent with it.
    for field in fields.iter().filter(|field| field.kind == FieldKind::Moment) {
        if let Some(moment) = draft.text(field.key).map(clock::mail_date) {
            draft.enter(field.key, Entry::Text(moment));
        }
    }
    let held = Progress::Held(clock::now());
    app.new_ticket_progress.set(held.clone());
    spawn_local(async move {
        clock::sleep(HOLD).await;
        // One that was taken back and sent again is held by another task.
        if app.new_ticket_progress.with_untracked(|it| *it == held) {
            app.new_ticket_progress.set(Progress::Sending);
            let result = create(app, &client, &draft, fields).await;
            finish(app, &client, written, result);
        }
    });
}

/// Takes the new ticket back while it is held.
pub fn take_back(app: AppState) {
    if app.new_ticket_progress.with_untracked(|it| matches!(it, Progress::Held(_))) {
        app.new_ticket_progress.set(Progress::Writing);
    }
}

/// Discards the new ticket, and what is said about it. One that is held is not sent.
pub fn discard(app: AppState) {
    reset(app);
    forget(app);
}

/// Takes the new ticket back unless it is being sent, and forgets an earlier failure.
pub fn reset(app: AppState) {
    if app.new_ticket_progress.with_untracked(|it| *it != Progress::Sending) {
        app.new_ticket_progress.set(Progress::Writing);
    }
}

fn forget(app: AppState) {
    app.new_ticket.set(NewTicket::default());
    storage::remove(Key::NewTicket);
}

/// Restores the stored draft unless something is written already, and returns its account.
pub fn restore(app: AppState) -> Option<AccountId> {
    if app.accounts.is_demo_now() || !app.new_ticket.with_untracked(NewTicket::is_empty) {
        return None;
    }
    let (account, draft) = new_ticket_drafts::stored()?;
    untrack(|| app.accounts.find(&account))?;
    app.new_ticket.set(draft);
    Some(account)
}

/// Stores what is written of the new ticket for an account. The demo stores nothing.
pub fn store(app: AppState, account: &AccountId) {
    let draft = app.new_ticket.get();
    if !app.accounts.is_demo_now() {
        new_ticket_drafts::store(account, &draft);
    }
}

/// Says how sending ended, where the agent looks.
fn finish(app: AppState, client: &Client, written: NewTicket, result: Result<TicketId, Failure>) {
    let is_in_sight = app.overlay.with_untracked(|overlay| *overlay == Some(Overlay::NewTicket));
    let account = client.account();
    match result {
        Ok(id) => {
            app.new_ticket_progress.set(Progress::Writing);
            created(app, TicketKey { account: account.id.clone(), id }, &account.name, &written);
        }
        Err(Failure { error: Error::Unauthorized, .. }) if is_in_sight => {
            app.new_ticket_progress.set(Progress::TokenRefused);
        }
        Err(failure) => {
            let sentence = text::not_created(&failure, account.via());
            app.new_ticket_progress.set(Progress::Failed(sentence.clone()));
            if !is_in_sight {
                if app.new_ticket.with_untracked(NewTicket::is_empty) {
                    app.new_ticket.set(written);
                }
                let open = NoticeAction::new(messages::OPEN_DRAFT, move || app.overlay.set(Some(Overlay::NewTicket)));
                app.notices.failed(sentence, [open]);
            }
        }
    }
}

/// Empties the form, closes it and refreshes the list after a ticket was created.
fn created(app: AppState, key: TicketKey, account: &str, written: &NewTicket) {
    let ticket = match written.text("subject") {
        Some(subject) => new_ticket::created(subject, account),
        None => new_ticket::created_without_subject(key.id.as_str(), account),
    };
    // What was typed since belongs to another ticket.
    if app.new_ticket.with_untracked(|draft| draft == written) {
        forget(app);
        app.overlay.update(|overlay| drop(overlay.take_if(|it| *it == Overlay::NewTicket)));
    }
    app.list.refresh();
    let open = NoticeAction::new(messages::OPEN_TICKET, move || app.navigation.open(key.clone()));
    app.notices.done(ticket, [open]);
}

/// Creates a ticket. Where the response is lost, the list is searched for the ticket: an error with an unknown outcome
/// means that the search could not tell, any other that the ticket was not created.
async fn create(app: AppState, client: &Client, draft: &NewTicket, fields: &[Field]) -> Result<TicketId, Failure> {
    let known = app.accounts.directory(&client.account().id).get_untracked();
    let seen = app.tickets.known(&client.account().id);
    let since = clock::now() - TimeDelta::minutes(SKEW);
    let failure = match client.create(draft, &known).await {
        Err(failure) if failure.outcome == WriteOutcome::Unknown => failure,
        result => return result,
    };
    let mut is_missing = false;
    for _ in 0..LOOKS {
        // A helpdesk may still be at it: what is not there at once is not believed to be missing.
        clock::sleep(PAUSE).await;
        let found = find(client, &seen, |ticket| {
            let is_new = ticket.created_at.is_none_or(|at| at >= since);
            if is_new { draft.resembles(fields, ticket) } else { Some(false) }
        });
        match found.await {
            Some(Some(id)) => return Ok(id),
            looked => is_missing = looked.is_some(),
        }
    }
    Err(Failure { outcome: if is_missing { WriteOutcome::Refused } else { WriteOutcome::Unknown }, ..failure })
}

/// Looks for a ticket that was not seen before among the newest of an account. `None` if nobody can
/// tell, `Some(None)` if it is not there.
async fn find(
    client: &Client,
    seen: &HashSet<TicketId>,
    is_it: impl Fn(&Ticket) -> Option<bool>,
) -> Option<Option<TicketId>> {
    for query in client.subqueries(&Query::default()) {
        let page = client.list(&query, None).await.ok()?;
        for listed in page.tickets {
            let Listed::Ticket(ticket) = listed else { continue };
            if !seen.contains(&ticket.key.id) && is_it(&ticket)? {
                return Some(Some(ticket.key.id.clone()));
            }
        }
    }
    Some(None)
}
