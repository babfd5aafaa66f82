//! The documentation's own examples, word for word, and how they decode.

use deskbell::client::error::Error;
use deskbell::client::providers::supportbee::calls;
use deskbell::client::providers::supportbee::wire;
use deskbell::client::request::Request;
use deskbell::client::response::Response;
use deskbell::domain::{
    Attachment, Choice, Content, Directory, Fact, FactValue, Flag, Flags, Listed, NewTicket, Page, Person, Query,
    Ticket, time,
};
use deskbell::sandbox::supportbee::SupportBee;
use deskbell::text::en::facts;
use serde_json::{Value, json};

use crate::harness::{describe, provider, text_response, with_body};

/// A server that answers every request with one of the examples.
macro_rules! example {
    ($status:literal, $name:literal) => {
        |_: &Request| -> Result<Response, Error> { Ok(text_response($status, file!($name))) }
    };
}

/// The text of an example.
macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../fixtures/supportbee/", $name, ".json"))
    };
}

const PICTURE: &str = "https://secure.gravatar.com/avatar/08a668f83cd9e933edca2beb59aa57e2.png?r=PG&s=48";

fn person(id: &str, name: &str) -> Person {
    let (email, picture) = ("person37@example.com".into(), Some(PICTURE.into()));
    Person { id: id.into(), name: name.into(), email, picture }
}

/// Returns the ticket of the examples as it is in a list.
fn example_ticket() -> Ticket {
    let fact = |name, value: &str| Fact { name, value: FactValue::Text(value.into()) };
    Ticket {
        key: "tern:1".parse().unwrap(),
        subject: "Welcome to SupportBee".into(),
        summary: "test -- Regards, Agent".into(),
        requester: Some(person("21", "Requester")),
        flags: Flags::default()
            .with(Flag::Starred, Some(false))
            .with(Flag::Archived, Some(false))
            .with(Flag::Spam, Some(false))
            .with(Flag::Answered, Some(false)),
        replies: Some(0),
        messages: Some(1),
        content: Some(Content {
            text: "test\n\n-- \nRegards,\nAgent".into(),
            html: "test<br><div><br></div>-- <br>Regards,<div>Agent</div>".into(),
            attachments: vec![Attachment {
                id: "2".into(),
                name: "logo.jpg".into(),
                kind: "image/jpeg".into(),
                size: None,
                created_at: time::parse("2012-01-18T15:17:33Z"),
                url: "http://company10.example.com/attachments/2".into(),
                thumb: Some("http://company10.example.com/attachments/2?version=thumb".into()),
            }],
        }),
        created_at: time::parse("2012-01-18T15:17:32Z"),
        updated_at: time::parse("2012-01-18T15:17:33Z"),
        facts: vec![
            fact(facts::COMMENTS, "0"),
            fact(facts::REQUESTER_ID, "21"),
            Fact { name: facts::REQUESTER_IS_AN_AGENT, value: FactValue::Switch(false) },
            Fact { name: facts::GROUP, value: FactValue::Nothing },
        ],
        ..Ticket::default()
    }
}

/// Returns the same ticket, assigned to the agent of the examples.
fn assigned_ticket() -> Ticket {
    Ticket { assignee: Some(person("19", "Agent,10")), ..example_ticket() }
}

#[test]
fn the_example_of_retrieving_tickets_decodes() {
    let page = provider::<SupportBee>().list(&Query::default(), None).run(example!(200, "listing")).unwrap();
    assert_eq!(page, Page { tickets: vec![Listed::Ticket(Box::new(example_ticket()))], total: Some(1), next: None });
    let Listed::Ticket(ticket) = &page.tickets[0] else { panic!() };
    assert_eq!(ticket.requester.as_ref().and_then(|it| it.picture.as_deref()), Some(PICTURE));
    assert_eq!(ticket.status().map(|state| state.word).as_deref(), Some("unanswered"));
}

#[test]
fn the_example_of_searching_tickets_decodes() {
    let query = Query::default().with_text("SupportBee");
    let found = provider::<SupportBee>().list(&query, None).run(example!(200, "found")).unwrap();
    assert_eq!(found, Page { tickets: vec![Listed::Ticket(Box::new(assigned_ticket()))], total: Some(1), next: None });
}

/// Returns the example of a list with the additional fields of an assigned ticket.
fn with_assignee(part: &str) -> Ticket {
    let mut ticket: Value = serde_json::from_str(file!("listing")).unwrap();
    let part: Value = serde_json::from_str(part).unwrap();
    ticket["tickets"][0]["current_assignee"] = part["current_assignee"].clone();
    let answer = Response::json_body(200, &json!({ "ticket": ticket["tickets"][0] }));
    provider::<SupportBee>().ticket(&"1".into()).run(|_| Ok(answer.clone())).unwrap()
}

#[test]
fn the_examples_of_assigned_tickets_decode() {
    assert_eq!(with_assignee(file!("assigned_user")), assigned_ticket());
    let of_group = with_assignee(file!("assigned_group"));
    assert_eq!(of_group.group, Some(Choice { id: "1".into(), name: "Group 1".into() }));
    assert_eq!(of_group.assignee, None);
    let FactValue::Person(group) = &of_group.facts[3].value else { panic!("{:?}", of_group.facts) };
    assert_eq!(group.name, "Group 1");
    let picture = "https://tern.supportbee.example/images/groups/speech-balloon-orange-g48.png";
    assert_eq!(group.picture.as_deref(), Some(picture), "a group's picture is at the account's own address");
}

#[test]
fn the_example_of_creating_tickets_decodes() {
    let new = wire::NewTicket {
        subject: "Subject".into(),
        requester_name: "John Doe".into(),
        requester_email: Some("john@example.com".into()),
        body: Some("Creating a ticket".into()),
        body_html: Some("<p>Creating a ticket</p>".into()),
        attachment_ids: vec![1240.into(), 1241.into()],
    };
    let exchange = calls::create_ticket(new);
    let data = serde_json::from_str(file!("new")).unwrap();
    assert_eq!(describe(&exchange.request), with_body("POST /tickets.json", data));
    assert_eq!(exchange.run(example!(201, "created")), Ok("1".into()));
    let exchange = provider::<SupportBee>().create(&NewTicket::default(), &Directory::default());
    assert_eq!(exchange.run(example!(201, "created")), Ok("1".into()));
}

#[test]
fn the_example_of_showing_a_ticket_decodes() {
    let ticket = provider::<SupportBee>().ticket(&"1".into()).run(example!(200, "ticket")).unwrap();
    assert_eq!(ticket, assigned_ticket());
    assert_eq!(ticket.assignee.and_then(|it| it.picture).as_deref(), Some(PICTURE));
}
