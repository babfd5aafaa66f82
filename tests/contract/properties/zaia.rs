//! Zaia's decoders, and properties of its tickets.

use deskbell::client::providers::zaia::{calls, wire};
use deskbell::client::response::Response;
use deskbell::domain::{
    Change, ChangeMode, Choice, Cursor, Directory, Label, LabelSet, NewTicket, Person, Query, State, StateCategory,
    Ticket, TicketField,
};
use deskbell::sandbox::zaia::Zaia;
use proptest::prelude::*;

use super::cases;
use super::decoders::run_to_end;
use crate::harness::provider;

/// The documents to mutate: the documented ones, and the lists beyond the page "Tickets".
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

/// Passes a response to every decoder of the vendor.
pub fn decode(answer: &Response) {
    let provider = provider::<Zaia>();
    let id = "4fb16052-718e-4f90-80a2-b3c4d5e6f708".into();
    let query = Query::default().with(TicketField::State, "pending").with(TicketField::Labels, "t");
    drop(run_to_end(calls::list_tickets(&wire::ListParameters::default()), answer));
    drop(run_to_end(provider.list(&query, None), answer));
    drop(run_to_end(provider.list(&query, Some(&Cursor("4294967295 x".into()))), answer));
    drop(run_to_end(provider.ticket(&id), answer));
    drop(run_to_end(provider.create(&NewTicket::default(), &Directory::default()), answer));
    let mut ticket = Ticket {
        chat: Some(Choice::named("c")),
        state: Some(State::new("pending", StateCategory::Pending)),
        ..Ticket::default()
    };
    ticket.key.id = id.clone();
    drop(run_to_end(provider.labels_of(&ticket, &[Label::named("a"), Label::named("b")]).unwrap(), answer));
    let person = Person::by_email("u");
    let changes = [
        Change::to(TicketField::State, State::new("completed", StateCategory::Closed)),
        Change::to(TicketField::Assignee, person.clone()).by(ChangeMode::TakeOver),
        Change::to(TicketField::Assignee, person),
        Change::new(
            TicketField::Labels,
            LabelSet::from_iter([Label::named("a")]),
            LabelSet::from_iter([Label::named("b")]),
        ),
    ];
    for change in changes {
        if let Ok(ticket_patch) = run_to_end(provider.change(&id, &change).unwrap(), answer) {
            ticket_patch(&mut ticket);
        }
    }
    for exchange in provider.messages(&ticket, None) {
        drop(run_to_end(exchange, answer));
    }
    for exchange in provider.directory() {
        drop(run_to_end(exchange, answer));
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn any_summary_gives_a_short_subject(summary in prop_oneof![any::<String>(), "[a-z .?!。\n]{0,300}"]) {
        let document = serde_json::json!({ "id": 7, "summary": summary });
        let ticket = provider::<Zaia>().ticket(&"7".into()).run(|_| Ok(Response::json_body(200, &document))).unwrap();
        prop_assert!(ticket.subject.chars().count() <= 121, "{}", ticket.subject);
        prop_assert_eq!(ticket.subject.trim(), &ticket.subject);
        prop_assert_eq!(ticket.subject.is_empty(), summary.trim().is_empty());
    }
}
