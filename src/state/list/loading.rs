//! Loads the pages of the list: the first page of every feed at once, then one page at a time.
//!
//! Each feed owns its request. Dropping a feed cancels its request.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::{Feed, FeedRow, ListQuery, Loaded, Row, Source, TicketList, merged, next_feed};
use crate::client::Client;
use crate::client::error::Error;
use crate::client::pagination;
use crate::domain::{AccountId, Cursor, Listed, Page, TicketKey};
use crate::platform::clock;
use crate::state::remote::Remote;
use crate::state::tasks::Task;
use crate::state::ticket::store::Stamp;

/// What the list was last loaded for: the query, and the client of each account in it.
pub(super) type ListInputs = (ListQuery, Vec<Option<Client>>);

impl TicketList {
    /// Reloads the list. The present rows stay until the new ones are loaded.
    pub fn refresh(&self) {
        let sources = self.query.with_untracked(|query| query.sources.clone());
        self.load(sources, self.take_feeds(), |_| false);
    }

    /// Loads what the query asks for now and did not ask for before.
    pub(super) fn follow(&self, before: Option<&ListInputs>, (query, clients): &ListInputs) {
        let same_client = |account: &AccountId| {
            let of = |(query, clients): &ListInputs| {
                let place = query.accounts.iter().position(|known| known == account)?;
                clients.get(place).cloned().flatten()
            };
            let now = query.accounts.iter().position(|known| known == account);
            let now = now.and_then(|place| clients.get(place).cloned().flatten());
            before.and_then(of).zip(now).is_some_and(|(before, now)| before.is_same(&now))
        };
        let is_same_scope = before.is_some_and(|(before, _)| before.accounts == query.accounts);
        if before.is_some() && !is_same_scope {
            self.clear();
        }
        // A feed stays if the same is asked for, or if a search needs its tickets.
        let browsed: Vec<_> = query.sources.iter().filter(|it| it.is_search()).map(Source::browsing).collect();
        let stays = |feed: &Feed| {
            is_same_scope
                && same_client(&feed.source.account)
                && feed.error().is_none()
                && (query.sources.iter().any(|it| it.sends_same(&feed.source))
                    || (!feed.source.is_search() && feed.has_responded() && browsed.contains(&feed.source.browsing())))
        };
        self.load(query.sources.clone(), self.take_feeds(), stays);
    }

    /// Loads the first page of every source that no feed has yet. All other feeds are dropped, except those that
    /// `stays` returns true for.
    fn load(&self, sources: Vec<Source>, known: Vec<Feed>, stays: impl Fn(&Feed) -> bool) {
        let mut feeds: Vec<Feed> = Vec::new();
        let mut new_ids = Vec::new();
        let (mut kept, mut rest): (Vec<Feed>, Vec<Feed>) = known.into_iter().partition(stays);
        for source in sources {
            let place = kept.iter().position(|feed| feed.source.sends_same(&source));
            feeds.push(match place {
                Some(place) => Feed { source, ..kept.remove(place) },
                None => {
                    let place = rest.iter().position(|feed| feed.source == source);
                    let feed = place.map_or_else(|| Feed::new(source), |place| rest.remove(place).restarted());
                    let id = self.next_id();
                    new_ids.push(id);
                    Feed { id, ..feed }
                }
            });
        }
        // The other feeds that stay were loaded before a search.
        feeds.extend(kept);
        // While helpdesks search, feeds without the search load no more and delay no row.
        let has_search = feeds.iter().any(|feed| feed.source.is_search());
        for feed in &mut feeds {
            feed.is_paused = has_search && !feed.source.is_search();
        }
        self.loading_all.set(false);
        self.is_stale.set_value(true);
        self.arrivals.set(HashSet::new());
        self.feeds.set(feeds);
        for id in &new_ids {
            self.request(*id);
        }
        if new_ids.is_empty() {
            self.draw();
        }
    }

    /// Loads the first pages again without moving a row: updates known tickets, and records which tickets arrived.
    ///
    /// Returns whether there are other arrivals than before, and whether the ticket `wanted` was loaded.
    pub async fn check_arrivals(&self, wanted: Option<&TicketKey>) -> (bool, bool) {
        // The results of a search stay as they are, and a list that is being loaded needs no check.
        let is_idle = !self.first_pages.with_untracked(Remote::is_loading) && !self.loading_all.get_untracked();
        let sources = self.query.with_untracked(|query| query.sources.clone());
        if !is_idle || sources.iter().any(Source::is_search) {
            return (false, false);
        }
        let mut has_wanted = false;
        let mut arrivals = HashSet::new();
        for source in &sources {
            let client = self.accounts.client_now(&source.account);
            let is_reachable = untrack(|| self.accounts.is_reachable(&source.account));
            let Some(client) = client.filter(|_| is_reachable) else { continue };
            let asked = self.tickets.stamp();
            // The connection of the account reports errors.
            let Ok(page) = client.list_some(&source.query, None).await else { continue };
            let (rows, ..) = self.take(source, page, asked);
            has_wanted |= rows.iter().any(|it| Some(&it.row.key) == wanted);
            self.feeds.with_untracked(|feeds| {
                let feed = feeds.iter().find(|feed| feed.source == *source && feed.has_responded());
                let known: Option<HashSet<&TicketKey>> =
                    feed.map(|feed| feed.rows.iter().map(|it| &it.row.key).collect());
                // Without such a feed the view has changed, and these are not its tickets.
                if let Some(known) = known {
                    arrivals.extend(rows.into_iter().map(|it| it.row.key).filter(|key| !known.contains(key)));
                }
            });
        }
        // The view may have changed meanwhile.
        let is_same_view = self.query.with_untracked(|query| query.sources == sources);
        let has_changed = is_same_view && self.arrivals.with_untracked(|before| *before != arrivals);
        if has_changed {
            self.arrivals.set(arrivals);
        }
        (has_changed, has_wanted)
    }

    fn next_id(&self) -> u64 {
        self.last_id
            .try_update_value(|id| {
                *id += 1;
                *id
            })
            .unwrap_or_default()
    }

    fn take_feeds(&self) -> Vec<Feed> {
        self.feeds.try_update_untracked(std::mem::take).unwrap_or_default()
    }

    fn clear(&self) {
        self.loaded.set(Loaded::default());
        self.is_stale.set_value(false);
        self.clear_selection();
        self.current.set(None);
    }

    /// Loads the next page, unless one is being loaded or there is none.
    pub fn load_more(&self) {
        if !self.next_page.with_untracked(Remote::is_loading) {
            self.request_next();
        }
    }

    /// Requests the page that delays the rows of other feeds. Returns whether there is one.
    fn request_next(&self) -> bool {
        let wanted = self.feeds.with_untracked(|feeds| next_feed(feeds).map(|place| feeds[place].id));
        wanted.inspect(|id| self.request(*id)).is_some()
    }

    /// Retries the pages of an account that failed to load.
    pub fn retry(&self, account: &AccountId) {
        self.retry_failed(account, |_| true);
    }

    /// Retries the pages of an account that failed with a temporary error.
    pub fn recover(&self, account: &AccountId) {
        self.retry_failed(account, Error::is_retryable);
    }

    fn retry_failed(&self, account: &AccountId, is_wanted: fn(&Error) -> bool) {
        let is_wanted = |feed: &&Feed| feed.error().is_some_and(is_wanted) && feed.source.account == *account;
        let failed: Vec<u64> =
            self.feeds.with_untracked(|feeds| feeds.iter().filter(is_wanted).map(|feed| feed.id).collect());
        // A feed whose first page failed to reload starts again.
        self.feeds.update(|feeds| {
            for feed in feeds.iter_mut().filter(|feed| failed.contains(&feed.id) && feed.is_outdated) {
                *feed = Feed { id: feed.id, is_paused: feed.is_paused, ..std::mem::take(feed).restarted() };
                self.is_stale.set_value(true);
            }
        });
        failed.into_iter().for_each(|id| self.request(id));
    }

    /// Loads page after page until the end, or until [`TicketList::stop`].
    pub fn load_all(&self) {
        self.loading_all.set(true);
        if !self.next_page.with_untracked(Remote::is_loading) && !self.request_next() {
            self.loading_all.set(false);
        }
    }

    /// Stops loading more pages. Requests for first pages continue.
    pub fn stop(&self) {
        self.loading_all.set(false);
        self.feeds.update(|feeds| {
            for feed in feeds.iter_mut().filter(|feed| !feed.rows.is_empty() && feed.progress.is_loading()) {
                (feed.request, feed.progress) = (None, Remote::Ready);
            }
        });
    }

    /// Requests the next page of a feed.
    fn request(&self, id: u64) {
        let list = *self;
        let request = Task::start(async move { list.load_page(id).await });
        self.feeds.update(|feeds| {
            if let Some(feed) = feeds.iter_mut().find(|feed| feed.id == id) {
                (feed.request, feed.progress) = (Some(request), Remote::Loading);
            }
        });
    }

    /// Loads the next page of a feed.
    async fn load_page(&self, id: u64) {
        let wanted = self.feeds.try_update_untracked(|feeds| {
            let feed = feeds.iter().find(|feed| feed.id == id)?;
            Some((feed.source.clone(), feed.next.clone()))
        });
        let Some(Some((source, cursor))) = wanted else { return };
        let Some(client) = self.accounts.client_now(&source.account) else { return };
        let asked = self.tickets.stamp();
        let page = client.list_some(&source.query, cursor.as_ref()).await;
        if page.as_ref().err() == Some(&Error::Unauthorized) {
            self.accounts.refuse_token(&client);
        }
        let rows = page.map(|page| self.take(&source, page, asked));
        // Drawing the rows takes a slow device as long as reading them, so the browser gets a turn before it.
        clock::yield_to_browser().await;
        self.feeds.update(|feeds| {
            let is_alone = feeds.len() == 1;
            let Some(feed) = feeds.iter_mut().find(|feed| feed.id == id) else { return };
            match rows {
                Ok((mut rows, next, total)) => {
                    let mut seen: HashSet<TicketKey> = feed.rows.iter().map(|it| it.row.key.clone()).collect();
                    rows.retain(|it| seen.insert(it.row.key.clone()));
                    feed.next = pagination::next_page(next, rows.len());
                    feed.total = total;
                    feed.previous = None;
                    feed.add(rows, is_alone);
                    feed.progress = Remote::Ready;
                }
                Err(error) => feed.fail(error),
            }
        });
        self.draw();
        if self.loading_all.get_untracked()
            && !self.request_next()
            && !self.feeds.with_untracked(|feeds| feeds.iter().any(|feed| feed.progress.is_loading()))
        {
            self.loading_all.set(false);
        }
    }

    /// Stores the tickets of a page, and returns its rows, the place of the next page and the number of all tickets.
    fn take(&self, source: &Source, page: Page, asked: Stamp) -> (Vec<FeedRow>, Option<Cursor>, Option<u64>) {
        let account = &source.account;
        let directory = self.accounts.directory(account);
        let mut learned = directory.get_untracked();
        let mut rows: Vec<FeedRow> = Vec::with_capacity(page.tickets.len());
        for listed in page.tickets {
            rows.push(match listed {
                Listed::Ticket(mut ticket) => {
                    learned.name_labels(&mut ticket);
                    learned.learn(&ticket);
                    let (key, moment) = (ticket.key.clone(), ticket.last_activity());
                    self.tickets.merge(*ticket, asked);
                    FeedRow { row: Row { key, problem: None }, moment }
                }
                Listed::Unreadable(problem) => {
                    let key = TicketKey { account: account.clone(), id: problem.id.clone() };
                    FeedRow { row: Row { key, problem: Some(problem) }, moment: None }
                }
            });
        }
        // A row without a moment gets that of the row above, or below at the top, so that it stays there when sorted.
        let mut known = rows.iter().find_map(|it| it.moment);
        for row in &mut rows {
            known = row.moment.or(known);
            row.moment = known;
        }
        if directory.with_untracked(|known| *known != learned) {
            directory.set(learned);
        }
        (rows, page.next, page.total)
    }

    /// Shows the loaded rows. While the list is being reloaded, the previous rows stay until all first pages are loaded.
    fn draw(&self) {
        let is_settled = !self.first_pages.with_untracked(Remote::is_loading);
        let is_failed = self.first_pages.with_untracked(|first| first.error().is_some());
        let has_rows = self.loaded.with_untracked(|loaded| !loaded.rows.is_empty());
        if is_failed || (!is_settled && has_rows && self.is_stale.get_value()) {
            return;
        }
        self.is_stale.set_value(false);
        let loaded = self.feeds.with_untracked(|feeds| {
            let searches = feeds.iter().filter(|feed| feed.source.is_search());
            let text = searches.clone().next().map(|feed| feed.source.query.text.clone()).unwrap_or_default();
            let found = searches.flat_map(|feed| &feed.rows).map(|it| it.row.key.clone()).collect();
            Loaded { rows: Arc::new(merged(feeds)), found: Arc::new((text, found)) }
        });
        self.loaded.set(loaded);
        if is_settled {
            self.settle();
        }
    }

    /// Chooses the current row after loading: the same as before, or the open ticket, or the first row. Removes tickets
    /// that are gone from the selection.
    fn settle(&self) {
        let order = self.order.get_untracked();
        let open = self.navigation.now().ticket;
        let current = self.current.get_untracked().or(open).filter(|key| order.place(key).is_some());
        self.current.set(current.or_else(|| order.rows.first().map(|row| row.key.clone())));
        self.selection.update(|selection| selection.retain(|key| order.place(key).is_some()));
    }
}
