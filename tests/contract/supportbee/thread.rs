//! The conversation of a ticket (beyond the page "Tickets API"): its two lists, and replies.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::TimeDelta;
use deskbell::client::Client;
use deskbell::client::error::Error;
use deskbell::client::response::Response;
use deskbell::client::secret::Secret;
use deskbell::domain::{
    Attachment, Content, FileVersion, Message, MessageKind, Messages, Person, Reply, Snippet, Ticket, Upload,
};
use deskbell::sandbox::supportbee::{DEMO_TOKEN, SupportBee, message, ticket};
use futures::FutureExt;
use serde_json::{Value, json};

use super::id;
use crate::harness::{
    Harness, SandboxTransport, TestSandbox, account, harness, now, provider, with_body, without_body,
};

/// Makes a ticket with replies of an agent and the requester, and a comment between them.
fn conversation() -> SupportBee {
    let mut stored = ticket(7).created_at(now());
    let written = |agent, is_comment, text: &str, minute| {
        let time = now() + TimeDelta::minutes(minute);
        message(agent, is_comment, text, time)
    };
    stored.messages = vec![
        written(Some("maya@tern.example"), false, "Which lamp?", 1),
        written(Some("tomas@tern.example"), true, "Third one.", 2),
        written(None, false, "The green one.", 3),
    ];
    stored.messages[0].cc = vec!["b@x.example".to_owned()];
    SupportBee::with(stored)
}

fn fetch_ticket(bee: &mut Harness<SupportBee>) -> Ticket {
    let exchange = bee.provider.ticket(&id(7));
    let ticket = bee.run(exchange).unwrap();
    bee.take_requests();
    ticket
}

fn fetch_messages(bee: &mut Harness<SupportBee>, ticket: &Ticket) -> Messages {
    let mut messages = Messages::default();
    for exchange in bee.provider.messages(ticket, None) {
        messages.merge(bee.run(exchange).unwrap().list);
    }
    messages
}

/// Decodes a list of replies.
fn replies(answer: Value) -> Vec<Message> {
    let ticket = Ticket { content: Some(Content::default()), replies: Some(1), messages: Some(2), ..Ticket::default() };
    let [exchange] = <[_; 1]>::try_from(provider::<SupportBee>().messages(&ticket, None)).ok().unwrap();
    exchange.run(|_| Ok(Response::json_body(200, &answer))).unwrap().list
}

#[test]
fn the_first_message_replies_and_comments_make_one_conversation() {
    for is_documented in [false, true] {
        let sandbox = conversation();
        let mut bee = harness(if is_documented { sandbox.documented_shape() } else { sandbox });
        let ticket = fetch_ticket(&mut bee);
        let mut all = Messages::default();
        all.merge(ticket.beginning().into_iter().collect());
        all.merge(fetch_messages(&mut bee, &ticket).list);
        assert_eq!(bee.take_requests(), ["GET /tickets/7/replies", "GET /tickets/7/comments"].map(without_body));
        let messages: Vec<_> = all.list.iter().map(|message| (message.content.text.as_str(), message.kind)).collect();
        use MessageKind::{Incoming, Note, Outgoing};
        let expected = [
            ("This is the first message.", Incoming),
            ("Which lamp?", Outgoing),
            ("Third one.", Note),
            ("The green one.", Incoming),
        ];
        assert_eq!(messages, expected);
        let names = all.list.iter().map(|message| message.author.as_ref().unwrap().display());
        assert_eq!(names.collect::<Vec<_>>(), ["Alice Marlowe", "Maya Lindqvist", "Tomás Ibáñez", "Alice Marlowe"]);
        let ids: BTreeSet<_> = all.list.iter().map(|message| message.id.as_str()).collect();
        assert_eq!(
            ids,
            BTreeSet::from(["beginning", "comment-701", "reply-701", "reply-702"]),
            "ids are unique across both lists"
        );
        let copies: Vec<_> = all.list[1].copies.iter().map(|person| person.email.as_str()).collect();
        assert_eq!((copies, all.list[1].at), (vec!["b@x.example"], Some(now() + TimeDelta::minutes(1))));
        assert_eq!((all.list[1].content.html.as_str(), all.earlier), ("<p>Which lamp?</p>", None));
    }
}

#[test]
fn lists_that_the_ticket_counts_as_empty_are_not_requested() {
    let cases = [
        (ticket(7), vec![]),
        (ticket(7).replies(2), vec!["GET /tickets/7/replies"]),
        (ticket(7).comments(1), vec!["GET /tickets/7/comments"]),
    ];
    for (stored, lines) in cases {
        let mut bee = harness(SupportBee::with(stored));
        let ticket = fetch_ticket(&mut bee);
        let messages = fetch_messages(&mut bee, &ticket);
        assert_eq!(bee.take_requests(), lines.into_iter().map(without_body).collect::<Vec<_>>());
        assert_eq!(Some(messages.list.len() as u64 + 1), ticket.messages);
    }
}

#[test]
fn what_the_ticket_does_not_include_is_requested() {
    let mut bee = harness(conversation());
    let complete = fetch_ticket(&mut bee);
    let ticket = Ticket { content: None, replies: None, messages: None, ..complete.clone() };
    let all = fetch_messages(&mut bee, &ticket);
    let lines = ["GET /tickets/7.json", "GET /tickets/7/replies", "GET /tickets/7/comments"];
    assert_eq!(bee.take_requests(), lines.map(without_body));
    assert_eq!(
        (all.list.len(), Some(&all.list[0])),
        (4, complete.beginning().as_ref()),
        "the first message has the same id"
    );
    assert!(bee.provider.messages(&ticket, Some(&deskbell::domain::Cursor("2".into()))).is_empty());
}

#[test]
fn the_client_prepends_the_first_message_without_a_request() {
    let sandbox = Rc::new(RefCell::new(conversation()));
    let transport = Rc::new(SandboxTransport(sandbox.clone()));
    let client = Client::new(account(SupportBee::account()), Secret::new(DEMO_TOKEN), transport);
    let ticket = client.ticket(&id(7)).now_or_never().unwrap().unwrap();
    let (messages, problem) = client.messages(&ticket, None).now_or_never().unwrap();
    assert_eq!((messages.list.len(), messages.list[0].id.as_str(), problem), (4, "beginning", None));
    assert_eq!(sandbox.borrow().log().len(), 3);
    assert!(
        messages.list[0].author.as_ref().is_some_and(|author| author.picture.is_none()),
        "pictures are off by default"
    );
}

#[test]
fn a_reply_and_a_comment_are_created_and_returned() {
    let mut bee = harness(SupportBee::with(ticket(7)));
    let reply = Reply {
        text: "On its way.".to_owned(),
        copies: vec!["a@x.example".to_owned(), "b@x.example".to_owned()],
        blind_copies: vec!["c@x.example".to_owned()],
        ..Reply::default()
    };
    let exchange = bee.provider.reply(&id(7), &reply).unwrap();
    let sent = bee.run(exchange).unwrap().unwrap();
    assert!(reply.is(&sent) && sent.id == "reply-701", "{sent:?}");
    assert_eq!((sent.author.as_ref().map(Person::display), sent.copies.len()), (Some("Maya Lindqvist"), 2));
    let note = Reply { is_note: true, text: "Asked the courier.".to_owned(), ..reply };
    let exchange = bee.provider.reply(&id(7), &note).unwrap();
    let sent = bee.run(exchange).unwrap().unwrap();
    assert!(note.is(&sent) && sent.id == "comment-701", "{sent:?}");
    let body = json!({ "reply": {
        "content": { "text": "On its way." }, "cc": ["a@x.example", "b@x.example"], "bcc": ["c@x.example"],
    } });
    assert_eq!(
        bee.take_requests(),
        [
            with_body("POST /tickets/7/replies", body),
            with_body(
                "POST /tickets/7/comments",
                json!({ "comment": { "content": { "text": "Asked the courier." } } })
            ),
        ]
    );
    let stored = bee.sandbox.ticket(7);
    assert_eq!((stored.replies_count(), stored.comments_count(), stored.answered), (1, 1, true));
    let empty = bee.provider.reply(&id(7), &Reply::default()).unwrap();
    assert!(matches!(bee.run(empty), Err(Error::Rejected { .. })));
}

#[test]
fn a_file_is_uploaded_before_the_message_that_refers_to_it() {
    let mut bee = harness(SupportBee::with(ticket(7)));
    let bytes = vec![0xff, 0xd8, 13, 10, 0];
    let file = Upload { name: "photo \"1\".jpg".to_owned(), kind: "image/jpeg".to_owned(), bytes };
    let exchange = bee.provider.upload(&file).unwrap();
    let stored: Attachment = bee.run(exchange).unwrap();
    assert_eq!((stored.name.as_str(), stored.kind.as_str(), stored.size), ("photo \"1\".jpg", "image/jpeg", Some(5)));
    let number: u64 = stored.id.parse().unwrap();
    for is_note in [false, true] {
        let reply = Reply { text: "Here it is.".to_owned(), is_note, files: vec![stored.clone()], ..Reply::default() };
        let exchange = bee.provider.reply(&id(7), &reply).unwrap();
        let sent = bee.run(exchange).unwrap().unwrap();
        let [file] = sent.content.attachments.as_slice() else { panic!("{sent:?}") };
        assert_eq!((&file.id, &file.name, file.url.starts_with("https://")), (&stored.id, &stored.name, true));
    }
    let content = json!({ "content": { "text": "Here it is.", "attachment_ids": [number] } });
    let lines = [
        with_body("POST /attachments", "(file)".into()),
        with_body("POST /tickets/7/replies", json!({ "reply": content })),
        with_body("POST /tickets/7/comments", json!({ "comment": content })),
    ];
    assert_eq!(bee.take_requests(), lines);
    let files = vec![Attachment { id: "5".to_owned(), ..Attachment::default() }];
    let unknown = bee.provider.reply(&id(7), &Reply { text: "x".into(), files, ..Reply::default() }).unwrap();
    assert!(matches!(bee.run(unknown), Err(Error::Rejected { .. })));
}

#[test]
fn a_file_is_downloaded_unchanged_and_only_from_the_account() {
    let mut bee = harness(SupportBee::with(ticket(7)));
    let bytes: Vec<u8> = (0..=255).collect();
    let file = Upload { name: "all.png".to_owned(), kind: "image/png".to_owned(), bytes: bytes.clone() };
    let exchange = bee.provider.upload(&file).unwrap();
    let stored = bee.run(exchange).unwrap();
    for version in [FileVersion::Original, FileVersion::Thumbnail] {
        let exchange = bee.provider.file(&stored, version).unwrap();
        assert_eq!(bee.run(exchange).unwrap(), bytes);
    }
    let line = format!("GET /attachments/{}", stored.id);
    assert_eq!(bee.take_requests()[1..], [without_body(&line), without_body(&format!("{line}?version=thumb"))]);

    let unknown =
        Attachment { id: "5".to_owned(), url: "https://x.example/attachments/5".to_owned(), ..stored.clone() };
    let exchange = bee.provider.file(&unknown, FileVersion::Original).unwrap();
    assert!(matches!(bee.run(exchange), Err(Error::NotFound)));
    for url in ["", "https://files.example/5", "https://x.example/attachments/55", "https://x.example/5?/attachments/5"]
    {
        let other_file = Attachment { url: url.to_owned(), ..unknown.clone() };
        assert!(bee.provider.file(&other_file, FileVersion::Original).is_none(), "{url}");
    }
}

#[test]
fn the_page_of_a_proxy_instead_of_a_file_is_an_error() {
    let file = Attachment { id: "5".into(), url: "https://x.example/attachments/5".into(), ..Attachment::default() };
    let page = Response {
        status: 200,
        body: "This API enables cross-origin requests to anywhere.".into(),
        ..Response::default()
    };
    let result = provider::<SupportBee>().file(&file, FileVersion::Original).unwrap().run(|_| Ok(page.clone()));
    assert!(matches!(result, Err(Error::NotTheApi { .. })), "{result:?}");
}

#[test]
fn upload_responses_decode_in_several_shapes() {
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
        let stored = upload(&answer).unwrap();
        assert_eq!(
            (stored.id.as_str(), stored.name.as_str(), stored.kind.as_str()),
            ("9", "a.txt", "text/plain"),
            "{answer}"
        );
        assert_eq!(stored.url, "https://tern.supportbee.example/attachments/9");
    }
    for answer in [json!({}), json!([]), json!({ "attachment": { "filename": "a" } }), json!(null)] {
        assert!(matches!(upload(&answer), Err(Error::Undecodable { .. })), "{answer}");
    }
}

#[test]
fn snippets_are_listed() {
    let mut bee = harness(SupportBee::empty());
    let exchange = bee.provider.snippets().unwrap();
    let snippets = bee.run(exchange).unwrap();
    assert_eq!(bee.take_requests(), [without_body("GET /snippets")]);
    assert_eq!((snippets.len(), snippets[2].name.as_str()), (3, "Sign-off"));
    assert_eq!(snippets[2].text, "With kind regards from the harbour,\nTern & Tide");
}

#[test]
fn snippets_decode_in_several_shapes_and_empty_ones_are_left_out() {
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
fn replies_by_agents_are_recognised_in_several_shapes() {
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
fn an_unreadable_reply_does_not_hide_the_others() {
    let list = json!([{ "id": [1] }, { "id": 2, "summary": "a &gt; b" }]);
    let [broken, other] = replies(json!({ "replies": list })).try_into().unwrap();
    assert_eq!(broken.problem.as_deref(), Some("replies[0].id: expected an id, found a list"));
    assert!(broken.id.starts_with("reply-"), "{}", broken.id);
    assert_eq!(
        (other.id.as_str(), other.content.text.as_str()),
        ("reply-2", "a > b"),
        "the summary replaces missing content"
    );
}
