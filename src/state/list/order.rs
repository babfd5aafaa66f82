//! The rows in sight: those of the loaded tickets that pass the search and the local filters.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use leptos::prelude::*;

use super::feeds::{self, Rank};
use super::query::ListQuery;
use crate::domain::{Query, Sort, TicketKey, Unreadable};
use crate::platform::clock;
use crate::state::accounts::Accounts;
use crate::state::ticket::store::Tickets;

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// Its ticket.
    pub key: TicketKey,
    /// Why the ticket could not be read, if it could not.
    pub problem: Option<Unreadable>,
}

/// What came from the helpdesks: the rows, and those among them that a helpdesk's own search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The rows in order.
    pub rows: Arc<Vec<Row>>,
    /// The words that were searched for, and what was found by them.
    pub found: Arc<(String, HashSet<TicketKey>)>,
}

/// The rows in sight: those that pass the search and the local filters.
#[derive(Clone, Debug, Default)]
pub struct ListOrder {
    /// The rows in order.
    pub rows: Arc<Vec<Row>>,
    places: Arc<HashMap<TicketKey, usize>>,
    /// Those of which nothing that is loaded holds the words: only the helpdesk knows why.
    beyond: Arc<HashSet<TicketKey>>,
}

impl PartialEq for ListOrder {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows && self.beyond == other.beyond
    }
}

impl ListOrder {
    fn new(rows: Vec<Row>, beyond: HashSet<TicketKey>) -> Self {
        let places = rows.iter().enumerate().map(|(place, row)| (row.key.clone(), place)).collect();
        ListOrder { rows: Arc::new(rows), places: Arc::new(places), beyond: Arc::new(beyond) }
    }

    /// The row of a ticket.
    pub fn row(&self, key: &TicketKey) -> Option<Row> {
        self.rows.get(self.place(key)?).cloned()
    }

    /// The place of a ticket among the rows.
    pub fn place(&self, key: &TicketKey) -> Option<usize> {
        self.places.get(key).copied()
    }

    /// Whether only the helpdesk's own search found the ticket.
    pub fn is_beyond(&self, key: &TicketKey) -> bool {
        self.beyond.contains(key)
    }

    /// How many tickets only the helpdesk's own search found.
    pub fn beyond(&self) -> usize {
        self.beyond.len()
    }
}

/// The rows that pass the search and the filters which the API does not document.
pub(super) fn narrow(accounts: Accounts, tickets: Tickets, loaded: &Loaded, view: &ListQuery, text: &str) -> Narrowed {
    let words = Query::default().with_text(text).words();
    let filtered: HashMap<_, _> = view
        .sources
        .iter()
        .filter(|source| !source.local.is_empty())
        .map(|source| (&source.account, (source, accounts.find(&source.account).and_then(|account| account.me))))
        .collect();
    if words.is_empty() && filtered.is_empty() {
        return Narrowed { rows: loaded.rows.to_vec(), beyond: HashSet::new() };
    }
    let (searched, found) = &*loaded.found;
    let is_answered = !words.is_empty() && searched == text.trim();
    let mut beyond = HashSet::new();
    let mut passes = |row: &&Row| {
        let matches = tickets.matches(&row.key, &words);
        let is_found = is_answered && found.contains(&row.key);
        let admits = filtered.get(&row.key.account).is_none_or(|(source, me)| {
            tickets.signal(&row.key).is_some_and(|ticket| {
                ticket
                    .with_untracked(|ticket| source.wanted.admits(ticket, &source.local, me.as_deref(), &clock::day_of))
            })
        });
        if admits && !matches && is_found {
            beyond.insert(row.key.clone());
        }
        admits && (matches || is_found)
    };
    let rows = loaded.rows.iter().filter(&mut passes).cloned().collect();
    Narrowed { rows, beyond }
}

/// The rows that are left, in the order of the helpdesks.
pub(super) struct Narrowed {
    rows: Vec<Row>,
    beyond: HashSet<TicketKey>,
}

impl Narrowed {
    /// The rows in another order. Nothing is followed: a row does not move while somebody looks at it,
    /// whatever happens to its ticket.
    pub(super) fn arranged(self, tickets: Tickets, sort: Sort) -> ListOrder {
        let Narrowed { rows, beyond } = self;
        if sort == Sort::Activity {
            return ListOrder::new(rows, beyond);
        }
        // What is done with comes after what waits, and what has no moment after both, as it was.
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
                // From the end, where the oldest is.
                while let Some((_, row)) = group.pop() {
                    rows.push(row);
                }
            }
            rows.extend(group.into_iter().map(|(_, row)| row));
        }
        rows.append(&mut rest);
        ListOrder::new(rows, beyond)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{State, StateCategory, Ticket, time};
    use crate::state::ticket::learned_labels::LearnedLabels;

    /// The rows in an order, by the ids of their tickets.
    fn arranged(sort: Sort) -> String {
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
            let shown = Narrowed { rows, beyond: HashSet::new() }.arranged(tickets, sort);
            for (place, row) in shown.rows.iter().enumerate() {
                assert_eq!(shown.place(&row.key), Some(place));
            }
            shown.rows.iter().map(|row| row.key.id.as_str()).collect::<Vec<_>>().join(" ")
        })
    }

    #[test]
    fn the_order_is_the_helpdesks_unless_another_is_chosen() {
        assert_eq!(arranged(Sort::Activity), "1 2 3 0 4 5");
        assert_eq!(arranged(Sort::Created), "3 5 1 2 4 0");
    }

    #[test]
    fn what_waits_the_longest_comes_first_and_what_is_done_with_after_it() {
        assert_eq!(arranged(Sort::Waiting), "5 3 1 4 2 0");
    }
}
