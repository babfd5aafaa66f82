//! Where something that comes from a helpdesk stands.

use crate::client::error::Error;

/// The progress of a load. What was loaded before stays where it is in every one of these, so that
/// rows remain in sight while newer ones come or fail to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Remote {
    /// Nothing was asked for.
    #[default]
    Idle,
    /// It is on its way.
    Loading,
    /// It is here.
    Ready,
    /// It did not come.
    Failed(Error),
}

impl Remote {
    /// Whether something is on its way.
    pub fn is_loading(&self) -> bool {
        *self == Remote::Loading
    }

    /// Why it did not come.
    pub fn error(&self) -> Option<&Error> {
        match self {
            Remote::Failed(error) => Some(error),
            _ => None,
        }
    }
}
