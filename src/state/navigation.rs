//! Where the agent is: the route as a signal, kept in step with the address of the page.

use leptos::prelude::*;

use crate::domain::{Query, TicketKey};
use crate::platform::history;
use crate::routes::{Layout, Page, Route, Scope};

/// The route, and the ways to another.
#[derive(Clone, Copy)]
pub struct Navigation {
    route: RwSignal<Route>,
}

/// What a step does to the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Back leads here again.
    Push,
    /// Back skips this place.
    Replace,
}

impl Navigation {
    /// Starts where the address of the page says, and follows Back and Forward.
    pub fn from_address() -> Self {
        let navigation = Navigation::at(Route::parse(&history::query()));
        history::on_popstate(move |query| navigation.route.set(Route::parse(&query)));
        navigation
    }

    /// Starts at a route.
    pub fn at(route: Route) -> Self {
        Navigation { route: RwSignal::new(route) }
    }

    /// Reads the route, and follows it.
    pub fn route(&self) -> Route {
        self.route.get()
    }

    /// Reads the route without following it.
    pub fn now(&self) -> Route {
        self.route.get_untracked()
    }

    /// The frame that the app is in: whether it is another page's, and which panes it shows. It never changes.
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

    /// Shows other tickets; the open one stays open only on a wide screen, so it is closed.
    pub fn show(&self, scope: Option<Scope>, query: Query) {
        self.visit(Route { scope, query, ..Route::default() });
    }

    /// Shows another view. What it leaves open of how tickets are shown is as the agent prefers.
    pub fn visit(&self, view: Route) {
        self.go(Step::Push, |route| *route = route.with_view(&view));
    }

    /// The link to another view.
    pub fn link_to_view(&self, view: &Route) -> String {
        format!("?{}", self.route().with_view(view).print())
    }

    /// Turns to another page of the same view, with no ticket open.
    pub fn turn_to(&self, page: Page) {
        self.go(Step::Push, |route| (route.page, route.ticket) = (page, None));
    }

    /// The link to another page of the same view, followed.
    pub fn link_to_page(&self, page: Page) -> String {
        let mut route = self.route();
        (route.page, route.ticket) = (page, None);
        format!("?{}", route.print())
    }

    /// Narrows the present view.
    pub fn filter(&self, change: impl FnOnce(&mut Query)) {
        self.go(Step::Push, |route| change(&mut route.query));
    }

    /// Opens a ticket. From one open ticket to another, Back leads to the list at once.
    pub fn open(&self, key: TicketKey) {
        let step = if self.now().ticket.is_some() { Step::Replace } else { Step::Push };
        self.go(step, |route| (route.page, route.ticket) = (Page::Inbox, Some(key)));
    }

    /// Goes back to the list.
    pub fn close(&self) {
        self.go(Step::Push, |route| route.ticket = None);
    }

    /// The link to a ticket in the present view.
    pub fn link_to(&self, key: &TicketKey) -> String {
        let mut route = self.now();
        (route.page, route.ticket) = (Page::Inbox, Some(key.clone()));
        format!("?{}", route.print())
    }
}
