//! The conversation of a ticket (beyond the page "Tickets"): which pages are requested, and how they decode.

use chrono::TimeDelta;
use deskbell::domain::{Cursor, Message, MessageKind, Messages, Reply, Ticket};
use deskbell::sandbox::groove::{self, File, Groove, ticket};
use serde_json::json;

use super::id;
use crate::harness::{Harness, harness, now, with_body, without_body};

/// Makes a ticket with this many messages, one per minute, from the customer and an agent in turn.
fn conversation(count: usize) -> Harness<Groove> {
    let mut stored = ticket(7).created_at(now());
    let first = stored.messages[0].clone();
    stored.messages = (0..count)
        .map(|index| groove::Message {
            author: if index % 2 == 0 { first.author.clone() } else { "maya@tern.example".to_owned() },
            by_agent: index % 2 == 1,
            text: format!("message {index}"),
            created_at: now() + TimeDelta::minutes(index as i64),
            ..groove::Message::default()
        })
        .collect();
    harness(Groove::with(stored))
}

fn fetch_ticket(groove: &mut Harness<Groove>) -> Ticket {
    let exchange = groove.provider.ticket(&id(7));
    let ticket = groove.run(exchange).unwrap();
    groove.take_requests();
    ticket
}

fn fetch_messages(groove: &mut Harness<Groove>, ticket: &Ticket, before: Option<&Cursor>) -> Messages {
    let mut exchanges = groove.provider.messages(ticket, before);
    assert_eq!(exchanges.len(), 1);
    groove.run(exchanges.remove(0)).unwrap()
}

fn texts(messages: &Messages) -> Vec<&str> {
    messages.list.iter().map(|message| message.content.text.as_str()).collect()
}

#[test]
fn a_short_conversation_is_one_request_and_names_its_authors() {
    let mut groove = conversation(3);
    groove.sandbox = Groove::with({
        let mut stored = groove.sandbox.ticket(7).clone();
        stored.messages[2].note = true;
        stored.messages[2].by_agent = true;
        stored
    });
    let ticket = fetch_ticket(&mut groove);
    let messages = fetch_messages(&mut groove, &ticket, None);
    assert_eq!(groove.take_requests(), [without_body("GET /tickets/7/messages?page=1&per_page=50")]);
    assert_eq!(texts(&messages), ["message 0", "message 1", "message 2"]);
    let kinds: Vec<_> = messages.list.iter().map(|message| message.kind).collect();
    assert_eq!(kinds, [MessageKind::Incoming, MessageKind::Outgoing, MessageKind::Note]);
    let names: Vec<_> = messages.list.iter().map(|message| message.author.as_ref().unwrap().display()).collect();
    assert_eq!(names[..2], ["Alice Marlowe", "maya@tern.example"], "the requester's name is known");
    assert_eq!(messages.list[1].at, Some(now() + TimeDelta::minutes(1)));
    assert_eq!(messages.list[0].content.html, "<p>message 0</p>");
    assert_eq!(messages.earlier, None);
}

#[test]
fn a_long_conversation_loads_the_newest_messages_first_and_then_all_others() {
    let mut groove = conversation(120);
    let ticket = fetch_ticket(&mut groove);
    let mut all = fetch_messages(&mut groove, &ticket, None);
    assert_eq!(
        groove.take_requests(),
        [without_body("GET /tickets/7/messages?page=3&per_page=50")],
        "the page with the newest messages"
    );
    assert_eq!((texts(&all).len(), texts(&all)[19]), (20, "message 119"));
    while let Some(before) = all.earlier.take() {
        let more = fetch_messages(&mut groove, &ticket, Some(&before));
        all.merge(more.list);
        all.earlier = more.earlier;
    }
    assert_eq!(groove.take_requests().len(), 2);
    assert_eq!(texts(&all), (0..120).map(|index| format!("message {index}")).collect::<Vec<_>>());
}

#[test]
fn an_outdated_message_count_costs_one_more_request() {
    let mut groove = conversation(60);
    let ticket = Ticket { messages: Some(2), ..fetch_ticket(&mut groove) };
    let messages = fetch_messages(&mut groove, &ticket, None);
    assert_eq!(texts(&messages).last(), Some(&"message 59"));
    let pages = ["1", "2"].map(|page| without_body(&format!("GET /tickets/7/messages?page={page}&per_page=50")));
    assert_eq!(groove.take_requests(), pages);
}

#[test]
fn lists_with_the_newest_message_first_are_understood() {
    let mut groove = conversation(120);
    groove.sandbox = Groove::with({
        let mut stored = groove.sandbox.ticket(7).clone();
        stored.messages.reverse();
        stored
    });
    let ticket = fetch_ticket(&mut groove);
    let mut all = fetch_messages(&mut groove, &ticket, None);
    assert!(texts(&all).contains(&"message 119"));
    while let Some(before) = all.earlier.take() {
        let more = fetch_messages(&mut groove, &ticket, Some(&before));
        all.merge(more.list);
        all.earlier = more.earlier;
    }
    assert_eq!(texts(&all), (0..120).map(|index| format!("message {index}")).collect::<Vec<_>>());
}

#[test]
fn attachments_are_requested_for_messages_that_have_some() {
    let mut groove = conversation(1);
    groove.sandbox = Groove::with({
        let mut stored = groove.sandbox.ticket(7).clone();
        let url = "https://files.example/photo.jpg".to_owned();
        stored.messages[0].files = vec![File { name: "photo.jpg".to_owned(), size: 2048, url }];
        stored
    });
    let ticket = fetch_ticket(&mut groove);
    let messages = fetch_messages(&mut groove, &ticket, None);
    assert!(messages.list[0].has_more_files);
    let exchange = groove.provider.attachments(&messages.list[0]).unwrap();
    let files = groove.run(exchange).unwrap();
    let [file] = files.as_slice() else { panic!("{files:?}") };
    assert_eq!((file.name.as_str(), file.size), ("photo.jpg", Some(2048)));
    assert_eq!(file.url, "https://files.example/photo.jpg");
}

#[test]
fn a_reply_and_a_note_are_created_and_returned() {
    let mut groove = conversation(1);
    let reply = Reply { text: "On its way.".to_owned(), send_copy: true, ..Reply::default() };
    let exchange = groove.provider.reply(&id(7), &reply).unwrap();
    let message: Message = groove.run(exchange).unwrap().unwrap();
    assert!(reply.is(&message));
    let note = Reply { text: "Asked the courier.".to_owned(), is_note: true, ..Reply::default() };
    let exchange = groove.provider.reply(&id(7), &note).unwrap();
    assert!(note.is(&groove.run(exchange).unwrap().unwrap()));
    let me = "maya@tern.example";
    assert_eq!(
        groove.take_requests(),
        [
            with_body(
                "POST /tickets/7/messages",
                json!({ "body": "On its way.", "note": false, "send_copy_to_customer": true, "author": me })
            ),
            with_body("POST /tickets/7/messages", json!({ "body": "Asked the courier.", "note": true, "author": me })),
        ]
    );
    let stored = &groove.sandbox.ticket(7).messages;
    assert_eq!((stored.len(), stored[1].note, stored[2].note), (3, false, true));
}
