//! What a provider's API can do. The screen asks only this, never a vendor's name.

use super::draft::Field;
use super::query::Filter;
use super::state::{State, Tone};

/// What an account can filter by, change and list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capabilities {
    /// The filters its list documents.
    pub filters: Vec<Filter>,
    /// Whether it documents a text search.
    pub search: bool,
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
    /// Whether labels can be changed.
    pub labels: bool,
    /// Whether a label comes into being by using it.
    pub new_labels: bool,
    /// Whether a ticket can move to another mailbox.
    pub change_mailbox: bool,
    /// The fields of a new ticket; none when tickets cannot be created.
    pub create: Vec<Field>,
}

/// How the state of a ticket changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StateControl {
    /// It cannot be changed.
    #[default]
    Fixed,
    /// It becomes any of the documented states.
    Choose,
}

impl Capabilities {
    /// The state that says a ticket is done.
    pub fn closed(&self) -> Option<&State> {
        self.states.iter().find(|state| state.tone == Tone::Closed)
    }

    /// The documented state of that word.
    pub fn state(&self, word: &str) -> Option<&State> {
        self.states.iter().find(|state| state.word == word)
    }
}
