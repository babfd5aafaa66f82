//! What an agent wants to happen to a ticket, whatever its helpdesk calls it.

use super::capabilities::Capabilities;
use super::choice::Directory;
use super::edit::Edit;
use super::person::Person;
use super::property::Property;
use super::ticket::Ticket;

/// What shall happen to a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// The agent is done with it: closed, completed or archived.
    Finish,
    /// It becomes the agent's.
    AssignToMe,
    /// The agent takes it from whatever answers it.
    TakeOver,
}

impl Intent {
    /// Whether the API must be told who the agent is.
    pub fn names_me(self, capabilities: &Capabilities) -> bool {
        match self {
            Intent::Finish => capabilities.acts_as_me,
            Intent::AssignToMe => capabilities.assign,
            Intent::TakeOver => capabilities.take_over,
        }
    }

    /// The change that it comes to; `None` where the API has none, or where `me` is missing for it.
    pub fn edit(self, ticket: &Ticket, me: Option<&str>, known: &Directory, can: &Capabilities) -> Option<Edit> {
        match self {
            Intent::Finish => can.finish(ticket),
            Intent::AssignToMe if can.assign => Property::Assignee.edit(ticket, me?, known, can, true),
            Intent::TakeOver if can.take_over => {
                let to = known.person(me?).cloned().unwrap_or_else(|| Person::by_email(me.unwrap_or_default()));
                Some(Edit::TakeOver { from: ticket.assignee.clone(), to })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_api_has_and_only_with_what_it_needs() {
        let (ticket, known) = (Ticket::default(), Directory::default());
        let can = Capabilities { assign: true, take_over: true, acts_as_me: true, ..Capabilities::default() };
        for intent in [Intent::AssignToMe, Intent::TakeOver] {
            assert!(intent.names_me(&can));
            assert_eq!(intent.edit(&ticket, None, &known, &can), None);
            let mut mine = ticket.clone();
            intent.edit(&ticket, Some("7"), &known, &can).unwrap().apply(&mut mine);
            assert_eq!(mine.assignee.unwrap().id, "7");
            assert_eq!(intent.edit(&ticket, Some("7"), &known, &Capabilities::default()), None);
        }
    }
}
