//! Charts of any tickets: every ticket is counted once in each, and a bar counts what its link shows.

use deskbell::domain::overview::{AGES, Counts, DAYS, days_ago, days_of_age, grouped};
use deskbell::domain::{AccountId, Day, Query, State, StateCategory, Ticket, TicketKey};
use proptest::prelude::*;
use proptest::sample::select;

use super::cases;
use super::values::tickets;

fn today() -> Day {
    Day::from_ymd_opt(2026, 11, 21).unwrap()
}

/// Any ticket of one of two accounts, in a state of any kind, created around today or who knows when.
fn a_ticket() -> impl Strategy<Value = Ticket> {
    let category = select(vec![
        StateCategory::Unread,
        StateCategory::Open,
        StateCategory::Pending,
        StateCategory::Closed,
        StateCategory::Spam,
        StateCategory::Other,
    ]);
    let parts = (tickets(), select(vec!["a", "b"]), category, prop::option::of(-3i64..60));
    parts.prop_map(|(ticket, account, category, age)| Ticket {
        key: TicketKey { account: account.into(), id: "1".into() },
        state: ticket.state.clone().map(|state| State::new(format!("{}{}", state.word, category.name()), category)),
        created_at: age.map(|age| (today() - chrono::TimeDelta::days(age)).and_time(chrono::NaiveTime::MIN).and_utc()),
        ..ticket
    })
}

fn count_of(tickets: &[Ticket]) -> Counts {
    let mut counts = Counts::default();
    tickets.iter().for_each(|it| counts.add(it, it.created_at.map(|moment| moment.date_naive()), today()));
    counts
}

/// How many of these tickets a query shows.
fn shown(tickets: &[Ticket], query: &Query) -> usize {
    tickets.iter().filter(|it| query.admits(it, &query.filters(), None, |moment| moment.date_naive())).count()
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn the_bars_of_each_chart_and_what_is_in_none_are_all_tickets(tickets in prop::collection::vec(a_ticket(), 0..40)) {
        let counts = count_of(&tickets);
        prop_assert_eq!(counts.tickets, tickets.len());
        prop_assert_eq!(counts.states.iter().map(|it| it.count).sum::<usize>(), tickets.len());
        prop_assert_eq!(counts.assignees.iter().map(|it| it.count).sum::<usize>(), tickets.len());
        prop_assert_eq!(counts.ages.iter().sum::<usize>() + counts.undated_open(), counts.open);
        prop_assert_eq!(counts.created.iter().sum::<usize>() + counts.earlier + counts.undated(), tickets.len());
    }

    #[test]
    fn a_bar_counts_what_its_link_shows(tickets in prop::collection::vec(a_ticket(), 0..40)) {
        let counts = count_of(&tickets);
        for (bar, age) in AGES.iter().enumerate() {
            let link = Query { open: Some(true), created: days_of_age(bar, today()), ..Query::default() };
            prop_assert_eq!(shown(&tickets, &link), counts.ages[bar], "{:?}", age);
        }
        for ago in 0..DAYS {
            let link = Query { created: days_ago(ago, today()).map(|(_, days)| days), ..Query::default() };
            prop_assert_eq!(shown(&tickets, &link), counts.created[ago], "{} days ago", ago);
        }
        prop_assert_eq!(shown(&tickets, &Query { open: Some(true), ..Query::default() }), counts.open);
    }

    #[test]
    fn a_word_shows_its_group_and_nothing_else(
        found in prop::collection::btree_set((select(vec!["a", "b", "c"]), "[p-t]"), 0..12),
        meanings in prop::collection::btree_map(("[p-t]", select(vec!["a", "b", "c"])), prop::option::of("[p-t]"), 0..20),
    ) {
        let found: Vec<(AccountId, String)> = found.into_iter().map(|(account, word)| (account.into(), word)).collect();
        let means = |word: &str, account: &AccountId| {
            let other = meanings.iter().find(|((it, of), _)| it == word && *of == account.as_str());
            other.map_or_else(|| Some(word.to_owned()), |(_, meaning)| meaning.clone())
        };
        let groups = grouped(&found, means);
        let mut members: Vec<usize> = groups.iter().flat_map(|group| group.members.clone()).collect();
        members.sort_unstable();
        prop_assert_eq!(members, (0..found.len()).collect::<Vec<_>>(), "each is in one group");
        for group in groups {
            let is_shown = |(account, own): &(AccountId, String)| match &group.only {
                // Alone, an account takes its own words as they are.
                Some(only) => account == only && *own == group.word,
                None => means(&group.word, account).as_deref() == Some(own),
            };
            let shown: Vec<usize> = (0..found.len()).filter(|place| is_shown(&found[*place])).collect();
            prop_assert_eq!(shown, group.members);
        }
    }
}
