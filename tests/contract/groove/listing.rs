//! "Listing tickets": the six parameters, and every way in which a list can end.

use std::cell::RefCell;

use deskbell::client::providers::groove::FOLDER;
use deskbell::client::providers::groove::calls;
use deskbell::client::providers::groove::wire::ListParameters;
use deskbell::client::request::Request;
use deskbell::client::response::Response;
use deskbell::domain::{Assignee, Cursor, Listed, Query, State, StateCategory, Ticket, TicketField};
use deskbell::sandbox::groove::{Groove, ticket};
use serde_json::{Value, json};

use crate::conformance::list_all;
use crate::harness::{Harness, harness, provider, without_body};

/// Returns the ticket numbers on the first page of a query.
fn listed_numbers(groove: &mut Harness<Groove>, query: &Query) -> Vec<String> {
    let exchange = groove.provider.list(query, None);
    groove.run(exchange).unwrap().tickets.iter().map(|listed| ticket_of(listed).key.id.to_string()).collect()
}

#[track_caller]
fn ticket_of(listed: &Listed) -> &Ticket {
    match listed {
        Listed::Ticket(ticket) => ticket,
        Listed::Unreadable(unreadable) => panic!("{unreadable:?}"),
    }
}

#[test]
fn listing_tickets_sends_all_six_parameters() {
    let wanted =
        ticket(9).state("closed").assignee("yael+trade@tern.example").customer("owen.o'sullivan+shop@post.example");
    let mut groove = harness(
        Groove::with(wanted.clone())
            .and(ticket(8))
            .and(ticket(7).state("closed"))
            .and(ticket(6).assignee("maya@tern.example")),
    );
    let query = Query::default()
        .with(TicketField::Assignee, Assignee::Person("yael+trade@tern.example".into()))
        .with(TicketField::Customer, "owen.o'sullivan+shop@post.example")
        .with(TicketField::State, "closed")
        .with(&FOLDER, "505");
    assert_eq!(listed_numbers(&mut groove, &query), ["9"]);
    let line = "GET /tickets?page=1&per_page=50&assignee=yael%2Btrade%40tern.example\
        &customer=owen.o%27sullivan%2Bshop%40post.example&state=closed&folder=505";
    assert_eq!(groove.take_requests(), [without_body(line)]);
}

#[test]
fn each_filter_sends_its_parameter_and_finds_its_tickets() {
    let mut groove = harness(
        Groove::with(ticket(1).state("closed"))
            .and(ticket(2).assignee("maya@tern.example"))
            .and(ticket(3).customer("grace@adeyemi.example"))
            .and(ticket(4).starred()),
    );
    let any = Query::default();
    let cases = [
        (any.clone(), "", vec!["4", "3", "2", "1"]),
        (any.clone().with(TicketField::Assignee, Assignee::Nobody), "&assignee=unassigned", vec!["4", "3", "1"]),
        (
            any.clone().with(TicketField::Assignee, Assignee::Person("maya@tern.example".into())),
            "&assignee=maya%40tern.example",
            vec!["2"],
        ),
        (
            any.clone().with(TicketField::Customer, "grace@adeyemi.example"),
            "&customer=grace%40adeyemi.example",
            vec!["3"],
        ),
        (any.clone().with(TicketField::Customer, "0070883942"), "&customer=0070883942", vec!["3"]),
        (any.clone().with(TicketField::State, "closed"), "&state=closed", vec!["1"]),
        (any.with(&FOLDER, "504"), "&folder=504", vec!["4"]),
    ];
    for (query, parameters, numbers) in cases {
        assert_eq!(listed_numbers(&mut groove, &query), numbers, "{query:?}");
        assert_eq!(groove.take_requests(), [without_body(&format!("GET /tickets?page=1&per_page=50{parameters}"))]);
    }
}

#[test]
fn page_and_page_size_can_be_chosen() {
    let mut groove = harness(Groove::with(ticket(1)).and(ticket(2)).and(ticket(3)));
    let parameters = ListParameters { page: 2, per_page: 2, ..ListParameters::default() };
    let answer = groove.run(calls::list_tickets(&parameters)).unwrap();
    assert_eq!(answer.tickets.len(), 1);
    assert_eq!(groove.take_requests(), [without_body("GET /tickets?page=2&per_page=2")]);
}

#[test]
fn the_next_page_keeps_the_filters() {
    let mut groove =
        harness((1..=60).fold(Groove::empty(), |groove, number| groove.and(ticket(number).state("pending"))));
    let query = Query::default().with(TicketField::State, "pending");
    assert_eq!(list_all(&mut groove, &query).len(), 60);
    let lines = ["GET /tickets?page=1&per_page=50&state=pending", "GET /tickets?page=2&per_page=50&state=pending"];
    assert_eq!(groove.take_requests(), lines.map(without_body));
}

#[test]
fn the_total_is_read() {
    let mut groove = harness((1..=60).map(ticket).fold(Groove::empty(), Groove::and));
    let exchange = groove.provider.list(&Query::default(), None);
    assert_eq!(groove.run(exchange).unwrap().total, Some(60));
}

#[test]
fn a_list_filtered_by_state_fills_in_missing_states() {
    let mut groove = harness(Groove::with(ticket(7).state("pending")).documented_shape());
    let by_state = Query::default().with(TicketField::State, "pending");
    let states = [(by_state, Some(State::new("pending", StateCategory::Pending))), (Query::default(), None)];
    for (query, state) in states {
        let exchange = groove.provider.list(&query, None);
        assert_eq!(ticket_of(&groove.run(exchange).unwrap().tickets[0]).state, state);
    }
    assert_eq!(groove.take_requests().len(), 2, "no state is requested for the tickets of a list");
}

#[test]
fn a_broken_ticket_does_not_hide_the_others_and_names_its_field() {
    let mut groove = harness(Groove::with(ticket(1)).and(ticket(2)).and(ticket(3)));
    groove.sandbox.break_ticket(2);
    let exchange = groove.provider.list(&Query::default(), None);
    let page = groove.run(exchange).unwrap();
    assert_eq!((ticket_of(&page.tickets[0]).key.id.as_str(), ticket_of(&page.tickets[2]).key.id.as_str()), ("3", "1"));
    let Listed::Unreadable(broken) = &page.tickets[1] else { panic!("{page:?}") };
    assert_eq!(broken.place, "tickets[1].number");
    assert_eq!(broken.problem, "expected an id, found a list");
    assert_eq!(broken.id, "unreadable-1-1".into());
}

#[test]
fn a_ticket_without_a_number_names_the_missing_field() {
    for item in [json!("seven"), json!({ "title": "No number" })] {
        let page = read_pages(&[json!({ "tickets": [{ "number": 1 }, item] })]).remove(0);
        let Listed::Unreadable(broken) = &page.tickets[1] else { panic!("{page:?}") };
        assert_eq!(broken.place, "tickets[1].number");
        assert_eq!(broken.problem, "expected an id, found nothing");
    }
}

/// Reads a list until the provider says that it ends. The server answers with these documents in turn, and then repeats
/// the last one.
fn read_pages(documents: &[Value]) -> Vec<deskbell::domain::Page> {
    let provider = provider::<Groove>();
    let requests = RefCell::new(Vec::new());
    let mut pages = Vec::new();
    let mut from: Option<Cursor> = None;
    while pages.len() < 100 {
        let page = provider.list(&Query::default(), from.as_ref()).run(|request: &Request| {
            let index = requests.borrow().len().min(documents.len() - 1);
            requests.borrow_mut().push(request.path_and_query());
            Ok(Response::json_body(200, &documents[index]))
        });
        let page = page.unwrap();
        from.clone_from(&page.next);
        pages.push(page);
        if from.is_none() {
            let relative = (1..=pages.len()).map(|page| format!("/tickets?page={page}&per_page=50"));
            assert_eq!(requests.into_inner(), relative.collect::<Vec<_>>(), "next_page is never followed");
            return pages;
        }
    }
    panic!("the list does not end");
}

/// Makes a page with one ticket and this pagination.
fn page_document(number: u64, current: Value, total: Value, next: Value) -> Value {
    let pagination = json!({ "current_page": current, "total_pages": total, "total_count": 3, "next_page": next });
    json!({ "tickets": [{ "number": number }], "meta": { "pagination": pagination } })
}

/// Makes an address that must never be requested: plain HTTP, another host, without the filters.
fn next_page_address(page: u32) -> Value {
    json!(format!("http://api.groovehq.dev/v1/tickets?page={page}"))
}

#[test]
fn a_list_ends_without_a_next_page() {
    let pages = read_pages(&[
        page_document(1, json!(1), Value::Null, next_page_address(2)),
        page_document(2, json!(2), Value::Null, next_page_address(3)),
        page_document(3, json!(3), Value::Null, Value::Null),
    ]);
    assert_eq!(pages.len(), 3);
    let pages = read_pages(&[page_document(1, json!(1), json!(9), json!(""))]);
    assert_eq!(pages.len(), 1, "an empty address counts as none");
    let pages = read_pages(&[json!({ "tickets": [{ "number": 1 }], "meta": {} })]);
    assert_eq!(pages.len(), 1, "and so does a missing one");
}

#[test]
fn a_list_ends_with_the_last_page_even_if_it_links_to_a_next_one() {
    let pages = read_pages(&[
        page_document(1, json!(1), json!(2), next_page_address(2)),
        page_document(2, json!(2), json!(2), json!("https://api.groovehq.com/v1/tickets")),
    ]);
    assert_eq!(pages.len(), 2);
}

#[test]
fn the_last_page_is_not_dropped() {
    let pages = read_pages(&[
        page_document(1, json!(1), json!(2), next_page_address(2)),
        page_document(2, json!(2), json!(2), Value::Null),
    ]);
    assert_eq!(pages.iter().map(|page| page.tickets.len()).sum::<usize>(), 2);
}

#[test]
fn a_list_ends_with_an_empty_page() {
    let empty = json!({
        "tickets": [],
        "meta": { "pagination": { "current_page": 2, "total_pages": 23, "next_page": next_page_address(3) } },
    });
    assert_eq!(read_pages(&[page_document(1, json!(1), json!(23), next_page_address(2)), empty]).len(), 2);
}

#[test]
fn a_list_ends_when_the_server_repeats_a_page() {
    let repeated = page_document(1, json!(1), json!(23), next_page_address(2));
    assert_eq!(read_pages(&[repeated]).len(), 2, "the same page twice is enough");
}

#[test]
fn an_unknown_cursor_starts_at_the_first_page() {
    let mut groove = harness(Groove::with(ticket(7)));
    let exchange = groove.provider.list(&Query::default(), Some(&Cursor("http://elsewhere.example".into())));
    groove.run(exchange).unwrap();
    assert_eq!(groove.take_requests(), [without_body("GET /tickets?page=1&per_page=50")]);
}
