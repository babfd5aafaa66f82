//! Zaia's API reference (alpha), Tickets: for every documented call the request it makes, what it changes and how its
//! response decodes.

mod create;
mod examples;
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
    Change, ChangeMode, Choice, Directory, Fact, FactValue, Person, Phrase, Query, State, StateCategory, Ticket,
    TicketField, TicketId, Value as FieldValue,
};
use deskbell::sandbox::zaia::{self, Zaia, agent_id, tag_id, team_id, ticket, ticket_id};
use deskbell::text::en::facts;
use serde_json::{Value, json};

use crate::conformance::conformance;
use crate::harness::{
    FullProvider, Harness, OfflineTransport, TestSandbox, account, harness, now, with_body, without_body,
};

impl TestSandbox for Zaia {
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

conformance!(Zaia);

fn id(number: u64) -> TicketId {
    ticket_id(number).as_str().into()
}

fn person(email: &str) -> Person {
    Person { id: agent_id(email), ..Person::default() }
}

/// Makes the provider of an account with these fields besides the required ones.
fn provider_with(fields: Value) -> FullProvider {
    let mut document = json!({ "id": "tern", "provider": "zaia" });
    document.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let account = account(document);
    FullProvider::of(&account)
}

/// Reads a ticket, performs a change on it as the app does, and returns the ticket that the app would show.
fn perform(zaia: &mut Harness<Zaia>, number: u64, change: &Change) -> Result<Ticket, Error> {
    let exchange = zaia.provider.ticket(&id(number));
    let mut shown = zaia.run(exchange).unwrap();
    zaia.take_requests();
    let exchange = zaia.provider.change(&id(number), change).unwrap();
    change.apply(&mut shown);
    let ticket_patch = zaia.run(exchange)?;
    ticket_patch(&mut shown);
    Ok(shown)
}

fn fact(ticket: &Ticket, name: Phrase) -> Option<FactValue> {
    ticket.facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.clone())
}

/// Makes the change that completes a ticket.
fn completion(zaia: &Harness<Zaia>) -> Change {
    Change::to(TicketField::State, zaia.provider.capabilities().closed().unwrap().clone())
}

#[test]
fn every_call_sends_the_bare_key_in_the_documented_header() {
    let client = |fields: Value| {
        let mut document = Zaia::account();
        document.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        Client::new(account(document), Secret::new("k3y"), Rc::new(OfflineTransport))
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
    let mut zaia = harness(Zaia::with(ticket(7)).token("another"));
    assert_eq!(zaia.run(calls::find_ticket(&id(7))).unwrap_err(), Error::Unauthorized);
}

#[test]
fn retrieving_a_ticket_sends_one_request() {
    let mut zaia = harness(Zaia::with(ticket(7).summary("Broken lamp").status("ongoing")));
    let exchange = zaia.provider.ticket(&id(7));
    let found = zaia.run(exchange).unwrap();
    assert_eq!(
        (found.subject.as_str(), found.state),
        ("Broken lamp", Some(State::new("ongoing", StateCategory::Open)))
    );
    assert_eq!(zaia.take_requests(), [without_body(&format!("GET /api/v1/tickets/{}/details", ticket_id(7)))]);
    let exchange = zaia.provider.ticket(&id(8));
    assert_eq!(zaia.run(exchange), Err(Error::NotFound));
}

#[test]
fn completing_a_ticket_sends_the_agents_id() {
    let mut zaia = harness(Zaia::with(ticket(7).assignee("tomas@tern.example")));
    let change = completion(&zaia);
    let shown = perform(&mut zaia, 7, &change).unwrap();
    let line = format!("PATCH /api/v1/tickets/{}/complete", ticket_id(7));
    assert_eq!(zaia.take_requests(), [with_body(&line, json!({ "userId": zaia::DEMO_ME }))]);
    assert_eq!(zaia.sandbox.ticket(7).status, "completed");
    assert_eq!(shown.state, Some(State::new("completed", StateCategory::Closed)));
    assert_eq!(fact(&shown, facts::COMPLETED), Some(FactValue::Time(now())));
    assert_eq!(shown.assignee.unwrap().name, "Tomás Ibáñez", "the response has only the id, so the name is kept");
}

#[test]
fn completing_a_ticket_twice_is_a_conflict() {
    let mut zaia = harness(Zaia::with(ticket(7).status("completed")));
    let change = completion(&zaia);
    let refused = perform(&mut zaia, 7, &change).err();
    assert_eq!(refused, Some(Error::Conflict { detail: "ticket is already completed".into() }));
}

#[test]
fn completing_is_not_offered_without_the_agents_id() {
    let to = State::new("completed", StateCategory::Closed);
    let change = Change::to(TicketField::State, to);
    assert!(provider_with(json!({})).change(&id(7), &change).is_none());
    assert!(provider_with(json!({ "me": "u" })).change(&id(7), &change).is_some());
    assert!(provider_with(json!({})).capabilities().acts_as_me, "so that the app asks for the agent's id");
}

#[test]
fn completing_is_the_only_state_change() {
    let zaia = harness(Zaia::empty());
    assert!(zaia.provider.capabilities().completes());
    let words = [
        ("pending", StateCategory::Pending),
        ("ongoing", StateCategory::Open),
        ("Completed", StateCategory::Closed),
        ("x", StateCategory::Other),
    ];
    for (word, category) in words {
        let change = Change::to(TicketField::State, State::new(word, category));
        assert!(zaia.provider.change(&id(7), &change).is_none(), "{word}");
    }
}

#[test]
fn configured_statuses_replace_the_default_ones() {
    let provider = provider_with(json!({ "me": "u", "statuses": ["novo", "em curso", "feito"] }));
    let states: Vec<_> = provider.capabilities().states.iter().map(|it| (it.word.as_str(), it.category)).collect();
    assert_eq!(
        states,
        [("novo", StateCategory::Pending), ("em curso", StateCategory::Open), ("feito", StateCategory::Closed)]
    );
    let sent: Vec<_> = provider
        .subqueries(&Query::default())
        .iter()
        .map(|part| provider.list(part, None).request.path_and_query().split_once("&status=").unwrap().1.to_owned())
        .collect();
    assert_eq!(sent, ["novo", "em%20curso", "feito"]);
    let closed = provider.capabilities().closed().unwrap().clone();
    assert!(provider.change(&id(7), &Change::to(TicketField::State, closed)).is_some());
    let usual = Change::to(TicketField::State, State::new("completed", StateCategory::Closed));
    assert!(provider.change(&id(7), &usual).is_none());
}

#[test]
fn taking_over_a_ticket_makes_it_ongoing() {
    let mut zaia = harness(Zaia::with(ticket(7).team("Billing")));
    let to = Person { name: "Maya".into(), ..person("maya@tern.example") };
    let shown = perform(&mut zaia, 7, &Change::to(TicketField::Assignee, to.clone()).by(ChangeMode::TakeOver)).unwrap();
    let line = format!("PATCH /api/v1/tickets/{}/takeover", ticket_id(7));
    assert_eq!(zaia.take_requests(), [with_body(&line, json!({ "assigneeId": zaia::DEMO_ME }))]);
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
    assert_eq!(shown.group, Some(Choice { id: team_id("Billing"), name: "Billing".into() }), "the name is kept");
}

#[test]
fn updating_the_assignee_sends_the_user_id() {
    let mut zaia = harness(Zaia::with(ticket(7).status("ongoing")));
    let change = Change::to(TicketField::Assignee, person("niamh.o'brien@tern.example"));
    let shown = perform(&mut zaia, 7, &change).unwrap();
    let line = format!("PATCH /api/v1/tickets/{}/assignee", ticket_id(7));
    assert_eq!(
        zaia.take_requests(),
        [with_body(&line, json!({ "assigneeId": agent_id("niamh.o'brien@tern.example") }))]
    );
    assert_eq!(zaia.sandbox.ticket(7).assignee, Some("niamh.o'brien@tern.example"));
    assert_eq!(shown.assignee, Some(person("niamh.o'brien@tern.example")));
    let unknown = Change::to(TicketField::Assignee, Person { id: "maya".into(), ..Person::default() });
    let refused = perform(&mut zaia, 7, &unknown).err();
    assert_eq!(refused, Some(Error::Rejected { detail: "assigneeId must be a UUID v4".into() }));
}

#[test]
fn unassigning_and_changing_the_team_are_not_offered() {
    let zaia = harness(Zaia::empty());
    let nobody = Change::new(TicketField::Assignee, person("maya@tern.example"), FieldValue::Nothing);
    let team = Change::to(TicketField::Group, Choice::named(team_id("Billing")));
    assert!([nobody, team].iter().all(|change| zaia.provider.change(&id(7), change).is_none()));
}

#[test]
fn fields_missing_from_a_write_response_stay_unchanged() {
    let apply_response = |document: &Value| {
        let zaia = harness(Zaia::empty());
        let exchange = zaia
            .provider
            .change(&id(7), &Change::to(TicketField::Assignee, person("maya@tern.example")).by(ChangeMode::TakeOver));
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
        let (shown, before) = apply_response(&document);
        assert_eq!(shown, before, "{document}");
    }
    let (shown, before) = apply_response(&json!({ "id": ticket_id(7), "status": "on hold" }));
    assert_eq!(shown.state, Some(State::new("on hold", StateCategory::Other)));
    assert_eq!((shown.assignee, shown.group), (before.assignee, before.group));
    let (shown, _) =
        apply_response(&json!({ "id": ticket_id(7), "assigneeId": null, "ticketingTeamId": team_id("Support") }));
    assert_eq!((shown.assignee, shown.group), (None, Some(Choice::named(team_id("Support")))));
}

#[test]
fn an_empty_response_to_a_write_is_a_success() {
    for answer in [Response::status(200), Response::status(204)] {
        assert!(matches!(calls::update_assignee(&id(7), "u").run(|_| Ok(answer.clone())), Ok(None)));
        assert_eq!(calls::remove_tag(&id(7), "t").run(|_| Ok(answer.clone())), Ok(()));
    }
}

#[test]
fn the_directory_has_teams_and_tags() {
    let mut zaia = harness(Zaia::empty());
    let mut directory = Directory::default();
    for exchange in zaia.provider.directory() {
        directory.merge(zaia.run(exchange).unwrap());
    }
    let lines =
        ["ticketing-teams", "tags"].map(|it| without_body(&format!("GET /api/v1/{it}?pageNumber=1&pageSize=100")));
    assert_eq!(zaia.take_requests(), lines);
    assert_eq!(directory.groups[1], Choice { id: team_id("Billing"), name: "Billing".into() });
    assert_eq!((directory.labels[11].id.clone(), directory.labels[11].name.as_str()), (tag_id("50% off"), "50% off"));
    assert_eq!((directory.people.len(), directory.labels.len()), (0, 14), "the API documents no list of users");
}

#[test]
fn directory_lists_are_read_to_the_end_but_not_forever() {
    let page = |from: usize, rows: usize| -> Value {
        (from..from + rows).map(|number| json!({ "id": number, "name": format!("tag {number}") })).collect()
    };
    let read = |pages: &[Value]| {
        let mut requests = 0;
        let tags = calls::list_tags().run(|request| {
            requests += 1;
            assert_eq!(request.query[0].1, requests.to_string());
            Ok(Response::json_body(200, &pages[(requests - 1).min(pages.len() - 1)]))
        });
        (requests, tags.unwrap().len())
    };
    assert_eq!(read(&[page(0, 100), page(100, 30)]), (2, 130));
    assert_eq!(read(&[page(0, 100), page(100, 0)]), (2, 100));
    assert_eq!(read(&[page(0, 100)]).0, 10, "reading stops when the server repeats itself");
    let odd = json!([{ "id": "a", "isRemoved": true }, { "name": "no id" }, 7, { "id": "b" }]);
    assert_eq!(read(&[odd]), (1, 1));
}

#[test]
fn facts_from_a_write_replace_those_from_the_list() {
    let mut zaia = harness(Zaia::with(ticket(7)));
    let change = completion(&zaia);
    let shown = perform(&mut zaia, 7, &change).unwrap();
    let mut names: Vec<_> = shown.facts.iter().map(|Fact { name, .. }| name.english()).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "no fact is duplicated");
}
