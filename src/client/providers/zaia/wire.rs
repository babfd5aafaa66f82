//! Zaia's documents as they are sent, with the documentation's own names and without interpretation.
//!
//! Source: Zaia API reference (alpha), Tickets, unless a comment says otherwise. The page leaves the values
//! of its enums blank, so all of them are kept as strings.

use serde_json::{Map, Value};

use crate::client::document::{DecodeError, Node};
use crate::client::error::Error;

/// A ticket with details: a row of "Retrieves multiple tickets with details." and the response of
/// "Retrieves a ticket with details." Only its id is guaranteed.
#[derive(Debug)]
pub struct Details {
    /// The id of the ticket.
    pub id: String,
    /// The assigned user's email address.
    pub assignee_email: Option<String>,
    /// The assigned user's id.
    pub assignee_id: Option<String>,
    /// The assigned user's name.
    pub assignee_name: Option<String>,
    /// The address of the assigned user's picture.
    pub assignee_picture: Option<String>,
    /// The id of the chat's channel.
    pub channel_id: Option<String>,
    /// The channel's name.
    pub channel_name: Option<String>,
    /// The channel's type; an enum.
    pub channel_type: Option<String>,
    /// The chat's id.
    pub chat_id: Option<String>,
    /// Whether the chat was removed, which can be undone.
    pub chat_is_removed: Option<bool>,
    /// The id of the chat's owner, their "super identity".
    pub chat_owner_id: Option<String>,
    /// When it was completed.
    pub completed_at: Option<String>,
    /// When it was created.
    pub created_at: Option<String>,
    /// Whether an external owner is blocked.
    pub is_owner_blocked: Option<bool>,
    /// When it became ongoing.
    pub ongoing_at: Option<String>,
    /// The owner's email address, if the owner is a user of the platform.
    pub owner_email: Option<String>,
    /// The kind of owner; an enum.
    pub owner_entity: Option<String>,
    /// The identifier of an external owner, such as a phone number.
    pub owner_identifier: Option<String>,
    /// The owner's name.
    pub owner_name: Option<String>,
    /// The number of pending messages in the chat.
    pub pending_chat_messages: Option<String>,
    /// The kind of responder; an enum.
    pub responder_entity: Option<String>,
    /// The responder's id.
    pub responder_id: Option<String>,
    /// The responder's name.
    pub responder_name: Option<String>,
    /// The address of the responder's picture.
    pub responder_picture: Option<String>,
    /// The id of the responder's version.
    pub responder_version_id: Option<String>,
    /// The number of the responder's version.
    pub responder_version_number: Option<String>,
    /// The status; an enum.
    pub status: Option<String>,
    /// A summary of the chat.
    pub summary: Option<String>,
    /// The team's id.
    pub ticketing_team_id: Option<String>,
    /// The team's name.
    pub ticketing_team_name: Option<String>,
    /// The address of the team's picture.
    pub ticketing_team_picture: Option<String>,
    /// The workspace's id.
    pub workspace_id: Option<String>,
}

/// A page of rows, each decoded separately, so that one broken row does not fail the page.
pub type Rows = Vec<Result<Details, DecodeError>>;

impl Details {
    /// Decodes a page of rows.
    ///
    /// The fields of a row are documented, but not the document around them. Every list of this API that is
    /// documented in full is a bare array.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_list(document: &Value) -> Result<Rows, Error> {
        list(document).each_result("id", Details::read)
    }

    /// Decodes the response of "Retrieves a ticket with details."
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
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

/// Returns the list: the document itself, or the first list in it if it is an object.
fn list(document: &Value) -> Node<'_> {
    let inner = document.as_object().and_then(|fields| fields.values().find(|value| value.is_array()));
    Node::root(inner.unwrap_or(document))
}

/// A ticket in the response of a write ("Creates a new ticket.", "Completes a ticket.", "Takes over a
/// ticket.", "Updates the assignee of a ticket."): without names, channel and owner.
#[derive(Debug)]
pub struct Entity {
    /// The id of the ticket.
    pub id: String,
    /// When it was created.
    pub created_at: Option<String>,
    /// When it last changed.
    pub updated_at: Option<String>,
    /// The assigned user's id; `Some(None)` if there is no assignee, `None` if the field is absent.
    pub assignee_id: Option<Option<String>>,
    /// The chat's id.
    pub chat_id: Option<String>,
    /// `takeover` by a person or `handover` by the responder; an enum.
    pub circumstance: Option<String>,
    /// When it was completed.
    pub completed_at: Option<String>,
    /// When its assignee last viewed it.
    pub last_viewed_at: Option<String>,
    /// When it became ongoing.
    pub ongoing_at: Option<String>,
    /// The status; an enum.
    pub status: Option<String>,
    /// A summary of the chat.
    pub summary: Option<String>,
    /// The team's id; `Some(None)` if there is no team, `None` if the field is absent.
    pub ticketing_team_id: Option<Option<String>>,
}

impl Entity {
    /// Decodes the response of a write.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read(document: &Value) -> Result<Self, Error> {
        let entity = Node::root(document);
        let text = |name: &str| entity.field(name).as_text();
        let id = |name: &str| entity.field(name).as_id();
        let id_if_present = |name: &str| document.get(name).map(|_| id(name));
        Ok(Entity {
            id: entity.field("id").require_id()?,
            created_at: text("createdAt"),
            updated_at: text("updatedAt"),
            assignee_id: id_if_present("assigneeId"),
            chat_id: id("chatId"),
            circumstance: text("circumstance"),
            completed_at: text("completedAt"),
            last_viewed_at: text("lastViewedAt"),
            ongoing_at: text("ongoingAt"),
            status: text("status"),
            summary: text("summary"),
            ticketing_team_id: id_if_present("ticketingTeamId"),
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
    /// The index of a tag's colour in a palette of ten, a digit in a string.
    pub color: Option<String>,
}

impl NamedItem {
    /// Decodes a page of tags or teams. An item that was removed or has no id is `None`, so that the page
    /// keeps its length.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_list(document: &Value) -> Result<Vec<Option<Self>>, Error> {
        list(document).each(|_, item| {
            let is_removed = item.field("isRemoved").as_bool() == Some(true);
            let id = item.field("id").as_id().filter(|_| !is_removed)?;
            Some(NamedItem { id, name: item.field("name").as_text(), color: item.field("color").as_id() })
        })
    }
}

/// A message of a chat; beyond the documented page. The fields of "Chat messages" are not documented, so all
/// of these are a guess: names from other rows of this API, and common names of such fields elsewhere. Only
/// the id is required.
#[derive(Debug)]
pub struct ChatMessage {
    /// The id of the message.
    pub id: String,
    /// The text.
    pub text: Option<String>,
    /// When it was written.
    pub created_at: Option<String>,
    /// The kind of sender: `external-users` are customers.
    pub sender_entity: Option<String>,
    /// The sender's id.
    pub sender_id: Option<String>,
    /// The sender's name.
    pub sender_name: Option<String>,
    /// The sender's email address or other identifier.
    pub sender_email: Option<String>,
    /// The address of the sender's picture.
    pub sender_picture: Option<String>,
}

/// The messages of a chat, each decoded separately.
pub type ChatMessages = Vec<Result<ChatMessage, DecodeError>>;

impl ChatMessage {
    /// Decodes the messages: a bare array, as every list of this API that is documented in full, or the first
    /// list in an object.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_list(document: &Value) -> Result<ChatMessages, Error> {
        list(document).each_result("id", ChatMessage::read)
    }

    fn read(row: &Node) -> Result<Self, Error> {
        let sender = row.field("sender");
        let of_sender = |name: &str| sender.field(name).as_text();
        let text_in = |name: &str| {
            let field = row.field(name);
            let text = field.as_text().or_else(|| field.field("text").as_text());
            text.filter(|text| !text.trim().is_empty())
        };
        let kind = of_sender("entity").or_else(|| of_sender("type"));
        let kind = kind.or_else(|| ["senderEntity", "role", "origin"].into_iter().find_map(text_in));
        Ok(ChatMessage {
            id: row.field("id").require_id()?,
            text: ["content", "text", "message", "body"].into_iter().find_map(text_in),
            created_at: row.field("createdAt").as_text(),
            sender_entity: kind,
            sender_id: sender.field("id").as_id().or_else(|| row.field("senderId").as_id()),
            sender_name: of_sender("name"),
            sender_email: of_sender("email").or_else(|| of_sender("identifier")),
            sender_picture: of_sender("picture"),
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
    /// Whether tickets of removed chats are included.
    pub include_removed: Option<bool>,
    /// The number of the page, from 1.
    pub page_number: u32,
    /// The page size, at most 100.
    pub page_size: u32,
    /// Tickets of any of these responders.
    pub responder_ids: Vec<String>,
    /// Tickets of any of these versions of responders.
    pub responder_version_ids: Vec<String>,
    /// The text to search for; never empty.
    pub search: Option<String>,
    /// The status; required.
    pub status: String,
    /// Tickets with any of these tags.
    pub tag_ids: Vec<String>,
}

/// The JSON body of a call.
pub type Body = Map<String, Value>;

/// Returns a body with these parameters.
pub fn body<const N: usize>(parameters: [(&str, Value); N]) -> Body {
    parameters.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
