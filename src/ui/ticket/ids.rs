//! The ids of the editors, so that keys can find them.

/// The state.
pub const STATE: &str = "edit-state";
/// The assignee.
pub const ASSIGNEE: &str = "edit-assignee";
/// The group.
pub const GROUP: &str = "edit-group";
/// The field that adds labels.
pub const ADD_LABEL: &str = "add-label";
