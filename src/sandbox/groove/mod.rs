//! Groove REST API v1, played from memory.
//!
//! Everything on the documented page "Tickets" is answered exactly as it says there; the few calls
//! beyond it (agents, groups, mailboxes, folders, counts, customers, messages) follow the other
//! pages of the documentation and the payloads that public clients show, and are marked so.
//! `routes.rs` lists them all.

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

use super::asked::{Answer, Manner, refusal, tokens};
use super::company::{AGENTS, CUSTOMERS};
use super::{LogEntry, Sandbox, routes as table};
use crate::client::request::Request;
use crate::client::response::Response;

/// The token a sandbox accepts unless [`Groove::token`] names another.
pub const DEMO_TOKEN: &str = "groove-demo-token";

/// The query parameter that may carry the token (beyond the documented page: public clients).
pub const TOKEN_PARAMETER: &str = "access_token";

/// How Groove reads requests.
const MANNER: Manner = Manner { token_parameter: TOKEN_PARAMETER, invalid: 422 };

/// How much of a ticket the sandbox shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// What recorded payloads of the real service carry: the documented fields and many more.
    Live,
    /// The fields of the documentation's own examples and nothing else. The state and the assignee
    /// of a listed ticket must be asked for.
    Documented,
}

/// A Groove account.
pub struct Groove {
    token: String,
    shape: Shape,
    /// In the order of their numbers.
    tickets: Vec<Ticket>,
    customers: Vec<Customer>,
    /// Every label ever used; the place in here makes a label's id.
    labels: Vec<String>,
    broken: Vec<u64>,
    log: Vec<LogEntry>,
}

/// A person who writes. The attributes are those of "Optional Customer Parameters" but the e-mail.
struct Customer {
    id: String,
    email: String,
    attributes: Map<String, Value>,
}

impl Groove {
    /// An account with the staff and the customers of [`super::company`], but without tickets.
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

    /// An account with this one ticket.
    pub fn with(ticket: Ticket) -> Self {
        Groove::empty().and(ticket)
    }

    /// The account with one more ticket; it takes the place of a ticket with the same number.
    pub fn and(mut self, ticket: Ticket) -> Self {
        self.insert(ticket);
        self
    }

    /// The account, accepting this token only.
    pub fn token(mut self, token: &str) -> Self {
        token.clone_into(&mut self.token);
        self
    }

    /// The account, answering in [`Shape::Documented`].
    pub fn documented_shape(mut self) -> Self {
        self.reshape(Shape::Documented);
        self
    }

    /// Answers in this shape from now on.
    pub fn reshape(&mut self, shape: Shape) {
        self.shape = shape;
    }

    /// From now on every payload of this ticket is undecodable: its `number` is a list. For tests
    /// which prove that one bad row does not blank a list.
    pub fn break_ticket(&mut self, number: u64) {
        self.broken.push(number);
    }

    /// The ticket of that number.
    ///
    /// # Panics
    ///
    /// When there is none: this is for tests, which must then fail. Answering never calls it.
    #[track_caller]
    pub fn ticket(&self, number: u64) -> &Ticket {
        let Some(ticket) = self.tickets.iter().find(|ticket| ticket.number == number) else {
            panic!("the sandbox has no ticket {number}");
        };
        ticket
    }

    /// Every ticket, in the order of the numbers.
    pub fn tickets(&self) -> &[Ticket] {
        &self.tickets
    }

    /// Every request so far, refused ones too, the oldest first.
    pub fn log(&self) -> &[LogEntry] {
        &self.log
    }

    /// Adds a ticket; it takes the place of one with the same number.
    pub fn insert(&mut self, ticket: Ticket) {
        self.remember_customer(&ticket.customer, Map::new());
        self.remember_labels(&ticket.labels);
        match self.tickets.binary_search_by_key(&ticket.number, |other| other.number) {
            Ok(place) => self.tickets.splice(place..=place, [ticket]).for_each(drop),
            Err(place) => self.tickets.insert(place, ticket),
        }
    }

    /// Adds a customer, or what is newly known about one.
    fn remember_customer(&mut self, email: &str, attributes: Map<String, Value>) {
        match self.customers.iter_mut().find(|customer| customer.email == email) {
            Some(customer) => customer.attributes.extend(attributes),
            None => {
                let id = directory::numeric_id(70_883_940 + self.customers.len());
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

    /// Refuses a request without the token, as a header (`Authorization: Bearer …`) or as a query
    /// parameter. The documented page is silent; both forms are seen in public clients.
    fn authorise(&self, request: &Request) -> Result<(), Response> {
        let is_known = tokens(request, TOKEN_PARAMETER).contains(&self.token.as_str());
        if is_known { Ok(()) } else { Err(refusal(401, "token", "is missing or wrong")) }
    }

    fn respond(&mut self, request: &Request, now: DateTime<Utc>) -> Answer {
        self.authorise(request)?;
        let (call, asked) = table::find(&routes::CALLS, request, now, MANNER)?;
        (call.answer)(self, &asked)
    }
}

impl Sandbox for Groove {
    fn answer(&mut self, request: &Request, now: DateTime<Utc>) -> Response {
        let (Ok(response) | Err(response)) = self.respond(request, now);
        self.log.push(LogEntry::new(request, response.status, TOKEN_PARAMETER));
        response
    }
}

/// A refusal of a parameter, with the status that Groove gives it.
fn invalid(field: &str, problem: &str) -> Response {
    refusal(MANNER.invalid, field, problem)
}

/// The agent whose token the account accepts.
fn me() -> &'static str {
    AGENTS[0].email
}
