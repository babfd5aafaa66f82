//! Changes to a ticket, as values that can be taken back.

use super::choice::Choice;
use super::label::LabelSet;
use super::person::Person;
use super::state::State;
use super::ticket::Ticket;

/// One change to one ticket: from what it was to what it shall be.
///
/// It is shown at once, sent, and taken back when the helpdesk refuses it. Its inverse, where
/// there is one, is how it is undone.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Moves the ticket to another state.
    State {
        /// The state before, if it was known.
        from: Option<State>,
        /// The state to come.
        to: State,
    },
    /// Gives the ticket to somebody, or to nobody.
    Assignee {
        /// Who had it.
        from: Option<Person>,
        /// Who shall have it.
        to: Option<Person>,
        /// Whether the helpdesk shall tell the agents.
        notify: bool,
    },
    /// Gives the ticket to a group.
    Group {
        /// The group before.
        from: Option<Choice>,
        /// The group to come.
        to: Option<Choice>,
        /// Whether the helpdesk shall tell the agents.
        notify: bool,
    },
    /// Changes the labels.
    Labels {
        /// The labels before.
        from: LabelSet,
        /// The labels to come.
        to: LabelSet,
    },
    /// Moves the ticket to another mailbox.
    Mailbox {
        /// The mailbox before.
        from: Option<Choice>,
        /// The mailbox to come.
        to: Choice,
    },
}

impl Edit {
    /// Shows the change on a ticket.
    pub fn apply(&self, ticket: &mut Ticket) {
        match self {
            Edit::State { to, .. } => ticket.state = Some(to.clone()),
            Edit::Assignee { to, .. } => ticket.assignee.clone_from(to),
            Edit::Group { to, .. } => ticket.group.clone_from(to),
            Edit::Labels { to, .. } => ticket.labels = to.clone(),
            Edit::Mailbox { to, .. } => ticket.mailbox = Some(to.clone()),
        }
    }

    /// Takes the change back from a ticket, unless somebody changed the same thing since.
    pub fn revert(&self, ticket: &mut Ticket) {
        if !self.is_shown(ticket) {
            return;
        }
        match self {
            Edit::State { from, .. } => ticket.state.clone_from(from),
            Edit::Assignee { from, .. } => ticket.assignee.clone_from(from),
            Edit::Group { from, .. } => ticket.group.clone_from(from),
            Edit::Labels { from, .. } => ticket.labels = from.clone(),
            Edit::Mailbox { from, .. } => ticket.mailbox.clone_from(from),
        }
    }

    /// Whether the ticket shows what this change brings.
    pub fn is_shown(&self, ticket: &Ticket) -> bool {
        match self {
            Edit::State { to, .. } => ticket.state.as_ref() == Some(to),
            Edit::Assignee { to, .. } => ticket.assignee.as_ref().map(|it| &it.id) == to.as_ref().map(|it| &it.id),
            Edit::Group { to, .. } => ticket.group.as_ref().map(|it| &it.name) == to.as_ref().map(|it| &it.name),
            Edit::Labels { to, .. } => ticket.labels == *to,
            Edit::Mailbox { to, .. } => ticket.mailbox.as_ref() == Some(to),
        }
    }

    /// The change that undoes this one; `None` when what was before is not known.
    pub fn inverse(&self) -> Option<Edit> {
        Some(match self.clone() {
            Edit::State { from, to } => Edit::State { from: Some(to), to: from? },
            Edit::Assignee { from, to, notify } => Edit::Assignee { from: to, to: from, notify },
            Edit::Group { from, to, notify } => Edit::Group { from: to, to: from, notify },
            Edit::Labels { from, to } => Edit::Labels { from: to, to: from },
            Edit::Mailbox { from, to } => Edit::Mailbox { from: Some(to), to: from? },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Label, Tone};
    use super::*;

    fn edits() -> Vec<Edit> {
        let labels = |names: &[&str]| names.iter().map(|name| Label::named(*name)).collect::<LabelSet>();
        vec![
            Edit::State { from: Some(State::new("unread", Tone::Unread)), to: State::new("closed", Tone::Closed) },
            Edit::Assignee { from: None, to: Some(Person::by_email("a@x")), notify: true },
            Edit::Group { from: None, to: Some(Choice::named("Billing")), notify: true },
            Edit::Labels { from: labels(&["old"]), to: labels(&["old", "new"]) },
            Edit::Mailbox { from: Some(Choice::named("Support")), to: Choice::named("Sales") },
        ]
    }

    fn before() -> Ticket {
        Ticket {
            state: Some(State::new("unread", Tone::Unread)),
            labels: [Label::named("old")].into_iter().collect(),
            mailbox: Some(Choice::named("Support")),
            ..Ticket::default()
        }
    }

    #[test]
    fn reverting_and_the_inverse_both_bring_the_ticket_back() {
        for edit in edits() {
            let mut ticket = before();
            edit.apply(&mut ticket);
            assert!(edit.is_shown(&ticket));
            let mut reverted = ticket.clone();
            edit.revert(&mut reverted);
            assert_eq!(reverted, before(), "{edit:?}");
            edit.inverse().unwrap().apply(&mut ticket);
            assert_eq!(ticket, before(), "{edit:?}");
        }
    }

    #[test]
    fn a_change_that_came_after_is_not_taken_back() {
        for edit in edits() {
            let mut ticket = Ticket::default();
            edit.revert(&mut ticket);
            assert_eq!(ticket, Ticket::default(), "{edit:?}");
        }
    }

    #[test]
    fn an_unknown_state_cannot_be_undone() {
        assert_eq!(Edit::State { from: None, to: State::new("closed", Tone::Closed) }.inverse(), None);
    }
}
