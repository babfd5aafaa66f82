//! How pages come: the first ones of every feed at once, then one where the list goes on.
//!
//! Each feed holds its own request: a feed that is let go gives it up.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::{Feed, FeedRow, ListQuery, Loaded, Row, Source, TicketList, merged, wanting};
use crate::client::Client;
use crate::client::error::Error;
use crate::domain::{AccountId, Cursor, Listed, Page, TicketKey};
use crate::platform::clock;
use crate::state::remote::Remote;
use crate::state::tasks::Task;
use crate::state::ticket::store::Stamp;

/// What the list followed when it was last asked for: the view, and the client of each account in it.
pub(super) type ListInputs = (ListQuery, Vec<Option<Client>>);

impl TicketList {
    /// Asks for the list again, with the rows in sight meanwhile.
    pub fn refresh(&self) {
        let sources = self.view.with_untracked(|view| view.sources.clone());
        self.load(sources, self.take_feeds(), |_| false);
    }

    /// Asks for what the present view wants and was not asked for yet, after what it was before.
    pub(super) fn follow(&self, before: Option<&ListInputs>, (view, clients): &ListInputs) {
        let same_client = |account: &AccountId| {
            let of = |(view, clients): &ListInputs| {
                let place = view.accounts.iter().position(|known| known == account)?;
                clients.get(place).cloned().flatten()
            };
            let now = view.accounts.iter().position(|known| known == account);
            let now = now.and_then(|place| clients.get(place).cloned().flatten());
            before.and_then(of).zip(now).is_some_and(|(before, now)| before.is_same(&now))
        };
        let is_same_scope = before.is_some_and(|(before, _)| before.accounts == view.accounts);
        if before.is_some() && !is_same_scope {
            self.clear();
        }
        // What is on its way, or here, and still asked for stays; so does what a search looks through.
        let browsed: Vec<_> = view.sources.iter().filter(|it| it.is_search()).map(Source::browsing).collect();
        let stays = |feed: &Feed| {
            is_same_scope
                && same_client(&feed.source.account)
                && feed.error().is_none()
                && (view.sources.iter().any(|it| it.asks_same(&feed.source))
                    || (!feed.source.is_search() && feed.is_heard() && browsed.contains(&feed.source.browsing())))
        };
        self.load(view.sources.clone(), self.take_feeds(), stays);
    }

    /// Asks for the first page of every source. Of the feeds that are known, those that stay go on,
    /// and those that a search looks through stay beside it.
    fn load(&self, sources: Vec<Source>, known: Vec<Feed>, stays: impl Fn(&Feed) -> bool) {
        let mut feeds: Vec<Feed> = Vec::new();
        let mut fresh = Vec::new();
        let (mut kept, mut rest): (Vec<Feed>, Vec<Feed>) = known.into_iter().partition(stays);
        for source in sources {
            let place = kept.iter().position(|feed| feed.source.asks_same(&source));
            feeds.push(match place {
                Some(place) => Feed { source, ..kept.remove(place) },
                None => {
                    let place = rest.iter().position(|feed| feed.source == source);
                    let feed = place.map_or_else(|| Feed::new(source), |place| rest.remove(place).again());
                    let id = self.next_id();
                    fresh.push(id);
                    Feed { id, ..feed }
                }
            });
        }
        // What is left of those that stay is what was loaded before a search.
        feeds.extend(kept);
        // While helpdesks search, the lists that nobody searched hold nothing up.
        let is_searched = feeds.iter().any(|feed| feed.source.is_search());
        for feed in &mut feeds {
            feed.rests = is_searched && !feed.source.is_search();
        }
        self.loading_all.set(false);
        self.is_old.set_value(true);
        self.news.set(HashSet::new());
        self.feeds.set(feeds);
        for id in &fresh {
            self.ask(*id);
        }
        if fresh.is_empty() {
            self.draw();
        }
    }

    /// Asks for the first pages again without moving a row: what is known is brought up to date, what is
    /// new is counted. Returns whether there is anything new, and whether a wanted ticket was among what came.
    pub async fn look(&self, wanted: Option<&TicketKey>) -> (bool, bool) {
        // A search is an answer to one question, and a list that is being loaded is new enough.
        let is_idle = !self.first.with_untracked(Remote::is_loading) && !self.loading_all.get_untracked();
        let sources = self.view.with_untracked(|view| view.sources.clone());
        if !is_idle || sources.iter().any(Source::is_search) {
            return (false, false);
        }
        let mut has_wanted = false;
        let mut news = HashSet::new();
        for source in &sources {
            let client = self.accounts.client_now(&source.account);
            let is_reachable = untrack(|| self.accounts.is_reachable(&source.account));
            let Some(client) = client.filter(|_| is_reachable) else { continue };
            let asked = self.tickets.stamp();
            // What is wrong is told by the line, and by whatever the agent does next.
            let Ok(page) = some_page(&client, source, None).await else { continue };
            let (rows, ..) = self.take(source, page, asked);
            has_wanted |= rows.iter().any(|placed| Some(&placed.row.key) == wanted);
            self.feeds.with_untracked(|feeds| {
                let feed = feeds.iter().find(|feed| feed.source == *source && feed.is_heard());
                let known: Option<HashSet<&TicketKey>> =
                    feed.map(|feed| feed.rows.iter().map(|it| &it.row.key).collect());
                // Another view is none of this one's news.
                if let Some(known) = known {
                    news.extend(rows.into_iter().map(|placed| placed.row.key).filter(|key| !known.contains(key)));
                }
            });
        }
        // The view may have changed meanwhile.
        let is_same_view = self.view.with_untracked(|view| view.sources == sources);
        let is_news = is_same_view && self.news.with_untracked(|before| *before != news);
        if is_news {
            self.news.set(news);
        }
        (is_news, has_wanted)
    }

    fn next_id(&self) -> u64 {
        self.ids
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
        self.is_old.set_value(false);
        self.clear_selection();
        self.current.set(None);
    }

    /// Asks for the next page, unless one is on its way or the end is reached.
    pub fn load_more(&self) {
        if !self.more.with_untracked(Remote::is_loading) {
            self.ask_next();
        }
    }

    /// Asks for the page that holds the others up. Returns whether there is one.
    fn ask_next(&self) -> bool {
        let wanted = self.feeds.with_untracked(|feeds| wanting(feeds).map(|place| feeds[place].id));
        wanted.inspect(|id| self.ask(*id)).is_some()
    }

    /// Asks an account again for what did not come.
    pub fn retry(&self, account: &AccountId) {
        self.ask_again(account, |_| true);
    }

    /// Asks an account again for what did not come for a reason that passes.
    pub fn recover(&self, account: &AccountId) {
        self.ask_again(account, Error::is_retryable);
    }

    fn ask_again(&self, account: &AccountId, is_wanted: fn(&Error) -> bool) {
        let is_wanted = |feed: &&Feed| feed.error().is_some_and(is_wanted) && feed.source.account == *account;
        let failed: Vec<u64> =
            self.feeds.with_untracked(|feeds| feeds.iter().filter(is_wanted).map(|feed| feed.id).collect());
        // A list whose beginning did not come anew begins anew.
        self.feeds.update(|feeds| {
            for feed in feeds.iter_mut().filter(|feed| failed.contains(&feed.id) && feed.is_outdated) {
                *feed = Feed { id: feed.id, rests: feed.rests, ..std::mem::take(feed).again() };
                self.is_old.set_value(true);
            }
        });
        failed.into_iter().for_each(|id| self.ask(id));
    }

    /// Loads page after page until the end, or until [`TicketList::stop`].
    pub fn load_all(&self) {
        self.loading_all.set(true);
        if !self.more.with_untracked(Remote::is_loading) && !self.ask_next() {
            self.loading_all.set(false);
        }
    }

    /// Stops loading more. A first page that is on its way still comes.
    pub fn stop(&self) {
        self.loading_all.set(false);
        self.feeds.update(|feeds| {
            for feed in feeds.iter_mut().filter(|feed| !feed.rows.is_empty() && feed.progress.is_loading()) {
                (feed.running, feed.progress) = (None, Remote::Ready);
            }
        });
    }

    /// Sends for the next page of a feed.
    fn ask(&self, id: u64) {
        let list = *self;
        let running = Task::start(async move { list.page(id).await });
        self.feeds.update(|feeds| {
            if let Some(feed) = feeds.iter_mut().find(|feed| feed.id == id) {
                (feed.running, feed.progress) = (Some(running), Remote::Loading);
            }
        });
    }

    /// Loads the next page of one feed.
    async fn page(&self, id: u64) {
        let question = self.feeds.try_update_untracked(|feeds| {
            let feed = feeds.iter().find(|feed| feed.id == id)?;
            Some((feed.source.clone(), feed.next.clone()))
        });
        let Some(Some((source, cursor))) = question else { return };
        let Some(client) = self.accounts.client_now(&source.account) else { return };
        let asked = self.tickets.stamp();
        let answer = some_page(&client, &source, cursor).await;
        if answer.as_ref().err() == Some(&Error::Unauthorized) {
            self.accounts.refuse_token(&client);
        }
        let rows = answer.map(|page| self.take(&source, page, asked));
        // To draw them takes a slow device as long again.
        clock::yield_to_browser().await;
        self.feeds.update(|feeds| {
            let is_alone = feeds.len() == 1;
            let Some(feed) = feeds.iter_mut().find(|feed| feed.id == id) else { return };
            match rows {
                Ok((mut rows, next, total)) => {
                    let mut seen: HashSet<TicketKey> = feed.rows.iter().map(|placed| placed.row.key.clone()).collect();
                    rows.retain(|placed| seen.insert(placed.row.key.clone()));
                    // A page that brings nothing new is the last, whatever it says: a helpdesk that
                    // repeats itself must not be asked for ever.
                    feed.next = next.filter(|_| !rows.is_empty());
                    feed.total = total;
                    feed.before = None;
                    feed.add(rows, is_alone);
                    feed.progress = Remote::Ready;
                }
                Err(error) => feed.fail(error),
            }
        });
        self.draw();
        if self.loading_all.get_untracked()
            && !self.ask_next()
            && !self.feeds.with_untracked(|feeds| feeds.iter().any(|feed| feed.progress.is_loading()))
        {
            self.loading_all.set(false);
        }
    }

    /// Takes in the tickets of a page, and makes rows of them.
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
        // What stands before the first moment that is known stays beside it.
        let mut known = rows.iter().find_map(|placed| placed.moment);
        for placed in &mut rows {
            known = placed.moment.or(known);
            placed.moment = known;
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
}

/// The next page that holds anything. A provider may leave out all of a page; so many in a row are
/// looked through at once.
async fn some_page(client: &Client, source: &Source, cursor: Option<Cursor>) -> Result<Page, Error> {
    let mut page = client.list(&source.query, cursor.as_ref()).await?;
    for _ in 0..10 {
        match page.next.take_if(|_| page.tickets.is_empty()) {
            Some(next) => page = client.list(&source.query, Some(&next)).await?,
            None => break,
        }
    }
    Ok(page)
}
