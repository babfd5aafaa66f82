//! Tickets: the store of signals, the open ticket, its conversation, and what others change about it.

pub mod attachments;
pub mod canned_responses;
pub mod conversations;
pub mod customers;
pub mod learned_labels;
pub mod open;
pub mod patch;
pub mod remote_changes;
pub mod store;
pub mod threads;
