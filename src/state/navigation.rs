//! Where the agent is: the route as a signal, in step with the address of the page.

use leptos::prelude::*;

use crate::domain::{Query, TicketKey};
use crate::platform::history;
use crate::routes::{Layout, Page, Route, Scope};

/// The route, and the ways to change it.
#[derive(Clone, Copy)]
pub struct Navigation {
    route: RwSignal<Route>,
}

/// What a step does to the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It adds an entry, so that Back returns here.
    Push,
    /// It replaces the entry, so that Back skips this place.
    Replace,
}

impl Navigation {
    /// Starts at the address of the page, and follows Back and Forward.
    pub fn from_address() -> Self {
        let navigation = Navigation::at(Route::parse(&history::query()));
        history::on_popstate(move |query| navigation.route.set(Route::parse(&query)));
        navigation
    }

    /// Starts at a route.
    pub fn at(route: Route) -> Self {
        Navigation { route: RwSignal::new(route) }
    }

    /// Returns the route. Tracked.
    pub fn route(&self) -> Route {
        self.route.get()
    }

    /// Returns the route, untracked.
    pub fn now(&self) -> Route {
        self.route.get_untracked()
    }

    /// Returns whether the app is embedded, and which panes it shows. Neither ever changes.
    pub fn frame(&self) -> (bool, Layout) {
        self.route.with_untracked(|route| (route.embed, route.layout))
    }

    /// Goes to another route.
    pub fn go(&self, step: Step, change: impl FnOnce(&mut Route)) {
        let mut route = self.now();
        change(&mut route);
        if route == self.now() {
            return;
        }
        match step {
            Step::Push => history::push(&route.print()),
            Step::Replace => history::replace(&route.print()),
        }
        self.route.set(route);
    }

    /// Shows other tickets. An open ticket is closed, because only a wide screen has room for both.
    pub fn show(&self, scope: Option<Scope>, query: Query) {
        self.visit(Route { scope, query, ..Route::default() });
    }

    /// Shows another view. What it leaves open about the list's looks is as the agent prefers.
    pub fn visit(&self, view: Route) {
        self.go(Step::Push, |route| *route = route.with_view(&view));
    }

    /// Returns the link to another view.
    pub fn link_to_view(&self, view: &Route) -> String {
        format!("?{}", self.route().with_view(view).print())
    }

    /// Shows another page of the same view, with no ticket open.
    pub fn turn_to(&self, page: Page) {
        self.go(Step::Push, |route| (route.page, route.ticket) = (page, None));
    }

    /// Returns the link to another page of the same view. Tracked.
    pub fn link_to_page(&self, page: Page) -> String {
        let mut route = self.route();
        (route.page, route.ticket) = (page, None);
        format!("?{}", route.print())
    }

    /// Changes the filters of the view.
    pub fn filter(&self, change: impl FnOnce(&mut Query)) {
        self.go(Step::Push, |route| change(&mut route.query));
    }

    /// Opens a ticket. After several open tickets, Back leads to the list at once.
    pub fn open(&self, key: TicketKey) {
        let step = if self.now().ticket.is_some() { Step::Replace } else { Step::Push };
        self.go(step, |route| (route.page, route.ticket) = (Page::Inbox, Some(key)));
    }

    /// Returns to the list.
    pub fn close(&self) {
        self.go(Step::Push, |route| route.ticket = None);
    }

    /// Returns the link to a ticket in the present view.
    pub fn link_to(&self, key: &TicketKey) -> String {
        let mut route = self.now();
        (route.page, route.ticket) = (Page::Inbox, Some(key.clone()));
        format!("?{}", route.print())
    }
}
