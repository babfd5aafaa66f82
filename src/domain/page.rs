//! Pages of tickets.

use super::ticket::{Ticket, TicketId};

/// Where the next page of a list begins. Only the provider that made it can read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor(pub String);

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The tickets, in the order the API gives.
    pub tickets: Vec<Listed>,
    /// How many tickets the whole list has, where the API tells.
    pub total: Option<u64>,
    /// Where the list goes on; `None` at its end.
    pub next: Option<Cursor>,
}

/// One place in a page: a ticket, or the reason why it could not be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Listed {
    /// A ticket.
    Ticket(Box<Ticket>),
    /// A ticket whose payload does not have the documented shape: the others stand.
    Unreadable(Unreadable),
}

/// A ticket that could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unreadable {
    /// Its id if that much could be read, else one made from its place.
    pub id: TicketId,
    /// Where in the document the problem is.
    pub place: String,
    /// What the problem is.
    pub problem: String,
}
