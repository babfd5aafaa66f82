//! The components in a real browser, over helpdesks that are played in memory.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail where it stands")]

mod answers;
mod changed;
mod changes;
mod combobox;
mod dialogs;
mod grid;
mod jobs;
mod latest;
mod line;
mod open_ticket;
mod overview;
mod panes;
mod stage;
mod token;
mod views;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
