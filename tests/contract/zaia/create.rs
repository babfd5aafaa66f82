//! "Creates a new ticket.": four required fields, of which one may be `null`.

use deskbell::client::error::Error;
use deskbell::client::response::Response;
use deskbell::domain::{Directory, Entry, FieldKind, NewTicket, TicketId};
use deskbell::sandbox::zaia::{DEMO_ME, Zaia, chat_id, team_id, ticket, ticket_id};
use serde_json::json;

use crate::harness::{Harness, harness, with_body};

/// Makes a new ticket with these texts.
fn new_ticket(texts: &[(&'static str, &str)]) -> NewTicket {
    let mut input = NewTicket::default();
    for (key, text) in texts {
        input.enter(key, Entry::Text((*text).to_owned()));
    }
    input
}

fn create(zaia: &mut Harness<Zaia>, input: &NewTicket) -> Result<TicketId, Error> {
    let exchange = zaia.provider.create(input, &Directory::default());
    zaia.run(exchange)
}

#[test]
fn creating_a_ticket_sends_all_four_parameters() {
    let mut zaia = harness(Zaia::with(ticket(7).status("completed")));
    let (chat, team) = (chat_id(7), team_id("Billing"));
    let input =
        new_ticket(&[("chatId", &chat), ("ticketingTeamId", &team), ("assigneeId", DEMO_ME), ("status", "ongoing")]);
    assert_eq!(create(&mut zaia, &input), Ok(ticket_id(8).as_str().into()));
    let body = json!({ "chatId": chat, "ticketingTeamId": team, "assigneeId": DEMO_ME, "status": "ongoing" });
    assert_eq!(zaia.take_requests(), [with_body("POST /api/v1/tickets", body)]);
    let created = zaia.sandbox.ticket(8);
    assert_eq!((created.chat.number, created.team, created.status), (7, Some("Billing"), "ongoing"));
}

#[test]
fn no_team_is_sent_as_null() {
    let mut zaia = harness(Zaia::with(ticket(7)));
    let input = new_ticket(&[("chatId", &chat_id(7)), ("assigneeId", DEMO_ME), ("status", "pending")]);
    create(&mut zaia, &input).unwrap();
    let body = json!({ "chatId": chat_id(7), "ticketingTeamId": null, "assigneeId": DEMO_ME, "status": "pending" });
    assert_eq!(zaia.take_requests(), [with_body("POST /api/v1/tickets", body)]);
    assert_eq!(zaia.sandbox.ticket(8).team, None);
}

#[test]
fn a_refused_ticket_names_the_invalid_field() {
    let mut zaia = harness(Zaia::with(ticket(7)));
    let input = new_ticket(&[("chatId", "the first one"), ("assigneeId", DEMO_ME), ("status", "pending")]);
    assert_eq!(create(&mut zaia, &input), Err(Error::Rejected { detail: "chatId must be a UUID v4".into() }));
    assert_eq!(zaia.sandbox.tickets().len(), 1);
}

#[test]
fn creating_a_ticket_accepts_any_success_status() {
    let zaia = harness(Zaia::empty());
    for status in [200, 201] {
        let exchange = zaia.provider.create(&NewTicket::default(), &Directory::default());
        let answer = Response::json_body(status, &json!({ "id": "made", "colour": "red" }));
        assert_eq!(exchange.run(|_| Ok(answer.clone())), Ok("made".into()));
    }
}

#[test]
fn the_form_has_every_documented_parameter() {
    let zaia = harness(Zaia::empty());
    let form = zaia.provider.new_ticket_fields();
    let form: Vec<_> = form.iter().map(|it| (it.key, it.label.english(), it.kind, it.is_required)).collect();
    let documented = [
        ("chatId", "Chat", FieldKind::Chat, true),
        ("ticketingTeamId", "Team", FieldKind::Group, false),
        ("assigneeId", "Assignee", FieldKind::Person, true),
        ("status", "Status", FieldKind::State, true),
    ];
    assert_eq!(form, documented);
}
