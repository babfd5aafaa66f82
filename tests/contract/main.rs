//! Contract tests: whether the code follows the documentation of each helpdesk.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot continue must fail at that line")]

mod catalogue;
mod client;
mod conformance;
mod coverage;
mod fields;
mod groove;
mod harness;
mod layers;
mod policy;
mod properties;
mod supportbee;
mod zaia;
