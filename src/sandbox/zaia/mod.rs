//! Zaia's public API (alpha), played from memory.
//!
//! Everything on the documented page "Tickets" is answered as it says there; the page leaves the
//! words of its enums blank, so those used here are the ones that other pages and the field texts
//! make likely. The lists beyond it (tags, ticketing teams, chat messages) follow the pages of those
//! names, the last of which does not show a message, and are marked so. `routes.rs` lists them all.

mod asked;
mod messages;
mod payload;
mod routes;
mod seed;
mod ticket;
mod tickets;
mod workspace;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_account;

pub use ticket::{Chat, Message, Owner, Sender, Ticket, ticket};
pub use workspace::{agent_id, chat_id, responder_id, tag_id, team_id, ticket_id, version_id};

use chrono::{DateTime, Utc};

use self::asked::{Answer, refusal};
use super::{LogEntry, Sandbox};
use crate::client::request::Request;
use crate::client::response::Response;

/// The API key a sandbox accepts unless [`Zaia::token`] names another.
pub const DEMO_TOKEN: &str = "zaia-demo-key";

/// The id of the agent whose key the demo has: the first of the staff.
pub const DEMO_ME: &str = "b0c59c9c-c317-408a-b672-cff359dc6759";

/// A workspace of Zaia.
pub struct Zaia {
    token: String,
    /// In the order of their numbers, which is the order they were created in.
    tickets: Vec<Ticket>,
    broken: Vec<u64>,
    log: Vec<LogEntry>,
}

impl Zaia {
    /// A workspace with the staff, teams and tags of [`super::company`], but without tickets.
    pub fn empty() -> Self {
        Zaia { token: DEMO_TOKEN.to_owned(), tickets: Vec::new(), broken: Vec::new(), log: Vec::new() }
    }

    /// A workspace with this one ticket.
    pub fn with(ticket: Ticket) -> Self {
        Zaia::empty().and(ticket)
    }

    /// The workspace with one more ticket; it takes the place of a ticket with the same number.
    pub fn and(mut self, ticket: Ticket) -> Self {
        match self.tickets.binary_search_by_key(&ticket.number, |other| other.number) {
            Ok(place) => self.tickets.splice(place..=place, [ticket]).for_each(drop),
            Err(place) => self.tickets.insert(place, ticket),
        }
        self
    }

    /// The workspace, accepting this key only.
    pub fn token(mut self, token: &str) -> Self {
        token.clone_into(&mut self.token);
        self
    }

    /// From now on every payload of this ticket is undecodable: its `id` is a list. For tests which
    /// prove that one bad row does not blank a list.
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

    /// Every ticket, the oldest first.
    pub fn tickets(&self) -> &[Ticket] {
        &self.tickets
    }

    /// Every request so far, refused ones too, the oldest first.
    pub fn log(&self) -> &[LogEntry] {
        &self.log
    }

    /// Refuses a request whose header `authorization` is not the key, with nothing around it.
    fn authorise(&self, request: &Request) -> Result<(), Response> {
        let is_key =
            |(name, value): &(String, String)| name.eq_ignore_ascii_case("authorization") && *value == self.token;
        if request.headers.iter().any(is_key) { Ok(()) } else { Err(refusal(401, "authorization", "is no API key")) }
    }

    fn respond(&mut self, request: &Request, now: DateTime<Utc>) -> Answer {
        self.authorise(request)?;
        routes::answer(self, request, now)
    }
}

impl Sandbox for Zaia {
    fn answer(&mut self, request: &Request, now: DateTime<Utc>) -> Response {
        let (Ok(response) | Err(response)) = self.respond(request, now);
        // The key travels in a header only, so no query parameter has to be left out.
        self.log.push(LogEntry::new(request, response.status, ""));
        response
    }
}
