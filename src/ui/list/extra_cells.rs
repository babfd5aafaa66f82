//! What a row shows only when it is asked for.

use leptos::prelude::*;

use crate::domain::{Column, TicketKey};
use crate::state::AppState;
use crate::ui::controls::Moment;
use crate::ui::reactive;

/// The group of a ticket, and when it was created, as far as these columns are chosen.
#[component]
pub fn MoreCells(
    /// The ticket.
    key: TicketKey,
) -> impl IntoView {
    let app = AppState::here();
    let ticket = app.tickets.signal(&key)?;
    Some(reactive::view(move || {
        let columns = app.appearance.display().columns();
        let (group, created) = ticket.with(|ticket| (ticket.group.clone(), ticket.created_at));
        let group = group.filter(|_| columns.has(Column::Group));
        let created = created.filter(|_| columns.has(Column::Created));
        view! {
            {group.map(|group| view! { <span class="group" dir="auto">{group.name}</span> })}
            {created.map(|at| view! { <span class="created"><span class="created-word">"Created "</span> <Moment at/></span> })}
        }
    }))
}
