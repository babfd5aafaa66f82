//! The focus of the list: commands request it, and the current row takes it.

use leptos::prelude::*;

/// Requests to focus the current row. No row takes the focus without one.
#[derive(Clone, Copy)]
pub struct GridFocus {
    requested: RwSignal<usize>,
    taken: StoredValue<usize>,
    /// Returns how many rows a page has.
    page: StoredValue<Option<Callback<(), isize>>>,
}

impl GridFocus {
    /// Makes it without a request.
    pub fn new() -> Self {
        GridFocus { requested: RwSignal::new(0), taken: StoredValue::new(0), page: StoredValue::new(None) }
    }

    /// Requests that the current row takes the focus.
    pub fn request(&self) {
        self.requested.update(|requested| *requested += 1);
    }

    /// Sets what returns how many rows a page has.
    pub fn use_page(&self, page: Callback<(), isize>) {
        self.page.set_value(Some(page));
    }

    /// Returns how many rows a page has.
    pub fn page(&self) -> isize {
        self.page.get_value().and_then(|page| page.try_run(())).unwrap_or(1)
    }

    /// Returns how many requests there were, and tracks them.
    pub fn requested(&self) -> usize {
        self.requested.get()
    }

    /// Tracks requests.
    pub fn track(&self) {
        self.requested.track();
    }

    /// Takes the request. Returns whether there was one.
    pub fn take(&self) -> bool {
        let requested = self.requested.get_untracked();
        let is_new = self.taken.get_value() != requested;
        self.taken.set_value(requested);
        is_new
    }
}

impl Default for GridFocus {
    fn default() -> Self {
        GridFocus::new()
    }
}
