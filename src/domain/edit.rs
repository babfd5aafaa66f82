//! Changes to a ticket, as values that can be taken back.

use super::capabilities::Action;
use super::choice::Choice;
use super::flag::Flag;
use super::label::{Label, LabelSet};
use super::person::Person;
use super::property::Property;
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
    /// Puts a flag on, or takes it off.
    Flag {
        /// Which.
        flag: Flag,
        /// Whether it was on, if that was known.
        from: Option<bool>,
        /// Whether it shall be on.
        to: bool,
    },
    /// The agent takes the ticket from whoever, or whatever, answers it.
    TakeOver {
        /// Who had it.
        from: Option<Person>,
        /// The agent.
        to: Person,
    },
}

/// What the answer to a write tells about the ticket, to be shown on it.
pub type TicketPatch = Box<dyn FnOnce(&mut Ticket)>;

/// The answer to a write that tells nothing.
pub fn empty_patch() -> TicketPatch {
    Box::new(|_| {})
}

impl Edit {
    /// Shows the change on a ticket.
    pub fn apply(&self, ticket: &mut Ticket) {
        match self {
            Edit::State { to, .. } => ticket.state = Some(to.clone()),
            Edit::Assignee { to, .. } => ticket.assignee.clone_from(to),
            Edit::Group { to, .. } => ticket.group.clone_from(to),
            Edit::Labels { from, to } => ticket.labels = ticket.labels.moved(from, to),
            Edit::Mailbox { to, .. } => ticket.mailbox = Some(to.clone()),
            Edit::Flag { flag, to, .. } => ticket.flags.set(*flag, Some(*to)),
            Edit::TakeOver { to, .. } => ticket.assignee = Some(to.clone()),
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
            Edit::Labels { from, to } => ticket.labels = ticket.labels.moved(to, from),
            Edit::Mailbox { from, .. } => ticket.mailbox.clone_from(from),
            Edit::Flag { flag, from, .. } => ticket.flags.set(*flag, *from),
            Edit::TakeOver { from, .. } => ticket.assignee.clone_from(from),
        }
    }

    /// Whether the ticket shows what this change brings.
    pub fn is_shown(&self, ticket: &Ticket) -> bool {
        match self {
            Edit::State { to, .. } => ticket.state.as_ref() == Some(to),
            Edit::Assignee { to, .. } => ticket.assignee.as_ref().map(|it| &it.id) == to.as_ref().map(|it| &it.id),
            Edit::Group { to, .. } => ticket.group.as_ref().map(|it| &it.name) == to.as_ref().map(|it| &it.name),
            Edit::Labels { from, to } => {
                let (added, removed) = (to.beyond(from), from.beyond(to));
                let has = |label: &Label| ticket.labels.contains(label);
                added.iter().all(has) && !removed.iter().any(has)
            }
            Edit::Mailbox { to, .. } => ticket.mailbox.as_ref() == Some(to),
            Edit::Flag { flag, to, .. } => ticket.flags.get(*flag) == Some(*to),
            Edit::TakeOver { to, .. } => ticket.assignee.as_ref().is_some_and(|it| it.id == to.id),
        }
    }

    /// What the ticket has instead of what this change began with and of what it brings; `None` if it has
    /// one of them, or does not tell.
    ///
    /// As an edit: what somebody else did meanwhile. Labels come and go one by one and flags have no third
    /// value, so nobody can stand against those.
    pub fn theirs(&self, ticket: &Ticket) -> Option<Edit> {
        if self.is_shown(ticket) {
            return None;
        }
        match self.clone() {
            Edit::State { from: Some(from), .. } => {
                let theirs = ticket.state.clone().filter(|theirs| *theirs != from)?;
                Some(Edit::State { from: Some(from), to: theirs })
            }
            Edit::Assignee { from, notify, .. } => {
                let theirs = ticket.assignee.clone();
                let is_other = theirs.as_ref().map(|it| &it.id) != from.as_ref().map(|it| &it.id);
                is_other.then_some(Edit::Assignee { from, to: theirs, notify })
            }
            Edit::Group { from, notify, .. } => {
                let theirs = ticket.group.clone();
                let is_other = theirs.as_ref().map(|it| &it.name) != from.as_ref().map(|it| &it.name);
                is_other.then_some(Edit::Group { from, to: theirs, notify })
            }
            Edit::Mailbox { from: Some(from), .. } => {
                let theirs = ticket.mailbox.clone().filter(|theirs| *theirs != from)?;
                Some(Edit::Mailbox { from: Some(from), to: theirs })
            }
            _ => None,
        }
    }

    /// Whether a ticket, as its helpdesk tells it, can show that this change was made.
    pub fn is_told_by(&self, ticket: &Ticket) -> bool {
        match self {
            Edit::State { .. } => ticket.state.is_some(),
            Edit::Flag { flag, .. } => ticket.flags.get(*flag).is_some(),
            Edit::Labels { .. } => !ticket.labels_are_partial,
            Edit::Mailbox { .. } => ticket.mailbox.is_some(),
            // Whoever has the ticket already and takes it over changes what no ticket tells.
            Edit::TakeOver { from, to } => from.as_ref().map(|it| &it.id) != Some(&to.id),
            Edit::Assignee { .. } | Edit::Group { .. } => true,
        }
    }

    /// Whether performing it on the ticket would change anything.
    pub fn is_due(&self, ticket: &Ticket) -> bool {
        // Taking over does more than it shows: it also takes the chat from its responder.
        matches!(self, Edit::TakeOver { .. }) || !self.is_shown(ticket)
    }

    /// What kind of change it is.
    pub fn action(&self) -> Action {
        match self {
            Edit::State { .. } => Action::Property(Property::State),
            Edit::Assignee { .. } => Action::Property(Property::Assignee),
            Edit::Group { .. } => Action::Property(Property::Group),
            Edit::Labels { .. } => Action::Property(Property::Label),
            Edit::Mailbox { .. } => Action::Mailbox,
            Edit::Flag { flag, .. } => Action::Flag(*flag),
            Edit::TakeOver { .. } => Action::TakeOver,
        }
    }

    /// The same change of the ticket as it is now: from what is there, and of its labels only those that
    /// come and go.
    pub fn on(self, ticket: &Ticket) -> Edit {
        match self {
            Edit::State { to, .. } => Edit::State { from: ticket.state.clone(), to },
            Edit::Assignee { to, notify, .. } => Edit::Assignee { from: ticket.assignee.clone(), to, notify },
            Edit::Group { to, notify, .. } => Edit::Group { from: ticket.group.clone(), to, notify },
            Edit::Labels { from, to } => {
                Edit::Labels { to: ticket.labels.moved(&from, &to), from: ticket.labels.clone() }
            }
            Edit::Mailbox { to, .. } => Edit::Mailbox { from: ticket.mailbox.clone(), to },
            Edit::Flag { flag, to, .. } => Edit::Flag { flag, from: ticket.flags.get(flag), to },
            Edit::TakeOver { to, .. } => Edit::TakeOver { from: ticket.assignee.clone(), to },
        }
    }

    /// Takes the place of an earlier change of the same thing that was refused: what that one began
    /// with is what this one began with.
    pub fn follow_refused(&mut self, refused: &Edit) {
        match (self, refused) {
            (Edit::State { from, .. }, Edit::State { from: before, .. }) => from.clone_from(before),
            (
                Edit::Assignee { from, .. } | Edit::TakeOver { from, .. },
                Edit::Assignee { from: before, .. } | Edit::TakeOver { from: before, .. },
            ) => from.clone_from(before),
            (Edit::Group { from, .. }, Edit::Group { from: before, .. }) => from.clone_from(before),
            (Edit::Labels { from, to }, Edit::Labels { from: before, to: after }) => {
                (*from, *to) = (from.moved(after, before), to.moved(after, before));
            }
            (Edit::Mailbox { from, .. }, Edit::Mailbox { from: before, .. }) => from.clone_from(before),
            (Edit::Flag { flag, from, .. }, Edit::Flag { flag: same, from: before, .. }) if flag == same => {
                *from = *before;
            }
            _ => {}
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
            Edit::Flag { flag, from: _, to } => Edit::Flag { flag, from: Some(to), to: !to },
            Edit::TakeOver { from, to } => Edit::Assignee { from: Some(to), to: Some(from?), notify: true },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Flags, Label, StateCategory};
    use super::*;

    fn outbox() -> Vec<Edit> {
        let labels = |names: &[&str]| names.iter().map(|name| Label::named(*name)).collect::<LabelSet>();
        vec![
            Edit::State {
                from: Some(State::new("unread", StateCategory::Unread)),
                to: State::new("closed", StateCategory::Closed),
            },
            Edit::Assignee { from: None, to: Some(Person::by_email("a@x")), notify: true },
            Edit::Group { from: None, to: Some(Choice::named("Billing")), notify: true },
            Edit::Labels { from: labels(&["old"]), to: labels(&["old", "new"]) },
            Edit::Mailbox { from: Some(Choice::named("Support")), to: Choice::named("Sales") },
            Edit::Flag { flag: Flag::Starred, from: Some(false), to: true },
        ]
    }

    fn before() -> Ticket {
        Ticket {
            state: Some(State::new("unread", StateCategory::Unread)),
            labels: [Label::named("old")].into_iter().collect(),
            mailbox: Some(Choice::named("Support")),
            flags: Flags::default().with(Flag::Starred, Some(false)),
            ..Ticket::default()
        }
    }

    #[test]
    fn reverting_and_the_inverse_both_bring_the_ticket_back() {
        for edit in outbox() {
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
        for edit in outbox() {
            let mut ticket = Ticket::default();
            edit.revert(&mut ticket);
            assert_eq!(ticket, Ticket::default(), "{edit:?}");
        }
    }

    #[test]
    fn a_change_is_made_of_what_is_there_now() {
        let state = |word: &str| State::new(word, StateCategory::Other);
        let close = Edit::State { from: Some(state("opened")), to: state("closed") };
        let ticket = Ticket { state: Some(state("pending")), ..Ticket::default() };
        assert_eq!(
            close.on(&ticket).inverse(),
            Some(Edit::State { from: Some(state("closed")), to: state("pending") })
        );
    }

    #[test]
    fn labels_that_were_built_on_others_do_without_them() {
        let labels = |names: &[&str]| names.iter().map(|name| Label::named(*name)).collect::<LabelSet>();
        let added = Edit::Labels { from: labels(&["a"]), to: labels(&["a", "x"]) };
        let mut removed = Edit::Labels { from: labels(&["a", "x"]), to: labels(&["x"]) };
        removed.follow_refused(&added);
        assert_eq!(removed, Edit::Labels { from: labels(&["a"]), to: labels(&[]) });
    }

    #[test]
    fn what_somebody_else_did_is_neither_the_beginning_nor_the_end() {
        let state = |word: &str| State::new(word, StateCategory::Other);
        let edit = Edit::State { from: Some(state("unread")), to: state("closed") };
        let there = |word: &str| Ticket { state: Some(state(word)), ..Ticket::default() };
        assert_eq!(edit.theirs(&there("unread")), None);
        assert_eq!(edit.theirs(&there("closed")), None);
        assert_eq!(edit.theirs(&Ticket::default()), None, "it is not told");
        let theirs = Edit::State { from: Some(state("unread")), to: state("pending") };
        assert_eq!(edit.theirs(&there("pending")), Some(theirs));
        let give = Edit::Assignee { from: None, to: Some(Person::by_email("a@x")), notify: true };
        let other = Ticket { assignee: Some(Person::by_email("b@x")), ..Ticket::default() };
        assert!(give.theirs(&other).is_some() && give.theirs(&Ticket::default()).is_none());
    }

    #[test]
    fn an_unknown_state_cannot_be_undone() {
        assert_eq!(Edit::State { from: None, to: State::new("closed", StateCategory::Closed) }.inverse(), None);
    }
}
