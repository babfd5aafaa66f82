//! How the list looks: as the link says, else as the agent prefers.

use leptos::prelude::*;

use super::preferences::Preferences;
use crate::domain::{Display, Sort};
use crate::state::condition;
use crate::state::navigation::Navigation;

/// How the list looks. Each aspect that rows follow is a condition of its own, so that they are redrawn only when it
/// changes.
#[derive(Clone, Copy)]
pub struct Appearance {
    navigation: Navigation,
    preferences: Preferences,
    /// Whether rows are one line high.
    pub is_compact: Memo<bool>,
    /// Whether rows show optional columns.
    pub has_more_cells: Memo<bool>,
    is_by_creation: Memo<bool>,
    is_by_waiting: Memo<bool>,
}

impl Appearance {
    /// Follows the route and the preferences.
    pub fn new(navigation: Navigation, preferences: Preferences) -> Self {
        let display = move || navigation.route().display.or(preferences.display());
        Appearance {
            navigation,
            preferences,
            is_compact: condition(Box::new(move || display().is_compact())),
            has_more_cells: condition(Box::new(move || display().columns().has_more())),
            is_by_creation: condition(Box::new(move || display().sort() == Sort::Created)),
            is_by_waiting: condition(Box::new(move || display().sort() == Sort::Waiting)),
        }
    }

    /// Returns all choices. Tracked.
    pub fn display(&self) -> Display {
        self.navigation.route().display.or(self.preferences.display())
    }

    /// Returns the order of the rows. Tracked.
    pub fn sort(&self) -> Sort {
        match (self.is_by_creation.get(), self.is_by_waiting.get()) {
            (true, _) => Sort::Created,
            (_, true) => Sort::Waiting,
            _ => Sort::Activity,
        }
    }
}
