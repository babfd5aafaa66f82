//! Zaia's documents as they travel: the documentation's own names, and nothing decided yet.
//!
//! Source: Zaia API reference (alpha), Tickets, unless a comment says otherwise. The page leaves the
//! words of its enums blank, so every one of them is kept as it comes.

use serde_json::{Map, Value};

use crate::client::document::{DecodeError, Node};
use crate::client::error::Error;

/// A ticket with details: a row of "Retrieves multiple tickets with details." and the answer of
/// "Retrieves a ticket with details." Only its id is certain to be there.
#[derive(Debug)]
pub struct Details {
    /// The id of the ticket.
    pub id: String,
    /// The assigned user's address.
    pub assignee_email: Option<String>,
    /// The assigned user.
    pub assignee_id: Option<String>,
    /// The assigned user's name.
    pub assignee_name: Option<String>,
    /// The address of the assigned user's picture.
    pub assignee_picture: Option<String>,
    /// The channel of the chat.
    pub channel_id: Option<String>,
    /// The name of that channel.
    pub channel_name: Option<String>,
    /// The type of that channel; an enum.
    pub channel_type: Option<String>,
    /// The chat.
    pub chat_id: Option<String>,
    /// Whether the chat was removed, which can be taken back.
    pub chat_is_removed: Option<bool>,
    /// The "super identity" of the chat's owner.
    pub chat_owner_id: Option<String>,
    /// When it was completed.
    pub completed_at: Option<String>,
    /// When it was created.
    pub created_at: Option<String>,
    /// Whether the owner, when external, is blocked.
    pub is_owner_blocked: Option<bool>,
    /// When it became ongoing.
    pub ongoing_at: Option<String>,
    /// The owner's address, when the owner is a user of the platform.
    pub owner_email: Option<String>,
    /// What kind of owner it is; an enum.
    pub owner_entity: Option<String>,
    /// What identifies the owner, when external.
    pub owner_identifier: Option<String>,
    /// The owner's name.
    pub owner_name: Option<String>,
    /// How many messages of the chat still wait.
    pub pending_chat_messages: Option<String>,
    /// What kind of responder the chat has; an enum.
    pub responder_entity: Option<String>,
    /// The responder.
    pub responder_id: Option<String>,
    /// The responder's name.
    pub responder_name: Option<String>,
    /// The address of the responder's picture.
    pub responder_picture: Option<String>,
    /// The version of the responder.
    pub responder_version_id: Option<String>,
    /// The number of that version.
    pub responder_version_number: Option<String>,
    /// Where it stands in its life; an enum.
    pub status: Option<String>,
    /// What the chat was about.
    pub summary: Option<String>,
    /// The team.
    pub ticketing_team_id: Option<String>,
    /// The team's name.
    pub ticketing_team_name: Option<String>,
    /// The address of the team's picture.
    pub ticketing_team_picture: Option<String>,
    /// The workspace.
    pub workspace_id: Option<String>,
}

/// A page of rows, each read on its own, so that a broken one does not take the others away.
pub type Rows = Vec<Result<Details, DecodeError>>;

impl Details {
    /// Reads a page of rows.
    ///
    /// The page documents the fields of a row and not what holds the rows together. Every list of
    /// the same API that is documented in full is an array without an envelope.
    pub fn read_list(document: &Value) -> Result<Rows, Error> {
        list(document).each_result("id", Details::read)
    }

    /// Reads a ticket of its own.
    pub fn read_single(document: &Value) -> Result<Self, Error> {
        Details::read(&Node::root(document))
    }

    fn read(row: &Node) -> Result<Self, Error> {
        let text = |name: &str| row.field(name).as_text();
        let id = |name: &str| row.field(name).as_id();
        Ok(Details {
            id: row.field("id").require_id()?,
            assignee_email: text("assigneeEmail"),
            assignee_id: id("assigneeId"),
            assignee_name: text("assigneeName"),
            assignee_picture: text("assigneePicture"),
            channel_id: id("channelId"),
            channel_name: text("channelName"),
            channel_type: text("channelType"),
            chat_id: id("chatId"),
            chat_is_removed: row.field("chatIsRemoved").as_bool(),
            chat_owner_id: id("chatOwnerId"),
            completed_at: text("completedAt"),
            created_at: text("createdAt"),
            is_owner_blocked: row.field("isOwnerBlocked").as_bool(),
            ongoing_at: text("ongoingAt"),
            owner_email: text("ownerEmail"),
            owner_entity: text("ownerEntity"),
            owner_identifier: text("ownerIdentifier"),
            owner_name: text("ownerName"),
            pending_chat_messages: text("pendingChatMessages"),
            responder_entity: text("responderEntity"),
            responder_id: id("responderId"),
            responder_name: text("responderName"),
            responder_picture: text("responderPicture"),
            responder_version_id: id("responderVersionId"),
            responder_version_number: text("responderVersionNumber"),
            status: text("status"),
            summary: text("summary"),
            ticketing_team_id: id("ticketingTeamId"),
            ticketing_team_name: text("ticketingTeamName"),
            ticketing_team_picture: text("ticketingTeamPicture"),
            workspace_id: id("workspaceId"),
        })
    }
}

/// A list: the document itself, or the list in it, should there be an envelope after all.
fn list(document: &Value) -> Node<'_> {
    let inner = document.as_object().and_then(|fields| fields.values().find(|value| value.is_array()));
    Node::root(inner.unwrap_or(document))
}

/// A ticket as the calls answer that write one ("Creates a new ticket.", "Completes a ticket.",
/// "Takes over a ticket.", "Updates the assignee of a ticket."): without names, channel and owner.
#[derive(Debug)]
pub struct Entity {
    /// The id of the ticket.
    pub id: String,
    /// When it was created.
    pub created_at: Option<String>,
    /// When it last changed.
    pub updated_at: Option<String>,
    /// The assigned user; `Some(None)` when it is told that there is none.
    pub assignee_id: Option<Option<String>>,
    /// The chat.
    pub chat_id: Option<String>,
    /// `takeover` by a person or `handover` by the responder; an enum.
    pub circumstance: Option<String>,
    /// When it was completed.
    pub completed_at: Option<String>,
    /// When its assignee last looked at it.
    pub last_viewed_at: Option<String>,
    /// When it became ongoing.
    pub ongoing_at: Option<String>,
    /// Where it stands in its life; an enum.
    pub status: Option<String>,
    /// What the chat was about.
    pub summary: Option<String>,
    /// The team; `Some(None)` when it is told that there is none.
    pub ticketing_team_id: Option<Option<String>>,
}

impl Entity {
    /// Reads the answer of a call that writes a ticket.
    pub fn read(document: &Value) -> Result<Self, Error> {
        let entity = Node::root(document);
        let text = |name: &str| entity.field(name).as_text();
        let id = |name: &str| entity.field(name).as_id();
        let told = |name: &str| document.get(name).map(|_| id(name));
        Ok(Entity {
            id: entity.field("id").require_id()?,
            created_at: text("createdAt"),
            updated_at: text("updatedAt"),
            assignee_id: told("assigneeId"),
            chat_id: id("chatId"),
            circumstance: text("circumstance"),
            completed_at: text("completedAt"),
            last_viewed_at: text("lastViewedAt"),
            ongoing_at: text("ongoingAt"),
            status: text("status"),
            summary: text("summary"),
            ticketing_team_id: told("ticketingTeamId"),
        })
    }
}

/// A tag or a team; beyond the documented page.
#[derive(Debug)]
pub struct NamedItem {
    /// The id.
    pub id: String,
    /// The name.
    pub name: Option<String>,
    /// The place of its colour in a palette of ten, as a digit in quotes; of tags only.
    pub color: Option<String>,
}

impl NamedItem {
    /// Reads a page of tags or teams. Those that have no id or were removed leave a gap, so that the
    /// length of the page stays what the server made it.
    pub fn read_list(document: &Value) -> Result<Vec<Option<Self>>, Error> {
        list(document).each(|_, item| {
            let is_removed = item.field("isRemoved").as_bool() == Some(true);
            let id = item.field("id").as_id().filter(|_| !is_removed)?;
            Some(NamedItem { id, name: item.field("name").as_text(), color: item.field("color").as_id() })
        })
    }
}

/// A message of a chat; beyond the documented page. What a row of "Chat messages" holds is nowhere shown, so
/// all of this is a guess: names that other rows of the same API have, and those that such rows have
/// elsewhere. Only the id must be there.
#[derive(Debug)]
pub struct ChatMessage {
    /// The id of the message.
    pub id: String,
    /// What it says.
    pub text: Option<String>,
    /// When it was written.
    pub created_at: Option<String>,
    /// What kind of sender it has: `external-users` are customers.
    pub sender_entity: Option<String>,
    /// The sender.
    pub sender_id: Option<String>,
    /// The sender's name.
    pub sender_name: Option<String>,
    /// The sender's address, or whatever else identifies the sender.
    pub sender_email: Option<String>,
    /// The address of the sender's picture.
    pub sender_picture: Option<String>,
}

/// The messages of a chat, each read on its own.
pub type ChatMessages = Vec<Result<ChatMessage, DecodeError>>;

impl ChatMessage {
    /// Reads the messages: a list without an envelope, as every list of this API that is documented in full,
    /// or the list in an envelope.
    pub fn read_list(document: &Value) -> Result<ChatMessages, Error> {
        list(document).each_result("id", ChatMessage::read)
    }

    fn read(row: &Node) -> Result<Self, Error> {
        let sender = row.field("sender");
        let of = |name: &str| sender.field(name).as_text();
        let words = |name: &str| {
            let field = row.field(name);
            let text = field.as_text().or_else(|| field.field("text").as_text());
            text.filter(|text| !text.trim().is_empty())
        };
        let kind = of("entity").or_else(|| of("type"));
        let kind = kind.or_else(|| ["senderEntity", "role", "origin"].into_iter().find_map(words));
        Ok(ChatMessage {
            id: row.field("id").require_id()?,
            text: ["content", "text", "message", "body"].into_iter().find_map(words),
            created_at: row.field("createdAt").as_text(),
            sender_entity: kind,
            sender_id: sender.field("id").as_id().or_else(|| row.field("senderId").as_id()),
            sender_name: of("name"),
            sender_email: of("email").or_else(|| of("identifier")),
            sender_picture: of("picture"),
        })
    }
}

/// The parameters of "Retrieves multiple tickets with details."
#[derive(Debug, Default)]
pub struct ListParameters {
    /// Tickets of any of these users.
    pub assignee_ids: Vec<String>,
    /// Tickets of any of these chats.
    pub chat_ids: Vec<String>,
    /// Whether tickets of removed chats are among them.
    pub include_removed: Option<bool>,
    /// The page, from 1.
    pub page_number: u32,
    /// How many rows a page holds, at most 100.
    pub page_size: u32,
    /// Tickets of any of these responders.
    pub responder_ids: Vec<String>,
    /// Tickets of any of these versions of responders.
    pub responder_version_ids: Vec<String>,
    /// Words to look for; never empty.
    pub search: Option<String>,
    /// The status, which is required.
    pub status: String,
    /// Tickets with any of these tags.
    pub tag_ids: Vec<String>,
}

/// The body of a call: by parameter.
pub type Body = Map<String, Value>;

/// A body of these parameters.
pub fn body<const N: usize>(parameters: [(&str, Value); N]) -> Body {
    parameters.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
