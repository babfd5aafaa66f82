//! Several lists as one: in order, each ticket once, and nothing above what is in sight already.

use chrono::DateTime;
use deskbell::domain::Cursor;
use deskbell::state::list::{Feed, FeedRow, Row, Source, merged, wanting};
use deskbell::state::remote::Remote;
use proptest::prelude::*;

use super::cases;

/// The pages of some helpdesks: each ticket by the minute of its last activity, newest first.
fn lists() -> impl Strategy<Value = Vec<Vec<u32>>> {
    let list = prop::collection::vec(0..500u32, 0..40).prop_map(|mut minutes| {
        minutes.sort_unstable_by(|one, other| other.cmp(one));
        minutes
    });
    prop::collection::vec(list, 2..5)
}

/// How many tickets a page holds.
const PAGE: usize = 7;

fn placed(feed: usize, place: usize, minute: u32) -> FeedRow {
    let key = format!("account{feed}:{place}").parse().unwrap();
    FeedRow { row: Row { key, problem: None }, moment: DateTime::from_timestamp(i64::from(minute) * 60, 0) }
}

/// Adds the next page of a list to its feed.
fn load(feeds: &mut [Feed], lists: &[Vec<u32>], feed: usize) {
    let from = feeds[feed].rows.len();
    let rows: Vec<_> = lists[feed].iter().enumerate().skip(from).take(PAGE).collect();
    let rows = rows.into_iter().map(|(place, minute)| placed(feed, place, *minute)).collect();
    feeds[feed].add(rows, false);
    feeds[feed].progress = Remote::Ready;
    feeds[feed].next = (feeds[feed].rows.len() < lists[feed].len()).then(|| Cursor(String::new()));
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn lists_merge_in_order_and_grow_at_their_end_only(lists in lists()) {
        let mut feeds: Vec<Feed> = lists.iter().map(|_| Feed::new(Source::default())).collect();
        for feed in 0..feeds.len() {
            load(&mut feeds, &lists, feed);
        }
        let mut shown = merged(&feeds);
        let mut asked = 0;
        while let Some(feed) = wanting(&feeds) {
            load(&mut feeds, &lists, feed);
            let longer = merged(&feeds);
            prop_assert_eq!(&longer[..shown.len()], &shown[..], "what is in sight stays where it is");
            prop_assert_eq!(&longer, &merged(&feeds), "merging twice is once");
            shown = longer;
            asked += 1;
            prop_assert!(asked <= 40, "it ends");
        }
        prop_assert_eq!(shown.len(), lists.iter().map(Vec::len).sum::<usize>(), "nothing is lost");
        let minute = |row: &Row| {
            let (feed, place) = (&row.key.account.as_str()["account".len()..], row.key.id.as_str());
            lists[feed.parse::<usize>().unwrap()][place.parse::<usize>().unwrap()]
        };
        prop_assert!(shown.iter().map(minute).is_sorted_by(|one, other| one >= other), "newest first");
    }
}
