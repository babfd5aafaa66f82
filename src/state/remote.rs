//! The progress of loading something from a helpdesk.

use crate::client::error::Error;

/// The progress of a load. What was loaded before stays in each state, so that rows remain
/// visible while newer ones load or fail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Remote {
    /// Nothing was requested.
    #[default]
    Idle,
    /// It is loading.
    Loading,
    /// It is loaded.
    Ready,
    /// It failed.
    Failed(Error),
}

impl Remote {
    /// Whether it is loading.
    pub fn is_loading(&self) -> bool {
        *self == Remote::Loading
    }

    /// Returns the error; `None` unless it failed.
    pub fn error(&self) -> Option<&Error> {
        match self {
            Remote::Failed(error) => Some(error),
            _ => None,
        }
    }
}
