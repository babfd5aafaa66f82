//! The documentation's own examples, word for word, and how they decode.

use deskbell::client::error::Error;
use deskbell::client::providers::groove::calls;
use deskbell::client::request::Request;
use deskbell::client::response::Response;
use deskbell::domain::{
    Directory, Fact, FactValue, Flag, Flags, LabelSet, Listed, NewTicket, Page, Person, Query, State, StateCategory,
    Ticket, time,
};
use deskbell::sandbox::groove::Groove;
use deskbell::text::en::facts;

use crate::conformance::labels;
use crate::harness::{provider, text_response};

/// A server that answers every request with one of the examples.
macro_rules! example {
    ($status:literal, $name:literal) => {
        |_: &Request| -> Result<Response, Error> {
            Ok(text_response($status, include_str!(concat!("../../fixtures/groove/", $name, ".json"))))
        }
    };
}

/// Returns the ticket of the examples as it is in a list.
fn example_ticket() -> Ticket {
    let fact = |name, value| Fact { name, value };
    Ticket {
        key: "tern:1".parse().unwrap(),
        summary: "This is the first 100 characters of the first message...".into(),
        requester: Some(Person::by_email("customer@somewhere.com")),
        assignee: Some(Person::by_email("matt@groovehq.com")),
        labels: labels(&["important"]),
        messages: Some(1),
        created_at: time::parse("2012-07-17T13:41:01Z"),
        updated_at: time::parse("2012-07-17T13:41:01Z"),
        facts: vec![
            fact(facts::PRIORITY, FactValue::Nothing),
            fact(facts::CLOSED_BY, FactValue::Nothing),
            fact(facts::RESOLUTION_TIME, FactValue::Nothing),
            fact(facts::API_ADDRESS, FactValue::Text("https://api.groovehq.com/v1/tickets/1".into())),
        ],
        ..Ticket::default()
    }
}

#[test]
fn the_example_of_listing_tickets_decodes() {
    let page = provider::<Groove>().list(&Query::default(), None).run(example!(200, "listing")).unwrap();
    let ticket = Listed::Ticket(Box::new(example_ticket()));
    assert_eq!(page, Page { tickets: vec![ticket], total: Some(23), next: page.next.clone() });
    assert_eq!(page.next.map(|cursor| cursor.0).as_deref(), Some("2"), "page 1 of 23 has a next page");
}

#[test]
fn the_example_of_finding_one_ticket_decodes() {
    let ticket = provider::<Groove>().ticket(&"1".into()).run(|request| match request.path.as_str() {
        "/tickets/1" => example!(200, "ticket")(request),
        _ => example!(200, "state")(request),
    });
    let mut expected = Ticket {
        flags: Flags::default().with(Flag::Starred, Some(false)),
        state: Some(State::new("unread", StateCategory::Unread)),
        ..example_ticket()
    };
    expected.facts[1].value = FactValue::Text("matt@groovehq.com".into());
    assert_eq!(ticket, Ok(expected));
}

#[test]
fn the_example_of_creating_a_new_ticket_decodes() {
    let exchange = provider::<Groove>().create(&NewTicket::default(), &Directory::default());
    assert_eq!(exchange.run(example!(201, "created")), Ok("1".into()));
}

#[test]
fn the_example_of_finding_a_tickets_state_decodes() {
    assert_eq!(calls::find_state(&"1".into()).run(example!(200, "state")).as_deref(), Ok("unread"));
}

#[test]
fn the_example_of_finding_a_tickets_assignee_decodes() {
    let exchange = provider::<Groove>().assignee_of(&"1".into()).unwrap();
    let matthew = Person { name: "Matthew Beedle".into(), ..Person::by_email("matt@groovehq.com") };
    assert_eq!(exchange.run(example!(200, "assignee")), Ok(Some(matthew)));
}

#[test]
fn the_example_of_adding_labels_decodes() {
    let exchange = calls::add_labels(&"1234".into(), vec!["new".into()]);
    let labelled = exchange.run(example!(201, "labelled")).unwrap();
    assert_eq!(labelled.number, "1234");
    assert_eq!(labelled.state.as_deref(), Some("opened"));
    assert_eq!(labelled.tags, ["some", "new", "labels"]);
    assert_eq!(labelled.tag_ids, ["1986", "1987", "1989"]);
    let ticket = provider::<Groove>().ticket(&"1234".into()).run(example!(200, "labelled")).unwrap();
    assert_eq!(ticket.labels, labels(&["some", "new", "labels"]));
    assert_eq!(ticket.state, Some(State::new("opened", StateCategory::Open)));
    assert_eq!(ticket.created_at, time::parse("2017-12-13T05:50:42Z"));
    assert_eq!(ticket.facts[0], Fact { name: facts::PRIORITY, value: FactValue::Text("low".into()) });
}

#[test]
fn examples_without_a_body_count_as_success() {
    let none = LabelSet::default();
    let calls = [
        calls::update_state(&"1".into(), "unread"),
        calls::update_assignee(&"1".into(), "matt@groovehq.com", false),
        calls::update_assigned_group(&"1".into(), "Billing", false),
        calls::replace_labels(&"1".into(), none.names()),
        calls::change_mailbox(&"1".into(), "10"),
    ];
    for exchange in calls {
        let line = exchange.request.path.clone();
        let location = "https://api.groovehq.com/v1/tickets/1/change_mailbox/10";
        assert_eq!(exchange.run(|_| Ok(Response::status(204).with_header("location", location))), Ok(()), "{line}");
    }
}
