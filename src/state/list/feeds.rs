//! Feeds: the pages of one query to one helpdesk. All feeds are merged into the list.
//!
//! This module is pure: it neither sends requests nor draws. The place of a row follows from the pages that arrived.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::client::error::Error;
use crate::domain::{AccountId, Cursor, Filter, Instant, Query, TicketKey, Unreadable};
use crate::state::remote::Remote;
use crate::state::tasks::Task;

/// What one helpdesk is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The account.
    pub account: AccountId,
    /// The query that is sent, in the account's own ids. It has a search text only if the API can search.
    pub query: Query,
    /// The whole query, by which loaded tickets are filtered.
    pub wanted: Query,
    /// The filters that the API does not document. They are applied to the loaded tickets.
    pub local: Vec<Filter>,
}

impl Source {
    /// Whether the helpdesk searches.
    pub fn is_search(&self) -> bool {
        !self.query.text.is_empty()
    }

    /// Whether the same query is sent to the same account, whatever is filtered locally.
    pub fn sends_same(&self, other: &Source) -> bool {
        self.account == other.account && self.query == other.query
    }

    /// Returns the same account and query without the search text.
    pub fn browsing(&self) -> (AccountId, Query) {
        (self.account.clone(), self.query.clone().with_text(""))
    }
}

/// The pages of one source, as far as they are loaded.
#[derive(Debug, Default)]
pub struct Feed {
    /// Its id within the list.
    pub id: u64,
    /// What is asked for.
    pub source: Source,
    /// The loaded rows, in order.
    pub rows: Vec<FeedRow>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Cursor>,
    /// The number of all tickets; `None` if the API does not report it.
    pub total: Option<u64>,
    /// The progress of its present page.
    pub progress: Remote,
    /// The feed before it was reloaded. Its rows are restored if reloading fails.
    pub previous: Option<Box<Feed>>,
    /// The request for its present page. Dropping it cancels the request.
    pub request: Option<Task>,
    /// Whether its rows are from before, because reloading failed.
    pub is_outdated: bool,
    /// Whether it loads no more pages, because the helpdesk searches instead. Its rows are still shown.
    pub is_paused: bool,
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// The key of its ticket.
    pub key: TicketKey,
    /// Why the ticket could not be read; `None` if it could.
    pub problem: Option<Unreadable>,
}

/// A row, and the moment that orders it among the rows of other feeds.
#[derive(Clone, Debug)]
pub struct FeedRow {
    /// The row.
    pub row: Row,
    /// The last activity at the time the row was loaded. Later activity does not move the row.
    pub moment: Option<Instant>,
}

impl Feed {
    /// Makes a feed without pages.
    pub fn new(source: Source) -> Self {
        Feed { source, progress: Remote::Loading, ..Feed::default() }
    }

    /// Returns the feed from its beginning. It keeps its rows in case reloading fails.
    pub fn restarted(self) -> Self {
        let source = self.source.clone();
        let previous = Feed { request: None, ..self };
        Feed { previous: (!previous.rows.is_empty()).then(|| Box::new(previous)), ..Feed::new(source) }
    }

    /// Records that a page failed to load. If it was the first page of a reload, restores the previous rows.
    pub fn fail(&mut self, error: Error) {
        if let Some(previous) = self.previous.take().filter(|_| self.rows.is_empty()) {
            (self.rows, self.next, self.total, self.is_outdated) = (previous.rows, previous.next, previous.total, true);
        }
        self.progress = Remote::Failed(error);
    }

    /// Whether the helpdesk has responded, successfully or not.
    pub fn has_responded(&self) -> bool {
        !self.rows.is_empty() || !self.progress.is_loading()
    }

    /// Returns why its last page failed to load; `None` if it did not fail.
    pub fn error(&self) -> Option<&Error> {
        self.progress.error()
    }

    /// Whether there are more pages to load.
    pub fn has_more(&self) -> bool {
        self.next.is_some() && !self.is_paused
    }

    /// Adds the rows of a page. If it is not the only feed, sorts them, and places none above a row of an earlier page,
    /// because that row is already shown.
    pub fn add(&mut self, mut rows: Vec<FeedRow>, is_alone: bool) {
        if !is_alone {
            rows.sort_by_key(|placed| Reverse(placed.moment));
            if let Some(last) = self.rows.iter().rev().find_map(|placed| placed.moment) {
                for row in &mut rows {
                    row.moment = row.moment.map(|moment| moment.min(last));
                }
            }
        }
        self.rows.extend(rows);
    }

    /// Returns the rank of its last row among the rows of all feeds.
    fn end(&self, feed: usize) -> Option<Rank> {
        self.rows.last().map(|placed| (placed.moment, Reverse(feed)))
    }
}

/// The order of rows, greatest first: by moment, and for the same moment by feed.
pub(super) type Rank = (Option<Instant>, Reverse<usize>);

/// Sorts rows by rank, greatest first.
pub(super) fn sort(ranked: &mut [(Rank, Row)]) {
    ranked.sort_by_key(|(rank, _)| Reverse(*rank));
}

/// Returns the rows whose place is certain, newest first. The rows of a single feed keep its order.
///
/// The place of a row is certain if every feed with more pages has a row that ranks as low: further pages can only add
/// rows below it. A feed that failed, or that has not responded yet, delays no row.
pub fn merged(feeds: &[Feed]) -> Vec<Row> {
    let ranked = |(feed, it): (usize, &'_ Feed)| -> Vec<(Rank, Row)> {
        it.rows.iter().map(|placed| ((placed.moment, Reverse(feed)), placed.row.clone())).collect()
    };
    let mut ranked: Vec<(Rank, Row)> = feeds.iter().enumerate().flat_map(ranked).collect();
    if feeds.len() > 1 {
        let horizon = horizon(feeds);
        ranked.retain(|(rank, _)| horizon.is_none_or(|horizon| *rank >= horizon));
        sort(&mut ranked);
    }
    let mut seen = HashSet::with_capacity(ranked.len());
    ranked.retain(|(_, row)| seen.insert(row.key.clone()));
    ranked.into_iter().map(|(_, row)| row).collect()
}

/// Returns the index of the feed whose next page must be loaded next, because it delays the rows of the others.
pub fn next_feed(feeds: &[Feed]) -> Option<usize> {
    let (_, Reverse(feed)) = horizon(feeds)?;
    (feeds[feed].progress == Remote::Ready).then_some(feed)
}

/// Returns the rank down to which every feed with more pages has loaded its rows.
fn horizon(feeds: &[Feed]) -> Option<Rank> {
    let unfinished = feeds.iter().enumerate().filter(|(_, feed)| feed.has_more() && feed.error().is_none());
    unfinished.filter_map(|(place, feed)| feed.end(place)).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time;

    fn feed(account: &str, minutes: &[u32], has_more: bool) -> Feed {
        let mut feed = Feed::new(Source { account: account.into(), ..Source::default() });
        feed.progress = Remote::Ready;
        feed.next = has_more.then(|| Cursor("2".into()));
        feed.add(minutes.iter().map(|minute| row(account, *minute)).collect(), false);
        feed
    }

    fn row(account: &str, minute: u32) -> FeedRow {
        let key = format!("{account}:{minute}").parse().unwrap();
        let moment = time::parse(&format!("2026-11-21T12:{minute:02}:00Z"));
        FeedRow { row: Row { key, problem: None }, moment }
    }

    fn keys(feeds: &[Feed]) -> String {
        merged(feeds).iter().map(|row| row.key.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_row_waits_until_no_row_can_come_above_it() {
        let feeds = [feed("a", &[50, 40, 30], true), feed("b", &[45, 20], true), feed("c", &[10], false)];
        assert_eq!(keys(&feeds), "a:50 b:45 a:40 a:30");
        assert_eq!(next_feed(&feeds), Some(0));
    }

    #[test]
    fn rows_of_a_new_page_go_below_the_shown_rows() {
        let mut feeds = [feed("a", &[50, 40], true), feed("b", &[45, 44], true)];
        let before = keys(&feeds);
        feeds[1].add(vec![row("b", 20), row("b", 48)], false);
        feeds[1].next = None;
        assert_eq!(before, "a:50 b:45 b:44");
        assert_eq!(keys(&feeds), "a:50 b:45 b:44 b:48 a:40");
        assert_eq!(next_feed(&feeds), Some(0));
    }

    #[test]
    fn a_failed_or_paused_feed_delays_no_row() {
        let mut feeds = [feed("a", &[50, 10], false), feed("b", &[45], true), feed("c", &[40], true)];
        feeds[1].progress = Remote::Failed(Error::Offline);
        feeds[2].is_paused = true;
        assert_eq!(keys(&feeds), "a:50 b:45 c:40 a:10");
        assert_eq!(next_feed(&feeds), None);
    }

    #[test]
    fn a_single_feed_keeps_its_order_and_shows_each_ticket_once() {
        let mut alone = feed("a", &[], true);
        alone.add(vec![row("a", 10), row("a", 30), row("a", 10)], true);
        assert_eq!(keys(std::slice::from_ref(&alone)), "a:10 a:30");
        assert_eq!(next_feed(&[alone]), Some(0));
    }
}
