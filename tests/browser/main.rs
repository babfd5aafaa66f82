//! Component tests in a real browser, with sandboxes in memory instead of helpdesks.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot continue must fail at that line")]

mod bulk_changes;
mod cancellation;
mod changes;
mod combobox;
mod connection;
mod dialogs;
mod grid;
mod open_ticket;
mod overview;
mod panes;
mod remote_changes;
mod reply_drafts;
mod support;
mod token;
mod views;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
