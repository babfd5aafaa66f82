//! The conversation of a ticket, beyond the documented page: the two lists that make it, and what answers it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::TimeDelta;
use deskbell::client::Client;
use deskbell::client::error::Error;
use deskbell::client::response::Response;
use deskbell::client::secret::Secret;
use deskbell::domain::{Attachment, Content, Message, MessageKind, Messages, Person, Reply, Snippet, Ticket, Upload};
use deskbell::sandbox::supportbee::{DEMO_TOKEN, SupportBee, message, ticket};
use futures::FutureExt;
use serde_json::{Value, json};

use super::id;
use crate::bench::{Bench, Played, ToSandbox, account, against, bare, now, provider, with};

/// A ticket to which an agent and the requester replied, with a comment between them.
fn conversation() -> SupportBee {
    let mut kept = ticket(7).created_at(now());
    let said = |agent, is_comment, text: &str, minute| {
        let time = now() + TimeDelta::minutes(minute);
        message(agent, is_comment, text, time)
    };
    kept.messages = vec![
        said(Some("maya@tern.example"), false, "Which lamp?", 1),
        said(Some("tomas@tern.example"), true, "Third one.", 2),
        said(None, false, "The green one.", 3),
    ];
    kept.messages[0].cc = vec!["b@x.example".to_owned()];
    SupportBee::with(kept)
}

fn found(bee: &mut Bench<SupportBee>) -> Ticket {
    let exchange = bee.provider.ticket(&id(7));
    let ticket = bee.run(exchange).unwrap();
    bee.asked();
    ticket
}

fn ask(bee: &mut Bench<SupportBee>, ticket: &Ticket) -> Messages {
    let mut messages = Messages::default();
    for exchange in bee.provider.messages(ticket, None) {
        messages.merge(bee.run(exchange).unwrap().list);
    }
    messages
}

/// What a list of replies is read as.
fn replies(answer: Value) -> Vec<Message> {
    let ticket = Ticket { content: Some(Content::default()), replies: Some(1), messages: Some(2), ..Ticket::default() };
    let [exchange] = <[_; 1]>::try_from(provider::<SupportBee>().messages(&ticket, None)).ok().unwrap();
    exchange.run(|_| Ok(Response::json_body(200, &answer))).unwrap().list
}

#[test]
fn the_two_lists_and_the_tickets_content_make_one_conversation() {
    for is_documented in [false, true] {
        let sandbox = conversation();
        let mut bee = against(if is_documented { sandbox.documented_shape() } else { sandbox });
        let ticket = found(&mut bee);
        let mut all = Messages::default();
        all.merge(ticket.beginning().into_iter().collect());
        all.merge(ask(&mut bee, &ticket).list);
        assert_eq!(bee.asked(), ["GET /tickets/7/replies", "GET /tickets/7/comments"].map(bare));
        let said: Vec<_> = all.list.iter().map(|message| (message.content.text.as_str(), message.kind)).collect();
        use MessageKind::{Incoming, Note, Outgoing};
        let expected = [
            ("This is the first message.", Incoming),
            ("Which lamp?", Outgoing),
            ("Third one.", Note),
            ("The green one.", Incoming),
        ];
        assert_eq!(said, expected);
        let names = all.list.iter().map(|message| message.author.as_ref().unwrap().display());
        assert_eq!(names.collect::<Vec<_>>(), ["Alice Marlowe", "Maya Lindqvist", "Tomás Ibáñez", "Alice Marlowe"]);
        let ids: BTreeSet<_> = all.list.iter().map(|message| message.id.as_str()).collect();
        assert_eq!(ids, BTreeSet::from(["beginning", "comment-701", "reply-701", "reply-702"]), "each list counts");
        let copies: Vec<_> = all.list[1].copies.iter().map(|person| person.email.as_str()).collect();
        assert_eq!((copies, all.list[1].at), (vec!["b@x.example"], Some(now() + TimeDelta::minutes(1))));
        assert_eq!((all.list[1].content.html.as_str(), all.earlier), ("<p>Which lamp?</p>", None));
    }
}

#[test]
fn what_a_ticket_says_is_empty_is_not_asked_for() {
    let cases = [
        (ticket(7), vec![]),
        (ticket(7).replies(2), vec!["GET /tickets/7/replies"]),
        (ticket(7).comments(1), vec!["GET /tickets/7/comments"]),
    ];
    for (kept, lines) in cases {
        let mut bee = against(SupportBee::with(kept));
        let ticket = found(&mut bee);
        let messages = ask(&mut bee, &ticket);
        assert_eq!(bee.asked(), lines.into_iter().map(bare).collect::<Vec<_>>());
        assert_eq!(Some(messages.list.len() as u64 + 1), ticket.messages);
    }
}

#[test]
fn what_a_ticket_does_not_tell_is_asked_for() {
    let mut bee = against(conversation());
    let told = found(&mut bee);
    let ticket = Ticket { content: None, replies: None, messages: None, ..told.clone() };
    let all = ask(&mut bee, &ticket);
    let lines = ["GET /tickets/7.json", "GET /tickets/7/replies", "GET /tickets/7/comments"];
    assert_eq!(bee.asked(), lines.map(bare));
    assert_eq!((all.list.len(), Some(&all.list[0])), (4, told.beginning().as_ref()), "the same one, with the same id");
    assert!(bee.provider.messages(&ticket, Some(&deskbell::domain::Cursor("2".into()))).is_empty());
}

#[test]
fn the_client_puts_the_beginning_in_front_without_asking() {
    let sandbox = Rc::new(RefCell::new(conversation()));
    let transport = Rc::new(ToSandbox(sandbox.clone()));
    let client = Client::new(account(SupportBee::account()), Secret::new(DEMO_TOKEN), transport);
    let ticket = client.ticket(&id(7)).now_or_never().unwrap().unwrap();
    let (messages, problem) = client.messages(&ticket, None).now_or_never().unwrap();
    assert_eq!((messages.list.len(), messages.list[0].id.as_str(), problem), (4, "beginning", None));
    assert_eq!(sandbox.borrow().log().len(), 3);
    assert!(messages.list[0].author.as_ref().is_some_and(|author| author.picture.is_none()), "nobody allowed it");
}

#[test]
fn a_reply_and_a_comment_are_created_and_brought_back() {
    let mut bee = against(SupportBee::with(ticket(7)));
    let reply = Reply {
        text: "On its way.".to_owned(),
        copies: vec!["a@x.example".to_owned(), "b@x.example".to_owned()],
        blind_copies: vec!["c@x.example".to_owned()],
        ..Reply::default()
    };
    let exchange = bee.provider.reply(&id(7), &reply).unwrap();
    let said = bee.run(exchange).unwrap().unwrap();
    assert!(reply.is(&said) && said.id == "reply-701", "{said:?}");
    assert_eq!((said.author.as_ref().map(Person::display), said.copies.len()), (Some("Maya Lindqvist"), 2));
    let note = Reply { is_note: true, text: "Asked the courier.".to_owned(), ..reply };
    let exchange = bee.provider.reply(&id(7), &note).unwrap();
    let said = bee.run(exchange).unwrap().unwrap();
    assert!(note.is(&said) && said.id == "comment-701", "{said:?}");
    let body = json!({ "reply": {
        "content": { "text": "On its way." }, "cc": ["a@x.example", "b@x.example"], "bcc": ["c@x.example"],
    } });
    assert_eq!(
        bee.asked(),
        [
            with("POST /tickets/7/replies", body),
            with("POST /tickets/7/comments", json!({ "comment": { "content": { "text": "Asked the courier." } } })),
        ]
    );
    let kept = bee.sandbox.ticket(7);
    assert_eq!((kept.replies_count(), kept.comments_count(), kept.answered), (1, 1, true));
    let empty = bee.provider.reply(&id(7), &Reply::default()).unwrap();
    assert!(matches!(bee.run(empty), Err(Error::Rejected { .. })));
}

#[test]
fn a_file_is_uploaded_and_then_named_in_a_message() {
    let mut bee = against(SupportBee::with(ticket(7)));
    let bytes = vec![0xff, 0xd8, 13, 10, 0];
    let file = Upload { name: "photo \"1\".jpg".to_owned(), kind: "image/jpeg".to_owned(), bytes };
    let exchange = bee.provider.upload(&file).unwrap();
    let kept: Attachment = bee.run(exchange).unwrap();
    assert_eq!((kept.name.as_str(), kept.kind.as_str(), kept.size), ("photo \"1\".jpg", "image/jpeg", Some(5)));
    let number: u64 = kept.id.parse().unwrap();
    for is_note in [false, true] {
        let reply = Reply { text: "Here it is.".to_owned(), is_note, files: vec![kept.clone()], ..Reply::default() };
        let exchange = bee.provider.reply(&id(7), &reply).unwrap();
        let said = bee.run(exchange).unwrap().unwrap();
        let [file] = said.content.attachments.as_slice() else { panic!("{said:?}") };
        assert_eq!((&file.id, &file.name, file.url.starts_with("https://")), (&kept.id, &kept.name, true));
    }
    let content = json!({ "content": { "text": "Here it is.", "attachment_ids": [number] } });
    let lines = [
        with("POST /attachments", "(file)".into()),
        with("POST /tickets/7/replies", json!({ "reply": content })),
        with("POST /tickets/7/comments", json!({ "comment": content })),
    ];
    assert_eq!(bee.asked(), lines);
    let files = vec![Attachment { id: "5".to_owned(), ..Attachment::default() }];
    let unknown = bee.provider.reply(&id(7), &Reply { text: "x".into(), files, ..Reply::default() }).unwrap();
    assert!(matches!(bee.run(unknown), Err(Error::Rejected { .. })));
}

#[test]
fn a_file_is_fetched_as_it_was_sent_and_never_from_elsewhere() {
    let mut bee = against(SupportBee::with(ticket(7)));
    let bytes: Vec<u8> = (0..=255).collect();
    let file = Upload { name: "all.png".to_owned(), kind: "image/png".to_owned(), bytes: bytes.clone() };
    let exchange = bee.provider.upload(&file).unwrap();
    let kept = bee.run(exchange).unwrap();
    for is_thumb in [false, true] {
        let exchange = bee.provider.file(&kept, is_thumb).unwrap();
        assert_eq!(bee.run(exchange).unwrap(), bytes);
    }
    let line = format!("GET /attachments/{}", kept.id);
    assert_eq!(bee.asked()[1..], [bare(&line), bare(&format!("{line}?version=thumb"))]);

    let unknown = Attachment { id: "5".to_owned(), url: "https://x.example/attachments/5".to_owned(), ..kept.clone() };
    let exchange = bee.provider.file(&unknown, false).unwrap();
    assert!(matches!(bee.run(exchange), Err(Error::NotFound)));
    for url in ["", "https://files.example/5", "https://x.example/attachments/55", "https://x.example/5?/attachments/5"]
    {
        let elsewhere = Attachment { url: url.to_owned(), ..unknown.clone() };
        assert!(bee.provider.file(&elsewhere, false).is_none(), "{url}");
    }
}

#[test]
fn a_page_in_the_place_of_a_file_is_told() {
    let file = Attachment { id: "5".into(), url: "https://x.example/attachments/5".into(), ..Attachment::default() };
    let page = Response { status: 200, body: "<html>Příliš".to_owned(), ..Response::default() };
    let result = provider::<SupportBee>().file(&file, false).unwrap().run(|_| Ok(page.clone()));
    assert!(matches!(result, Err(Error::NotTheApi { .. })), "{result:?}");
}

#[test]
fn the_answer_to_an_upload_may_look_in_any_way_that_names_the_file() {
    let upload = |answer: &Value| {
        let file = Upload { name: "a.txt".to_owned(), kind: "text/plain".to_owned(), bytes: vec![1] };
        provider::<SupportBee>().upload(&file).unwrap().run(|_| Ok(Response::json_body(201, answer)))
    };
    let file = json!({ "id": 9, "url": { "original": "/attachments/9" } });
    let answers = [
        file.clone(),
        json!([file]),
        json!({ "attachment": file }),
        json!({ "attachments": [file] }),
        json!({ "files": [{ "id": "9", "url": { "original": "/attachments/9" } }] }),
    ];
    for answer in answers {
        let kept = upload(&answer).unwrap();
        assert_eq!(
            (kept.id.as_str(), kept.name.as_str(), kept.kind.as_str()),
            ("9", "a.txt", "text/plain"),
            "{answer}"
        );
        assert_eq!(kept.url, "https://tern.supportbee.example/attachments/9");
    }
    for answer in [json!({}), json!([]), json!({ "attachment": { "filename": "a" } }), json!(null)] {
        assert!(matches!(upload(&answer), Err(Error::Undecodable { .. })), "{answer}");
    }
}

#[test]
fn snippets_are_listed() {
    let mut bee = against(SupportBee::empty());
    let exchange = bee.provider.snippets().unwrap();
    let snippets = bee.run(exchange).unwrap();
    assert_eq!(bee.asked(), [bare("GET /snippets")]);
    assert_eq!((snippets.len(), snippets[2].name.as_str()), (3, "Sign-off"));
    assert_eq!(snippets[2].text, "With kind regards from the harbour,\nTern & Tide");
}

#[test]
fn snippets_of_any_spelling_are_read_and_those_that_say_nothing_left_out() {
    let answer = json!({ "snippets": [
        { "name": "A", "content": { "text": "one" } },
        { "title": "B", "content": { "body": "two" } },
        { "name": " ", "content": { "text": "", "html": "<p>three<br>lines</p>" } },
        { "content": "four" },
        { "text": "five" },
        { "name": "F", "content": { "text": " " } },
        7,
    ] });
    let exchange = provider::<SupportBee>().snippets().unwrap();
    let read = exchange.run(|_| Ok(Response::json_body(200, &answer))).unwrap();
    let snippet = |name: &str, text: &str| Snippet { name: name.to_owned(), text: text.to_owned() };
    let expected = [("A", "one"), ("B", "two"), ("three", "three\nlines"), ("four", "four"), ("five", "five")];
    assert_eq!(read, expected.map(|(name, text)| snippet(name, text)));
}

#[test]
fn who_answers_customers_is_told_in_several_ways() {
    let cases = [
        (json!({ "id": 1, "agent": true }), MessageKind::Outgoing),
        (json!({ "id": 1, "role": "collaborator" }), MessageKind::Outgoing),
        (json!({ "user": { "id": 1, "agent": true } }), MessageKind::Outgoing),
        (json!({ "id": 1, "agent": false, "role": "admin" }), MessageKind::Incoming),
        (json!({ "id": 1, "role": "customer" }), MessageKind::Incoming),
        (json!(null), MessageKind::Incoming),
    ];
    for (replier, kind) in cases {
        let [reply] = replies(json!({ "replies": [{ "id": 1, "replier": replier }] })).try_into().unwrap();
        assert_eq!(reply.kind, kind, "{replier}");
    }
}

#[test]
fn a_reply_that_cannot_be_read_leaves_the_others() {
    let list = json!([{ "id": [1] }, { "id": 2, "summary": "a &gt; b" }]);
    let [broken, other] = replies(json!({ "replies": list })).try_into().unwrap();
    assert_eq!(broken.problem.as_deref(), Some("replies[0].id: expected an id, found a list"));
    assert!(broken.id.starts_with("reply-"), "{}", broken.id);
    assert_eq!((other.id.as_str(), other.content.text.as_str()), ("reply-2", "a > b"), "without content, the summary");
}
