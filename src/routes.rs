//! The only place that knows links: the state of the app as a query string and back.
//!
//! The path never changes, so a build works from any path of any static host. Values are the
//! provider's own words, and nothing secret is ever among them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::client::providers;
use crate::domain::{AccountId, Columns, Density, Display, Query, Sort, TicketKey};

/// Everything that a link can say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// What is shown.
    pub page: Page,
    /// Whose tickets; `None` leaves it to the app.
    pub scope: Option<Scope>,
    /// Which tickets.
    pub query: Query,
    /// How they are shown, as far as the link decides it.
    pub display: Display,
    /// The ticket that is open.
    pub ticket: Option<TicketKey>,
    /// Whether the app is embedded in another page.
    pub embed: bool,
    /// Which panes are shown.
    pub layout: Layout,
    /// The theme, where the link decides it.
    pub theme: Option<Theme>,
    /// The language, where the link decides it.
    pub lang: Option<String>,
    /// How many demo tickets replace the configured accounts.
    pub demo: Option<u32>,
}

/// Whose tickets a view shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those of all accounts.
    All,
    /// Those of one.
    One(AccountId),
}

/// What is shown of a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The tickets.
    #[default]
    Inbox,
    /// Charts of them.
    Overview,
}

/// Which panes are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Views, list and ticket.
    #[default]
    Full,
    /// The list alone.
    List,
    /// The ticket alone.
    Ticket,
}

impl Layout {
    /// The word of links; `None` for what is so without a word.
    pub fn slug(self) -> Option<&'static str> {
        match self {
            Layout::Full => None,
            Layout::List => Some("list"),
            Layout::Ticket => Some("ticket"),
        }
    }
}

/// How the app is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// As the system has it.
    System,
}

impl Theme {
    /// The theme of that word.
    pub fn parse(word: &str) -> Option<Theme> {
        Some(match word {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            "system" => Theme::System,
            _ => return None,
        })
    }

    /// The word of links and configuration.
    pub fn slug(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::System => "system",
        }
    }
}

/// The word of the page of charts.
const OVERVIEW: &str = "overview";

/// The most demo tickets a link can ask for: more would only fill the memory.
const MOST_DEMO_TICKETS: u32 = 100_000;

/// Characters that may stand as they are in the value of a link.
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
    /// Reads a query string, with or without its question mark. What it does not know or cannot
    /// read counts as not said.
    pub fn parse(query: &str) -> Route {
        let mut route = Route::default();
        for pair in query.trim_start_matches('?').split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned();
            if !value.is_empty() {
                route.take(key, value);
            }
        }
        route
    }

    fn take(&mut self, key: &str, value: String) {
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
                let alone = [Layout::List, Layout::Ticket].into_iter().find(|layout| layout.slug() == Some(&value));
                self.layout = alone.unwrap_or_default();
            }
            "theme" => self.theme = Theme::parse(&value),
            "lang" => self.lang = Some(value),
            "demo" => self.demo = value.parse().ok().map(|count: u32| count.min(MOST_DEMO_TICKETS)),
            key => {
                if let Some(filter) = providers::filter(key) {
                    self.query.set(filter, filter.read(&value));
                }
            }
        }
    }

    /// The view alone: whose tickets, which, and how they are shown.
    pub fn view(&self) -> Route {
        Route { scope: self.scope.clone(), query: self.query.clone(), display: self.display, ..Route::default() }
    }

    /// The same page at another view, with no ticket open.
    pub fn at_view(&self, view: &Route) -> Route {
        let Route { scope, query, display, .. } = view.clone();
        Route { page: Page::Inbox, scope, query, display, ticket: None, ..self.clone() }
    }

    /// The same in the frame of another route: what belongs to the frame stays as it is there.
    pub fn framed_as(self, other: &Route) -> Route {
        let Route { embed, layout, theme, lang, demo, .. } = other.clone();
        Route { embed, layout, theme, lang, demo, ..self }
    }

    /// Prints the query string, without a question mark; empty when there is nothing to say.
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
            pairs.show(filter.parameter(), Some(value));
        }
        pairs.text("q", Some(query.text.as_str()));
        pairs.text("sort", self.display.sort.map(Sort::slug));
        pairs.text("density", self.display.density.map(Density::slug));
        pairs.text("columns", self.display.columns.map(Columns::words).as_deref());
        pairs.show("ticket", self.ticket.as_ref());
        pairs.text("embed", self.embed.then_some("1"));
        pairs.text("layout", self.layout.slug());
        pairs.text("theme", self.theme.map(Theme::slug));
        pairs.text("lang", self.lang.as_deref());
        pairs.show("demo", self.demo);
        pairs.0.join("&")
    }
}

/// The pairs of a query string as they are printed.
struct Pairs(Vec<String>);

impl Pairs {
    fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.0.push(format!("{key}={}", utf8_percent_encode(value, VALUE)));
        }
    }

    fn show(&mut self, key: &str, value: Option<impl ToString>) {
        self.text(key, value.map(|value| value.to_string()).as_deref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::TicketField;

    #[test]
    fn a_link_says_everything_and_reads_back() {
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
    fn what_cannot_be_read_is_not_said() {
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
        assert_eq!(Route::parse("demo=4000000000").demo, Some(MOST_DEMO_TICKETS));
    }

    #[test]
    fn what_is_kept_of_a_view_names_neither_a_ticket_nor_the_page_around_it() {
        let route = Route::parse(
            "account=acme&label=vip&sort=waiting&q=x&ticket=acme:7&layout=list&theme=dark&lang=en&demo=12",
        );
        assert_eq!(route.view().print(), "account=acme&label=vip&q=x&sort=waiting");
    }

    #[test]
    fn a_plus_is_a_space() {
        assert_eq!(Route::parse("q=order+1042").query.text, "order 1042");
    }

    #[test]
    fn what_belongs_to_the_frame_stays() {
        let frame = Route::parse("status=opened&embed=1&layout=ticket&theme=dark&lang=en&demo=9");
        let wanted = Route::parse("status=closed&embed=0&layout=list&theme=light&lang=fr&demo=3&ticket=a:1");
        assert_eq!(
            wanted.clone().framed_as(&frame).print(),
            "status=closed&ticket=a:1&embed=1&layout=ticket&theme=dark&lang=en&demo=9"
        );
        assert_eq!(wanted.framed_as(&Route::default()).print(), "status=closed&ticket=a:1");
    }
}
