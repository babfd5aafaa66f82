//! Signals, and the verbs that act on them. No markup.
//!
//! [`AppState`] is everything the screen works with. It is made once and provided through the context; every part of it
//! is a handle that copies.

pub mod accounts;
mod app_state;
mod conditions;
mod current_view;
pub mod device;
pub mod embedder;
pub mod list;
pub mod navigation;
pub mod notices;
pub mod outbox;
pub mod polling;
pub mod remote;
pub mod tabs;
pub mod tasks;
pub mod ticket;
pub mod version;

pub use self::app_state::{AppState, KeyOf, Overlay};
pub use self::conditions::condition;
