//! Tags: given one at a time, and told by no ticket.

use deskbell::client::error::Error;
use deskbell::domain::{Choice, Edit, Label, LabelSet, Query, Ticket};
use deskbell::sandbox::company::LABELS;
use deskbell::sandbox::zaia::{Zaia, chat_id, tag_id, ticket, ticket_id};
use serde_json::json;

use super::{change, id};
use crate::bench::{Bench, against, bare, with};

fn tag(name: &str) -> Label {
    Label { id: tag_id(name), ..Label::named(name) }
}

fn tags(names: &[&str]) -> LabelSet {
    names.iter().map(|name| tag(name)).collect()
}

fn found(zaia: &mut Bench<Zaia>, number: u64) -> Ticket {
    let exchange = zaia.provider.ticket(&id(number));
    zaia.run(exchange).unwrap()
}

#[test]
fn creating_tags_for_a_ticket_posts_each_new_one() {
    let mut zaia = against(Zaia::with(ticket(7).tags(["refund"])));
    let edit = Edit::Labels { from: tags(&["refund"]), to: tags(&["refund", "50% off", "VIP"]) };
    let shown = change(&mut zaia, 7, &edit).unwrap();
    let line = format!("POST /api/v1/tickets/{}/tags", ticket_id(7));
    let posts = ["50% off", "VIP"].map(|name| with(&line, json!({ "tagId": tag_id(name) })));
    assert_eq!(zaia.asked(), posts);
    assert_eq!(zaia.sandbox.ticket(7).tags, ["refund", "50% off", "VIP"]);
    // The change began with nothing here, and adds what it adds.
    assert_eq!(shown.labels.names(), ["50% off", "VIP"]);
}

#[test]
fn removing_a_tag_from_a_ticket_names_it_in_the_path() {
    let mut zaia = against(Zaia::with(ticket(7).tags(["refund", "VIP"])));
    change(&mut zaia, 7, &Edit::Labels { from: tags(&["refund", "VIP"]), to: tags(&["VIP"]) }).unwrap();
    assert_eq!(zaia.asked(), [bare(&format!("DELETE /api/v1/tickets/{}/tags/{}", ticket_id(7), tag_id("refund")))]);
    assert_eq!(zaia.sandbox.ticket(7).tags, ["VIP"]);
    let gone = change(&mut zaia, 7, &Edit::Labels { from: tags(&["refund"]), to: tags(&[]) });
    assert_eq!(gone.err(), Some(Error::NotFound));
}

#[test]
fn one_tag_in_the_place_of_another_is_two_calls_in_turn() {
    let mut zaia = against(Zaia::with(ticket(7).tags(["refund", "VIP"])));
    change(&mut zaia, 7, &Edit::Labels { from: tags(&["refund"]), to: tags(&["bug"]) }).unwrap();
    let lines: Vec<_> = zaia.asked().into_iter().map(|(line, _)| line.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(lines, ["POST", "DELETE"]);
    assert_eq!(zaia.sandbox.ticket(7).tags, ["VIP", "bug"], "what others added stays");
}

#[test]
fn undoing_added_tags_takes_them_away() {
    let mut zaia = against(Zaia::with(ticket(7).tags(["refund"])));
    let edit = Edit::Labels { from: tags(&[]), to: tags(&["bug", "VIP"]) };
    change(&mut zaia, 7, &edit).unwrap();
    change(&mut zaia, 7, &edit.inverse().unwrap()).unwrap();
    assert_eq!(zaia.sandbox.ticket(7).tags, ["refund"]);
}

#[test]
fn no_change_is_no_call() {
    let zaia = against(Zaia::empty());
    assert!(zaia.provider.change(&id(7), &Edit::Labels { from: tags(&["bug"]), to: tags(&["bug"]) }).is_none());
}

#[test]
fn a_list_of_one_tag_tells_that_its_tickets_have_it() {
    let mut zaia = against(Zaia::with(ticket(7).tags(["refund"])));
    for (label, known) in [
        (Some(tag_id("refund")), vec![Label::named(tag_id("refund"))]),
        (Some(format!("{},{}", tag_id("refund"), tag_id("VIP"))), vec![]),
        (None, vec![]),
    ] {
        let query = Query { label, state: Some("pending".into()), ..Query::default() };
        let exchange = zaia.provider.list(&query, None);
        let page = zaia.run(exchange).unwrap();
        let deskbell::domain::Listed::Ticket(ticket) = &page.tickets[0] else { panic!("{page:?}") };
        assert_eq!(ticket.labels, LabelSet::from_iter(known), "{query:?}");
        assert!(ticket.labels_are_partial);
    }
}

#[test]
fn which_tags_a_ticket_has_is_found_out_tag_by_tag() {
    let sandbox = Zaia::with(ticket(7).tags(["refund", "50% off"]).status("ongoing").chat(|chat| chat.removed = true))
        // Another ticket of the same chat and status, with a tag that the first does not have.
        .and(ticket(8).tags(["VIP"]).status("ongoing").chat(|chat| (chat.number, chat.removed) = (7, true)));
    let mut zaia = against(sandbox);
    let ticket = found(&mut zaia, 7);
    zaia.asked();
    let known = LABELS.map(tag);
    let exchange = zaia.provider.labels_of(&ticket, &known).unwrap();
    assert_eq!(zaia.run(exchange), Ok(tags(&["refund", "50% off"])));
    let line = |tag: &Label| {
        let (chat, tag) = (chat_id(7), &tag.id);
        bare(&format!(
            "GET /api/v1/tickets/details?chatIds={chat}&tagIds={tag}&includeRemoved=true&pageNumber=1&pageSize=50&status=ongoing"
        ))
    };
    assert_eq!(zaia.asked(), known.iter().map(line).collect::<Vec<_>>());
}

#[test]
fn without_tags_chat_or_status_there_is_nothing_to_ask_for() {
    let mut zaia = against(Zaia::with(ticket(7)));
    let ticket = found(&mut zaia, 7);
    assert!(zaia.provider.labels_of(&ticket, &[]).is_none());
    assert!(zaia.provider.labels_of(&Ticket { chat: None, ..ticket.clone() }, &[tag("VIP")]).is_none());
    assert!(zaia.provider.labels_of(&Ticket { state: None, ..ticket.clone() }, &[tag("VIP")]).is_none());
    let elsewhere = Ticket { chat: Some(Choice::named("not a uuid")), ..ticket };
    let exchange = zaia.provider.labels_of(&elsewhere, &[tag("VIP")]).unwrap();
    assert!(matches!(zaia.run(exchange), Err(Error::Rejected { .. })));
}
