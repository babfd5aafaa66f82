//! Pages of tickets.

use super::ticket::{Ticket, TicketId};

/// Where the next page of a list begins. Only the provider that made it can read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor(pub String);

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The tickets, in the API's order.
    pub tickets: Vec<Listed>,
    /// The number of tickets in the whole list, if the API reports it.
    pub total: Option<u64>,
    /// The cursor to the next page; `None` at the end.
    pub next: Option<Cursor>,
}

/// An item of a page: a ticket, or the reason why it could not be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Listed {
    /// A ticket.
    Ticket(Box<Ticket>),
    /// A ticket without the documented shape. It does not affect the others.
    Unreadable(Unreadable),
}

/// A ticket that could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unreadable {
    /// Its id; made from its place if even that could not be read.
    pub id: TicketId,
    /// The place of the problem in the document.
    pub place: String,
    /// The problem.
    pub problem: String,
}
