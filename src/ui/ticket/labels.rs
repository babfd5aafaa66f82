//! Labels: how one looks, and how those of a ticket are edited.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::{Label, Ticket, TicketField, TicketKey};
use crate::platform::focus;
use crate::state::AppState;
use crate::text::{self, ticket as words};
use crate::ui::controls::{Icon, TextButton};
use crate::ui::element_ids::editor_of;
use crate::ui::{pickers, reactive};

/// A label: its name, in a colour that is always the same for it.
#[component]
pub fn LabelChip(
    /// The label.
    label: Label,
) -> impl IntoView {
    let colour = label.colour().css();
    view! { <span class="label" dir="auto" style:--label=colour>{label.name}</span> }
}

/// A label with a button that removes it.
#[component]
pub fn RemovableLabel(
    /// The label.
    label: Label,
    /// Called when it is removed.
    on_remove: Callback<()>,
) -> impl IntoView {
    let colour = label.colour().css();
    let remove = words::remove_label(&label.name);
    view! {
        <span class="label removable" style:--label=colour>
            <span dir="auto">{label.name}</span>
            <button type="button" aria-label=remove on:click=reactive::on(move |_| on_remove.run(()))>
                <Icon name="close"/>
            </button>
        </span>
    }
}

/// Says that labels may be incomplete, and looks them up on demand.
#[component]
fn Partial(ticket: Signal<Ticket>) -> impl IntoView {
    let app = AppState::here();
    let is_asking = RwSignal::new(false);
    let ask = move |_| {
        let ticket = ticket.get_untracked();
        is_asking.set(true);
        spawn_local(async move {
            pickers::filled(app, &ticket.key.account).await;
            match app.accounts.find_labels(&ticket).await {
                Some(Ok(labels)) => {
                    // First as partial labels, so that they are learned; then as all of them.
                    app.tickets.change(&ticket.key, |ticket| ticket.labels = labels);
                    app.tickets.change(&ticket.key, |ticket| ticket.labels_are_partial = false);
                }
                Some(Err(error)) => drop(
                    app.notices.failed(text::explain(&error, app.accounts.via(&ticket.key.account)).sentence, None),
                ),
                None => drop(app.notices.failed(words::NO_LABELS_TO_CHECK.into(), None)),
            }
            is_asking.try_set(false);
        });
    };
    view! {
        <p class="hint labels-hint">
            {words::LABELS_INCOMPLETE.text()}
            <TextButton label=words::CHECK_LABELS kind="quiet" disabled=is_asking on_press=ask/>
        </p>
    }
}

/// The labels of the open ticket, each with a button that removes it, and a field that adds more.
#[component]
pub fn LabelEditor(key: StoredValue<TicketKey>, ticket: Signal<Ticket>, adder: AnyView) -> impl IntoView {
    let app = AppState::here();
    let labels = move || ticket.with(|ticket| ticket.labels.clone());
    let remove = move |label: &Label| {
        key.with_value(|key| app.remove_label(key, label));
        // The focused button is gone; the focus must not be lost.
        focus::focus_id(&editor_of(TicketField::Labels));
    };
    let chip = move |id: String| {
        let label = untrack(labels).iter().find(|label| label.id == id).cloned()?;
        let removed = label.clone();
        Some(view! { <RemovableLabel label on_remove=Callback::new(move |()| remove(&removed))/> })
    };
    let ids = move || labels().iter().map(|label| label.id.clone()).collect();
    let is_partial = move || ticket.with(|ticket| ticket.labels_are_partial);
    view! {
        <div class="labels">
            {reactive::each(ids, chip)}
            {adder}
        </div>
        {reactive::when(is_partial, move || view! { <Partial ticket/> })}
    }
}
