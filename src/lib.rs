//! Deskbell: a helpdesk inbox that is nothing but static files.
//!
//! The map, in reading order. Each module may use only those below it, and a test keeps it so.
//!
//! - [`app`] builds the state and lays out the screen.
//! - [`ui`] holds the components: markup, keys, focus.
//! - [`state`] holds the signals and the actions on them, without markup.
//! - [`text`] holds every sentence a person reads.
//! - [`routes`] is the only place that knows links.
//! - [`client`] speaks the documented APIs as pure data; `client::fetch` alone performs HTTP.
//! - [`sandbox`] answers like the documented APIs, in memory: the demo, and the fake of every test.
//! - [`platform`] is everything else that touches the browser.
//! - [`domain`] holds the words of the product.

pub mod app;
pub mod client;
pub mod domain;
pub mod platform;
pub mod routes;
pub mod sandbox;
pub mod state;
pub mod text;
pub mod ui;
