//! How tickets decode from documented payloads and from unusual ones.

use deskbell::client::error::Error;
use deskbell::client::response::Response;
use deskbell::domain::{Choice, FactValue, Person, State, StateCategory, Ticket, time};
use deskbell::sandbox::zaia::{Owner, Zaia, agent_id, chat_id, ticket};
use deskbell::text::en::facts;
use serde_json::{Value, json};

use super::{fact, id};
use crate::harness::{harness, provider};

/// Decodes the payload of a ticket, and fails if it is undecodable.
#[track_caller]
fn decode(payload: &Value) -> Ticket {
    try_decode(payload).unwrap()
}

fn try_decode(payload: &Value) -> Result<Ticket, Error> {
    provider::<Zaia>().ticket(&id(7)).run(|_| Ok(Response::json_body(200, payload)))
}

#[test]
fn customers_are_shown_by_name_and_channel_identifier() {
    let by_telephone = ticket(7).assignee("maya@tern.example").chat(|chat| chat.channel = Some(2));
    let of_a_colleague = ticket(8).chat(|chat| (chat.owner, chat.channel) = (Owner::Agent(1), None));
    // The last customer of the company has no name.
    let nameless = ticket(9).chat(|chat| (chat.owner, chat.channel) = (Owner::Customer(33), Some(0)));
    let mut zaia = harness(Zaia::with(by_telephone).and(of_a_colleague).and(nameless));
    let mut find = |number| {
        let exchange = zaia.provider.ticket(&id(number));
        zaia.run(exchange).unwrap()
    };
    let customer = find(7);
    let requester = customer.requester.clone().unwrap();
    assert_eq!((requester.display(), requester.email.as_str()), ("Alice Marlowe", "+999 000 1000"));
    let chat = Choice { id: chat_id(7), name: "Alice Marlowe · Tern on WhatsApp".into() };
    assert_eq!(customer.chat, Some(chat));
    assert_eq!(fact(&customer, facts::CHANNEL), Some(FactValue::Text("Tern on WhatsApp (whatsapp)".into())));
    let assignee = customer.assignee.unwrap();
    assert_eq!(
        (assignee.id, assignee.name, assignee.email.as_str()),
        (agent_id("maya@tern.example"), "Maya Lindqvist".into(), "maya@tern.example")
    );
    let colleague = find(8);
    assert_eq!(colleague.requester.unwrap().email, "tomas@tern.example");
    assert_eq!(colleague.chat.unwrap().name, "Tomás Ibáñez");
    assert_eq!(fact(&Ticket { facts: colleague.facts, ..Ticket::default() }, facts::CHANNEL), Some(FactValue::Nothing));
    assert_eq!(find(9).chat.unwrap().name, "no-name@parcel.example · Shop window");
}

#[test]
fn the_subject_is_the_beginning_of_the_summary() {
    let long = "word ".repeat(40);
    let sentence = format!("The parcel is late. {long}");
    let unbroken = "x".repeat(200);
    let cases = [
        ("", String::new()),
        ("  \n\n ", String::new()),
        ("Broken lamp", "Broken lamp".into()),
        ("It broke. I want another.", "It broke. I want another.".into()),
        ("\n  Broken lamp  \nIt came in pieces.", "Broken lamp".into()),
        (&sentence, "The parcel is late.".into()),
        (&long, format!("{}…", "word ".repeat(24).trim_end())),
        (&unbroken, format!("{}…", "x".repeat(120))),
    ];
    for (summary, subject) in cases {
        let ticket = decode(&json!({ "id": 7, "summary": summary }));
        assert_eq!((ticket.subject, ticket.summary.as_str()), (subject, summary));
    }
    let wide = format!("{}。{}", "注文".repeat(30), "配送".repeat(60));
    assert_eq!(decode(&json!({ "id": 7, "summary": wide })).subject, format!("{}。", "注文".repeat(30)));
    for summary in ["é".repeat(119), "é".repeat(120), "é".repeat(121)] {
        let subject = decode(&json!({ "id": 7, "summary": summary })).subject;
        assert_eq!(subject.ends_with('…'), summary.chars().count() > 120);
    }
}

#[test]
fn the_last_activity_is_the_latest_known_time() {
    let [first, second, third] = ["2026-03-04T09:10:11.120Z", "2026-03-04T10:20:30.400Z", "2026-03-04T15:06:07.890Z"];
    let cases = [
        (json!({ "createdAt": first, "ongoingAt": null, "completedAt": null }), Some(first)),
        (json!({ "createdAt": first, "ongoingAt": second, "completedAt": null }), Some(second)),
        (json!({ "createdAt": first, "ongoingAt": second, "completedAt": third }), Some(third)),
        (json!({ "createdAt": first, "ongoingAt": null, "completedAt": third }), Some(third)),
        (json!({ "createdAt": third, "ongoingAt": first }), Some(third)),
        (json!({ "createdAt": "soon" }), None),
    ];
    for (mut payload, latest) in cases {
        payload["id"] = json!("7");
        assert_eq!(decode(&payload).updated_at, latest.and_then(time::parse), "{payload}");
    }
}

#[test]
fn undocumented_enum_values_are_kept() {
    for (word, category) in [
        ("pending", StateCategory::Pending),
        ("ongoing", StateCategory::Open),
        ("completed", StateCategory::Closed),
        ("on-hold", StateCategory::Other),
        ("PENDING", StateCategory::Other),
        ("", StateCategory::Other),
    ] {
        assert_eq!(decode(&json!({ "id": 7, "status": word })).state, Some(State::new(word, category)));
    }
    let ticket = decode(&json!({
        "id": 7, "channelType": "telegram", "ownerEntity": "bots", "responderEntity": "workflows", "chatId": "c",
    }));
    assert_eq!(fact(&ticket, facts::CHANNEL), Some(FactValue::Text("telegram".into())));
    assert_eq!(fact(&ticket, facts::OWNER_KIND), Some(FactValue::Text("bots".into())));
    assert_eq!(fact(&ticket, facts::RESPONDER_KIND), Some(FactValue::Text("workflows".into())));
    assert_eq!(ticket.chat.unwrap().name, "telegram");
    assert_eq!(decode(&json!({ "id": 7, "chatId": "c" })).chat, Some(Choice::named("c")));
}

#[test]
fn ids_and_numbers_can_be_numbers_or_strings() {
    for (number, version) in [(json!(7), json!("12")), (json!("7"), json!(12))] {
        let ticket = decode(&json!({
            "id": number, "chatId": number, "responderVersionNumber": version, "pendingChatMessages": number,
            "ticketingTeamId": number, "ticketingTeamName": "Trade", "assigneeId": number,
        }));
        assert_eq!(ticket.key.to_string(), "tern:7");
        assert_eq!(ticket.group, Some(Choice { id: "7".into(), name: "Trade".into() }));
        assert_eq!(fact(&ticket, facts::RESPONDER_VERSION), Some(FactValue::Text("12".into())));
        assert_eq!(fact(&ticket, facts::PENDING_MESSAGES), Some(FactValue::Text("7".into())));
        assert_eq!(ticket.assignee, Some(Person { id: "7".into(), ..Person::default() }));
    }
}

#[test]
fn null_and_values_of_the_wrong_type_are_ignored() {
    let documented: Value = serde_json::from_str(include_str!("../../fixtures/zaia/ticket.json")).unwrap();
    let fields: Vec<_> = documented.as_object().unwrap().keys().filter(|name| *name != "id").collect();
    let minimal = decode(&json!({ "id": 7 }));
    for value in [Value::Null, json!([{}]), json!({ "id": [] })] {
        let mut all = json!({ "id": 7 });
        for field in &fields {
            assert_eq!(decode(&json!({ "id": 7, field.as_str(): value })), minimal, "{field}: {value}");
            all[field.as_str()] = value.clone();
        }
        assert_eq!(decode(&all), minimal, "{value}");
    }
}

#[test]
fn unknown_fields_are_ignored() {
    let ticket = decode(&json!({ "id": 7, "priority": "high", "tags": [{ "id": "t" }], "chat": { "id": "c" } }));
    assert_eq!(ticket, decode(&json!({ "id": 7 })));
}

#[test]
fn a_ticket_without_an_id_is_undecodable_and_the_error_names_the_field() {
    for payload in [json!({}), json!({ "id": null }), json!({ "id": " " }), json!(7)] {
        let Err(Error::Undecodable { place, .. }) = try_decode(&payload) else { panic!("{payload}") };
        assert_eq!(place, "id", "{payload}");
    }
}
