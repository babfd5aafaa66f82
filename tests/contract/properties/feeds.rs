//! Merging several lists: the result is in order, has each ticket once, and grows only at the end.

use chrono::DateTime;
use deskbell::domain::Cursor;
use deskbell::state::list::{Feed, FeedRow, Row, Source, merged, next_feed};
use deskbell::state::remote::Remote;
use proptest::prelude::*;

use super::cases;

/// Generates the lists of some helpdesks: each ticket is the minute of its last activity, newest first.
fn lists() -> impl Strategy<Value = Vec<Vec<u32>>> {
    let list = prop::collection::vec(0..500u32, 0..40).prop_map(|mut minutes| {
        minutes.sort_unstable_by(|one, other| other.cmp(one));
        minutes
    });
    prop::collection::vec(list, 2..5)
}

/// The number of tickets on a page.
const PAGE_SIZE: usize = 7;

fn feed_row(feed: usize, index: usize, minute: u32) -> FeedRow {
    let key = format!("account{feed}:{index}").parse().unwrap();
    FeedRow { row: Row { key, problem: None }, moment: DateTime::from_timestamp(i64::from(minute) * 60, 0) }
}

/// Adds the next page of a list to its feed.
fn load(feeds: &mut [Feed], lists: &[Vec<u32>], feed: usize) {
    let from = feeds[feed].rows.len();
    let rows: Vec<_> = lists[feed].iter().enumerate().skip(from).take(PAGE_SIZE).collect();
    let rows = rows.into_iter().map(|(index, minute)| feed_row(feed, index, *minute)).collect();
    feeds[feed].add(rows, false);
    feeds[feed].progress = Remote::Ready;
    feeds[feed].next = (feeds[feed].rows.len() < lists[feed].len()).then(|| Cursor(String::new()));
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn merged_lists_stay_in_order_and_only_grow_at_the_end(lists in lists()) {
        let mut feeds: Vec<Feed> = lists.iter().map(|_| Feed::new(Source::default())).collect();
        for feed in 0..feeds.len() {
            load(&mut feeds, &lists, feed);
        }
        let mut shown = merged(&feeds);
        let mut loaded_pages = 0;
        while let Some(feed) = next_feed(&feeds) {
            load(&mut feeds, &lists, feed);
            let longer = merged(&feeds);
            prop_assert_eq!(&longer[..shown.len()], &shown[..], "visible rows stay where they are");
            prop_assert_eq!(&longer, &merged(&feeds), "merging is deterministic");
            shown = longer;
            loaded_pages += 1;
            prop_assert!(loaded_pages <= 40, "loading ends");
        }
        prop_assert_eq!(shown.len(), lists.iter().map(Vec::len).sum::<usize>(), "no ticket is lost");
        let minute = |row: &Row| {
            let (feed, index) = (&row.key.account.as_str()["account".len()..], row.key.id.as_str());
            lists[feed.parse::<usize>().unwrap()][index.parse::<usize>().unwrap()]
        };
        prop_assert!(shown.iter().map(minute).is_sorted_by(|one, other| one >= other), "newest first");
    }
}
