//! The choices of an account: its groups, mailboxes, folders and people.

use super::choice::Choice;
use super::field::TicketField;
use super::label::Label;
use super::person::Person;
use super::ticket::Ticket;

/// How many choices of a kind are kept: more would help no one, and every ticket may bring one.
const MOST: usize = 1000;

/// Everything of an account that can be chosen, as far as it is known.
///
/// It starts with the configuration, adds what the API lists, and learns from
/// every ticket.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Directory {
    /// The agents.
    pub people: Vec<Person>,
    /// The groups or teams.
    pub groups: Vec<Choice>,
    /// The mailboxes.
    pub mailboxes: Vec<Choice>,
    /// The folders.
    pub folders: Vec<Choice>,
    /// The labels.
    pub labels: Vec<Label>,
    /// The chats.
    pub chats: Vec<Choice>,
    /// The responders.
    pub responders: Vec<Choice>,
    /// The number of tickets in folders, by the id of the folder.
    pub counts: Vec<(String, u64)>,
}

impl Directory {
    /// Adds everything of `other` that is not known yet, and better names for the rest.
    pub fn merge(&mut self, other: Directory) {
        for person in other.people {
            self.learn_person(person);
        }
        for (known, new) in [
            (&mut self.groups, other.groups),
            (&mut self.mailboxes, other.mailboxes),
            (&mut self.folders, other.folders),
            (&mut self.chats, other.chats),
            (&mut self.responders, other.responders),
        ] {
            for choice in new {
                learn_choice(known, choice);
            }
        }
        for label in other.labels {
            self.learn_label(label);
        }
        if !other.counts.is_empty() {
            self.counts = other.counts;
        }
    }

    /// Adds what is not known yet by its name, or a person by their address: equal choices of several accounts are
    /// listed once.
    pub fn join(&mut self, other: &Directory) {
        let is_new = |it: &&Person| it.email.is_empty() || !self.people.iter().any(|known| known.email == it.email);
        let people: Vec<Person> = other.people.iter().filter(is_new).cloned().collect();
        self.people.extend(people);
        for choice in &other.groups {
            if !self.groups.iter().any(|known| known.name == choice.name) {
                self.groups.push(choice.clone());
            }
        }
        for label in &other.labels {
            if !self.labels.iter().any(|known| known.name == label.name) {
                self.labels.push(label.clone());
            }
        }
    }

    /// Gives a ticket's labels their names, if only their ids are known.
    pub fn name_labels(&self, ticket: &mut Ticket) {
        if ticket.labels_are_partial {
            let name = |label: &Label| self.labels.iter().find(|known| known.id == label.id).unwrap_or(label).clone();
            ticket.labels = ticket.labels.iter().map(name).collect();
        }
    }

    /// Learns the assignee, group, mailbox and labels of a ticket.
    pub fn learn(&mut self, ticket: &Ticket) {
        if let Some(person) = &ticket.assignee {
            self.learn_person(person.clone());
        }
        for (known, seen) in [
            (&mut self.groups, &ticket.group),
            (&mut self.mailboxes, &ticket.mailbox),
            (&mut self.chats, &ticket.chat),
            (&mut self.responders, &ticket.responder),
        ] {
            if let Some(choice) = seen {
                learn_choice(known, choice.clone());
            }
        }
        for label in ticket.labels.iter() {
            self.learn_label(label.clone());
        }
    }

    /// Returns the choices of a field: the groups or the mailboxes.
    pub fn choices(&self, field: TicketField) -> &[Choice] {
        match field {
            TicketField::Group => &self.groups,
            TicketField::Mailbox => &self.mailboxes,
            _ => &[],
        }
    }

    /// Whether there are no choices for a field. The directory never has states.
    pub fn is_empty_of(&self, field: TicketField) -> bool {
        match field {
            TicketField::State => false,
            TicketField::Assignee => self.people.is_empty(),
            TicketField::Labels => self.labels.is_empty(),
            _ => self.choices(field).is_empty(),
        }
    }

    /// Returns the person with this id, with everything that is known of them.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    fn learn_person(&mut self, person: Person) {
        if person.id.is_empty() {
            return;
        }
        match self.people.iter_mut().find(|known| known.id == person.id) {
            Some(known) if known.name.is_empty() => *known = person,
            Some(_) => {}
            None => self.people.push(person),
        }
    }

    fn learn_label(&mut self, label: Label) {
        match self.labels.iter_mut().find(|known| known.id == label.id) {
            Some(known) if known.name == known.id => *known = label,
            Some(_) => {}
            None => self.labels.push(label),
        }
    }
}

fn learn_choice(known: &mut Vec<Choice>, choice: Choice) {
    match known.iter().position(|it| it.is_same(&choice)) {
        Some(place) if known[place].id == known[place].name => known[place] = choice,
        None if known.len() < MOST => known.push(choice),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merging_twice_changes_nothing_and_better_names_win() {
        let mut directory = Directory { people: vec![Person::by_email("a@x")], ..Directory::default() };
        let named = Person { name: "Ana".into(), ..Person::by_email("a@x") };
        let more = Directory {
            people: vec![named.clone()],
            groups: vec![Choice::named("Billing"), Choice { id: "7".into(), name: "Billing".into() }],
            ..Directory::default()
        };
        directory.merge(more.clone());
        let once = directory.clone();
        directory.merge(more);
        assert_eq!(directory, once);
        assert_eq!(directory.people, [named]);
        assert_eq!(directory.groups, [Choice { id: "7".into(), name: "Billing".into() }]);
    }
}
