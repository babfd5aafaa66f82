//! Groove REST API v1, Tickets: for every documented call, in the order of the documentation, the request it makes,
//! what it changes and how its response decodes.

mod create;
mod examples;
mod listing;
mod payloads;
mod thread;

use deskbell::client::error::Error;
use deskbell::client::providers::groove::calls;
use deskbell::client::response::Response;
use deskbell::domain::{
    Change, ChangeMode, Choice, Fact, FactValue, Flag, Person, State, StateCategory, TicketField, TicketId,
    Value as FieldValue,
};
use deskbell::sandbox::groove::{self, Groove, ticket};
use serde_json::{Value, json};

use crate::conformance::{conformance, labels};
use crate::harness::{Harness, TestSandbox, harness, now, with_body, without_body};

impl TestSandbox for Groove {
    const TOKEN: &'static str = groove::DEMO_TOKEN;

    fn account() -> Value {
        json!({ "id": "tern", "provider": "groove", "me": "maya@tern.example" })
    }

    fn seeded(count: usize) -> Self {
        Groove::seeded(count, now())
    }

    fn some_ticket() -> TicketId {
        "1".into()
    }
}

conformance!(Groove);

fn id(number: u64) -> TicketId {
    number.to_string().as_str().into()
}

/// Performs a change as the app does.
fn perform(groove: &mut Harness<Groove>, number: u64, change: &Change) -> Result<(), Error> {
    let exchange = groove.provider.change(&id(number), change).unwrap();
    groove.run(exchange.map(drop))
}

#[test]
fn a_request_without_the_token_is_unauthorized() {
    let mut groove = harness(Groove::with(ticket(7)).token("another"));
    assert_eq!(groove.run(calls::find_state(&id(7))), Err(Error::Unauthorized));
}

#[test]
fn finding_one_ticket_sends_one_request() {
    let mut groove = harness(Groove::with(ticket(7).subject("Broken lamp").starred().state("pending")));
    let found = groove.run(calls::find_ticket(&id(7))).unwrap();
    assert_eq!((found.number.as_str(), found.starred), ("7", Some(true)));
    assert_eq!(groove.take_requests(), [without_body("GET /tickets/7")]);
    assert_eq!(groove.run(calls::find_ticket(&id(8))).unwrap_err(), Error::NotFound);
}

#[test]
fn a_ticket_with_a_state_needs_one_request() {
    let mut groove = harness(Groove::with(ticket(7).state("pending")));
    let exchange = groove.provider.ticket(&id(7));
    let found = groove.run(exchange).unwrap();
    assert_eq!(found.state, Some(State::new("pending", StateCategory::Pending)));
    assert_eq!(groove.take_requests(), [without_body("GET /tickets/7")]);
}

#[test]
fn a_ticket_without_a_state_needs_a_second_request() {
    let mut groove = harness(Groove::with(ticket(7).state("pending").starred()).documented_shape());
    let exchange = groove.provider.ticket(&id(7));
    let found = groove.run(exchange).unwrap();
    assert_eq!(found.state, Some(State::new("pending", StateCategory::Pending)));
    assert_eq!(found.flags.get(Flag::Starred), Some(true), "the fields of the first response are kept");
    assert_eq!(groove.take_requests(), [without_body("GET /tickets/7"), without_body("GET /tickets/7/state")]);
}

#[test]
fn finding_a_tickets_state_sends_one_request() {
    let mut groove = harness(Groove::with(ticket(7).state("spam")));
    assert_eq!(groove.run(calls::find_state(&id(7))).as_deref(), Ok("spam"));
    assert_eq!(groove.take_requests(), [without_body("GET /tickets/7/state")]);
}

#[test]
fn a_ticket_can_be_set_to_each_of_the_five_states() {
    let mut groove = harness(Groove::with(ticket(7)));
    let states = groove.provider.capabilities().states.clone();
    let words: Vec<_> = states.iter().map(|state| state.word.as_str()).collect();
    assert_eq!(words, ["unread", "opened", "pending", "closed", "spam"]);
    for to in &states {
        perform(&mut groove, 7, &Change::to(TicketField::State, to.clone())).unwrap();
        assert_eq!(groove.sandbox.ticket(7).state, to.word);
        assert_eq!(groove.take_requests(), [with_body("PUT /tickets/7/state", json!({ "state": to.word }))]);
    }
    let unknown = Change::to(TicketField::State, State::new("follow_up", StateCategory::Other));
    assert!(
        matches!(perform(&mut groove, 7, &unknown), Err(Error::Rejected { detail }) if detail.starts_with("state: "))
    );
}

#[test]
fn finding_a_tickets_assignee_sends_one_request() {
    let mut groove = harness(Groove::with(ticket(7).assignee("tomas@tern.example")).and(ticket(8)));
    let exchange = groove.provider.assignee_of(&id(7)).unwrap();
    let tomas = Person { name: "Tomás Ibáñez".into(), ..Person::by_email("tomas@tern.example") };
    assert_eq!(groove.run(exchange), Ok(Some(tomas)));
    let exchange = groove.provider.assignee_of(&id(8)).unwrap();
    assert_eq!(groove.run(exchange), Ok(None));
    assert_eq!(
        groove.take_requests(),
        [without_body("GET /tickets/7/assignee"), without_body("GET /tickets/8/assignee")]
    );
}

#[test]
fn several_responses_mean_no_assignee() {
    let no_agent = |body: &str| Response { body: body.into(), ..Response::status(200) };
    let answers = [
        no_agent(""),
        no_agent(" \n"),
        no_agent("null"),
        no_agent("{}"),
        no_agent(r#"{"agent":null}"#),
        Response::status(204),
    ];
    for answer in answers {
        let result = calls::find_assignee(&id(7)).run(|_| Ok(answer.clone()));
        assert!(matches!(result, Ok(None)), "{answer:?}");
    }
}

#[test]
fn updating_the_assignee_can_skip_notifications() {
    let mut groove = harness(Groove::with(ticket(7)));
    for (mode, skip_notifications) in [(ChangeMode::Notify, false), (ChangeMode::Quiet, true)] {
        let to = Person::by_email("niamh.o'brien@tern.example");
        perform(&mut groove, 7, &Change::to(TicketField::Assignee, to).by(mode)).unwrap();
        let body = json!({ "assignee": "niamh.o'brien@tern.example", "skip_notifications": skip_notifications });
        assert_eq!(groove.take_requests(), [with_body("PUT /tickets/7/assignee", body)]);
    }
    assert_eq!(groove.sandbox.ticket(7).assignee, Some("niamh.o'brien@tern.example"));
}

#[test]
fn unassigning_is_not_offered() {
    let groove = harness(Groove::with(ticket(7).assignee("maya@tern.example")));
    let from = Person::by_email("maya@tern.example");
    assert!(groove.provider.change(&id(7), &Change::new(TicketField::Assignee, from, FieldValue::Nothing)).is_none());
    assert!(!groove.provider.capabilities().change_of(TicketField::Assignee).unwrap().can_clear);
}

#[test]
fn the_assigned_group_can_be_updated_by_id_or_name() {
    let mut groove = harness(Groove::with(ticket(7)));
    let by_id = Choice { id: "0401000001".into(), name: "Billing".into() };
    let by_name = Choice::named("Trade & Wholesale");
    let cases = [(by_id, "0401000001", ChangeMode::Notify), (by_name, "Trade & Wholesale", ChangeMode::Quiet)];
    for (to, group, mode) in cases {
        let name = to.name.clone();
        perform(&mut groove, 7, &Change::to(TicketField::Group, to).by(mode)).unwrap();
        let body = json!({ "group": group, "skip_notifications": mode == ChangeMode::Quiet });
        assert_eq!(groove.take_requests(), [with_body("PUT /tickets/7/assigned_group", body)]);
        assert_eq!(groove.sandbox.ticket(7).group, Some(name.as_str()));
    }
}

#[test]
fn adding_labels_posts_only_the_new_ones() {
    let mut groove = harness(Groove::with(ticket(7).labels(["old", "theirs"])));
    let change = Change::new(TicketField::Labels, labels(&["old"]), labels(&["old", "a b", "a/b, 50%"]));
    perform(&mut groove, 7, &change).unwrap();
    assert_eq!(groove.take_requests(), [with_body("POST /tickets/7/tags", json!({ "tags": ["a b", "a/b, 50%"] }))]);
    assert_eq!(groove.sandbox.ticket(7).labels, ["old", "theirs", "a b", "a/b, 50%"], "labels that others added stay");
}

#[test]
fn the_response_to_added_labels_has_all_labels() {
    let mut groove = harness(Groove::with(ticket(7).labels(["old"])).documented_shape());
    let labelled = groove.run(calls::add_labels(&id(7), vec!["new".into()])).unwrap();
    assert_eq!(labelled.tags, ["old", "new"]);
    assert_eq!(labelled.tag_ids, ["1986", "1987"]);
    assert_eq!(labelled.state.as_deref(), Some("unread"));
}

#[test]
fn removing_a_label_replaces_all_labels_but_keeps_those_of_others() {
    let mut groove = harness(Groove::with(ticket(7).labels(["old", "kept", "theirs"])));
    let awkward = ["kept", "waiting on supplier", "shop/web", "50% off", "a, b", "配送"];
    perform(&mut groove, 7, &Change::new(TicketField::Labels, labels(&["old", "kept"]), labels(&awkward))).unwrap();
    let all = ["kept", "theirs", "waiting on supplier", "shop/web", "50% off", "a, b", "配送"];
    let requests = [without_body("GET /tickets/7"), with_body("PUT /tickets/7/tags", json!({ "tags": all }))];
    assert_eq!(groove.take_requests(), requests);
    assert_eq!(groove.sandbox.ticket(7).labels, all);
}

#[test]
fn removing_the_last_label_sends_an_empty_list() {
    let mut groove = harness(Groove::with(ticket(7).labels(["old"])));
    perform(&mut groove, 7, &Change::new(TicketField::Labels, labels(&["old"]), labels(&[]))).unwrap();
    assert_eq!(groove.take_requests()[1..], [with_body("PUT /tickets/7/tags", json!({ "tags": [] }))]);
    assert!(groove.sandbox.ticket(7).labels.is_empty());
}

#[test]
fn undoing_added_labels_removes_them() {
    let mut groove = harness(Groove::with(ticket(7).labels(["old"])));
    let change = Change::new(TicketField::Labels, labels(&["old"]), labels(&["old", "new"]));
    perform(&mut groove, 7, &change).unwrap();
    perform(&mut groove, 7, &change.inverse().unwrap()).unwrap();
    assert_eq!(groove.sandbox.ticket(7).labels, ["old"]);
}

#[test]
fn changing_the_mailbox_names_it_in_the_path() {
    let mut groove = harness(Groove::with(ticket(7)));
    let to = Choice { id: "12".into(), name: "Trade".into() };
    perform(&mut groove, 7, &Change::to(TicketField::Mailbox, to)).unwrap();
    assert_eq!(groove.take_requests(), [without_body("POST /tickets/7/change_mailbox/12")]);
    assert_eq!(groove.sandbox.ticket(7).mailbox, "trade@tern.example");
    let nowhere = Change::to(TicketField::Mailbox, Choice::named("a/b"));
    assert_eq!(perform(&mut groove, 7, &nowhere), Err(Error::NotFound));
    assert_eq!(groove.take_requests(), [without_body("POST /tickets/7/change_mailbox/a%2Fb")]);
}

#[test]
fn each_directory_list_is_one_request() {
    let mut groove = harness(Groove::empty());
    let mut directory = deskbell::domain::Directory::default();
    for exchange in groove.provider.directory() {
        directory.merge(groove.run(exchange).unwrap());
    }
    let lines =
        ["GET /agents", "GET /groups", "GET /mailboxes", "GET /folders", "GET /tickets/count"].map(without_body);
    assert_eq!(groove.take_requests(), lines);
    assert_eq!(directory.person("maya@tern.example").map(Person::display), Some("Maya Lindqvist"));
    assert_eq!(directory.groups[1], Choice { id: "0401000001".into(), name: "Billing".into() });
    assert_eq!(directory.mailboxes[2], Choice { id: "12".into(), name: "Trade".into() });
    assert_eq!(directory.folders[3], Choice { id: "504".into(), name: "Starred".into() });
}

#[test]
fn folder_counts_and_customer_details_are_read() {
    let mut groove = harness(Groove::seeded(60, now()));
    let counts = groove.run(calls::count_tickets()).unwrap();
    assert!(counts.len() > 2 && counts.iter().any(|(_, count)| *count > 0), "{counts:?}");
    let customer = Person::by_email("alice.marlowe@post.example");
    let exchange = groove.provider.customer(&customer).unwrap();
    let facts = groove.run(exchange).unwrap();
    assert_eq!(
        facts[0],
        Fact { name: deskbell::text::en::new_ticket::NAME, value: FactValue::Text("Alice Marlowe".into()) }
    );
    assert_eq!(groove.take_requests()[1], without_body("GET /customers/alice.marlowe@post.example"));
}
