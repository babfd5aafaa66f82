//! What the fields of a ticket are called, and what becomes of them.

use super::{count, isolated, subject};
use crate::domain::{Change, ChangeMode, Filter, FilterKind, FilterValue, Flag, Label, Ticket, TicketField, Value};

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
        TicketField::Open => "Progress",
    }
}

/// What a filter is called.
pub fn filter(filter: Filter) -> &'static str {
    match filter {
        Filter::Own(own) => own.label,
        Filter::Field(TicketField::State) => "state",
        Filter::Field(TicketField::Assignee) => "assignee",
        Filter::Field(TicketField::Group) => "group",
        Filter::Field(TicketField::Labels) => "label",
        Filter::Field(TicketField::Customer) => "customer",
        Filter::Field(TicketField::Flag(Flag::Starred)) => "star",
        Filter::Field(TicketField::Open) => "progress",
        Filter::Field(TicketField::Created) => "creation date",
        Filter::Field(field) => self::field(field),
    }
}

/// What a filter is set to that says by itself what it is about: a switch or a number; empty for any other.
pub fn filter_value(filter: Filter, value: &FilterValue) -> String {
    match (filter, value) {
        (Filter::Field(TicketField::Flag(flag)), FilterValue::Switch(is_on)) => flagged(flag, *is_on).to_owned(),
        (Filter::Field(_), FilterValue::Switch(true)) => "Still open".to_owned(),
        (Filter::Field(_), FilterValue::Switch(false)) => "No longer open".to_owned(),
        (Filter::Own(own), value) => match (&own.kind, value) {
            (FilterKind::Switch { on, off }, FilterValue::Switch(is_on)) => if *is_on { *on } else { *off }.to_owned(),
            (FilterKind::Number { template }, value) => template.replace("{count}", &value.to_string()),
            _ => String::new(),
        },
        _ => String::new(),
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
    match (names(&now.labels.beyond(&before.labels)), names(&before.labels.beyond(&now.labels))) {
        (added, removed) if removed.is_empty() => format!("Labels: {added} added."),
        (added, removed) if added.is_empty() => format!("Labels: {removed} removed."),
        (added, removed) => format!("Labels: {added} added, {removed} removed."),
    }
}

/// What a change comes to, as it is announced.
pub fn outcome(change: &Change) -> String {
    if let Some((added, removed)) = change.labels() {
        return match (names(&added), names(&removed)) {
            (added, removed) if removed.is_empty() => format!("Label added: {added}"),
            (added, removed) if added.is_empty() => format!("Label removed: {removed}"),
            (added, removed) => format!("Labels: {added} for {removed}"),
        };
    }
    let to = value(change.field, &change.to);
    match change.field {
        _ if change.mode == ChangeMode::TakeOver => "Taken over".to_owned(),
        TicketField::Assignee if to.is_empty() => "Unassigned".to_owned(),
        TicketField::Assignee => format!("Assigned to {}", isolated(&to)),
        TicketField::Group if to.is_empty() => "Taken out of its group".to_owned(),
        TicketField::Mailbox => format!("Moved to {}", isolated(&to)),
        TicketField::Flag(_) => to,
        field => format!("{}: {}", self::field(field), isolated(&to)),
    }
}

fn names(labels: &[Label]) -> String {
    labels.iter().map(|label| isolated(&label.name)).collect::<Vec<_>>().join(", ")
}

/// What the control is called that changes a field.
pub fn editor(field: TicketField) -> &'static str {
    match field {
        TicketField::Labels => "Add label",
        field => self::field(field),
    }
}

/// The same in as few words as a row of buttons has room for.
pub fn short_field(field: TicketField) -> &'static str {
    match field {
        TicketField::Assignee => "Assign",
        TicketField::Labels => "Label",
        field => self::field(field),
    }
}

/// What a field shows that has no value.
pub fn no_value(field: TicketField) -> &'static str {
    match field {
        TicketField::Assignee => "Unassigned",
        TicketField::Group => "No group",
        TicketField::Labels => "Add label",
        _ => "Not told",
    }
}

/// The choice that empties a field.
pub fn nobody(field: TicketField) -> &'static str {
    match field {
        TicketField::Assignee => "Nobody",
        field => no_value(field),
    }
}

/// The title of the dialog that changes a field of so many tickets.
pub fn change_of(field: TicketField, tickets: usize) -> String {
    let tickets = count(tickets, "ticket", "tickets");
    match field {
        TicketField::Assignee => format!("Assign {tickets}"),
        TicketField::Labels => format!("Add a label to {tickets}"),
        field => format!("Change the {} of {tickets}", self::field(field).to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Choice, Flags, Person, State, StateCategory};

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

    #[test]
    fn a_change_is_announced_by_what_it_comes_to() {
        let told = |field, to: Value| outcome(&Change::to(field, to));
        let ana = Person { name: "Ana".into(), ..Person::by_email("a@x") };
        assert_eq!(told(TicketField::Assignee, ana.clone().into()), "Assigned to Ana");
        assert_eq!(told(TicketField::Assignee, Value::Nothing), "Unassigned");
        assert_eq!(told(TicketField::Group, Choice::named("Billing").into()), "Group: Billing");
        assert_eq!(told(TicketField::Group, Value::Nothing), "Taken out of its group");
        assert_eq!(told(TicketField::Mailbox, Choice::named("Sales").into()), "Moved to Sales");
        assert_eq!(told(TicketField::Flag(Flag::Answered), false.into()), "Unanswered");
        let taken = Change::to(TicketField::Assignee, ana).by(ChangeMode::TakeOver);
        assert_eq!(outcome(&taken), "Taken over");
        assert_eq!(change_of(TicketField::State, 2), "Change the state of 2 tickets");
    }
}
