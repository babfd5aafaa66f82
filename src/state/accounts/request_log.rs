//! The last requests of this page, see `client::journal`.
//!
//! One for the whole page and no part of the app: the report on a failure of the app itself must find
//! it when nothing else can be reached any more.

use std::cell::RefCell;
use std::collections::VecDeque;

use crate::client::request_log::LogEntry;

/// How many requests are kept.
const KEPT: usize = 200;

thread_local! {
    static ENTRIES: RefCell<VecDeque<LogEntry>> = const { RefCell::new(VecDeque::new()) };
}

/// Keeps one more, and forgets the oldest.
pub fn note(entry: LogEntry) {
    ENTRIES.with_borrow_mut(|entries| {
        entries.truncate(KEPT - 1);
        entries.push_front(entry);
    });
}

/// What is kept, the newest first.
pub fn entries() -> Vec<LogEntry> {
    ENTRIES.with(|entries| entries.try_borrow().map(|entries| entries.iter().cloned().collect()).unwrap_or_default())
}
