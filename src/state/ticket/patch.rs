//! Changes of a ticket as other tabs and the embedding page receive them.
//!
//! Their names and shapes are public: docs/embedding.md lists them.

use serde_json::{Map, Value as Json, json};

use crate::domain::{
    Capabilities, Choice, Colour, Label, Person, State, StateCategory, Ticket, TicketField, Value, time,
};

/// Returns the fields in which a ticket changed, with their present values.
pub fn changes(before: &Ticket, now: &Ticket) -> Map<String, Json> {
    TicketField::changed(before, now)
        .into_iter()
        .map(|field| (field.slug().to_owned(), write(field.value(now))))
        .collect()
}

fn write(value: Value) -> Json {
    match value {
        Value::Nothing => Json::Null,
        Value::Text(text) => text.into(),
        Value::State(state) => state.word.into(),
        Value::Person(it) => json!({ "id": it.id, "name": it.name, "email": it.email }),
        Value::Choice(it) => json!({ "id": it.id, "name": it.name }),
        Value::Labels(labels) => {
            let label = |it: &Label| json!({ "id": it.id, "name": it.name, "colour": it.colour.map(|colour| colour.to_string()) });
            labels.iter().map(label).collect()
        }
        Value::Switch(is_on) => is_on.into(),
        Value::Moment(moment) => moment.to_rfc3339().into(),
    }
}

/// Returns a ticket with the values of such a message. `None` unless all of it is understood.
pub fn read(changes: &Json, can: &Capabilities) -> Option<(Vec<TicketField>, Ticket)> {
    let changes = changes.as_object().filter(|changes| !changes.is_empty())?;
    let mut ticket = Ticket::default();
    let mut fields = Vec::new();
    for field in TicketField::changing() {
        let Some(value) = changes.get(field.slug()) else { continue };
        field.put(read_value(field, value, can)?, &mut ticket);
        fields.push(field);
    }
    // A message of another version may contain fields that this one does not know.
    (!fields.is_empty()).then_some((fields, ticket))
}

fn read_value(field: TicketField, value: &Json, can: &Capabilities) -> Option<Value> {
    let text = |value: &Json| value.as_str().map(str::to_owned);
    let label = |value: &Json| {
        let colour = value["colour"].as_str().and_then(Colour::parse);
        Some(Label { id: text(&value["id"])?, name: text(&value["name"])?, colour })
    };
    Some(match field {
        _ if value.is_null() && (field.can_be_empty() || field == TicketField::Mailbox) => Value::Nothing,
        TicketField::Assignee | TicketField::Customer => {
            let (id, name, email) = (text(&value["id"])?, text(&value["name"])?, text(&value["email"])?);
            Person { id, name, email, picture: None }.into()
        }
        TicketField::State => {
            let word = text(value)?;
            let state = can.state(&word).cloned();
            state.unwrap_or_else(|| State::new(word, StateCategory::Other)).into()
        }
        TicketField::Labels => Value::Labels(value.as_array()?.iter().map(label).collect::<Option<_>>()?),
        TicketField::Flag(_) | TicketField::Open => value.as_bool()?.into(),
        TicketField::Subject | TicketField::Preview => text(value)?.into(),
        TicketField::Created => time::parse(value.as_str()?)?.into(),
        _ => Choice { id: text(&value["id"])?, name: text(&value["name"])? }.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Flag, Flags};

    #[test]
    fn what_is_written_reads_back() {
        let told = Ticket {
            subject: "Refund".into(),
            state: Some(State::new("pending", StateCategory::Pending)),
            assignee: Some(Person { name: "Ana".into(), ..Person::by_email("a@x") }),
            labels: [Label { colour: Some(Colour::Rgb(7)), ..Label::named("vip") }, Label::named("late")]
                .into_iter()
                .collect(),
            mailbox: Some(Choice { id: "7".into(), name: "Support".into() }),
            flags: Flag::ALL
                .into_iter()
                .fold(Flags::default(), |flags, flag| flags.with(flag, Some(flag == Flag::Starred))),
            ..Ticket::default()
        };
        let can =
            Capabilities { states: vec![State::new("pending", StateCategory::Pending)], ..Capabilities::default() };
        let written = |field: TicketField| (field.slug().to_owned(), write(field.value(&told)));
        let changes: Map<String, Json> = TicketField::changing().map(written).collect();
        let (fields, read) = read(&Json::Object(changes), &can).unwrap();
        assert!(TicketField::changing().eq(fields));
        assert_eq!(read, told);
        assert_eq!(read.labels.iter().next().unwrap().colour, Some(Colour::Rgb(7)));
    }

    #[test]
    fn what_is_not_understood_is_left_alone() {
        let can = Capabilities::default();
        let malformed = [
            json!(null),
            json!([]),
            json!({}),
            json!({ "weather": "fine" }),
            json!({ "state": 7 }),
            json!({ "assignee": { "id": "a@x" } }),
            json!({ "assignee": "a@x" }),
            json!({ "group": { "id": 7, "name": "Billing" } }),
            json!({ "labels": "vip" }),
            json!({ "labels": [{ "id": "vip", "name": "vip" }, { "id": "late" }] }),
            json!({ "mailbox": {} }),
            json!({ "starred": "yes" }),
            json!({ "state": "closed", "spam": null }),
        ];
        for changes in malformed {
            assert!(read(&changes, &can).is_none(), "{changes}");
        }
        assert_eq!(read(&json!({ "group": null, "weather": "fine" }), &can).unwrap().0, [TicketField::Group]);
    }
}
