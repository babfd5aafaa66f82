//! Zaia's API reference (alpha), Tickets: every documented call with the request it makes, what it
//! changes and what its answer is taken for.

mod create;
mod documents;
mod labels;
mod listing;
mod payloads;
mod thread;

use std::rc::Rc;

use deskbell::client::Client;
use deskbell::client::error::Error;
use deskbell::client::providers::zaia::{calls, wire};
use deskbell::client::response::Response;
use deskbell::client::secret::Secret;
use deskbell::domain::{
    Choice, Directory, Edit, Fact, FactValue, Person, Phrase, Query, State, StateCategory, StateControl, Ticket,
    TicketId,
};
use deskbell::sandbox::zaia::{self, Zaia, agent_id, tag_id, team_id, ticket, ticket_id};
use deskbell::text::en::facts;
use serde_json::{Value, json};

use crate::bench::{Bench, Nowhere, Played, Whole, account, against, bare, now, with};
use crate::promises::promises;

impl Played for Zaia {
    const TOKEN: &'static str = zaia::DEMO_TOKEN;

    fn account() -> Value {
        json!({ "id": "tern", "provider": "zaia", "me": zaia::DEMO_ME })
    }

    fn seeded(count: usize) -> Self {
        Zaia::seeded(count, now())
    }

    fn some_ticket() -> TicketId {
        id(1)
    }
}

promises!(Zaia);

fn id(number: u64) -> TicketId {
    ticket_id(number).as_str().into()
}

fn person(email: &str) -> Person {
    Person { id: agent_id(email), ..Person::default() }
}

/// The provider of an account with these fields besides the necessary ones.
fn configured(fields: Value) -> Whole {
    let mut document = json!({ "id": "tern", "provider": "zaia" });
    document.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let account = account(document);
    Whole::of(&account)
}

/// Finds a ticket, performs a change on it the way the rest of the program does, and returns what
/// is shown then.
fn change(zaia: &mut Bench<Zaia>, number: u64, edit: &Edit) -> Result<Ticket, Error> {
    let exchange = zaia.provider.ticket(&id(number));
    let mut shown = zaia.run(exchange).unwrap();
    zaia.asked();
    let exchange = zaia.provider.change(&id(number), edit).unwrap();
    edit.apply(&mut shown);
    let ticket_patch = zaia.run(exchange)?;
    ticket_patch(&mut shown);
    Ok(shown)
}

fn fact(ticket: &Ticket, name: Phrase) -> Option<FactValue> {
    ticket.facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.clone())
}

/// The edit that completes a ticket.
fn completing(zaia: &Bench<Zaia>) -> Edit {
    Edit::State { from: None, to: zaia.provider.capabilities().closed().unwrap().clone() }
}

#[test]
fn the_key_travels_alone_in_the_documented_header_of_every_call() {
    let client = |fields: Value| {
        let mut document = Zaia::account();
        document.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        Client::new(account(document), Secret::new("k3y"), Rc::new(Nowhere))
    };
    let requests = [
        calls::find_ticket(&id(7)).request,
        calls::list_tickets(&wire::ListParameters::default()).request,
        calls::complete_ticket(&id(7), "u").request,
        calls::create_ticket(wire::Body::new()).request,
        calls::add_tag(&id(7), "t").request,
        calls::remove_tag(&id(7), "t").request,
        calls::take_over_ticket(&id(7), "u").request,
        calls::update_assignee(&id(7), "u").request,
    ];
    for request in requests {
        let outgoing = client(json!({})).outgoing(&request).unwrap();
        assert!(outgoing.headers.contains(&("Authorization".to_owned(), "k3y".to_owned())), "{}", request.path);
        assert!(outgoing.address.starts_with("https://api.endless.zaia.app/api/v1/tickets"), "{}", outgoing.address);
        assert!(!outgoing.address.contains("k3y"));
        let bearer = client(json!({ "tokenStyle": "bearer" })).outgoing(&request).unwrap();
        assert!(bearer.headers.contains(&("Authorization".to_owned(), "Bearer k3y".to_owned())));
    }
}

#[test]
fn a_request_without_the_key_is_unauthorized() {
    let mut zaia = against(Zaia::with(ticket(7)).token("another"));
    assert_eq!(zaia.run(calls::find_ticket(&id(7))).unwrap_err(), Error::Unauthorized);
}

#[test]
fn retrieving_a_ticket_with_details() {
    let mut zaia = against(Zaia::with(ticket(7).summary("Broken lamp").status("ongoing")));
    let exchange = zaia.provider.ticket(&id(7));
    let found = zaia.run(exchange).unwrap();
    assert_eq!(
        (found.subject.as_str(), found.state),
        ("Broken lamp", Some(State::new("ongoing", StateCategory::Open)))
    );
    assert_eq!(zaia.asked(), [bare(&format!("GET /api/v1/tickets/{}/details", ticket_id(7)))]);
    let exchange = zaia.provider.ticket(&id(8));
    assert_eq!(zaia.run(exchange), Err(Error::NotFound));
}

#[test]
fn completing_a_ticket_names_who_does_it() {
    let mut zaia = against(Zaia::with(ticket(7).assignee("tomas@tern.example")));
    let edit = completing(&zaia);
    let shown = change(&mut zaia, 7, &edit).unwrap();
    let line = format!("PATCH /api/v1/tickets/{}/complete", ticket_id(7));
    assert_eq!(zaia.asked(), [with(&line, json!({ "userId": zaia::DEMO_ME }))]);
    assert_eq!(zaia.sandbox.ticket(7).status, "completed");
    assert_eq!(shown.state, Some(State::new("completed", StateCategory::Closed)));
    assert_eq!(fact(&shown, facts::COMPLETED), Some(FactValue::Time(now())));
    assert_eq!(shown.assignee.unwrap().name, "Tomás Ibáñez", "the answer has the id only, and the name stays");
}

#[test]
fn a_ticket_is_completed_once_and_the_refusal_says_why() {
    let mut zaia = against(Zaia::with(ticket(7).status("completed")));
    let edit = completing(&zaia);
    let refused = change(&mut zaia, 7, &edit).err();
    assert_eq!(refused, Some(Error::Conflict { detail: "ticket is already completed".into() }));
}

#[test]
fn completing_is_not_offered_while_nobody_knows_who_the_agent_is() {
    let to = State::new("completed", StateCategory::Closed);
    let edit = Edit::State { from: None, to };
    assert!(configured(json!({})).change(&id(7), &edit).is_none());
    assert!(configured(json!({ "me": "u" })).change(&id(7), &edit).is_some());
    assert!(configured(json!({})).capabilities().acts_as_me, "so that the agent is asked");
}

#[test]
fn there_is_no_way_back_and_no_other_word() {
    let zaia = against(Zaia::empty());
    assert_eq!(zaia.provider.capabilities().state, StateControl::Complete);
    let words = [
        ("pending", StateCategory::Pending),
        ("ongoing", StateCategory::Open),
        ("Completed", StateCategory::Closed),
        ("x", StateCategory::Other),
    ];
    for (word, category) in words {
        let edit = Edit::State { from: None, to: State::new(word, category) };
        assert!(zaia.provider.change(&id(7), &edit).is_none(), "{word}");
    }
}

#[test]
fn the_words_of_the_configuration_replace_the_usual_ones() {
    let provider = configured(json!({ "me": "u", "statuses": ["novo", "em curso", "feito"] }));
    let states: Vec<_> = provider.capabilities().states.iter().map(|it| (it.word.as_str(), it.category)).collect();
    assert_eq!(
        states,
        [("novo", StateCategory::Pending), ("em curso", StateCategory::Open), ("feito", StateCategory::Closed)]
    );
    let asked: Vec<_> = provider
        .parts(&Query::default())
        .iter()
        .map(|part| provider.list(part, None).request.path_and_query().split_once("&status=").unwrap().1.to_owned())
        .collect();
    assert_eq!(asked, ["novo", "em%20curso", "feito"]);
    let closed = provider.capabilities().closed().unwrap().clone();
    assert!(provider.change(&id(7), &Edit::State { from: None, to: closed }).is_some());
    let usual = Edit::State { from: None, to: State::new("completed", StateCategory::Closed) };
    assert!(provider.change(&id(7), &usual).is_none());
}

#[test]
fn taking_over_a_ticket_makes_it_ongoing() {
    let mut zaia = against(Zaia::with(ticket(7).team("Billing")));
    let to = Person { name: "Maya".into(), ..person("maya@tern.example") };
    let shown = change(&mut zaia, 7, &Edit::TakeOver { from: None, to: to.clone() }).unwrap();
    let line = format!("PATCH /api/v1/tickets/{}/takeover", ticket_id(7));
    assert_eq!(zaia.asked(), [with(&line, json!({ "assigneeId": zaia::DEMO_ME }))]);
    assert_eq!(
        (zaia.sandbox.ticket(7).status, zaia.sandbox.ticket(7).assignee),
        ("ongoing", Some("maya@tern.example"))
    );
    assert_eq!(
        (shown.state.clone(), shown.assignee.clone()),
        (Some(State::new("ongoing", StateCategory::Open)), Some(to))
    );
    assert_eq!(fact(&shown, facts::ONGOING_SINCE), Some(FactValue::Time(now())));
    assert_eq!(fact(&shown, facts::LAST_VIEWED), Some(FactValue::Time(now())));
    assert_eq!(fact(&shown, facts::ORIGIN), Some(FactValue::Text("handover".into())));
    assert_eq!(shown.updated_at, Some(now()));
    assert_eq!(shown.group, Some(Choice { id: team_id("Billing"), name: "Billing".into() }), "the name stays");
}

#[test]
fn updating_the_assignee_of_a_ticket() {
    let mut zaia = against(Zaia::with(ticket(7).status("ongoing")));
    let edit = Edit::Assignee { from: None, to: Some(person("niamh.o'brien@tern.example")), notify: true };
    let shown = change(&mut zaia, 7, &edit).unwrap();
    let line = format!("PATCH /api/v1/tickets/{}/assignee", ticket_id(7));
    assert_eq!(zaia.asked(), [with(&line, json!({ "assigneeId": agent_id("niamh.o'brien@tern.example") }))]);
    assert_eq!(zaia.sandbox.ticket(7).assignee, Some("niamh.o'brien@tern.example"));
    assert_eq!(shown.assignee, Some(person("niamh.o'brien@tern.example")));
    let stranger =
        Edit::Assignee { from: None, to: Some(Person { id: "maya".into(), ..Person::default() }), notify: true };
    let refused = change(&mut zaia, 7, &stranger).err();
    assert_eq!(refused, Some(Error::Rejected { detail: "assigneeId must be a UUID v4".into() }));
}

#[test]
fn unassigning_and_changing_the_team_are_not_offered() {
    let zaia = against(Zaia::empty());
    let nobody = Edit::Assignee { from: Some(person("maya@tern.example")), to: None, notify: true };
    let team = Edit::Group { from: None, to: Some(Choice::named(team_id("Billing"))), notify: true };
    assert!([nobody, team].iter().all(|edit| zaia.provider.change(&id(7), edit).is_none()));
}

#[test]
fn what_an_answer_to_a_write_does_not_tell_stays_as_it_is() {
    let told = |document: &Value| {
        let zaia = against(Zaia::empty());
        let exchange = zaia.provider.change(&id(7), &Edit::TakeOver { from: None, to: person("maya@tern.example") });
        let ticket_patch = exchange.unwrap().run(|_| Ok(Response::json_body(200, document))).unwrap();
        let mut shown = Ticket {
            assignee: Some(person("maya@tern.example")),
            group: Some(Choice::named("Billing")),
            state: Some(State::new("pending", StateCategory::Pending)),
            ..Ticket::default()
        };
        shown.key.id = id(7);
        let before = shown.clone();
        ticket_patch(&mut shown);
        (shown, before)
    };
    for document in [json!({}), json!([]), json!({ "message": "Done" }), json!({ "id": ticket_id(8), "status": "x" })] {
        let (shown, before) = told(&document);
        assert_eq!(shown, before, "{document}");
    }
    let (shown, before) = told(&json!({ "id": ticket_id(7), "status": "on hold" }));
    assert_eq!(shown.state, Some(State::new("on hold", StateCategory::Other)));
    assert_eq!((shown.assignee, shown.group), (before.assignee, before.group));
    let (shown, _) = told(&json!({ "id": ticket_id(7), "assigneeId": null, "ticketingTeamId": team_id("Support") }));
    assert_eq!((shown.assignee, shown.group), (None, Some(Choice::named(team_id("Support")))));
}

#[test]
fn an_empty_answer_to_a_write_is_a_success() {
    for answer in [Response::status(200), Response::status(204)] {
        assert!(matches!(calls::update_assignee(&id(7), "u").run(|_| Ok(answer.clone())), Ok(None)));
        assert_eq!(calls::remove_tag(&id(7), "t").run(|_| Ok(answer.clone())), Ok(()));
    }
}

#[test]
fn the_lists_to_choose_from_are_teams_and_tags() {
    let mut zaia = against(Zaia::empty());
    let mut directory = Directory::default();
    for exchange in zaia.provider.directory() {
        directory.merge(zaia.run(exchange).unwrap());
    }
    let lines = ["ticketing-teams", "tags"].map(|it| bare(&format!("GET /api/v1/{it}?pageNumber=1&pageSize=100")));
    assert_eq!(zaia.asked(), lines);
    assert_eq!(directory.groups[1], Choice { id: team_id("Billing"), name: "Billing".into() });
    assert_eq!((directory.labels[11].id.clone(), directory.labels[11].name.as_str()), (tag_id("50% off"), "50% off"));
    assert_eq!((directory.people.len(), directory.labels.len()), (0, 14), "no list of users is known");
}

#[test]
fn a_long_list_to_choose_from_is_read_to_its_end_but_not_for_ever() {
    let page = |from: usize, rows: usize| -> Value {
        (from..from + rows).map(|number| json!({ "id": number, "name": format!("tag {number}") })).collect()
    };
    let read = |pages: &[Value]| {
        let mut asked = 0;
        let tags = calls::list_tags().run(|request| {
            asked += 1;
            assert_eq!(request.query[0].1, asked.to_string());
            Ok(Response::json_body(200, &pages[(asked - 1).min(pages.len() - 1)]))
        });
        (asked, tags.unwrap().len())
    };
    assert_eq!(read(&[page(0, 100), page(100, 30)]), (2, 130));
    assert_eq!(read(&[page(0, 100), page(100, 0)]), (2, 100));
    assert_eq!(read(&[page(0, 100)]).0, 10, "a server that repeats itself is given up on");
    let odd = json!([{ "id": "a", "isRemoved": true }, { "name": "no id" }, 7, { "id": "b" }]);
    assert_eq!(read(&[odd]), (1, 1));
}

#[test]
fn the_facts_of_a_write_replace_those_of_the_row() {
    let mut zaia = against(Zaia::with(ticket(7)));
    let edit = completing(&zaia);
    let shown = change(&mut zaia, 7, &edit).unwrap();
    let mut names: Vec<_> = shown.facts.iter().map(|Fact { name, .. }| name.english()).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "each fact once");
}
