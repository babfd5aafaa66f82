//! Deskbell: a helpdesk inbox that is nothing but static files.
pub mod client;
pub mod domain;
pub mod platform;
