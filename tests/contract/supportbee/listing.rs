//! "Retrieving Tickets" and "Searching Tickets": every parameter, which of them conflict, and every way in which a list
//! can end.

use std::cell::RefCell;
use std::rc::Rc;

use deskbell::client::error::Error;
use deskbell::client::providers::supportbee::calls;
use deskbell::client::providers::supportbee::wire::{ListParameters, SearchParameters};
use deskbell::client::providers::supportbee::{INCLUDE_SPAM, MAX_REPLIES, REPLIES};
use deskbell::client::request::Request;
use deskbell::client::response::Response;
use deskbell::client::secret::Secret;
use deskbell::client::{Client, Outgoing, Transport};
use deskbell::domain::{Assignee, Cursor, Filter, Flag, Listed, Page, Query, Ticket, TicketField};
use deskbell::sandbox::supportbee::{SupportBee, ticket};
use futures::FutureExt;
use futures::future::LocalBoxFuture;
use serde_json::{Value, json};

use crate::conformance::list_all;
use crate::harness::{Harness, account, harness, provider, without_body};

/// Returns the ticket numbers on the first page of a query, which is split as the client splits it.
fn listed_numbers(bee: &mut Harness<SupportBee>, query: &Query) -> Vec<u64> {
    numbers(&first_page(bee, query))
}

fn first_page(bee: &mut Harness<SupportBee>, query: &Query) -> Page {
    let (sent, _) = bee.provider.capabilities().split(query);
    let exchange = bee.provider.list(&sent, None);
    bee.run(exchange).unwrap()
}

fn numbers(page: &Page) -> Vec<u64> {
    page.tickets.iter().map(|listed| ticket_of(listed).key.id.as_str().parse().unwrap()).collect()
}

#[track_caller]
fn ticket_of(listed: &Listed) -> &Ticket {
    match listed {
        Listed::Ticket(ticket) => ticket,
        Listed::Unreadable(unreadable) => panic!("{unreadable:?}"),
    }
}

fn mixed_tickets() -> SupportBee {
    SupportBee::with(ticket(1).archived())
        .and(ticket(2).spam())
        .and(ticket(3).trash())
        .and(ticket(4).replies(3).labels(["50% off"]))
        .and(ticket(5).user("maya@tern.example").starred())
        .and(ticket(6).team("Support").replies(1))
        .and(ticket(7).user("tomas@tern.example").team("Support"))
}

fn three_tickets() -> SupportBee {
    SupportBee::with(ticket(1)).and(ticket(2)).and(ticket(3))
}

fn in_state(word: &str) -> Query {
    Query::default().with(TicketField::State, word)
}

#[test]
fn each_filter_sends_its_parameter_and_finds_its_tickets() {
    let mut bee = harness(mixed_tickets());
    let any = Query::default();
    let of = |assignee: Assignee| any.clone().with(TicketField::Assignee, assignee);
    let in_group = |group: &str| any.clone().with(TicketField::Group, group);
    let cases: [(Query, &str, &[u64]); 19] = [
        (any.clone(), "", &[7, 6, 5, 4]),
        (any.clone().with(&INCLUDE_SPAM, true), "&spam=true", &[7, 6, 5, 4, 2]),
        (any.clone().with(&INCLUDE_SPAM, false), "&spam=false", &[7, 6, 5, 4]),
        (any.clone().with(&REPLIES, true), "&replies=true", &[6, 4]),
        (any.clone().with(&REPLIES, false), "&replies=false", &[7, 5]),
        (any.clone().with(&MAX_REPLIES, 1), "&max_replies=1", &[7, 6, 5]),
        (of(Assignee::Me), "&assigned_user=me", &[5]),
        (of(Assignee::Person("4102".into())), "&assigned_user=4102", &[7]),
        (of(Assignee::Nobody), "&assigned_user=none", &[6, 4]),
        (in_group("mine"), "&assigned_group=mine", &[7, 6]),
        (in_group("302"), "&assigned_group=302", &[]),
        (any.clone().with(TicketField::Flag(Flag::Starred), true), "&starred=true", &[5]),
        (any.clone().with(TicketField::Flag(Flag::Starred), false), "&starred=false", &[7, 6, 4]),
        (any.clone().with(TicketField::Labels, "50% off"), "&label=50%25%20off", &[4]),
        (in_state("unanswered"), "&label=unanswered", &[7, 5]),
        (in_state("archived"), "&archived=true", &[1]),
        (in_state("spam"), "&spam=true", &[2]),
        (in_state("trash"), "&trash=true", &[3]),
        (in_state("archived").with(&INCLUDE_SPAM, true), "&spam=true&archived=true", &[1]),
    ];
    for (query, parameters, expected) in cases {
        assert_eq!(listed_numbers(&mut bee, &query), expected, "{query:?}");
        assert_eq!(bee.take_requests(), [without_body(&format!("GET /tickets.json?per_page=50&page=1{parameters}"))]);
        assert_eq!(bee.provider.capabilities().split(&query).1, [], "no filter is left to apply locally");
    }
}

#[test]
fn retrieving_tickets_sends_all_parameters_at_once() {
    let wanted = ticket(9).user("maya@tern.example").team("Support").starred().labels(["VIP"]).replies(2);
    let mut bee = harness(mixed_tickets().and(wanted));
    let query = Query::default()
        .with(TicketField::Assignee, Assignee::Me)
        .with(TicketField::Group, "301")
        .with(TicketField::Labels, "VIP")
        .with(TicketField::Flag(Flag::Starred), true)
        .with(&INCLUDE_SPAM, true)
        .with(&REPLIES, true)
        .with(&MAX_REPLIES, 5);
    assert_eq!(listed_numbers(&mut bee, &query), [9]);
    let line = "GET /tickets.json?per_page=50&page=1&spam=true&replies=true&max_replies=5\
        &assigned_user=me&assigned_group=301&starred=true&label=VIP";
    assert_eq!(bee.take_requests(), [without_body(line)]);
}

#[test]
fn conflicting_parameters_are_never_sent_together() {
    let bee = harness(mixed_tickets());
    let capabilities = bee.provider.capabilities();
    let quiet = Query::default().with(&REPLIES, false).with(&MAX_REPLIES, 3);
    assert_eq!(capabilities.split(&quiet), (quiet.without(Filter::Own(&MAX_REPLIES)), vec![Filter::Own(&MAX_REPLIES)]));
    let both = Query::default().with(&REPLIES, true).with(&MAX_REPLIES, 3);
    assert_eq!(capabilities.split(&both), (both.clone(), vec![]));
    let labelled = in_state("unanswered").with(TicketField::Labels, "VIP");
    assert_eq!(
        capabilities.split(&labelled),
        (labelled.without(Filter::Field(TicketField::State)), vec![Filter::Field(TicketField::State)])
    );
    let archived = in_state("archived").with(TicketField::Labels, "VIP");
    assert_eq!(capabilities.split(&archived), (archived.clone(), vec![]));
    let answered = in_state("answered");
    assert_eq!(
        capabilities.split(&answered),
        (Query::default(), vec![Filter::Field(TicketField::State)]),
        "there is no such label"
    );
}

#[test]
fn filters_that_cannot_be_sent_are_applied_locally() {
    let mut bee = harness(mixed_tickets().and(ticket(8).labels(["50% off"])));
    let queries = [
        (Query::default().with(&REPLIES, false).with(&MAX_REPLIES, 3), vec![8, 7, 5]),
        (in_state("unanswered").with(TicketField::Labels, "50% off"), vec![8]),
        (in_state("answered"), vec![6, 4]),
    ];
    for (query, expected) in queries {
        let (_, left) = bee.provider.capabilities().split(&query);
        let page = first_page(&mut bee, &query);
        let passes =
            |listed: &&Listed| query.admits(ticket_of(listed), &left, Some("4101"), &|moment| moment.date_naive());
        let passing: Vec<Listed> = page.tickets.iter().filter(passes).cloned().collect();
        assert_eq!(numbers(&Page { tickets: passing, ..Page::default() }), expected, "{query:?}");
    }
}

#[test]
fn a_search_uses_its_own_call_and_parameters() {
    let mut bee = harness(mixed_tickets().and(ticket(8).subject("Lamp & shade").spam()).and(ticket(9).subject("Lamp")));
    let text = |text: &str| Query::default().with_text(text);
    let cases: [(Query, &str, &[u64]); 5] = [
        (text(" Lamp "), "query=Lamp&per_page=50&page=1", &[9]),
        (text("lamp &"), "query=lamp%20%26&per_page=50&page=1", &[]),
        (text("lamp").with(&INCLUDE_SPAM, true), "query=lamp&per_page=50&page=1&spam=true", &[9, 8]),
        (text("lamp").with(&INCLUDE_SPAM, false), "query=lamp&per_page=50&page=1&spam=false", &[9]),
        (in_state("spam").with_text("lamp"), "query=lamp&per_page=50&page=1&spam=true", &[8]),
    ];
    for (query, parameters, expected) in cases {
        assert_eq!(listed_numbers(&mut bee, &query), expected, "{query:?}");
        assert_eq!(bee.take_requests(), [without_body(&format!("GET /tickets/search.json?{parameters}"))]);
    }
    let much = in_state("archived")
        .with(TicketField::Assignee, Assignee::Me)
        .with(TicketField::Group, "301")
        .with(TicketField::Flag(Flag::Starred), true)
        .with(TicketField::Labels, "VIP")
        .with(&REPLIES, true)
        .with(&MAX_REPLIES, 1)
        .with_text("lamp");
    assert_eq!(
        bee.provider.capabilities().split(&much),
        (text("lamp"), much.filters()),
        "all filters are applied locally"
    );
}

#[test]
fn a_search_sends_all_four_parameters() {
    let mut bee = harness(three_tickets().and(ticket(4).spam()));
    let parameters = SearchParameters { query: "ticket".into(), per_page: 3, page: 2, spam: Some(true) };
    let answer = bee.run(calls::search_tickets(&parameters)).unwrap();
    assert_eq!((answer.tickets.len(), answer.total), (1, Some(4)));
    assert_eq!(
        bee.take_requests(),
        [without_body("GET /tickets/search.json?query=ticket&per_page=3&page=2&spam=true")]
    );
}

#[test]
fn page_and_page_size_can_be_chosen() {
    let mut bee = harness(three_tickets());
    let parameters = ListParameters { page: 2, per_page: 2, ..ListParameters::default() };
    let answer = bee.run(calls::list_tickets(&parameters)).unwrap();
    let paging = (answer.current_page, answer.per_page, answer.total_pages, answer.total);
    assert_eq!((answer.tickets.len(), paging), (1, (Some(2), Some(2), Some(2), Some(3))));
    assert_eq!(bee.take_requests(), [without_body("GET /tickets.json?per_page=2&page=2")]);
}

#[test]
fn the_next_page_keeps_the_filters_and_the_total_is_read() {
    let mut bee = harness((1..=60).map(|number| ticket(number).starred()).fold(SupportBee::empty(), SupportBee::and));
    let query = Query::default().with(TicketField::Flag(Flag::Starred), true);
    assert_eq!(first_page(&mut bee, &query).total, Some(60));
    bee.take_requests();
    assert_eq!(list_all(&mut bee, &query).len(), 60);
    let lines = [1, 2].map(|page| without_body(&format!("GET /tickets.json?per_page=50&page={page}&starred=true")));
    assert_eq!(bee.take_requests(), lines);
}

#[test]
fn a_total_that_includes_other_tickets_is_ignored() {
    let mut bee = harness(mixed_tickets());
    assert_eq!(first_page(&mut bee, &in_state("spam")).total, None, "the total counts other tickets, too");
    assert_eq!(first_page(&mut bee, &in_state("archived")).total, Some(1));
    let only_spam = json!({ "total": 7, "tickets": [{ "id": 1, "spam": true }, { "id": 2 }] });
    let exchange = provider::<SupportBee>().list(&in_state("spam"), None);
    let page = exchange.run(|_| Ok(Response::json_body(200, &only_spam))).unwrap();
    assert_eq!(
        (numbers(&page), page.total),
        (vec![1, 2], Some(7)),
        "a ticket without the flag counts as spam in a list of spam"
    );
}

#[test]
fn a_broken_ticket_does_not_hide_the_others_and_names_its_field() {
    let mut bee = harness(three_tickets());
    bee.sandbox.break_ticket(2);
    let page = first_page(&mut bee, &Query::default());
    assert_eq!((ticket_of(&page.tickets[0]).key.id.as_str(), ticket_of(&page.tickets[2]).key.id.as_str()), ("3", "1"));
    let Listed::Unreadable(broken) = &page.tickets[1] else { panic!("{page:?}") };
    assert_eq!((broken.place.as_str(), broken.problem.as_str()), ("tickets[1].id", "expected an id, found a list"));
    assert_eq!(broken.id, "unreadable-1-1".into());
}

/// Returns how many pages the provider reads until it says that the list ends. The server answers with these documents
/// in turn, and then repeats the last one.
fn count_pages(documents: &[Value]) -> usize {
    let provider = provider::<SupportBee>();
    let requests = RefCell::new(Vec::new());
    let mut from: Option<Cursor> = None;
    for read in 1..100 {
        let page = provider.list(&Query::default(), from.as_ref()).run(|request: &Request| {
            let index = requests.borrow().len().min(documents.len() - 1);
            requests.borrow_mut().push(request.path_and_query());
            Ok(Response::json_body(200, &documents[index]))
        });
        from = page.unwrap().next;
        if from.is_none() {
            let expected = (1..=read).map(|page| format!("/tickets.json?per_page=50&page={page}"));
            assert_eq!(requests.into_inner(), expected.collect::<Vec<_>>());
            return read;
        }
    }
    panic!("the list does not end");
}

/// A transport that records the addresses and answers with an empty list.
struct RecordingTransport(Rc<RefCell<Vec<String>>>);

impl Transport for RecordingTransport {
    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        self.0.borrow_mut().push(outgoing.address);
        Box::pin(async { Ok(Response::json_body(200, &json!({ "tickets": [] }))) })
    }
}

#[test]
fn filtering_by_me_needs_no_configured_id() {
    let addresses = Rc::new(RefCell::new(Vec::new()));
    let document = json!({ "id": "tern", "provider": "supportbee", "baseUrl": "https://tern.supportbee.example" });
    let client = Client::new(account(document), Secret::new("t0ken"), Rc::new(RecordingTransport(addresses.clone())));
    let mine = Query::default().with(TicketField::Assignee, Assignee::Me);
    client.list(&mine, None).now_or_never().unwrap().unwrap();
    let address = "https://tern.supportbee.example/tickets.json?per_page=50&page=1&assigned_user=me&auth_token=t0ken";
    assert_eq!(addresses.take(), [address], "the agent's id is not needed");
}

/// Makes a page of this many tickets, with this pagination.
fn page_document(tickets: u64, total: Value, current: Value, per_page: Value, pages: Value) -> Value {
    let tickets: Vec<Value> = (1..=tickets).map(|id| json!({ "id": id })).collect();
    json!({
        "total": total, "current_page": current, "per_page": per_page, "total_pages": pages, "tickets": tickets,
    })
}

#[test]
fn a_list_ends_with_its_last_page() {
    let page = |number: u32| page_document(2, json!(6), json!(number), json!(2), json!(3));
    assert_eq!(count_pages(&[page(1), page(2), page(3)]), 3);
    assert_eq!(count_pages(&[page_document(2, json!(2), json!(1), json!(50), json!(1))]), 1);
}

#[test]
fn a_server_with_smaller_pages_is_read_to_the_end() {
    // The client requests 50 tickets at a time, but the server returns 15.
    let page = |number: u32, tickets| page_document(tickets, json!(40), json!(number), json!(15), Value::Null);
    assert_eq!(count_pages(&[page(1, 15), page(2, 15), page(3, 10)]), 3, "the size in the answer counts");
}

#[test]
fn without_totals_a_list_ends_with_a_partial_page() {
    let page = |tickets| page_document(tickets, Value::Null, Value::Null, Value::Null, Value::Null);
    assert_eq!(count_pages(&[page(50), page(50), page(3)]), 3);
    assert_eq!(count_pages(&[page(50), page(0)]), 2);
}

#[test]
fn a_list_ends_with_an_empty_or_repeated_page() {
    let page = |number: u32, tickets| page_document(tickets, json!(400), json!(number), json!(50), json!(8));
    assert_eq!(count_pages(&[page(1, 50), page(2, 0)]), 2);
    assert_eq!(count_pages(&[page(1, 50)]), 2, "the same page twice is enough");
}

#[test]
fn an_unknown_cursor_starts_at_the_first_page() {
    let mut bee = harness(SupportBee::with(ticket(7)));
    let exchange = bee.provider.list(&Query::default(), Some(&Cursor("http://elsewhere.example".into())));
    bee.run(exchange).unwrap();
    assert_eq!(bee.take_requests(), [without_body("GET /tickets.json?per_page=50&page=1")]);
}
