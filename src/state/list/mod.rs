//! The list: which tickets a view holds, page by page, which one is current, which are selected.
//!
//! An ordered list of keys in one signal, each ticket in its own (see `tickets`). Several helpdesks
//! are one list: see `feed` for how their pages become one, `loading` for how they come.

pub mod counts;
pub mod export;
mod feeds;
mod loading;
mod order;
mod query;
mod selection;

pub use feeds::{Feed, FeedRow, Source, merged, wanting};
pub use order::{ListOrder, Loaded, Row};
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
    /// Whose tickets, and which: what the helpdesks are asked for.
    view: Memo<ListQuery>,
    /// The lists behind the list.
    feeds: RwSignal<Vec<Feed>>,
    loaded: RwSignal<Loaded>,
    /// Whether the rows in sight are those of the list before.
    is_old: StoredValue<bool>,
    /// How far the first pages are.
    pub first: Memo<Remote>,
    /// How far the next page is.
    pub more: Memo<Remote>,
    /// What is being typed into the search field.
    pub text: RwSignal<String>,
    shown: Memo<ListOrder>,
    current: RwSignal<Option<TicketKey>>,
    /// Whether the current row was moved to, and is not in sight yet.
    pub moved: StoredValue<bool>,
    /// The tickets that are ticked.
    pub selection: RwSignal<HashSet<TicketKey>>,
    /// Where an extension of the selection began.
    anchor: StoredValue<Option<TicketKey>>,
    /// The tickets that came to the view since it was loaded, and are not shown before the agent asks.
    pub news: RwSignal<HashSet<TicketKey>>,
    /// Whether everything is being loaded.
    pub loading_all: RwSignal<bool>,
    /// The last id that a feed was given.
    ids: StoredValue<u64>,
}

impl TicketList {
    /// The list that follows the route.
    pub fn new(accounts: Accounts, tickets: Tickets, navigation: Navigation, appearance: Appearance) -> Self {
        let view = Memo::new(move |_| list_query(accounts, navigation));
        let feeds = RwSignal::new(Vec::new());
        let loaded = RwSignal::new(Loaded::default());
        let text = RwSignal::new(navigation.now().query.text);
        let list = TicketList {
            accounts,
            tickets,
            navigation,
            appearance,
            view,
            feeds,
            loaded,
            is_old: StoredValue::new(false),
            first: Memo::new(move |_| feeds.with(|feeds| first_of(feeds))),
            more: Memo::new(move |_| feeds.with(|feeds| more_of(feeds))),
            text,
            shown: Memo::new(move |_| {
                let rows = narrow(accounts, tickets, &loaded.get(), &view.get(), &text.get());
                rows.arranged(tickets, appearance.sort())
            }),
            current: RwSignal::new(navigation.now().ticket),
            moved: StoredValue::new(false),
            selection: RwSignal::new(HashSet::new()),
            anchor: StoredValue::new(None),
            news: RwSignal::new(HashSet::new()),
            loading_all: RwSignal::new(false),
            ids: StoredValue::new(0),
        };
        Effect::new(move |before: Option<ListInputs>| {
            let view = list.view.get();
            // The clients are followed too: with a new token an account is asked again.
            let clients = view.accounts.iter().map(|account| accounts.client(account)).collect();
            let now = (view, clients);
            untrack(|| list.follow(before.as_ref(), &now));
            now
        });
        // Back and Forward change the words in the address; the field follows. Any other step must
        // not take away what is being typed and is not in the address yet.
        let words = Memo::new(move |_| navigation.route().query.text);
        Effect::new(move |_| list.text.set(words.get()));
        list
    }

    /// Whose tickets and which, followed.
    pub fn query(&self) -> ListQuery {
        self.view.get()
    }

    /// The account of the view if it is only one, followed.
    pub fn account(&self) -> Option<AccountId> {
        self.view.with(|view| view.account().cloned())
    }

    /// The accounts of the view, followed.
    pub fn accounts(&self) -> Vec<AccountId> {
        self.view.with(|view| view.accounts.clone())
    }

    /// The rows in sight, followed.
    pub fn order(&self) -> ListOrder {
        self.shown.get()
    }

    /// The place of a ticket among the rows in sight, followed.
    pub fn place(&self, key: &TicketKey) -> Option<usize> {
        self.shown.with(|shown| shown.place(key))
    }

    /// Whether only the helpdesk's own search found a ticket, followed.
    pub fn is_beyond(&self, key: &TicketKey) -> bool {
        self.shown.with(|shown| shown.is_beyond(key))
    }

    /// How many tickets are loaded, followed.
    pub fn loaded(&self) -> usize {
        self.feeds.with(|feeds| feeds.iter().map(|feed| feed.rows.len()).sum())
    }

    /// How many tickets the view has in all, as far as the APIs tell, followed.
    pub fn total(&self) -> Option<u64> {
        // An API that counts nothing has told everything once its last page is here.
        let total = |feed: &Feed| match feed.total {
            None if feed.next.is_none() && feed.progress == Remote::Ready => Some(feed.rows.len() as u64),
            total => total,
        };
        self.feeds.with(|feeds| feeds.iter().filter(|feed| !feed.rests).map(total).sum())
    }

    /// Whether there are pages that were not loaded, followed.
    pub fn has_more(&self) -> bool {
        self.feeds.with(|feeds| feeds.iter().any(Feed::has_more))
    }

    /// Whether there is anything in the search field, followed.
    pub fn is_typed(&self) -> bool {
        self.text.with(|text| !text.trim().is_empty())
    }

    /// Whether all that is in sight is narrowed here and not by an API, followed.
    pub fn is_narrowed(&self) -> bool {
        (self.is_typed() && !self.is_searched())
            || self.view.with(|view| view.sources.iter().any(|it| !it.local.is_empty()))
    }

    /// The order of the rows, followed.
    pub fn sort(&self) -> Sort {
        self.appearance.sort()
    }

    /// Whether the order is another than the helpdesks', so that what is not loaded may belong between
    /// the rows, followed.
    pub fn is_sorted(&self) -> bool {
        self.sort() != Sort::Activity
    }

    /// Whether a helpdesk searches for the words too, followed.
    pub fn is_searched(&self) -> bool {
        self.view.with(|view| view.sources.iter().any(Source::is_search))
    }

    /// The accounts in view whose API does not search, followed.
    pub fn without_search(&self) -> Vec<AccountId> {
        let mut accounts = self.accounts();
        accounts.retain(|account| self.accounts.capabilities(account).search.is_none());
        accounts
    }

    /// Whether all there is has come, followed.
    pub fn is_complete(&self) -> bool {
        self.feeds
            .with(|feeds| feeds.iter().all(|feed| !feed.has_more() && (feed.rests || feed.progress == Remote::Ready)))
    }

    /// How many rows the view has as far as anyone can tell, followed.
    pub fn extent(&self) -> Option<u64> {
        let is_complete = self.is_complete();
        let is_narrowed = self.is_narrowed() || self.is_typed();
        match (is_narrowed, is_complete) {
            (_, true) => Some(self.shown.with(|shown| shown.rows.len()) as u64),
            (false, false) => self.total(),
            (true, false) => None,
        }
    }

    /// What did not come, once for each account, followed.
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

/// How far the first pages are: together, so that the list settles once.
fn first_of(feeds: &[Feed]) -> Remote {
    if feeds.is_empty() {
        return Remote::Idle;
    }
    if feeds.iter().any(|feed| !feed.is_heard()) {
        return Remote::Loading;
    }
    match feeds.iter().find(|feed| feed.error().is_none() || !feed.rows.is_empty()) {
        Some(_) => Remote::Ready,
        None => feeds[0].progress.clone(),
    }
}

/// How far the next page is.
fn more_of(feeds: &[Feed]) -> Remote {
    let began = || feeds.iter().filter(|feed| !feed.rows.is_empty());
    match began().find(|feed| feed.progress.is_loading()) {
        Some(feed) => feed.progress.clone(),
        None => began().find(|feed| feed.error().is_some()).map_or(Remote::Idle, |feed| feed.progress.clone()),
    }
}
