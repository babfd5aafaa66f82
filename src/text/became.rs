//! How a ticket became another one, in words.

use super::{isolated, subject};
use crate::domain::{Aspect, Label, Ticket};

/// What something about a ticket was, and what it is now.
pub fn became(aspect: Aspect, before: &Ticket, now: &Ticket) -> String {
    let (what, value): (_, fn(&Ticket) -> Option<String>) = match aspect {
        Aspect::Subject => ("Subject", |it| Some(format!("“{}”", isolated(&subject(it))))),
        Aspect::State => ("State", |it| it.state.as_ref().map(|state| state.display())),
        Aspect::Assignee => ("Assignee", |it| it.assignee.as_ref().map(|person| isolated(person.display()))),
        Aspect::Group => ("Group", |it| it.group.as_ref().map(|group| isolated(&group.name))),
        Aspect::Mailbox => ("Mailbox", |it| it.mailbox.as_ref().map(|mailbox| isolated(&mailbox.name))),
        Aspect::Labels => return labels(before, now),
        Aspect::Flag(flag) => return format!("{}.", flag.outcome(now.flags.has(flag))),
    };
    let or_none = |ticket: &Ticket| value(ticket).unwrap_or_else(|| "none".to_owned());
    format!("{what}: was {}, is now {}.", or_none(before), or_none(now))
}

fn labels(before: &Ticket, now: &Ticket) -> String {
    let names = |labels: Vec<Label>| labels.iter().map(|it| isolated(&it.name)).collect::<Vec<_>>().join(", ");
    match (names(now.labels.beyond(&before.labels)), names(before.labels.beyond(&now.labels))) {
        (added, removed) if removed.is_empty() => format!("Labels: {added} added."),
        (added, removed) if added.is_empty() => format!("Labels: {removed} removed."),
        (added, removed) => format!("Labels: {added} added, {removed} removed."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Flag, Flags, Person, State, StateCategory};

    #[test]
    fn what_became_of_a_ticket_is_told_from_and_to() {
        let before = Ticket {
            state: Some(State::new("opened", StateCategory::Open)),
            labels: ["a", "b"].into_iter().map(Label::named).collect(),
            ..Ticket::default()
        };
        let now = Ticket {
            state: Some(State::new("follow_up", StateCategory::Other)),
            assignee: Some(Person { name: "דנה לוי".into(), ..Person::by_email("dana@x") }),
            labels: ["b", "c"].into_iter().map(Label::named).collect(),
            flags: Flags::default().with(Flag::Spam, Some(true)),
            ..Ticket::default()
        };
        let told = |aspect| became(aspect, &before, &now);
        assert_eq!(told(Aspect::State), "State: was Opened, is now Follow up.");
        assert_eq!(told(Aspect::Assignee), "Assignee: was none, is now \u{2068}דנה לוי\u{2069}.");
        assert_eq!(told(Aspect::Labels), "Labels: c added, a removed.");
        assert_eq!(told(Aspect::Flag(Flag::Spam)), "Spam.");
    }
}
