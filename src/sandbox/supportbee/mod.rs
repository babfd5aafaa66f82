//! SupportBee's API, played from memory.
//!
//! Everything on the documented page "Tickets API" is answered as it says there; the calls beyond it
//! (flags, assignments, labels, users, teams, replies, comments, files, snippets, and the list's
//! `archived` and `trash`) follow the newer documentation and the payloads that public clients show, and
//! are marked so. `routes.rs` lists them all.

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

use super::asked::{Answer, Manner, refusal, tokens};
use super::company::{AGENTS, CUSTOMERS, LABELS};
use super::{LogEntry, Sandbox, routes as table};
use crate::client::request::{Method, Request};
use crate::client::response::Response;

/// The token a sandbox accepts unless [`SupportBee::token`] names another.
pub const DEMO_TOKEN: &str = "supportbee-demo-token";

/// The query parameter that may carry the token.
pub const TOKEN_PARAMETER: &str = "auth_token";

/// The id of the agent whose token the account accepts.
pub const DEMO_ME: &str = "4101";

/// How SupportBee reads requests.
const MANNER: Manner = Manner { token_parameter: TOKEN_PARAMETER, invalid: 400 };

/// In which words the sandbox answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Those of recorded payloads and of the newer documentation, with everything they carry.
    Live,
    /// Those of the documented page's own examples.
    Documented,
}

/// A SupportBee account.
pub struct SupportBee {
    token: String,
    shape: Shape,
    /// In the order of their ids.
    tickets: Vec<Ticket>,
    /// Name and address of everybody who ever wrote; the place in here makes the id.
    customers: Vec<(String, String)>,
    /// The labels there are: using one does not make it.
    labels: Vec<String>,
    /// The files that were uploaded and may come with a message.
    uploads: Vec<Attachment>,
    broken: Vec<u64>,
    log: Vec<LogEntry>,
}

impl SupportBee {
    /// An account with the staff, the customers and the labels of [`super::company`], but without
    /// tickets.
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

    /// An account with this one ticket.
    pub fn with(ticket: Ticket) -> Self {
        SupportBee::empty().and(ticket)
    }

    /// The account with one more ticket; it takes the place of a ticket with the same id.
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

    /// From now on every payload of this ticket is undecodable: its `id` is a list. For tests which
    /// prove that one bad row does not blank a list.
    pub fn break_ticket(&mut self, id: u64) {
        self.broken.push(id);
    }

    /// The ticket of that id.
    ///
    /// # Panics
    ///
    /// When there is none: this is for tests, which must then fail. Answering never calls it.
    #[track_caller]
    pub fn ticket(&self, id: u64) -> &Ticket {
        let Some(ticket) = self.tickets.iter().find(|ticket| ticket.id == id) else {
            panic!("the sandbox has no ticket {id}");
        };
        ticket
    }

    /// Every ticket, in the order of the ids.
    pub fn tickets(&self) -> &[Ticket] {
        &self.tickets
    }

    /// Every request so far, refused ones too, the oldest first.
    pub fn log(&self) -> &[LogEntry] {
        &self.log
    }

    fn insert(&mut self, ticket: Ticket) {
        self.remember_customer(&ticket.requester_name, &ticket.requester_email);
        for email in &ticket.cc {
            self.remember_customer("", email);
        }
        match self.tickets.binary_search_by_key(&ticket.id, |other| other.id) {
            Ok(place) => self.tickets.splice(place..=place, [ticket]).for_each(drop),
            Err(place) => self.tickets.insert(place, ticket),
        }
    }

    fn remember_customer(&mut self, name: &str, email: &str) {
        if self.customer_place(name, email).is_none() {
            self.customers.push((name.to_owned(), email.to_owned()));
        }
    }

    /// A customer goes by the address, and by the name where there is none.
    fn customer_place(&self, name: &str, email: &str) -> Option<usize> {
        self.customers.iter().position(|known| known.1 == email && (!email.is_empty() || known.0 == name))
    }

    /// Refuses a request without the token, as a header (`Authorization: Bearer …`) or as a query
    /// parameter. The documented page is silent; the newer documentation knows both, and lets
    /// everybody write in without one.
    fn authorise(&self, request: &Request) -> Result<(), Response> {
        let tokens = tokens(request, TOKEN_PARAMETER);
        let is_letter = tokens.is_empty() && request.method == Method::Post && request.path == "/tickets.json";
        let is_known = tokens.contains(&self.token.as_str());
        if is_known || is_letter { Ok(()) } else { Err(refusal(401, "token", "is missing or wrong")) }
    }

    fn respond(&mut self, request: &Request, now: DateTime<Utc>) -> Answer {
        self.authorise(request)?;
        let (call, asked) = table::find(&routes::CALLS, request, now, MANNER)?;
        (call.answer)(self, &asked)
    }
}

impl Sandbox for SupportBee {
    fn answer(&mut self, request: &Request, now: DateTime<Utc>) -> Response {
        let (Ok(response) | Err(response)) = self.respond(request, now);
        self.log.push(LogEntry::new(request, response.status, TOKEN_PARAMETER));
        response
    }
}

/// The agent whose token the account accepts.
fn me() -> &'static str {
    AGENTS[0].email
}
