//! What a provider's API can do. The screen asks only this, never a vendor's name.

use super::edit::Edit;
use super::flag::Flag;
use super::message::ReplyOption;
use super::new_ticket::Field;
use super::property::Property;
use super::query::{Filter, Query};
use super::state::{State, StateCategory};
use super::ticket::Ticket;

/// What an account can filter by, change and list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capabilities {
    /// The filters its list documents.
    pub filters: Vec<Filter>,
    /// Whether its list can be asked for the tickets of nobody.
    pub unassigned: bool,
    /// Whether the API itself knows whose token it is, and so who "me" is in a list.
    pub knows_me: bool,
    /// What cannot be asked for at once.
    pub exclusive_filters: Vec<ExclusiveFilters>,
    /// The filters that a text search can be combined with; `None` when it documents no search.
    pub search: Option<Vec<Filter>>,
    /// The states it documents, in the order to offer them.
    pub states: Vec<State>,
    /// How a ticket's state changes.
    pub state: StateControl,
    /// Whether a ticket can be given to an agent.
    pub assign: bool,
    /// Whether a ticket can be given back to nobody.
    pub unassign: bool,
    /// Whether an agent can be named by an id that no list holds.
    pub assign_by_entry: bool,
    /// Whether a ticket can be given to a group.
    pub assign_group: bool,
    /// Whether a ticket can be taken out of its group.
    pub unassign_group: bool,
    /// Whether the agents can be spared the notification of an assignment.
    pub quiet_assignment: bool,
    /// Whether the agent can take a ticket from whatever answers it.
    pub take_over: bool,
    /// Whether completing and taking over name the agent, who must be known for them.
    pub acts_as_me: bool,
    /// Whether labels can be changed.
    pub labels: bool,
    /// Whether a label comes into being by using it.
    pub new_labels: bool,
    /// Whether a ticket can move to another mailbox.
    pub change_mailbox: bool,
    /// The flags that can be put on and taken off.
    pub flags: Vec<Flag>,
    /// Whether more can be asked about who asked.
    pub customers: bool,
    /// Whether the messages of a ticket can be asked for.
    pub thread: bool,
    /// What it has for reply_options; nothing when tickets cannot be answered.
    pub reply_options: Vec<ReplyOption>,
    /// The fields of a new ticket; none when tickets cannot be created.
    pub create: Vec<Field>,
    /// The changes that are not on the documented page: a server may not know them, and then they
    /// are not offered any more.
    pub beyond: Vec<Action>,
}

/// What an API refuses together: the filter is left out of a query of which the function says so.
pub type ExclusiveFilters = (fn(&Query) -> bool, Filter);

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// To another value of a property.
    Property(Property),
    /// Of a flag.
    Flag(Flag),
    /// To another mailbox.
    Mailbox,
    /// From whatever answers it to the agent.
    TakeOver,
}

/// How the state of a ticket changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StateControl {
    /// It cannot be changed.
    #[default]
    Fixed,
    /// It becomes any of the documented states.
    Choose,
    /// The ticket can be completed, once and for all.
    Complete,
}

impl Capabilities {
    /// What several accounts can be asked for together: the filters that mean the same everywhere,
    /// and a state of each kind.
    pub fn shared(accounts: &[Capabilities]) -> Capabilities {
        let means_the_same = |filter: &Filter| {
            matches!(filter, Filter::State | Filter::Assignee | Filter::Group | Filter::Label | Filter::Starred)
        };
        let mut shared = Capabilities::default();
        for account in accounts {
            for filter in account.filters.iter().filter(|filter| means_the_same(filter)) {
                if !shared.filters.contains(filter) {
                    shared.filters.push(*filter);
                }
            }
            for state in &account.states {
                if !shared.states.iter().any(|known| known.category == state.category) {
                    shared.states.push(state.clone());
                }
            }
        }
        shared
    }

    /// The state that says a ticket is done.
    pub fn closed(&self) -> Option<&State> {
        self.states.iter().find(|state| state.category == StateCategory::Closed)
    }

    /// The documented state of that word.
    pub fn state(&self, word: &str) -> Option<&State> {
        self.states.iter().find(|state| state.word == word)
    }

    /// The change by which the agent is done with a ticket: closing, completing or archiving it.
    pub fn finish(&self, ticket: &Ticket) -> Option<Edit> {
        if self.state != StateControl::Fixed {
            return Some(Edit::State { from: ticket.state.clone(), to: self.closed()?.clone() });
        }
        let flag = Flag::Archived;
        self.flags.contains(&flag).then(|| Edit::Flag { flag, from: ticket.flags.get(flag), to: true })
    }

    /// What the API still can do when the server does not know one of the changes.
    pub fn withdraw(&mut self, action: Action) {
        match action {
            Action::Property(Property::State) => self.state = StateControl::Fixed,
            Action::Property(Property::Assignee) => (self.assign, self.unassign) = (false, false),
            Action::Property(Property::Group) => (self.assign_group, self.unassign_group) = (false, false),
            Action::Property(Property::Label) => self.labels = false,
            Action::Flag(flag) => self.flags.retain(|it| *it != flag),
            Action::Mailbox => self.change_mailbox = false,
            Action::TakeOver => self.take_over = false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_finished_by_what_the_api_has_for_it() {
        let ticket = Ticket::default();
        let closed = State::new("closed", StateCategory::Closed);
        let states = Capabilities { states: vec![closed.clone()], state: StateControl::Choose, ..Default::default() };
        assert_eq!(states.finish(&ticket), Some(Edit::State { from: None, to: closed }));
        let mut flags = Capabilities { flags: vec![Flag::Archived], ..Capabilities::default() };
        assert_eq!(flags.finish(&ticket), Some(Edit::Flag { flag: Flag::Archived, from: None, to: true }));
        flags.withdraw(Action::Flag(Flag::Archived));
        assert_eq!(flags.finish(&ticket), None);
    }
}
