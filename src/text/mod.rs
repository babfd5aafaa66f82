//! Every sentence that a person reads and that is more than a label on a control.
//!
//! One table, in `errors`, says what each error means and what to do next. No sentence holds a token.

mod became;
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

pub use became::became;
pub use config_problems::{problem, proxy_problem};
pub use counts::{Counted, age, counted, of_days, of_open};
pub use display::{column, density, density_of_list, filter_name, sort, sort_by};
pub use en::*;
pub use explain::{Explanation, NextStep, explain};
pub use isolated::isolated;
pub use list_status::{Searched, filtered_here, no_equivalent, not_filtered, searched, sorted};
pub use replies::{about, blocked_images, message, reply_failed, sending};
pub use template::Arg;

use crate::client::error::Error;
use crate::client::{Failure, WriteOutcome};
use crate::domain::{Edit, Filter, Ticket};
use crate::state::outbox::Change;

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
pub fn done(changes: &[Change]) -> String {
    let mut outcomes: Vec<String> = changes.iter().map(|(_, edit)| outcome(edit)).collect();
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

/// What was undone.
pub fn undone(changes: &[Change]) -> String {
    format!("Undone. {}", done(changes))
}

/// What was refused, of so many changes, and why.
pub fn refused(changes: &[Change], errors: &[Error], of: usize, proxied: bool) -> String {
    format!("Taken back: {}. {}", some_of(changes, of), why(errors, proxied))
}

/// What got lost on the way, of so many changes, as looking it up has shown.
pub fn lost(changes: &[Change], errors: &[Error], of: usize, proxied: bool) -> String {
    format!("Taken back: {}. {} The helpdesk does not have it.", some_of(changes, of), why(errors, proxied))
}

/// What cannot be found out about changes.
pub fn in_doubt(changes: &[Change], errors: &[Error], of: usize, proxied: bool) -> String {
    format!("Nobody knows whether this was done: {}. {}", some_of(changes, of), why(errors, proxied))
}

/// That a change whose answer got lost was made all the same.
pub fn went_through(changes: &[Change]) -> String {
    format!("It went through after all. {}", done(changes))
}

/// That somebody else changed the same thing.
pub fn conflict(mine: &Edit, ticket: &Ticket) -> String {
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

fn some_of(changes: &[Change], of: usize) -> String {
    let what = changes.first().map(|(_, edit)| outcome(edit)).unwrap_or_default();
    if of > 1 { format!("{what} ({} of {of} tickets)", changes.len()) } else { what }
}

fn why(errors: &[Error], proxied: bool) -> String {
    errors.first().map(|error| explain(error, proxied).sentence).unwrap_or_default()
}

fn outcome(edit: &Edit) -> String {
    match edit {
        Edit::State { to, .. } => format!("State: {}", to.display()),
        Edit::Assignee { to: Some(person), .. } => format!("Assigned to {}", isolated(person.display())),
        Edit::Assignee { to: None, .. } => "Unassigned".to_owned(),
        Edit::Group { to: Some(group), .. } => format!("Group: {}", isolated(&group.name)),
        Edit::Group { to: None, .. } => "Taken out of its group".to_owned(),
        Edit::Mailbox { to, .. } => format!("Moved to {}", isolated(&to.name)),
        Edit::Flag { flag, to, .. } => flag.outcome(*to).to_owned(),
        Edit::TakeOver { .. } => "Taken over".to_owned(),
        Edit::Labels { from, to } => {
            let name = |labels: Vec<crate::domain::Label>| {
                labels.iter().map(|label| isolated(&label.name)).collect::<Vec<_>>().join(", ")
            };
            match (name(to.beyond(from)), name(from.beyond(to))) {
                (added, removed) if removed.is_empty() => format!("Label added: {added}"),
                (added, removed) if added.is_empty() => format!("Label removed: {removed}"),
                (added, removed) => format!("Labels: {added} for {removed}"),
            }
        }
    }
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

/// What a filter is called.
pub fn filter(filter: Filter) -> &'static str {
    match filter {
        Filter::State => "state",
        Filter::Assignee => "assignee",
        Filter::Group => "group",
        Filter::Label => "label",
        Filter::Customer => "customer",
        Filter::Folder => "folder",
        Filter::Starred => "star",
        Filter::Spam => "spam",
        Filter::Replies => "replies",
        Filter::MaxReplies => "number of replies",
        Filter::Responder => "responder",
        Filter::ResponderVersion => "responder version",
        Filter::Chat => "chat",
        Filter::Removed => "removed chats",
        Filter::Open => "progress",
        Filter::Created => "creation date",
    }
}

/// A count with its noun.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Label, LabelSet, State, StateCategory};

    #[test]
    fn what_was_done_is_told_in_words() {
        let labels = |names: &[&str]| names.iter().map(|name| Label::named(*name)).collect::<LabelSet>();
        let key = "a:1".parse().unwrap();
        let edit = Edit::Labels { from: labels(&["a"]), to: labels(&["a", "b"]) };
        assert_eq!(done(&[(key, edit)]), "Label added: b");
        let close = |key: &str| {
            (key.parse().unwrap(), Edit::State { from: None, to: State::new("closed", StateCategory::Closed) })
        };
        assert_eq!(done(&[close("a:1"), close("a:2")]), "State: Closed · 2 tickets");
    }
}
