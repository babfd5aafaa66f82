//! What every provider promises, whatever its vendor documents. `promises!(Vendor)` makes a test of
//! each for one more provider.

use std::collections::BTreeSet;

use deskbell::client::error::Error;
use deskbell::client::exchange::Exchange;
use deskbell::client::response::Response;
use deskbell::domain::{
    Attachment, Capabilities, Choice, Directory, Edit, Entry, Field, FieldKind, Flag, Label, LabelSet, Listed,
    NewTicket, Query, Reply, ReplyOption, StateControl, Ticket, Upload,
};
use serde_json::json;

use crate::bench::{Bench, Played, Whole, against, page, provider};

/// Makes a test of every promise for the provider of a sandbox.
macro_rules! promises {
    ($sandbox:ty) => {
        #[test]
        fn paging_visits_every_ticket_once() {
            $crate::promises::paging_visits_every_ticket_once::<$sandbox>();
        }

        #[test]
        fn requests_never_name_a_host_or_a_credential() {
            $crate::promises::requests_never_name_a_host_or_a_credential::<$sandbox>();
        }

        #[test]
        fn every_refusal_has_an_error_of_its_own() {
            $crate::promises::every_refusal_has_an_error_of_its_own::<$sandbox>();
        }

        #[test]
        fn what_is_cut_short_is_undecodable_and_says_where() {
            $crate::promises::what_is_cut_short_is_undecodable_and_says_where::<$sandbox>();
        }

        #[test]
        fn a_page_that_comes_with_a_success_is_not_taken_for_one() {
            $crate::promises::a_page_that_comes_with_a_success_is_not_taken_for_one::<$sandbox>();
        }

        #[test]
        fn a_change_is_offered_exactly_when_the_capabilities_say_so() {
            $crate::promises::a_change_is_offered_exactly_when_the_capabilities_say_so::<$sandbox>();
        }

        #[test]
        fn a_conversation_and_an_answer_are_offered_exactly_when_the_capabilities_say_so() {
            $crate::promises::a_conversation_and_an_answer_are_offered_exactly_when_the_capabilities_say_so::<$sandbox>(
            );
        }
    };
}
pub(crate) use promises;

/// A web page, as wrong addresses and gateways answer it.
const HTML: &str = "<!DOCTYPE html>\n<html><body><h1>Welcome</h1></body></html>";

/// How cors-anywhere answers an address it cannot read.
const USAGE: &str = "This API enables cross-origin requests to anywhere.\n\nUsage:\n\n/               Shows help\n";

/// Lists everything, as far as the provider says that there is more. A list that goes on for a
/// thousand pages has no end.
pub fn list_all<S: Played>(bench: &mut Bench<S>, query: &Query) -> Vec<Listed> {
    let mut found = Vec::new();
    for part in bench.provider.parts(query) {
        let mut from = None;
        let mut pages = 0;
        loop {
            let exchange = bench.provider.list(&part, from.as_ref());
            let page = bench.run(exchange).unwrap();
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

pub fn paging_visits_every_ticket_once<S: Played>() {
    for count in [0, 1, 49, 50, 51, 100, 120] {
        let mut bench = against(S::seeded(count));
        let ids: Vec<_> = list_all(&mut bench, &Query::default())
            .into_iter()
            .map(|listed| match listed {
                Listed::Ticket(ticket) => ticket.key.id,
                Listed::Unreadable(unreadable) => panic!("{unreadable:?}"),
            })
            .collect();
        assert_eq!(ids.len(), count, "as many as there are");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), count, "none of them twice");
        let most = count / 50 + bench.provider.parts(&Query::default()).len();
        assert!(bench.requests().len() <= most, "{} requests for {count} tickets", bench.requests().len());
    }
}

pub fn requests_never_name_a_host_or_a_credential<S: Played>() {
    let mut bench = against(S::seeded(120));
    list_all(&mut bench, &Query::default());
    let exchange = bench.provider.ticket(&S::some_ticket());
    bench.run(exchange).unwrap();
    for request in bench.requests() {
        assert!(request.path.starts_with('/') && !request.path.starts_with("//"), "{}", request.path);
        assert_eq!(request.headers, [], "the credential joins later");
        assert!(!format!("{request:?}").contains(S::TOKEN) && !request.path_and_query().contains("://"), "{request:?}");
    }
}

pub fn every_refusal_has_an_error_of_its_own<S: Played>() {
    let said = |status, body| Response::json_body(status, &body);
    let cases = [
        (said(400, json!({ "message": "No JSON" })), Error::Rejected { detail: "No JSON".into() }),
        (said(401, json!({ "error": "Bad token" })), Error::Unauthorized),
        (said(403, json!({ "error": "Agents only" })), Error::Forbidden { detail: "Agents only".into() }),
        (said(404, json!({})), Error::NotFound),
        (said(409, json!({ "errors": ["Merged"] })), Error::Conflict { detail: "Merged".into() }),
        (said(422, json!({ "errors": { "state": ["is odd"] } })), Error::Rejected { detail: "state: is odd".into() }),
        (said(429, json!({})), Error::RateLimited),
        (said(500, json!({})), Error::Server { status: 500 }),
        (page(502, HTML), Error::Server { status: 502 }),
        (page(200, HTML), Error::NotTheApi { status: 200, excerpt: "Welcome".into() }),
        (page(302, HTML), Error::NotTheApi { status: 302, excerpt: "Welcome".into() }),
        (
            page(200, USAGE),
            Error::NotTheApi {
                status: 200,
                excerpt: "This API enables cross-origin requests to anywhere. Usage: / Shows help".into(),
            },
        ),
        (
            page(404, "Not found because of proxy error: Error: getaddrinfo ENOTFOUND api.example"),
            Error::NotTheApi {
                status: 404,
                excerpt: "Not found because of proxy error: Error: getaddrinfo ENOTFOUND api.example".into(),
            },
        ),
        (
            page(400, "Missing required request header. Must specify one of: origin,x-requested-with"),
            Error::NotTheApi {
                status: 400,
                excerpt: "Missing required request header. Must specify one of: origin,x-requested-with".into(),
            },
        ),
        (said(418, json!({})), Error::Unexpected { status: 418 }),
    ];
    for (response, error) in cases {
        for (call, exchange) in every_call::<S>() {
            let result = exchange.run(|_| Ok(response.clone()));
            assert_eq!(result, Err(error.clone()), "{call} answered with {} {}", response.status, response.body);
        }
    }
}

pub fn what_is_cut_short_is_undecodable_and_says_where<S: Played>() {
    let reads = [
        ("list", provider::<S>().list(&some_part(&provider::<S>()), None).map(drop)),
        ("ticket", provider::<S>().ticket(&S::some_ticket()).map(drop)),
        ("create", provider::<S>().create(&draft(provider::<S>().capabilities()), &Directory::default()).map(drop)),
    ];
    for (call, exchange) in reads {
        let result = exchange.run(|_| Ok(page(200, "{\"ticket\": {\n  \"number\": 7, \"ti")));
        let Err(Error::Undecodable { place, problem }) = result else { panic!("{call}: {result:?}") };
        assert_eq!(place, "line 2, column 18", "{call}");
        assert!(problem.contains("ends"), "{call}: {problem}");
    }
}

pub fn a_page_that_comes_with_a_success_is_not_taken_for_one<S: Played>() {
    for (call, exchange) in every_call::<S>() {
        let result = exchange.run(|_| Ok(page(200, HTML)));
        assert_eq!(result, Err(Error::NotTheApi { status: 200, excerpt: "Welcome".into() }), "{call}");
    }
}

pub fn a_change_is_offered_exactly_when_the_capabilities_say_so<S: Played>() {
    let provider = provider::<S>();
    let capabilities = provider.capabilities();
    let person = Some(S::some_person());
    let group = Some(S::some_group());
    let cases = [
        (capabilities.assign, Edit::Assignee { from: None, to: person.clone(), notify: true }),
        (capabilities.unassign, Edit::Assignee { from: person, to: None, notify: true }),
        (capabilities.assign_group, Edit::Group { from: None, to: group.clone(), notify: true }),
        (capabilities.unassign_group, Edit::Group { from: group, to: None, notify: true }),
        (capabilities.labels, Edit::Labels { from: LabelSet::default(), to: labels(&["a"]) }),
        (capabilities.change_mailbox, Edit::Mailbox { from: None, to: Choice::named("1") }),
        (capabilities.take_over, Edit::TakeOver { from: None, to: S::some_person() }),
    ];
    for (is_offered, edit) in cases {
        assert_eq!(provider.change(&S::some_ticket(), &edit).is_some(), is_offered, "{edit:?}");
    }
    for state in &capabilities.states {
        let edit = Edit::State { from: None, to: state.clone() };
        let is_offered = match capabilities.state {
            StateControl::Fixed => false,
            StateControl::Choose => true,
            StateControl::Complete => capabilities.closed() == Some(state),
        };
        assert_eq!(provider.change(&S::some_ticket(), &edit).is_some(), is_offered, "{edit:?}");
    }
    for flag in Flag::ALL {
        for to in [true, false] {
            let edit = Edit::Flag { flag, from: None, to };
            let is_offered = capabilities.flags.contains(&flag);
            assert_eq!(provider.change(&S::some_ticket(), &edit).is_some(), is_offered, "{edit:?}");
        }
    }
}

pub fn a_conversation_and_an_answer_are_offered_exactly_when_the_capabilities_say_so<S: Played>() {
    let provider = provider::<S>();
    let capabilities = provider.capabilities();
    let has = |what| capabilities.reply_options.contains(&what);
    assert_eq!(!provider.messages(&some_talk::<S>(), None).is_empty(), capabilities.thread);
    let body = |reply: &Reply| provider.reply(&S::some_ticket(), reply).map(|exchange| exchange.request.body);
    let plain = Reply { text: "Hello".to_owned(), ..Reply::default() };
    let note = Reply { is_note: true, ..plain.clone() };
    assert_eq!((body(&plain).is_some(), body(&note).is_some()), (has(ReplyOption::Reply), has(ReplyOption::Note)));
    assert_eq!(provider.upload(&Upload::default()).is_some(), has(ReplyOption::Files));
    assert_eq!(provider.snippets().is_some(), has(ReplyOption::Snippets));
    // What is not offered with a reply makes no other one of it.
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

/// A ticket of which a conversation can be asked for.
fn some_talk<S: Played>() -> Ticket {
    let mut ticket = Ticket { chat: Some(Choice::named("c")), ..Ticket::default() };
    ticket.key.id = S::some_ticket();
    ticket
}

/// Every question a provider can be asked and every change it offers, by name.
fn every_call<S: Played>() -> Vec<(String, Exchange<()>)> {
    let provider = provider::<S>();
    let ticket = S::some_ticket();
    let capabilities = provider.capabilities();
    let mut calls = vec![
        ("list".to_owned(), provider.list(&some_part(&provider), None).map(drop)),
        ("ticket".to_owned(), provider.ticket(&ticket).map(drop)),
        ("create".to_owned(), provider.create(&draft(capabilities), &Directory::default()).map(drop)),
    ];
    calls.extend(provider.assignee_of(&ticket).map(|exchange| ("assignee".to_owned(), exchange.map(drop))));
    calls.extend(provider.directory().into_iter().map(|exchange| (exchange.request.path.clone(), exchange.map(drop))));
    calls.extend(
        provider.messages(&some_talk::<S>(), None).into_iter().map(|it| (it.request.path.clone(), it.map(drop))),
    );
    for is_note in [false, true] {
        let reply = Reply { text: "Hello".to_owned(), is_note, ..Reply::default() };
        calls.extend(provider.reply(&ticket, &reply).map(|exchange| (format!("{reply:?}"), exchange.map(drop))));
    }
    calls.extend(provider.upload(&Upload::default()).map(|exchange| ("upload".to_owned(), exchange.map(drop))));
    calls.extend(provider.snippets().map(|exchange| ("snippets".to_owned(), exchange.map(drop))));
    let person = S::some_person();
    let mut outbox = vec![
        Edit::Assignee { from: None, to: Some(person), notify: true },
        Edit::Group { from: None, to: Some(S::some_group()), notify: true },
        Edit::Labels { from: labels(&["a"]), to: labels(&["a", "b"]) },
        Edit::Labels { from: labels(&["a"]), to: labels(&[]) },
        Edit::Mailbox { from: None, to: Choice::named("1") },
        Edit::TakeOver { from: None, to: S::some_person() },
    ];
    outbox.extend(Flag::ALL.map(|flag| Edit::Flag { flag, from: None, to: true }));
    outbox.extend(capabilities.states.iter().map(|state| Edit::State { from: None, to: state.clone() }));
    for edit in outbox {
        calls.extend(provider.change(&ticket, &edit).map(|exchange| (format!("{edit:?}"), exchange.map(drop))));
    }
    calls
}

/// A query that the provider can answer with one list.
fn some_part(provider: &Whole) -> Query {
    provider.parts(&Query::default()).remove(0)
}

/// A draft with every required field filled in.
fn draft(capabilities: &Capabilities) -> NewTicket {
    let mut draft = NewTicket::default();
    for Field { key, kind, .. } in capabilities.create.iter().filter(|field| field.is_required) {
        let text = if *kind == FieldKind::Email { "a@x.example" } else { "Hello" };
        draft.enter(key, Entry::Text(text.to_owned()));
    }
    draft
}

/// A set of labels that go by their names.
pub fn labels(names: &[&str]) -> LabelSet {
    names.iter().map(|name| Label::named(*name)).collect()
}
