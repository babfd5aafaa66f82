//! One change to every selected ticket, undone as one.

use leptos::prelude::*;

use super::controls::{Combobox, Dialog};
use super::ticket::label_of;
use super::{live, pickers};
use crate::domain::Property;
use crate::state::Desk;
use crate::text;

/// The dialog that changes the selected tickets. Choosing is doing: the notice offers Undo.
#[component]
pub fn SelectionDialog(
    /// What of them is changed.
    property: Property,
) -> impl IntoView {
    let desk = Desk::here();
    let close = Callback::new(move |()| desk.overlay.set(None));
    let Some(account) = untrack(|| desk.inbox.account()) else { return ().into_any() };
    let capabilities = StoredValue::new(untrack(|| desk.accounts.capabilities(&account)));
    let directory = desk.accounts.directory(&account);
    let (known, entry_known) = (directory.clone(), directory.clone());
    let options = live::signal(move || {
        known.with(|known| capabilities.with_value(|can| pickers::options(property, None, known, can)))
    });
    let choose = Callback::new(move |id: String| {
        let (known, can) = (directory.get_untracked(), capabilities.get_value());
        let selected = desk.inbox.selection.get_untracked();
        let changes = selected.into_iter().filter_map(|key| {
            let ticket = desk.tickets.signal(&key)?.get_untracked();
            Some((key, property.edit(&ticket, &id, &known, &can, true)?))
        });
        desk.edits.perform_all(changes.collect());
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
                        free_entry=live::flag(move || {
                            entry_known.with(|known| capabilities.with_value(|can| property.takes_entry(can, known)))
                        })
                        on_open=Callback::new(move |()| pickers::fill(desk, &account))
                    />
                </label>
            </div>
        </Dialog>
    }
    .into_any()
}
