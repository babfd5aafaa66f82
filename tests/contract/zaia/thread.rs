//! The conversation of a ticket, beyond the documented page: what was said in its chat.

use chrono::TimeDelta;
use deskbell::client::response::Response;
use deskbell::domain::{Choice, Cursor, Message, MessageKind, Ticket};
use deskbell::sandbox::zaia::{Message as Said, Owner, Sender, Zaia, chat_id, ticket};
use serde_json::{Value, json};

use super::id;
use crate::bench::{Bench, against, bare, now, provider};

fn ask(zaia: &mut Bench<Zaia>, number: u64) -> Vec<Message> {
    let exchange = zaia.provider.ticket(&id(number));
    let ticket = zaia.run(exchange).unwrap();
    zaia.asked();
    let [exchange] = <[_; 1]>::try_from(zaia.provider.messages(&ticket, None)).ok().unwrap();
    let messages = zaia.run(exchange).unwrap();
    assert_eq!(messages.earlier, None);
    messages.list
}

/// What one row is read as.
fn read(row: &Value) -> Message {
    let ticket = Ticket { chat: Some(Choice::named("c")), ..Ticket::default() };
    let [exchange] = <[_; 1]>::try_from(provider::<Zaia>().messages(&ticket, None)).ok().unwrap();
    let [message] = exchange.run(|_| Ok(Response::json_body(200, row))).unwrap().list.try_into().unwrap();
    message
}

#[test]
fn the_messages_of_the_chat_are_one_request_and_say_who_wrote_what() {
    let said = |sender, text: &str, minute| Said {
        sender,
        text: text.to_owned(),
        created_at: now() + TimeDelta::minutes(minute),
    };
    let mut kept = ticket(7);
    kept.messages = vec![
        said(Sender::Owner, "Where is it?", 1),
        said(Sender::Responder, "I will look.", 2),
        said(Sender::Agent("maya@tern.example"), "Tomorrow.", 3),
    ];
    // Somebody came back to the same chat.
    let mut later = ticket(8).chat(|chat| chat.number = 7);
    later.messages = vec![said(Sender::Owner, "It is not here.", 9)];
    let mut zaia = against(Zaia::with(kept).and(later));
    let messages = ask(&mut zaia, 7);
    assert_eq!(zaia.asked(), [bare(&format!("GET /api/v1/chat-messages?chatId={}&joins=senders", chat_id(7)))]);
    use MessageKind::{Incoming, Outgoing};
    let told = messages.iter().map(|message| (message.content.text.as_str(), message.kind));
    let expected = [
        ("Where is it?", Incoming),
        ("I will look.", Outgoing),
        ("Tomorrow.", Outgoing),
        ("It is not here.", Incoming),
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    let names = messages.iter().map(|message| message.author.as_ref().unwrap().display());
    assert_eq!(names.collect::<Vec<_>>(), ["Alice Marlowe", "Pip", "Maya Lindqvist", "Alice Marlowe"]);
    assert_eq!(messages[0].at, Some(now() + TimeDelta::minutes(1)));
}

#[test]
fn the_chat_of_a_colleague_comes_from_no_customer() {
    let mut zaia = against(Zaia::with(ticket(7).chat(|chat| chat.owner = Owner::Agent(1))));
    let messages = ask(&mut zaia, 7);
    assert_eq!(messages[0].kind, MessageKind::Outgoing);
    assert_eq!(messages[0].author.as_ref().unwrap().email, "tomas@tern.example");
}

#[test]
fn a_ticket_without_a_chat_has_no_conversation_and_none_has_an_earlier_one() {
    let zaia = against(Zaia::with(ticket(7)));
    assert!(zaia.provider.messages(&Ticket::default(), None).is_empty());
    let ticket = Ticket { chat: Some(Choice::named("c")), ..Ticket::default() };
    assert!(zaia.provider.messages(&ticket, Some(&Cursor("2".into()))).is_empty());
}

#[test]
fn a_message_is_understood_in_every_shape_that_is_likely() {
    for row in [
        json!([{ "id": "m", "content": "Hello" }]),
        json!({ "data": [{ "id": "m", "text": "Hello" }] }),
        json!({ "items": [{ "id": 7, "content": { "text": "Hello" } }] }),
        json!({ "chatMessages": [{ "id": "m", "content": null, "message": "Hello" }] }),
        json!([{ "id": "m", "content": "", "body": { "text": "Hello" } }]),
    ] {
        assert_eq!(read(&row).content.text, "Hello", "{row}");
    }
    for (row, kind) in [
        (json!({ "sender": { "entity": "external-users" } }), MessageKind::Incoming),
        (json!({ "sender": { "type": "external-users" } }), MessageKind::Incoming),
        (json!({ "senderEntity": "external-users" }), MessageKind::Incoming),
        (json!({ "role": "external-users" }), MessageKind::Incoming),
        (json!({ "origin": "external-users" }), MessageKind::Incoming),
        (json!({ "senderEntity": "agents" }), MessageKind::Outgoing),
        (json!({ "senderEntity": "users" }), MessageKind::Outgoing),
        (json!({}), MessageKind::Outgoing),
    ] {
        let mut message = row.clone();
        message["id"] = "m".into();
        assert_eq!(read(&json!([message])).kind, kind, "{row}");
    }
    let broken = read(&json!([{ "content": "Hello" }]));
    assert_eq!(broken.problem.as_deref(), Some("[0].id: expected an id, found nothing"));
}

#[test]
fn every_seeded_ticket_has_a_conversation_that_waits_as_it_says() {
    let sandbox = Zaia::seeded(60, now());
    for ticket in sandbox.tickets() {
        let times = ticket.messages.iter().map(|message| message.created_at);
        assert!(times.clone().is_sorted() && times.clone().all(|time| time <= now()), "{ticket:?}");
        let waiting = ticket.messages.iter().rev().take_while(|message| message.sender == Sender::Owner);
        assert_eq!(waiting.count(), ticket.pending_messages);
    }
}
