//! Labels: how one looks, and how those of a ticket are edited.

use leptos::prelude::*;

use super::ids::ADD_LABEL;
use crate::domain::person::hue_of;
use crate::domain::{Edit, Label, LabelSet, Ticket, TicketKey};
use crate::platform::focus;
use crate::state::Desk;
use crate::ui::controls::{Choosable, Combobox, Icon};
use crate::ui::{live, pickers};

/// A label: its name, and a colour that is always the same for it.
#[component]
pub fn LabelChip(
    /// The label.
    label: Label,
) -> impl IntoView {
    let hue = hue_of(&label.name).to_string();
    view! { <span class="label" dir="auto" style:--hue=hue>{label.name}</span> }
}

/// A label with a button that removes it.
#[component]
pub fn RemovableLabel(
    /// Its name.
    name: String,
    /// It shall go.
    on_remove: Callback<()>,
) -> impl IntoView {
    let hue = hue_of(&name).to_string();
    let label = format!("Remove label {name}");
    view! {
        <span class="label removable" style:--hue=hue>
            <span dir="auto">{name}</span>
            <button type="button" aria-label=label on:click=live::on(move |_| on_remove.run(()))>
                <Icon name="close"/>
            </button>
        </span>
    }
}

/// The labels of the open ticket, each with a button that removes it, and a field that adds more.
#[component]
pub fn LabelEditor(key: StoredValue<TicketKey>, ticket: Signal<Ticket>, new_labels: bool) -> impl IntoView {
    let desk = Desk::here();
    let labels = move || ticket.with(|ticket| ticket.labels.clone());
    let labels_now = move || ticket.with_untracked(|ticket| ticket.labels.clone());
    let directory = key.with_value(|key| desk.accounts.directory(&key.account));
    let options = {
        let directory = directory.clone();
        live::signal(move || {
            let own = labels();
            let others = |label: &&Label| !own.contains(label);
            directory.with(|known| {
                known.labels.iter().filter(others).map(|label| Choosable::new(&label.id, &label.name)).collect()
            })
        })
    };
    let change = move |to: LabelSet| {
        desk.edits.perform(key.get_value(), Edit::Labels { from: labels_now(), to });
    };
    let add = Callback::new(move |id: String| {
        let known = directory.with_untracked(|known| known.labels.iter().find(|label| label.id == id).cloned());
        change(labels_now().with(known.unwrap_or_else(|| Label::named(id))));
    });
    let remove = move |label: Label| {
        change(labels_now().without(&label));
        // The button is gone; the focus must not be.
        focus::focus_id(ADD_LABEL);
    };
    let chip = move |id: String| {
        let label = labels_now().iter().find(|label| label.id == id).cloned()?;
        let name = label.name.clone();
        let on_remove = Callback::new(move |()| remove(label.clone()));
        Some(view! { <RemovableLabel name on_remove/> })
    };
    let ids = move || labels().iter().map(|label| label.id.clone()).collect();
    view! {
        <div class="labels">
            {live::each(ids, chip)}
            <Combobox
                label="Add label"
                id=ADD_LABEL
                key="l"
                placeholder="Add label"
                value=live::text(String::new)
                options=options
                on_choose=add
                free_entry=new_labels
                keeps_asking=true
                on_open=Callback::new(move |()| key.with_value(|key| pickers::fill(desk, &key.account)))
            />
        </div>
    }
}
