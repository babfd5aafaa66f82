//! Rules that every provider follows. `conformance!(Vendor)` makes the tests for a provider.

use std::collections::BTreeSet;

use deskbell::client::error::Error;
use deskbell::client::exchange::Exchange;
use deskbell::client::response::Response;
use deskbell::domain::{
    Attachment, Change, ChangeMode, Choice, Directory, Entry, Field, FieldKind, Label, LabelSet, Listed, NewTicket,
    Query, Reply, ReplyOption, Ticket, TicketField, Upload, Value as FieldValue,
};
use serde_json::json;

use crate::harness::{FullProvider, Harness, TestSandbox, harness, provider, text_response};

/// Makes the tests for the provider of a sandbox.
macro_rules! conformance {
    ($sandbox:ty) => {
        #[test]
        fn paging_returns_every_ticket_once() {
            $crate::conformance::paging_returns_every_ticket_once::<$sandbox>();
        }

        #[test]
        fn requests_never_contain_a_host_or_a_credential() {
            $crate::conformance::requests_never_contain_a_host_or_a_credential::<$sandbox>();
        }

        #[test]
        fn every_error_response_maps_to_its_own_error() {
            $crate::conformance::every_error_response_maps_to_its_own_error::<$sandbox>();
        }

        #[test]
        fn truncated_json_is_undecodable_and_the_error_names_the_position() {
            $crate::conformance::truncated_json_is_undecodable_and_the_error_names_the_position::<$sandbox>();
        }

        #[test]
        fn a_web_page_with_a_success_status_is_an_error() {
            $crate::conformance::a_web_page_with_a_success_status_is_an_error::<$sandbox>();
        }

        #[test]
        fn changes_are_offered_exactly_as_the_capabilities_say() {
            $crate::conformance::changes_are_offered_exactly_as_the_capabilities_say::<$sandbox>();
        }

        #[test]
        fn conversations_and_replies_are_offered_exactly_as_the_capabilities_say() {
            $crate::conformance::conversations_and_replies_are_offered_exactly_as_the_capabilities_say::<$sandbox>();
        }
    };
}
pub(crate) use conformance;

/// A web page, as wrong addresses and gateways return.
const HTML: &str = "<!DOCTYPE html>\n<html><body><h1>Welcome</h1></body></html>";

/// The response of cors-anywhere to an address that it cannot parse.
const USAGE: &str = "This API enables cross-origin requests to anywhere.\n\nUsage:\n\n/               Shows help\n";

/// Lists all pages of a query. Fails after a thousand pages, because then the list does not end.
pub fn list_all<S: TestSandbox>(harness: &mut Harness<S>, query: &Query) -> Vec<Listed> {
    let mut found = Vec::new();
    for part in harness.provider.subqueries(query) {
        let mut from = None;
        let mut pages = 0;
        loop {
            let exchange = harness.provider.list(&part, from.as_ref());
            let page = harness.run(exchange).unwrap();
            found.extend(page.tickets);
            pages += 1;
            assert!(pages < 1000, "the list does not end");
            match page.next {
                Some(next) => from = Some(next),
                None => break,
            }
        }
    }
    found
}

pub fn paging_returns_every_ticket_once<S: TestSandbox>() {
    for count in [0, 1, 49, 50, 51, 100, 120] {
        let mut harness = harness(S::seeded(count));
        let ids: Vec<_> = list_all(&mut harness, &Query::default())
            .into_iter()
            .map(|listed| match listed {
                Listed::Ticket(ticket) => ticket.key.id,
                Listed::Unreadable(unreadable) => panic!("{unreadable:?}"),
            })
            .collect();
        assert_eq!(ids.len(), count, "all tickets are listed");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), count, "no ticket is listed twice");
        let most = count / 50 + harness.provider.subqueries(&Query::default()).len();
        assert!(harness.requests().len() <= most, "{} requests for {count} tickets", harness.requests().len());
    }
}

pub fn requests_never_contain_a_host_or_a_credential<S: TestSandbox>() {
    let mut harness = harness(S::seeded(120));
    list_all(&mut harness, &Query::default());
    let exchange = harness.provider.ticket(&S::some_ticket());
    harness.run(exchange).unwrap();
    for request in harness.requests() {
        assert!(request.path.starts_with('/') && !request.path.starts_with("//"), "{}", request.path);
        assert_eq!(request.headers, [], "the credential is added later");
        assert!(!format!("{request:?}").contains(S::TOKEN) && !request.path_and_query().contains("://"), "{request:?}");
    }
}

pub fn every_error_response_maps_to_its_own_error<S: TestSandbox>() {
    let json = |status, body| Response::json_body(status, &body);
    let cases = [
        (json(400, json!({ "message": "No JSON" })), Error::Rejected { detail: "No JSON".into() }),
        (json(401, json!({ "error": "Bad token" })), Error::Unauthorized),
        (json(403, json!({ "error": "Agents only" })), Error::Forbidden { detail: "Agents only".into() }),
        (json(404, json!({})), Error::NotFound),
        (json(409, json!({ "errors": ["Merged"] })), Error::Conflict { detail: "Merged".into() }),
        (json(422, json!({ "errors": { "state": ["is odd"] } })), Error::Rejected { detail: "state: is odd".into() }),
        (json(429, json!({})), Error::RateLimited),
        (json(500, json!({})), Error::Server { status: 500 }),
        (text_response(502, HTML), Error::Server { status: 502 }),
        (text_response(200, HTML), Error::NotTheApi { status: 200, excerpt: "Welcome".into() }),
        (text_response(302, HTML), Error::NotTheApi { status: 302, excerpt: "Welcome".into() }),
        (
            text_response(200, USAGE),
            Error::NotTheApi {
                status: 200,
                excerpt: "This API enables cross-origin requests to anywhere. Usage: / Shows help".into(),
            },
        ),
        (
            text_response(404, "Not found because of proxy error: Error: getaddrinfo ENOTFOUND api.example"),
            Error::NotTheApi {
                status: 404,
                excerpt: "Not found because of proxy error: Error: getaddrinfo ENOTFOUND api.example".into(),
            },
        ),
        (
            text_response(400, "Missing required request header. Must specify one of: origin,x-requested-with"),
            Error::NotTheApi {
                status: 400,
                excerpt: "Missing required request header. Must specify one of: origin,x-requested-with".into(),
            },
        ),
        (json(418, json!({})), Error::Unexpected { status: 418 }),
    ];
    for (response, error) in cases {
        for (call, exchange) in every_call::<S>() {
            let result = exchange.run(|_| Ok(response.clone()));
            assert_eq!(result, Err(error.clone()), "{call} answered with {} {}", response.status, response.text());
        }
    }
}

pub fn truncated_json_is_undecodable_and_the_error_names_the_position<S: TestSandbox>() {
    let reads = [
        ("list", provider::<S>().list(&some_part(&provider::<S>()), None).map(drop)),
        ("ticket", provider::<S>().ticket(&S::some_ticket()).map(drop)),
        ("create", provider::<S>().create(&new_ticket(&provider::<S>()), &Directory::default()).map(drop)),
    ];
    for (call, exchange) in reads {
        let result = exchange.run(|_| Ok(text_response(200, "{\"ticket\": {\n  \"number\": 7, \"ti")));
        let Err(Error::Undecodable { place, problem }) = result else { panic!("{call}: {result:?}") };
        assert_eq!(place, "line 2, column 18", "{call}");
        assert!(problem.contains("ends"), "{call}: {problem}");
    }
}

pub fn a_web_page_with_a_success_status_is_an_error<S: TestSandbox>() {
    for (call, exchange) in every_call::<S>() {
        let result = exchange.run(|_| Ok(text_response(200, HTML)));
        assert_eq!(result, Err(Error::NotTheApi { status: 200, excerpt: "Welcome".into() }), "{call}");
    }
}

pub fn changes_are_offered_exactly_as_the_capabilities_say<S: TestSandbox>() {
    let provider = provider::<S>();
    let capabilities = provider.capabilities();
    let is_offered = |change: &Change| provider.change(&S::some_ticket(), change).is_some();
    for field in TicketField::ALL {
        let of_field = capabilities.change_of(field);
        let can_clear = of_field.is_some_and(|it| it.can_clear);
        let can_take_over = of_field.is_some_and(|it| it.can_take_over);
        for to in values::<S>(field) {
            let can_become = match (of_field, &to) {
                (Some(it), FieldValue::State(to)) => !it.is_final || capabilities.closed() == Some(to),
                (it, _) => it.is_some(),
            };
            let change = Change::to(field, to.clone());
            assert_eq!(is_offered(&change), can_become, "{change:?}");
            if field == TicketField::Assignee {
                let taken = change.by(ChangeMode::TakeOver);
                assert_eq!(is_offered(&taken), can_take_over, "{taken:?}");
            }
            if field.can_be_empty() {
                let cleared = Change::new(field, to, FieldValue::Nothing);
                assert_eq!(is_offered(&cleared), can_clear, "{cleared:?}");
            }
        }
    }
    let added = Change::new(TicketField::Labels, LabelSet::default(), labels(&["a"]));
    assert_eq!(is_offered(&added), capabilities.can_change(TicketField::Labels));
    assert!(capabilities.changes.iter().all(|it| !it.can_clear || it.field.can_be_empty()));
}

/// Returns values that a field could become.
fn values<S: TestSandbox>(field: TicketField) -> Vec<FieldValue> {
    match field {
        TicketField::Assignee | TicketField::Customer => vec![S::some_person().into()],
        TicketField::Group => vec![S::some_group().into()],
        TicketField::Mailbox => vec![Choice::named("1").into()],
        TicketField::State => provider::<S>().capabilities().states.iter().cloned().map(Into::into).collect(),
        TicketField::Flag(_) | TicketField::Open => vec![true.into(), false.into()],
        TicketField::Labels => Vec::new(),
        TicketField::Subject | TicketField::Preview => vec!["Lamp".to_owned().into()],
        TicketField::Created => vec![deskbell::domain::Instant::UNIX_EPOCH.into()],
    }
}

pub fn conversations_and_replies_are_offered_exactly_as_the_capabilities_say<S: TestSandbox>() {
    let provider = provider::<S>();
    let capabilities = provider.capabilities();
    let has = |what| capabilities.reply_options.contains(&what);
    assert_eq!(!provider.messages(&ticket_with_conversation::<S>(), None).is_empty(), capabilities.thread);
    let body = |reply: &Reply| provider.reply(&S::some_ticket(), reply).map(|exchange| exchange.request.body);
    let plain = Reply { text: "Hello".to_owned(), ..Reply::default() };
    let note = Reply { is_note: true, ..plain.clone() };
    assert_eq!((body(&plain).is_some(), body(&note).is_some()), (has(ReplyOption::Reply), has(ReplyOption::Note)));
    assert_eq!(provider.upload(&Upload::default()).is_some(), has(ReplyOption::Files));
    assert_eq!(provider.snippets().is_some(), has(ReplyOption::Snippets));
    // An option that is not offered does not change the request.
    let others = [
        (ReplyOption::Copies, Reply { copies: vec!["a@x.example".to_owned()], ..plain.clone() }),
        (ReplyOption::Copies, Reply { blind_copies: vec!["a@x.example".to_owned()], ..plain.clone() }),
        (ReplyOption::SendCopy, Reply { send_copy: true, ..plain.clone() }),
        (
            ReplyOption::Files,
            Reply { files: vec![Attachment { id: "1".into(), ..Attachment::default() }], ..plain.clone() },
        ),
    ];
    for (what, reply) in others {
        assert_eq!(body(&reply) != body(&plain), has(what), "{what:?}");
    }
}

/// Makes a ticket with a conversation.
fn ticket_with_conversation<S: TestSandbox>() -> Ticket {
    let mut ticket = Ticket { chat: Some(Choice::named("c")), ..Ticket::default() };
    ticket.key.id = S::some_ticket();
    ticket
}

/// Returns every read and every change that a provider offers, by name.
fn every_call<S: TestSandbox>() -> Vec<(String, Exchange<()>)> {
    let provider = provider::<S>();
    let ticket = S::some_ticket();
    let mut calls = vec![
        ("list".to_owned(), provider.list(&some_part(&provider), None).map(drop)),
        ("ticket".to_owned(), provider.ticket(&ticket).map(drop)),
        ("create".to_owned(), provider.create(&new_ticket(&provider), &Directory::default()).map(drop)),
    ];
    calls.extend(provider.assignee_of(&ticket).map(|exchange| ("assignee".to_owned(), exchange.map(drop))));
    calls.extend(provider.directory().into_iter().map(|exchange| (exchange.request.path.clone(), exchange.map(drop))));
    calls.extend(
        provider
            .messages(&ticket_with_conversation::<S>(), None)
            .into_iter()
            .map(|it| (it.request.path.clone(), it.map(drop))),
    );
    for is_note in [false, true] {
        let reply = Reply { text: "Hello".to_owned(), is_note, ..Reply::default() };
        calls.extend(provider.reply(&ticket, &reply).map(|exchange| (format!("{reply:?}"), exchange.map(drop))));
    }
    calls.extend(provider.upload(&Upload::default()).map(|exchange| ("upload".to_owned(), exchange.map(drop))));
    calls.extend(provider.snippets().map(|exchange| ("snippets".to_owned(), exchange.map(drop))));
    let values =
        TicketField::ALL.into_iter().flat_map(|field| values::<S>(field).into_iter().map(move |to| (field, to)));
    let mut changes: Vec<Change> = values.map(|(field, to)| Change::to(field, to)).collect();
    changes.extend([
        Change::new(TicketField::Labels, labels(&["a"]), labels(&["a", "b"])),
        Change::new(TicketField::Labels, labels(&["a"]), labels(&[])),
        Change::to(TicketField::Assignee, S::some_person()).by(ChangeMode::TakeOver),
    ]);
    for change in changes {
        calls.extend(provider.change(&ticket, &change).map(|exchange| (format!("{change:?}"), exchange.map(drop))));
    }
    calls
}

/// Returns a query that needs only one list.
fn some_part(provider: &FullProvider) -> Query {
    provider.subqueries(&Query::default()).remove(0)
}

/// Makes a new ticket with every required field.
fn new_ticket(provider: &FullProvider) -> NewTicket {
    let mut input = NewTicket::default();
    for Field { key, kind, .. } in provider.new_ticket_fields().iter().filter(|field| field.is_required) {
        let text = if *kind == FieldKind::Email { "a@x.example" } else { "Hello" };
        input.enter(key, Entry::Text(text.to_owned()));
    }
    input
}

/// Makes a set of labels by name.
pub fn labels(names: &[&str]) -> LabelSet {
    names.iter().map(|name| Label::named(*name)).collect()
}
