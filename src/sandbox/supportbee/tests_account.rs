//! The account as a whole: authorisation, unknown routes, paging, the log and the seeded tickets.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::seed::SEEDED_AFTER;
use super::tests::{body, get, now, send};
use super::*;
use crate::path;

#[test]
fn every_request_but_a_new_ticket_needs_the_token() {
    let mut bee = SupportBee::empty().token("secret");
    let mut status = |request: Request| bee.answer(&request, now()).status;
    let with_header = |value: &str| {
        let mut request = Request::get(path!["teams"]);
        request.headers.push(("Authorization".to_owned(), value.to_owned()));
        request
    };
    assert_eq!(status(with_header("Bearer secret")), 200);
    assert_eq!(status(Request::get(path!["teams"]).query("auth_token", "secret")), 200);
    assert_eq!(status(with_header("secret")), 401);
    assert_eq!(status(Request::get(path!["teams"]).query("access_token", "secret")), 401);
    assert_eq!(status(Request::get(path!["tickets.json"])), 401);
    let content = json!({ "body": "C" });
    let new_ticket = json!({ "ticket": { "subject": "S", "requester_name": "N", "content_attributes": content } });
    let new_ticket = Request::post(path!["tickets.json"]).json(new_ticket);
    assert_eq!(status(new_ticket.clone()), 201);
    assert_eq!(status(new_ticket.query("auth_token", "wrong")), 401);
}

#[test]
fn unknown_paths_methods_and_documents_are_refused() {
    let mut bee = SupportBee::with(ticket(7));
    let cases = [
        (Request::get(path!["tickets"]), 404),
        (Request::get(path!["tickets", 7]), 404),
        (Request::get(path!["tickets", "seven.json"]), 404),
        (Request::get(path!["tickets", "8.json"]), 404),
        (Request::new(Method::Delete, path!["tickets", "7.json"]), 405),
        (Request::put(path!["tickets", 7, "archive"]), 405),
        (Request::post(path!["tickets.json"]).json(json!(["a"])), 400),
        (Request::post(path!["tickets", 7, "archive"]).json(json!({ "archive": true })), 400),
        (Request::get(path!["tickets", "7.json"]).query("spam", "true"), 400),
    ];
    for (request, status) in cases {
        assert_eq!(send(&mut bee, request.clone()).status, status, "{request:?}");
    }
}

#[test]
fn paging_returns_every_ticket_once_by_last_activity() {
    let mut bee = SupportBee::empty();
    bee.tickets = SupportBee::seeded(60, now()).tickets.into_iter().take(60).collect();
    let mut seen: Vec<Value> = Vec::new();
    for page in 1..=4 {
        let request = Request::get(path!["tickets.json"]).query("page", page).query("archived", "any");
        let list = body(&send(&mut bee, request.query("spam", "true").query("trash", "true")));
        let paging = json!([list["total"], list["current_page"], list["per_page"], list["total_pages"]]);
        assert_eq!(paging, json!([60, page, 15, 4]));
        seen.extend(list["tickets"].as_array().unwrap().iter().cloned());
    }
    assert_eq!(seen.iter().map(|row| row["id"].as_u64()).collect::<BTreeSet<_>>().len(), 60);
    assert!(seen.is_sorted_by(|a, b| a["last_activity_at"].as_str() >= b["last_activity_at"].as_str()));
}

#[test]
fn the_log_has_every_request_but_no_token() {
    let mut bee = SupportBee::with(ticket(7));
    send(&mut bee, Request::post(path!["tickets", 7, "star"]));
    bee.answer(&Request::get(path!["tickets.json"]).query("page", 1).query("auth_token", "hunter2"), now());
    let lines: Vec<_> = bee.log().iter().map(|entry| (entry.path_and_query.as_str(), entry.status)).collect();
    assert_eq!(lines, [("/tickets/7/star?auth_token=…", 204), ("/tickets.json?page=1&auth_token=…", 401)]);
}

#[test]
fn a_broken_ticket_affects_only_its_own_row() {
    let mut bee = SupportBee::with(ticket(7)).and(ticket(8));
    bee.break_ticket(7);
    let list = get(&mut bee, path!["tickets.json"]);
    assert_eq!((&list["tickets"][0]["id"], &list["tickets"][1]["id"]), (&json!(8), &json!([7])));
}

#[test]
fn seeding_is_deterministic() {
    let [one, other] = [SupportBee::seeded(50, now()), SupportBee::seeded(50, now())];
    assert_eq!(one.tickets(), other.tickets());
    let subject = |count| SupportBee::seeded(count, now()).ticket(SEEDED_AFTER + 7).subject.clone();
    assert_eq!(subject(50), subject(240));
}

/// Returns how many tickets the list has without any parameters.
fn listed_count(mut bee: SupportBee) -> u64 {
    get(&mut bee, path!["tickets.json"])["total"].as_u64().unwrap()
}

#[test]
fn seeded_tickets_are_plausible_and_varied() {
    let bee = SupportBee::seeded(240, now());
    let tickets = bee.tickets();
    assert!(tickets.windows(2).all(|pair| pair[0].id < pair[1].id && pair[0].created_at < pair[1].created_at));
    for ticket in tickets {
        assert!(ticket.created_at <= ticket.last_activity_at && ticket.last_activity_at <= now());
        let replies: Vec<_> = ticket.messages_of_kind(false).collect();
        let agents_turns = replies.iter().step_by(2).all(|reply| reply.agent.is_some());
        assert!(agents_turns && ticket.agent_replies_count() == replies.len().div_ceil(2));
        assert_eq!(ticket.answered, replies.last().is_some_and(|reply| reply.agent.is_some()));
        let times = [ticket.created_at].into_iter().chain(ticket.messages.iter().map(|message| message.created_at));
        assert!(times.clone().is_sorted() && times.last() == Some(ticket.last_activity_at), "{ticket:?}");
        let agent = AGENTS.iter().find(|agent| Some(agent.email) == ticket.user);
        assert!(agent.is_none_or(|agent| ticket.team.is_none_or(|team| team == agent.team)));
    }
    let share =
        |matches: fn(&Ticket) -> bool| tickets.iter().filter(|ticket| matches(ticket)).count() * 100 / tickets.len();
    assert_eq!(listed_count(SupportBee::seeded(240, now())), 240);
    assert!((10..30).contains(&share(|ticket| ticket.archived)));
    assert!((1..10).contains(&share(|ticket| ticket.spam)) && (1..10).contains(&share(|ticket| ticket.trash)));
    assert!((30..75).contains(&share(|ticket| !ticket.answered)));
    assert!(share(|ticket| ticket.user.is_some()) > 30 && share(|ticket| ticket.team.is_some()) > 20);
    assert!(share(|ticket| ticket.text.is_none()) > 5 && share(|ticket| !ticket.attachments.is_empty()) > 10);
    assert!(share(|ticket| !ticket.cc.is_empty()) > 5 && share(|ticket| ticket.starred) > 4);
    let subjects: BTreeSet<_> = tickets.iter().map(|ticket| &ticket.subject).collect();
    assert!(subjects.len() > 240, "only {} different subjects", subjects.len());
    let groove_account = crate::sandbox::groove::Groove::seeded(240, now());
    let pairs = groove_account.tickets().iter().zip(tickets);
    let same_subject = pairs.filter(|(other, ticket)| other.subject.as_ref() == Some(&ticket.subject));
    assert!(same_subject.count() < 10, "the tickets differ from Groove's");
}

#[test]
fn users_teams_and_labels_are_listed() {
    let mut bee = SupportBee::empty();
    let users = get(&mut bee, path!["users"]);
    assert_eq!((users["users"].as_array().unwrap().len(), &users["users"][0]["id"]), (8, &json!(4101)));
    assert_eq!(users["users"][0]["id"].to_string(), DEMO_ME);
    assert_eq!(get(&mut bee, path!["teams"])["teams"][1]["name"], "Billing");
    let labels = get(&mut bee, path!["labels"]);
    let colour = |label: &Value| label["color"].as_str().is_some_and(|it| it.len() == 7 && it.starts_with('#'));
    assert!(labels["labels"].as_array().unwrap().iter().all(colour));
}
