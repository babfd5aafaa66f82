//! What reads Zaia's answers, and what holds for its tickets whatever they say.

use deskbell::client::providers::zaia::{calls, wire};
use deskbell::client::response::Response;
use deskbell::domain::{
    Choice, Cursor, Directory, Edit, Label, LabelSet, NewTicket, Person, Query, State, StateCategory, Ticket,
};
use deskbell::sandbox::zaia::Zaia;
use proptest::prelude::*;

use super::cases;
use super::decoders::ends;
use crate::bench::provider;

/// The documents that are spoilt: the documented ones, and the lists beyond the page.
pub const DOCUMENTS: [&str; 7] = [
    include_str!("../../fixtures/zaia/ticket.json"),
    include_str!("../../fixtures/zaia/listing.json"),
    include_str!("../../fixtures/zaia/written.json"),
    include_str!("../../fixtures/zaia/tagged.json"),
    include_str!("../../fixtures/zaia/untagged.json"),
    r#"[{ "id": "a", "name": "A", "color": "3", "isRemoved": false }, { "id": "b", "name": null }]"#,
    r#"[{ "id": "m", "content": { "text": "A" }, "createdAt": "2025-07-17T13:41:01.000Z", "senderId": "s",
        "senderEntity": "external-users", "sender": { "id": "s", "entity": "users", "name": "A", "picture": null } }]"#,
];

/// Gives an answer to every decoder of the vendor.
pub fn decode(answer: &Response) {
    let provider = provider::<Zaia>();
    let id = "4fb16052-718e-4f90-80a2-b3c4d5e6f708".into();
    let query = Query { state: Some("pending".into()), label: Some("t".into()), ..Query::default() };
    drop(ends(calls::list_tickets(&wire::ListParameters::default()), answer));
    drop(ends(provider.list(&query, None), answer));
    drop(ends(provider.list(&query, Some(&Cursor("4294967295 x".into()))), answer));
    drop(ends(provider.ticket(&id), answer));
    drop(ends(provider.create(&NewTicket::default(), &Directory::default()), answer));
    let mut ticket = Ticket {
        chat: Some(Choice::named("c")),
        state: Some(State::new("pending", StateCategory::Pending)),
        ..Ticket::default()
    };
    ticket.key.id = id.clone();
    drop(ends(provider.labels_of(&ticket, &[Label::named("a"), Label::named("b")]).unwrap(), answer));
    let person = Person::by_email("u");
    let outbox = [
        Edit::State { from: None, to: State::new("completed", StateCategory::Closed) },
        Edit::TakeOver { from: None, to: person.clone() },
        Edit::Assignee { from: None, to: Some(person), notify: true },
        Edit::Labels { from: LabelSet::from_iter([Label::named("a")]), to: LabelSet::from_iter([Label::named("b")]) },
    ];
    for edit in outbox {
        if let Ok(ticket_patch) = ends(provider.change(&id, &edit).unwrap(), answer) {
            ticket_patch(&mut ticket);
        }
    }
    for exchange in provider.messages(&ticket, None) {
        drop(ends(exchange, answer));
    }
    for exchange in provider.directory() {
        drop(ends(exchange, answer));
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn any_summary_has_a_subject_that_fits(summary in prop_oneof![any::<String>(), "[a-z .?!。\n]{0,300}"]) {
        let document = serde_json::json!({ "id": 7, "summary": summary });
        let ticket = provider::<Zaia>().ticket(&"7".into()).run(|_| Ok(Response::json_body(200, &document))).unwrap();
        prop_assert!(ticket.subject.chars().count() <= 121, "{}", ticket.subject);
        prop_assert_eq!(ticket.subject.trim(), &ticket.subject);
        prop_assert_eq!(ticket.subject.is_empty(), summary.trim().is_empty());
    }
}
