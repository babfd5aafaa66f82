//! Tags: the API adds and removes them one at a time, and does not include them in tickets.

use deskbell::client::error::Error;
use deskbell::domain::{Change, Choice, Label, LabelSet, Query, Ticket, TicketField};
use deskbell::sandbox::company::LABELS;
use deskbell::sandbox::zaia::{Zaia, chat_id, tag_id, ticket, ticket_id};
use serde_json::json;

use super::{id, perform};
use crate::harness::{Harness, harness, with_body, without_body};

fn tag(name: &str) -> Label {
    Label { id: tag_id(name), ..Label::named(name) }
}

fn tags(names: &[&str]) -> LabelSet {
    names.iter().map(|name| tag(name)).collect()
}

fn fetch_ticket(zaia: &mut Harness<Zaia>, number: u64) -> Ticket {
    let exchange = zaia.provider.ticket(&id(number));
    zaia.run(exchange).unwrap()
}

#[test]
fn adding_tags_posts_each_new_one() {
    let mut zaia = harness(Zaia::with(ticket(7).tags(["refund"])));
    let change = Change::new(TicketField::Labels, tags(&["refund"]), tags(&["refund", "50% off", "VIP"]));
    let shown = perform(&mut zaia, 7, &change).unwrap();
    let line = format!("POST /api/v1/tickets/{}/tags", ticket_id(7));
    let posts = ["50% off", "VIP"].map(|name| with_body(&line, json!({ "tagId": tag_id(name) })));
    assert_eq!(zaia.take_requests(), posts);
    assert_eq!(zaia.sandbox.ticket(7).tags, ["refund", "50% off", "VIP"]);
    // The ticket had no labels in the app, so only the added ones are shown.
    assert_eq!(shown.labels.names(), ["50% off", "VIP"]);
}

#[test]
fn removing_a_tag_names_it_in_the_path() {
    let mut zaia = harness(Zaia::with(ticket(7).tags(["refund", "VIP"])));
    perform(&mut zaia, 7, &Change::new(TicketField::Labels, tags(&["refund", "VIP"]), tags(&["VIP"]))).unwrap();
    assert_eq!(
        zaia.take_requests(),
        [without_body(&format!("DELETE /api/v1/tickets/{}/tags/{}", ticket_id(7), tag_id("refund")))]
    );
    assert_eq!(zaia.sandbox.ticket(7).tags, ["VIP"]);
    let gone = perform(&mut zaia, 7, &Change::new(TicketField::Labels, tags(&["refund"]), tags(&[])));
    assert_eq!(gone.err(), Some(Error::NotFound));
}

#[test]
fn replacing_a_tag_is_two_calls_in_order() {
    let mut zaia = harness(Zaia::with(ticket(7).tags(["refund", "VIP"])));
    perform(&mut zaia, 7, &Change::new(TicketField::Labels, tags(&["refund"]), tags(&["bug"]))).unwrap();
    let lines: Vec<_> =
        zaia.take_requests().into_iter().map(|(line, _)| line.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(lines, ["POST", "DELETE"]);
    assert_eq!(zaia.sandbox.ticket(7).tags, ["VIP", "bug"], "tags that others added stay");
}

#[test]
fn undoing_added_tags_removes_them() {
    let mut zaia = harness(Zaia::with(ticket(7).tags(["refund"])));
    let change = Change::new(TicketField::Labels, tags(&[]), tags(&["bug", "VIP"]));
    perform(&mut zaia, 7, &change).unwrap();
    perform(&mut zaia, 7, &change.inverse().unwrap()).unwrap();
    assert_eq!(zaia.sandbox.ticket(7).tags, ["refund"]);
}

#[test]
fn an_edit_without_a_change_makes_no_call() {
    let zaia = harness(Zaia::empty());
    assert!(zaia.provider.change(&id(7), &Change::new(TicketField::Labels, tags(&["bug"]), tags(&["bug"]))).is_none());
}

#[test]
fn a_list_filtered_by_one_tag_adds_it_to_its_tickets() {
    let mut zaia = harness(Zaia::with(ticket(7).tags(["refund"])));
    let pending = || Query::default().with(TicketField::State, "pending");
    let both = format!("{},{}", tag_id("refund"), tag_id("VIP"));
    for (query, known) in [
        (pending().with(TicketField::Labels, tag_id("refund")), vec![Label::named(tag_id("refund"))]),
        (pending().with(TicketField::Labels, both), vec![]),
        (pending(), vec![]),
    ] {
        let exchange = zaia.provider.list(&query, None);
        let page = zaia.run(exchange).unwrap();
        let deskbell::domain::Listed::Ticket(ticket) = &page.tickets[0] else { panic!("{page:?}") };
        assert_eq!(ticket.labels, LabelSet::from_iter(known), "{query:?}");
        assert!(ticket.labels_are_partial);
    }
}

#[test]
fn the_tags_of_a_ticket_are_looked_up_one_by_one() {
    let sandbox = Zaia::with(ticket(7).tags(["refund", "50% off"]).status("ongoing").chat(|chat| chat.removed = true))
        // Another ticket of the same chat and status, with a tag that the first one does not have.
        .and(ticket(8).tags(["VIP"]).status("ongoing").chat(|chat| (chat.number, chat.removed) = (7, true)));
    let mut zaia = harness(sandbox);
    let ticket = fetch_ticket(&mut zaia, 7);
    zaia.take_requests();
    let known = LABELS.map(tag);
    let exchange = zaia.provider.labels_of(&ticket, &known).unwrap();
    assert_eq!(zaia.run(exchange), Ok(tags(&["refund", "50% off"])));
    let line = |tag: &Label| {
        let (chat, tag) = (chat_id(7), &tag.id);
        without_body(&format!(
            "GET /api/v1/tickets/details?chatIds={chat}&tagIds={tag}&includeRemoved=true&pageNumber=1&pageSize=50&status=ongoing"
        ))
    };
    assert_eq!(zaia.take_requests(), known.iter().map(line).collect::<Vec<_>>());
}

#[test]
fn tags_cannot_be_looked_up_without_tags_chat_or_status() {
    let mut zaia = harness(Zaia::with(ticket(7)));
    let ticket = fetch_ticket(&mut zaia, 7);
    assert!(zaia.provider.labels_of(&ticket, &[]).is_none());
    assert!(zaia.provider.labels_of(&Ticket { chat: None, ..ticket.clone() }, &[tag("VIP")]).is_none());
    assert!(zaia.provider.labels_of(&Ticket { state: None, ..ticket.clone() }, &[tag("VIP")]).is_none());
    let with_invalid_chat = Ticket { chat: Some(Choice::named("not a uuid")), ..ticket };
    let exchange = zaia.provider.labels_of(&with_invalid_chat, &[tag("VIP")]).unwrap();
    assert!(matches!(zaia.run(exchange), Err(Error::Rejected { .. })));
}
