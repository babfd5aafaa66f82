//! What this browser remembers about how the agent likes to work.

pub mod appearance;
pub mod keymap;
pub mod language;
pub mod preferences;
pub mod recent;
pub mod saved_views;
pub mod trusted_senders;
