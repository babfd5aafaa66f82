//! What an agent wants to do with a ticket, whatever its helpdesk calls it.

use super::capabilities::Capabilities;
use super::change::{Change, ChangeMode};
use super::directory::Directory;
use super::field::TicketField;
use super::flag::Flag;
use super::ticket::Ticket;

/// What to do with a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Close, complete or archive it.
    Finish,
    /// Assign it to the agent.
    AssignToMe,
    /// Take it over from a person or a bot.
    TakeOver,
}

impl Intent {
    /// Whether the API must be told who the agent is.
    pub fn names_me(self, can: &Capabilities) -> bool {
        match self {
            Intent::Finish => can.acts_as_me,
            Intent::AssignToMe => can.can_change(TicketField::Assignee),
            Intent::TakeOver => can.can_take_over(),
        }
    }

    /// Returns the change that it means; `None` if the API has none, or if `me` is missing for it.
    pub fn change(self, ticket: &Ticket, me: Option<&str>, known: &Directory, can: &Capabilities) -> Option<Change> {
        let mode = match self {
            Intent::Finish => return finish(ticket, can),
            Intent::AssignToMe if can.can_change(TicketField::Assignee) => ChangeMode::Notify,
            Intent::TakeOver if can.can_take_over() => ChangeMode::TakeOver,
            Intent::AssignToMe | Intent::TakeOver => return None,
        };
        Some(Change::chosen(ticket, TicketField::Assignee, me?, known, can)?.by(mode))
    }
}

/// Returns the change that finishes a ticket: closing, completing or archiving it.
fn finish(ticket: &Ticket, can: &Capabilities) -> Option<Change> {
    if can.change_of(TicketField::State).is_some() {
        return Some(Change::of(ticket, TicketField::State, can.closed()?.clone()));
    }
    let archived = TicketField::Flag(Flag::Archived);
    can.can_change(archived).then(|| Change::of(ticket, archived, true))
}

#[cfg(test)]
mod tests {
    use super::super::{Changeable, State, StateCategory};
    use super::*;

    #[test]
    fn a_ticket_is_finished_by_what_the_api_has_for_it() {
        let ticket = Ticket::default();
        let closed = State::new("closed", StateCategory::Closed);
        let can = |field| Capabilities {
            states: vec![closed.clone()],
            changes: vec![Changeable::new(field)],
            ..Capabilities::default()
        };
        let close = Change::of(&ticket, TicketField::State, closed.clone());
        assert_eq!(finish(&ticket, &can(TicketField::State)), Some(close));
        let archived = TicketField::Flag(Flag::Archived);
        let mut flags = can(archived);
        assert_eq!(finish(&ticket, &flags), Some(Change::of(&ticket, archived, true)));
        flags.withdraw(archived);
        assert_eq!(finish(&ticket, &flags), None);
    }

    #[test]
    fn only_what_the_api_has_and_only_with_what_it_needs() {
        let (ticket, known) = (Ticket::default(), Directory::default());
        let changes = vec![Changeable::new(TicketField::Assignee).with_take_over()];
        let can = Capabilities { changes, acts_as_me: true, ..Capabilities::default() };
        for intent in [Intent::AssignToMe, Intent::TakeOver] {
            assert!(intent.names_me(&can));
            assert_eq!(intent.change(&ticket, None, &known, &can), None);
            let mut mine = ticket.clone();
            intent.change(&ticket, Some("7"), &known, &can).unwrap().apply(&mut mine);
            assert_eq!(mine.assignee.unwrap().id, "7");
            assert_eq!(intent.change(&ticket, Some("7"), &known, &Capabilities::default()), None);
        }
    }
}
