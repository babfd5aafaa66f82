//! How tickets decode from documented payloads, from recorded payloads of the real service, and from unusual ones.

use deskbell::client::error::Error;
use deskbell::client::providers::supportbee::calls;
use deskbell::client::response::Response;
use deskbell::domain::{Choice, Colour, Content, FactValue, Flag, Person, Phrase, Query, Ticket, TicketField};
use deskbell::sandbox::supportbee::{Attachment, Shape, SupportBee, ticket};
use deskbell::text::en::facts;
use serde_json::{Value, json};

use super::id;
use crate::conformance::labels;
use crate::harness::{harness, now, provider};

/// Decodes the payload of a ticket, and fails if it is undecodable.
#[track_caller]
fn decode(payload: &Value) -> Ticket {
    try_decode(payload).unwrap()
}

fn try_decode(payload: &Value) -> Result<Ticket, Error> {
    let answer = Response::json_body(200, &json!({ "ticket": payload }));
    provider::<SupportBee>().ticket(&id(7)).run(|_| Ok(answer.clone()))
}

fn fact(ticket: &Ticket, name: Phrase) -> Option<FactValue> {
    ticket.facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.clone())
}

fn text(text: &str) -> Option<FactValue> {
    Some(FactValue::Text(text.into()))
}

#[test]
fn both_generations_of_field_names_decode_to_the_same_ticket() {
    let mut stored = ticket(7)
        .subject("Broken <b> lamp")
        .team("Billing")
        .labels(["VIP", "50% off"])
        .starred()
        .replies(3)
        .comments(2);
    stored.text = Some("It <i>broke</i> & I am sad.\n\nAlice".to_owned());
    stored.cc.push("reader@post.example".to_owned());
    stored.attachments.push(Attachment::new(2, "logo.jpg", "image/jpeg"));
    let mut bee = harness(SupportBee::with(stored));
    let mut tickets = [Shape::Live, Shape::Documented].map(|shape| {
        bee.sandbox.set_shape(shape);
        let exchange = bee.provider.ticket(&id(7));
        bee.run(exchange).unwrap()
    });
    let live = tickets[0].clone();
    assert_eq!(live.summary, "It <i>broke</i> & I am sad. Alice", "the API escapes summaries");
    assert_eq!(live.labels, labels(&["VIP", "50% off"]));
    assert_eq!(live.group, Some(Choice { id: "302".into(), name: "Billing".into() }));
    assert_eq!((live.replies, live.messages), (Some(3), Some(6)));
    assert_eq!(live.flags.get(Flag::Trash), Some(false), "the documented shape has no such field");
    assert_eq!(live.cc[0].email, "reader@post.example");
    assert_eq!(fact(&live, facts::COMMENTS), text("2"));
    assert_eq!(fact(&live, facts::AGENT_REPLIES), text("2"));
    assert_eq!(fact(&live, facts::REQUESTER_ROLE), text("customer"));
    assert_eq!(fact(&live, facts::SOURCE), text("email: help@tern.example"));
    for ticket in &mut tickets {
        ticket.flags.set(Flag::Trash, None);
        ticket.cc.iter_mut().for_each(|person| *person = Person::by_email(&person.email));
        ticket.facts.truncate(4);
    }
    let [live, documented] = tickets;
    assert_eq!(live, documented);
}

#[test]
fn an_agent_and_a_team_can_both_be_assigned() {
    let user = json!({ "id": 19, "name": "Agent" });
    let team = json!({ "id": 3, "name": "Billing" });
    let payloads = [
        json!({ "current_user_assignee": { "user": user }, "current_team_assignee": { "team": team } }),
        json!({ "current_user_assignee": user, "current_team_assignee": team }),
        json!({ "current_assignee": { "user": user, "group": team } }),
        json!({ "current_assignee": { "user": [user], "team": team } }),
    ];
    for assignees in payloads {
        let mut payload = assignees.clone();
        payload["id"] = json!(7);
        let ticket = decode(&payload);
        assert_eq!(ticket.assignee.map(|it| it.id).as_deref(), Some("19"), "{assignees}");
        assert_eq!(ticket.group, Some(Choice { id: "3".into(), name: "Billing".into() }), "{assignees}");
    }
    let unassigned =
        json!({ "id": 7, "current_assignee": null, "current_user_assignee": {}, "current_team_assignee": {} });
    let ticket = decode(&unassigned);
    assert_eq!((ticket.assignee, ticket.group), (None, None));
}

#[test]
fn only_the_id_is_required() {
    for number in [json!(7), json!("7")] {
        let ticket = decode(&json!({ "id": number }));
        assert_eq!(ticket.key, "tern:7".parse().unwrap());
        assert_eq!((ticket.status(), ticket.content, ticket.messages), (None, None, None));
    }
    let Err(Error::Undecodable { place, .. }) = try_decode(&json!({ "subject": "No id" })) else { panic!() };
    assert_eq!(place, "ticket.id");
}

#[test]
fn fields_of_the_wrong_type_are_ignored() {
    let ticket = decode(&json!({
        "id": 7, "subject": null, "replies_count": "4", "comments_count": -1, "created_at": "yesterday",
        "unanswered": "yes", "spam": null, "archived": 1, "starred": true, "summary": 5, "cc": null, "labels": "VIP",
        "requester": [], "content": "Hello", "source": [], "current_assignee": "nobody", "unknown": { "deep": [1] },
    }));
    assert_eq!((ticket.subject.as_str(), ticket.summary.as_str(), ticket.replies), ("", "5", Some(4)));
    assert_eq!((ticket.created_at, ticket.status(), ticket.flags.get(Flag::Starred)), (None, None, Some(true)));
    assert!(ticket.labels.is_empty() && ticket.cc.is_empty());
    assert_eq!((ticket.requester, ticket.content, ticket.assignee), (None, None, None));
}

#[test]
fn labels_and_people_in_copy_decode_in_several_shapes() {
    let ticket = decode(&json!({
        "id": 7,
        "labels": ["VIP", { "name": "bug", "color": "#ffffff" }, { "id": 2, "label": "refund", "ticket": 7 }, {}, null, ""],
        "cc": ["a@x.example", { "id": 3, "email": "b@x.example", "name": null }, { "email": "c@x.example" }, null, {}],
        "bcc": [{ "id": 4, "email": "d@x.example" }],
    }));
    assert_eq!(ticket.labels, labels(&["VIP", "bug", "refund"]));
    let colours: Vec<_> = ticket.labels.iter().map(|label| label.colour).collect();
    assert_eq!(colours, [None, Some(Colour::Rgb(0xff_ffff)), None]);
    let ids: Vec<_> = ticket.cc.iter().map(|it| (it.id.as_str(), it.email.as_str())).collect();
    assert_eq!(ids, [("a@x.example", "a@x.example"), ("3", "b@x.example"), ("c@x.example", "c@x.example")]);
    assert_eq!(fact(&ticket, facts::BLIND_COPIES), text("d@x.example"));
}

#[test]
fn a_message_without_plain_text_shows_its_html_as_text() {
    let html = "<p>Hello &amp; goodbye,</p><script>alert(1)</script><div>Ana</div>";
    for body in [Value::Null, json!(""), json!(" \n")] {
        let content = decode(&json!({ "id": 7, "content": { "text": body, "html": html } })).content.unwrap();
        let expected = Content { text: "Hello & goodbye,\n\nAna".into(), html: html.into(), attachments: vec![] };
        assert_eq!(content, expected);
    }
    let plain = decode(&json!({ "id": 7, "content": { "body": "1 &lt; <b>2</b>" } })).content.unwrap();
    assert_eq!((plain.text.as_str(), plain.html.as_str()), ("1 &lt; <b>2</b>", ""), "plain text is not unescaped");
}

#[test]
fn attachment_types_lose_their_parameters() {
    let content = json!({ "text": "", "attachments": [
        { "id": "a", "filename": "a b.pdf", "content_type": "application/pdf", "url": { "original": "http://x/a" } },
        { "filename": "b", "content_type": " text/csv ;charset=UTF-8", "url": null, "created_at": null },
        { "filename": "c", "url": { "original": "/attachments/3", "thumb": "javascript:alert(1)" } },
        { "size": 3 },
        "logo.jpg",
    ] });
    let attachments = decode(&json!({ "id": 7, "content": content })).content.unwrap().attachments;
    let kinds: Vec<_> = attachments.iter().map(|it| (it.name.as_str(), it.kind.as_str(), it.url.as_str())).collect();
    let own_url = "https://tern.supportbee.example/attachments/3";
    assert_eq!(kinds, [("a b.pdf", "application/pdf", "http://x/a"), ("b", "text/csv", ""), ("c", "", own_url)]);
    assert_eq!(attachments[2].thumb, None);
    assert_eq!((attachments[0].thumb.as_deref(), attachments[0].id.as_str()), (None, "a"));
}

#[test]
fn summaries_are_unescaped_once() {
    let ticket = decode(&json!({ "id": 7, "summary": "a &gt; b &amp;amp; &#39;c&#39;\u{a0}&lt;script&gt;" }));
    assert_eq!(ticket.summary, "a > b &amp; 'c'\u{a0}<script>");
}

#[test]
fn a_person_without_a_name_is_shown_by_address() {
    let mut bee = harness(SupportBee::with(ticket(7).requester("", "no-name@parcel.example")));
    let exchange = bee.provider.ticket(&id(7));
    let requester = bee.run(exchange).unwrap().requester.unwrap();
    assert_eq!(requester.display(), "no-name@parcel.example");
    assert!(requester.id.parse::<u64>().is_ok());
}

#[test]
fn directory_items_without_an_id_are_left_out() {
    let answer = |document: &Value| Response::json_body(200, document);
    let users = json!({ "users": [{ "id": 1, "name": "A" }, {}, null, { "email": "b@x.example" }] });
    let read = calls::list_users().run(|_| Ok(answer(&users))).unwrap();
    assert_eq!(read.len(), 2);
    for name in ["teams", "groups"] {
        let teams = json!({ name: [{ "id": 1, "name": "Billing" }, { "name": "No id" }] });
        let read = calls::list_teams().run(|_| Ok(answer(&teams))).unwrap();
        assert_eq!(read.len(), 1, "{name}");
    }
    let labels = json!({ "labels": [{ "name": "VIP", "color": "#ffffff" }, { "color": "#000000" }] });
    let read = calls::list_labels().run(|_| Ok(answer(&labels))).unwrap();
    assert_eq!(
        read.iter().map(|label| (label.name.as_str(), label.color.as_deref())).collect::<Vec<_>>(),
        [("VIP", Some("#ffffff"))]
    );
    assert!(matches!(calls::list_labels().run(|_| Ok(answer(&json!({})))), Err(Error::Undecodable { .. })));
}

#[test]
fn every_demo_ticket_is_readable() {
    let mut bee = harness(SupportBee::seeded(240, now()));
    let queries = ["archived", "spam", "trash"].map(|word| Query::default().with(TicketField::State, word));
    let mut count = 0;
    for query in queries.into_iter().chain([Query::default()]) {
        for listed in crate::conformance::list_all(&mut bee, &query) {
            let deskbell::domain::Listed::Ticket(ticket) = listed else { panic!("{listed:?}") };
            let content = ticket.content.unwrap();
            assert!(!content.text.is_empty() && !content.text.contains("<p>"), "{content:?}");
            assert!(ticket.requester.is_some() && ticket.updated_at >= ticket.created_at);
            count += 1;
        }
    }
    assert_eq!(count, bee.sandbox.tickets().len(), "every ticket is in one of the lists");
}
