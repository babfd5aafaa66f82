//! Components only: markup, keys and focus. What they show and do is in `state`.

pub mod canned;
pub mod changes;
pub mod commands;
pub mod compose;
pub mod controls;
pub mod drafts;
pub mod help;
pub mod history;
pub mod inbox;
pub mod intents;
pub mod jobs;
pub mod later;
pub mod leave;
pub mod live;
pub mod notices;
pub mod overview;
pub mod palette;
pub mod panes;
pub mod pickers;
pub mod requests;
pub mod selection;
pub mod settings;
pub mod shell;
pub mod styles;
pub mod ticket;
pub mod token;
pub mod troubles;
pub mod views;

/// Whether an address is one of the web, and may be a link.
fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}
