//! What this browser remembers about the agent's way of working.

pub mod appearance;
pub mod keymap;
pub mod language;
pub mod preferences;
pub mod recent;
pub mod saved_views;
pub mod trusted_senders;
