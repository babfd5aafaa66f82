//! A sandbox of SupportBee's API.
//!
//! The calls of the page "Tickets API" are answered as documented. The calls beyond it (flags, assignments, labels,
//! users, teams, replies, comments, files, snippets, and the list's `archived` and `trash`) follow the newer
//! documentation and the payloads in public clients, and are marked as such. `routes.rs` lists them all.

mod actions;
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

pub use ticket::{Attachment, Message, Ticket, message, ticket};

use chrono::{DateTime, Utc};

use super::company::{AGENTS, CUSTOMERS, LABELS};
use super::params::{Answer, Conventions, refusal, tokens};
use super::{LogEntry, Sandbox, routes as table};
use crate::client::request::{Method, Request};
use crate::client::response::Response;

/// The token that a sandbox accepts unless [`SupportBee::token`] sets another.
pub const DEMO_TOKEN: &str = "supportbee-demo-token";

/// The query parameter that may carry the token.
pub const TOKEN_PARAMETER: &str = "auth_token";

/// The id of the agent who owns the account's token.
pub const DEMO_ME: &str = "4101";

/// How SupportBee reads parameters.
const CONVENTIONS: Conventions = Conventions { token_parameter: TOKEN_PARAMETER, invalid_status: 400 };

/// Which field names the sandbox uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Those of recorded payloads and of the newer documentation, with all their fields.
    Live,
    /// Those of the examples on the page "Tickets API".
    Documented,
}

/// A SupportBee account.
pub struct SupportBee {
    token: String,
    shape: Shape,
    /// Sorted by id.
    tickets: Vec<Ticket>,
    /// Name and address of every customer; the id is derived from the index.
    customers: Vec<(String, String)>,
    /// The existing labels. Adding an unknown one to a ticket does not create it.
    labels: Vec<String>,
    /// The uploaded files, which messages can refer to.
    uploads: Vec<Attachment>,
    broken: Vec<u64>,
    log: Vec<LogEntry>,
}

impl SupportBee {
    /// Makes an account with the staff, customers and labels of [`super::company`], but without tickets.
    pub fn empty() -> Self {
        SupportBee {
            token: DEMO_TOKEN.to_owned(),
            shape: Shape::Live,
            tickets: Vec::new(),
            customers: CUSTOMERS.iter().map(|it| (it.name.to_owned(), it.email.to_owned())).collect(),
            labels: LABELS.map(str::to_owned).to_vec(),
            uploads: Vec::new(),
            broken: Vec::new(),
            log: Vec::new(),
        }
    }

    /// Makes an account with this one ticket.
    pub fn with(ticket: Ticket) -> Self {
        SupportBee::empty().and(ticket)
    }

    /// Adds a ticket, replacing one with the same id.
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

    /// Makes every further payload of this ticket undecodable: its `id` is a list. For tests that one bad row does not
    /// blank a list.
    pub fn break_ticket(&mut self, id: u64) {
        self.broken.push(id);
    }

    /// Returns the ticket with this id.
    ///
    /// # Panics
    ///
    /// When there is none. Only tests call this; answering a request does not.
    #[track_caller]
    pub fn ticket(&self, id: u64) -> &Ticket {
        let Some(ticket) = self.tickets.iter().find(|ticket| ticket.id == id) else {
            panic!("the sandbox has no ticket {id}");
        };
        ticket
    }

    /// Returns every ticket, sorted by id.
    pub fn tickets(&self) -> &[Ticket] {
        &self.tickets
    }

    /// Returns every request so far, including refused ones, the oldest first.
    pub fn log(&self) -> &[LogEntry] {
        &self.log
    }

    fn insert(&mut self, ticket: Ticket) {
        self.remember_customer(&ticket.requester_name, &ticket.requester_email);
        for email in &ticket.cc {
            self.remember_customer("", email);
        }
        match self.tickets.binary_search_by_key(&ticket.id, |other| other.id) {
            Ok(index) => self.tickets.splice(index..=index, [ticket]).for_each(drop),
            Err(index) => self.tickets.insert(index, ticket),
        }
    }

    fn remember_customer(&mut self, name: &str, email: &str) {
        if self.customer_index(name, email).is_none() {
            self.customers.push((name.to_owned(), email.to_owned()));
        }
    }

    /// Finds a customer by address or, without one, by name.
    fn customer_index(&self, name: &str, email: &str) -> Option<usize> {
        self.customers.iter().position(|known| known.1 == email && (!email.is_empty() || known.0 == name))
    }

    /// Refuses a request without the token, which may be in a header (`Authorization: Bearer …`) or in a query
    /// parameter. The page "Tickets API" says nothing about it; the newer documentation allows both, and lets anyone
    /// create a ticket without a token.
    fn authorise(&self, request: &Request) -> Result<(), Response> {
        let tokens = tokens(request, TOKEN_PARAMETER);
        let is_anonymous_ticket =
            tokens.is_empty() && request.method == Method::Post && request.path == "/tickets.json";
        let is_known = tokens.contains(&self.token.as_str());
        if is_known || is_anonymous_ticket { Ok(()) } else { Err(refusal(401, "token", "is missing or wrong")) }
    }

    fn respond(&mut self, request: &Request, now: DateTime<Utc>) -> Answer {
        self.authorise(request)?;
        let (call, params) = table::find(&routes::CALLS, request, now, CONVENTIONS)?;
        (call.answer)(self, &params)
    }
}

impl Sandbox for SupportBee {
    fn answer(&mut self, request: &Request, now: DateTime<Utc>) -> Response {
        let (Ok(response) | Err(response)) = self.respond(request, now);
        self.log.push(LogEntry::new(request, response.status, TOKEN_PARAMETER));
        response
    }
}

/// Returns the agent who owns the account's token.
fn me() -> &'static str {
    AGENTS[0].email
}
