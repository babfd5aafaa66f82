//! What of a ticket is changed by choosing: the same for the open ticket and for a selection.

use super::capabilities::{Capabilities, StateControl};
use super::choice::{Choice, Directory};
use super::edit::Edit;
use super::label::Label;
use super::person::Person;
use super::ticket::Ticket;

/// A property of a ticket that one choice changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// Where it stands.
    State,
    /// Whose it is.
    Assignee,
    /// Which group's it is.
    Group,
    /// One more label.
    Label,
}

/// The choice that gives a ticket to nobody, or to no group.
pub const NOBODY: &str = "";

impl Property {
    /// Whether the API documents the change.
    pub fn is_offered(self, capabilities: &Capabilities) -> bool {
        match self {
            Property::State => capabilities.state == StateControl::Choose,
            Property::Assignee => capabilities.assign,
            Property::Group => capabilities.assign_group,
            Property::Label => capabilities.labels,
        }
    }

    /// Whether what is in no list can be chosen by typing it: where the API takes it, or where
    /// there is no list to choose from.
    pub fn takes_entry(self, capabilities: &Capabilities, known: &Directory) -> bool {
        match self {
            Property::State => false,
            Property::Assignee => capabilities.assign_by_entry || known.people.is_empty(),
            Property::Group => true,
            Property::Label => capabilities.new_labels || known.labels.is_empty(),
        }
    }

    /// The change of a ticket to what was chosen by its id, or typed.
    ///
    /// `known` gives the name to an id; `notify` says whether the helpdesk shall tell the agents.
    /// Returns `None` for a state that is not documented.
    pub fn edit(
        self,
        ticket: &Ticket,
        id: &str,
        known: &Directory,
        capabilities: &Capabilities,
        notify: bool,
    ) -> Option<Edit> {
        Some(match self {
            Property::State => Edit::State { from: ticket.state.clone(), to: capabilities.state(id)?.clone() },
            Property::Assignee => {
                let to = (id != NOBODY).then(|| known.person(id).cloned().unwrap_or_else(|| Person::by_email(id)));
                Edit::Assignee { from: ticket.assignee.clone(), to, notify }
            }
            Property::Group => {
                let to = (id != NOBODY).then(|| Choice::among(&known.groups, id));
                Edit::Group { from: ticket.group.clone(), to, notify }
            }
            Property::Label => {
                let label = known.labels.iter().find(|label| label.id == id).cloned();
                let to = ticket.labels.with(label.unwrap_or_else(|| Label::named(id)));
                Edit::Labels { from: ticket.labels.clone(), to }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{State, StateCategory};
    use super::*;

    fn edit(property: Property, id: &str) -> Option<Edit> {
        let known = Directory {
            people: vec![Person { name: "Ana".into(), ..Person::by_email("a@x") }],
            groups: vec![Choice { id: "7".into(), name: "Billing".into() }],
            ..Directory::default()
        };
        let capabilities =
            Capabilities { states: vec![State::new("closed", StateCategory::Closed)], ..Capabilities::default() };
        property.edit(&Ticket::default(), id, &known, &capabilities, true)
    }

    #[test]
    fn what_is_known_gets_its_name_and_what_is_typed_is_taken_as_it_is() {
        let shown = |property, id| {
            let mut ticket = Ticket::default();
            edit(property, id).unwrap().apply(&mut ticket);
            ticket
        };
        assert_eq!(shown(Property::Assignee, "a@x").assignee.unwrap().name, "Ana");
        assert_eq!(shown(Property::Assignee, "b@x").assignee.unwrap().email, "b@x");
        assert_eq!(shown(Property::Assignee, NOBODY).assignee, None);
        assert_eq!(shown(Property::Group, NOBODY).group, None);
        assert_eq!(shown(Property::Group, "7").group.unwrap().name, "Billing");
        assert_eq!(shown(Property::Label, "vip").labels.names(), ["vip"]);
    }

    #[test]
    fn only_documented_states_can_be_chosen() {
        assert!(edit(Property::State, "closed").is_some());
        assert_eq!(edit(Property::State, "lost"), None);
    }
}
