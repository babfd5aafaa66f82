//! The last requests of this page, see `client::request_log`.
//!
//! It belongs to the page and not to the app's state, so that the report on a crash can read it when nothing else
//! works.

use std::cell::RefCell;
use std::collections::VecDeque;

use crate::client::request_log::LogEntry;

/// How many requests are kept.
const KEPT: usize = 200;

thread_local! {
    static ENTRIES: RefCell<VecDeque<LogEntry>> = const { RefCell::new(VecDeque::new()) };
}

/// Adds a request and removes the oldest.
pub fn note(entry: LogEntry) {
    ENTRIES.with_borrow_mut(|entries| {
        entries.truncate(KEPT - 1);
        entries.push_front(entry);
    });
}

/// Returns the requests, newest first.
pub fn entries() -> Vec<LogEntry> {
    ENTRIES.with(|entries| entries.try_borrow().map(|entries| entries.iter().cloned().collect()).unwrap_or_default())
}
