//! Each documented call, and what it refuses. [`super::tests_account`] tests seeding, paging and transport.

use serde_json::{Value, json};

use super::*;
use crate::client::request::Method;
use crate::path;

/// The time of every request in these tests.
pub(super) fn now() -> DateTime<Utc> {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

/// Sends a request with the token.
pub(super) fn send(groove: &mut Groove, mut request: Request) -> Response {
    request.headers.push(("authorization".to_owned(), format!("Bearer {DEMO_TOKEN}")));
    groove.answer(&request, now())
}

pub(super) fn get(groove: &mut Groove, path: String) -> Value {
    body(&send(groove, Request::get(path)))
}

pub(super) fn body(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

fn write(groove: &mut Groove, method: Method, path: String, document: Value) -> Response {
    send(groove, Request::new(method, path).json(document.clone()))
}

fn put(groove: &mut Groove, path: String, document: Value) -> Response {
    write(groove, Method::Put, path, document)
}

fn post(groove: &mut Groove, path: String, document: Value) -> Response {
    write(groove, Method::Post, path, document)
}

/// Asserts that a response is a 422 that blames this field.
#[track_caller]
fn assert_blames(field: &str, response: &Response) {
    assert_eq!(response.status, 422, "{}", response.text());
    assert!(body(response)["errors"][field][0].is_string(), "{} does not blame {field}", response.text());
}

fn keys(document: &Value) -> Vec<&str> {
    // The order of fields in an object does not matter.
    let mut keys: Vec<&str> = document.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn creating_a_ticket_accepts_all_fourteen_parameters() {
    let mut groove = Groove::empty();
    let response = post(
        &mut groove,
        path!["tickets"],
        json!({
            "body": "It broke & I <3 it",
            "from": {
                "email": "ada@post.example", "name": "Ada", "about": "a", "twitter_username": "b", "title": "c",
                "company_name": "d", "phone_number": "e", "location": "f", "linkedin_username": "g",
            },
            "to": "orders@tern.example",
            "mailbox": "11",
            "assigned_group": "Billing",
            "assignee": "tomas@tern.example",
            "sent_at": "Tue, 17 Jul 2012 15:41:01 +0200",
            "note": false,
            "send_copy_to_customer": true,
            "state": "pending",
            "subject": "Broken",
            "tags": ["a", "b", "a"],
            "starred": true,
            "skip_notifications": true,
        }),
    );
    assert_eq!(response.status, 201);
    assert_eq!(response.header("location"), Some("https://api.groovehq.com/v1/tickets/1"));
    assert_eq!(body(&response)["ticket"]["number"], 1);
    let created = groove.ticket(1);
    assert_eq!((created.subject.as_deref(), created.state, created.starred), (Some("Broken"), "pending", true));
    assert_eq!(
        (created.assignee, created.group, created.mailbox),
        (Some("tomas@tern.example"), Some("Billing"), "orders@tern.example")
    );
    assert_eq!(created.labels, ["a", "b"]);
    assert_eq!(created.created_at, "2012-07-17T13:41:01Z".parse::<DateTime<Utc>>().unwrap());
    assert_eq!(get(&mut groove, path!["customers", "ada@post.example"])["customer"]["linkedin_username"], "g");
}

#[test]
fn creating_a_ticket_requires_only_body_from_and_to() {
    let mut groove = Groove::with(ticket(7));
    let small =
        json!({ "body": "Hello", "from": "maya@tern.example", "to": { "email": "new@post.example" }, "note": true });
    assert_eq!(post(&mut groove, path!["tickets"], small).status, 201);
    let created = groove.ticket(8);
    assert_eq!((created.state, created.mailbox, created.subject.clone()), ("unread", "help@tern.example", None));
    assert_eq!((created.customer.as_str(), created.created_at), ("new@post.example", now()));
    assert!(created.messages[0].by_agent && created.messages[0].note);
}

#[test]
fn creating_a_ticket_refuses_undocumented_parameters_and_values() {
    let mut groove = Groove::empty();
    let cases = [
        ("body", json!(" ")),
        ("from", json!("nobody")),
        ("from", json!({ "name": "No Address" })),
        ("to", json!(null)),
        ("mailbox", json!("nowhere@tern.example")),
        ("assigned_group", json!("0401000001")),
        ("assignee", json!("alice.marlowe@post.example")),
        ("sent_at", json!("yesterday")),
        ("note", json!("false")),
        ("state", json!("open")),
        ("tags", json!("a,b")),
        ("tags", json!([1])),
        ("starred", json!(1)),
        ("send_copy_to_customer", json!(null)),
        ("skip_notifications", json!("true")),
        ("priority", json!("low")),
    ];
    for (field, value) in cases {
        let mut document = json!({ "body": "Hello", "from": "a@post.example", "to": "help@tern.example" });
        document[field] = value;
        assert_blames(field, &post(&mut groove, path!["tickets"], document));
    }
    assert_blames("from", &post(&mut groove, path!["tickets"], json!({ "body": "Hello", "to": "help@tern.example" })));
    let unknown =
        json!({ "body": "Hello", "to": "help@tern.example", "from": { "email": "a@b.example", "first_name": "A" } });
    assert_blames("first_name", &post(&mut groove, path!["tickets"], unknown));
    assert!(groove.tickets().is_empty());
}

#[test]
fn every_list_filter_works() {
    let mut groove = Groove::with(ticket(1).state("closed"))
        .and(ticket(2).assignee("maya@tern.example"))
        .and(ticket(3).customer("grace@adeyemi.example"))
        .and(ticket(4).starred());
    let id = get(&mut groove, path!["customers", "grace@adeyemi.example"])["customer"]["id"].clone();
    let cases = [
        ("assignee", "unassigned", vec![4, 3, 1]),
        ("assignee", "maya@tern.example", vec![2]),
        ("customer", "grace@adeyemi.example", vec![3]),
        ("customer", id.as_str().unwrap(), vec![3]),
        ("customer", "nobody@post.example", vec![]),
        ("state", "closed", vec![1]),
        ("folder", "504", vec![4]),
        ("per_page", "2", vec![4, 3]),
        ("page", "2", vec![]),
    ];
    for (name, value, expected) in cases {
        let list = body(&send(&mut groove, Request::get(path!["tickets"]).query(name, value)));
        let numbers: Vec<u64> =
            list["tickets"].as_array().unwrap().iter().map(|row| row["number"].as_u64().unwrap()).collect();
        assert_eq!(numbers, expected, "{name}={value}");
    }
}

#[test]
fn the_list_refuses_other_filters_and_values() {
    let mut groove = Groove::empty();
    let cases = [
        ("assignee", "Maya"),
        ("state", "open"),
        ("folder", "1"),
        ("page", "0"),
        ("page", "first"),
        ("per_page", "0"),
        ("per_page", "51"),
        ("search", "lamp"),
        ("sort", "updated_at"),
    ];
    for (name, value) in cases {
        assert_blames(name, &send(&mut groove, Request::get(path!["tickets"]).query(name, value)));
    }
    let twice = Request::get(path!["tickets"]).query("state", "opened").query("state", "closed");
    assert_blames("state", &send(&mut groove, twice));
}

#[test]
fn the_live_shape_has_the_fields_of_recorded_payloads() {
    let mut groove =
        Groove::with(ticket(7)).and(ticket(15).assignee("maya@tern.example").group("Billing").labels(["a"]));
    let plain = &get(&mut groove, path!["tickets", 7])["ticket"];
    assert_eq!(
        (&plain["state"], &plain["assignee"], &plain["mailbox_id"]),
        (&json!("unread"), &Value::Null, &json!("10"))
    );
    assert_eq!(keys(&plain["links"]), ["customer", "drafts", "messages", "state"]);
    assert_eq!(plain["links"]["customer"]["href"], "https://api.groovehq.com/v1/customers/alice.marlowe@post.example");
    let full = &get(&mut groove, path!["tickets", 15])["ticket"];
    assert_eq!(full["links"]["assignee"]["id"], "0201000000");
    assert_eq!(full["links"]["customer"]["href"], "http://api.groovehq.com/v1/customers/0070883940");
    assert_eq!((&full["tag_ids"], &full["assigned_group_id"]), (&json!([1986]), &json!("0401000001")));
    assert_eq!(full["customer_name"], "Alice Marlowe");
}

#[test]
fn the_documented_shape_has_only_the_fields_of_the_examples() {
    let mut groove = Groove::with(ticket(15).assignee("maya@tern.example")).documented_shape();
    let list = get(&mut groove, path!["tickets"]);
    let row = &list["tickets"][0];
    let mut listed = payload::LISTED.to_vec();
    listed.sort_unstable();
    assert_eq!(keys(row), listed);
    let links = json!({
        "assignee": { "href": "https://api.groovehq.com/v1/agents/maya@tern.example" },
        "customer": { "href": "https://api.groovehq.com/v1/customers/alice.marlowe@post.example" },
        "state": { "href": "https://api.groovehq.com/v1/tickets/15/state" },
        "messages": { "href": "https://api.groovehq.com/v1/tickets/15/messages" },
    });
    assert_eq!(row["links"], links);
    let detail = get(&mut groove, path!["tickets", 15]);
    assert_eq!(
        (&detail["ticket"]["starred"], &detail["ticket"]["created_at"]),
        (&json!(false), &json!("2012-07-17T13:41:01Z"))
    );
    assert_eq!(detail["ticket"].get("state"), None);
}

#[test]
fn the_state_can_be_read_and_updated() {
    let mut groove = Groove::with(ticket(7));
    assert_eq!(get(&mut groove, path!["tickets", 7, "state"]), json!({ "state": "unread" }));
    let response = put(&mut groove, path!["tickets", 7, "state"], json!({ "state": "closed" }));
    assert_eq!(response, Response::status(204));
    let closed = groove.ticket(7);
    assert_eq!((closed.state, closed.closed_by, closed.updated_at), ("closed", Some("maya@tern.example"), now()));
    assert_blames("state", &put(&mut groove, path!["tickets", 7, "state"], json!({ "state": "Closed" })));
    assert_blames("state", &put(&mut groove, path!["tickets", 7, "state"], json!({})));
    assert_eq!(put(&mut groove, path!["tickets", 8, "state"], json!({ "state": "spam" })).status, 404);
}

#[test]
fn the_assignee_can_be_read_and_updated() {
    let mut groove = Groove::with(ticket(7));
    assert_eq!(get(&mut groove, path!["tickets", 7, "assignee"]), json!({ "agent": null }));
    let change = json!({ "assignee": "maya@tern.example", "skip_notifications": true });
    assert_eq!(put(&mut groove, path!["tickets", 7, "assignee"], change).status, 204);
    let agent = json!({
        "email": "maya@tern.example",
        "first_name": "Maya",
        "last_name": "Lindqvist",
        "href": "https://api.groovehq.com/v1/agents/maya@tern.example",
        "links": { "tickets": { "href": "https://api.groovehq.com/v1/tickets?assignee=maya%40tern.example" } },
    });
    assert_eq!(get(&mut groove, path!["tickets", 7, "assignee"]), json!({ "agent": agent }));
    for nobody in [json!(null), json!(""), json!("unassigned"), json!("maya")] {
        assert_blames("assignee", &put(&mut groove, path!["tickets", 7, "assignee"], json!({ "assignee": nobody })));
    }
}

#[test]
fn the_group_can_be_updated_by_name_or_id() {
    let mut groove = Groove::with(ticket(7));
    for (group, name) in [("Trade & Wholesale", "Trade & Wholesale"), ("0401000001", "Billing")] {
        assert_eq!(put(&mut groove, path!["tickets", 7, "assigned_group"], json!({ "group": group })).status, 204);
        assert_eq!(groove.ticket(7).group, Some(name));
    }
    assert_blames("group", &put(&mut groove, path!["tickets", 7, "assigned_group"], json!({ "group": "Sales" })));
    let name_of_create = json!({ "assigned_group": "Billing" });
    assert_blames("assigned_group", &put(&mut groove, path!["tickets", 7, "assigned_group"], name_of_create));
}

#[test]
fn labels_can_be_added_and_replaced() {
    let mut groove = Groove::with(ticket(7).labels(["old", "kept"])).documented_shape();
    let response = post(&mut groove, path!["tickets", 7, "tags"], json!({ "tags": ["kept", "a/b, 50%"] }));
    assert_eq!((response.status, &body(&response)["ticket"]["tags"]), (201, &json!(["old", "kept", "a/b, 50%"])));
    assert_eq!(body(&response)["ticket"]["tag_ids"], json!([1986, 1987, 1988]));
    assert_eq!(
        put(&mut groove, path!["tickets", 7, "tags"], json!({ "tags": ["kept", "new"] })),
        Response::status(204)
    );
    assert_eq!(groove.ticket(7).labels, ["kept", "new"]);
    assert_eq!(put(&mut groove, path!["tickets", 7, "tags"], json!({ "tags": [] })).status, 204);
    assert!(groove.ticket(7).labels.is_empty());
    for wrong in [json!({}), json!({ "tags": "new" }), json!({ "tags": [""] })] {
        assert_blames("tags", &post(&mut groove, path!["tickets", 7, "tags"], wrong.clone()));
        assert_blames("tags", &put(&mut groove, path!["tickets", 7, "tags"], wrong));
    }
}

#[test]
fn the_mailbox_can_be_changed_by_id() {
    let mut groove = Groove::with(ticket(7));
    let response = send(&mut groove, Request::post(path!["tickets", 7, "change_mailbox", 12]));
    let index = "https://api.groovehq.com/v1/tickets/7/change_mailbox/12/";
    assert_eq!(response, Response::status(204).with_header("location", index));
    assert_eq!(groove.ticket(7).mailbox, "trade@tern.example");
    for nowhere in ["99", "help@tern.example"] {
        let response = send(&mut groove, Request::post(path!["tickets", 7, "change_mailbox", nowhere]));
        assert_eq!(response.status, 404);
    }
}
