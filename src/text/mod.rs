//! Every sentence that a person reads and that is more than a label on a control.
//!
//! One table, in `errors`, says what each error means and what to do next. No sentence holds a token.

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

pub use config_problems::{problem, proxy_problem};
pub use counts::{Counted, age, counted, of_days, of_open};
pub use display::{density, density_of_list, filter_name, sort, sort_by};
pub use en::*;
pub use explain::{Explanation, NextStep, explain};
pub use isolated::isolated;
pub use list_status::{Searched, filtered_here, no_equivalent, not_filtered, searched, sorted};
pub use replies::{about, blocked_images, message, reply_failed, sending};
pub use template::Arg;
use ticket_fields::outcome;
pub use ticket_fields::{became, change_of, editor, field, filter, filter_value, no_value, nobody, short_field, value};

use crate::client::error::Error;
use crate::client::{Failure, WriteOutcome};
use crate::domain::{Change, Ticket, TicketChange};

/// A phrase of the catalogue, for tests and tools: its key, its English, and the names of its arguments.
pub type Entry = (&'static str, &'static str, &'static [&'static str]);

/// The product's name.
pub const PRODUCT: &str = "Deskbell";
/// While that is being done.
pub const LOOKING: &str = "Looking it up…";
/// Why nothing was sent.
pub const ALREADY_SO: &str = "That is so already: nothing was changed.";
/// What stands where there is nothing to undo.
pub const NOTHING_TO_UNDO: &str = "There is nothing to undo.";

/// What was done, as it is announced.
pub fn done(changes: &[TicketChange]) -> String {
    let mut outcomes: Vec<String> = changes.iter().map(|(_, change)| outcome(change)).collect();
    outcomes.sort();
    outcomes.dedup();
    let what = if outcomes.len() > 3 { "Changed".to_owned() } else { outcomes.join(", ") };
    if changes.len() > 1 { format!("{what} · {} tickets", changes.len()) } else { what }
}

/// That all of a job is done.
pub fn all_done(what: &str) -> String {
    format!("{what}: all of it is with the helpdesk now.")
}

/// That nothing of what is meant can be done that way.
pub fn not_offered() -> String {
    explain(&Error::NotOffered { what: "change" }, false).sentence
}

/// That so many tickets are left, because their helpdesk cannot do what was done to the others.
pub fn left_as_is(tickets: usize) -> String {
    let left = count(tickets, "ticket stays as it is", "tickets stay as they are");
    format!("{left}: their helpdesk has nothing like this.")
}

/// What was undone.
pub fn undone(changes: &[TicketChange]) -> String {
    format!("Undone. {}", done(changes))
}

/// What was refused, of so many changes, and why.
pub fn refused(changes: &[TicketChange], errors: &[Error], of: usize, proxied: bool) -> String {
    format!("Taken back: {}. {}", some_of(changes, of), why(errors, proxied))
}

/// What got lost on the way, of so many changes, as looking it up has shown.
pub fn lost(changes: &[TicketChange], errors: &[Error], of: usize, proxied: bool) -> String {
    format!("Taken back: {}. {} The helpdesk does not have it.", some_of(changes, of), why(errors, proxied))
}

/// What cannot be found out about changes.
pub fn in_doubt(changes: &[TicketChange], errors: &[Error], of: usize, proxied: bool) -> String {
    format!("Nobody knows whether this was done: {}. {}", some_of(changes, of), why(errors, proxied))
}

/// That a change whose answer got lost was made all the same.
pub fn went_through(changes: &[TicketChange]) -> String {
    format!("It went through after all. {}", done(changes))
}

/// That somebody else changed the same thing.
pub fn conflict(mine: &Change, ticket: &Ticket) -> String {
    let theirs = mine.theirs(ticket).map_or_else(|| "something else".to_owned(), |theirs| outcome(&theirs));
    format!(
        "“{}” was changed by somebody else. Theirs: {theirs}. Yours: {}.",
        isolated(&subject(ticket)),
        outcome(mine)
    )
}

/// Why a ticket was not created, or that nobody knows.
pub fn not_created(failure: &Failure, proxied: bool) -> String {
    let why = explain(&failure.error, proxied).sentence;
    match failure.outcome {
        WriteOutcome::Unknown => {
            format!(
                "{why} Nobody knows whether the ticket was created: look for it in the list before you send it again."
            )
        }
        WriteOutcome::Refused if !failure.error.is_refusal() => {
            format!("{why} The helpdesk does not have the ticket, so it can be sent again.")
        }
        WriteOutcome::Refused => why,
        WriteOutcome::NotSent => format!("{why} Nothing was sent."),
    }
}

fn some_of(changes: &[TicketChange], of: usize) -> String {
    let what = changes.first().map(|(_, change)| outcome(change)).unwrap_or_default();
    if of > 1 { format!("{what} ({} of {of} tickets)", changes.len()) } else { what }
}

fn why(errors: &[Error], proxied: bool) -> String {
    errors.first().map(|error| explain(error, proxied).sentence).unwrap_or_default()
}

/// The subject of a ticket, or what stands for it.
pub fn subject(ticket: &Ticket) -> String {
    let subject = ticket.subject.trim();
    if subject.is_empty() { list::NO_SUBJECT.text().to_owned() } else { subject.to_owned() }
}

/// How the conversation begins, without the subject where it only repeats that.
pub fn preview(ticket: &Ticket) -> String {
    let summary = ticket.summary.trim();
    summary.strip_prefix(ticket.subject.trim()).unwrap_or(summary).trim_start().to_owned()
}

/// The requester of a ticket, or what stands for them.
pub fn requester(ticket: &Ticket) -> String {
    ticket.requester.as_ref().map_or(list::NO_REQUESTER.text(), |person| person.display()).to_owned()
}

/// A count with its noun.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Label, LabelSet, State, StateCategory, TicketField};

    #[test]
    fn what_was_done_is_told_in_words() {
        let labels = |names: &[&str]| names.iter().map(|name| Label::named(*name)).collect::<LabelSet>();
        let key = "a:1".parse().unwrap();
        let change = Change::new(TicketField::Labels, labels(&["a"]), labels(&["a", "b"]));
        assert_eq!(done(&[(key, change)]), "Label added: b");
        let closed = || State::new("closed", StateCategory::Closed);
        let close = |key: &str| (key.parse().unwrap(), Change::to(TicketField::State, closed()));
        assert_eq!(done(&[close("a:1"), close("a:2")]), "State: Closed · 2 tickets");
    }
}
