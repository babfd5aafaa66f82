//! Every sentence that a person reads and that is more than a label on a control.
//!
//! One table, in `explain`, says what each error means and what to do next. No sentence holds a token.

mod change_outcomes;
mod config_problems;
mod counts;
mod display;
pub mod en;
mod explain;
mod isolated;
pub mod language;
mod list_status;
mod replies;
pub mod template;
mod ticket_fields;

pub use change_outcomes::{
    already, conflict, done, in_doubt, lost, not_created, not_offered, refused, undone, went_through,
};
pub use config_problems::{problem, proxy_problem};
pub use counts::{Counted, age, counted, of_days, of_open};
pub use display::{density, density_of_list, filter_name, sort, sort_by};
pub use en::*;
pub use explain::{Explanation, NextStep, explain};
pub use isolated::isolated;
pub use list_status::{Searched, filtered_here, no_equivalent, not_filtered, searched, sorted};
pub use replies::{about, blocked_images, message, reply_failed, sending};
pub use template::Arg;
pub use ticket_fields::{became, change_of, editor, field, filter, filter_value, no_value, nobody, short_field, value};

use crate::domain::Ticket;

/// A phrase of the catalogue, for tests and tools: its key, its English, and the names of its arguments.
pub type Entry = (&'static str, &'static str, &'static [&'static str]);

/// The product's name.
pub const PRODUCT: &str = "Deskbell";
/// Returns the subject of a ticket, or a placeholder.
pub fn subject(ticket: &Ticket) -> String {
    let subject = ticket.subject.trim();
    if subject.is_empty() { list::NO_SUBJECT.text().to_owned() } else { subject.to_owned() }
}

/// Returns the beginning of the conversation, without a repeated subject.
pub fn preview(ticket: &Ticket) -> String {
    let summary = ticket.summary.trim();
    summary.strip_prefix(ticket.subject.trim()).unwrap_or(summary).trim_start().to_owned()
}

/// Returns the requester of a ticket, or a placeholder.
pub fn requester(ticket: &Ticket) -> String {
    ticket.requester.as_ref().map_or(list::NO_REQUESTER.text(), |person| person.display()).to_owned()
}
