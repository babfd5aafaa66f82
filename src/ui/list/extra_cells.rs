//! The columns of a row that are not shown by default.

use leptos::prelude::*;

use crate::domain::{Column, TicketKey};
use crate::state::AppState;
use crate::text::views;
use crate::ui::controls::Moment;
use crate::ui::reactive;

/// The group and the creation date of a ticket, if these columns are shown.
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
            {created.map(|at| view! { <span class="created"><span class="created-word">{views::CREATED.text()} " "</span> <Moment at/></span> })}
        }
    }))
}
