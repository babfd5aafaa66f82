//! "Creating a new ticket": all fourteen parameters, and the nine of a customer.

use chrono::{DateTime, Utc};
use deskbell::client::error::Error;
use deskbell::domain::{Choice, Directory, Entry, NewTicket, Person, TicketId};
use deskbell::path;
use deskbell::sandbox::Sandbox;
use deskbell::sandbox::groove::{DEMO_TOKEN, Groove};
use serde_json::{Value, json};

use crate::harness::{Harness, harness, now, with_body};

/// Makes a new ticket with these texts.
fn new_ticket(texts: &[(&'static str, &str)]) -> NewTicket {
    let mut input = NewTicket::default();
    for (key, text) in texts {
        input.enter(key, Entry::Text((*text).to_owned()));
    }
    input
}

const CUSTOMER: [(&str, &str); 8] = [
    ("name", "Ada Byrne"),
    ("about", "Buys lamps"),
    ("twitter_username", "ada"),
    ("title", "Dr"),
    ("company_name", "Byrne & Sons"),
    ("phone_number", "+44 20 7946 0000"),
    ("location", "London"),
    ("linkedin_username", "adabyrne"),
];

/// Returns the hash of customer attributes of [`CUSTOMER`] with an address.
fn hash(email: &str) -> Value {
    let mut hash: Value = CUSTOMER.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect();
    hash["email"] = json!(email);
    hash
}

fn create(groove: &mut Harness<Groove>, input: &NewTicket, known: &Directory) -> Result<TicketId, Error> {
    let exchange = groove.provider.create(input, known);
    groove.run(exchange)
}

/// Returns a customer of the account.
fn customer(groove: &mut Harness<Groove>, email: &str) -> Value {
    let mut request = deskbell::client::request::Request::get(path!["customers", email]);
    request.headers.push(("Authorization".to_owned(), format!("Bearer {DEMO_TOKEN}")));
    let document: Value = groove.sandbox.answer(&request, now()).json().unwrap();
    document["customer"].clone()
}

#[test]
fn creating_a_ticket_sends_all_fourteen_parameters() {
    let mut groove = harness(Groove::empty());
    let known = Directory {
        groups: vec![Choice { id: "0401000001".into(), name: "Billing".into() }],
        people: vec![Person::by_email("tomas@tern.example")],
        ..Directory::default()
    };
    let mut input = new_ticket(&[
        ("body", " It broke & I <3 it "),
        ("from", "tomas@tern.example"),
        ("to", "ada@post.example"),
        ("mailbox", "11"),
        ("assigned_group", "0401000001"),
        ("assignee", "maya@tern.example"),
        ("sent_at", "Tue, 17 Jul 2012 15:41:01 +0200"),
        ("state", "pending"),
        ("subject", "Broken"),
    ]);
    for flag in ["note", "send_copy_to_customer", "starred", "skip_notifications"] {
        input.enter(flag, Entry::Yes);
    }
    input.enter("tags", Entry::Names(vec!["a b".into(), "50%, off/on".into()]));

    let id = create(&mut groove, &input, &known).unwrap();

    assert_eq!(id, "1".into());
    let body = json!({
        "body": "It broke & I <3 it",
        "from": "tomas@tern.example",
        "to": "ada@post.example",
        "mailbox": "11",
        // The group is chosen by id but sent by name, because a new ticket accepts only the name.
        "assigned_group": "Billing",
        "assignee": "maya@tern.example",
        "sent_at": "Tue, 17 Jul 2012 15:41:01 +0200",
        "note": true,
        "send_copy_to_customer": true,
        "state": "pending",
        "subject": "Broken",
        "tags": ["a b", "50%, off/on"],
        "starred": true,
        "skip_notifications": true,
    });
    assert_eq!(body.as_object().unwrap().len(), 14);
    assert_eq!(groove.take_requests(), [with_body("POST /tickets", body)]);
    let created = groove.sandbox.ticket(1);
    assert_eq!((created.subject.as_deref(), created.state, created.starred), (Some("Broken"), "pending", true));
    assert_eq!((created.assignee, created.group), (Some("maya@tern.example"), Some("Billing")));
    assert_eq!((created.mailbox, created.customer.as_str()), ("orders@tern.example", "ada@post.example"));
    assert_eq!(created.labels, ["a b", "50%, off/on"]);
    assert_eq!(created.created_at, "2012-07-17T13:41:01Z".parse::<DateTime<Utc>>().unwrap());
    assert!(created.messages[0].note && created.messages[0].by_agent);
}

#[test]
fn empty_fields_are_not_sent() {
    let mut groove = harness(Groove::empty());
    let input = new_ticket(&[("body", "Hello"), ("from", "ada@post.example"), ("to", "help@tern.example")]);
    create(&mut groove, &input, &Directory::default()).unwrap();
    let body = json!({ "body": "Hello", "from": "ada@post.example", "to": "help@tern.example" });
    assert_eq!(groove.take_requests(), [with_body("POST /tickets", body)]);
    assert_eq!(groove.sandbox.ticket(1).state, "unread");
}

#[test]
fn details_of_a_customer_who_writes_are_sent_in_from() {
    let mut groove = harness(Groove::empty());
    let mut texts = vec![("body", "Hello"), ("from", "ada@post.example"), ("to", "help@tern.example")];
    texts.extend(CUSTOMER);
    create(&mut groove, &new_ticket(&texts), &Directory::default()).unwrap();
    assert_eq!(hash("ada@post.example").as_object().unwrap().len(), 9);
    let body = json!({ "body": "Hello", "from": hash("ada@post.example"), "to": "help@tern.example" });
    assert_eq!(groove.take_requests(), [with_body("POST /tickets", body)]);
    assert_eq!(groove.sandbox.ticket(1).customer, "ada@post.example");
    let known = customer(&mut groove, "ada@post.example");
    for (key, value) in CUSTOMER {
        assert_eq!(known[key], value, "{key}");
    }
}

#[test]
fn details_of_a_customer_who_is_written_to_are_sent_in_to() {
    let known = Directory { people: vec![Person::by_email("amara@tern.example")], ..Directory::default() };
    // The agent's own address comes from the account, those of other agents from the list of agents.
    for (agent, known) in [("maya@tern.example", Directory::default()), ("amara@tern.example", known)] {
        let mut groove = harness(Groove::empty());
        let mut texts = vec![("body", "Hello"), ("from", agent), ("to", "ada@post.example")];
        texts.extend(CUSTOMER);
        create(&mut groove, &new_ticket(&texts), &known).unwrap();
        let body = json!({ "body": "Hello", "from": agent, "to": hash("ada@post.example") });
        assert_eq!(groove.take_requests(), [with_body("POST /tickets", body)]);
        assert_eq!(customer(&mut groove, "ada@post.example")["company_name"], "Byrne & Sons");
    }
}

#[test]
fn a_refused_ticket_names_the_invalid_field() {
    let mut groove = harness(Groove::empty());
    let input = new_ticket(&[("body", "Hello"), ("from", "nobody"), ("to", "help@tern.example")]);
    let Err(Error::Rejected { detail }) = create(&mut groove, &input, &Directory::default()) else { panic!() };
    assert!(detail.starts_with("from: "), "{detail}");
    assert!(groove.sandbox.tickets().is_empty());
}

#[test]
fn the_form_has_every_documented_parameter_and_requires_three() {
    let groove = harness(Groove::empty());
    let form = groove.provider.new_ticket_fields();
    let mut keys: Vec<_> = form.iter().map(|field| field.key).collect();
    keys.sort_unstable();
    let mut documented = vec![
        "body",
        "from",
        "to",
        "mailbox",
        "assigned_group",
        "assignee",
        "sent_at",
        "note",
        "send_copy_to_customer",
        "state",
        "subject",
        "tags",
        "starred",
        "skip_notifications",
    ];
    documented.extend(CUSTOMER.map(|(key, _)| key));
    documented.sort_unstable();
    assert_eq!(keys, documented);
    let required: Vec<_> = form.iter().filter(|field| field.is_required).map(|field| field.key).collect();
    assert_eq!(required, ["from", "to", "body"]);
}
