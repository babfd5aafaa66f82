//! The dialogs that belong to no single pane.

pub mod canned_responses;
pub mod confirm;
pub mod help;
pub mod reply_drafts;
pub mod request_log;
pub mod suspicious_link;
pub mod token;
pub mod undo_history;
