//! What there is in the workspace besides tickets, and the ids of everything: staff, teams, tags,
//! channels and responders. The lists of tags and teams are beyond the page "Tickets".

use serde_json::Value;

use super::Zaia;
use super::asked::{Answer, Asked};
use super::payload::iso;
use crate::client::response::Response;
use crate::sandbox::company::{AGENTS, Agent, LABELS, TEAMS};
use crate::sandbox::dice::Dice;
use crate::sandbox::object;

/// What a UUID belongs to.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Workspace,
    Agent,
    Team,
    Tag,
    Channel,
    Responder,
    Version,
    Owner,
    Chat,
    Ticket,
    Message,
}

/// The UUID v4 of the thing of that kind and number: always the same one.
pub(super) fn uuid(kind: Kind, number: u64) -> String {
    let mut dice = Dice::new((kind as u64 + 1) << 40 | number);
    let mut four = || dice.below(0x1_0000);
    let (a, b, c, d, e, f, g, h) = (four(), four(), four(), four(), four(), four(), four(), four());
    let (version, variant) = (0x4000 | d & 0x0fff, 0x8000 | e & 0x3fff);
    format!("{a:04x}{b:04x}-{c:04x}-{version:04x}-{variant:04x}-{f:04x}{g:04x}{h:04x}")
}

/// Whether a text is written as a UUID v4.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            14 => byte == b'4',
            19 => matches!(byte, b'8' | b'9' | b'a' | b'b' | b'A' | b'B'),
            _ => byte.is_ascii_hexdigit(),
        })
}

/// The id of the ticket with that number.
pub fn ticket_id(number: u64) -> String {
    uuid(Kind::Ticket, number)
}

/// The id of the chat with that number.
pub fn chat_id(number: u64) -> String {
    uuid(Kind::Chat, number)
}

/// The user id of the agent with that e-mail address.
pub fn agent_id(email: &str) -> String {
    id_among(Kind::Agent, AGENTS.iter().position(|agent| agent.email == email))
}

/// The id of the team of that name.
pub fn team_id(name: &str) -> String {
    id_among(Kind::Team, TEAMS.iter().position(|team| *team == name))
}

/// The id of the tag of that name.
pub fn tag_id(name: &str) -> String {
    id_among(Kind::Tag, LABELS.iter().position(|tag| *tag == name))
}

/// The id of one of [`RESPONDERS`].
pub fn responder_id(place: usize) -> String {
    uuid(Kind::Responder, place as u64)
}

/// The id of the version in use of one of [`RESPONDERS`].
pub fn version_id(place: usize) -> String {
    uuid(Kind::Version, place as u64)
}

/// An id of that kind; that of nothing at all when the place is not known.
fn id_among(kind: Kind, place: Option<usize>) -> String {
    uuid(kind, place.map_or(u64::from(u32::MAX), |place| place as u64))
}

/// The agent with that user id.
pub(super) fn agent_with(id: &str) -> Option<&'static Agent> {
    AGENTS.iter().find(|agent| agent_id(agent.email) == id)
}

/// The name of the team with that id.
pub(super) fn team_with(id: &str) -> Option<&'static str> {
    TEAMS.into_iter().find(|team| team_id(team) == id)
}

/// The name of the tag with that id.
pub(super) fn tag_with(id: &str) -> Option<&'static str> {
    LABELS.into_iter().find(|tag| tag_id(tag) == id)
}

/// A way by which people write: the name that the staff gave it, and one of the known types.
pub(super) static CHANNELS: [(&str, &str); 5] = [
    ("Shop window", "widget"),
    ("Warehouse phone", "waha"),
    ("Tern on WhatsApp", "whatsapp"),
    ("@tern.and.tide", "instagram"),
    ("Marketplace", "api"),
];

/// What answers in chats before people do: its name, one of the known entities, and the number of
/// its version, where it has versions.
pub(super) static RESPONDERS: [(&str, &str, Option<u32>); 4] = [
    ("Pip", "agents", Some(14)),
    ("Order tracker", "agents", Some(3)),
    ("Returns crew", "squads", Some(2)),
    ("Night watch", "squads", None),
];

/// When the workspace was set up, with everything in it.
const SET_UP: i64 = 1_672_563_600;

impl Zaia {
    /// `GET /tags`, beyond the page "Tickets": 200 and a page of them.
    pub(super) fn list_tags(&mut self, asked: &Asked) -> Answer {
        let tag = |(place, name): (usize, &str)| {
            let is_active = |tags: &[&str], status: &str| status != "completed" && tags.contains(&name);
            let active = self.tickets.iter().filter(|ticket| is_active(&ticket.tags, ticket.status)).count();
            let more = vec![
                ("activeTicketCount", active.into()),
                // A place in a palette, as a digit in quotes.
                ("color", (place % 10).to_string().into()),
            ];
            named(tag_id(name), name, more)
        };
        Ok(listed(asked.page(LABELS.into_iter().enumerate().map(tag))?))
    }

    /// `GET /ticketing-teams`, beyond the page "Tickets": 200 and a page of them.
    pub(super) fn list_teams(&mut self, asked: &Asked) -> Answer {
        let team = |name| named(team_id(name), name, vec![("isRemoved", false.into())]);
        Ok(listed(asked.page(TEAMS.into_iter().map(team))?))
    }
}

/// A list without an envelope.
pub(super) fn listed(rows: Vec<Value>) -> Response {
    Response::json_body(200, &rows.into())
}

fn named(id: String, name: &str, mut fields: Vec<(&str, Value)>) -> Value {
    let set_up = chrono::DateTime::from_timestamp(SET_UP, 0).unwrap_or_default();
    fields.extend([
        ("id", id.into()),
        ("name", name.into()),
        ("description", "".into()),
        ("createdAt", iso(set_up)),
        ("updatedAt", iso(set_up)),
        ("workspaceId", uuid(Kind::Workspace, 0).into()),
    ]);
    object(fields)
}
