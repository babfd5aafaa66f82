//! The calls of the page "Tickets", in its order.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::payload::{API, CREATED, DETAILED, LABELLED, LISTED, page_of, paged};
use super::ticket::{Message, STATES, Ticket, ticket};
use super::{CONVENTIONS, CUSTOMER, Groove, account, directory, invalid, me};
use crate::client::response::Response;
use crate::sandbox::company::{AGENTS, INBOXES};
use crate::sandbox::documents::{created, document};
use crate::sandbox::params::{Answer, Fields, Params, refusal};

impl Groove {
    /// "Creating a new ticket": 201, the new ticket and its location.
    pub(super) fn create_ticket(&mut self, params: &Params) -> Answer {
        let body = params.body();
        let text = body.required_text("body")?;
        let (from, about_sender) = correspondent(body, "from")?;
        let (to, about_receiver) = correspondent(body, "to")?;
        let by_agent = AGENTS.iter().any(|agent| agent.email == from);
        if by_agent && INBOXES.iter().any(|inbox| inbox.email == to) {
            return Err(invalid("to", "must be a customer when an agent writes"));
        }
        let (customer, about) = if by_agent { (&to, about_receiver) } else { (&from, about_sender) };
        let time = sent_at(body)?.unwrap_or(params.now);
        let number = self.tickets.last().map_or(1, |last| last.number.saturating_add(1));
        let mut new = ticket(number).customer(customer).subject(body.text("subject")?).created_at(time);
        new.messages = vec![Message {
            author: from.clone(),
            by_agent,
            note: body.flag("note")?,
            text: text.to_owned(),
            created_at: time,
            ..Message::default()
        }];
        new.labels = body.names("tags")?.unwrap_or_default();
        new.starred = body.flag("starred")?;
        new.assignee = body.text("assignee")?.map(agent).transpose()?;
        new.group = body.text("assigned_group")?.map(group_named).transpose()?;
        if let Some(mailbox) = body.text("mailbox")? {
            new.mailbox = account::inbox(mailbox).ok_or_else(|| invalid("mailbox", "is not a mailbox"))?.email;
        }
        if let Some(word) = body.text("state")? {
            new.set_state(state(word)?, me(), time);
        }
        // A sandbox sends no mail, so only the type of these two parameters is checked.
        body.flag("send_copy_to_customer")?;
        body.flag("skip_notifications")?;

        self.remember_customer(customer, about);
        self.insert(new);
        let document = self.ticket_payload(self.ticket_by_number(number)?, &CREATED);
        Ok(created("ticket", document).with_header("location", format!("{API}/tickets/{number}")))
    }

    /// "Listing tickets": 200 and a page of them, the highest number first.
    pub(super) fn list_tickets(&mut self, params: &Params) -> Answer {
        let page = page_of(params)?;
        let assignee = match params.query("assignee") {
            None => None,
            Some("unassigned") => Some(None),
            Some(email) => Some(Some(agent(email)?)),
        };
        // No customer has the empty address, so an unknown customer has no tickets.
        let email = |key| self.customer(key).map_or("", |customer| customer.email.as_str());
        let customer = params.query("customer").map(email);
        let state = params.query("state").map(state).transpose()?;
        let folder = match params.query("folder") {
            Some(id) => Some(directory::folder(id).ok_or_else(|| invalid("folder", "is not a folder"))?),
            None => None,
        };
        let found: Vec<&Ticket> = self
            .tickets
            .iter()
            .rev()
            .filter(|ticket| assignee.is_none_or(|email| ticket.assignee == email))
            .filter(|ticket| customer.is_none_or(|email| ticket.customer == email))
            .filter(|ticket| state.is_none_or(|word| ticket.state == word))
            .filter(|ticket| folder.is_none_or(|folder| (folder.contains)(ticket)))
            .collect();
        Ok(paged("tickets", "/tickets", &page, &found, |ticket| self.ticket_payload(ticket, LISTED)))
    }

    /// "Finding one ticket": 200 and the ticket.
    pub(super) fn find_ticket(&mut self, params: &Params) -> Answer {
        Ok(document("ticket", self.ticket_payload(self.ticket_by_number(params.number()?)?, &DETAILED)))
    }

    /// "Finding a ticket's state": 200 and the state alone.
    pub(super) fn find_state(&mut self, params: &Params) -> Answer {
        Ok(document("state", self.ticket_by_number(params.number()?)?.state.into()))
    }

    /// "Updating a ticket state": 204.
    pub(super) fn update_state(&mut self, params: &Params) -> Answer {
        let state = state(params.body().required_text("state")?)?;
        self.change(params, |ticket| ticket.set_state(state, me(), params.now))
    }

    /// "Finding a ticket's assignee": 200 and the agent. The page does not document the response for an unassigned
    /// ticket; here it is `{"agent": null}`, which a public client expects.
    pub(super) fn find_assignee(&mut self, params: &Params) -> Answer {
        let assignee = self.ticket_by_number(params.number()?)?.assignee;
        let agent = AGENTS.iter().find(|agent| Some(agent.email) == assignee);
        Ok(document("agent", agent.map_or(Value::Null, directory::agent_payload)))
    }

    /// "Updating a ticket assignee": 204. There is no documented way to unassign.
    pub(super) fn update_assignee(&mut self, params: &Params) -> Answer {
        let agent = agent(params.body().required_text("assignee")?)?;
        params.body().flag("skip_notifications")?;
        self.change(params, |ticket| ticket.assignee = Some(agent))
    }

    /// "Updating a ticket's assigned group": 204.
    pub(super) fn update_group(&mut self, params: &Params) -> Answer {
        let group = params.body().required_text("group")?;
        let group = account::group_named(group)
            .or_else(|| account::group_with_id(group))
            .ok_or_else(|| invalid("group", "is not a group"))?;
        params.body().flag("skip_notifications")?;
        self.change(params, |ticket| ticket.group = Some(group))
    }

    /// "Add labels to a ticket": 201 and the ticket with all its labels.
    pub(super) fn add_labels(&mut self, params: &Params) -> Answer {
        let mut labels = params.body().required_names("tags")?;
        self.remember_labels(&labels);
        self.change(params, |ticket| {
            labels.retain(|label| !ticket.labels.contains(label));
            ticket.labels.append(&mut labels);
        })?;
        Ok(created("ticket", self.ticket_payload(self.ticket_by_number(params.number()?)?, &LABELLED)))
    }

    /// "Replacing all labels on a ticket": 204.
    pub(super) fn replace_labels(&mut self, params: &Params) -> Answer {
        let labels = params.body().required_names("tags")?;
        self.remember_labels(&labels);
        self.change(params, |ticket| ticket.labels = labels)
    }

    /// "Change Mailbox": 204 and the address of the call itself. The page calls the first parameter of the path
    /// `ticket_id`; here it is the number, as in every other call.
    pub(super) fn change_mailbox(&mut self, params: &Params) -> Answer {
        let id = params.capture(1);
        let inbox = account::inbox(id)
            .filter(|_| !id.contains('@'))
            .ok_or_else(|| refusal(404, "mailbox", "is not a mailbox"))?;
        let index = format!("{API}/tickets/{}/change_mailbox/{id}/", params.capture(0));
        Ok(self.change(params, |ticket| ticket.mailbox = inbox.email)?.with_header("location", index))
    }

    /// Returns the ticket with this number, or a 404.
    pub(super) fn ticket_by_number(&self, number: u64) -> Result<&Ticket, Response> {
        self.tickets.iter().find(|ticket| ticket.number == number).ok_or_else(no_ticket)
    }

    /// Changes the ticket in the path and answers with 204.
    fn change(&mut self, params: &Params, change: impl FnOnce(&mut Ticket)) -> Answer {
        let number = params.number()?;
        let ticket = self.tickets.iter_mut().find(|ticket| ticket.number == number).ok_or_else(no_ticket)?;
        change(ticket);
        ticket.updated_at = params.now;
        Ok(Response::status(204))
    }
}

pub(super) fn no_ticket() -> Response {
    refusal(404, "ticket", "is not known")
}

/// Reads a sender or receiver: an email address, or a hash of customer attributes that contains one.
fn correspondent(body: &Fields, name: &str) -> Result<(String, Map<String, Value>), Response> {
    let mut hash = Map::new();
    match body.value(name) {
        Some(Value::Object(attributes)) => hash.clone_from(attributes),
        Some(email @ Value::String(_)) => _ = hash.insert("email".to_owned(), email.clone()),
        _ => return Err(invalid(name, "must be an e-mail address or a hash with one")),
    }
    let attributes = Fields::new(hash, &CUSTOMER, CONVENTIONS)?;
    for attribute in CUSTOMER {
        attributes.text(attribute)?;
    }
    match attributes.text("email")?.map(str::to_owned) {
        Some(email) if email.contains('@') => Ok((email, attributes.into_map())),
        _ => Err(invalid(name, "must be an e-mail address or a hash with one")),
    }
}

/// Validates a state against the five documented ones.
fn state(word: &str) -> Result<&'static str, Response> {
    let known = STATES.into_iter().find(|state| *state == word);
    known.ok_or_else(|| invalid("state", "must be unread, opened, pending, closed or spam"))
}

/// Returns the address of an agent of the account.
pub(super) fn agent(email: &str) -> Result<&'static str, Response> {
    let known = AGENTS.iter().find(|agent| agent.email == email);
    known.map(|agent| agent.email).ok_or_else(|| invalid("assignee", "is not the e-mail of an agent"))
}

/// Returns the group of this name; "assigned_group" does not accept an id.
fn group_named(name: &str) -> Result<&'static str, Response> {
    account::group_named(name).ok_or_else(|| invalid("assigned_group", "is not the name of a group"))
}

/// Reads "sent_at": RFC 822 preferred, ISO 8601 accepted.
pub(super) fn sent_at(body: &Fields) -> Result<Option<DateTime<Utc>>, Response> {
    let Some(text) = body.text("sent_at")? else { return Ok(None) };
    let time = DateTime::parse_from_rfc2822(text).or_else(|_| DateTime::parse_from_rfc3339(text));
    time.map(|time| Some(time.to_utc())).map_err(|_| invalid("sent_at", "is not a date and time"))
}
