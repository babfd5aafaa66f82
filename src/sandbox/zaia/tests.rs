//! Each documented call, and what it refuses. [`super::tests_account`] tests seeding, paging and transport.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::*;
use crate::client::request::Method;
use crate::path;

/// The time of every request in these tests.
pub(super) fn now() -> DateTime<Utc> {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

/// Sends a request with the key.
pub(super) fn send(zaia: &mut Zaia, mut request: Request) -> Response {
    request.headers.push(("Authorization".to_owned(), DEMO_TOKEN.to_owned()));
    zaia.answer(&request, now())
}

pub(super) fn get(zaia: &mut Zaia, path: String) -> Value {
    body(&send(zaia, Request::get(path)))
}

pub(super) fn body(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

/// A path below the prefix that all paths share.
macro_rules! api {
    ($($segment:expr),+ $(,)?) => { path!["api", "v1", $($segment),+] };
}
pub(super) use api;

fn patch(zaia: &mut Zaia, path: String, document: Value) -> Response {
    send(zaia, Request::new(Method::Patch, path).json(document))
}

fn post(zaia: &mut Zaia, path: String, document: Value) -> Response {
    send(zaia, Request::post(path).json(document))
}

/// Asserts that a response has this status and blames `what`.
#[track_caller]
pub(super) fn assert_blames(status: u16, what: &str, response: &Response) {
    assert_eq!(response.status, status, "{what}: {}", response.text());
    let message = body(response)["message"].as_str().unwrap().to_owned();
    assert!(message.starts_with(&format!("{what} ")), "{message} does not blame {what}");
}

fn keys(document: &Value) -> BTreeSet<&str> {
    document.as_object().unwrap().keys().map(String::as_str).collect()
}

/// Returns the numbers of the tickets in a list with these parameters.
fn found(zaia: &mut Zaia, parameters: &[(&str, &str)]) -> Vec<u64> {
    let list = Request::get(api!["tickets", "details"]).query("pageSize", 100);
    let list = body(&send(zaia, parameters.iter().fold(list, |list, (name, value)| list.query(name, value))));
    let number = |row: &Value| {
        let id = row["id"].as_str().unwrap().to_owned();
        zaia.tickets().iter().find(|ticket| ticket_id(ticket.number) == id).unwrap().number
    };
    list.as_array().unwrap().iter().map(number).collect()
}

const DETAILS: [&str; 32] = [
    "assigneeEmail",
    "assigneeId",
    "assigneeName",
    "assigneePicture",
    "channelId",
    "channelName",
    "channelType",
    "chatId",
    "chatIsRemoved",
    "chatOwnerId",
    "completedAt",
    "createdAt",
    "id",
    "isOwnerBlocked",
    "ongoingAt",
    "ownerEmail",
    "ownerEntity",
    "ownerIdentifier",
    "ownerName",
    "pendingChatMessages",
    "responderEntity",
    "responderId",
    "responderName",
    "responderPicture",
    "responderVersionId",
    "responderVersionNumber",
    "status",
    "summary",
    "ticketingTeamId",
    "ticketingTeamName",
    "ticketingTeamPicture",
    "workspaceId",
];

const ENTITY: [&str; 12] = [
    "createdAt",
    "id",
    "updatedAt",
    "assigneeId",
    "chatId",
    "circumstance",
    "completedAt",
    "lastViewedAt",
    "ongoingAt",
    "status",
    "summary",
    "ticketingTeamId",
];

#[test]
fn a_ticket_has_every_documented_field_but_no_tags() {
    let mut zaia = Zaia::with(ticket(7).assignee("maya@tern.example").team("Billing").tags(["refund"]));
    let row = get(&mut zaia, api!["tickets", ticket_id(7), "details"]);
    assert_eq!(keys(&row), DETAILS.into());
    assert_eq!((&row["assigneeId"], &row["assigneeName"]), (&json!(DEMO_ME), &json!("Maya Lindqvist")));
    assert_eq!((&row["ticketingTeamName"], &row["ticketingTeamId"]), (&json!("Billing"), &json!(team_id("Billing"))));
    assert_eq!((&row["ownerEntity"], &row["ownerName"]), (&json!("external-users"), &json!("Alice Marlowe")));
    assert_eq!((&row["ownerEmail"], &row["isOwnerBlocked"]), (&Value::Null, &json!(false)));
    assert_eq!(row["createdAt"], "2025-07-17T13:41:01.000Z");
    let agents = ticket(8).chat(|chat| {
        chat.owner = Owner::Agent(1);
        chat.channel = None;
        chat.responder = 3;
    });
    let row = get(&mut zaia.and(agents), api!["tickets", ticket_id(8), "details"]);
    assert_eq!(keys(&row), DETAILS.into());
    assert_eq!((&row["ownerEntity"], &row["ownerEmail"]), (&json!("users"), &json!("tomas@tern.example")));
    for field in ["assigneeId", "channelId", "channelType", "isOwnerBlocked", "ownerIdentifier", "responderVersionId"] {
        assert_eq!(row[field], Value::Null, "{field}");
    }
}

#[test]
fn a_list_requires_one_status() {
    let mut zaia = Zaia::with(ticket(1)).and(ticket(2).status("ongoing")).and(ticket(3).status("completed"));
    for (word, number) in [("pending", 1), ("ongoing", 2), ("completed", 3)] {
        assert_eq!(found(&mut zaia, &[("status", word)]), [number]);
    }
    let list = Request::get(api!["tickets", "details"]);
    assert_blames(400, "status", &send(&mut zaia, list.clone()));
    assert_blames(400, "status", &send(&mut zaia, list.query("status", "open")));
}

#[test]
fn every_list_filter_works() {
    let returning = ticket(4).chat(|chat| chat.number = 1);
    let wanted = ticket(3).chat(|chat| {
        chat.responder = 2;
        chat.owner = Owner::Customer(2);
        chat.channel = Some(2);
    });
    let unversioned = ticket(6).chat(|chat| chat.responder = 3);
    let mut zaia = Zaia::with(ticket(1).tags(["refund", "VIP"]))
        .and(ticket(2).assignee("maya@tern.example"))
        .and(wanted.assignee("tomas@tern.example").tags(["billing"]).summary("Überweisung fehlt"))
        .and(returning)
        .and(ticket(5).chat(|chat| chat.removed = true))
        .and(unversioned);
    let (maya, tomas) = (agent_id("maya@tern.example"), agent_id("tomas@tern.example"));
    let (refund, billing, first, third) = (tag_id("refund"), tag_id("billing"), chat_id(1), chat_id(3));
    let (crew, crew_version, nobody) = (responder_id(2), version_id(2), agent_id("nobody@tern.example"));
    let none = version_id(3);
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [u64]);
    let cases: [Case; 17] = [
        (&[], &[6, 4, 3, 2, 1]),
        (&[("includeRemoved", "false")], &[6, 4, 3, 2, 1]),
        (&[("includeRemoved", "true")], &[6, 5, 4, 3, 2, 1]),
        (&[("assigneeIds", &maya)], &[2]),
        (&[("assigneeIds", &maya), ("assigneeIds", &tomas)], &[3, 2]),
        (&[("assigneeIds", &nobody)], &[]),
        (&[("chatIds", &first)], &[4, 1]),
        (&[("chatIds", &first), ("chatIds", &third)], &[4, 3, 1]),
        (&[("responderIds", &crew)], &[3]),
        (&[("responderVersionIds", &crew_version)], &[3]),
        (&[("responderVersionIds", &none)], &[]),
        (&[("tagIds", &refund)], &[1]),
        (&[("tagIds", &refund), ("tagIds", &billing)], &[3, 1]),
        (&[("tagIds", &refund), ("chatIds", &third)], &[]),
        (&[("search", "uberweisung")], &[3]),
        (&[("search", "Grace")], &[3]),
        (&[("search", "+999")], &[3]),
    ];
    for (parameters, numbers) in cases {
        let parameters: Vec<_> = [("status", "pending")].into_iter().chain(parameters.iter().copied()).collect();
        assert_eq!(found(&mut zaia, &parameters), numbers, "{parameters:?}");
    }
}

#[test]
fn the_list_refuses_other_filters_and_values() {
    let mut zaia = Zaia::with(ticket(1));
    let cases = [
        ("assigneeIds", "maya@tern.example"),
        ("assigneeIds", ""),
        ("assigneeIds", "none"),
        ("chatIds", "6f9619ff-8b86-1d11-b42d-00c04fc964ff"),
        ("responderIds", "6f9619ff8b864d11b42d00c04fc964ff"),
        ("responderVersionIds", "1"),
        ("tagIds", "refund"),
        ("tagIds[]", "6f9619ff-8b86-4d11-b42d-00c04fc964ff"),
        ("includeRemoved", "1"),
        ("pageNumber", "0"),
        ("pageNumber", "first"),
        ("pageSize", "0"),
        ("pageSize", "101"),
        ("search", ""),
        ("status", "ongoing"),
        ("sort", "createdAt"),
    ];
    for (name, value) in cases {
        let list = Request::get(api!["tickets", "details"]).query("status", "pending").query(name, value);
        assert_blames(400, name, &send(&mut zaia, list));
    }
}

#[test]
fn a_ticket_can_be_completed_once_and_needs_a_user() {
    let mut zaia = Zaia::with(ticket(7));
    let path = || api!["tickets", ticket_id(7), "complete"];
    assert_blames(400, "userId", &patch(&mut zaia, path(), json!({})));
    assert_blames(400, "userId", &patch(&mut zaia, path(), json!({ "userId": null })));
    assert_blames(404, "userId", &patch(&mut zaia, path(), json!({ "userId": agent_id("nobody@tern.example") })));
    let completed = patch(&mut zaia, path(), json!({ "userId": DEMO_ME }));
    assert_eq!((completed.status, keys(&body(&completed))), (200, ENTITY.into()));
    assert_eq!(body(&completed)["completedAt"], "2026-11-21T12:00:00.000Z");
    assert_eq!((zaia.ticket(7).status, zaia.ticket(7).assignee), ("completed", None));
    assert_blames(409, "ticket", &patch(&mut zaia, path(), json!({ "userId": DEMO_ME })));
}

#[test]
fn a_ticket_can_be_created_from_a_chat() {
    let mut zaia = Zaia::with(ticket(7).summary("Broken lamp").tags(["damaged"]).status("completed"));
    let full = json!({
        "chatId": chat_id(7), "ticketingTeamId": team_id("Billing"), "assigneeId": DEMO_ME, "status": "ongoing",
    });
    let created = post(&mut zaia, api!["tickets"], full);
    assert_eq!((created.status, keys(&body(&created))), (200, ENTITY.into()));
    assert_eq!((&body(&created)["id"], &body(&created)["circumstance"]), (&json!(ticket_id(8)), &json!("takeover")));
    let created = zaia.ticket(8);
    assert_eq!((created.summary.as_str(), created.chat.number, created.status), ("Broken lamp", 7, "ongoing"));
    assert_eq!((created.team, created.assignee, created.tags.len()), (Some("Billing"), Some("maya@tern.example"), 0));
    assert_eq!((created.ongoing_at, created.completed_at), (Some(now()), None));
}

#[test]
fn creating_a_ticket_requires_all_four_fields_but_the_team_may_be_null() {
    let mut zaia = Zaia::with(ticket(7));
    let small = json!({ "chatId": chat_id(7), "ticketingTeamId": null, "assigneeId": DEMO_ME, "status": "pending" });
    assert_eq!(post(&mut zaia, api!["tickets"], small.clone()).status, 200);
    assert_eq!(zaia.ticket(8).team, None);
    for name in ["chatId", "ticketingTeamId", "assigneeId", "status"] {
        let mut less = small.clone();
        less.as_object_mut().unwrap().remove(name);
        assert_blames(400, name, &post(&mut zaia, api!["tickets"], less));
    }
    let cases = [
        (404, "chatId", json!(chat_id(8))),
        (400, "chatId", json!("7")),
        (404, "ticketingTeamId", json!(team_id("Sales"))),
        (400, "ticketingTeamId", json!("")),
        (400, "assigneeId", json!(null)),
        (400, "assigneeId", json!("maya@tern.example")),
        (400, "status", json!("open")),
        (400, "summary", json!("Hello")),
    ];
    for (status, name, value) in cases {
        let mut document = small.clone();
        document[name] = value;
        assert_blames(status, name, &post(&mut zaia, api!["tickets"], document));
    }
    assert_eq!(zaia.tickets().len(), 2);
}

#[test]
fn a_tag_can_be_added_and_removed() {
    let mut zaia = Zaia::with(ticket(7).tags(["refund"]));
    let added = post(&mut zaia, api!["tickets", ticket_id(7), "tags"], json!({ "tagId": tag_id("50% off") }));
    assert_eq!((added.status, keys(&body(&added))), (200, ["createdAt", "updatedAt", "tagId", "ticketId"].into()));
    assert_eq!(zaia.ticket(7).tags, ["refund", "50% off"]);
    let remove = |zaia: &mut Zaia, id: String| {
        send(zaia, Request::new(Method::Delete, api!["tickets", ticket_id(7), "tags", id]))
    };
    let removed = remove(&mut zaia, tag_id("refund"));
    assert_eq!((removed.status, keys(&body(&removed))), (200, ["message"].into()));
    assert_eq!(zaia.ticket(7).tags, ["50% off"]);
    assert_blames(404, "tag", &remove(&mut zaia, tag_id("refund")));
    assert_blames(404, "tag", &remove(&mut zaia, tag_id("no such tag")));
    assert_blames(400, "tagId", &remove(&mut zaia, "refund".to_owned()));
    for (status, what, tag) in
        [(400, "tagId", json!("refund")), (400, "tagId", json!([])), (404, "tag", json!(chat_id(7)))]
    {
        let path = api!["tickets", ticket_id(7), "tags"];
        assert_blames(status, what, &post(&mut zaia, path, json!({ "tagId": tag })));
    }
}

#[test]
fn taking_over_makes_a_ticket_ongoing_but_assigning_does_not() {
    let mut zaia = Zaia::with(ticket(7)).and(ticket(8)).and(ticket(9).status("completed"));
    let tomas = json!({ "assigneeId": agent_id("tomas@tern.example") });
    for (number, call, status) in [(7, "takeover", "ongoing"), (8, "assignee", "pending"), (9, "assignee", "completed")]
    {
        let answer = patch(&mut zaia, api!["tickets", ticket_id(number), call], tomas.clone());
        assert_eq!((answer.status, keys(&body(&answer))), (200, ENTITY.into()));
        assert_eq!((zaia.ticket(number).assignee, zaia.ticket(number).status), (Some("tomas@tern.example"), status));
        assert_eq!(zaia.ticket(number).updated_at, now());
    }
    assert_eq!(zaia.ticket(7).last_viewed_at, Some(now()));
    assert_blames(409, "ticket", &patch(&mut zaia, api!["tickets", ticket_id(9), "takeover"], tomas));
    for call in ["takeover", "assignee"] {
        let path = || api!["tickets", ticket_id(7), call];
        assert_blames(400, "assigneeId", &patch(&mut zaia, path(), json!({ "assigneeId": null })));
        assert_blames(400, "assigneeId", &patch(&mut zaia, path(), json!({})));
        assert_blames(404, "assigneeId", &patch(&mut zaia, path(), json!({ "assigneeId": chat_id(7) })));
        assert_blames(400, "userId", &patch(&mut zaia, path(), json!({ "assigneeId": DEMO_ME, "userId": DEMO_ME })));
    }
}

#[test]
fn chat_messages_are_listed_by_chat_id() {
    let mut zaia = Zaia::with(ticket(7));
    let list = |chat: &str| Request::get(api!["chat-messages"]).query("chatId", chat);
    let row = &body(&send(&mut zaia, list(&chat_id(7))))[0];
    assert_eq!((&row["content"], &row["sender"]), (&json!("This is the first message."), &Value::Null));
    assert_eq!(row["senderEntity"], "external-users");
    let row = &body(&send(&mut zaia, list(&chat_id(7)).query("joins", "senders")))[0];
    assert_eq!(row["sender"]["name"], "Alice Marlowe");
    assert_blames(400, "chatId", &send(&mut zaia, Request::get(api!["chat-messages"])));
    assert_blames(404, "chatId", &send(&mut zaia, list(&chat_id(8))));
    assert_blames(400, "joins", &send(&mut zaia, list(&chat_id(7)).query("joins", "everything")));
    assert_blames(400, "pagination", &send(&mut zaia, list(&chat_id(7)).query("pagination", "1")));
    assert_blames(404, "path", &post(&mut zaia, api!["chat-messages"], json!({ "content": "x" })));
}
