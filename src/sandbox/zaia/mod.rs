//! A sandbox of Zaia's public API (alpha).
//!
//! The calls of the page "Tickets" are answered as documented. That page does not list the values of its enums, so the
//! ones used here are those that other pages and the descriptions of the fields make likely. The calls beyond it (tags,
//! ticketing teams, chat messages) follow the pages of those names and are marked as such. `routes.rs` lists them all.

mod directory;
mod messages;
mod params;
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

use self::params::{Answer, refusal};
use super::{LogEntry, Sandbox};
use crate::client::request::Request;
use crate::client::response::Response;

/// The API key that a sandbox accepts unless [`Zaia::token`] sets another.
pub const DEMO_TOKEN: &str = "zaia-demo-key";

/// The id of the agent who owns the demo's key: the first of the staff.
pub const DEMO_ME: &str = "b0c59c9c-c317-408a-b672-cff359dc6759";

/// A workspace of Zaia.
pub struct Zaia {
    token: String,
    /// Sorted by number, which is also the order of creation.
    tickets: Vec<Ticket>,
    broken: Vec<u64>,
    log: Vec<LogEntry>,
}

impl Zaia {
    /// Makes a workspace with the staff, teams and tags of [`super::company`], but without tickets.
    pub fn empty() -> Self {
        Zaia { token: DEMO_TOKEN.to_owned(), tickets: Vec::new(), broken: Vec::new(), log: Vec::new() }
    }

    /// Makes a workspace with this one ticket.
    pub fn with(ticket: Ticket) -> Self {
        Zaia::empty().and(ticket)
    }

    /// Adds a ticket, replacing one with the same number.
    pub fn and(mut self, ticket: Ticket) -> Self {
        match self.tickets.binary_search_by_key(&ticket.number, |other| other.number) {
            Ok(index) => self.tickets.splice(index..=index, [ticket]).for_each(drop),
            Err(index) => self.tickets.insert(index, ticket),
        }
        self
    }

    /// Accepts only this key.
    pub fn token(mut self, token: &str) -> Self {
        token.clone_into(&mut self.token);
        self
    }

    /// Makes every further payload of this ticket undecodable: its `id` is a list. For tests that one bad row does not
    /// blank a list.
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

    /// Returns every ticket, the oldest first.
    pub fn tickets(&self) -> &[Ticket] {
        &self.tickets
    }

    /// Returns every request so far, including refused ones, the oldest first.
    pub fn log(&self) -> &[LogEntry] {
        &self.log
    }

    /// Refuses a request whose header `authorization` is not exactly the key.
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
        // The key is never in the query, so no query parameter has to be masked.
        self.log.push(LogEntry::new(request, response.status, ""));
        response
    }
}
