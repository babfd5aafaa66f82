//! Serialises tickets as the API does: with details in responses to reads, and shorter in responses to writes.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;

use super::Zaia;
use super::ticket::{Chat, Owner, Sender, Ticket};
use super::workspace::{
    CHANNELS, Kind, RESPONDERS, agent_id, chat_id, responder_id, team_id, ticket_id, uuid, version_id,
};
use crate::client::response::Response;
use crate::sandbox::company::{AGENTS, Agent, CUSTOMERS};
use crate::sandbox::object;

/// Makes a response with status 200 and a document without an envelope.
pub(super) fn document(fields: Vec<(&str, Value)>) -> Response {
    Response::json_body(200, &object(fields))
}

/// Makes a response with a list without an envelope.
pub(super) fn list(rows: Vec<Value>) -> Response {
    Response::json_body(200, &rows.into())
}

/// Writes a time as the API does: `2025-07-17T13:41:01.000Z`.
pub(super) fn iso(time: DateTime<Utc>) -> Value {
    time.to_rfc3339_opts(SecondsFormat::Millis, true).into()
}

impl Zaia {
    /// Serialises a ticket for "Retrieves a ticket with details."
    pub(super) fn details(&self, ticket: &Ticket) -> Vec<(&'static str, Value)> {
        let chat = &ticket.chat;
        let assignee = AGENTS.iter().find(|agent| Some(agent.email) == ticket.assignee);
        let channel = chat.channel.and_then(|index| CHANNELS.get(index));
        let (responder, entity, version) = RESPONDERS[chat.responder % RESPONDERS.len()];
        let picture = |folder: &str, name: &str| format!("https://files.zaia.example/{folder}/{name}.png");
        let mut fields = vec![
            ("assigneeEmail", ticket.assignee.into()),
            ("assigneeId", ticket.assignee.map(agent_id).into()),
            ("assigneeName", assignee.map(full_name).into()),
            // Half of the staff have no picture.
            ("assigneePicture", ticket.assignee.filter(|it| it.len() % 2 == 0).map(|it| picture("users", it)).into()),
            ("channelId", chat.channel.map(|index| uuid(Kind::Channel, index as u64)).into()),
            ("channelName", channel.map(|channel| channel.0).into()),
            ("channelType", channel.map(|channel| channel.1).into()),
            ("chatId", chat_id(chat.number).into()),
            ("chatIsRemoved", chat.removed.into()),
            ("completedAt", ticket.completed_at.map(iso).unwrap_or_default()),
            ("createdAt", iso(ticket.created_at)),
            ("id", self.id(ticket)),
            ("ongoingAt", ticket.ongoing_at.map(iso).unwrap_or_default()),
            ("pendingChatMessages", ticket.pending_messages.into()),
            ("responderEntity", entity.into()),
            ("responderId", responder_id(chat.responder).into()),
            ("responderName", responder.into()),
            ("responderPicture", (chat.responder == 0).then(|| picture("responders", "pip")).into()),
            ("responderVersionId", version.map(|_| version_id(chat.responder)).into()),
            ("responderVersionNumber", version.into()),
            ("status", ticket.status.into()),
            ("summary", ticket.summary.as_str().into()),
            ("ticketingTeamId", ticket.team.map(team_id).into()),
            ("ticketingTeamName", ticket.team.into()),
            ("ticketingTeamPicture", ticket.team.filter(|team| team.len() == 7).map(|it| picture("teams", it)).into()),
            ("workspaceId", uuid(Kind::Workspace, 0).into()),
        ];
        fields.extend(owner(chat));
        fields
    }

    /// Makes the response to every call that writes a ticket.
    pub(super) fn entity(&self, ticket: &Ticket) -> Response {
        document(vec![
            ("createdAt", iso(ticket.created_at)),
            ("id", self.id(ticket)),
            ("updatedAt", iso(ticket.updated_at)),
            ("assigneeId", ticket.assignee.map(agent_id).into()),
            ("chatId", chat_id(ticket.chat.number).into()),
            ("circumstance", ticket.circumstance.into()),
            ("completedAt", ticket.completed_at.map(iso).unwrap_or_default()),
            ("lastViewedAt", ticket.last_viewed_at.map(iso).unwrap_or_default()),
            ("ongoingAt", ticket.ongoing_at.map(iso).unwrap_or_default()),
            ("status", ticket.status.into()),
            ("summary", ticket.summary.as_str().into()),
            ("ticketingTeamId", ticket.team.map(team_id).into()),
        ])
    }

    /// Returns the id of a ticket, or a list if the ticket was broken on purpose.
    fn id(&self, ticket: &Ticket) -> Value {
        match self.broken.contains(&ticket.number) {
            true => vec![ticket_id(ticket.number)].into(),
            false => ticket_id(ticket.number).into(),
        }
    }
}

/// Serialises the owner of a chat: customers have an identifier, agents have an email address.
fn owner(chat: &Chat) -> [(&'static str, Value); 6] {
    let (number, entity, name, email, identifier, blocked) = match chat.owner {
        Owner::Customer(index) => {
            let name = customer_name(index);
            (index, "external-users", name, None, Some(identifier(chat, index)), Some(chat.blocked))
        }
        Owner::Agent(index) => {
            let agent = &AGENTS[index % AGENTS.len()];
            (1000 + index, "users", Some(full_name(agent)), Some(agent.email), None, None)
        }
    };
    [
        ("chatOwnerId", uuid(Kind::Owner, number as u64).into()),
        ("isOwnerBlocked", blocked.into()),
        ("ownerEmail", email.into()),
        ("ownerEntity", entity.into()),
        ("ownerIdentifier", identifier.into()),
        ("ownerName", name.into()),
    ]
}

/// Serialises the sender of a message: a customer, a user or a responder.
pub(super) fn sender(chat: &Chat, sender: Sender) -> Vec<(&'static str, Value)> {
    let fields = |id: String, entity: &str, name: Value, email: Value| {
        vec![("id", id.into()), ("entity", entity.into()), ("name", name), ("email", email), ("picture", Value::Null)]
    };
    let user = |id: String, email: &str| {
        let agent = AGENTS.iter().find(|agent| agent.email == email);
        fields(id, "users", agent.map(full_name).into(), email.into())
    };
    match (sender, chat.owner) {
        (Sender::Owner, Owner::Customer(index)) => {
            let id = uuid(Kind::Owner, index as u64);
            fields(id, "external-users", customer_name(index).into(), identifier(chat, index).into())
        }
        (Sender::Owner, Owner::Agent(index)) => {
            user(uuid(Kind::Owner, 1000 + index as u64), AGENTS[index % AGENTS.len()].email)
        }
        (Sender::Agent(email), _) => user(agent_id(email), email),
        (Sender::Responder, _) => {
            let (name, entity, _) = RESPONDERS[chat.responder % RESPONDERS.len()];
            fields(responder_id(chat.responder), entity, name.into(), Value::Null)
        }
    }
}

/// Returns the name of a customer, if it is known.
pub(super) fn customer_name(index: usize) -> Option<String> {
    let name = CUSTOMERS[index % CUSTOMERS.len()].name;
    (!name.is_empty()).then(|| name.to_owned())
}

/// Returns how a channel identifies a customer: by telephone number, handle or email address.
pub(super) fn identifier(chat: &Chat, index: usize) -> String {
    let email = CUSTOMERS[index % CUSTOMERS.len()].email;
    match chat.channel {
        Some(1 | 2) => format!("+999 {:03} {:04}", 17 * index % 1000, 1000 + 211 * index % 9000),
        Some(3) => format!("@{}", email.split('@').next().unwrap_or_default()),
        _ => email.to_owned(),
    }
}

fn full_name(agent: &Agent) -> String {
    format!("{} {}", agent.first_name, agent.last_name)
}
