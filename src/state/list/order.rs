//! The rows of the list: the loaded tickets that match the search and the local filters, sorted.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use leptos::prelude::*;

use super::feeds::{self, Rank, Row};
use super::query::ListQuery;
use crate::domain::{Query, Sort, TicketKey};
use crate::platform::clock;
use crate::state::accounts::Accounts;
use crate::state::ticket::store::Tickets;

/// The loaded rows, and which of them a helpdesk's own search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The rows in order.
    pub rows: Arc<Vec<Row>>,
    /// The search text, and the tickets that helpdesks found with it.
    pub found: Arc<(String, HashSet<TicketKey>)>,
}

/// The rows of the list: those that match the search and the local filters, sorted.
#[derive(Clone, Debug, Default)]
pub struct ListOrder {
    /// The rows in order.
    pub rows: Arc<Vec<Row>>,
    places: Arc<HashMap<TicketKey, usize>>,
    /// The tickets that match only in text that is not loaded: the helpdesk found them.
    found_remotely: Arc<HashSet<TicketKey>>,
}

impl PartialEq for ListOrder {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows && self.found_remotely == other.found_remotely
    }
}

impl ListOrder {
    fn new(rows: Vec<Row>, found_remotely: HashSet<TicketKey>) -> Self {
        let places = rows.iter().enumerate().map(|(place, row)| (row.key.clone(), place)).collect();
        ListOrder { rows: Arc::new(rows), places: Arc::new(places), found_remotely: Arc::new(found_remotely) }
    }

    /// Returns the row of a ticket.
    pub fn row(&self, key: &TicketKey) -> Option<Row> {
        self.rows.get(self.place(key)?).cloned()
    }

    /// Returns the index of a ticket among the rows.
    pub fn place(&self, key: &TicketKey) -> Option<usize> {
        self.places.get(key).copied()
    }

    /// Whether only the helpdesk's own search found a ticket.
    pub fn is_found_remotely(&self, key: &TicketKey) -> bool {
        self.found_remotely.contains(key)
    }

    /// Returns how many tickets only the helpdesk's own search found.
    pub fn found_remotely(&self) -> usize {
        self.found_remotely.len()
    }
}

/// Returns the loaded rows that match the search and the local filters.
pub(super) fn narrow(accounts: Accounts, tickets: Tickets, loaded: &Loaded, query: &ListQuery, text: &str) -> Narrowed {
    let words = Query::default().with_text(text).words();
    let filtered: HashMap<_, _> = query
        .sources
        .iter()
        .filter(|source| !source.local.is_empty())
        .map(|source| (&source.account, (source, accounts.find(&source.account).and_then(|account| account.me))))
        .collect();
    if words.is_empty() && filtered.is_empty() {
        return Narrowed { rows: loaded.rows.to_vec(), found_remotely: HashSet::new() };
    }
    let (searched, found) = &*loaded.found;
    let is_current = !words.is_empty() && searched == text.trim();
    let mut found_remotely = HashSet::new();
    let mut passes = |row: &&Row| {
        let matches = tickets.matches(&row.key, &words);
        let is_found = is_current && found.contains(&row.key);
        let admits = filtered.get(&row.key.account).is_none_or(|(source, me)| {
            tickets.signal(&row.key).is_some_and(|ticket| {
                ticket
                    .with_untracked(|ticket| source.wanted.admits(ticket, &source.local, me.as_deref(), &clock::day_of))
            })
        });
        if admits && !matches && is_found {
            found_remotely.insert(row.key.clone());
        }
        admits && (matches || is_found)
    };
    let rows = loaded.rows.iter().filter(&mut passes).cloned().collect();
    Narrowed { rows, found_remotely }
}

/// The rows that match, in the order of the helpdesks.
pub(super) struct Narrowed {
    rows: Vec<Row>,
    found_remotely: HashSet<TicketKey>,
}

impl Narrowed {
    /// Sorts the rows. It tracks no ticket, because a row must not move while its ticket changes.
    pub(super) fn sorted(self, tickets: Tickets, sort: Sort) -> ListOrder {
        let Narrowed { rows, found_remotely } = self;
        if sort == Sort::Activity {
            return ListOrder::new(rows, found_remotely);
        }
        // Closed tickets come after waiting ones. Tickets without a date come last, in the order of the helpdesk.
        let (mut groups, mut rest): ([Vec<(Rank, Row)>; 2], Vec<Row>) = Default::default();
        let count = rows.len();
        for (place, row) in rows.into_iter().enumerate() {
            let signal = tickets.signal(&row.key).filter(|_| row.problem.is_none());
            let (moment, is_done) = signal.map_or((None, false), |ticket| {
                ticket.with_untracked(|ticket| match sort {
                    Sort::Waiting => (ticket.last_activity(), ticket.is_done()),
                    _ => (ticket.created_at, false),
                })
            });
            match moment {
                Some(_) => groups[usize::from(is_done)].push(((moment, Reverse(place)), row)),
                None => rest.push(row),
            }
        }
        let mut rows = Vec::with_capacity(count);
        for mut group in groups {
            feeds::sort(&mut group);
            if sort == Sort::Waiting {
                // The oldest is the last one.
                while let Some((_, row)) = group.pop() {
                    rows.push(row);
                }
            }
            rows.extend(group.into_iter().map(|(_, row)| row));
        }
        rows.append(&mut rest);
        ListOrder::new(rows, found_remotely)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{State, StateCategory, Ticket, Unreadable, time};
    use crate::state::ticket::learned_labels::LearnedLabels;

    /// Sorts some tickets. Returns their ids.
    fn sorted(sort: Sort) -> String {
        let owner = Owner::new();
        owner.with(|| {
            let tickets = Tickets::new(LearnedLabels::stored(false));
            let at = |day: u32| time::parse(&format!("2026-11-{day:02}T12:00:00Z"));
            let ticket = |id: &str, created: u32, updated: u32, category| {
                let key = format!("acme:{id}").parse().unwrap();
                let state = Some(State::new("x", category));
                let ticket =
                    Ticket { key, state, created_at: at(created), updated_at: at(updated), ..Ticket::default() };
                let row = Row { key: ticket.key.clone(), problem: None };
                tickets.merge(ticket, tickets.stamp());
                row
            };
            let broken = Unreadable { id: "0".into(), place: String::new(), problem: String::new() };
            let rows = vec![
                ticket("1", 7, 19, StateCategory::Open),
                ticket("2", 3, 18, StateCategory::Closed),
                ticket("3", 9, 17, StateCategory::Pending),
                Row { key: "acme:0".parse().unwrap(), problem: Some(broken) },
                ticket("4", 2, 16, StateCategory::Spam),
                ticket("5", 8, 15, StateCategory::Unread),
            ];
            let order = Narrowed { rows, found_remotely: HashSet::new() }.sorted(tickets, sort);
            for (place, row) in order.rows.iter().enumerate() {
                assert_eq!(order.place(&row.key), Some(place));
            }
            order.rows.iter().map(|row| row.key.id.as_str()).collect::<Vec<_>>().join(" ")
        })
    }

    #[test]
    fn rows_keep_the_order_of_the_helpdesk_unless_another_is_chosen() {
        assert_eq!(sorted(Sort::Activity), "1 2 3 0 4 5");
        assert_eq!(sorted(Sort::Created), "3 5 1 2 4 0");
    }

    #[test]
    fn the_longest_wait_comes_first_and_closed_tickets_last() {
        assert_eq!(sorted(Sort::Waiting), "5 3 1 4 2 0");
    }
}
