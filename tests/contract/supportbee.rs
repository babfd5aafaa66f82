//! SupportBee, Tickets API: for every documented call the request it makes, what it changes and how its response
//! decodes; and the changes, which are beyond that page.

mod create;
mod examples;
mod listing;
mod payloads;
mod thread;

use deskbell::client::error::Error;
use deskbell::client::providers::supportbee::calls;
use deskbell::domain::{Change, Choice, Directory, Flag, Person, Ticket, TicketField, TicketId, Value as FieldValue};
use deskbell::sandbox::supportbee::{self, SupportBee, ticket};
use serde_json::{Value, json};

use crate::conformance::{conformance, labels};
use crate::harness::{Harness, TestSandbox, harness, now, with_body, without_body};

impl TestSandbox for SupportBee {
    const TOKEN: &'static str = supportbee::DEMO_TOKEN;

    fn account() -> Value {
        json!({ "id": "tern", "provider": "supportbee", "baseUrl": "https://tern.supportbee.example", "me": "4101" })
    }

    fn seeded(count: usize) -> Self {
        SupportBee::seeded(count, now())
    }

    fn some_ticket() -> TicketId {
        "480001".into()
    }

    fn some_person() -> Person {
        Person { id: "4102".into(), name: "Tomás Ibáñez".into(), ..Person::default() }
    }

    fn some_group() -> Choice {
        Choice { id: "302".into(), name: "Billing".into() }
    }
}

conformance!(SupportBee);

fn id(number: u64) -> TicketId {
    number.to_string().as_str().into()
}

/// Performs a change as the app does, and returns the ticket that the app would show.
fn perform(bee: &mut Harness<SupportBee>, number: u64, change: &Change) -> Result<Ticket, Error> {
    let exchange = bee.provider.change(&id(number), change).unwrap();
    let ticket_patch = bee.run(exchange)?;
    let mut ticket = Ticket { assignee: Some(SupportBee::some_person()), ..Ticket::default() };
    change.apply(&mut ticket);
    ticket_patch(&mut ticket);
    Ok(ticket)
}

#[test]
fn a_request_without_the_token_is_unauthorized() {
    let mut bee = harness(SupportBee::with(ticket(7)).token("another"));
    assert_eq!(bee.run(calls::show_ticket(&id(7))).unwrap_err(), Error::Unauthorized);
}

#[test]
fn showing_a_ticket_sends_one_request() {
    let mut bee = harness(SupportBee::with(ticket(7).subject("Broken lamp").starred()));
    let exchange = bee.provider.ticket(&id(7));
    let found = bee.run(exchange).unwrap();
    assert_eq!((found.subject.as_str(), found.flags.get(Flag::Starred)), ("Broken lamp", Some(true)));
    assert_eq!(bee.run(calls::show_ticket(&id(8))).unwrap_err(), Error::NotFound);
    assert_eq!(bee.take_requests(), [without_body("GET /tickets/7.json"), without_body("GET /tickets/8.json")]);
}

#[test]
fn ids_are_encoded_in_the_path() {
    for (id, path) in [("../users", "/tickets/..%2Fusers.json"), ("7?spam=true#", "/tickets/7%3Fspam%3Dtrue%23.json")] {
        assert_eq!(calls::show_ticket(&id.into()).request.path, path);
    }
}

#[test]
fn flags_can_be_set_and_cleared() {
    let mut bee = harness(SupportBee::with(ticket(7)));
    let flags = [
        (Flag::Archived, "archive"),
        (Flag::Starred, "star"),
        (Flag::Spam, "spam"),
        (Flag::Trash, "trash"),
        (Flag::Answered, "answered"),
    ];
    for (flag, word) in flags {
        for (method, to) in [("POST", true), ("DELETE", false)] {
            let change = Change::new(TicketField::Flag(flag), !to, to);
            let shown = perform(&mut bee, 7, &change).unwrap();
            assert_eq!(shown.flags.get(flag), Some(to));
            assert_eq!(bee.take_requests(), [without_body(&format!("{method} /tickets/7/{word}"))]);
            let exchange = bee.provider.ticket(&id(7));
            assert_eq!(bee.run(exchange).unwrap().flags.get(flag), Some(to));
            bee.take_requests();
        }
    }
}

#[test]
fn a_ticket_can_be_assigned_and_unassigned() {
    let mut bee = harness(SupportBee::with(ticket(7)));
    let change = Change::to(TicketField::Assignee, SupportBee::some_person());
    perform(&mut bee, 7, &change).unwrap();
    assert_eq!(bee.sandbox.ticket(7).user, Some("tomas@tern.example"));
    assert_eq!(perform(&mut bee, 7, &change.inverse().unwrap()).unwrap().assignee, None);
    assert_eq!(bee.sandbox.ticket(7).user, None);
    let body = json!({ "user_assignment": { "user_id": 4102 } });
    let lines = [with_body("POST /tickets/7/user_assignment", body), without_body("DELETE /tickets/7/user_assignment")];
    assert_eq!(bee.take_requests(), lines);
}

#[test]
fn an_agent_without_a_numeric_id_cannot_be_assigned() {
    let bee = harness(SupportBee::with(ticket(7)));
    for word in ["me", "maya@tern.example", ""] {
        let to = Some(Person { id: word.into(), ..Person::default() });
        assert!(bee.provider.change(&id(7), &Change::to(TicketField::Assignee, to)).is_none());
    }
}

#[test]
fn assigning_an_agent_outside_the_team_is_a_conflict() {
    let mut bee = harness(SupportBee::with(ticket(7).team("Billing")));
    let change = Change::to(TicketField::Assignee, SupportBee::some_person());
    let Err(Error::Conflict { detail }) = perform(&mut bee, 7, &change) else { panic!() };
    assert!(detail.contains("team"), "{detail}");
}

#[test]
fn changing_the_team_unassigns_the_agent() {
    let mut bee = harness(SupportBee::with(ticket(7).user("tomas@tern.example").team("Support")));
    let support = Choice { id: "301".into(), name: "Support".into() };
    let same = Change::new(TicketField::Group, support.clone(), support.clone());
    assert!(perform(&mut bee, 7, &same).unwrap().assignee.is_some());
    assert!(bee.sandbox.ticket(7).user.is_some());
    let another = Change::new(TicketField::Group, support, SupportBee::some_group());
    let shown = perform(&mut bee, 7, &another).unwrap();
    assert_eq!((shown.assignee, shown.group), (None, Some(SupportBee::some_group())));
    assert_eq!((bee.sandbox.ticket(7).user, bee.sandbox.ticket(7).team), (None, Some("Billing")));
    let none = Change::new(TicketField::Group, SupportBee::some_group(), FieldValue::Nothing);
    perform(&mut bee, 7, &none).unwrap();
    assert_eq!(bee.sandbox.ticket(7).team, None);
    let body = |team: u64| json!({ "team_assignment": { "team_id": team } });
    let lines = [
        with_body("POST /tickets/7/team_assignment", body(301)),
        with_body("POST /tickets/7/team_assignment", body(302)),
        without_body("DELETE /tickets/7/team_assignment"),
    ];
    assert_eq!(bee.take_requests(), lines);
}

#[test]
fn labels_are_added_and_removed_one_by_one() {
    let mut bee = harness(SupportBee::with(ticket(7).labels(["refund", "VIP", "bug"])));
    let from = labels(&["refund", "VIP"]);
    let to = labels(&["VIP", "shop/web", "50% off", "配送", "waiting on supplier"]);
    perform(&mut bee, 7, &Change::new(TicketField::Labels, from, to)).unwrap();
    let lines = [
        "POST /tickets/7/labels/shop%2Fweb",
        "POST /tickets/7/labels/50%25%20off",
        "POST /tickets/7/labels/%E9%85%8D%E9%80%81",
        "POST /tickets/7/labels/waiting%20on%20supplier",
        "DELETE /tickets/7/labels/refund",
    ];
    assert_eq!(bee.take_requests(), lines.map(without_body));
    let stored = ["VIP", "bug", "shop/web", "50% off", "配送", "waiting on supplier"];
    assert_eq!(bee.sandbox.ticket(7).labels, stored, "labels that others added stay");
}

#[test]
fn label_names_are_encoded_once_in_the_path() {
    let cases = [("a+b", "a%2Bb"), ("#1?", "%231%3F"), ("%2F", "%252F"), ("..", "%252E%252E"), ("v1.2", "v1.2")];
    for (name, segment) in cases {
        assert_eq!(calls::add_label(&id(7), name).request.path, format!("/tickets/7/labels/{segment}"));
        assert_eq!(calls::remove_label(&id(7), name).request.path, format!("/tickets/7/labels/{segment}"));
    }
}

#[test]
fn an_unknown_label_is_not_found_and_stops_the_change() {
    let mut bee = harness(SupportBee::with(ticket(7)));
    let change = Change::new(TicketField::Labels, labels(&[]), labels(&["new", "VIP"]));
    assert_eq!(perform(&mut bee, 7, &change).unwrap_err(), Error::NotFound);
    assert_eq!(bee.take_requests(), [without_body("POST /tickets/7/labels/new")]);
    assert!(bee.provider.change(&id(7), &Change::new(TicketField::Labels, labels(&["a"]), labels(&["a"]))).is_none());
}

#[test]
fn each_directory_list_is_one_request() {
    let mut bee = harness(SupportBee::empty());
    let mut directory = Directory::default();
    for exchange in bee.provider.directory() {
        directory.merge(bee.run(exchange).unwrap());
    }
    assert_eq!(bee.take_requests(), ["GET /users", "GET /teams", "GET /labels"].map(without_body));
    assert_eq!(directory.person("4101").map(Person::display), Some("Maya Lindqvist"));
    assert_eq!(directory.groups[1], SupportBee::some_group());
    assert_eq!((directory.labels.len(), directory.labels[0].name.as_str()), (14, "shipping"));
}

#[test]
fn undocumented_actions_are_listed_and_can_be_withdrawn() {
    let bee = harness(SupportBee::empty());
    let capabilities = bee.provider.capabilities();
    let undocumented: Vec<_> = capabilities.changes.iter().filter(|it| it.is_undocumented).collect();
    assert_eq!(undocumented.len(), 3 + Flag::ALL.len());
    let mut withdrawn = capabilities.clone();
    undocumented.iter().for_each(|it| withdrawn.withdraw(it.field));
    assert_eq!(withdrawn.changes, []);
}
