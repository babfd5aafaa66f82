//! The columns of a row that are not shown by default.

use leptos::prelude::*;

use crate::domain::{TicketField, TicketKey, Value};
use crate::state::AppState;
use crate::text;
use crate::ui::controls::Moment;
use crate::ui::reactive;

/// The chosen columns of a ticket beyond the default ones.
#[component]
pub fn MoreCells(
    /// The ticket.
    key: TicketKey,
) -> impl IntoView {
    let app = AppState::here();
    let ticket = app.tickets.signal(&key)?;
    Some(reactive::view(move || {
        let columns = app.appearance.display().columns();
        let chosen = TicketField::COLUMNS.into_iter().skip(TicketField::IN_ROW).filter(|column| columns.has(*column));
        ticket.with(|ticket| chosen.filter_map(|column| cell(column, &column.value(ticket))).collect_view())
    }))
}

/// Draws the cell of a column; `None` if it would be empty.
fn cell(column: TicketField, value: &Value) -> Option<AnyView> {
    let slug = column.slug();
    if let Value::Moment(at) = *value {
        let label = text::field(column).text();
        return Some(
            view! { <span class=format!("moment-cell {slug}")><span>{label}" "</span> <Moment at/></span> }.into_any(),
        );
    }
    let words = text::value(column, value);
    (!words.is_empty()).then(|| view! { <span class=format!("word-cell {slug}") dir="auto">{words}</span> }.into_any())
}
