//! Changes of a ticket as they are told to others: to the other tabs of the browser, and to a page around the app.
//!
//! The names and the shapes are public: docs/embedding.md lists them.

use serde_json::{Map, Value, json};

use crate::domain::{Aspect, Capabilities, Choice, Colour, Flag, Label, Person, State, StateCategory, Ticket};

fn name_of(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Subject => "subject",
        Aspect::State => "state",
        Aspect::Assignee => "assignee",
        Aspect::Group => "group",
        Aspect::Labels => "labels",
        Aspect::Mailbox => "mailbox",
        Aspect::Flag(Flag::Starred) => "starred",
        Aspect::Flag(Flag::Answered) => "answered",
        Aspect::Flag(Flag::Archived) => "archived",
        Aspect::Flag(Flag::Spam) => "spam",
        Aspect::Flag(Flag::Trash) => "trash",
    }
}

/// What is otherwise of a ticket now than it was before.
pub fn changes(before: &Ticket, now: &Ticket) -> Map<String, Value> {
    Aspect::changed(before, now)
        .into_iter()
        .map(|aspect| write(aspect, now))
        .map(|(name, to)| (name.to_owned(), to))
        .collect()
}

fn write(aspect: Aspect, ticket: &Ticket) -> (&'static str, Value) {
    let choice =
        |choice: &Option<Choice>| choice.as_ref().map_or(Value::Null, |it| json!({ "id": it.id, "name": it.name }));
    let value = match aspect {
        Aspect::Subject => json!(ticket.subject),
        Aspect::State => json!(ticket.state.as_ref().map(|state| &state.word)),
        Aspect::Assignee => ticket
            .assignee
            .as_ref()
            .map_or(Value::Null, |it| json!({ "id": it.id, "name": it.name, "email": it.email })),
        Aspect::Group => choice(&ticket.group),
        Aspect::Labels => {
            let label = |it: &Label| json!({ "id": it.id, "name": it.name, "colour": it.colour.map(|colour| colour.to_string()) });
            ticket.labels.iter().map(label).collect()
        }
        Aspect::Mailbox => choice(&ticket.mailbox),
        Aspect::Flag(flag) => json!(ticket.flags.get(flag)),
    };
    (name_of(aspect), value)
}

/// What is told, as a ticket that is like it in these aspects. `None` unless all of it is understood.
pub fn read(changes: &Value, can: &Capabilities) -> Option<(Vec<Aspect>, Ticket)> {
    let changes = changes.as_object().filter(|changes| !changes.is_empty())?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let choice = |value: &Value| Some(Choice { id: text(&value["id"])?, name: text(&value["name"])? });
    let or_nothing = |value: &Value, read: &dyn Fn(&Value) -> Option<Choice>| match value {
        Value::Null => Some(None),
        value => read(value).map(Some),
    };
    let mut ticket = Ticket::default();
    let mut aspects = Vec::new();
    for aspect in Aspect::ALL {
        let Some(value) = changes.get(name_of(aspect)) else { continue };
        match aspect {
            Aspect::Subject => ticket.subject = text(value)?,
            Aspect::State => {
                let word = text(value)?;
                let state = can.state(&word).cloned();
                ticket.state = Some(state.unwrap_or_else(|| State::new(word, StateCategory::Other)));
            }
            Aspect::Assignee if value.is_null() => {}
            Aspect::Assignee => {
                let (id, name, email) = (text(&value["id"])?, text(&value["name"])?, text(&value["email"])?);
                ticket.assignee = Some(Person { id, name, email, picture: None });
            }
            Aspect::Group => ticket.group = or_nothing(value, &choice)?,
            Aspect::Labels => {
                let label = |value: &Value| {
                    let colour = value["colour"].as_str().and_then(Colour::parse);
                    Some(Label { id: text(&value["id"])?, name: text(&value["name"])?, colour })
                };
                let labels: Option<Vec<Label>> = value.as_array()?.iter().map(label).collect();
                ticket.labels = labels?.into_iter().collect();
            }
            Aspect::Mailbox => ticket.mailbox = or_nothing(value, &choice)?,
            Aspect::Flag(flag) => ticket.flags.set(flag, Some(value.as_bool()?)),
        }
        aspects.push(aspect);
    }
    // A message of another version may tell of what this one does not know.
    (!aspects.is_empty()).then_some((aspects, ticket))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Flags;

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
            flags: Aspect::ALL.iter().fold(Flags::default(), |flags, aspect| match aspect {
                Aspect::Flag(flag) => flags.with(*flag, Some(*flag == Flag::Starred)),
                _ => flags,
            }),
            ..Ticket::default()
        };
        let can =
            Capabilities { states: vec![State::new("pending", StateCategory::Pending)], ..Capabilities::default() };
        let changes: Map<String, Value> = Aspect::ALL
            .iter()
            .map(|aspect| write(*aspect, &told))
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        let (aspects, read) = read(&Value::Object(changes), &can).unwrap();
        assert_eq!(aspects, Aspect::ALL);
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
        assert_eq!(read(&json!({ "group": null, "weather": "fine" }), &can).unwrap().0, [Aspect::Group]);
    }
}
