//! Creating a ticket: sent once, and looked for when no answer tells whether it was created. And what
//! is draft of it stays on the device until then.

use std::collections::HashSet;

use chrono::TimeDelta;
use serde_json::{Map, Value, json};

use crate::client::{Client, Failure, WriteOutcome};
use crate::domain::{AccountId, Directory, Entry, Field, Listed, NewTicket, Query, Ticket, TicketId};
use crate::platform::clock;
use crate::platform::storage::{self, Key};
use crate::state::AppState;

/// How often a ticket is looked for.
pub(super) const LOOKS: u32 = 3;

/// How long before each look, in milliseconds.
pub(super) const PAUSE: u32 = 2000;

/// How far clocks may be apart, in minutes.
pub(super) const SKEW: i64 = 10;

/// Creates a ticket. When the answer is lost, the list is searched for it: what comes back as an error
/// of unknown outcome could not be found out, any other was not created.
pub async fn create(
    app: AppState,
    client: &Client,
    draft: &NewTicket,
    known: &Directory,
    fields: &[Field],
) -> Result<TicketId, Failure> {
    let seen = app.tickets.known(&client.account().id);
    let since = clock::now() - TimeDelta::minutes(SKEW);
    let failure = match client.create(draft, known).await {
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

/// The draft that was kept on the device, and its account.
pub fn kept() -> Option<(AccountId, NewTicket)> {
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

/// Keeps a draft on the device; an empty one is forgotten.
pub fn keep(account: &AccountId, draft: &NewTicket) {
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
