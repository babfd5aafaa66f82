//! The calls that list agents, groups, mailboxes, folders, counts and customers. All are beyond the page "Tickets":
//! they follow other pages of the documentation (Agents, Groups, Customers, Messages) and public clients (mailboxes,
//! folders, counts).

use serde_json::{Map, Value};

use super::account::{agent_id, group_id, group_with_id, inbox, inbox_id};
use super::payload::{API, link};
use super::ticket::Ticket;
use super::{CUSTOMER, Customer, Groove, invalid, me};
use crate::client::request::{encode_query_value, encode_segment};
use crate::client::response::Response;
use crate::sandbox::company::{AGENTS, Agent, INBOXES, Inbox, TEAMS};
use crate::sandbox::documents::document;
use crate::sandbox::object;
use crate::sandbox::params::{Answer, Params, refusal};

/// A saved view of the account.
pub(super) struct Folder {
    id: u32,
    name: &'static str,
    /// Whether a ticket is in it.
    pub contains: fn(&Ticket) -> bool,
}

static FOLDERS: [Folder; 6] = [
    Folder { id: 501, name: "Unassigned", contains: |ticket| ticket.assignee.is_none() && ticket.is_open() },
    Folder { id: 502, name: "Mine", contains: |ticket| ticket.assignee == Some(me()) && ticket.is_open() },
    Folder { id: 503, name: "Drafts", contains: |ticket| ticket.draft },
    Folder { id: 504, name: "Starred", contains: |ticket| ticket.starred },
    Folder { id: 505, name: "Closed", contains: |ticket| ticket.state == "closed" },
    Folder { id: 506, name: "Spam", contains: |ticket| ticket.state == "spam" },
];

/// Finds the folder with this id.
pub(super) fn folder(id: &str) -> Option<&'static Folder> {
    FOLDERS.iter().find(|folder| folder.id.to_string() == id)
}

/// Serialises an agent, as in "Finding a ticket's assignee".
pub(super) fn agent_payload(agent: &Agent) -> Value {
    let tickets = link(format!("{API}/tickets?assignee={}", encode_query_value(agent.email)));
    object(vec![
        ("email", agent.email.into()),
        ("first_name", agent.first_name.into()),
        ("last_name", agent.last_name.into()),
        ("href", format!("{API}/agents/{}", encode_segment(agent.email)).into()),
        ("links", object(vec![("tickets", tickets)])),
    ])
}

fn group_payload(name: &&str) -> Value {
    let id = group_id(name);
    let members = AGENTS.iter().filter(|agent| agent.team == *name);
    let agents = link(format!("http://api.groovehq.com/v1/agents?group={}", id.as_deref().unwrap_or_default()));
    object(vec![
        ("id", id.into()),
        ("name", (*name).into()),
        ("agent_ids", members.filter_map(|agent| agent_id(agent.email)).collect()),
        ("links", object(vec![("agents", agents)])),
    ])
}

fn inbox_payload(inbox: &Inbox) -> Value {
    let folders = link(format!("{API}/folders?mailbox={}", encode_query_value(inbox.email)));
    object(vec![
        ("id", inbox_id(inbox).into()),
        ("name", inbox.name.into()),
        ("email", inbox.email.into()),
        ("links", object(vec![("folders", folders)])),
    ])
}

impl Groove {
    /// `GET /agents`: 200 and the agents, only those of one group if its id is given.
    pub(super) fn list_agents(&mut self, params: &Params) -> Answer {
        let group = match params.query("group") {
            Some(id) => Some(group_with_id(id).ok_or_else(|| invalid("group", "is not the id of a group"))?),
            None => None,
        };
        let agents = AGENTS.iter().filter(|agent| group.is_none_or(|group| agent.team == group));
        Ok(document("agents", agents.map(agent_payload).collect()))
    }

    /// `GET /agents/:email`: 200 and the agent.
    pub(super) fn find_agent(&mut self, params: &Params) -> Answer {
        let agent = AGENTS.iter().find(|agent| agent.email == params.capture(0));
        agent.map(|agent| document("agent", agent_payload(agent))).ok_or_else(|| refusal(404, "agent", "is not known"))
    }

    /// `GET /groups`: 200 and the groups.
    pub(super) fn list_groups(&mut self, _: &Params) -> Answer {
        Ok(document("groups", TEAMS.iter().map(group_payload).collect()))
    }

    /// `GET /mailboxes`: 200 and the mailboxes.
    pub(super) fn list_mailboxes(&mut self, _: &Params) -> Answer {
        Ok(document("mailboxes", INBOXES.iter().map(inbox_payload).collect()))
    }

    /// `GET /folders`: 200 and the folders. In the sandbox every mailbox has the same ones.
    pub(super) fn list_folders(&mut self, params: &Params) -> Answer {
        mailbox_param(params)?;
        let payload =
            |folder: &Folder| object(vec![("id", folder.id.to_string().into()), ("name", folder.name.into())]);
        Ok(document("folders", FOLDERS.iter().map(payload).collect()))
    }

    /// `GET /tickets/count`: 200 and the number of tickets in each folder, by the folder's id.
    pub(super) fn count_tickets(&mut self, params: &Params) -> Answer {
        let inbox = mailbox_param(params)?;
        let tickets = || self.tickets.iter().filter(|ticket| inbox.is_none_or(|inbox| ticket.mailbox == inbox.email));
        let count = |folder: &Folder| tickets().filter(|ticket| (folder.contains)(ticket)).count();
        let mut counts = Map::new();
        for folder in &FOLDERS {
            counts.insert(folder.id.to_string(), count(folder).into());
        }
        Ok(Response::json_body(200, &Value::Object(counts)))
    }

    /// `GET /customers/:email`: 200 and the customer, by address or id.
    pub(super) fn find_customer(&mut self, params: &Params) -> Answer {
        let customer = self.customer(params.capture(0)).ok_or_else(|| refusal(404, "customer", "is not known"))?;
        let attribute = |name: &'static str| (name, customer.attributes.get(name).cloned().unwrap_or_default());
        let mut fields: Vec<_> = CUSTOMER.into_iter().map(attribute).collect();
        // The email of the account wins over the attribute, because the last field of a name counts.
        fields.push(("email", customer.email.clone().into()));
        fields.push(("id", customer.id.clone().into()));
        fields.push(("href", format!("{API}/customers/{}", customer.id).into()));
        Ok(document("customer", object(fields)))
    }

    /// Finds the customer with this address or id.
    pub(super) fn customer(&self, key: &str) -> Option<&Customer> {
        self.customers.iter().find(|customer| customer.email == key || customer.id == key)
    }
}

/// Returns the mailbox in the query, if there is one.
fn mailbox_param(params: &Params) -> Result<Option<&'static Inbox>, Response> {
    let find = |key| inbox(key).ok_or_else(|| refusal(404, "mailbox", "is not known"));
    params.query("mailbox").map(find).transpose()
}
