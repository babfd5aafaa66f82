//! The lists behind the list: one for each question that the helpdesks are asked, merged into one.
//!
//! Nothing here asks anything or draws anything: where a row belongs follows from what has come.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::Row;
use crate::client::error::Error;
use crate::domain::{AccountId, Cursor, Filter, Instant, Query};
use crate::state::remote::Remote;
use crate::state::tasks::Task;

/// A question to one helpdesk: which of its tickets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The account.
    pub account: AccountId,
    /// The query in the account's own words. It has words to search for only if the API searches.
    pub query: Query,
    /// The same before it was split into what the API can be asked: what the filters here go by.
    pub wanted: Query,
    /// The filters that the API does not document: they narrow what is loaded.
    pub local: Vec<Filter>,
}

impl Source {
    /// Whether the helpdesk searches.
    pub fn is_search(&self) -> bool {
        !self.query.text.is_empty()
    }

    /// Whether the helpdesk is asked the same, whatever is filtered here.
    pub fn asks_same(&self, other: &Source) -> bool {
        self.account == other.account && self.query == other.query
    }

    /// The same question without the search.
    pub fn browsing(&self) -> (AccountId, Query) {
        (self.account.clone(), self.query.clone().with_text(""))
    }
}

/// The pages of one question, as far as they have come.
#[derive(Debug, Default)]
pub struct Feed {
    /// What tells it apart for as long as the list lives.
    pub id: u64,
    /// What is asked.
    pub source: Source,
    /// What has come, in order.
    pub rows: Vec<FeedRow>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
    /// How many tickets there are in all, where the API tells.
    pub total: Option<u64>,
    /// How far its present page is.
    pub progress: Remote,
    /// What had come before it was asked for again: it stands in when nothing comes.
    pub before: Option<Box<Feed>>,
    /// The request for its present page.
    pub running: Option<Task>,
    /// Whether what it has is from before, because nothing came when it was asked for again.
    pub is_outdated: bool,
    /// Whether it rests: what it has is shown, but no more is asked for, because the helpdesk's
    /// own search goes on instead.
    pub rests: bool,
}

/// A row and the moment that orders it among those of other feeds.
#[derive(Clone, Debug)]
pub struct FeedRow {
    /// The row.
    pub row: Row,
    /// The last activity when the row came: later activity does not move it.
    pub moment: Option<Instant>,
}

impl Feed {
    /// A feed that nobody has asked for yet.
    pub fn new(source: Source) -> Self {
        Feed { source, progress: Remote::Loading, ..Feed::default() }
    }

    /// The feed from its beginning, with what has come kept in reserve.
    pub fn again(self) -> Self {
        let source = self.source.clone();
        let before = Feed { running: None, ..self };
        Feed { before: (!before.rows.is_empty()).then(|| Box::new(before)), ..Feed::new(source) }
    }

    /// Notes why a page did not come. What had come before it was asked for again is back.
    pub fn fail(&mut self, error: Error) {
        if let Some(before) = self.before.take().filter(|_| self.rows.is_empty()) {
            (self.rows, self.next, self.total, self.is_outdated) = (before.rows, before.next, before.total, true);
        }
        self.progress = Remote::Failed(error);
    }

    /// Whether the helpdesk has answered, well or badly.
    pub fn is_heard(&self) -> bool {
        !self.rows.is_empty() || !self.progress.is_loading()
    }

    /// Why its last page did not come.
    pub fn error(&self) -> Option<&Error> {
        self.progress.error()
    }

    /// Whether there are pages to ask for.
    pub fn has_more(&self) -> bool {
        self.next.is_some() && !self.rests
    }

    /// Takes in the rows of a page. When several feeds are merged they are put in order, and none
    /// goes before what came on an earlier page: that is in sight already.
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

    /// Where its last row stands among the rows of all feeds.
    fn end(&self, feed: usize) -> Option<Rank> {
        self.rows.last().map(|placed| (placed.moment, Reverse(feed)))
    }
}

/// What orders rows, the greatest first: the moment, and of the same moment the earlier feed.
pub(super) type Rank = (Option<Instant>, Reverse<usize>);

/// Puts the greatest rank first.
pub(super) fn sort(ranked: &mut [(Rank, Row)]) {
    ranked.sort_by_key(|(rank, _)| Reverse(*rank));
}

/// The rows whose place is certain, newest first; those of a feed that is alone as they came.
///
/// A row is certain when every feed that has more pages has shown something that ranks as low: what is
/// still to come can only go below. A feed that failed, or has not been heard yet, holds nothing up.
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

/// The feed of which the next page comes next: the one that holds the others up.
pub fn wanting(feeds: &[Feed]) -> Option<usize> {
    let (_, Reverse(feed)) = horizon(feeds)?;
    (feeds[feed].progress == Remote::Ready).then_some(feed)
}

/// The rank down to which every feed that goes on has shown its tickets.
fn horizon(feeds: &[Feed]) -> Option<Rank> {
    let going_on = feeds.iter().enumerate().filter(|(_, feed)| feed.has_more() && feed.error().is_none());
    going_on.filter_map(|(place, feed)| feed.end(place)).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time;

    fn feed(account: &str, minutes: &[u32], has_more: bool) -> Feed {
        let mut feed = Feed::new(Source { account: account.into(), ..Source::default() });
        feed.progress = Remote::Ready;
        feed.next = has_more.then(|| Cursor("2".into()));
        feed.add(minutes.iter().map(|minute| placed(account, *minute)).collect(), false);
        feed
    }

    fn placed(account: &str, minute: u32) -> FeedRow {
        let key = format!("{account}:{minute}").parse().unwrap();
        let moment = time::parse(&format!("2026-11-21T12:{minute:02}:00Z"));
        FeedRow { row: Row { key, problem: None }, moment }
    }

    fn names(feeds: &[Feed]) -> String {
        merged(feeds).iter().map(|row| row.key.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_may_still_get_something_above_it_waits() {
        let feeds = [feed("a", &[50, 40, 30], true), feed("b", &[45, 20], true), feed("c", &[10], false)];
        assert_eq!(names(&feeds), "a:50 b:45 a:40 a:30");
        assert_eq!(wanting(&feeds), Some(0));
    }

    #[test]
    fn pages_go_below_what_is_in_sight_however_they_are_sorted() {
        let mut feeds = [feed("a", &[50, 40], true), feed("b", &[45, 44], true)];
        let before = names(&feeds);
        feeds[1].add(vec![placed("b", 20), placed("b", 48)], false);
        feeds[1].next = None;
        assert_eq!(before, "a:50 b:45 b:44");
        assert_eq!(names(&feeds), "a:50 b:45 b:44 b:48 a:40");
        assert_eq!(wanting(&feeds), Some(0));
    }

    #[test]
    fn a_feed_that_failed_or_rests_holds_nothing_up() {
        let mut feeds = [feed("a", &[50, 10], false), feed("b", &[45], true), feed("c", &[40], true)];
        feeds[1].progress = Remote::Failed(Error::Offline);
        feeds[2].rests = true;
        assert_eq!(names(&feeds), "a:50 b:45 c:40 a:10");
        assert_eq!(wanting(&feeds), None);
    }

    #[test]
    fn a_feed_alone_keeps_its_order_and_shows_each_ticket_once() {
        let mut alone = feed("a", &[], true);
        alone.add(vec![placed("a", 10), placed("a", 30), placed("a", 10)], true);
        assert_eq!(names(std::slice::from_ref(&alone)), "a:10 a:30");
        assert_eq!(wanting(&[alone]), Some(0));
    }
}
