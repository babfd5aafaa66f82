//! SupportBee's documents as they are sent, with the documentation's own names and without interpretation.
//!
//! Source: SupportBee, Tickets API, unless a comment says otherwise. The documentation has been rewritten
//! twice since: the newer pages and real responses use `text` for `body` and `team` for `group`, and have a
//! separate assignee for users and teams. Every document is decoded in both forms. Fields marked "beyond the
//! documented page" are in none of that page's examples.

mod message;

use serde_json::{Map, Value};

pub use self::message::{Attachment, Content, Snippet, ThreadEntry};
use crate::client::document::{DecodeError, Node};
use crate::client::error::Error;

/// The response of "Retrieving Tickets" and "Searching Tickets": `{"total": …, "tickets": […]}`.
#[derive(Debug)]
pub struct Tickets {
    /// The tickets, each decoded separately, so that one broken ticket does not fail the page.
    pub tickets: Vec<Result<Ticket, DecodeError>>,
    /// How many tickets there are.
    pub total: Option<u64>,
    /// The number of this page, from 1.
    pub current_page: Option<u64>,
    /// The page size, which may be smaller than requested.
    pub per_page: Option<u64>,
    /// How many pages there are.
    pub total_pages: Option<u64>,
}

impl Tickets {
    /// Decodes the response.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read(document: &Value) -> Result<Self, Error> {
        let root = Node::root(document);
        let tickets = root.field("tickets").each_result("id", Ticket::read)?;
        Ok(Tickets {
            tickets,
            total: root.field("total").as_count(),
            current_page: root.field("current_page").as_count(),
            per_page: root.field("per_page").as_count(),
            total_pages: root.field("total_pages").as_count(),
        })
    }
}

/// A ticket. Only its id is guaranteed.
#[derive(Debug)]
pub struct Ticket {
    /// The id that identifies it in every call.
    pub id: String,
    /// The subject.
    pub subject: Option<String>,
    /// The number of replies.
    pub replies_count: Option<u64>,
    /// The number of comments between agents.
    pub comments_count: Option<u64>,
    /// The number of replies by agents; beyond the documented page.
    pub agent_replies_count: Option<String>,
    /// ISO 8601, UTC.
    pub last_activity_at: Option<String>,
    /// ISO 8601, UTC.
    pub created_at: Option<String>,
    /// Whether the customer waits for a reply.
    pub unanswered: Option<bool>,
    /// Whether it is archived.
    pub archived: Option<bool>,
    /// Whether it is spam.
    pub spam: Option<bool>,
    /// Whether the token's agent has starred it.
    pub starred: Option<bool>,
    /// Whether it is in the trash; beyond the documented page.
    pub trash: Option<bool>,
    /// Whether it is visible to some agents only; beyond the documented page.
    pub private: Option<bool>,
    /// Whether there is an unsent reply; beyond the documented page.
    pub draft: Option<bool>,
    /// The beginning of the first message, HTML-escaped in real responses.
    pub summary: Option<String>,
    /// The recipients of a copy. Empty in the documentation; addresses or people elsewhere.
    pub cc: Vec<User>,
    /// The recipients of a blind copy; beyond the documented page.
    pub bcc: Vec<User>,
    /// Its labels. Empty in the documentation; names or objects elsewhere.
    pub labels: Vec<Label>,
    /// The requester.
    pub requester: Option<User>,
    /// The assigned agent: `current_assignee.user`, elsewhere `current_user_assignee.user`.
    pub user: Option<User>,
    /// The assigned group: `current_assignee.group`, elsewhere `current_team_assignee.team`.
    pub group: Option<Group>,
    /// The first message.
    pub content: Option<Content>,
    /// The channels it came in through, each with its address: `email` and a mailbox; beyond the documented
    /// page.
    pub source: Vec<(&'static str, String)>,
}

impl Ticket {
    /// Decodes the response of "Creating Tickets" and "Showing a Ticket": `{"ticket": …}`.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_single(document: &Value) -> Result<Self, Error> {
        Ticket::read(&Node::root(document).field("ticket"))
    }

    fn read(ticket: &Node) -> Result<Self, Error> {
        let text = |name: &str| ticket.field(name).as_text();
        let count = |name: &str| ticket.field(name).as_count();
        let switch = |name: &str| ticket.field(name).as_bool();
        let assignee = ticket.field("current_assignee");
        let [by_user, by_team] = ["current_user_assignee", "current_team_assignee"].map(|name| ticket.field(name));
        let source = ticket.field("source");
        let channels = ["email", "web"].into_iter().filter_map(|name| Some((name, source.field(name).as_text()?)));
        Ok(Ticket {
            id: ticket.field("id").require_id()?,
            subject: text("subject"),
            replies_count: count("replies_count"),
            comments_count: count("comments_count"),
            agent_replies_count: text("agent_replies_count"),
            last_activity_at: text("last_activity_at"),
            created_at: text("created_at"),
            unanswered: switch("unanswered"),
            archived: switch("archived"),
            spam: switch("spam"),
            starred: switch("starred"),
            trash: switch("trash"),
            private: switch("private"),
            draft: switch("draft"),
            summary: text("summary"),
            cc: User::read_all(&ticket.field("cc")),
            bcc: User::read_all(&ticket.field("bcc")),
            labels: read_labels(&ticket.field("labels")),
            requester: User::read(&ticket.field("requester")),
            user: User::read(&by_user.field("user"))
                .or_else(|| User::read(&by_user))
                .or_else(|| User::read(&assignee.field("user"))),
            group: Group::read(&by_team.field("team"))
                .or_else(|| Group::read(&by_team))
                .or_else(|| Group::read(&assignee.field("group")))
                .or_else(|| Group::read(&assignee.field("team"))),
            content: Content::read(&ticket.field("content")),
            source: channels.collect(),
        })
    }
}

/// An agent or a customer.
#[derive(Debug)]
pub struct User {
    /// The id.
    pub id: Option<String>,
    /// The email address.
    pub email: Option<String>,
    /// The name, which real responses may lack.
    pub name: Option<String>,
    /// Whether the user is an agent.
    pub agent: Option<bool>,
    /// The role: `admin`, `agent`, `collaborator` or `customer`; beyond the documented page.
    pub role: Option<String>,
    /// The address of a picture, of about 48 pixels.
    pub picture: Option<String>,
}

impl User {
    /// Decodes the list of users, `{"users": […]}`. Beyond the documented page: Users API.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_list(document: &Value) -> Result<Vec<Self>, Error> {
        let users = Node::root(document).field("users").each(|_, item| User::read(&item))?;
        Ok(users.into_iter().flatten().collect())
    }

    /// Decodes a list of people, without items that are not people; empty if this is not a list.
    fn read_all(list: &Node) -> Vec<Self> {
        list.each(|_, item| User::read(&item)).unwrap_or_default().into_iter().flatten().collect()
    }

    /// Decodes a user, an email address, or the first item of a list of them; `None` for anything else.
    fn read(user: &Node) -> Option<Self> {
        let text = |name: &str| user.field(name).as_text();
        let (id, name) = (user.field("id").as_id(), text("name"));
        let email = user.as_text().or_else(|| text("email"));
        if id.is_none() && email.is_none() && name.is_none() {
            return User::read_all(user).into_iter().next();
        }
        Some(User {
            id,
            email,
            name,
            agent: user.field("agent").as_bool(),
            role: text("role"),
            picture: read_picture(&user.field("picture")),
        })
    }
}

/// A group of agents, called a team in the newer documentation.
#[derive(Debug)]
pub struct Group {
    /// The id.
    pub id: String,
    /// The name.
    pub name: Option<String>,
    /// The address of a picture, of 48 pixels; without a host in the documentation.
    pub picture: Option<String>,
}

impl Group {
    /// Decodes the list of teams, `{"teams": […]}`, or of groups. Beyond the documented page: Teams API,
    /// formerly Groups API.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with the place where a required field is missing or has another type.
    pub fn read_list(document: &Value) -> Result<Vec<Self>, Error> {
        let root = Node::root(document);
        let groups = root.field("groups").each(|_, item| Group::read(&item));
        let groups = groups.or_else(|_| root.field("teams").each(|_, item| Group::read(&item)))?;
        Ok(groups.into_iter().flatten().collect())
    }

    fn read(group: &Node) -> Option<Self> {
        Some(Group {
            id: group.field("id").as_id()?,
            name: group.field("name").as_text(),
            picture: read_picture(&group.field("picture")),
        })
    }
}

/// Returns the address of the picture in the size of a ticket row, else a larger one, else any.
fn read_picture(picture: &Node) -> Option<String> {
    let sizes = ["thumb48", "thumb64", "thumb128", "thumb256", "thumb32", "thumb24", "thumb20"];
    sizes.into_iter().find_map(|size| picture.field(size).as_text().filter(|address| !address.is_empty()))
}

/// A label of a ticket, or of the list of labels.
#[derive(Debug)]
pub struct Label {
    /// The name; elsewhere called `label`.
    pub name: String,
    /// The colour, as `#rrggbb`.
    pub color: Option<String>,
}

/// Decodes labels, which are strings or objects with a name.
fn read_labels(labels: &Node) -> Vec<Label> {
    let label = |item: &Node| {
        let text = |name: &str| item.field(name).as_text();
        let name = item.as_text().or_else(|| text("name")).or_else(|| text("label"));
        Some(Label { name: name.filter(|name| !name.is_empty())?, color: text("color") })
    };
    labels.each(|_, item| label(&item)).unwrap_or_default().into_iter().flatten().collect()
}

/// Decodes the list of labels, `{"labels": [{"name": …, "color": …}]}`. Beyond the documented page: Labels
/// API.
///
/// # Errors
///
/// [`Error::Undecodable`] with the place where a required field is missing or has another type.
pub fn read_label_list(document: &Value) -> Result<Vec<Label>, Error> {
    let root = Node::root(document);
    let labels = root.field("labels");
    labels.each(|_, _| ())?;
    Ok(read_labels(&labels))
}

/// The parameters of "Retrieving Tickets", and two beyond the documented page.
#[derive(Debug, Default)]
pub struct ListParameters {
    /// The page size, less than 100.
    pub per_page: u32,
    /// The number of the page, from 1.
    pub page: u32,
    /// Whether spam is included.
    pub spam: Option<bool>,
    /// Only tickets with replies, or only those without.
    pub replies: Option<bool>,
    /// The maximum number of replies; cannot be combined with `replies=false`.
    pub max_replies: Option<u32>,
    /// `me`, `none`, or the id of an agent.
    pub assigned_user: Option<String>,
    /// `mine`, or the id of a group.
    pub assigned_group: Option<String>,
    /// Only tickets that are starred, or only those that are not.
    pub starred: Option<bool>,
    /// The name of a label or system label.
    pub label: Option<String>,
    /// Only archived tickets, or no archived tickets; beyond the documented page.
    pub archived: Option<bool>,
    /// Whether tickets in the trash are included; beyond the documented page.
    pub trash: Option<bool>,
}

/// The parameters of "Searching Tickets".
#[derive(Debug, Default)]
pub struct SearchParameters {
    /// The text to search for; the only required parameter.
    pub query: String,
    /// The page size, less than 100.
    pub per_page: u32,
    /// The number of the page, from 1.
    pub page: u32,
    /// Whether spam is included.
    pub spam: Option<bool>,
}

/// The data of "Creating Tickets". Either `body` or `body_html` is required.
#[derive(Debug, Default)]
pub struct NewTicket {
    /// The subject; required.
    pub subject: String,
    /// The requester's name; required.
    pub requester_name: String,
    /// The requester's email address.
    pub requester_email: Option<String>,
    /// The message as plain text.
    pub body: Option<String>,
    /// The message as HTML.
    pub body_html: Option<String>,
    /// The ids of files that were uploaded before.
    pub attachment_ids: Vec<Value>,
}

impl NewTicket {
    /// Returns the document: `{"ticket": {…, "content_attributes": {…}}}`.
    pub fn document(self) -> Map<String, Value> {
        let mut content = Map::new();
        let mut put = |name: &str, text: Option<String>| text.map(|text| content.insert(name.to_owned(), text.into()));
        put("body", self.body);
        put("body_html", self.body_html);
        if !self.attachment_ids.is_empty() {
            content.insert("attachment_ids".to_owned(), self.attachment_ids.into());
        }
        let mut ticket = Map::new();
        ticket.insert("subject".to_owned(), self.subject.into());
        ticket.insert("requester_name".to_owned(), self.requester_name.into());
        if let Some(email) = self.requester_email {
            ticket.insert("requester_email".to_owned(), email.into());
        }
        ticket.insert("content_attributes".to_owned(), Value::Object(content));
        envelope("ticket", ticket)
    }
}

/// The data of "Create Reply" and of "Create Comment". Beyond the documented page: the newer documentation.
#[derive(Debug, Default)]
pub struct NewMessage {
    /// The message as plain text.
    pub text: String,
    /// The ids of files that were uploaded before.
    pub attachment_ids: Vec<Value>,
    /// The addresses that get a copy; for a reply only.
    pub cc: Vec<String>,
    /// The addresses that get a blind copy; for a reply only.
    pub bcc: Vec<String>,
}

impl NewMessage {
    /// Returns the document under its name, `reply` or `comment`:
    /// `{"reply": {"content": {…}, "cc": […], "bcc": […]}}`.
    ///
    /// Empty fields are left out. The pages of January 2012 call the content `content_attributes` with a
    /// `body`; every newer page, and the only machine-readable specification, has `content` with a `text`, so
    /// this does too. Addresses are a list of strings, as in that specification.
    pub fn document(self, name: &str) -> Map<String, Value> {
        let mut content = Map::new();
        content.insert("text".to_owned(), self.text.into());
        if !self.attachment_ids.is_empty() {
            content.insert("attachment_ids".to_owned(), self.attachment_ids.into());
        }
        let mut message = Map::new();
        message.insert("content".to_owned(), Value::Object(content));
        for (name, addresses) in [("cc", self.cc), ("bcc", self.bcc)] {
            if !addresses.is_empty() {
                message.insert(name.to_owned(), addresses.into());
            }
        }
        envelope(name, message)
    }
}

/// Wraps fields in an object under a single name.
pub fn envelope(name: &str, fields: Map<String, Value>) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), Value::Object(fields))])
}
