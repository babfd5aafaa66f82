//! "Creates a new ticket.": four fields, all of them required, one of which may be `null`.

use deskbell::client::error::Error;
use deskbell::client::response::Response;
use deskbell::domain::{Directory, Entry, FieldKind, NewTicket, TicketId};
use deskbell::sandbox::zaia::{DEMO_ME, Zaia, chat_id, team_id, ticket, ticket_id};
use serde_json::json;

use crate::bench::{Bench, against, with};

/// A draft with these texts.
fn draft(texts: &[(&'static str, &str)]) -> NewTicket {
    let mut draft = NewTicket::default();
    for (key, text) in texts {
        draft.enter(key, Entry::Text((*text).to_owned()));
    }
    draft
}

fn create(zaia: &mut Bench<Zaia>, draft: &NewTicket) -> Result<TicketId, Error> {
    let exchange = zaia.provider.create(draft, &Directory::default());
    zaia.run(exchange)
}

#[test]
fn creating_a_ticket_sends_all_four_parameters() {
    let mut zaia = against(Zaia::with(ticket(7).status("completed")));
    let (chat, team) = (chat_id(7), team_id("Billing"));
    let draft = draft(&[("chatId", &chat), ("ticketingTeamId", &team), ("assigneeId", DEMO_ME), ("status", "ongoing")]);
    assert_eq!(create(&mut zaia, &draft), Ok(ticket_id(8).as_str().into()));
    let body = json!({ "chatId": chat, "ticketingTeamId": team, "assigneeId": DEMO_ME, "status": "ongoing" });
    assert_eq!(zaia.asked(), [with("POST /api/v1/tickets", body)]);
    let made = zaia.sandbox.ticket(8);
    assert_eq!((made.chat.number, made.team, made.status), (7, Some("Billing"), "ongoing"));
}

#[test]
fn no_team_is_sent_as_null() {
    let mut zaia = against(Zaia::with(ticket(7)));
    let draft = draft(&[("chatId", &chat_id(7)), ("assigneeId", DEMO_ME), ("status", "pending")]);
    create(&mut zaia, &draft).unwrap();
    let body = json!({ "chatId": chat_id(7), "ticketingTeamId": null, "assigneeId": DEMO_ME, "status": "pending" });
    assert_eq!(zaia.asked(), [with("POST /api/v1/tickets", body)]);
    assert_eq!(zaia.sandbox.ticket(8).team, None);
}

#[test]
fn a_refused_ticket_says_which_field_is_wrong() {
    let mut zaia = against(Zaia::with(ticket(7)));
    let draft = draft(&[("chatId", "the first one"), ("assigneeId", DEMO_ME), ("status", "pending")]);
    assert_eq!(create(&mut zaia, &draft), Err(Error::Rejected { detail: "chatId must be a UUID v4".into() }));
    assert_eq!(zaia.sandbox.tickets().len(), 1);
}

#[test]
fn a_ticket_that_was_made_may_be_answered_with_any_success() {
    let zaia = against(Zaia::empty());
    for status in [200, 201] {
        let exchange = zaia.provider.create(&NewTicket::default(), &Directory::default());
        let answer = Response::json_body(status, &json!({ "id": "made", "colour": "red" }));
        assert_eq!(exchange.run(|_| Ok(answer.clone())), Ok("made".into()));
    }
}

#[test]
fn the_form_asks_for_every_documented_parameter() {
    let zaia = against(Zaia::empty());
    let form = &zaia.provider.capabilities().create;
    let form: Vec<_> = form.iter().map(|it| (it.key, it.label.english(), it.kind, it.is_required)).collect();
    let documented = [
        ("chatId", "Chat", FieldKind::Chat, true),
        ("ticketingTeamId", "Team", FieldKind::Group, false),
        ("assigneeId", "Assignee", FieldKind::Person, true),
        ("status", "Status", FieldKind::State, true),
    ];
    assert_eq!(form, documented);
}
