//! A sandbox of Groove REST API v1.
//!
//! The calls of the page "Tickets" are answered exactly as documented. The calls beyond it (agents, groups, mailboxes,
//! folders, counts, customers, messages) follow other pages of the documentation and the payloads in public clients,
//! and are marked as such. `routes.rs` lists them all.

mod account;
mod directory;
mod messages;
mod payload;
mod routes;
mod seed;
mod ticket;
mod tickets;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_account;

pub use ticket::{File, Message, Ticket, ticket};

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::company::{AGENTS, CUSTOMERS};
use super::params::{Answer, Conventions, refusal, tokens};
use super::{LogEntry, Sandbox, routes as table};
use crate::client::request::Request;
use crate::client::response::Response;

/// The token that a sandbox accepts unless [`Groove::token`] sets another.
pub const DEMO_TOKEN: &str = "groove-demo-token";

/// The query parameter that may carry the token (beyond the page "Tickets"; public clients use it).
pub const TOKEN_PARAMETER: &str = "access_token";

/// How Groove reads parameters.
const CONVENTIONS: Conventions = Conventions { token_parameter: TOKEN_PARAMETER, invalid_status: 422 };

/// The attributes of a customer: "Optional Customer Parameters".
const CUSTOMER: [&str; 9] = [
    "email",
    "name",
    "about",
    "twitter_username",
    "title",
    "company_name",
    "phone_number",
    "location",
    "linkedin_username",
];

/// Which fields of a ticket the sandbox returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The fields in recorded payloads of the real service: the documented ones and many more.
    Live,
    /// Only the fields of the documentation's own examples. A client must request the state and the assignee of a
    /// listed ticket separately.
    Documented,
}

/// A Groove account.
pub struct Groove {
    token: String,
    shape: Shape,
    /// Sorted by number.
    tickets: Vec<Ticket>,
    customers: Vec<Customer>,
    /// Every label ever used; a label's id is derived from its index.
    labels: Vec<String>,
    broken: Vec<u64>,
    log: Vec<LogEntry>,
}

/// A customer. The attributes are those of "Optional Customer Parameters", except the email.
struct Customer {
    id: String,
    email: String,
    attributes: Map<String, Value>,
}

impl Groove {
    /// Makes an account with the staff and the customers of [`super::company`], but without tickets.
    pub fn empty() -> Self {
        let mut groove = Groove {
            token: DEMO_TOKEN.to_owned(),
            shape: Shape::Live,
            tickets: Vec::new(),
            customers: Vec::new(),
            labels: Vec::new(),
            broken: Vec::new(),
            log: Vec::new(),
        };
        for customer in &CUSTOMERS {
            let mut attributes = Map::new();
            if !customer.name.is_empty() {
                attributes.insert("name".to_owned(), customer.name.into());
            }
            groove.remember_customer(customer.email, attributes);
        }
        groove
    }

    /// Makes an account with this one ticket.
    pub fn with(ticket: Ticket) -> Self {
        Groove::empty().and(ticket)
    }

    /// Adds a ticket, replacing one with the same number.
    pub fn and(mut self, ticket: Ticket) -> Self {
        self.insert(ticket);
        self
    }

    /// Accepts only this token.
    pub fn token(mut self, token: &str) -> Self {
        token.clone_into(&mut self.token);
        self
    }

    /// Answers in [`Shape::Documented`].
    pub fn documented_shape(mut self) -> Self {
        self.set_shape(Shape::Documented);
        self
    }

    /// Sets the shape of all further answers.
    pub fn set_shape(&mut self, shape: Shape) {
        self.shape = shape;
    }

    /// Makes every further payload of this ticket undecodable: its `number` is a list. For tests that one bad row does
    /// not blank a list.
    pub fn break_ticket(&mut self, number: u64) {
        self.broken.push(number);
    }

    /// Returns the ticket with this number.
    ///
    /// # Panics
    ///
    /// When there is none. Only tests call this; answering a request does not.
    #[track_caller]
    pub fn ticket(&self, number: u64) -> &Ticket {
        let Some(ticket) = self.tickets.iter().find(|ticket| ticket.number == number) else {
            panic!("the sandbox has no ticket {number}");
        };
        ticket
    }

    /// Returns every ticket, sorted by number.
    pub fn tickets(&self) -> &[Ticket] {
        &self.tickets
    }

    /// Returns every request so far, including refused ones, the oldest first.
    pub fn log(&self) -> &[LogEntry] {
        &self.log
    }

    /// Adds a ticket, replacing one with the same number.
    pub fn insert(&mut self, ticket: Ticket) {
        self.remember_customer(&ticket.customer, Map::new());
        self.remember_labels(&ticket.labels);
        match self.tickets.binary_search_by_key(&ticket.number, |other| other.number) {
            Ok(index) => self.tickets.splice(index..=index, [ticket]).for_each(drop),
            Err(index) => self.tickets.insert(index, ticket),
        }
    }

    /// Adds a customer, or new attributes of a known one.
    fn remember_customer(&mut self, email: &str, attributes: Map<String, Value>) {
        match self.customers.iter_mut().find(|customer| customer.email == email) {
            Some(customer) => customer.attributes.extend(attributes),
            None => {
                let id = account::numeric_id(70_883_940 + self.customers.len());
                self.customers.push(Customer { id, email: email.to_owned(), attributes });
            }
        }
    }

    fn remember_labels(&mut self, labels: &[String]) {
        for label in labels {
            if !self.labels.contains(label) {
                self.labels.push(label.clone());
            }
        }
    }

    /// Refuses a request without the token, which may be in a header (`Authorization: Bearer …`) or in a query
    /// parameter. The page "Tickets" says nothing about it; public clients use both.
    fn authorise(&self, request: &Request) -> Result<(), Response> {
        let is_known = tokens(request, TOKEN_PARAMETER).contains(&self.token.as_str());
        if is_known { Ok(()) } else { Err(refusal(401, "token", "is missing or wrong")) }
    }

    fn respond(&mut self, request: &Request, now: DateTime<Utc>) -> Answer {
        self.authorise(request)?;
        let (call, params) = table::find(&routes::CALLS, request, now, CONVENTIONS)?;
        (call.answer)(self, &params)
    }
}

impl Sandbox for Groove {
    fn answer(&mut self, request: &Request, now: DateTime<Utc>) -> Response {
        let (Ok(response) | Err(response)) = self.respond(request, now);
        self.log.push(LogEntry::new(request, response.status, TOKEN_PARAMETER));
        response
    }
}

/// Refuses a parameter with the status that Groove uses.
fn invalid(field: &str, problem: &str) -> Response {
    refusal(CONVENTIONS.invalid_status, field, problem)
}

/// Returns the agent who owns the account's token.
fn me() -> &'static str {
    AGENTS[0].email
}
