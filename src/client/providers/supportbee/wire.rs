//! SupportBee's documents as they travel: the documentation's own names, and nothing decided yet.
//!
//! Source: SupportBee, Tickets API, unless a comment says otherwise. The documentation has been
//! rewritten twice since: the newer pages and real answers say `text` for `body`, `team` for
//! `group`, and have one assignee of each kind. Every document is read in both vocabularies. Fields
//! marked "beyond the documented page" are in neither of its examples.

mod message;

use serde_json::{Map, Value};

pub use self::message::{Attachment, Content, Snippet, ThreadEntry};
use crate::client::document::{DecodeError, Node};
use crate::client::error::Error;

/// The answer of "Retrieving Tickets" and "Searching Tickets": `{"total": …, "tickets": […]}`.
#[derive(Debug)]
pub struct Tickets {
    /// The tickets, each read on its own, so that a broken one does not take the others away.
    pub tickets: Vec<Result<Ticket, DecodeError>>,
    /// How many tickets there are.
    pub total: Option<u64>,
    /// The number of this page, from 1.
    pub current_page: Option<u64>,
    /// How many tickets a page holds, which may be fewer than were asked for.
    pub per_page: Option<u64>,
    /// How many pages there are.
    pub total_pages: Option<u64>,
}

impl Tickets {
    /// Reads the answer.
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

/// A ticket. Only its id is certain to be there.
#[derive(Debug)]
pub struct Ticket {
    /// What addresses it in every call.
    pub id: String,
    /// The subject.
    pub subject: Option<String>,
    /// How many replies it has.
    pub replies_count: Option<u64>,
    /// How many comments agents have left for each other.
    pub comments_count: Option<u64>,
    /// How many of the replies are by agents; beyond the documented page.
    pub agent_replies_count: Option<String>,
    /// ISO 8601, UTC.
    pub last_activity_at: Option<String>,
    /// ISO 8601, UTC.
    pub created_at: Option<String>,
    /// Whether the customer waits for an answer.
    pub unanswered: Option<bool>,
    /// Whether it is put away.
    pub archived: Option<bool>,
    /// Whether it is junk.
    pub spam: Option<bool>,
    /// Whether the agent whose token this is has starred it.
    pub starred: Option<bool>,
    /// Whether it is thrown away; beyond the documented page.
    pub trash: Option<bool>,
    /// Whether only some may see it; beyond the documented page.
    pub private: Option<bool>,
    /// Whether an answer was begun but not sent; beyond the documented page.
    pub draft: Option<bool>,
    /// The beginning of the first message, HTML-escaped in real answers.
    pub summary: Option<String>,
    /// Who gets a copy. Empty in the documentation; addresses or people elsewhere.
    pub cc: Vec<User>,
    /// Who gets a copy unseen; beyond the documented page.
    pub bcc: Vec<User>,
    /// Its labels. Empty in the documentation; names or objects elsewhere.
    pub labels: Vec<Label>,
    /// Who asked.
    pub requester: Option<User>,
    /// `current_assignee.user`, elsewhere `current_user_assignee.user`.
    pub user: Option<User>,
    /// `current_assignee.group`, elsewhere `current_team_assignee.team`.
    pub group: Option<Group>,
    /// The first message.
    pub content: Option<Content>,
    /// By what way it came in, and where: `email` and an address; beyond the documented page.
    pub source: Vec<(&'static str, String)>,
}

impl Ticket {
    /// Reads the answer of "Creating Tickets" and "Showing a Ticket": `{"ticket": …}`.
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
        let ways = ["email", "web"].into_iter().filter_map(|way| Some((way, source.field(way).as_text()?)));
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
            source: ways.collect(),
        })
    }
}

/// An agent or a customer.
#[derive(Debug)]
pub struct User {
    /// The id.
    pub id: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The name, which real answers may lack.
    pub name: Option<String>,
    /// Whether it is an agent.
    pub agent: Option<bool>,
    /// Beyond the documented page: `admin`, `agent`, `collaborator` or `customer`.
    pub role: Option<String>,
    /// The address of a picture, of about 48 pixels.
    pub picture: Option<String>,
}

impl User {
    /// Reads the list of users, `{"users": […]}`. Beyond the documented page: Users API.
    pub fn read_list(document: &Value) -> Result<Vec<Self>, Error> {
        let users = Node::root(document).field("users").each(|_, item| User::read(&item))?;
        Ok(users.into_iter().flatten().collect())
    }

    /// Reads people wherever a list of them may be; what is none of them is left out.
    fn read_all(list: &Node) -> Vec<Self> {
        list.each(|_, item| User::read(&item)).unwrap_or_default().into_iter().flatten().collect()
    }

    /// Reads a user, an address, or a list of which the first is meant.
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

/// A group of agents, called team in the newer documentation.
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
    /// Reads the list of teams, `{"teams": […]}`, or of groups. Beyond the documented page: Teams
    /// API, once Groups API.
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

/// The picture that is sharp in a row, else a larger one, else any.
fn read_picture(picture: &Node) -> Option<String> {
    let sizes = ["thumb48", "thumb64", "thumb128", "thumb256", "thumb32", "thumb24", "thumb20"];
    sizes.into_iter().find_map(|size| picture.field(size).as_text().filter(|address| !address.is_empty()))
}

/// A label of a ticket, or of the list of labels.
#[derive(Debug)]
pub struct Label {
    /// The name; elsewhere called `label`.
    pub name: String,
    /// `#rrggbb`.
    pub color: Option<String>,
}

/// Reads labels, which are texts, or objects with a name.
fn read_labels(labels: &Node) -> Vec<Label> {
    let label = |item: &Node| {
        let of = |name: &str| item.field(name).as_text();
        let name = item.as_text().or_else(|| of("name")).or_else(|| of("label"));
        Some(Label { name: name.filter(|name| !name.is_empty())?, color: of("color") })
    };
    labels.each(|_, item| label(&item)).unwrap_or_default().into_iter().flatten().collect()
}

/// Reads the list of labels, `{"labels": [{"name": …, "color": …}]}`. Beyond the documented page:
/// Labels API.
pub fn read_label_list(document: &Value) -> Result<Vec<Label>, Error> {
    let root = Node::root(document);
    let labels = root.field("labels");
    labels.each(|_, _| ())?;
    Ok(read_labels(&labels))
}

/// The parameters of "Retrieving Tickets", and two beyond the documented page.
#[derive(Debug, Default)]
pub struct ListParameters {
    /// How many tickets a page holds, less than 100.
    pub per_page: u32,
    /// The page, from 1.
    pub page: u32,
    /// Whether spam is among the tickets.
    pub spam: Option<bool>,
    /// Only tickets with replies, or without.
    pub replies: Option<bool>,
    /// How many replies a ticket may have; not together with `replies=false`.
    pub max_replies: Option<u32>,
    /// `me`, `none`, or the id of an agent.
    pub assigned_user: Option<String>,
    /// `mine`, or the id of a group.
    pub assigned_group: Option<String>,
    /// Only tickets that are starred, or that are not.
    pub starred: Option<bool>,
    /// The name of a label, the system's own among them.
    pub label: Option<String>,
    /// Only archived tickets, or none; beyond the documented page.
    pub archived: Option<bool>,
    /// Whether the trash is among the tickets; beyond the documented page.
    pub trash: Option<bool>,
}

/// The parameters of "Searching Tickets".
#[derive(Debug, Default)]
pub struct SearchParameters {
    /// The words to look for; the only parameter that must be there.
    pub query: String,
    /// How many tickets a page holds, less than 100.
    pub per_page: u32,
    /// The page, from 1.
    pub page: u32,
    /// Whether spam is among the tickets.
    pub spam: Option<bool>,
}

/// The data of "Creating Tickets". Either `body` or `body_html` must be there.
#[derive(Debug, Default)]
pub struct NewTicket {
    /// The subject; must be there.
    pub subject: String,
    /// The name of the requester; must be there.
    pub requester_name: String,
    /// The e-mail address of the requester.
    pub requester_email: Option<String>,
    /// The message as plain text.
    pub body: Option<String>,
    /// The message as HTML.
    pub body_html: Option<String>,
    /// The ids of files that were uploaded before.
    pub attachment_ids: Vec<Value>,
}

impl NewTicket {
    /// The document: `{"ticket": {…, "content_attributes": {…}}}`.
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
    /// The addresses that get a copy; of a reply only.
    pub cc: Vec<String>,
    /// The addresses that get a copy of which nobody else knows; of a reply only.
    pub bcc: Vec<String>,
}

impl NewMessage {
    /// The document under its name, `reply` or `comment`: `{"reply": {"content": {…}, "cc": […], "bcc": […]}}`.
    ///
    /// What is empty is not sent. The pages of January 2012 spell the content `content_attributes` with a
    /// `body`; every newer one has `content` with a `text`, and so has the one specification that machines
    /// read, so this does, too. Each address is an item of its own, as that specification types it.
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

/// An object under its one name.
pub fn envelope(name: &str, fields: Map<String, Value>) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), Value::Object(fields))])
}
