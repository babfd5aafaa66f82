//! How far the new ticket is on its way to the helpdesk.

use crate::domain::Instant;

/// How far the new ticket is.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// It is being written.
    Writing,
    /// It is about to be sent, and can still be taken back: since when.
    Held(Instant),
    /// It is on its way, or being looked for.
    Sending,
    /// The helpdesk refused the token of the account.
    TokenRefused,
    /// It was not created, or this could not be confirmed: the reason, as a sentence.
    Failed(String),
}

impl Progress {
    /// Whether the ticket is held or on its way.
    pub fn is_busy(&self) -> bool {
        matches!(self, Progress::Held(_) | Progress::Sending)
    }
}
