//! The documented responses with every field that the page lists, and how they decode.

use deskbell::client::error::Error;
use deskbell::client::providers::zaia::{calls, wire};
use deskbell::client::request::Request;
use deskbell::client::response::Response;
use deskbell::domain::{
    Change, ChangeMode, Choice, Directory, Fact, FactValue, Listed, NewTicket, Page, Person, State, StateCategory,
    Ticket, TicketField, time,
};
use deskbell::sandbox::zaia::Zaia;
use deskbell::text::en::facts;
use serde_json::Value;

use crate::harness::{provider, text_response};

const TICKET: &str = "4fb16052-718e-4f90-80a2-b3c4d5e6f708";

/// A server that answers every request with one of the documents.
macro_rules! answer {
    ($name:literal) => {
        |_: &Request| -> Result<Response, Error> {
            Ok(text_response(200, include_str!(concat!("../../fixtures/zaia/", $name, ".json"))))
        }
    };
}

fn example_ticket() -> Ticket {
    let fact = |name, value| Fact { name, value };
    let text = |text: &str| FactValue::Text(text.into());
    let moment = |text| FactValue::Time(time::parse(text).unwrap());
    let pictured =
        |id: &str, name: &str| FactValue::Person(Person { id: id.into(), name: name.into(), ..Person::default() });
    let team = "72e49385-a4b1-4223-93d5-e6f708192a3b";
    let responder = "50c27163-829f-4001-91b3-c4d5e6f70819";
    Ticket {
        key: format!("tern:{TICKET}").parse().unwrap(),
        subject: "The parcel came open.".into(),
        summary: "The parcel came open.\nCarla asks for a new lamp.".into(),
        requester: Some(Person {
            id: "3ea05f41-607d-4e8f-9091-a2b3c4d5e6f7".into(),
            name: "Carla Dias".into(),
            email: "owner@acme.example".into(),
            picture: None,
        }),
        state: Some(State::new("completed", StateCategory::Closed)),
        assignee: Some(Person {
            id: "0b7f2c1e-3d4a-4b5c-8d6e-7f8091a2b3c4".into(),
            name: "Ana Bello".into(),
            email: "ana@acme.example".into(),
            picture: Some("https://files.acme.example/ana.png".into()),
        }),
        group: Some(Choice { id: team.into(), name: "Support".into() }),
        labels_are_partial: true,
        chat: Some(Choice { id: "2d9f4e30-5f6c-4d7e-8f80-91a2b3c4d5e6".into(), name: "Carla Dias · Shop".into() }),
        responder: Some(Choice { id: responder.into(), name: "Concierge".into() }),
        created_at: time::parse("2026-03-04T09:10:11.120Z"),
        updated_at: time::parse("2026-03-04T15:06:07.890Z"),
        facts: vec![
            fact(facts::CHANNEL, text("Shop (whatsapp)")),
            fact(facts::OWNER_KIND, text("external-users")),
            fact(facts::OWNER_IDENTIFIER, text("+999 555 0100")),
            fact(facts::OWNER_BLOCKED, FactValue::Switch(true)),
            fact(facts::CHAT_REMOVED, FactValue::Switch(false)),
            fact(facts::PENDING_MESSAGES, text("3")),
            fact(facts::RESPONDER, pictured(responder, "Concierge")),
            fact(facts::RESPONDER_KIND, text("agents")),
            fact(facts::RESPONDER_VERSION, text("12")),
            fact(facts::RESPONDER_VERSION_ID, text("61d38274-93a0-4112-82c4-d5e6f708192a")),
            fact(facts::TEAM, pictured(team, "Support")),
            fact(facts::ONGOING_SINCE, moment("2026-03-04T10:20:30.400Z")),
            fact(facts::COMPLETED, moment("2026-03-04T15:06:07.890Z")),
            fact(facts::CHAT_ID, text("2d9f4e30-5f6c-4d7e-8f80-91a2b3c4d5e6")),
            fact(facts::CHANNEL_ID, text("1c8e3d2f-4e5b-4c6d-9e7f-8091a2b3c4d5")),
            fact(facts::WORKSPACE_ID, text("83f5a496-b5c2-4334-84e6-f708192a3b4c")),
        ],
        ..Ticket::default()
    }
}

#[test]
fn the_response_to_retrieving_a_ticket_decodes() {
    let ticket = provider::<Zaia>().ticket(&TICKET.into()).run(answer!("ticket"));
    assert_eq!(ticket, Ok(example_ticket()));
}

#[test]
fn every_documented_field_is_used() {
    let document: Value = serde_json::from_str(include_str!("../../fixtures/zaia/ticket.json")).unwrap();
    let read = |document: &Value| {
        let ticket = provider::<Zaia>().ticket(&TICKET.into()).run(|_| Ok(Response::json_body(200, document)));
        // Equality of people ignores pictures, so the debug output is compared instead.
        format!("{:?}", ticket.unwrap())
    };
    let fields = document.as_object().unwrap();
    assert_eq!(fields.len(), 32);
    for name in fields.keys().filter(|name| *name != "id") {
        let mut without = document.clone();
        without[name.as_str()] = Value::Null;
        assert_ne!(read(&without), read(&document), "{name} changes nothing");
    }
}

#[test]
fn a_list_with_null_in_every_field_decodes() {
    let provider = provider::<Zaia>();
    let part = provider.subqueries(&Default::default()).remove(0);
    let page = provider.list(&part, None).run(answer!("listing")).unwrap();
    let empty_fact = |name| Fact { name, value: FactValue::Nothing };
    let mut expected = example_ticket();
    expected.subject.clear();
    expected.summary.clear();
    expected.requester = expected.requester.map(|person| Person { id: person.id, ..Person::default() });
    expected.state = Some(State::new("pending", StateCategory::Pending));
    (expected.assignee, expected.group) = (None, None);
    expected.chat = expected.chat.map(|chat| Choice { name: "3ea05f41-607d-4e8f-9091-a2b3c4d5e6f7".into(), ..chat });
    expected.responder = expected.responder.map(|it| Choice { name: "Night watch".into(), ..it });
    expected.updated_at = expected.created_at;
    for fact in &mut expected.facts {
        *fact = match fact.name {
            name if [facts::RESPONDER, facts::WORKSPACE_ID, facts::CHAT_ID].contains(&name) => {
                Fact { name, value: fact.value.clone() }
            }
            name if name == facts::OWNER_KIND => Fact { name, value: FactValue::Text("users".into()) },
            name if name == facts::RESPONDER_KIND => Fact { name, value: FactValue::Text("squads".into()) },
            name if name == facts::CHAT_REMOVED => Fact { name, value: FactValue::Switch(true) },
            name if name == facts::PENDING_MESSAGES => Fact { name, value: FactValue::Text("0".into()) },
            name => empty_fact(name),
        };
        if let FactValue::Person(person) = &mut fact.value
            && fact.name == facts::RESPONDER
        {
            person.name = "Night watch".into();
        }
    }
    assert_eq!(page, Page { tickets: vec![Listed::Ticket(Box::new(expected))], total: None, next: None });
}

#[test]
fn responses_to_the_four_writes_decode() {
    let provider = provider::<Zaia>();
    assert_eq!(
        provider.create(&NewTicket::default(), &Directory::default()).run(answer!("written")),
        Ok(TICKET.into())
    );
    let created = calls::create_ticket(wire::Body::new()).run(answer!("written")).unwrap();
    assert_eq!(created.chat_id.as_deref(), Some("2d9f4e30-5f6c-4d7e-8f80-91a2b3c4d5e6"));
    assert_eq!(created.created_at.as_deref(), Some("2026-03-04T09:10:11.120Z"));
    assert_eq!(created.summary.as_deref(), Some("The parcel came open.\nCarla asks for a new lamp."));

    let ana = Person { id: "0b7f2c1e-3d4a-4b5c-8d6e-7f8091a2b3c4".into(), ..Person::default() };
    let completed = State::new("completed", StateCategory::Closed);
    let changes = [
        Change::to(TicketField::State, completed),
        Change::to(TicketField::Assignee, ana.clone()).by(ChangeMode::TakeOver),
        Change::to(TicketField::Assignee, ana),
    ];
    for change in changes {
        let mut ticket = example_ticket();
        let ticket_patch = provider.change(&TICKET.into(), &change).unwrap().run(answer!("written")).unwrap();
        ticket_patch(&mut ticket);
        let mut expected = example_ticket();
        expected.state = Some(State::new("ongoing", StateCategory::Open));
        expected.updated_at = time::parse("2026-03-05T08:00:00.000Z");
        expected.facts[12].value = FactValue::Nothing;
        let viewed = FactValue::Time(time::parse("2026-03-05T07:59:00.000Z").unwrap());
        expected.facts.push(Fact { name: facts::ORIGIN, value: FactValue::Text("handover".into()) });
        expected.facts.push(Fact { name: facts::LAST_VIEWED, value: viewed });
        assert_eq!(ticket, expected, "{change:?}");
    }
}

#[test]
fn responses_to_tag_calls_decode() {
    assert_eq!(calls::add_tag(&TICKET.into(), "t").run(answer!("tagged")), Ok(()));
    assert_eq!(calls::remove_tag(&TICKET.into(), "t").run(answer!("untagged")), Ok(()));
}
