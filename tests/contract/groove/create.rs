//! "Creating a new ticket": all fourteen parameters, and the nine of a customer.

use chrono::{DateTime, Utc};
use deskbell::client::error::Error;
use deskbell::domain::{Choice, Directory, Entry, NewTicket, Person, TicketId};
use deskbell::path;
use deskbell::sandbox::Sandbox;
use deskbell::sandbox::groove::{DEMO_TOKEN, Groove};
use serde_json::{Value, json};

use crate::bench::{Bench, against, now, with};

/// A draft with these texts.
fn draft(texts: &[(&'static str, &str)]) -> NewTicket {
    let mut draft = NewTicket::default();
    for (key, text) in texts {
        draft.enter(key, Entry::Text((*text).to_owned()));
    }
    draft
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

/// The hash of customer attributes that [`CUSTOMER`] and an address make.
fn hash(email: &str) -> Value {
    let mut hash: Value = CUSTOMER.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect();
    hash["email"] = json!(email);
    hash
}

fn create(groove: &mut Bench<Groove>, draft: &NewTicket, known: &Directory) -> Result<TicketId, Error> {
    let exchange = groove.provider.create(draft, known);
    groove.run(exchange)
}

/// What the account knows of a customer.
fn customer(groove: &mut Bench<Groove>, email: &str) -> Value {
    let mut request = deskbell::client::request::Request::get(path!["customers", email]);
    request.headers.push(("Authorization".to_owned(), format!("Bearer {DEMO_TOKEN}")));
    let document: Value = groove.sandbox.answer(&request, now()).json().unwrap();
    document["customer"].clone()
}

#[test]
fn creating_a_ticket_sends_all_fourteen_parameters() {
    let mut groove = against(Groove::empty());
    let known = Directory {
        groups: vec![Choice { id: "0401000001".into(), name: "Billing".into() }],
        people: vec![Person::by_email("tomas@tern.example")],
        ..Directory::default()
    };
    let mut draft = draft(&[
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
    for switch in ["note", "send_copy_to_customer", "starred", "skip_notifications"] {
        draft.enter(switch, Entry::Yes);
    }
    draft.enter("tags", Entry::Names(vec!["a b".into(), "50%, off/on".into()]));

    let new = create(&mut groove, &draft, &known).unwrap();

    assert_eq!(new, "1".into());
    let body = json!({
        "body": "It broke & I <3 it",
        "from": "tomas@tern.example",
        "to": "ada@post.example",
        "mailbox": "11",
        // The group is chosen by id and travels by name, which is all that a new ticket takes.
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
    assert_eq!(groove.asked(), [with("POST /tickets", body)]);
    let made = groove.sandbox.ticket(1);
    assert_eq!((made.subject.as_deref(), made.state, made.starred), (Some("Broken"), "pending", true));
    assert_eq!((made.assignee, made.group), (Some("maya@tern.example"), Some("Billing")));
    assert_eq!((made.mailbox, made.customer.as_str()), ("orders@tern.example", "ada@post.example"));
    assert_eq!(made.labels, ["a b", "50%, off/on"]);
    assert_eq!(made.created_at, "2012-07-17T13:41:01Z".parse::<DateTime<Utc>>().unwrap());
    assert!(made.messages[0].note && made.messages[0].by_agent);
}

#[test]
fn what_is_not_entered_is_not_sent() {
    let mut groove = against(Groove::empty());
    let draft = draft(&[("body", "Hello"), ("from", "ada@post.example"), ("to", "help@tern.example")]);
    create(&mut groove, &draft, &Directory::default()).unwrap();
    let body = json!({ "body": "Hello", "from": "ada@post.example", "to": "help@tern.example" });
    assert_eq!(groove.asked(), [with("POST /tickets", body)]);
    assert_eq!(groove.sandbox.ticket(1).state, "unread");
}

#[test]
fn the_details_of_a_customer_who_writes_stand_in_from() {
    let mut groove = against(Groove::empty());
    let mut texts = vec![("body", "Hello"), ("from", "ada@post.example"), ("to", "help@tern.example")];
    texts.extend(CUSTOMER);
    create(&mut groove, &draft(&texts), &Directory::default()).unwrap();
    assert_eq!(hash("ada@post.example").as_object().unwrap().len(), 9);
    let body = json!({ "body": "Hello", "from": hash("ada@post.example"), "to": "help@tern.example" });
    assert_eq!(groove.asked(), [with("POST /tickets", body)]);
    assert_eq!(groove.sandbox.ticket(1).customer, "ada@post.example");
    let known = customer(&mut groove, "ada@post.example");
    for (key, value) in CUSTOMER {
        assert_eq!(known[key], value, "{key}");
    }
}

#[test]
fn the_details_of_a_customer_whom_an_agent_writes_to_stand_in_to() {
    let known = Directory { people: vec![Person::by_email("amara@tern.example")], ..Directory::default() };
    // The agent's own address is known from the account, the others' from the list of agents.
    for (agent, known) in [("maya@tern.example", Directory::default()), ("amara@tern.example", known)] {
        let mut groove = against(Groove::empty());
        let mut texts = vec![("body", "Hello"), ("from", agent), ("to", "ada@post.example")];
        texts.extend(CUSTOMER);
        create(&mut groove, &draft(&texts), &known).unwrap();
        let body = json!({ "body": "Hello", "from": agent, "to": hash("ada@post.example") });
        assert_eq!(groove.asked(), [with("POST /tickets", body)]);
        assert_eq!(customer(&mut groove, "ada@post.example")["company_name"], "Byrne & Sons");
    }
}

#[test]
fn a_refused_ticket_says_which_field_is_wrong() {
    let mut groove = against(Groove::empty());
    let draft = draft(&[("body", "Hello"), ("from", "nobody"), ("to", "help@tern.example")]);
    let Err(Error::Rejected { detail }) = create(&mut groove, &draft, &Directory::default()) else { panic!() };
    assert!(detail.starts_with("from: "), "{detail}");
    assert!(groove.sandbox.tickets().is_empty());
}

#[test]
fn the_form_asks_for_every_documented_parameter_and_requires_the_documented_three() {
    let groove = against(Groove::empty());
    let form = &groove.provider.capabilities().create;
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
