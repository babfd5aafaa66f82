//! One change to every selected ticket, undone as one.

use leptos::prelude::*;

use super::commands::{Action, Context};
use super::controls::{Combobox, Dialog, TextButton};
use super::ticket::{key_of, label_of};
use super::{live, pickers};
use crate::domain::{AccountId, Capabilities, Intent, Property, TicketKey};
use crate::state::Desk;
use crate::state::inbox::translate;
use crate::text;

/// What can be done to the selected tickets, for those who do not use keys.
#[component]
pub fn BulkBar() -> impl IntoView {
    let context = Context::here();
    let inbox = Desk::here().inbox;
    let button = |label: &'static str, key: &'static str, action: Action| {
        view! { <TextButton label=label key=key on_press=move |_| context.act(action)/> }.into_any()
    };
    view! {
        <div class="bulk" role="toolbar" aria-label="Selected tickets">
            {button("Close", "e", Action::CarryOut(Intent::Finish))}
            {button("To me", "i", Action::CarryOut(Intent::AssignToMe))}
            {[Property::Assignee, Property::State, Property::Group, Property::Label]
                .map(|property| button(short_label(property), key_of(property), Action::Edit(property)))
                .into_iter()
                .collect_view()}
            <TextButton label="Clear" kind="quiet" on_press=move |_| inbox.clear_selection()/>
        </div>
    }
}

fn short_label(property: Property) -> &'static str {
    match property {
        Property::State => "State",
        Property::Assignee => "Assign",
        Property::Group => "Group",
        Property::Label => "Label",
    }
}

/// The dialog that changes the selected tickets. Choosing is doing: the notice offers Undo.
#[component]
pub fn SelectionDialog(
    /// What of them is changed.
    property: Property,
) -> impl IntoView {
    let desk = Desk::here();
    let close = Callback::new(move |()| desk.overlay.set(None));
    let selected: Vec<TicketKey> = desk.inbox.selection.get_untracked().into_iter().collect();
    let able = able_to(desk, &selected, property);
    let able = StoredValue::new(able);
    let ids: Vec<AccountId> = able.with_value(|able| able.iter().map(|(id, _)| id.clone()).collect());
    let (shown, filled) = (ids.clone(), ids.clone());
    let options = live::signal(move || {
        let known = desk.accounts.directory_of(&shown);
        able.with_value(|able| match able.as_slice() {
            [(_, can)] => pickers::options(property, None, &known, can),
            able => {
                let each: Vec<Capabilities> = able.iter().map(|(_, can)| can.clone()).collect();
                pickers::options(property, None, &known, &Capabilities::shared(&each))
            }
        })
    });
    let takes_entry = live::flag(move || {
        let known = desk.accounts.directory_of(&ids);
        able.with_value(|able| able.iter().any(|(_, can)| property.takes_entry(can, &known)))
    });
    let choose = Callback::new(move |id: String| {
        change_all(desk, desk.inbox.selection.get_untracked().into_iter().collect(), property, &id);
        desk.overlay.set(None);
    });
    let count = text::count(desk.inbox.selection.with_untracked(|selection| selection.len()), "ticket", "tickets");
    let title = match property {
        Property::State => format!("Change the state of {count}"),
        Property::Assignee => format!("Assign {count}"),
        Property::Group => format!("Change the group of {count}"),
        Property::Label => format!("Add a label to {count}"),
    };
    let label = label_of(property);
    view! {
        <Dialog title=title on_close=close>
            <div class="dialog-body">
                <label class="field">
                    <span aria-hidden="true">{label}</span>
                    <Combobox
                        label=label
                        value=live::text(String::new)
                        options=options
                        on_choose=choose
                        free_entry=takes_entry
                        on_open=Callback::new(move |()| filled.iter().for_each(|account| pickers::fill(desk, account)))
                    />
                </label>
            </div>
        </Dialog>
    }
}

/// The accounts of tickets that can change a property, each with what it can do.
fn able_to(desk: Desk, keys: &[TicketKey], property: Property) -> Vec<(AccountId, Capabilities)> {
    let mut accounts: Vec<AccountId> = keys.iter().map(|key| key.account.clone()).collect();
    accounts.sort();
    accounts.dedup();
    let can = |id: AccountId| (id.clone(), untrack(|| desk.accounts.capabilities(&id)));
    accounts.into_iter().map(can).filter(|(_, can)| property.is_offered(can)).collect()
}

/// Changes a property of tickets to what was chosen by its id, each account in its own words. What has
/// nothing like it is left as it is, and it is said.
pub fn change_all(desk: Desk, keys: Vec<TicketKey>, property: Property, id: &str) {
    let able = able_to(desk, &keys, property);
    let among: Vec<AccountId> = able.iter().map(|(id, _)| id.clone()).collect();
    let count = keys.len();
    let edit = |key: &TicketKey| {
        let ticket = desk.tickets.signal(key)?.get_untracked();
        let (account, can) = able.iter().find(|(account, _)| *account == key.account)?;
        let id = untrack(|| translate(desk.accounts, &among, account, property, id))?;
        let known = desk.accounts.directory(account).get_untracked();
        property.edit(&ticket, &id, &known, can, true)
    };
    let changes: Vec<_> = keys.into_iter().filter_map(|key| Some((key.clone(), edit(&key)?))).collect();
    if changes.len() < count {
        let left = text::count(count - changes.len(), "ticket stays as it is", "tickets stay as they are");
        desk.notices.done(format!("{left}: their helpdesk has nothing like this."), None);
    }
    if !changes.is_empty() {
        desk.edits.perform_all(changes);
    }
}
