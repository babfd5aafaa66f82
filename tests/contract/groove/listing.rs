//! "Listing tickets": the six parameters, and every way a list can end.

use std::cell::RefCell;

use deskbell::client::providers::groove::calls;
use deskbell::client::providers::groove::wire::ListParameters;
use deskbell::client::request::Request;
use deskbell::client::response::Response;
use deskbell::domain::{Assignee, Cursor, Listed, Query, State, StateCategory, Ticket};
use deskbell::sandbox::groove::{Groove, ticket};
use serde_json::{Value, json};

use crate::bench::{Bench, against, bare, provider};
use crate::promises::list_all;

/// The numbers on the first page that a query finds.
fn found(groove: &mut Bench<Groove>, query: &Query) -> Vec<String> {
    let exchange = groove.provider.list(query, None);
    groove.run(exchange).unwrap().tickets.iter().map(|listed| read(listed).key.id.to_string()).collect()
}

#[track_caller]
fn read(listed: &Listed) -> &Ticket {
    match listed {
        Listed::Ticket(ticket) => ticket,
        Listed::Unreadable(unreadable) => panic!("{unreadable:?}"),
    }
}

#[test]
fn listing_tickets_sends_all_six_parameters() {
    let wanted =
        ticket(9).state("closed").assignee("yael+trade@tern.example").customer("owen.o'sullivan+shop@post.example");
    let mut groove = against(
        Groove::with(wanted.clone())
            .and(ticket(8))
            .and(ticket(7).state("closed"))
            .and(ticket(6).assignee("maya@tern.example")),
    );
    let query = Query {
        assignee: Some(Assignee::Person("yael+trade@tern.example".into())),
        customer: Some("owen.o'sullivan+shop@post.example".into()),
        state: Some("closed".into()),
        folder: Some("505".into()),
        ..Query::default()
    };
    assert_eq!(found(&mut groove, &query), ["9"]);
    let line = "GET /tickets?page=1&per_page=50&assignee=yael%2Btrade%40tern.example\
        &customer=owen.o%27sullivan%2Bshop%40post.example&state=closed&folder=505";
    assert_eq!(groove.asked(), [bare(line)]);
}

#[test]
fn each_filter_is_sent_alone_and_finds_its_own() {
    let mut groove = against(
        Groove::with(ticket(1).state("closed"))
            .and(ticket(2).assignee("maya@tern.example"))
            .and(ticket(3).customer("grace@adeyemi.example"))
            .and(ticket(4).starred()),
    );
    let any = Query::default();
    let cases = [
        (any.clone(), "", vec!["4", "3", "2", "1"]),
        (Query { assignee: Some(Assignee::Nobody), ..any.clone() }, "&assignee=unassigned", vec!["4", "3", "1"]),
        (
            Query { assignee: Some(Assignee::Person("maya@tern.example".into())), ..any.clone() },
            "&assignee=maya%40tern.example",
            vec!["2"],
        ),
        (
            Query { customer: Some("grace@adeyemi.example".into()), ..any.clone() },
            "&customer=grace%40adeyemi.example",
            vec!["3"],
        ),
        (Query { customer: Some("0070883942".into()), ..any.clone() }, "&customer=0070883942", vec!["3"]),
        (Query { state: Some("closed".into()), ..any.clone() }, "&state=closed", vec!["1"]),
        (Query { folder: Some("504".into()), ..any }, "&folder=504", vec!["4"]),
    ];
    for (query, parameters, numbers) in cases {
        assert_eq!(found(&mut groove, &query), numbers, "{query:?}");
        assert_eq!(groove.asked(), [bare(&format!("GET /tickets?page=1&per_page=50{parameters}"))]);
    }
}

#[test]
fn any_page_of_any_size_can_be_asked_for() {
    let mut groove = against(Groove::with(ticket(1)).and(ticket(2)).and(ticket(3)));
    let parameters = ListParameters { page: 2, per_page: 2, ..ListParameters::default() };
    let answer = groove.run(calls::list_tickets(&parameters)).unwrap();
    assert_eq!(answer.tickets.len(), 1);
    assert_eq!(groove.asked(), [bare("GET /tickets?page=2&per_page=2")]);
}

#[test]
fn the_next_page_keeps_the_filters() {
    let mut groove =
        against((1..=60).fold(Groove::empty(), |groove, number| groove.and(ticket(number).state("pending"))));
    let query = Query { state: Some("pending".into()), ..Query::default() };
    assert_eq!(list_all(&mut groove, &query).len(), 60);
    let lines = ["GET /tickets?page=1&per_page=50&state=pending", "GET /tickets?page=2&per_page=50&state=pending"];
    assert_eq!(groove.asked(), lines.map(bare));
}

#[test]
fn the_total_is_told() {
    let mut groove = against((1..=60).map(ticket).fold(Groove::empty(), Groove::and));
    let exchange = groove.provider.list(&Query::default(), None);
    assert_eq!(groove.run(exchange).unwrap().total, Some(60));
}

#[test]
fn a_list_filtered_by_state_knows_the_state_of_tickets_that_do_not_tell() {
    let mut groove = against(Groove::with(ticket(7).state("pending")).documented_shape());
    let by_state = Query { state: Some("pending".into()), ..Query::default() };
    let states = [(by_state, Some(State::new("pending", StateCategory::Pending))), (Query::default(), None)];
    for (query, state) in states {
        let exchange = groove.provider.list(&query, None);
        assert_eq!(read(&groove.run(exchange).unwrap().tickets[0]).state, state);
    }
    assert_eq!(groove.asked().len(), 2, "no ticket of a list is asked for its state");
}

#[test]
fn one_broken_ticket_leaves_the_others_and_names_its_place() {
    let mut groove = against(Groove::with(ticket(1)).and(ticket(2)).and(ticket(3)));
    groove.sandbox.break_ticket(2);
    let exchange = groove.provider.list(&Query::default(), None);
    let page = groove.run(exchange).unwrap();
    assert_eq!((read(&page.tickets[0]).key.id.as_str(), read(&page.tickets[2]).key.id.as_str()), ("3", "1"));
    let Listed::Unreadable(broken) = &page.tickets[1] else { panic!("{page:?}") };
    assert_eq!(broken.place, "tickets[1].number");
    assert_eq!(broken.problem, "expected an id, found a list");
    assert_eq!(broken.id, "unreadable-1-1".into());
}

#[test]
fn a_ticket_that_is_no_object_or_has_no_number_names_its_place_too() {
    for item in [json!("seven"), json!({ "title": "No number" })] {
        let page = answered(&[json!({ "tickets": [{ "number": 1 }, item] })]).remove(0);
        let Listed::Unreadable(broken) = &page.tickets[1] else { panic!("{page:?}") };
        assert_eq!(broken.place, "tickets[1].number");
        assert_eq!(broken.problem, "expected an id, found nothing");
    }
}

/// Reads a list from the beginning until the provider says that it ends, from a server that
/// answers with these documents in turn and then with the last one for ever.
fn answered(documents: &[Value]) -> Vec<deskbell::domain::Page> {
    let provider = provider::<Groove>();
    let requests = RefCell::new(Vec::new());
    let mut pages = Vec::new();
    let mut from: Option<Cursor> = None;
    while pages.len() < 100 {
        let page = provider.list(&Query::default(), from.as_ref()).run(|request: &Request| {
            let place = requests.borrow().len().min(documents.len() - 1);
            requests.borrow_mut().push(request.path_and_query());
            Ok(Response::json_body(200, &documents[place]))
        });
        let page = page.unwrap();
        from.clone_from(&page.next);
        pages.push(page);
        if from.is_none() {
            let relative = (1..=pages.len()).map(|page| format!("/tickets?page={page}&per_page=50"));
            assert_eq!(requests.into_inner(), relative.collect::<Vec<_>>(), "nothing of next_page is followed");
            return pages;
        }
    }
    panic!("the list does not end");
}

/// A page with one ticket and this place among the others.
fn placed(number: u64, current: Value, total: Value, next: Value) -> Value {
    let pagination = json!({ "current_page": current, "total_pages": total, "total_count": 3, "next_page": next });
    json!({ "tickets": [{ "number": number }], "meta": { "pagination": pagination } })
}

/// An address that must never be called: plain HTTP, another host, without the filters.
fn elsewhere(page: u32) -> Value {
    json!(format!("http://api.groovehq.dev/v1/tickets?page={page}"))
}

#[test]
fn a_list_ends_where_there_is_no_next_page() {
    let pages = answered(&[
        placed(1, json!(1), Value::Null, elsewhere(2)),
        placed(2, json!(2), Value::Null, elsewhere(3)),
        placed(3, json!(3), Value::Null, Value::Null),
    ]);
    assert_eq!(pages.len(), 3);
    let pages = answered(&[placed(1, json!(1), json!(9), json!(""))]);
    assert_eq!(pages.len(), 1, "an empty address is none");
    let pages = answered(&[json!({ "tickets": [{ "number": 1 }], "meta": {} })]);
    assert_eq!(pages.len(), 1, "and so is one that is not there");
}

#[test]
fn a_list_ends_with_its_last_page_though_it_names_a_next_one() {
    let pages = answered(&[
        placed(1, json!(1), json!(2), elsewhere(2)),
        placed(2, json!(2), json!(2), json!("https://api.groovehq.com/v1/tickets")),
    ]);
    assert_eq!(pages.len(), 2);
}

#[test]
fn the_last_page_is_not_dropped() {
    let pages = answered(&[placed(1, json!(1), json!(2), elsewhere(2)), placed(2, json!(2), json!(2), Value::Null)]);
    assert_eq!(pages.iter().map(|page| page.tickets.len()).sum::<usize>(), 2);
}

#[test]
fn a_list_ends_with_an_empty_page() {
    let empty = json!({
        "tickets": [],
        "meta": { "pagination": { "current_page": 2, "total_pages": 23, "next_page": elsewhere(3) } },
    });
    assert_eq!(answered(&[placed(1, json!(1), json!(23), elsewhere(2)), empty]).len(), 2);
}

#[test]
fn a_list_ends_where_the_server_does_not_move_on() {
    let again = placed(1, json!(1), json!(23), elsewhere(2));
    assert_eq!(answered(&[again]).len(), 2, "the same page twice is enough");
}

#[test]
fn a_cursor_of_another_kind_begins_at_the_beginning() {
    let mut groove = against(Groove::with(ticket(7)));
    let exchange = groove.provider.list(&Query::default(), Some(&Cursor("http://elsewhere.example".into())));
    groove.run(exchange).unwrap();
    assert_eq!(groove.asked(), [bare("GET /tickets?page=1&per_page=50")]);
}
