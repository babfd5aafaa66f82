//! The workspace without its tickets: staff, teams, tags, channels and responders, and the ids of everything.

use crate::sandbox::company::{AGENTS, Agent, LABELS, TEAMS};
use crate::sandbox::dice::Dice;

/// The kind of thing that a UUID identifies.
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

/// Derives a UUID v4 from a kind and a number.
pub(super) fn uuid(kind: Kind, number: u64) -> String {
    let mut dice = Dice::new((kind as u64 + 1) << 40 | number);
    let mut four = || dice.below(0x1_0000);
    let (a, b, c, d, e, f, g, h) = (four(), four(), four(), four(), four(), four(), four(), four());
    let (version, variant) = (0x4000 | d & 0x0fff, 0x8000 | e & 0x3fff);
    format!("{a:04x}{b:04x}-{c:04x}-{version:04x}-{variant:04x}-{f:04x}{g:04x}{h:04x}")
}

/// Returns whether a string is a UUID v4.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            14 => byte == b'4',
            19 => matches!(byte, b'8' | b'9' | b'a' | b'b' | b'A' | b'B'),
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Returns the id of the ticket with this number.
pub fn ticket_id(number: u64) -> String {
    uuid(Kind::Ticket, number)
}

/// Returns the id of the chat with this number.
pub fn chat_id(number: u64) -> String {
    uuid(Kind::Chat, number)
}

/// Returns the user id of the agent with this email address.
pub fn agent_id(email: &str) -> String {
    id_by_index(Kind::Agent, AGENTS.iter().position(|agent| agent.email == email))
}

/// Returns the id of the team of this name.
pub fn team_id(name: &str) -> String {
    id_by_index(Kind::Team, TEAMS.iter().position(|team| *team == name))
}

/// Returns the id of the tag of this name.
pub fn tag_id(name: &str) -> String {
    id_by_index(Kind::Tag, LABELS.iter().position(|tag| *tag == name))
}

/// Returns the id of one of [`RESPONDERS`].
pub fn responder_id(index: usize) -> String {
    uuid(Kind::Responder, index as u64)
}

/// Returns the id of the current version of one of [`RESPONDERS`].
pub fn version_id(index: usize) -> String {
    uuid(Kind::Version, index as u64)
}

/// Returns the id of an item by its index, or an id that nothing has when the index is `None`.
fn id_by_index(kind: Kind, index: Option<usize>) -> String {
    uuid(kind, index.map_or(u64::from(u32::MAX), |index| index as u64))
}

/// Finds the agent with this user id.
pub(super) fn agent_with(id: &str) -> Option<&'static Agent> {
    AGENTS.iter().find(|agent| agent_id(agent.email) == id)
}

/// Finds the name of the team with this id.
pub(super) fn team_with(id: &str) -> Option<&'static str> {
    TEAMS.into_iter().find(|team| team_id(team) == id)
}

/// Finds the name of the tag with this id.
pub(super) fn tag_with(id: &str) -> Option<&'static str> {
    LABELS.into_iter().find(|tag| tag_id(tag) == id)
}

/// The channels through which customers write: name and type.
pub(super) static CHANNELS: [(&str, &str); 5] = [
    ("Shop window", "widget"),
    ("Warehouse phone", "waha"),
    ("Tern on WhatsApp", "whatsapp"),
    ("@tern.and.tide", "instagram"),
    ("Marketplace", "api"),
];

/// The bots that answer in chats before people do: name, entity and, if they have versions, the version number.
pub(super) static RESPONDERS: [(&str, &str, Option<u32>); 4] = [
    ("Pip", "agents", Some(14)),
    ("Order tracker", "agents", Some(3)),
    ("Returns crew", "squads", Some(2)),
    ("Night watch", "squads", None),
];
