//! Sentences about changes: what was done and undone, and what became of those that did not go through.

use super::ticket_fields::outcome;
use super::{changes as words, explain, new_ticket, subject};
use crate::client::account::Via;
use crate::client::error::Error;
use crate::client::{Failure, WriteOutcome};
use crate::domain::{Change, Flag, Phrase, StateCategory, Ticket, TicketChange, TicketField, Value};

/// How many different outcomes one sentence lists.
const LISTED: usize = 3;

/// Says what was done.
pub fn done(changes: &[TicketChange]) -> String {
    let count = changes.len();
    if count > 1 && are_finished(changes) {
        return words::closed(count);
    }
    let mut outcomes: Vec<String> = changes.iter().map(|(_, change)| outcome(change)).collect();
    outcomes.sort();
    outcomes.dedup();
    let what = if outcomes.len() > LISTED { words::CHANGED.into() } else { outcomes.join(", ") };
    if count > 1 { words::several(what, count) } else { what }
}

/// Says what was undone, by the changes that undid it.
pub fn undone(changes: &[TicketChange]) -> String {
    let done_before: Option<Vec<TicketChange>> =
        changes.iter().map(|(key, change)| Some((key.clone(), change.inverse()?))).collect();
    let is_reopening = changes.len() > 1 && done_before.is_some_and(|before| are_finished(&before));
    words::undone(if is_reopening { words::reopened(changes.len()) } else { done(changes) })
}

/// Says why there is nothing to do, where every ticket already is what these changes would make of it.
pub fn already(changes: &[TicketChange]) -> Phrase {
    if are_finished(changes) { words::ALREADY_CLOSED } else { words::NOTHING_TO_CHANGE }
}

/// Whether changes close tickets, those of helpdesks that have no closed state by archiving them.
fn are_finished(changes: &[TicketChange]) -> bool {
    let closes = |change: &Change| matches!(&change.to, Value::State(state) if state.category == StateCategory::Closed);
    let archives =
        |change: &Change| change.field == TicketField::Flag(Flag::Archived) && matches!(change.to, Value::Switch(true));
    changes.iter().any(|(_, change)| closes(change))
        && changes.iter().all(|(_, change)| closes(change) || archives(change))
}

/// Says that the API has no call for what is meant.
pub fn not_offered() -> String {
    explain(&Error::NotOffered, Via::Direct).sentence
}

/// Says which changes the helpdesk refused, of so many, and why.
pub fn refused(changes: &[TicketChange], errors: &[Error], of: usize, via: Via) -> String {
    words::reverted(some_of(changes, of), why(errors, via))
}

/// Says which changes were lost on the way, of so many, as a look at the helpdesk has shown.
pub fn lost(changes: &[TicketChange], errors: &[Error], of: usize, via: Via) -> String {
    words::lost(some_of(changes, of), why(errors, via))
}

/// Says which changes couldn't be confirmed, of so many.
pub fn in_doubt(changes: &[TicketChange], errors: &[Error], of: usize, via: Via) -> String {
    words::in_doubt(some_of(changes, of), why(errors, via))
}

/// Says that changes whose response was lost were saved.
pub fn went_through(changes: &[TicketChange]) -> String {
    words::went_through(done(changes))
}

/// Says that someone else changed the same field of a ticket.
pub fn conflict(mine: &Change, ticket: &Ticket) -> String {
    let theirs = mine.theirs(ticket).map_or_else(|| words::SOMETHING_ELSE.into(), |theirs| outcome(&theirs));
    words::conflict(&subject(ticket), theirs, outcome(mine))
}

/// Says why a ticket was not created, or that this couldn't be confirmed.
pub fn not_created(failure: &Failure, via: Via) -> String {
    let why = explain(&failure.error, via).sentence;
    match failure.outcome {
        WriteOutcome::Unknown => new_ticket::unconfirmed(why),
        WriteOutcome::Refused if !failure.error.is_refusal() => new_ticket::lost(why),
        WriteOutcome::Refused | WriteOutcome::NotSent => new_ticket::not_created(why),
    }
}

fn some_of(changes: &[TicketChange], of: usize) -> String {
    let what = changes.first().map(|(_, change)| outcome(change)).unwrap_or_default();
    if of > 1 { words::some_of(what, changes.len(), of) } else { what }
}

fn why(errors: &[Error], via: Via) -> String {
    errors.first().map(|error| explain(error, via).sentence).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Label, LabelSet, State};

    #[test]
    fn what_was_done_is_said_once_for_all_tickets() {
        let labels = |names: &[&str]| names.iter().map(|name| Label::named(*name)).collect::<LabelSet>();
        let change = Change::new(TicketField::Labels, labels(&["a"]), labels(&["a", "b"]));
        assert_eq!(done(&[("a:1".parse().unwrap(), change)]), "Label added: b");
        let closed = || State::new("closed", StateCategory::Closed);
        let open = || State::new("opened", StateCategory::Open);
        let close = |key: &str| (key.parse().unwrap(), Change::new(TicketField::State, open(), closed()));
        let reopen = |key: &str| (key.parse().unwrap(), Change::new(TicketField::State, closed(), open()));
        assert_eq!(done(&[close("a:1")]), "State: Closed");
        assert_eq!(done(&[close("a:1"), close("a:2")]), "2 tickets closed");
        assert_eq!(done(&[reopen("a:1"), reopen("a:2")]), "State: Opened · 2 tickets");
        assert_eq!(undone(&[reopen("a:1"), reopen("a:2")]), "Undone: 2 tickets reopened");
        assert_eq!(undone(&[reopen("a:1")]), "Undone: State: Opened");
        assert_eq!(already(&[close("a:1")]).text(), "Already closed.");
        assert_eq!(already(&[close("a:1"), reopen("a:2")]).text(), "Nothing to change.");
    }
}
