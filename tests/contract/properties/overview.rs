//! Charts of any tickets: each chart counts every ticket once, and the count of a bar matches its link.

use deskbell::domain::overview::{AGES, Counts, DAYS, days_ago, days_of_age, grouped};
use deskbell::domain::{AccountId, Day, Query, State, StateCategory, Ticket, TicketField, TicketKey};
use proptest::prelude::*;
use proptest::sample::select;

use super::cases;
use super::strategies::tickets;

fn today() -> Day {
    Day::from_ymd_opt(2026, 11, 21).unwrap()
}

/// Generates a ticket of one of two accounts, in a state of any category, created around today or at an unknown time.
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

/// Returns how many of these tickets match a query.
fn match_count(tickets: &[Ticket], query: &Query) -> usize {
    tickets.iter().filter(|it| query.admits(it, &query.filters(), None, &|moment| moment.date_naive())).count()
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn each_chart_accounts_for_every_ticket(tickets in prop::collection::vec(a_ticket(), 0..40)) {
        let counts = count_of(&tickets);
        prop_assert_eq!(counts.tickets, tickets.len());
        prop_assert_eq!(counts.states.iter().map(|it| it.count).sum::<usize>(), tickets.len());
        prop_assert_eq!(counts.assignees.iter().map(|it| it.count).sum::<usize>(), tickets.len());
        prop_assert_eq!(counts.ages.iter().sum::<usize>() + counts.undated_open(), counts.open);
        prop_assert_eq!(counts.created.iter().sum::<usize>() + counts.earlier + counts.undated(), tickets.len());
    }

    #[test]
    fn the_count_of_a_bar_matches_its_link(tickets in prop::collection::vec(a_ticket(), 0..40)) {
        let counts = count_of(&tickets);
        for (bar, age) in AGES.iter().enumerate() {
            let days = days_of_age(bar, today()).unwrap();
            let link = Query::default().with(TicketField::Open, true).with(TicketField::Created, days);
            prop_assert_eq!(match_count(&tickets, &link), counts.ages[bar], "{:?}", age);
        }
        for ago in 0..DAYS {
            let (_, days) = days_ago(ago, today()).unwrap();
            let link = Query::default().with(TicketField::Created, days);
            prop_assert_eq!(match_count(&tickets, &link), counts.created[ago], "{} days ago", ago);
        }
        prop_assert_eq!(match_count(&tickets, &Query::default().with(TicketField::Open, true)), counts.open);
    }

    #[test]
    fn a_groups_link_shows_exactly_its_members(
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
        prop_assert_eq!(members, (0..found.len()).collect::<Vec<_>>(), "each item is in one group");
        for group in groups {
            let is_shown = |(account, own): &(AccountId, String)| match &group.only {
                // In a query for one account, its own words are used as they are.
                Some(only) => account == only && *own == group.word,
                None => means(&group.word, account).as_deref() == Some(own),
            };
            let shown: Vec<usize> = (0..found.len()).filter(|index| is_shown(&found[*index])).collect();
            prop_assert_eq!(shown, group.members);
        }
    }
}
