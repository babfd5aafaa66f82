//! The contract: what the documentation of each helpdesk says, held against the code that speaks to it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail where it stands")]

mod bench;
mod catalogue;
mod client;
mod covers;
mod fixtures;
mod groove;
mod layers;
mod policy;
mod promises;
mod properties;
mod supportbee;
mod zaia;
