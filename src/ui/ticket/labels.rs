//! Labels: how one looks, and how those of a ticket are edited.

use leptos::prelude::*;

use super::id_of;
use crate::domain::person::hue_of;
use crate::domain::{Edit, Label, Property, Ticket, TicketKey};
use crate::platform::focus;
use crate::state::Desk;
use crate::ui::controls::Icon;
use crate::ui::live;

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
pub fn LabelEditor(key: StoredValue<TicketKey>, ticket: Signal<Ticket>, adder: AnyView) -> impl IntoView {
    let desk = Desk::here();
    let labels = move || ticket.with(|ticket| ticket.labels.clone());
    let remove = move |label: &Label| {
        let from = untrack(labels);
        desk.edits.perform(key.get_value(), Edit::Labels { to: from.without(label), from });
        // The button is gone; the focus must not be.
        focus::focus_id(id_of(Property::Label));
    };
    let chip = move |id: String| {
        let label = untrack(labels).iter().find(|label| label.id == id).cloned()?;
        let name = label.name.clone();
        Some(view! { <RemovableLabel name on_remove=Callback::new(move |()| remove(&label))/> })
    };
    let ids = move || labels().iter().map(|label| label.id.clone()).collect();
    view! {
        <div class="labels">
            {live::each(ids, chip)}
            {adder}
        </div>
    }
}
