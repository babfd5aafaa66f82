//! The list of tickets: what it loads, how it is filtered and sorted, which row is current and which are selected.
//!
//! One signal has the ordered keys; each ticket has a signal of its own (see `ticket::store`). Several helpdesks make
//! one list: `loading` loads the pages of each, and `feeds` merges them.

pub mod counts;
pub mod export;
mod feeds;
mod loading;
mod order;
mod query;
mod selection;

pub use feeds::{Feed, FeedRow, Row, Source, merged, next_feed};
pub use order::{ListOrder, Loaded};
pub use query::{ListQuery, translate};

use std::collections::HashSet;

use leptos::prelude::*;

use self::loading::ListInputs;
use self::order::narrow;
use self::query::list_query;
use super::accounts::Accounts;
use super::device::appearance::Appearance;
use super::navigation::Navigation;
use super::remote::Remote;
use super::ticket::store::Tickets;
use crate::client::error::Error;
use crate::domain::{AccountId, Sort, TicketKey};

/// The list of tickets in the present view.
#[derive(Clone, Copy)]
pub struct TicketList {
    accounts: Accounts,
    tickets: Tickets,
    navigation: Navigation,
    appearance: Appearance,
    /// What the helpdesks are asked for.
    query: Memo<ListQuery>,
    feeds: RwSignal<Vec<Feed>>,
    loaded: RwSignal<Loaded>,
    /// Whether the shown rows are those from before reloading.
    is_stale: StoredValue<bool>,
    /// The progress of the first pages.
    pub first_pages: Memo<Remote>,
    /// The progress of the next page.
    pub next_page: Memo<Remote>,
    /// The text in the search field.
    pub search_text: RwSignal<String>,
    order: Memo<ListOrder>,
    current: RwSignal<Option<TicketKey>>,
    /// Whether the agent moved to another row, and the grid has not scrolled to it yet.
    pub has_moved: StoredValue<bool>,
    /// The selected tickets.
    pub selection: RwSignal<HashSet<TicketKey>>,
    /// The ticket from which the selection is extended.
    anchor: StoredValue<Option<TicketKey>>,
    /// The tickets that arrived since the list was loaded. Refreshing the list shows them.
    pub arrivals: RwSignal<HashSet<TicketKey>>,
    /// Whether all pages are being loaded.
    pub loading_all: RwSignal<bool>,
    /// The last id of a feed.
    last_id: StoredValue<u64>,
}

impl TicketList {
    /// Makes a list that loads what the route asks for.
    pub fn new(accounts: Accounts, tickets: Tickets, navigation: Navigation, appearance: Appearance) -> Self {
        let query = Memo::new(move |_| list_query(accounts, navigation));
        let feeds = RwSignal::new(Vec::new());
        let loaded = RwSignal::new(Loaded::default());
        let search_text = RwSignal::new(navigation.now().query.text);
        let list = TicketList {
            accounts,
            tickets,
            navigation,
            appearance,
            query,
            feeds,
            loaded,
            is_stale: StoredValue::new(false),
            first_pages: Memo::new(move |_| feeds.with(|feeds| first_pages(feeds))),
            next_page: Memo::new(move |_| feeds.with(|feeds| next_page(feeds))),
            search_text,
            order: Memo::new(move |_| {
                let rows = narrow(accounts, tickets, &loaded.get(), &query.get(), &search_text.get());
                rows.sorted(tickets, appearance.sort())
            }),
            current: RwSignal::new(navigation.now().ticket),
            has_moved: StoredValue::new(false),
            selection: RwSignal::new(HashSet::new()),
            anchor: StoredValue::new(None),
            arrivals: RwSignal::new(HashSet::new()),
            loading_all: RwSignal::new(false),
            last_id: StoredValue::new(0),
        };
        Effect::new(move |before: Option<ListInputs>| {
            let query = list.query.get();
            // Tracks the clients too, because an account is loaded again with a new token.
            let clients = query.accounts.iter().map(|account| accounts.client(account)).collect();
            let now = (query, clients);
            untrack(|| list.follow(before.as_ref(), &now));
            now
        });
        // When Back or Forward changes the search text of the page's query, the field shows it. Any other navigation
        // must not overwrite a text that is not in the query yet.
        let text = Memo::new(move |_| navigation.route().query.text);
        Effect::new(move |_| list.search_text.set(text.get()));
        list
    }

    /// Returns what the helpdesks are asked for. Tracks it, as all methods below do.
    pub fn query(&self) -> ListQuery {
        self.query.get()
    }

    /// Returns the account of the view; `None` if there are several.
    pub fn account(&self) -> Option<AccountId> {
        self.query.with(|query| query.account().cloned())
    }

    /// Returns the accounts of the view.
    pub fn accounts(&self) -> Vec<AccountId> {
        self.query.with(|query| query.accounts.clone())
    }

    /// Returns the rows in order.
    pub fn order(&self) -> ListOrder {
        self.order.get()
    }

    /// Returns the index of a ticket among the rows.
    pub fn place(&self, key: &TicketKey) -> Option<usize> {
        self.order.with(|order| order.place(key))
    }

    /// Whether only the helpdesk's own search found a ticket.
    pub fn is_found_remotely(&self, key: &TicketKey) -> bool {
        self.order.with(|order| order.is_found_remotely(key))
    }

    /// Returns how many tickets are loaded.
    pub fn loaded(&self) -> usize {
        self.feeds.with(|feeds| feeds.iter().map(|feed| feed.rows.len()).sum())
    }

    /// Returns how many tickets the view has in all; `None` if an API does not report that.
    pub fn total(&self) -> Option<u64> {
        // When the last page is loaded, the number is known without the API.
        let total = |feed: &Feed| match feed.total {
            None if feed.next.is_none() && feed.progress == Remote::Ready => Some(feed.rows.len() as u64),
            total => total,
        };
        self.feeds.with(|feeds| feeds.iter().filter(|feed| !feed.is_paused).map(total).sum())
    }

    /// Whether there are more pages to load.
    pub fn has_more(&self) -> bool {
        self.feeds.with(|feeds| feeds.iter().any(Feed::has_more))
    }

    /// Whether the search field has a text.
    pub fn has_search_text(&self) -> bool {
        self.search_text.with(|text| !text.trim().is_empty())
    }

    /// Whether the list is searched or filtered here and not by an API.
    pub fn is_narrowed(&self) -> bool {
        (self.has_search_text() && !self.has_remote_search())
            || self.query.with(|query| query.sources.iter().any(|it| !it.local.is_empty()))
    }

    /// Returns the order of the rows.
    pub fn sort(&self) -> Sort {
        self.appearance.sort()
    }

    /// Whether the rows have another order than in the helpdesks, so that tickets which are not loaded may belong between
    /// them.
    pub fn is_sorted(&self) -> bool {
        self.sort() != Sort::Activity
    }

    /// Whether any helpdesk also searches.
    pub fn has_remote_search(&self) -> bool {
        self.query.with(|query| query.sources.iter().any(Source::is_search))
    }

    /// Returns the accounts of the view whose API cannot search, and of which not all tickets are loaded: a search
    /// does not cover those.
    pub fn partly_searched(&self) -> Vec<AccountId> {
        let mut accounts = self.accounts();
        accounts.retain(|account| {
            let is_partly_loaded = |feed: &Feed| feed.source.account == *account && feed.next.is_some();
            self.accounts.capabilities(account).search.is_none()
                && self.feeds.with(|feeds| feeds.iter().any(is_partly_loaded))
        });
        accounts
    }

    /// Whether all tickets are loaded.
    pub fn is_complete(&self) -> bool {
        let is_complete = |feed: &Feed| !feed.has_more() && (feed.is_paused || feed.progress == Remote::Ready);
        self.feeds.with(|feeds| feeds.iter().all(is_complete))
    }

    /// Returns how many rows the view has in all; `None` if that is not known.
    pub fn row_count(&self) -> Option<u64> {
        let is_complete = self.is_complete();
        let is_narrowed = self.is_narrowed() || self.has_search_text();
        match (is_narrowed, is_complete) {
            (_, true) => Some(self.order.with(|order| order.rows.len()) as u64),
            (false, false) => self.total(),
            (true, false) => None,
        }
    }

    /// Returns why pages failed to load, once for each account.
    pub fn failures(&self) -> Vec<(AccountId, Error)> {
        let mut failures: Vec<(AccountId, Error)> = Vec::new();
        self.feeds.with(|feeds| {
            for feed in feeds {
                let account = &feed.source.account;
                if let Some(error) = feed.error()
                    && !failures.iter().any(|(known, _)| known == account)
                {
                    failures.push((account.clone(), error.clone()));
                }
            }
        });
        failures
    }
}

/// Returns the progress of the first pages. They count as one, so that the list is drawn once.
fn first_pages(feeds: &[Feed]) -> Remote {
    if feeds.is_empty() {
        return Remote::Idle;
    }
    if feeds.iter().any(|feed| !feed.has_responded()) {
        return Remote::Loading;
    }
    match feeds.iter().find(|feed| feed.error().is_none() || !feed.rows.is_empty()) {
        Some(_) => Remote::Ready,
        None => feeds[0].progress.clone(),
    }
}

/// Returns the progress of the next page.
fn next_page(feeds: &[Feed]) -> Remote {
    let began = || feeds.iter().filter(|feed| !feed.rows.is_empty());
    match began().find(|feed| feed.progress.is_loading()) {
        Some(feed) => feed.progress.clone(),
        None => began().find(|feed| feed.error().is_some()).map_or(Remote::Idle, |feed| feed.progress.clone()),
    }
}
