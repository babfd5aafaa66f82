//! "Retrieves multiple tickets with details.": the ten parameters, and every way in which a list can end.

use std::cell::RefCell;

use deskbell::client::providers::zaia::{CHAT, REMOVED, RESPONDER, RESPONDER_VERSION};
use deskbell::client::providers::zaia::{calls, wire};
use deskbell::client::request::Request;
use deskbell::client::response::Response;
use deskbell::domain::{Assignee, Cursor, Filter, Listed, Page, Query, Ticket, TicketField};
use deskbell::sandbox::zaia::{Owner, Zaia, agent_id, chat_id, responder_id, tag_id, ticket, ticket_id, version_id};
use serde_json::{Value, json};

use crate::conformance::list_all;
use crate::harness::{Harness, harness, provider, without_body};

/// The beginning of every list request.
const LIST: &str = "GET /api/v1/tickets/details?";

/// Returns the ticket numbers on the first page of a query.
fn listed_numbers(zaia: &mut Harness<Zaia>, query: &Query) -> Vec<u64> {
    let exchange = zaia.provider.list(query, None);
    let page = zaia.run(exchange).unwrap();
    let id = |listed: &Listed| ticket_of(listed).key.id.to_string();
    page.tickets.iter().map(id).map(|id| (1..99).find(|number| ticket_id(*number) == id).unwrap()).collect()
}

#[track_caller]
fn ticket_of(listed: &Listed) -> &Ticket {
    match listed {
        Listed::Ticket(ticket) => ticket,
        Listed::Unreadable(unreadable) => panic!("{unreadable:?}"),
    }
}

/// Makes a query for pending tickets.
fn pending() -> Query {
    Query::default().with(TicketField::State, "pending")
}

#[test]
fn listing_tickets_sends_all_ten_parameters() {
    let wanted = ticket(9).assignee("maya@tern.example").tags(["50% off"]).summary("A lamp & a vase");
    let others = [ticket(8), ticket(7).assignee("maya@tern.example"), ticket(6).tags(["50% off"])];
    let mut zaia = harness(others.into_iter().fold(Zaia::with(wanted), Zaia::and));
    let query = pending()
        .with(TicketField::Assignee, Assignee::Person(agent_id("maya@tern.example")))
        .with(&CHAT, chat_id(9))
        .with(&RESPONDER, responder_id(0))
        .with(&RESPONDER_VERSION, version_id(0))
        .with(TicketField::Labels, tag_id("50% off"))
        .with(&REMOVED, true)
        .with_text(" lamp & ");
    assert_eq!(listed_numbers(&mut zaia, &query), [9]);
    let line = format!(
        "{LIST}assigneeIds={}&chatIds={}&responderIds={}&responderVersionIds={}&tagIds={}&includeRemoved=true\
        &pageNumber=1&pageSize=50&search=lamp%20%26&status=pending",
        agent_id("maya@tern.example"),
        chat_id(9),
        responder_id(0),
        version_id(0),
        tag_id("50% off"),
    );
    assert_eq!(zaia.take_requests(), [without_body(&line)]);
}

#[test]
fn each_filter_sends_its_parameter_and_finds_its_tickets() {
    let mut zaia = harness(
        Zaia::with(ticket(1).assignee("maya@tern.example"))
            .and(ticket(2).tags(["VIP"]))
            .and(ticket(3).chat(|chat| chat.responder = 2))
            .and(ticket(4).chat(|chat| chat.removed = true))
            .and(ticket(5).chat(|chat| chat.owner = Owner::Customer(2)))
            .and(ticket(6).status("completed")),
    );
    let maya = agent_id("maya@tern.example");
    let any = pending;
    let cases = [
        (any(), "", "", vec![5, 3, 2, 1]),
        (any().with(TicketField::State, "completed"), "", "", vec![6]),
        (any().with(TicketField::Assignee, Assignee::Person(maya.clone())), "assigneeIds", &*maya, vec![1]),
        (any().with(&CHAT, chat_id(3)), "chatIds", &chat_id(3), vec![3]),
        (any().with(&RESPONDER, responder_id(2)), "responderIds", &responder_id(2), vec![3]),
        (any().with(&RESPONDER_VERSION, version_id(2)), "responderVersionIds", &version_id(2), vec![3]),
        (any().with(TicketField::Labels, tag_id("VIP")), "tagIds", &tag_id("VIP"), vec![2]),
        (any().with(&REMOVED, true), "includeRemoved", "true", vec![5, 4, 3, 2, 1]),
        (any().with(&REMOVED, false), "includeRemoved", "false", vec![5, 3, 2, 1]),
    ];
    for (query, name, value, numbers) in cases {
        assert_eq!(listed_numbers(&mut zaia, &query), numbers, "{query:?}");
        let filter = if name.is_empty() { String::new() } else { format!("{name}={value}&") };
        let status = query.word(TicketField::State).unwrap();
        assert_eq!(
            zaia.take_requests(),
            [without_body(&format!("{LIST}{filter}pageNumber=1&pageSize=50&status={status}"))]
        );
    }
    assert_eq!(listed_numbers(&mut zaia, &any().with_text("grace")), [5]);
    assert_eq!(
        zaia.take_requests(),
        [without_body(&format!("{LIST}pageNumber=1&pageSize=50&search=grace&status=pending"))]
    );
    listed_numbers(&mut zaia, &any().with_text("  "));
    assert_eq!(
        zaia.take_requests(),
        [without_body(&format!("{LIST}pageNumber=1&pageSize=50&status=pending"))],
        "an empty search is not sent"
    );
}

#[test]
fn several_ids_are_sent_as_repeated_keys() {
    let mut zaia = harness(
        Zaia::with(ticket(1).tags(["VIP"])).and(ticket(2).assignee("maya@tern.example").tags(["bug"])).and(ticket(3)),
    );
    let [vip, bug] = ["VIP", "bug"].map(tag_id);
    let query = pending().with(TicketField::Labels, format!("{vip}, {bug},"));
    assert_eq!(listed_numbers(&mut zaia, &query), [2, 1]);
    assert_eq!(
        zaia.take_requests(),
        [without_body(&format!("{LIST}tagIds={vip}&tagIds={bug}&pageNumber=1&pageSize=50&status=pending"))]
    );
    let ids: Vec<_> = (1..=2).map(chat_id).collect();
    let several = |name: &str, query: Query| {
        let request = provider::<Zaia>().list(&query, None).request;
        let sent: Vec<_> =
            request.query.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect();
        assert_eq!(sent, ids, "{name}");
    };
    let both = ids.join(",");
    several("assigneeIds", pending().with(TicketField::Assignee, Assignee::Person(both.clone())));
    several("chatIds", pending().with(&CHAT, both.clone()));
    several("responderIds", pending().with(&RESPONDER, both.clone()));
    several("responderVersionIds", pending().with(&RESPONDER_VERSION, both));
}

#[test]
fn a_query_without_a_status_is_split_by_status() {
    let mut zaia = harness(Zaia::with(ticket(1)).and(ticket(2).status("ongoing")).and(ticket(3).status("completed")));
    let query = Query::default().with(TicketField::Labels, tag_id("VIP")).with_text("lamp");
    let parts = zaia.provider.subqueries(&query);
    let words = ["pending", "ongoing", "completed"];
    assert_eq!(parts, words.map(|word| query.clone().with(TicketField::State, word)));
    for word in words {
        let one = query.clone().with(TicketField::State, word);
        assert_eq!(zaia.provider.subqueries(&one), [one]);
    }
    let unknown = Query::default().with(TicketField::State, "on hold");
    assert_eq!(zaia.provider.subqueries(&unknown).len(), 3, "an unknown status is filtered locally");
    assert_eq!(list_all(&mut zaia, &Query::default()).len(), 3);
    assert!(zaia.take_requests().iter().all(|(line, _)| line.contains("&status=")));
}

#[test]
fn a_list_request_always_has_a_status() {
    let mut zaia = harness(Zaia::with(ticket(1)));
    assert_eq!(listed_numbers(&mut zaia, &Query::default()), [1]);
    assert_eq!(zaia.take_requests(), [without_body(&format!("{LIST}pageNumber=1&pageSize=50&status=pending"))]);
}

#[test]
fn every_documented_filter_is_offered_also_in_a_search() {
    let zaia = harness(Zaia::empty());
    let capabilities = zaia.provider.capabilities();
    let all_filters = pending()
        .with(TicketField::Assignee, Assignee::Person("a".into()))
        .with(TicketField::Labels, "b")
        .with(&RESPONDER, "c")
        .with(&RESPONDER_VERSION, "d")
        .with(&CHAT, "e")
        .with(&REMOVED, true)
        .with_text("f");
    assert_eq!(capabilities.split(&all_filters), (all_filters.clone(), vec![]));
    assert_eq!(all_filters.filters().len(), capabilities.filters.len());
    let unassigned = pending().with(TicketField::Assignee, Assignee::Nobody).with(TicketField::Group, "g");
    assert_eq!(
        capabilities.split(&unassigned),
        (pending(), vec![Filter::Field(TicketField::Assignee), Filter::Field(TicketField::Group)])
    );
}

#[test]
fn page_and_page_size_can_be_chosen() {
    let mut zaia = harness((1..=3).map(ticket).fold(Zaia::empty(), Zaia::and));
    let parameters =
        wire::ListParameters { page_number: 2, page_size: 2, status: "pending".into(), ..Default::default() };
    assert_eq!(zaia.run(calls::list_tickets(&parameters)).unwrap().len(), 1);
    assert_eq!(zaia.take_requests(), [without_body(&format!("{LIST}pageNumber=2&pageSize=2&status=pending"))]);
}

#[test]
fn the_next_page_keeps_the_filters_and_a_shorter_one_is_the_last() {
    for (count, requests) in [(49, 1), (50, 2), (60, 2), (100, 3)] {
        let mut zaia = harness((1..=count).map(|it| ticket(it).tags(["VIP"])).fold(Zaia::empty(), Zaia::and));
        let query = pending().with(TicketField::Labels, tag_id("VIP"));
        assert_eq!(list_all(&mut zaia, &query).len() as u64, count);
        let line = |page: usize| {
            without_body(&format!("{LIST}tagIds={}&pageNumber={page}&pageSize=50&status=pending", tag_id("VIP")))
        };
        assert_eq!(zaia.take_requests(), (1..=requests).map(line).collect::<Vec<_>>());
    }
}

#[test]
fn the_total_is_unknown() {
    let mut zaia = harness(Zaia::with(ticket(1)));
    let exchange = zaia.provider.list(&pending(), None);
    assert_eq!(zaia.run(exchange).unwrap().total, None);
}

#[test]
fn a_broken_ticket_does_not_hide_the_others_and_names_its_field() {
    let mut zaia = harness((1..=3).map(ticket).fold(Zaia::empty(), Zaia::and));
    zaia.sandbox.break_ticket(2);
    let exchange = zaia.provider.list(&pending(), None);
    let page = zaia.run(exchange).unwrap();
    assert_eq!(ticket_of(&page.tickets[0]).key.id.as_str(), ticket_id(3));
    assert_eq!(ticket_of(&page.tickets[2]).key.id.as_str(), ticket_id(1));
    let Listed::Unreadable(broken) = &page.tickets[1] else { panic!("{page:?}") };
    assert_eq!((broken.place.as_str(), broken.problem.as_str()), ("[1].id", "expected an id, found a list"));
    assert_eq!(broken.id, "unreadable-1-1".into());
}

/// Reads a list until the provider says that it ends. The server answers with these documents in turn, and then repeats
/// the last one.
fn read_pages(documents: &[Value]) -> Vec<Page> {
    let provider = provider::<Zaia>();
    let requests = RefCell::new(0);
    let mut pages = Vec::new();
    let mut from: Option<Cursor> = None;
    while pages.len() < 100 {
        let page = provider.list(&pending(), from.as_ref()).run(|request: &Request| {
            let index = requests.replace_with(|before| *before + 1);
            assert!(request.path_and_query().contains(&format!("pageNumber={}&", index + 1)));
            Ok(Response::json_body(200, &documents[index.min(documents.len() - 1)]))
        });
        let page = page.unwrap();
        from.clone_from(&page.next);
        pages.push(page);
        if from.is_none() {
            return pages;
        }
    }
    panic!("the list does not end");
}

/// Makes rows with only these ids.
fn rows(ids: std::ops::Range<u32>) -> Value {
    ids.map(|id| json!({ "id": id })).collect()
}

fn lengths(pages: &[Page]) -> Vec<usize> {
    pages.iter().map(|page| page.tickets.len()).collect()
}

#[test]
fn a_list_ends_when_the_server_repeats_a_page() {
    assert_eq!(lengths(&read_pages(&[rows(0..50)])), [50, 0], "the same page twice is enough");
    assert_eq!(lengths(&read_pages(&[rows(0..50), rows(50..100)])), [50, 50, 0]);
}

#[test]
fn a_list_ends_with_an_empty_or_partial_page() {
    assert_eq!(lengths(&read_pages(&[json!([])])), [0]);
    assert_eq!(lengths(&read_pages(&[rows(0..50), json!([])])), [50, 0]);
    assert_eq!(lengths(&read_pages(&[rows(0..50), rows(50..99)])), [50, 49]);
    let mut broken = rows(0..50);
    broken[0] = json!("no ticket");
    assert_eq!(lengths(&read_pages(&[broken, rows(50..51)])), [50, 1], "unreadable tickets count, too");
}

#[test]
fn a_list_in_an_envelope_decodes() {
    assert_eq!(lengths(&read_pages(&[json!({ "data": [{ "id": 1 }, { "id": 2 }], "total": 2 })])), [2]);
    let refused = provider::<Zaia>().list(&pending(), None).run(|_| Ok(Response::json_body(200, &json!({ "id": 1 }))));
    assert_eq!(refused.unwrap_err().to_string(), ": expected a list, found an object");
}

#[test]
fn an_unknown_cursor_starts_at_the_first_page() {
    for odd in ["http://elsewhere.example", "", "2", "x y", " a"] {
        let request = provider::<Zaia>().list(&pending(), Some(&Cursor(odd.into()))).request;
        assert_eq!(request.path_and_query(), "/api/v1/tickets/details?pageNumber=1&pageSize=50&status=pending");
    }
}

#[test]
fn filters_that_are_not_ids_are_not_sent() {
    let zaia = provider::<Zaia>();
    let label = |id: &str| Query::default().with(TicketField::Labels, id.to_owned());
    assert!(zaia.subqueries(&label("refund")).is_empty());
    assert!(
        zaia.subqueries(&Query::default().with(TicketField::Assignee, Assignee::Person("maya@tern.example".into())))
            .is_empty()
    );
    let two = "b0c59c9c-c317-408a-b672-cff359dc6759,b0c59c9c-c317-408a-b672-cff359dc6750";
    assert_eq!(zaia.subqueries(&label(two)).len(), 3);
}
