//! The rows in sight: those of the loaded tickets that pass the search and the local filters.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use leptos::prelude::*;

use super::view::View;
use crate::domain::{Query, TicketKey, Unreadable};
use crate::platform::clock;
use crate::state::accounts::Accounts;
use crate::state::tickets::Tickets;

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
pub struct Shown {
    /// The rows in order.
    pub rows: Arc<Vec<Row>>,
    places: Arc<HashMap<TicketKey, usize>>,
    /// Those of which nothing that is loaded holds the words: only the helpdesk knows why.
    beyond: Arc<HashSet<TicketKey>>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows && self.beyond == other.beyond
    }
}

impl Shown {
    fn new(rows: Vec<Row>, beyond: HashSet<TicketKey>) -> Self {
        let places = rows.iter().enumerate().map(|(place, row)| (row.key.clone(), place)).collect();
        Shown { rows: Arc::new(rows), places: Arc::new(places), beyond: Arc::new(beyond) }
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
pub(super) fn narrow(accounts: Accounts, tickets: Tickets, loaded: &Loaded, view: &View, text: &str) -> Shown {
    let words = Query { text: text.to_owned(), ..Query::default() }.words();
    let filtered: HashMap<_, _> = view
        .sources
        .iter()
        .filter(|source| !source.local.is_empty())
        .map(|source| (&source.account, (source, accounts.find(&source.account).and_then(|account| account.me))))
        .collect();
    if words.is_empty() && filtered.is_empty() {
        return Shown::new(loaded.rows.to_vec(), HashSet::new());
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
                    .with_untracked(|ticket| source.wanted.admits(ticket, &source.local, me.as_deref(), clock::day_of))
            })
        });
        if admits && !matches && is_found {
            beyond.insert(row.key.clone());
        }
        admits && (matches || is_found)
    };
    let rows = loaded.rows.iter().filter(&mut passes).cloned().collect();
    Shown::new(rows, beyond)
}
