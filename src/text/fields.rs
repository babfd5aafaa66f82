//! What the fields of a ticket are called, and what becomes of them.

use super::{isolated, subject};
use crate::domain::{Flag, Label, Ticket, TicketField, Value};

/// The label of a field.
pub fn field(field: TicketField) -> &'static str {
    match field {
        TicketField::Subject => "Subject",
        TicketField::State => "State",
        TicketField::Assignee => "Assignee",
        TicketField::Group => "Group",
        TicketField::Labels => "Labels",
        TicketField::Mailbox => "Mailbox",
        TicketField::Flag(Flag::Starred) => "Star",
        TicketField::Flag(Flag::Archived) => "Archive",
        TicketField::Flag(Flag::Spam) => "Spam",
        TicketField::Flag(Flag::Trash) => "Trash",
        TicketField::Flag(Flag::Answered) => "Answered",
        TicketField::Customer => "Customer",
        TicketField::Preview => "Preview",
        TicketField::Created => "Created",
    }
}

/// What a ticket is that has a flag, or that does not.
pub fn flagged(flag: Flag, is_on: bool) -> &'static str {
    match (flag, is_on) {
        (Flag::Starred, true) => "Starred",
        (Flag::Starred, false) => "Not starred",
        (Flag::Archived, true) => "Archived",
        (Flag::Archived, false) => "Not archived",
        (Flag::Spam, true) => "Spam",
        (Flag::Spam, false) => "Not spam",
        (Flag::Trash, true) => "In the trash",
        (Flag::Trash, false) => "Not in the trash",
        (Flag::Answered, true) => "Answered",
        (Flag::Answered, false) => "Unanswered",
    }
}

/// The value of a field; empty where there is nothing to read.
pub fn value(field: TicketField, value: &Value) -> String {
    match (field, value) {
        (_, Value::Text(text)) => text.trim().to_owned(),
        (_, Value::State(state)) => state.display(),
        (_, Value::Person(person)) => person.display().to_owned(),
        (_, Value::Choice(choice)) => choice.name.clone(),
        (_, Value::Labels(labels)) => labels.names().join(", "),
        (TicketField::Flag(flag), Value::Switch(is_on)) => flagged(flag, *is_on).to_owned(),
        // Moments are drawn, because they change as time passes.
        (_, Value::Nothing | Value::Switch(_) | Value::Moment(_)) => String::new(),
    }
}

/// What a field of a ticket was, and what it is now.
pub fn became(field: TicketField, before: &Ticket, now: &Ticket) -> String {
    let value = |ticket: &Ticket| match value(field, &field.value(ticket)) {
        _ if field == TicketField::Subject => format!("“{}”", isolated(&subject(ticket))),
        words if words.is_empty() => "none".to_owned(),
        words => isolated(&words),
    };
    match field {
        TicketField::Labels => labels_became(before, now),
        TicketField::Flag(flag) => format!("{}.", flagged(flag, now.flags.has(flag))),
        _ => format!("{}: was {}, is now {}.", self::field(field), value(before), value(now)),
    }
}

fn labels_became(before: &Ticket, now: &Ticket) -> String {
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
    use crate::domain::{Flags, Person, State, StateCategory};

    #[test]
    fn what_became_of_a_ticket_is_told_from_and_to() {
        let before = Ticket {
            state: Some(State::new("opened", StateCategory::Open)),
            labels: ["a", "b"].into_iter().map(Label::named).collect(),
            ..Ticket::default()
        };
        let now = Ticket {
            subject: "Refund".into(),
            state: Some(State::new("follow_up", StateCategory::Other)),
            assignee: Some(Person { name: "דנה לוי".into(), ..Person::by_email("dana@x") }),
            labels: ["b", "c"].into_iter().map(Label::named).collect(),
            flags: Flags::default().with(Flag::Spam, Some(true)),
            ..Ticket::default()
        };
        let told = |field| became(field, &before, &now);
        assert_eq!(told(TicketField::Subject), "Subject: was “(no subject)”, is now “Refund”.");
        assert_eq!(told(TicketField::State), "State: was Opened, is now Follow up.");
        assert_eq!(told(TicketField::Assignee), "Assignee: was none, is now \u{2068}דנה לוי\u{2069}.");
        assert_eq!(told(TicketField::Labels), "Labels: c added, a removed.");
        assert_eq!(told(TicketField::Flag(Flag::Spam)), "Spam.");
    }
}
