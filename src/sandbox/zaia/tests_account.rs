//! The workspace as a whole: authorisation, unknown routes, paging, the log, the seeded tickets, and the calls beyond
//! the page "Tickets".

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::tests::{api, assert_blames, body, get, now, send};
use super::*;
use crate::client::request::Body;
use crate::client::request::Method;
use crate::path;
use crate::sandbox::company::{AGENTS, LABELS};

#[test]
fn requests_need_the_bare_key() {
    let mut zaia = Zaia::empty().token("secret");
    let mut status = |name: &str, value: &str| {
        let mut request = Request::get(api!["tags"]);
        request.headers.push((name.to_owned(), value.to_owned()));
        zaia.answer(&request, now()).status
    };
    assert_eq!(status("Authorization", "secret"), 200);
    assert_eq!(status("authorization", "secret"), 200);
    assert_eq!(status("Authorization", "Bearer secret"), 401);
    assert_eq!(status("X-Api-Key", "secret"), 401);
    let refused = zaia.answer(&Request::get(api!["tags"]).query("authorization", "secret"), now());
    assert_eq!((refused.status, &body(&refused)["cta"]["type"]), (401, &json!("support-contact")));
}

#[test]
fn ids_are_stable_unique_uuids() {
    assert_eq!(agent_id(AGENTS[0].email), DEMO_ME);
    let mut ids: Vec<_> = (0..500).flat_map(|number| [ticket_id(number), chat_id(number)]).collect();
    ids.extend(AGENTS.iter().map(|agent| agent_id(agent.email)));
    ids.extend(LABELS.map(tag_id));
    assert!(ids.iter().all(|id| workspace::is_uuid(id)), "{ids:?}");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

#[test]
fn unknown_paths_methods_and_documents_are_refused() {
    let mut zaia = Zaia::with(ticket(7));
    let cases = [
        (Request::get(api!["nowhere"]), 404),
        (Request::get(path!["tickets", "details"]), 404),
        (Request::get(api!["tickets"]), 404),
        (Request::get(api!["users"]), 404),
        (Request::get(api!["tickets", "seven", "details"]), 400),
        (Request::get(api!["tickets", ticket_id(8), "details"]), 404),
        (Request::put(api!["tickets", ticket_id(7), "assignee"]), 404),
        (Request::new(Method::Delete, api!["tickets", ticket_id(7)]), 404),
        (Request::post(api!["tickets"]).json(json!([1])), 400),
        (Request { body: Some(Body::Json("status=pending".to_owned())), ..Request::post(api!["tickets"]) }, 400),
        (Request::get(api!["tickets", ticket_id(7), "details"]).query("joins", "tags"), 400),
    ];
    for (request, status) in cases {
        assert_eq!(send(&mut zaia, request.clone()).status, status, "{request:?}");
    }
}

#[test]
fn the_last_page_is_shorter() {
    let mut zaia = (1..=25).map(ticket).fold(Zaia::empty(), Zaia::and);
    let mut ids = BTreeSet::new();
    for (page, rows) in [(1, 10), (2, 10), (3, 5), (4, 0)] {
        let list = Request::get(api!["tickets", "details"]).query("status", "pending").query("pageNumber", page);
        let list = body(&send(&mut zaia, list));
        assert_eq!(list.as_array().unwrap().len(), rows, "page {page}");
        ids.extend(list.as_array().unwrap().iter().map(|row| row["id"].to_string()));
    }
    assert_eq!(ids.len(), 25);
    let far = Request::get(api!["tags"]).query("pageNumber", usize::MAX).query("pageSize", 100);
    assert_eq!(body(&send(&mut zaia, far)), json!([]));
}

#[test]
fn the_log_has_every_request_but_no_key() {
    let mut zaia = Zaia::with(ticket(7));
    send(&mut zaia, Request::get(api!["tags"]).query("pageSize", 1));
    send(&mut zaia, Request::post(api!["tickets"]).json(json!({})));
    let entry = |method, path_and_query: &str, status, body: Option<&str>| LogEntry {
        method,
        path_and_query: path_and_query.to_owned(),
        status,
        body: body.map(str::to_owned),
    };
    let expected =
        [entry("GET", "/api/v1/tags?pageSize=1", 200, None), entry("POST", "/api/v1/tickets", 400, Some("{}"))];
    assert_eq!(zaia.log(), expected);
}

#[test]
fn a_broken_ticket_affects_only_its_own_row() {
    let mut zaia = Zaia::with(ticket(7)).and(ticket(8));
    zaia.break_ticket(7);
    let list = body(&send(&mut zaia, Request::get(api!["tickets", "details"]).query("status", "pending")));
    assert_eq!((&list[0]["id"], &list[1]["id"]), (&json!(ticket_id(8)), &json!([ticket_id(7)])));
}

#[test]
fn seeding_is_deterministic() {
    let [one, other] = [Zaia::seeded(50, now()), Zaia::seeded(50, now())];
    assert_eq!(one.tickets(), other.tickets());
    assert_eq!(one.ticket(7).summary, Zaia::seeded(240, now()).ticket(7).summary);
    assert!(Zaia::seeded(0, now()).tickets().is_empty());
}

#[test]
fn seeded_tickets_are_plausible_and_varied() {
    let zaia = Zaia::seeded(240, now());
    let tickets = zaia.tickets();
    assert_eq!(tickets.iter().filter(|ticket| !ticket.chat.removed).count(), 240);
    assert!(tickets.windows(2).all(|pair| pair[0].created_at < pair[1].created_at));
    for ticket in tickets {
        assert!(ticket.created_at <= ticket.updated_at && ticket.updated_at <= now(), "{ticket:?}");
        assert_eq!(ticket.status == "pending", ticket.ongoing_at.is_none());
        assert_eq!(ticket.status == "completed", ticket.completed_at.is_some());
        assert!(ticket.completed_at.is_none() || ticket.ongoing_at <= ticket.completed_at);
    }
    let share = |matches: fn(&Ticket) -> bool| tickets.iter().filter(|ticket| matches(ticket)).count() * 100 / 240;
    assert!((20..40).contains(&share(|ticket| ticket.status == "pending")));
    assert!((30..50).contains(&share(|ticket| ticket.status == "ongoing")));
    assert!((15..50).contains(&share(|ticket| ticket.assignee.is_none())));
    assert!((20..45).contains(&share(|ticket| ticket.team.is_none())));
    assert!((1..12).contains(&share(|ticket| ticket.chat.removed)));
    assert!(share(|ticket| ticket.chat.blocked) >= 1 && share(|ticket| ticket.chat.channel.is_none()) >= 1);
    assert!(share(|ticket| matches!(ticket.chat.owner, Owner::Agent(_))) >= 1);
    assert!(share(|ticket| ticket.tags.is_empty()) > 5 && share(|ticket| ticket.tags.len() == 2) > 5);
    let chats: BTreeSet<_> = tickets.iter().map(|ticket| ticket.chat.number).collect();
    assert!((200..230).contains(&chats.len()), "{} chats", chats.len());
    let summaries: BTreeSet<_> = tickets.iter().map(|ticket| ticket.summary.as_str()).collect();
    assert!(summaries.len() > 190 && summaries.contains(""), "only {} different summaries", summaries.len());
}

#[test]
fn seeded_tickets_have_every_known_enum_value() {
    let mut zaia = Zaia::seeded(240, now());
    let mut rows = Vec::new();
    for (status, page) in [("pending", 1), ("ongoing", 1), ("completed", 1)] {
        let list = Request::get(api!["tickets", "details"]).query("status", status).query("includeRemoved", true);
        let list = body(&send(&mut zaia, list.query("pageNumber", page).query("pageSize", 100)));
        rows.extend(list.as_array().unwrap().clone());
    }
    let values = |name: &str| rows.iter().map(|row: &Value| row[name].to_string()).collect::<BTreeSet<_>>();
    assert_eq!(
        values("channelType"),
        ["\"api\"", "\"instagram\"", "\"waha\"", "\"whatsapp\"", "\"widget\"", "null"].map(str::to_owned).into()
    );
    assert_eq!(values("ownerEntity"), ["\"external-users\"", "\"users\""].map(str::to_owned).into());
    assert_eq!(values("responderEntity"), ["\"agents\"", "\"squads\""].map(str::to_owned).into());
    assert_eq!(values("isOwnerBlocked"), ["false", "null", "true"].map(str::to_owned).into());
    assert!(values("ownerName").contains("null"), "one customer has no name");
}

#[test]
fn tags_and_teams_are_paged() {
    let mut zaia = Zaia::with(ticket(1).tags(["refund"])).and(ticket(2).tags(["refund"]).status("completed"));
    assert_eq!(get(&mut zaia, api!["tags"]).as_array().unwrap().len(), 10, "the documented page size");
    let all = body(&send(&mut zaia, Request::get(api!["tags"]).query("pageSize", 100)));
    assert_eq!(all.as_array().unwrap().len(), LABELS.len());
    assert_eq!((&all[1]["id"], &all[1]["name"]), (&json!(tag_id("refund")), &json!("refund")));
    assert_eq!((&all[1]["activeTicketCount"], &all[11]["color"]), (&json!(1), &json!("1")));
    let teams = get(&mut zaia, api!["ticketing-teams"]);
    assert_eq!((&teams[1]["id"], &teams[1]["isRemoved"]), (&json!(team_id("Billing")), &json!(false)));
    let joined = Request::get(api!["ticketing-teams"]).query("joins", "everything");
    assert_blames(400, "joins", &send(&mut zaia, joined));
}
