//! The conversation of a ticket (beyond the page "Tickets"): the messages of its chat.

use chrono::TimeDelta;
use deskbell::client::response::Response;
use deskbell::domain::{Choice, Cursor, Message, MessageKind, Ticket};
use deskbell::sandbox::zaia::{Message as ChatMessage, Owner, Sender, Zaia, chat_id, ticket};
use serde_json::{Value, json};

use super::id;
use crate::harness::{Harness, harness, now, provider, without_body};

fn fetch_messages(zaia: &mut Harness<Zaia>, number: u64) -> Vec<Message> {
    let exchange = zaia.provider.ticket(&id(number));
    let ticket = zaia.run(exchange).unwrap();
    zaia.take_requests();
    let [exchange] = <[_; 1]>::try_from(zaia.provider.messages(&ticket, None)).ok().unwrap();
    let messages = zaia.run(exchange).unwrap();
    assert_eq!(messages.earlier, None);
    messages.list
}

/// Decodes one message.
fn decode(row: &Value) -> Message {
    let ticket = Ticket { chat: Some(Choice::named("c")), ..Ticket::default() };
    let [exchange] = <[_; 1]>::try_from(provider::<Zaia>().messages(&ticket, None)).ok().unwrap();
    let [message] = exchange.run(|_| Ok(Response::json_body(200, row))).unwrap().list.try_into().unwrap();
    message
}

#[test]
fn a_chat_is_one_request_and_names_its_authors() {
    let message = |sender, text: &str, minute| ChatMessage {
        sender,
        text: text.to_owned(),
        created_at: now() + TimeDelta::minutes(minute),
    };
    let mut stored = ticket(7);
    stored.messages = vec![
        message(Sender::Owner, "Where is it?", 1),
        message(Sender::Responder, "I will look.", 2),
        message(Sender::Agent("maya@tern.example"), "Tomorrow.", 3),
    ];
    // The customer came back to the same chat.
    let mut later = ticket(8).chat(|chat| chat.number = 7);
    later.messages = vec![message(Sender::Owner, "It is not here.", 9)];
    let mut zaia = harness(Zaia::with(stored).and(later));
    let messages = fetch_messages(&mut zaia, 7);
    assert_eq!(
        zaia.take_requests(),
        [without_body(&format!("GET /api/v1/chat-messages?chatId={}&joins=senders", chat_id(7)))]
    );
    use MessageKind::{Incoming, Outgoing};
    let texts = messages.iter().map(|message| (message.content.text.as_str(), message.kind));
    let expected = [
        ("Where is it?", Incoming),
        ("I will look.", Outgoing),
        ("Tomorrow.", Outgoing),
        ("It is not here.", Incoming),
    ];
    assert_eq!(texts.collect::<Vec<_>>(), expected);
    let names = messages.iter().map(|message| message.author.as_ref().unwrap().display());
    assert_eq!(names.collect::<Vec<_>>(), ["Alice Marlowe", "Pip", "Maya Lindqvist", "Alice Marlowe"]);
    assert_eq!(messages[0].at, Some(now() + TimeDelta::minutes(1)));
}

#[test]
fn messages_in_a_colleagues_chat_are_not_from_a_customer() {
    let mut zaia = harness(Zaia::with(ticket(7).chat(|chat| chat.owner = Owner::Agent(1))));
    let messages = fetch_messages(&mut zaia, 7);
    assert_eq!(messages[0].kind, MessageKind::Outgoing);
    assert_eq!(messages[0].author.as_ref().unwrap().email, "tomas@tern.example");
}

#[test]
fn a_ticket_without_a_chat_has_no_conversation_and_chats_are_not_paged() {
    let zaia = harness(Zaia::with(ticket(7)));
    assert!(zaia.provider.messages(&Ticket::default(), None).is_empty());
    let ticket = Ticket { chat: Some(Choice::named("c")), ..Ticket::default() };
    assert!(zaia.provider.messages(&ticket, Some(&Cursor("2".into()))).is_empty());
}

#[test]
fn messages_decode_in_several_shapes() {
    for row in [
        json!([{ "id": "m", "content": "Hello" }]),
        json!({ "data": [{ "id": "m", "text": "Hello" }] }),
        json!({ "items": [{ "id": 7, "content": { "text": "Hello" } }] }),
        json!({ "chatMessages": [{ "id": "m", "content": null, "message": "Hello" }] }),
        json!([{ "id": "m", "content": "", "body": { "text": "Hello" } }]),
    ] {
        assert_eq!(decode(&row).content.text, "Hello", "{row}");
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
        assert_eq!(decode(&json!([message])).kind, kind, "{row}");
    }
    let broken = decode(&json!([{ "content": "Hello" }]));
    assert_eq!(broken.problem.as_deref(), Some("[0].id: expected an id, found nothing"));
}

#[test]
fn seeded_conversations_match_their_pending_count() {
    let sandbox = Zaia::seeded(60, now());
    for ticket in sandbox.tickets() {
        let times = ticket.messages.iter().map(|message| message.created_at);
        assert!(times.clone().is_sorted() && times.clone().all(|time| time <= now()), "{ticket:?}");
        let waiting = ticket.messages.iter().rev().take_while(|message| message.sender == Sender::Owner);
        assert_eq!(waiting.count(), ticket.pending_messages);
    }
}
