//! The present view, compared with the views that the agent saved.

use leptos::prelude::*;

use super::AppState;
use super::device::saved_views::SavedView;
use crate::domain::Query;
use crate::routes::{Route, Scope};

impl AppState {
    /// Returns the present view as it would be saved: with its order, even if that is the default of the device. Tracks
    /// it.
    pub fn present_view(&self) -> Route {
        let mut view = self.navigation.route().view();
        view.display.sort = self.appearance.display().sort;
        view
    }

    /// Whether the present view can be saved. Tracks it.
    pub fn can_save_view(&self) -> bool {
        let view = self.present_view();
        self.saved.shown.with(String::is_empty) && (view.query != Query::default() || view.display.sort.is_some())
    }

    /// Returns the saved views whose accounts are set up. Tracks both.
    pub fn saved_views(&self) -> Vec<SavedView> {
        let mut views = self.saved.list();
        views.retain(|it| self.is_available(&it.view));
        views
    }

    /// Whether a view is the present one. Tracks it.
    pub fn is_shown(&self, view: &Route) -> bool {
        let route = self.navigation.route();
        // With one account, a view of all accounts is the same as a view of that one.
        let is_one = self.accounts.list().len() < 2;
        let scope = |route: &Route| route.scope.clone().filter(|_| !is_one).unwrap_or(Scope::All);
        route.query == view.query
            && scope(&route) == scope(view)
            && view.display.or(self.preferences.display()) == self.appearance.display()
    }

    fn is_available(&self, view: &Route) -> bool {
        !matches!(&view.scope, Some(Scope::One(id)) if self.accounts.find(id).is_none())
    }
}
