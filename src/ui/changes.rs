//! One change to every ticket that is meant, each account in its own words. What an account cannot do
//! is left, and that is said.

use leptos::prelude::*;

use crate::domain::{AccountId, Capabilities, Edit, Flag, LabelSet, Property, TicketKey};
use crate::state::AppState;
use crate::state::list::translate;
use crate::text;

/// The accounts of tickets that can change a property, each with what it can do.
pub fn able_to(app: AppState, keys: &[TicketKey], property: Property) -> Vec<(AccountId, Capabilities)> {
    let mut accounts: Vec<AccountId> = keys.iter().map(|key| key.account.clone()).collect();
    accounts.sort();
    accounts.dedup();
    let can = |id: AccountId| (id.clone(), untrack(|| app.accounts.capabilities(&id)));
    accounts.into_iter().map(can).filter(|(_, can)| property.is_offered(can)).collect()
}

/// Changes a property of tickets to what was chosen by its id.
pub fn change_all(app: AppState, keys: Vec<TicketKey>, property: Property, id: &str) {
    let able = able_to(app, &keys, property);
    let among: Vec<AccountId> = able.iter().map(|(id, _)| id.clone()).collect();
    perform(app, keys, |key| {
        let ticket = app.tickets.signal(key)?.get_untracked();
        let (account, can) = able.iter().find(|(account, _)| *account == key.account)?;
        let id = untrack(|| translate(app.accounts, &among, account, property, id))?;
        let known = app.accounts.directory(account).get_untracked();
        property.edit(&ticket, &id, &known, can, true)
    });
}

/// Puts a flag on tickets, or takes it off when all of them have it that can.
pub fn flag_all(app: AppState, keys: Vec<TicketKey>, flag: Flag) {
    let can = |key: &TicketKey| untrack(|| app.accounts.capabilities(&key.account)).flags.contains(&flag);
    let now = |key: &TicketKey| app.tickets.signal(key)?.with_untracked(|ticket| ticket.flags.get(flag));
    let to = !keys.iter().filter(|key| can(key)).all(|key| now(key) == Some(true));
    perform(app, keys, |key| can(key).then(|| Edit::Flag { flag, from: now(key), to }));
}

/// Takes a label off tickets, by its name.
pub fn unlabel_all(app: AppState, keys: Vec<TicketKey>, name: &str) {
    let edit = |from: LabelSet| {
        let label = from.iter().find(|label| label.name == name)?.clone();
        Some(Edit::Labels { to: from.without(&label), from })
    };
    // Those without the label have nothing to be left.
    let wearers = keys.into_iter().filter(|key| labels_of(app, std::slice::from_ref(key)).iter().any(|it| it == name));
    perform(app, wearers.collect(), |key| edit(app.tickets.signal(key)?.get_untracked().labels));
}

/// The names of the labels that any of the tickets wears and that can be taken off.
pub fn labels_of(app: AppState, keys: &[TicketKey]) -> Vec<String> {
    let can = |key: &&TicketKey| untrack(|| app.accounts.capabilities(&key.account)).labels;
    let tickets = keys.iter().filter(can).filter_map(|key| app.tickets.signal(key));
    let mut names: Vec<String> =
        tickets.flat_map(|ticket| ticket.with_untracked(|ticket| ticket.labels.names())).collect();
    names.sort();
    names.dedup();
    names
}

/// Says how many of so many tickets are left as they are.
pub fn say_left(app: AppState, of: usize, changed: usize) {
    if changed == 0 && of > 0 {
        app.notices.done(text::not_offered(), None);
    } else if changed < of {
        let left = text::count(of - changed, "ticket stays as it is", "tickets stay as they are");
        app.notices.done(format!("{left}: their helpdesk has nothing like this."), None);
    }
}

fn perform(app: AppState, keys: Vec<TicketKey>, edit: impl Fn(&TicketKey) -> Option<Edit>) {
    let of = keys.len();
    let changes: Vec<_> = keys.into_iter().filter_map(|key| Some((key.clone(), edit(&key)?))).collect();
    say_left(app, of, changes.len());
    if !changes.is_empty() {
        app.outbox.perform_all(changes);
    }
}
