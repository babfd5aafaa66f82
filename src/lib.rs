//! Deskbell: a helpdesk inbox that is nothing but static files.
//!
//! The modules, in reading order. Each may use only those below it, and a test enforces that.
//!
//! - [`app`] builds the state and lays out the screen.
//! - [`ui`] holds the components: markup, keys, focus.
//! - [`state`] holds the signals and the actions on them, without markup.
//! - [`text`] holds every sentence a person reads.
//! - [`routes`] parses and prints links.
//! - [`client`] calls the documented APIs as pure data; only `client::fetch` performs HTTP.
//! - [`sandbox`] imitates the documented APIs in memory, for the demo and the tests.
//! - [`platform`] wraps all other browser APIs.
//! - [`domain`] holds the product's own types.

pub mod app;
pub mod client;
pub mod domain;
pub mod platform;
pub mod routes;
pub mod sandbox;
pub mod state;
pub mod text;
pub mod ui;
