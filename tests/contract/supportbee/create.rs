//! "Creating Tickets": the form, and every field that is sent.

use deskbell::client::error::Error;
use deskbell::client::providers::supportbee::calls;
use deskbell::client::providers::supportbee::wire;
use deskbell::domain::{Directory, Entry, NewTicket, TicketId};
use deskbell::sandbox::supportbee::{SupportBee, ticket};
use serde_json::json;

use crate::harness::{Harness, harness, with_body};

/// Makes a new ticket with these texts.
fn new_ticket(texts: &[(&'static str, &str)]) -> NewTicket {
    let mut input = NewTicket::default();
    for (key, text) in texts {
        input.enter(key, Entry::Text((*text).to_owned()));
    }
    input
}

fn create(bee: &mut Harness<SupportBee>, input: &NewTicket) -> Result<TicketId, Error> {
    let exchange = bee.provider.create(input, &Directory::default());
    bee.run(exchange)
}

#[test]
fn creating_a_ticket_sends_every_field_of_the_form() {
    let mut bee = harness(SupportBee::with(ticket(7)));
    let input = new_ticket(&[
        ("subject", "Broken & dented"),
        ("requester_name", "Ada Byrne"),
        ("requester_email", "ada@post.example"),
        ("body", " It broke & I <3 it "),
        ("attachment_ids", "1240, 1241,"),
    ]);
    assert_eq!(create(&mut bee, &input), Ok("8".into()));
    let body = json!({ "ticket": {
        "subject": "Broken & dented",
        "requester_name": "Ada Byrne",
        "requester_email": "ada@post.example",
        "content_attributes": { "body": "It broke & I <3 it", "attachment_ids": [1240, 1241] },
    } });
    assert_eq!(bee.take_requests(), [with_body("POST /tickets.json", body)]);
    let created = bee.sandbox.ticket(8);
    assert_eq!((created.subject.as_str(), created.requester_email.as_str()), ("Broken & dented", "ada@post.example"));
    assert_eq!(created.attachments.len(), 2);
}

#[test]
fn empty_fields_are_not_sent() {
    let mut bee = harness(SupportBee::empty());
    create(&mut bee, &new_ticket(&[("subject", "S"), ("requester_name", "N"), ("body", "B")])).unwrap();
    let body = json!({ "ticket": {
        "subject": "S", "requester_name": "N", "content_attributes": { "body": "B" },
    } });
    assert_eq!(bee.take_requests(), [with_body("POST /tickets.json", body)]);
}

#[test]
fn a_ticket_can_be_created_with_html_only() {
    let mut bee = harness(SupportBee::empty());
    let new = wire::NewTicket {
        subject: "S".into(),
        requester_name: "N".into(),
        body_html: Some("<p>B</p>".into()),
        ..wire::NewTicket::default()
    };
    bee.run(calls::create_ticket(new)).unwrap();
    let content = json!({ "body_html": "<p>B</p>" });
    let body = json!({ "ticket": { "subject": "S", "requester_name": "N", "content_attributes": content } });
    assert_eq!(bee.take_requests(), [with_body("POST /tickets.json", body)]);
    assert_eq!(bee.sandbox.ticket(1).html.as_deref(), Some("<p>B</p>"));
}

#[test]
fn a_refused_ticket_names_the_invalid_field() {
    let mut bee = harness(SupportBee::empty());
    let good = [("subject", "S"), ("requester_name", "N"), ("body", "B")];
    for (key, text) in [("requester_email", "nobody"), ("attachment_ids", "logo.jpg")] {
        let Err(Error::Rejected { detail }) = create(&mut bee, &new_ticket(&[&good[..], &[(key, text)]].concat()))
        else {
            panic!("{key}")
        };
        assert!(detail.starts_with(&format!("{key}: ")), "{detail}");
    }
    assert!(bee.sandbox.tickets().is_empty());
}

#[test]
fn the_form_has_every_documented_field_and_requires_three() {
    let bee = harness(SupportBee::empty());
    let form = bee.provider.new_ticket_fields();
    let labels: Vec<_> = form.iter().map(|field| (field.key, field.label.english())).collect();
    let expected = [
        ("subject", "Subject"),
        ("requester_name", "Requester name"),
        ("requester_email", "Requester email"),
        ("body", "Message"),
        ("attachment_ids", "Attachments"),
    ];
    assert_eq!(labels, expected);
    let required: Vec<_> = form.iter().filter(|field| field.is_required).map(|field| field.key).collect();
    assert_eq!(required, ["subject", "requester_name", "body"]);
}
