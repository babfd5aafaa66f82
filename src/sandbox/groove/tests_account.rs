//! The account as a whole: authorisation, unknown routes, paging, the log, the seeded tickets, and the calls beyond the
//! page "Tickets".

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::tests::{body, get, now, send};
use super::*;
use crate::client::request::Body;
use crate::client::request::Method;
use crate::path;

#[test]
fn requests_need_the_token() {
    let mut groove = Groove::empty().token("secret");
    let mut status = |request: Request| groove.answer(&request, now()).status;
    let with_header = |name: &str, value: &str| {
        let mut request = Request::get(path!["groups"]);
        request.headers.push((name.to_owned(), value.to_owned()));
        request
    };
    assert_eq!(status(with_header("Authorization", "Bearer secret")), 200);
    assert_eq!(status(Request::get(path!["groups"]).query("access_token", "secret")), 200);
    assert_eq!(status(with_header("Authorization", "secret")), 401);
    assert_eq!(status(with_header("Authorization", &format!("Bearer {DEMO_TOKEN}"))), 401);
    assert_eq!(status(Request::get(path!["nowhere"])), 401);
}

#[test]
fn unknown_paths_methods_and_documents_are_refused() {
    let mut groove = Groove::with(ticket(7));
    let cases = [
        (Request::get(path!["nowhere"]), 404),
        (Request::get("/v1/tickets".to_owned()), 404),
        (Request::get("/tickets/".to_owned()), 404),
        (Request::get(path!["tickets", "seven"]), 404),
        (Request::get(path!["tickets", 8]), 404),
        (Request::new(Method::Delete, path!["tickets", 7]), 405),
        (Request::new(Method::Patch, path!["tickets", 7, "state"]), 405),
        (Request::put(path!["tickets", 7, "tags"]).json(json!(["a"])), 400),
        (Request { body: Some(Body::Json("tags[]=a".to_owned())), ..Request::put(path!["tickets", 7, "tags"]) }, 400),
        (Request::get(path!["tickets"]).json(json!({ "page": 2 })), 422),
        (Request::get(path!["tickets", 7]).query("include", "state"), 422),
    ];
    for (request, status) in cases {
        assert_eq!(send(&mut groove, request.clone()).status, status, "{request:?}");
    }
}

#[test]
fn paging_returns_every_ticket_once() {
    let mut groove = Groove::seeded(60, now());
    let mut numbers = BTreeSet::new();
    for page in 1..=3 {
        let list = body(&send(&mut groove, Request::get(path!["tickets"]).query("page", page)));
        let next = (page < 3).then(|| format!("http://api.groovehq.dev/v1/tickets?page={}", page + 1));
        let pagination = json!({ "current_page": page, "total_pages": 3, "total_count": 60, "next_page": next });
        assert_eq!(list["meta"]["pagination"], pagination);
        for row in list["tickets"].as_array().unwrap() {
            assert!(numbers.insert(row["number"].as_u64().unwrap()), "{} is shown twice", row["number"]);
        }
    }
    assert_eq!(numbers.len(), 60);
}

#[test]
fn the_log_has_every_request_but_no_token() {
    let mut groove = Groove::with(ticket(7));
    send(&mut groove, Request::put(path!["tickets", 7, "state"]).json(json!({ "state": "spam" })));
    groove.answer(&Request::get(path!["tickets"]).query("page", 1).query("access_token", "hunter2"), now());
    let entry = |method, path_and_query: &str, status, body: Option<&str>| LogEntry {
        method,
        path_and_query: path_and_query.to_owned(),
        status,
        body: body.map(str::to_owned),
    };
    let expected = [
        entry("PUT", "/tickets/7/state", 204, Some(r#"{"state":"spam"}"#)),
        entry("GET", "/tickets?page=1&access_token=…", 401, None),
    ];
    assert_eq!(groove.log(), expected);
}

#[test]
fn a_broken_ticket_affects_only_its_own_row() {
    let mut groove = Groove::with(ticket(7)).and(ticket(8));
    groove.break_ticket(7);
    let list = get(&mut groove, path!["tickets"]);
    assert_eq!((&list["tickets"][0]["number"], &list["tickets"][1]["number"]), (&json!(8), &json!([7])));
}

#[test]
fn seeding_is_deterministic() {
    let [one, other] = [Groove::seeded(50, now()), Groove::seeded(50, now())];
    assert_eq!(one.tickets(), other.tickets());
    assert_eq!(one.ticket(7).subject, Groove::seeded(240, now()).ticket(7).subject);
    assert!(Groove::seeded(0, now()).tickets().is_empty());
}

#[test]
fn seeded_tickets_are_plausible_and_varied() {
    let groove = Groove::seeded(240, now());
    let tickets = groove.tickets();
    assert!(tickets.iter().map(|ticket| ticket.number).eq(1..=240));
    assert!(tickets.windows(2).all(|pair| pair[0].created_at < pair[1].created_at));
    for ticket in tickets {
        let times: Vec<_> = ticket.messages.iter().map(|message| message.created_at).collect();
        assert!(times.is_sorted() && times.last() == Some(&ticket.updated_at) && ticket.updated_at <= now());
        assert_eq!(ticket.state == "closed", ticket.closed_by.is_some());
    }
    let share = |matches: fn(&Ticket) -> bool| tickets.iter().filter(|ticket| matches(ticket)).count() * 100 / 240;
    assert!((30..50).contains(&share(|ticket| ticket.assignee.is_none())));
    assert!((50..80).contains(&share(|ticket| matches!(ticket.state, "unread" | "opened"))));
    assert!((1..12).contains(&share(|ticket| ticket.state == "spam")));
    assert!(share(|ticket| ticket.starred) > 5 && share(|ticket| ticket.draft) > 1);
    assert!(
        tickets.iter().any(|ticket| ticket.labels.len() == 14) && tickets.iter().any(|ticket| ticket.labels.is_empty())
    );
    let subjects: BTreeSet<_> = tickets.iter().map(|ticket| &ticket.subject).collect();
    assert!(subjects.len() > 190, "only {} different subjects", subjects.len());
    assert!(subjects.contains(&None) && subjects.contains(&Some(String::new())));
}

#[test]
fn agents_groups_and_mailboxes_are_listed() {
    let mut groove = Groove::empty();
    assert_eq!(get(&mut groove, path!["agents"])["agents"].as_array().unwrap().len(), 8);
    let billing = body(&send(&mut groove, Request::get(path!["agents"]).query("group", "0401000001")));
    assert_eq!(billing["agents"].as_array().unwrap().len(), 2);
    for agent in &AGENTS {
        assert_eq!(get(&mut groove, path!["agents", agent.email])["agent"]["email"], agent.email);
    }
    let groups = get(&mut groove, path!["groups"]);
    assert_eq!(groups["groups"][1]["agent_ids"], json!(["0201000002", "0201000003"]));
    let mailbox = &get(&mut groove, path!["mailboxes"])["mailboxes"][0];
    assert_eq!((&mailbox["id"], &mailbox["email"]), (&json!(10), &json!("help@tern.example")));
    let nowhere = Request::get(path!["folders"]).query("mailbox", "13");
    assert_eq!(send(&mut groove, nowhere).status, 404);
    assert_eq!(send(&mut groove, Request::get(path!["agents", "nobody@tern.example"])).status, 404);
    assert_eq!(send(&mut groove, Request::get(path!["customers", "nobody@post.example"])).status, 404);
}

#[test]
fn folder_counts_match_their_lists() {
    let mut groove = Groove::seeded(240, now());
    let counts = get(&mut groove, path!["tickets", "count"]);
    let folders = get(&mut groove, path!["folders"]);
    for folder in folders["folders"].as_array().unwrap() {
        let id = folder["id"].as_str().unwrap();
        let list = body(&send(&mut groove, Request::get(path!["tickets"]).query("folder", id)));
        assert_eq!(list["meta"]["pagination"]["total_count"], counts[id], "{folder}");
    }
    let inbox = Request::get(path!["tickets", "count"]).query("mailbox", "help@tern.example");
    assert!(body(&send(&mut groove, inbox))["501"].as_u64() < counts["501"].as_u64());
}

#[test]
fn messages_are_paged_and_name_their_author() {
    let mut groove = Groove::seeded(40, now());
    let number = groove.tickets().iter().find(|ticket| ticket.messages.len() > 2).unwrap().number;
    let request = Request::get(path!["tickets", number, "messages"]).query("per_page", 2);
    let list = body(&send(&mut groove, request));
    let [first, second] = list["messages"].as_array().unwrap().as_slice() else { panic!("{list}") };
    assert!(first["links"]["author"]["href"].as_str().unwrap().contains("/customers/"));
    assert!(second["links"]["author"]["href"].as_str().unwrap().contains("/agents/"));
    assert_eq!(first["links"].get("recipient"), None);
    let next: &Value = &list["meta"]["pagination"]["next_page"];
    assert_eq!(*next, format!("http://api.groovehq.dev/v1/tickets/{number}/messages?page=2"));
}
