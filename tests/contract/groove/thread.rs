//! The conversation of a ticket, beyond the documented page: which pages are asked for, and what they say.

use chrono::TimeDelta;
use deskbell::domain::{Cursor, Message, MessageKind, Messages, Reply, Ticket};
use deskbell::sandbox::groove::{self, File, Groove, ticket};
use serde_json::json;

use super::id;
use crate::bench::{Bench, against, bare, now, with};

/// A ticket in which so many messages were written, one a minute: the customer and an agent in turn.
fn conversation(count: usize) -> Bench<Groove> {
    let mut kept = ticket(7).created_at(now());
    let first = kept.messages[0].clone();
    kept.messages = (0..count)
        .map(|place| groove::Message {
            author: if place % 2 == 0 { first.author.clone() } else { "maya@tern.example".to_owned() },
            by_agent: place % 2 == 1,
            text: format!("message {place}"),
            created_at: now() + TimeDelta::minutes(place as i64),
            ..groove::Message::default()
        })
        .collect();
    against(Groove::with(kept))
}

fn found(groove: &mut Bench<Groove>) -> Ticket {
    let exchange = groove.provider.ticket(&id(7));
    let ticket = groove.run(exchange).unwrap();
    groove.asked();
    ticket
}

fn ask(groove: &mut Bench<Groove>, ticket: &Ticket, before: Option<&Cursor>) -> Messages {
    let mut exchanges = groove.provider.messages(ticket, before);
    assert_eq!(exchanges.len(), 1);
    groove.run(exchanges.remove(0)).unwrap()
}

fn texts(messages: &Messages) -> Vec<&str> {
    messages.list.iter().map(|message| message.content.text.as_str()).collect()
}

#[test]
fn a_short_conversation_is_one_request_and_says_who_wrote_what() {
    let mut groove = conversation(3);
    groove.sandbox = Groove::with({
        let mut kept = groove.sandbox.ticket(7).clone();
        kept.messages[2].note = true;
        kept.messages[2].by_agent = true;
        kept
    });
    let ticket = found(&mut groove);
    let messages = ask(&mut groove, &ticket, None);
    assert_eq!(groove.asked(), [bare("GET /tickets/7/messages?page=1&per_page=50")]);
    assert_eq!(texts(&messages), ["message 0", "message 1", "message 2"]);
    let kinds: Vec<_> = messages.list.iter().map(|message| message.kind).collect();
    assert_eq!(kinds, [MessageKind::Incoming, MessageKind::Outgoing, MessageKind::Note]);
    let names: Vec<_> = messages.list.iter().map(|message| message.author.as_ref().unwrap().display()).collect();
    assert_eq!(names[..2], ["Alice Marlowe", "maya@tern.example"], "the one who asked is known by name");
    assert_eq!(messages.list[1].at, Some(now() + TimeDelta::minutes(1)));
    assert_eq!(messages.list[0].content.html, "<p>message 0</p>");
    assert_eq!(messages.earlier, None);
}

#[test]
fn of_a_long_conversation_the_newest_messages_come_first_and_all_are_reached() {
    let mut groove = conversation(120);
    let ticket = found(&mut groove);
    let mut all = ask(&mut groove, &ticket, None);
    assert_eq!(groove.asked(), [bare("GET /tickets/7/messages?page=3&per_page=50")], "where the newest are");
    assert_eq!((texts(&all).len(), texts(&all)[19]), (20, "message 119"));
    while let Some(before) = all.earlier.take() {
        let more = ask(&mut groove, &ticket, Some(&before));
        all.merge(more.list);
        all.earlier = more.earlier;
    }
    assert_eq!(groove.asked().len(), 2);
    assert_eq!(texts(&all), (0..120).map(|place| format!("message {place}")).collect::<Vec<_>>());
}

#[test]
fn a_count_that_is_behind_costs_one_request_more() {
    let mut groove = conversation(60);
    let ticket = Ticket { messages: Some(2), ..found(&mut groove) };
    let messages = ask(&mut groove, &ticket, None);
    assert_eq!(texts(&messages).last(), Some(&"message 59"));
    let pages = ["1", "2"].map(|page| bare(&format!("GET /tickets/7/messages?page={page}&per_page=50")));
    assert_eq!(groove.asked(), pages);
}

#[test]
fn a_helpdesk_that_lists_the_newest_first_is_understood() {
    let mut groove = conversation(120);
    groove.sandbox = Groove::with({
        let mut kept = groove.sandbox.ticket(7).clone();
        kept.messages.reverse();
        kept
    });
    let ticket = found(&mut groove);
    let mut all = ask(&mut groove, &ticket, None);
    assert!(texts(&all).contains(&"message 119"));
    while let Some(before) = all.earlier.take() {
        let more = ask(&mut groove, &ticket, Some(&before));
        all.merge(more.list);
        all.earlier = more.earlier;
    }
    assert_eq!(texts(&all), (0..120).map(|place| format!("message {place}")).collect::<Vec<_>>());
}

#[test]
fn files_are_asked_for_where_a_message_says_that_there_are_some() {
    let mut groove = conversation(1);
    groove.sandbox = Groove::with({
        let mut kept = groove.sandbox.ticket(7).clone();
        let url = "https://files.example/photo.jpg".to_owned();
        kept.messages[0].files = vec![File { name: "photo.jpg".to_owned(), size: 2048, url }];
        kept
    });
    let ticket = found(&mut groove);
    let messages = ask(&mut groove, &ticket, None);
    assert!(messages.list[0].has_more_files);
    let exchange = groove.provider.attachments(&messages.list[0]).unwrap();
    let files = groove.run(exchange).unwrap();
    let [file] = files.as_slice() else { panic!("{files:?}") };
    assert_eq!((file.name.as_str(), file.size), ("photo.jpg", Some(2048)));
    assert_eq!(file.url, "https://files.example/photo.jpg");
}

#[test]
fn a_reply_and_a_note_are_created_and_brought_back() {
    let mut groove = conversation(1);
    let reply = Reply { text: "On its way.".to_owned(), send_copy: true, ..Reply::default() };
    let exchange = groove.provider.reply(&id(7), &reply).unwrap();
    let said: Message = groove.run(exchange).unwrap().unwrap();
    assert!(reply.is(&said));
    let note = Reply { text: "Asked the courier.".to_owned(), is_note: true, ..Reply::default() };
    let exchange = groove.provider.reply(&id(7), &note).unwrap();
    assert!(note.is(&groove.run(exchange).unwrap().unwrap()));
    let me = "maya@tern.example";
    assert_eq!(
        groove.asked(),
        [
            with(
                "POST /tickets/7/messages",
                json!({ "body": "On its way.", "note": false, "send_copy_to_customer": true, "author": me })
            ),
            with("POST /tickets/7/messages", json!({ "body": "Asked the courier.", "note": true, "author": me })),
        ]
    );
    let kept = &groove.sandbox.ticket(7).messages;
    assert_eq!((kept.len(), kept[1].note, kept[2].note), (3, false, true));
}
