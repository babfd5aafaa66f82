//! How tickets decode from documented payloads, from recorded payloads of the real service, and from unusual ones.

use deskbell::client::error::Error;
use deskbell::client::response::Response;
use deskbell::domain::{Choice, Fact, FactValue, Flag, Person, Phrase, State, StateCategory, Ticket, time};
use deskbell::sandbox::groove::{Groove, Shape, ticket};
use deskbell::text::en::facts;
use serde_json::{Value, json};

use super::id;
use crate::conformance::labels;
use crate::harness::{harness, provider};

/// Decodes the payload of a ticket, and fails if it is undecodable.
#[track_caller]
fn decode(payload: &Value) -> Ticket {
    try_decode(payload).unwrap()
}

fn try_decode(payload: &Value) -> Result<Ticket, Error> {
    provider::<Groove>().ticket(&id(7)).run(|request| {
        let document = match request.path.ends_with("/state") {
            true => json!({ "state": "unread" }),
            false => json!({ "ticket": payload }),
        };
        Ok(Response::json_body(200, &document))
    })
}

fn fact(ticket: &Ticket, name: Phrase) -> Option<FactValue> {
    ticket.facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.clone())
}

#[test]
fn documented_and_live_payloads_decode_to_the_same_ticket() {
    let stored =
        ticket(7).subject("Broken lamp").state("pending").assignee("maya@tern.example").labels(["a", "b"]).starred();
    let mut groove = harness(Groove::with(stored));
    let mut tickets = [Shape::Live, Shape::Documented].map(|shape| {
        groove.sandbox.set_shape(shape);
        let exchange = groove.provider.ticket(&id(7));
        groove.run(exchange).unwrap()
    });
    let live = tickets[0].clone();
    assert_eq!(live.mailbox, Some(Choice { id: "10".into(), name: "Help desk".into() }));
    assert_eq!(live.requester.as_ref().map(Person::display), Some("Alice Marlowe"));
    assert_eq!(
        fact(&live, facts::HELPDESK_PAGE),
        Some(FactValue::Link("https://app.groovehq.example/tickets/7".into()))
    );
    for ticket in &mut tickets {
        ticket.mailbox = None;
        ticket.requester = ticket.requester.take().map(|person| Person::by_email(person.email));
        ticket.facts.truncate(4);
    }
    let [live, documented] = tickets;
    assert_eq!(live, documented);
    assert_eq!(documented.key.to_string(), "tern:7");
    assert_eq!(
        (documented.subject.as_str(), documented.summary.as_str()),
        ("Broken lamp", "This is the first message.")
    );
    assert_eq!(documented.assignee, Some(Person::by_email("maya@tern.example")));
    assert_eq!(documented.requester, Some(Person::by_email("alice.marlowe@post.example")));
    assert_eq!(documented.labels.names(), ["a", "b"]);
    assert_eq!((documented.flags.get(Flag::Starred), documented.messages), (Some(true), Some(1)));
    assert_eq!(documented.created_at, time::parse("2012-07-17T13:41:01Z"));
}

#[test]
fn only_the_number_is_required() {
    let ticket = decode(&json!({ "number": 7 }));
    assert_eq!(ticket.key.id, "7".into());
    assert_eq!((ticket.assignee, ticket.requester, ticket.group, ticket.mailbox), (None, None, None, None));
    assert_eq!((ticket.flags.get(Flag::Starred), ticket.messages, ticket.updated_at), (None, None, None));
}

#[test]
fn ids_can_be_numbers_or_strings() {
    for (number, mailbox, group) in [(json!(7), json!(12), json!(401)), (json!("7"), json!("12"), json!("401"))] {
        let ticket = decode(&json!({
            "number": number, "mailbox": "Trade", "mailbox_id": mailbox, "assigned_group": "Billing",
            "assigned_group_id": group, "attachment_count": number,
        }));
        assert_eq!(ticket.key.id, "7".into());
        assert_eq!(ticket.mailbox, Some(Choice { id: "12".into(), name: "Trade".into() }));
        assert_eq!(ticket.group, Some(Choice { id: "401".into(), name: "Billing".into() }));
        assert_eq!(fact(&ticket, facts::ATTACHMENTS), Some(FactValue::Text("7".into())));
    }
}

#[test]
fn leading_zeros_of_ids_are_kept() {
    let ticket =
        decode(&json!({ "number": 7, "links": { "customer": { "href": "https://x/v1/customers/0070883940" } } }));
    assert_eq!(ticket.requester, Some(Person { id: "0070883940".into(), ..Person::default() }));
}

#[test]
fn an_unassigned_ticket_may_have_no_or_an_empty_assignee_link() {
    let links = [json!({}), json!({ "assignee": null }), json!({ "assignee": { "href": null } }), json!(null)];
    for links in links {
        let ticket = decode(&json!({ "number": 7, "assignee": null, "links": links }));
        assert_eq!(ticket.assignee, None, "{links}");
    }
}

#[test]
fn a_person_is_the_last_segment_of_a_link() {
    let addresses = [
        "https://api.groovehq.com/v1/agents/maya@tern.example",
        "http://api.groovehq.com/v1/agents/maya@tern.example",
        "https://api.groovehq.com/v1/agents/maya%40tern.example",
        "https://elsewhere.example/agents/maya@tern.example/",
        "https://api.groovehq.com/v1/agents/maya@tern.example?x=1#top",
        "/v1/agents/maya@tern.example",
    ];
    for href in addresses {
        let link = json!({ "id": "0201000000", "href": href });
        let ticket = decode(&json!({ "number": 7, "links": { "assignee": link, "customer": link } }));
        assert_eq!(ticket.assignee, Some(Person::by_email("maya@tern.example")), "{href}");
        assert_eq!(ticket.requester, Some(Person::by_email("maya@tern.example")), "{href}");
    }
}

#[test]
fn the_assignee_may_be_a_field_instead_of_a_link() {
    let ticket = decode(&json!({ "number": 7, "assignee": "maya@tern.example", "links": {} }));
    assert_eq!(ticket.assignee, Some(Person::by_email("maya@tern.example")));
}

#[test]
fn undocumented_states_are_kept() {
    for word in ["follow_up", "snoozed", "Opened", ""] {
        let ticket = decode(&json!({ "number": 7, "state": word }));
        assert_eq!(ticket.state, Some(State::new(word, StateCategory::Other)));
    }
}

#[test]
fn dates_decode_in_several_formats() {
    let spellings = [
        "2017-12-13T05:50:42Z",
        "2017-12-13T05:50:42.000Z",
        "2017-12-13T11:20:42+05:30",
        "2017-12-13 11:20:42 +0530",
        "2017-12-13 05:50:42 UTC",
    ];
    for spelling in spellings {
        let ticket = decode(&json!({ "number": 7, "created_at": spelling, "updated_at": spelling }));
        assert_eq!(ticket.created_at.map(|it| it.timestamp()), Some(1_513_144_242), "{spelling}");
        assert_eq!(ticket.updated_at, ticket.created_at);
    }
    assert_eq!(decode(&json!({ "number": 7, "created_at": "yesterday", "updated_at": 7 })).created_at, None);
}

#[test]
fn null_and_values_of_the_wrong_type_are_ignored() {
    let fields = [
        "assigned_group",
        "created_at",
        "updated_at",
        "priority",
        "resolution_time",
        "title",
        "href",
        "closed_by",
        "tags",
        "tag_ids",
        "message_count",
        "starred",
        "summary",
        "links",
        "state",
        "assignee",
        "mailbox",
        "mailbox_id",
        "assigned_group_id",
        "customer_name",
        "type",
        "app_url",
    ];
    let minimal = decode(&json!({ "number": 7 }));
    for value in [Value::Null, json!([{}]), json!({ "href": [] })] {
        for field in fields {
            assert_eq!(decode(&json!({ "number": 7, field: value })), minimal, "{field}: {value}");
        }
        let all: Value = fields.iter().map(|field| ((*field).to_owned(), value.clone())).collect();
        let mut all = all;
        all["number"] = json!(7);
        assert_eq!(decode(&all), minimal, "{value}");
    }
}

#[test]
fn unknown_fields_are_ignored() {
    let ticket = decode(&json!({
        "number": 7, "id": 9, "deleted_at": null, "browser": { "name": "?" }, "last_message_author": { "id": "1" },
        "links": { "drafts": { "href": "https://x/v1/tickets/7/drafts" }, "sla": 4 },
    }));
    assert_eq!(ticket, decode(&json!({ "number": 7 })));
}

#[test]
fn labels_that_are_not_names_are_left_out() {
    let ticket =
        decode(&json!({ "number": 7, "tags": ["a b", 7, null, "a/b, 50%", "a b"], "tag_ids": [1986, "1987"] }));
    assert_eq!(ticket.labels, labels(&["a b", "7", "a/b, 50%"]));
}

#[test]
fn other_fields_become_facts() {
    let ticket = decode(&json!({
        "number": 7, "priority": "high", "resolution_time": 86400, "closed_by": "maya@tern.example", "type": "Widget",
        "tag_ids": [1986, "1987"], "snoozed_until": "2017-12-13 05:50:42 UTC",
    }));
    let moment = time::parse("2017-12-13T05:50:42Z").unwrap();
    let expected = [
        (facts::PRIORITY, FactValue::Text("high".into())),
        (facts::CLOSED_BY, FactValue::Text("maya@tern.example".into())),
        (facts::RESOLUTION_TIME, FactValue::Text("86400".into())),
        (facts::API_ADDRESS, FactValue::Nothing),
        (facts::CHANNEL, FactValue::Text("Widget".into())),
        (facts::SNOOZED_UNTIL, FactValue::Time(moment)),
        (facts::LABEL_IDS, FactValue::Text("1986, 1987".into())),
    ];
    assert_eq!(ticket.facts, expected.map(|(name, value)| Fact { name, value }));
}

#[test]
fn a_ticket_without_a_number_is_undecodable_and_the_error_names_the_field() {
    for payload in [json!({}), json!({ "number": null }), json!(7)] {
        let Err(Error::Undecodable { place, .. }) = try_decode(&payload) else { panic!("{payload}") };
        assert_eq!(place, "ticket.number", "{payload}");
    }
}
