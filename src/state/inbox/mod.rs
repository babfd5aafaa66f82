//! The list: which tickets a view holds, page by page, which one is current, which are selected.
//!
//! An ordered list of keys in one signal, each ticket in its own (see `tickets`). Movement works
//! on this model, never on the rows that happen to be mounted.

mod shown;
mod view;

pub use shown::{Row, Shown};
pub use view::View;

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;

use self::shown::narrow;
use self::view::view_of;
use super::accounts::Accounts;
use super::latest::Latest;
use super::navigation::Navigation;
use super::remote::Remote;
use super::tickets::Tickets;
use crate::client::error::Error;
use crate::domain::{AccountId, Cursor, Listed, Page, TicketKey};

/// The list of tickets in the present view.
#[derive(Clone, Copy)]
pub struct Inbox {
    accounts: Accounts,
    tickets: Tickets,
    navigation: Navigation,
    /// Whose tickets, and which: what the helpdesk is asked for.
    view: Memo<View>,
    rows: RwSignal<Arc<Vec<Row>>>,
    /// How far the first page is.
    pub first: RwSignal<Remote>,
    /// How far the next page is.
    pub more: RwSignal<Remote>,
    next: RwSignal<Option<Cursor>>,
    total: RwSignal<Option<u64>>,
    /// What is being typed into the search field.
    pub text: RwSignal<String>,
    shown: Memo<Shown>,
    current: RwSignal<Option<TicketKey>>,
    /// The tickets that are ticked.
    pub selection: RwSignal<HashSet<TicketKey>>,
    /// Where an extension of the selection began.
    anchor: StoredValue<Option<TicketKey>>,
    /// Loading everything: how many were to come when it began; `None` when it is not running.
    pub loading_all: RwSignal<bool>,
    loading: Latest,
}

impl Inbox {
    /// The list that follows the route.
    pub fn new(accounts: Accounts, tickets: Tickets, navigation: Navigation) -> Self {
        let view = Memo::new(move |_| view_of(accounts, navigation));
        let rows = RwSignal::new(Arc::new(Vec::new()));
        let text = RwSignal::new(navigation.now().query.text);
        let shown = Memo::new(move |_| narrow(accounts, tickets, &rows.get(), &view.get(), &text.get()));
        let inbox = Inbox {
            accounts,
            tickets,
            navigation,
            view,
            rows,
            first: RwSignal::new(Remote::Idle),
            more: RwSignal::new(Remote::Idle),
            next: RwSignal::new(None),
            total: RwSignal::new(None),
            text,
            shown,
            current: RwSignal::new(navigation.now().ticket),
            selection: RwSignal::new(HashSet::new()),
            anchor: StoredValue::new(None),
            loading_all: RwSignal::new(false),
            loading: Latest::new(),
        };
        Effect::new(move |before: Option<View>| {
            let view = inbox.view.get();
            let is_other_account = before.is_some_and(|before| before.account != view.account);
            // The client is followed too: with a new token the list is asked for again.
            let is_connected = view.account.as_ref().is_some_and(|id| accounts.client(id).is_some());
            if is_connected {
                untrack(|| inbox.load(is_other_account));
            }
            view
        });
        // Back and Forward change the words in the address; the field follows. Any other step must
        // not take away what is being typed and is not in the address yet.
        let words = Memo::new(move |_| navigation.route().query.text);
        Effect::new(move |_| inbox.text.set(words.get()));
        inbox
    }

    /// Whose tickets and which, followed.
    pub fn view(&self) -> View {
        self.view.get()
    }

    /// The account of the view, followed.
    pub fn account(&self) -> Option<AccountId> {
        self.view.with(|view| view.account.clone())
    }

    /// The rows in sight, followed.
    pub fn shown(&self) -> Shown {
        self.shown.get()
    }

    /// The place of a ticket among the rows in sight, followed.
    pub fn place(&self, key: &TicketKey) -> Option<usize> {
        self.shown.with(|shown| shown.place(key))
    }

    /// How many tickets are loaded, followed.
    pub fn loaded(&self) -> usize {
        self.rows.with(|rows| rows.len())
    }

    /// How many tickets the view has in all, as far as the API tells, followed.
    pub fn total(&self) -> Option<u64> {
        self.total.get()
    }

    /// Whether there are pages that were not loaded, followed.
    pub fn has_more(&self) -> bool {
        self.next.with(Option::is_some)
    }

    /// Whether what is in sight is narrowed here and not by the API, followed.
    pub fn is_narrowed(&self) -> bool {
        !self.text.with(|text| text.trim().is_empty()) || self.view.with(|view| !view.local.is_empty())
    }

    /// How many rows the view has as far as anyone can tell, followed.
    pub fn extent(&self) -> Option<u64> {
        let is_complete = !self.has_more() && self.first.with(|first| *first == Remote::Ready);
        match (self.is_narrowed(), is_complete) {
            (_, true) => Some(self.shown.with(|shown| shown.rows.len()) as u64),
            (false, false) => self.total(),
            (true, false) => None,
        }
    }

    /// Asks for the list again, with the rows in sight meanwhile.
    pub fn refresh(&self) {
        self.load(false);
    }

    fn load(&self, is_other_account: bool) {
        let (inbox, view) = (*self, self.view.get_untracked());
        let Some(client) = view.account.as_ref().and_then(|id| self.accounts.client_now(id)) else { return };
        inbox.loading_all.set(false);
        inbox.first.set(Remote::Loading);
        inbox.more.set(Remote::Idle);
        if is_other_account {
            inbox.clear();
        }
        self.loading.run(async move {
            let asked = inbox.tickets.stamp();
            match client.list(&view.query, None).await {
                Ok(page) => {
                    inbox.rows.set(Arc::new(Vec::new()));
                    inbox.take(&view, page, asked);
                    inbox.first.set(Remote::Ready);
                    inbox.settle();
                }
                Err(error) => {
                    if error == Error::Unauthorized {
                        inbox.clear();
                    }
                    inbox.first.set(Remote::Failed(error));
                }
            }
        });
    }

    fn clear(&self) {
        self.rows.set(Arc::new(Vec::new()));
        self.next.set(None);
        self.total.set(None);
        self.selection.update(HashSet::clear);
        self.current.set(None);
    }

    /// Asks for the next page, unless one is on its way or the end is reached.
    pub fn load_more(&self) {
        let is_idle =
            self.first.with_untracked(|first| *first == Remote::Ready) && !self.more.with_untracked(Remote::is_loading);
        if is_idle && self.next.with_untracked(Option::is_some) {
            let inbox = *self;
            self.loading.run(async move {
                inbox.next_page().await;
            });
        }
    }

    /// Loads page after page until the end, or until [`Inbox::stop`].
    pub fn load_all(&self) {
        let inbox = *self;
        inbox.loading_all.set(true);
        self.loading.run(async move {
            while inbox.next_page().await {}
            inbox.loading_all.set(false);
        });
    }

    /// Stops loading more.
    pub fn stop(&self) {
        self.loading.cancel();
        self.loading_all.set(false);
        self.more.set(Remote::Idle);
    }

    /// Loads one page. Returns whether there is another.
    async fn next_page(&self) -> bool {
        let view = self.view.get_untracked();
        let client = view.account.as_ref().and_then(|id| self.accounts.client_now(id));
        let (Some(client), Some(cursor)) = (client, self.next.get_untracked()) else { return false };
        self.more.set(Remote::Loading);
        let asked = self.tickets.stamp();
        match client.list(&view.query, Some(&cursor)).await {
            Ok(page) => {
                self.take(&view, page, asked);
                self.more.set(Remote::Ready);
                self.next.with_untracked(Option::is_some)
            }
            Err(error) => {
                self.more.set(Remote::Failed(error));
                false
            }
        }
    }

    /// Takes in a page. A page that brings nothing new is the last, whatever it says: a helpdesk
    /// that repeats itself must not be asked for ever.
    fn take(&self, view: &View, page: Page, asked: super::tickets::Stamp) {
        let Some(account) = view.account.clone() else { return };
        let mut rows = self.rows.get_untracked().to_vec();
        let known: HashSet<TicketKey> = rows.iter().map(|row| row.key.clone()).collect();
        let before = rows.len();
        let mut seen = known;
        let directory = self.accounts.directory(&account);
        let mut learned = directory.get_untracked();
        for listed in page.tickets {
            let row = match listed {
                Listed::Ticket(ticket) => {
                    learned.learn(&ticket);
                    let key = ticket.key.clone();
                    self.tickets.merge(*ticket, asked);
                    Row { key, problem: None }
                }
                Listed::Unreadable(problem) => {
                    let key = TicketKey { account: account.clone(), id: problem.id.clone() };
                    Row { key, problem: Some(problem) }
                }
            };
            if seen.insert(row.key.clone()) {
                rows.push(row);
            }
        }
        let brought_something = rows.len() > before;
        if directory.with_untracked(|known| *known != learned) {
            directory.set(learned);
        }
        self.next.set(page.next.filter(|_| brought_something));
        self.total.set(page.total);
        self.rows.set(Arc::new(rows));
    }

    /// After a load: the current row stays, or is the open ticket, or is the first.
    fn settle(&self) {
        let shown = self.shown.get_untracked();
        let open = self.navigation.now().ticket;
        let current = self.current.get_untracked().or(open).filter(|key| shown.place(key).is_some());
        self.current.set(current.or_else(|| shown.rows.first().map(|row| row.key.clone())));
        self.selection.update(|selection| selection.retain(|key| shown.place(key).is_some()));
    }

    /// The current row, followed: the one that was last moved to, or the first if that one is gone.
    pub fn current(&self) -> Option<TicketKey> {
        let current = self.current.get();
        self.shown.with(|shown| {
            current.filter(|key| shown.place(key).is_some()).or_else(|| shown.rows.first().map(|row| row.key.clone()))
        })
    }

    /// Makes a row the current one; an open ticket beside the list follows.
    pub fn move_to(&self, key: TicketKey) {
        self.current.set(Some(key.clone()));
        if self.navigation.now().ticket.is_some_and(|open| open != key) {
            self.navigation.open(key);
        }
    }

    /// Moves so many rows down, or up if negative, as far as there are any.
    pub fn move_by(&self, rows: isize) {
        let shown = self.shown.get_untracked();
        let place = untrack(|| self.current()).and_then(|key| shown.place(&key)).unwrap_or(0);
        let place = place.saturating_add_signed(rows).min(shown.rows.len().saturating_sub(1));
        if let Some(row) = shown.rows.get(place) {
            self.move_to(row.key.clone());
        }
    }

    /// Ticks a ticket, or takes the tick away.
    pub fn toggle(&self, key: &TicketKey) {
        self.anchor.set_value(Some(key.clone()));
        self.selection.update(|selection| {
            if !selection.remove(key) {
                selection.insert(key.clone());
            }
        });
    }

    /// Ticks everything from where the selection began to this ticket.
    pub fn extend_to(&self, key: &TicketKey) {
        let shown = self.shown.get_untracked();
        let anchor = self.anchor.get_value().or_else(|| untrack(|| self.current()));
        let from = anchor.as_ref().and_then(|key| shown.place(key)).unwrap_or(0);
        let to = shown.place(key).unwrap_or(from);
        self.anchor.set_value(anchor);
        let between = shown.rows.iter().skip(from.min(to)).take(from.abs_diff(to) + 1);
        self.selection.update(|selection| {
            selection.extend(between.filter(|row| row.problem.is_none()).map(|row| row.key.clone()));
        });
    }

    /// Ticks every row in sight, or none when all are.
    pub fn toggle_all(&self) {
        let shown = self.shown.get_untracked();
        self.selection.update(|selection| {
            let all: HashSet<TicketKey> =
                shown.rows.iter().filter(|row| row.problem.is_none()).map(|row| row.key.clone()).collect();
            *selection = if *selection == all { HashSet::new() } else { all };
        });
    }

    /// Takes every tick away.
    pub fn clear_selection(&self) {
        self.selection.update(HashSet::clear);
    }
}
