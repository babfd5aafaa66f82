//! Names of a ticket's fields and filters, and sentences about their changes.

use super::{fields, filters, subject};
use crate::domain::{
    Change, ChangeMode, Filter, FilterKind, FilterValue, Flag, Label, Phrase, Ticket, TicketField, Value,
};

/// Returns the label of a field.
pub fn field(field: TicketField) -> Phrase {
    match field {
        TicketField::Subject => fields::SUBJECT,
        TicketField::State => fields::STATE,
        TicketField::Assignee => fields::ASSIGNEE,
        TicketField::Group => fields::GROUP,
        TicketField::Labels => fields::LABELS,
        TicketField::Mailbox => fields::MAILBOX,
        TicketField::Flag(Flag::Starred) => fields::STAR,
        TicketField::Flag(Flag::Archived) => fields::ARCHIVE,
        TicketField::Flag(Flag::Spam) => fields::SPAM,
        TicketField::Flag(Flag::Trash) => fields::TRASH,
        TicketField::Flag(Flag::Answered) => fields::ANSWERED,
        TicketField::Customer => fields::CUSTOMER,
        TicketField::Preview => fields::PREVIEW,
        TicketField::Created => fields::CREATED,
        TicketField::Open => fields::PROGRESS,
    }
}

/// Returns the name of a filter inside a sentence.
pub fn filter(filter: Filter) -> Phrase {
    match filter {
        Filter::Own(own) => own.label,
        Filter::Field(TicketField::State) => filters::STATE,
        Filter::Field(TicketField::Assignee) => filters::ASSIGNEE,
        Filter::Field(TicketField::Group) => filters::GROUP,
        Filter::Field(TicketField::Labels) => filters::LABEL,
        Filter::Field(TicketField::Mailbox) => filters::MAILBOX,
        Filter::Field(TicketField::Customer) => filters::CUSTOMER,
        Filter::Field(TicketField::Flag(Flag::Starred)) => filters::STAR,
        Filter::Field(TicketField::Open) => filters::PROGRESS,
        Filter::Field(TicketField::Created) => filters::CREATION_DATE,
        Filter::Field(field) => self::field(field),
    }
}

/// Returns the value of a filter that names what it is about: a switch or a number; empty for any other.
pub fn filter_value(filter: Filter, value: &FilterValue) -> String {
    match (filter, value) {
        (Filter::Field(TicketField::Flag(flag)), FilterValue::Switch(is_on)) => flagged(flag, *is_on).into(),
        (Filter::Field(_), FilterValue::Switch(true)) => filters::STILL_OPEN.into(),
        (Filter::Field(_), FilterValue::Switch(false)) => filters::NO_LONGER_OPEN.into(),
        (Filter::Own(own), value) => match (&own.kind, value) {
            (FilterKind::Switch { on, off }, FilterValue::Switch(is_on)) => if *is_on { *on } else { *off }.into(),
            (FilterKind::Number { words }, FilterValue::Number(number)) => words(*number),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// Returns what a ticket is that has a flag, or that lacks it.
fn flagged(flag: Flag, is_on: bool) -> Phrase {
    match (flag, is_on) {
        (Flag::Starred, true) => fields::IS_STARRED,
        (Flag::Starred, false) => fields::IS_NOT_STARRED,
        (Flag::Archived, true) => fields::IS_ARCHIVED,
        (Flag::Archived, false) => fields::IS_NOT_ARCHIVED,
        (Flag::Spam, true) => fields::SPAM,
        (Flag::Spam, false) => fields::IS_NOT_SPAM,
        (Flag::Trash, true) => fields::IS_IN_TRASH,
        (Flag::Trash, false) => fields::IS_NOT_IN_TRASH,
        (Flag::Answered, true) => fields::ANSWERED,
        (Flag::Answered, false) => fields::IS_UNANSWERED,
    }
}

/// Returns the value of a field; empty if there is nothing to read.
pub fn value(field: TicketField, value: &Value) -> String {
    match (field, value) {
        (_, Value::Text(text)) => text.trim().to_owned(),
        (_, Value::State(state)) => state.display(),
        (_, Value::Person(person)) => person.display().to_owned(),
        (_, Value::Choice(choice)) => choice.name.clone(),
        (_, Value::Labels(labels)) => labels.names().join(", "),
        (TicketField::Flag(flag), Value::Switch(is_on)) => flagged(flag, *is_on).into(),
        // Moments are drawn, because they change as time passes.
        (_, Value::Nothing | Value::Switch(_) | Value::Moment(_)) => String::new(),
    }
}

/// Says what a field of a ticket was, and what it is now.
pub fn became(field: TicketField, before: &Ticket, now: &Ticket) -> String {
    let value = |ticket: &Ticket| match value(field, &field.value(ticket)) {
        words if words.is_empty() => fields::NONE.into(),
        words => words,
    };
    let label = self::field(field);
    match field {
        TicketField::Labels => {
            match (names(&now.labels.beyond(&before.labels)), names(&before.labels.beyond(&now.labels))) {
                (added, removed) if removed.is_empty() => fields::labels_added(&added),
                (added, removed) if added.is_empty() => fields::labels_removed(&removed),
                (added, removed) => fields::labels_changed(&added, &removed),
            }
        }
        TicketField::Flag(flag) => fields::flagged(flagged(flag, now.flags.has(flag))),
        TicketField::Subject => fields::became_quoted(label, &subject(before), &subject(now)),
        _ => fields::became(label, &value(before), &value(now)),
    }
}

/// Says what a change comes to, as it is announced.
pub fn outcome(change: &Change) -> String {
    if let Some((added, removed)) = change.labels() {
        return match (names(&added), names(&removed)) {
            (added, removed) if removed.is_empty() => fields::label_added(&added),
            (added, removed) if added.is_empty() => fields::label_removed(&removed),
            (added, removed) => fields::labels_replaced(&added, &removed),
        };
    }
    let to = value(change.field, &change.to);
    match change.field {
        _ if change.mode == ChangeMode::TakeOver => fields::TAKEN_OVER.into(),
        TicketField::Assignee if to.is_empty() => fields::UNASSIGNED.into(),
        TicketField::Assignee => fields::assigned(&to),
        TicketField::Group if to.is_empty() => fields::LEFT_GROUP.into(),
        TicketField::Mailbox => fields::moved(&to),
        TicketField::Flag(_) => to,
        field => fields::set(self::field(field), &to),
    }
}

fn names(labels: &[Label]) -> Vec<String> {
    labels.iter().map(|label| label.name.clone()).collect()
}

/// Returns the label of the control that changes a field.
pub fn editor(field: TicketField) -> Phrase {
    match field {
        TicketField::Labels => fields::ADD_LABEL,
        field => self::field(field),
    }
}

/// Returns a label that is short enough for a row of buttons.
pub fn short_field(field: TicketField) -> Phrase {
    match field {
        TicketField::Assignee => fields::ASSIGN,
        TicketField::Labels => fields::LABEL,
        field => self::field(field),
    }
}

/// Returns what a field without a value shows.
pub fn no_value(field: TicketField) -> Phrase {
    match field {
        TicketField::Assignee => fields::UNASSIGNED,
        TicketField::Group => fields::NO_GROUP,
        TicketField::Labels => fields::ADD_LABEL,
        _ => fields::UNKNOWN,
    }
}

/// Returns the option that empties a field.
pub fn nobody(field: TicketField) -> Phrase {
    match field {
        TicketField::Assignee => fields::NOBODY,
        field => no_value(field),
    }
}

/// Returns the title of the dialog that changes a field of some tickets.
pub fn change_of(field: TicketField, tickets: usize) -> String {
    match field {
        TicketField::Assignee => fields::assign_tickets(tickets),
        TicketField::Labels => fields::label_tickets(tickets),
        field => fields::change_tickets(filter(field.into()), tickets),
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
        assert_eq!(told(TicketField::Group, Value::Nothing), "Removed from its group");
        assert_eq!(told(TicketField::Mailbox, Choice::named("Sales").into()), "Moved to Sales");
        assert_eq!(told(TicketField::Flag(Flag::Answered), false.into()), "Unanswered");
        let taken = Change::to(TicketField::Assignee, ana).by(ChangeMode::TakeOver);
        assert_eq!(outcome(&taken), "Taken over");
        assert_eq!(change_of(TicketField::State, 2), "Change the state of 2 tickets");
    }
}
