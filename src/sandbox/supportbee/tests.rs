//! Each documented call, and what it refuses. [`super::tests_account`] tests seeding, paging and transport.

use serde_json::{Value, json};

use super::*;
use crate::client::request::Form;
use crate::path;

/// Parameters of a list, and the ids in it.
type Listing = (&'static [(&'static str, &'static str)], &'static [u64]);

/// The time of every request in these tests.
pub(super) fn now() -> DateTime<Utc> {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

/// Sends a request with the token.
pub(super) fn send(bee: &mut SupportBee, request: Request) -> Response {
    bee.answer(&request.query(TOKEN_PARAMETER, DEMO_TOKEN), now())
}

pub(super) fn body(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

pub(super) fn get(bee: &mut SupportBee, path: String) -> Value {
    body(&send(bee, Request::get(path)))
}

fn post(bee: &mut SupportBee, path: String, document: Value) -> Response {
    send(bee, Request::post(path).json(document))
}

/// Asserts that a response is a 400 that blames this field.
#[track_caller]
fn assert_blames(field: &str, response: &Response) {
    assert_eq!(response.status, 400, "{}", response.text());
    assert!(body(response)["errors"][field][0].is_string(), "{} does not blame {field}", response.text());
}

fn ids(response: &Response) -> Vec<u64> {
    body(response)["tickets"].as_array().unwrap().iter().map(|row| row["id"].as_u64().unwrap()).collect()
}

fn keys(document: &Value) -> Vec<&str> {
    document.as_object().unwrap().keys().map(String::as_str).collect()
}

fn list(bee: &mut SupportBee, parameters: &[(&str, &str)]) -> Response {
    let request = Request::get("/tickets.json".to_owned());
    send(bee, parameters.iter().fold(request, |request, (name, value)| request.query(name, value)))
}

#[test]
fn every_list_filter_works() {
    let mut bee = SupportBee::with(ticket(1).archived())
        .and(ticket(2).spam())
        .and(ticket(3).trash())
        .and(ticket(4).replies(3).labels(["50% off"]))
        .and(ticket(5).user("maya@tern.example").starred())
        .and(ticket(6).team("Support").replies(1))
        .and(ticket(7).user("tomas@tern.example").team("Support"));
    let cases: [Listing; 24] = [
        (&[], &[7, 6, 5, 4]),
        (&[("spam", "false")], &[7, 6, 5, 4]),
        (&[("spam", "true")], &[7, 6, 5, 4, 2]),
        (&[("trash", "true")], &[7, 6, 5, 4, 3]),
        (&[("archived", "true")], &[1]),
        (&[("archived", "false")], &[7, 6, 5, 4]),
        (&[("archived", "any")], &[7, 6, 5, 4, 1]),
        (&[("replies", "true")], &[6, 4]),
        (&[("replies", "false")], &[7, 5]),
        (&[("max_replies", "1")], &[7, 6, 5]),
        (&[("max_replies", "1"), ("replies", "true")], &[6]),
        (&[("assigned_user", "me")], &[5]),
        (&[("assigned_user", "4101")], &[5]),
        (&[("assigned_user", "4102")], &[7]),
        (&[("assigned_user", "none")], &[6, 4]),
        (&[("assigned_group", "mine")], &[7, 6]),
        (&[("assigned_group", "301")], &[7, 6]),
        (&[("assigned_group", "302")], &[]),
        (&[("starred", "true")], &[5]),
        (&[("starred", "false")], &[7, 6, 4]),
        (&[("label", "50% off")], &[4]),
        (&[("label", "unanswered")], &[7, 5]),
        (&[("per_page", "2")], &[7, 6]),
        (&[("per_page", "3"), ("page", "2")], &[4]),
    ];
    for (parameters, expected) in cases {
        assert_eq!(ids(&list(&mut bee, parameters)), expected, "{parameters:?}");
    }
}

#[test]
fn the_list_refuses_other_filters_and_values() {
    let mut bee = SupportBee::empty();
    let cases = [
        ("per_page", "100"),
        ("per_page", "0"),
        ("page", "0"),
        ("page", "first"),
        ("spam", "1"),
        ("spam", "True"),
        ("trash", "any"),
        ("archived", "yes"),
        ("replies", ""),
        ("max_replies", "-1"),
        ("assigned_user", "maya@tern.example"),
        ("assigned_user", "any"),
        ("assigned_group", "none"),
        ("assigned_group", "Billing"),
        ("starred", "on"),
        ("query", "lamp"),
        ("sort_by", "creation_time"),
        ("assigned_team", "mine"),
    ];
    for (name, value) in cases {
        assert_blames(name, &list(&mut bee, &[(name, value)]));
    }
    assert_blames("max_replies", &list(&mut bee, &[("replies", "false"), ("max_replies", "0")]));
    assert_blames("label", &list(&mut bee, &[("label", "a"), ("label", "b")]));
}

#[test]
fn a_search_requires_a_query_and_matches_all_its_words() {
    let mut bee = SupportBee::with(ticket(1).subject("Lamp").text("It is BROKEN").archived())
        .and(ticket(2).subject("Broken lamp").spam())
        .and(ticket(3).subject("broken"))
        .and(ticket(4).subject("Broken lamp").trash());
    let mut search = |parameters: &[(&str, &str)]| {
        let request = Request::get("/tickets/search.json".to_owned());
        send(&mut bee, parameters.iter().fold(request, |request, (name, value)| request.query(name, value)))
    };
    assert_eq!(ids(&search(&[("query", "lamp broken")])), [1]);
    assert_eq!(ids(&search(&[("query", "lamp broken"), ("spam", "true")])), [2, 1]);
    assert_eq!(ids(&search(&[("query", "broken"), ("per_page", "1"), ("page", "2")])), [1]);
    assert_eq!(ids(&search(&[("query", "marlowe")])), [3, 1]);
    assert_blames("query", &search(&[]));
    assert_blames("query", &search(&[("query", " ")]));
    assert_blames("starred", &search(&[("query", "a"), ("starred", "true")]));
}

#[test]
fn creating_a_ticket_accepts_every_documented_field() {
    let mut bee = SupportBee::with(ticket(7));
    let document = json!({ "ticket": {
        "subject": "Subject",
        "requester_name": "John Doe",
        "requester_email": "john@example.com",
        "content_attributes": {
            "body": "Creating a ticket", "body_html": "<p>Creating a ticket</p>", "attachment_ids": [1240, 1241],
        },
    } });
    let response = post(&mut bee, path!["tickets.json"], document);
    assert_eq!((response.status, &body(&response)["ticket"]["id"]), (201, &json!(8)));
    let created = bee.ticket(8);
    assert_eq!((created.subject.as_str(), created.requester_name.as_str()), ("Subject", "John Doe"));
    assert_eq!(
        (created.text.as_deref(), created.html.as_deref()),
        (Some("Creating a ticket"), Some("<p>Creating a ticket</p>"))
    );
    assert_eq!(created.attachments.iter().map(|it| it.id).collect::<Vec<_>>(), [1240, 1241]);
    assert_eq!(created.created_at, now());
}

#[test]
fn creating_a_ticket_refuses_missing_and_undocumented_fields() {
    let mut bee = SupportBee::empty();
    let good = json!({ "subject": "S", "requester_name": "N", "content_attributes": { "body_html": "<p>C</p>" } });
    for (field, value) in [
        ("subject", json!(null)),
        ("subject", json!(" ")),
        ("requester_name", json!("")),
        ("requester_email", json!("john")),
        ("content_attributes", json!({})),
        ("content_attributes", json!({ "body": " " })),
        ("content_attributes", json!("Hello")),
        ("labels", json!([])),
    ] {
        let mut document = good.clone();
        document[field] = value;
        assert_blames(field, &post(&mut bee, path!["tickets.json"], json!({ "ticket": document })));
    }
    let mut document = good.clone();
    document["content_attributes"] = json!({ "body": "B", "attachment_ids": ["1240"] });
    assert_blames("attachment_ids", &post(&mut bee, path!["tickets.json"], json!({ "ticket": document })));
    assert_blames("subject", &post(&mut bee, path!["tickets.json"], good.clone()));
    assert!(bee.tickets().is_empty());
    assert_eq!(post(&mut bee, path!["tickets.json"], json!({ "ticket": good })).status, 201);
}

/// The fields of the examples, in their order.
const DOCUMENTED: [&str; 15] = [
    "id",
    "subject",
    "replies_count",
    "comments_count",
    "last_activity_at",
    "created_at",
    "unanswered",
    "archived",
    "spam",
    "starred",
    "summary",
    "cc",
    "labels",
    "requester",
    "content",
];

#[test]
fn the_documented_shape_matches_the_examples() {
    let mut bee = SupportBee::with(ticket(7).team("Billing").text("a <b>\n\nc & d")).documented_shape();
    let shown = &get(&mut bee, path!["tickets", "7.json"])["ticket"];
    assert_eq!(keys(shown), [&DOCUMENTED[..], &["current_assignee"]].concat());
    assert_eq!(keys(&shown["requester"]), ["id", "email", "name", "agent", "picture"]);
    assert_eq!(keys(&shown["content"]), ["body", "html", "attachments"]);
    assert_eq!(shown["created_at"], "2012-01-18T15:17:32Z");
    let group = &shown["current_assignee"]["group"];
    assert_eq!((&group["id"], &group["name"]), (&json!(302), &json!("Billing")));
    assert_eq!(group["picture"]["thumb48"], "/images/groups/speech-balloon-orange-g48.png");
    let mut bee = SupportBee::with(ticket(7).user("maya@tern.example")).documented_shape();
    let list = body(&list(&mut bee, &[]));
    assert_eq!(keys(&list), ["total", "current_page", "per_page", "total_pages", "tickets"]);
    assert_eq!(list["tickets"][0]["current_assignee"]["user"]["id"], 4101);
}

#[test]
fn the_live_shape_matches_recorded_payloads() {
    let mut stored = ticket(7).user("maya@tern.example").team("Support").labels(["VIP"]).text("a <b>\n\nc & d");
    stored.cc.push("reader@post.example".to_owned());
    stored.attachments.push(Attachment::new(2, "logo.jpg", "image/jpeg"));
    let mut bee = SupportBee::with(stored);
    let shown = &get(&mut bee, path!["tickets", "7.json"])["ticket"];
    assert_eq!(shown["summary"], "a &lt;b&gt; c &amp; d");
    assert_eq!(shown["current_user_assignee"]["user"]["email"], "maya@tern.example");
    assert_eq!(shown["current_team_assignee"]["team"]["name"], "Support");
    assert_eq!(shown["labels"][0]["name"], "VIP");
    assert_eq!((&shown["cc"][0]["email"], &shown["cc"][0]["name"]), (&json!("reader@post.example"), &Value::Null));
    assert_eq!(shown["content"]["text"], "a <b>\n\nc & d");
    assert_eq!(shown["content"]["html"], "<p>a &lt;b&gt;</p><p>c &amp; d</p>");
    let attachment = &shown["content"]["attachments"][0];
    assert_eq!(attachment["content_type"], "image/jpeg; charset=UTF-8; name=logo.jpg");
    assert_eq!(attachment["url"]["thumb"], "https://tern.supportbee.example/attachments/2?version=thumb");
    assert_eq!(shown["source"], json!({ "email": "help@tern.example" }));
}

#[test]
fn only_an_agent_of_the_ticket_s_team_can_be_assigned() {
    let mut bee = SupportBee::with(ticket(7));
    let mut assign = |kind: &str, id: Value| {
        let key = kind.replace("assignment", "id");
        let document = json!({ kind: { key: id } });
        post(&mut bee, path!["tickets", 7, kind], document)
    };
    let response = assign("user_assignment", json!(4103));
    assert_eq!(
        (response.status, body(&response)["user_assignment"]["assignee"]["user"]["id"].as_u64()),
        (201, Some(4103))
    );
    assert_eq!(assign("team_assignment", json!(302)).status, 201);
    assert_eq!(assign("user_assignment", json!(4101)).status, 409, "Maya is not in Billing");
    assert_eq!(assign("user_assignment", json!(4104)).status, 201);
    assert_eq!(assign("user_assignment", json!(1)).status, 404);
    assert_eq!(assign("team_assignment", json!(1)).status, 404);
    assert_blames("user_id", &assign("user_assignment", json!("4104")));
    assert_eq!((bee.ticket(7).user, bee.ticket(7).team), (Some("zeynep@tern.example"), Some("Billing")));
    for kind in ["user_assignment", "team_assignment"] {
        assert_eq!(send(&mut bee, Request::new(Method::Delete, path!["tickets", 7, kind])).status, 204);
    }
    assert_eq!((bee.ticket(7).user, bee.ticket(7).team), (None, None));
}

#[test]
fn only_existing_labels_can_be_added() {
    let mut bee = SupportBee::with(ticket(7).labels(["VIP"]));
    for name in ["shop/web", "50% off", "配送", "waiting on supplier"] {
        let response = send(&mut bee, Request::post(path!["tickets", 7, "labels", name]));
        assert_eq!((response.status, &body(&response)["label"]["label"]), (201, &json!(name)));
    }
    assert_eq!(send(&mut bee, Request::post(path!["tickets", 7, "labels", "new"])).status, 404);
    for name in ["VIP", "shop/web", "配送"] {
        let response = send(&mut bee, Request::new(Method::Delete, path!["tickets", 7, "labels", name]));
        assert_eq!(response, Response::status(204));
    }
    assert_eq!(send(&mut bee, Request::new(Method::Delete, path!["tickets", 7, "labels", "new"])).status, 404);
    assert_eq!(bee.ticket(7).labels, ["50% off", "waiting on supplier"]);
}

#[test]
fn undocumented_replies_and_comments_are_refused() {
    let mut bee = SupportBee::with(ticket(7));
    let text = json!({ "text": "x" });
    let cases = [
        ("replies", json!({ "reply": { "content": {} } }), "content"),
        ("replies", json!({ "reply": { "content": { "text": " ", "html": "" } } }), "content"),
        ("replies", json!({ "reply": { "content": { "body": "x" } } }), "body"),
        ("replies", json!({ "reply": { "content_attributes": { "body": "x" } } }), "content_attributes"),
        ("replies", json!({ "reply": { "content": text, "cc": ["nobody"] } }), "cc"),
        ("replies", json!({ "reply": { "content": text, "bcc": vec!["a@x.example"; 2], "to": "x" } }), "to"),
        ("replies", json!({ "reply": { "content": { "text": "x", "attachment_ids": [5] } } }), "attachment_ids"),
        ("replies", json!({ "comment": { "content": text } }), "comment"),
        ("comments", json!({ "comment": { "content": text, "cc": [] } }), "cc"),
    ];
    for (list, document, field) in cases {
        assert_blames(field, &post(&mut bee, path!["tickets", 7, list], document));
    }
    assert!(bee.ticket(7).messages.is_empty() && !bee.ticket(7).answered);
    for list in ["replies", "comments"] {
        assert_eq!(send(&mut bee, Request::get(path!["tickets", 8, list])).status, 404);
        let page = Request::get(path!["tickets", 7, list]).query("page", 1);
        assert_blames("page", &send(&mut bee, page));
        assert_eq!(get(&mut bee, path!["tickets", 7, list])[list], json!([]));
    }
    assert_eq!(post(&mut bee, path!["tickets", 8, "replies"], json!({ "reply": { "content": text } })).status, 404);
}

#[test]
fn an_upload_must_be_a_form_with_one_file() {
    let mut bee = SupportBee::empty();
    let mut upload = |field: &str| {
        let form = Form::of_file(field, "Größe \"1\".png", "image/png", b"\r\n\r\n\xff");
        send(&mut bee, Request::post(path!["attachments"]).form(form))
    };
    let response = upload("files[]");
    let file = &body(&response)["attachment"];
    assert_eq!((response.status, &file["filename"]), (201, &json!("Größe \"1\".png")));
    assert!(file["content_type"].as_str().unwrap().starts_with("image/png;") && file["id"].is_u64());
    assert_blames("file", &upload("file"));
    assert_blames("files[]", &send(&mut bee, Request::post(path!["attachments"])));
    assert_blames("files[]", &post(&mut bee, path!["attachments"], json!({ "files[]": ["a"] })));
    let empty = Form { kind: "multipart/form-data; boundary=x".to_owned(), bytes: b"nothing".as_slice().into() };
    assert_blames("body", &send(&mut bee, Request::post(path!["attachments"]).form(empty)));
}
