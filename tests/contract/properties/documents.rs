//! Random JSON documents and mutated valid ones, reproducible by seed.

use deskbell::sandbox::dice::Dice;
use serde_json::{Map, Value, json};

/// Groove's documents to mutate: the documentation's own, and the lists beyond it.
pub const GROOVE: [&str; 7] = [
    include_str!("../../fixtures/groove/created.json"),
    include_str!("../../fixtures/groove/listing.json"),
    include_str!("../../fixtures/groove/ticket.json"),
    include_str!("../../fixtures/groove/state.json"),
    include_str!("../../fixtures/groove/assignee.json"),
    include_str!("../../fixtures/groove/labelled.json"),
    r#"{ "agents": [{ "email": "a@x" }], "groups": [{ "id": 1, "name": "A" }], "mailboxes": [{ "id": "1" }],
        "folders": [{ "id": 501, "name": "Mine" }] }"#,
];

/// SupportBee's documents to mutate: the documentation's own, one with the newer field names, and the lists beyond it.
pub const SUPPORTBEE: [&str; 8] = [
    include_str!("../../fixtures/supportbee/listing.json"),
    include_str!("../../fixtures/supportbee/found.json"),
    include_str!("../../fixtures/supportbee/created.json"),
    include_str!("../../fixtures/supportbee/ticket.json"),
    include_str!("../../fixtures/supportbee/assigned_group.json"),
    r#"{ "ticket": { "id": 7, "summary": "a &gt; b", "cc": [{ "id": 3, "email": "a@x" }], "bcc": ["b@x"],
        "labels": [{ "name": "VIP" }, { "label": "bug" }], "trash": false, "draft": true, "private": true,
        "current_user_assignee": { "user": { "id": 19 } }, "current_team_assignee": { "team": { "id": 3 } },
        "content": { "html": "<p>a &amp; <b title='x>y'>b</b>", "truncated": true }, "source": { "email": "a@x" } } }"#,
    r##"{ "users": [{ "id": 1, "name": "A" }], "teams": [{ "id": 1, "name": "B" }],
        "labels": [{ "name": "VIP", "color": "#ffffff" }] }"##,
    r#"{ "replies": [{ "id": 1, "summary": "a", "cc": ["a@x"], "replier": { "id": 2, "agent": true } }],
        "comments": [{ "id": 1, "commenter": { "id": 2, "role": "admin" }, "content": { "text": "b" } }],
        "reply": { "id": 3, "content": { "html": "<p>c" } }, "comment": { "id": 4 },
        "attachment": { "id": 5, "url": { "original": "/a" } }, "snippets": [{ "content": { "text": "d" } }] }"#,
];

/// A configuration with every field.
pub const CONFIG: &str = r#"{
    "version": 1, "title": "Acme", "demo": true, "lockSettings": false, "theme": "dark", "language": "en",
    "embed": { "allowedOrigins": ["https://portal.acme.example"] },
    "accounts": [{
        "id": "acme", "name": "Acme", "provider": "groove", "baseUrl": "https://api.groovehq.com/v1/",
        "proxy": "https://cors.acme.example/{url}", "proxyHeaders": { "X-Requested-With": "deskbell" }, "auth": "token",
        "tokenStyle": "query", "me": "agent@acme.example", "pictures": true, "token": "abc",
        "people": [{ "id": "a@x", "name": "Ana", "email": "a@x" }], "groups": [{ "id": 7, "name": "Billing" }]
    }]
}"#;

/// Strings that are likely to break a decoder.
const TEXTS: [&str; 18] = [
    "",
    " ",
    "0",
    "null",
    "é",
    "\u{0}",
    "\u{202e}x",
    "2012-07-17T13:41:01Z",
    "2017-11-24 é 1",
    "+0530",
    "a b c",
    "http://",
    "https://x/v1/agents/%FF%",
    "https://x/v1/customers/",
    "//",
    "?#/",
    "{url}",
    "-1",
];

/// Makes a random document of at most this depth.
fn random(dice: &mut Dice, depth: usize) -> Value {
    // Rarely a document that is nested almost as deeply as the parser allows.
    if depth == 4 && dice.one_in(50) {
        return (0..dice.below(120)).fold(Value::Null, |inner, _| match dice.below(3) {
            0 => Value::Array(vec![inner]),
            1 => json!({ "ticket": inner }),
            _ => json!({ "tickets": [inner] }),
        });
    }
    match dice.below(if depth == 0 { 6 } else { 9 }) {
        0 => Value::Null,
        1 => dice.one_in(2).into(),
        2 => (*dice.pick(&[0, 1, 7, -1, i64::MAX, i64::MIN])).into(),
        3 => (*dice.pick(&[0.5, -1e300, 1e-300, 4_294_967_296.0])).into(),
        4 | 5 => (*dice.pick(&TEXTS)).into(),
        6 => (0..dice.below(4)).map(|_| random(dice, depth - 1)).collect(),
        _ => {
            const KEYS: [&str; 23] = [
                "ticket",
                "tickets",
                "content",
                "attachments",
                "current_assignee",
                "user",
                "labels",
                "total",
                "number",
                "links",
                "href",
                "meta",
                "pagination",
                "agent",
                "agents",
                "tags",
                "state",
                "id",
                "createdAt",
                "assigneeId",
                "summary",
                "status",
                "chatId",
            ];
            (0..dice.below(5)).map(|_| ((*dice.pick(&KEYS)).to_owned(), random(dice, depth - 1))).collect()
        }
    }
}

/// Mutates some parts of a document: replaces a value, drops a field, duplicates items.
fn mutate(value: &mut Value, dice: &mut Dice) {
    if dice.one_in(12) {
        *value = random(dice, 2);
        return;
    }
    match value {
        Value::Array(items) => {
            if dice.one_in(6) {
                items.extend(items.clone());
            }
            items.iter_mut().for_each(|item| mutate(item, dice));
        }
        Value::Object(fields) => {
            if dice.one_in(8) {
                let stored: Map<_, _> = std::mem::take(fields).into_iter().filter(|_| !dice.one_in(4)).collect();
                *fields = stored;
            }
            fields.values_mut().for_each(|field| mutate(field, dice));
        }
        _ => {}
    }
}

/// Makes the document of a seed: a random one, or a mutated one of those given.
pub fn document(seed: u64, documents: &[&str]) -> Value {
    let mut dice = Dice::new(seed);
    if dice.one_in(3) {
        return random(&mut dice, 4);
    }
    let mut document = serde_json::from_str(documents[dice.below(documents.len())]).unwrap();
    mutate(&mut document, &mut dice);
    document
}
