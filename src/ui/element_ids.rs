//! The ids of the elements that commands and dialogs lead to. They stand apart from the components that have them, so
//! that leading there needs none of these.

use crate::domain::TicketField;

/// The field that searches tickets.
pub const SEARCH: &str = "search";

/// The field that a reply is written in.
pub const REPLY: &str = "reply";

/// The editor of a field of the open ticket.
pub fn editor_of(field: TicketField) -> String {
    format!("edit-{}", field.slug())
}
