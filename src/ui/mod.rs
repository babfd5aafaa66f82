//! Components only: markup, keys and focus. What they show and do is in `state`.

pub mod alerts;
pub mod commands;
pub mod compose;
pub mod controls;
pub mod deferred;
pub mod dialogs;
pub mod dividers;
pub mod element_ids;
pub mod list;
pub mod notices;
pub mod overview;
pub mod palette;
pub mod pickers;
pub mod reactive;
pub mod settings;
pub mod shell;
pub mod styles;
pub mod ticket;
pub mod views;

/// Whether an address is one of the web, and may be a link.
fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}
