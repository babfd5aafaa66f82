//! How pages come: the first ones of every feed at once, then one where the list goes on.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::{Feed, Inbox, Loaded, Placed, Row, Source, View, merged, wanting};
use crate::client::error::Error;
use crate::domain::{Listed, Page, TicketKey};
use crate::state::remote::Remote;
use crate::state::tickets::Stamp;

impl Inbox {
    /// Asks for the list again, with the rows in sight meanwhile.
    pub fn refresh(&self) {
        let sources = self.view.with_untracked(|view| view.sources.clone());
        let known =
            self.take_feeds().into_iter().filter(|feed| !sources.contains(&feed.source) && feed.rests).collect();
        self.load(sources, known);
    }

    /// Asks for what the present view wants, after the view `before`.
    pub(super) fn follow(&self, before: Option<&View>) {
        let view = self.view.get_untracked();
        if before.is_some_and(|before| before.accounts != view.accounts) {
            self.clear();
        }
        let browsing = |view: &View| view.sources.iter().map(Source::browsing).collect::<Vec<_>>();
        // Only the words changed: what was loaded without a search stays, and is searched here.
        let keeps = before.is_some_and(|before| *before != view && browsing(before) == browsing(&view));
        let mut known = self.take_feeds();
        known.retain(|feed| keeps && !feed.source.is_search() && feed.error().is_none() && feed.is_heard());
        let sources = view.sources.into_iter().filter(|source| !known.iter().any(|feed| feed.source == *source));
        self.load(sources.collect(), known);
    }

    /// Asks for the first page of every source, beside the feeds that are `known`.
    fn load(&self, sources: Vec<Source>, known: Vec<Feed>) {
        let count = known.len();
        let asked = sources.len();
        let mut feeds = known;
        feeds.extend(sources.into_iter().map(Feed::new));
        // While helpdesks search, the lists that nobody searched hold nothing up.
        let is_searched = feeds.iter().any(|feed| feed.source.is_search());
        for feed in &mut feeds {
            feed.rests = is_searched && !feed.source.is_search();
        }
        self.loading.cancel();
        self.loading_all.set(false);
        self.is_old.set_value(true);
        self.feeds.set(feeds);
        for place in count..count + asked {
            let inbox = *self;
            self.loading.beside(async move {
                inbox.page(place).await;
            });
        }
        if asked == 0 {
            self.draw();
        }
    }

    fn take_feeds(&self) -> Vec<Feed> {
        self.feeds.try_update_untracked(std::mem::take).unwrap_or_default()
    }

    fn clear(&self) {
        self.loaded.set(Loaded::default());
        self.is_old.set_value(false);
        self.selection.update(HashSet::clear);
        self.current.set(None);
    }

    /// Asks for the next page, unless one is on its way or the end is reached.
    pub fn load_more(&self) {
        if self.first.with_untracked(Remote::is_loading) || self.more.with_untracked(Remote::is_loading) {
            return;
        }
        if let Some(place) = self.feeds.with_untracked(|feeds| wanting(feeds)) {
            let inbox = *self;
            self.loading.beside(async move {
                inbox.page(place).await;
            });
        }
    }

    /// Asks again for what did not come.
    pub fn retry(&self) {
        let failed = self.feeds.with_untracked(|feeds| {
            let failed = feeds.iter().enumerate().filter(|(_, feed)| feed.error().is_some());
            failed.map(|(place, _)| place).collect::<Vec<_>>()
        });
        for place in failed {
            let inbox = *self;
            self.loading.beside(async move {
                inbox.page(place).await;
            });
        }
    }

    /// Loads page after page until the end, or until [`Inbox::stop`].
    pub fn load_all(&self) {
        let inbox = *self;
        inbox.loading_all.set(true);
        self.loading.run(async move {
            while let Some(place) = inbox.feeds.with_untracked(|feeds| wanting(feeds)) {
                inbox.page(place).await;
            }
            inbox.loading_all.set(false);
        });
    }

    /// Stops loading more.
    pub fn stop(&self) {
        self.loading.cancel();
        self.loading_all.set(false);
        self.feeds.update(|feeds| {
            for feed in feeds.iter_mut().filter(|feed| !feed.rows.is_empty() && feed.progress.is_loading()) {
                feed.progress = Remote::Ready;
            }
        });
    }

    /// Loads the next page of one feed.
    async fn page(&self, place: usize) {
        let question = self.feeds.try_update(|feeds| {
            let feed = feeds.get_mut(place)?;
            feed.progress = Remote::Loading;
            Some((feed.source.clone(), feed.next.clone()))
        });
        let Some(Some((source, cursor))) = question else { return };
        let Some(client) = self.accounts.client_now(&source.account) else { return };
        let asked = self.tickets.stamp();
        let answer = client.list(&source.query, cursor.as_ref()).await;
        let is_refused = answer.as_ref().err() == Some(&Error::Unauthorized);
        let rows = answer.map(|page| self.take(&source, page, asked));
        self.feeds.update(|feeds| {
            let is_alone = feeds.len() == 1;
            let mut seen: HashSet<TicketKey> = HashSet::new();
            if let Some(feed) = feeds.get(place) {
                seen.extend(feed.rows.iter().map(|placed| placed.row.key.clone()));
            }
            let Some(feed) = feeds.get_mut(place) else { return };
            match rows {
                Ok((mut rows, next, total)) => {
                    rows.retain(|placed| seen.insert(placed.row.key.clone()));
                    // A page that brings nothing new is the last, whatever it says: a helpdesk that
                    // repeats itself must not be asked for ever.
                    feed.next = next.filter(|_| !rows.is_empty());
                    feed.total = total;
                    feed.add(rows, is_alone);
                    feed.progress = Remote::Ready;
                }
                Err(error) => feed.progress = Remote::Failed(error),
            }
        });
        if is_refused && self.account_now().is_some() {
            self.clear();
        } else {
            self.draw();
        }
    }

    /// Takes in the tickets of a page, and makes rows of them.
    fn take(
        &self,
        source: &Source,
        page: Page,
        asked: Stamp,
    ) -> (Vec<Placed>, Option<crate::domain::Cursor>, Option<u64>) {
        let account = &source.account;
        let directory = self.accounts.directory(account);
        let mut learned = directory.get_untracked();
        let mut rows: Vec<Placed> = Vec::with_capacity(page.tickets.len());
        for listed in page.tickets {
            rows.push(match listed {
                Listed::Ticket(mut ticket) => {
                    learned.name_labels(&mut ticket);
                    learned.learn(&ticket);
                    let (key, moment) = (ticket.key.clone(), ticket.last_activity());
                    self.tickets.merge(*ticket, asked);
                    Placed { row: Row { key, problem: None }, moment }
                }
                Listed::Unreadable(problem) => {
                    let key = TicketKey { account: account.clone(), id: problem.id.clone() };
                    // It stays beside its neighbours.
                    let moment = rows.last().and_then(|before| before.moment);
                    Placed { row: Row { key, problem: Some(problem) }, moment }
                }
            });
        }
        if directory.with_untracked(|known| *known != learned) {
            directory.set(learned);
        }
        (rows, page.next, page.total)
    }

    /// Shows what has come. While a list that is in sight is asked for again, it stays until all of
    /// the new one is there.
    fn draw(&self) {
        let is_settled = !self.first.with_untracked(Remote::is_loading);
        let is_failed = self.first.with_untracked(|first| first.error().is_some());
        let has_rows = self.loaded.with_untracked(|loaded| !loaded.rows.is_empty());
        if is_failed || (!is_settled && has_rows && self.is_old.get_value()) {
            return;
        }
        self.is_old.set_value(false);
        let loaded = self.feeds.with_untracked(|feeds| {
            let searched = feeds.iter().filter(|feed| feed.source.is_search());
            let words = searched.clone().next().map(|feed| feed.source.query.text.clone()).unwrap_or_default();
            let found = searched.flat_map(|feed| &feed.rows).map(|placed| placed.row.key.clone()).collect();
            Loaded { rows: Arc::new(merged(feeds)), found: Arc::new((words, found)) }
        });
        self.loaded.set(loaded);
        if is_settled {
            self.settle();
        }
    }

    /// After a load: the current row stays, or is the open ticket, or is the first.
    fn settle(&self) {
        let shown = self.shown.get_untracked();
        let open = self.navigation.now().ticket;
        let current = self.current.get_untracked().or(open).filter(|key| shown.place(key).is_some());
        self.current.set(current.or_else(|| shown.rows.first().map(|row| row.key.clone())));
        self.selection.update(|selection| selection.retain(|key| shown.place(key).is_some()));
    }

    fn account_now(&self) -> Option<crate::domain::AccountId> {
        self.view.with_untracked(|view| view.account().cloned())
    }
}
