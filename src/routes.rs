//! Links: converts the state of the app to a query string and back.
//!
//! The path never changes, so a build works at any path of any static host. Values are the provider's own
//! names, and a link never contains anything secret.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::client::providers;
use crate::domain::{AccountId, Columns, Density, Display, Query, Sort, TicketKey};

/// The content of a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Which page of the view to show.
    pub page: Page,
    /// The accounts whose tickets to show; `None` leaves it to the app.
    pub scope: Option<Scope>,
    /// Which tickets to show.
    pub query: Query,
    /// The display of the list; what it omits keeps the agent's choice.
    pub display: Display,
    /// The open ticket, if there is one.
    pub ticket: Option<TicketKey>,
    /// Whether the app is embedded in another page.
    pub embed: bool,
    /// Which panes to show.
    pub layout: Layout,
    /// The theme; `None` keeps the agent's choice.
    pub theme: Option<Theme>,
    /// The language; `None` keeps the agent's choice.
    pub lang: Option<String>,
    /// The number of demo tickets; `None` uses the configured accounts.
    pub demo: Option<u32>,
}

/// The accounts whose tickets a view shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All accounts.
    All,
    /// One account.
    One(AccountId),
}

/// A page of a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The list of tickets.
    #[default]
    Inbox,
    /// Charts of the tickets.
    Overview,
}

/// Which panes are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Views, list and ticket.
    #[default]
    Full,
    /// Only the list.
    List,
    /// Only the ticket.
    Ticket,
}

impl Layout {
    /// Returns its slug in links; `None` for the default.
    pub fn slug(self) -> Option<&'static str> {
        match self {
            Layout::Full => None,
            Layout::List => Some("list"),
            Layout::Ticket => Some("ticket"),
        }
    }
}

/// The colour scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// The same as the system.
    System,
}

impl Theme {
    /// Returns the theme with this slug; `None` for an unknown one.
    pub fn parse(slug: &str) -> Option<Theme> {
        Some(match slug {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            "system" => Theme::System,
            _ => return None,
        })
    }

    /// Returns its slug in links and config.json.
    pub fn slug(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::System => "system",
        }
    }
}

/// The slug of [`Page::Overview`].
const OVERVIEW: &str = "overview";

/// The maximum number of demo tickets in a link: more would only fill the memory.
const MAX_DEMO_TICKETS: u32 = 100_000;

/// Encodes everything in a value except unreserved characters and those that need no encoding in a query.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b':')
    .remove(b'@')
    .remove(b'/')
    .remove(b',');

impl Route {
    /// Parses a query string, with or without its question mark. Ignores unknown parameters and invalid values.
    pub fn parse(query: &str) -> Route {
        let mut route = Route::default();
        for pair in query.trim_start_matches('?').split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned();
            if !value.is_empty() {
                route.set(key, value);
            }
        }
        route
    }

    fn set(&mut self, key: &str, value: String) {
        match key {
            "page" if value == OVERVIEW => self.page = Page::Overview,
            "account" if value == "all" => self.scope = Some(Scope::All),
            "account" => self.scope = Some(Scope::One(value.as_str().into())),
            "q" => self.query.text = value,
            "sort" => self.display.sort = Sort::parse(&value),
            "density" => self.display.density = Density::parse(&value),
            "columns" => self.display.columns = Columns::parse(&value),
            "ticket" => self.ticket = value.parse().ok(),
            "embed" => self.embed = value == "1",
            "layout" => {
                let layout = [Layout::List, Layout::Ticket].into_iter().find(|layout| layout.slug() == Some(&value));
                self.layout = layout.unwrap_or_default();
            }
            "theme" => self.theme = Theme::parse(&value),
            "lang" => self.lang = Some(value),
            "demo" => self.demo = value.parse().ok().map(|count: u32| count.min(MAX_DEMO_TICKETS)),
            key => {
                if let Some(filter) = providers::filter(key) {
                    self.query.set(filter, filter.read(&value));
                }
            }
        }
    }

    /// Returns only the view: scope, query and display.
    pub fn view(&self) -> Route {
        Route { scope: self.scope.clone(), query: self.query.clone(), display: self.display, ..Route::default() }
    }

    /// Returns this route with another route's view, and no open ticket.
    pub fn with_view(&self, view: &Route) -> Route {
        let Route { scope, query, display, .. } = view.clone();
        Route { page: Page::Inbox, scope, query, display, ticket: None, ..self.clone() }
    }

    /// Returns this route with another route's settings of the frame: embedding, layout, theme, language and demo.
    pub fn with_frame_of(self, other: &Route) -> Route {
        let Route { embed, layout, theme, lang, demo, .. } = other.clone();
        Route { embed, layout, theme, lang, demo, ..self }
    }

    /// Returns the query string without a question mark; empty for the default route.
    pub fn print(&self) -> String {
        let mut pairs = Pairs(Vec::new());
        let query = &self.query;
        pairs.text("page", (self.page == Page::Overview).then_some(OVERVIEW));
        pairs.text(
            "account",
            self.scope.as_ref().map(|scope| match scope {
                Scope::All => "all",
                Scope::One(account) => account.as_str(),
            }),
        );
        for (filter, value) in query.values() {
            pairs.value(filter.parameter(), Some(value));
        }
        pairs.text("q", Some(query.text.as_str()));
        pairs.text("sort", self.display.sort.map(Sort::slug));
        pairs.text("density", self.display.density.map(Density::slug));
        pairs.text("columns", self.display.columns.map(Columns::words).as_deref());
        pairs.value("ticket", self.ticket.as_ref());
        pairs.text("embed", self.embed.then_some("1"));
        pairs.text("layout", self.layout.slug());
        pairs.text("theme", self.theme.map(Theme::slug));
        pairs.text("lang", self.lang.as_deref());
        pairs.value("demo", self.demo);
        pairs.0.join("&")
    }
}

/// The encoded pairs of a query string.
struct Pairs(Vec<String>);

impl Pairs {
    fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.0.push(format!("{key}={}", utf8_percent_encode(value, VALUE)));
        }
    }

    fn value(&mut self, key: &str, value: Option<impl ToString>) {
        self.text(key, value.map(|value| value.to_string()).as_deref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::TicketField;

    #[test]
    fn a_link_with_every_parameter_round_trips() {
        let link = "page=overview&account=acme&status=opened&assignee=me&group=7&label=a%20%26%20b&customer=a%2Bb@x.example\
            &folder=3&starred=true&spam=false&replies=true&max_replies=2&responder=r&responder_version=v&chat=c&removed=true&open=true&created=2026-11-01..2026-11-20&q=50%25%20off\
            &sort=waiting&density=comfortable&columns=state,group,created&ticket=acme:7&embed=1&layout=list&theme=dark&lang=en&demo=12";
        let route = Route::parse(link);
        assert_eq!(route.query.word(TicketField::Labels), Some("a & b"));
        assert_eq!(route.query.word(TicketField::Customer), Some("a+b@x.example"));
        assert_eq!(route.query.text, "50% off");
        assert_eq!(route.ticket.as_ref().map(ToString::to_string).as_deref(), Some("acme:7"));
        assert_eq!(route.print(), link);
    }

    #[test]
    fn invalid_and_unknown_parameters_are_ignored() {
        for link in [
            "",
            "?",
            "&&",
            "status=",
            "ticket=7",
            "demo=many",
            "starred=yes",
            "starred=true&starred=yes",
            "max_replies=few",
            "theme=pink",
            "x=1",
            "page=inbox",
            "created=..",
            "sort=size",
            "density=",
            "columns=size,",
        ] {
            assert_eq!(Route::parse(link), Route::default(), "{link}");
        }
        assert_eq!(Route::parse("demo=4000000000").demo, Some(MAX_DEMO_TICKETS));
    }

    #[test]
    fn a_view_contains_neither_a_ticket_nor_the_frame() {
        let route = Route::parse(
            "account=acme&label=vip&sort=waiting&q=x&ticket=acme:7&layout=list&theme=dark&lang=en&demo=12",
        );
        assert_eq!(route.view().print(), "account=acme&label=vip&q=x&sort=waiting");
    }

    #[test]
    fn a_plus_is_decoded_as_a_space() {
        assert_eq!(Route::parse("q=order+1042").query.text, "order 1042");
    }

    #[test]
    fn the_settings_of_the_frame_stay() {
        let frame = Route::parse("status=opened&embed=1&layout=ticket&theme=dark&lang=en&demo=9");
        let wanted = Route::parse("status=closed&embed=0&layout=list&theme=light&lang=fr&demo=3&ticket=a:1");
        assert_eq!(
            wanted.clone().with_frame_of(&frame).print(),
            "status=closed&ticket=a:1&embed=1&layout=ticket&theme=dark&lang=en&demo=9"
        );
        assert_eq!(wanted.with_frame_of(&Route::default()).print(), "status=closed&ticket=a:1");
    }
}
