//! The rows in sight: those of the loaded tickets that pass the search and the local filters.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::view::View;
use crate::domain::{Query, TicketKey, Unreadable};
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

/// The rows in sight: those that pass the search and the local filters.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The rows in order.
    pub rows: Arc<Vec<Row>>,
    places: Arc<HashMap<TicketKey, usize>>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl Shown {
    pub(super) fn new(rows: Vec<Row>) -> Self {
        let places = rows.iter().enumerate().map(|(place, row)| (row.key.clone(), place)).collect();
        Shown { rows: Arc::new(rows), places: Arc::new(places) }
    }

    /// The row of a ticket.
    pub fn row(&self, key: &TicketKey) -> Option<Row> {
        self.rows.get(self.place(key)?).cloned()
    }

    /// The place of a ticket among the rows.
    pub fn place(&self, key: &TicketKey) -> Option<usize> {
        self.places.get(key).copied()
    }
}

/// The rows that pass the search and the filters which the API does not document.
pub(super) fn narrow(accounts: Accounts, tickets: Tickets, rows: &Arc<Vec<Row>>, view: &View, text: &str) -> Shown {
    let words = Query { text: text.to_owned(), ..Query::default() }.words();
    if words.is_empty() && view.local.is_empty() {
        return Shown::new(rows.to_vec());
    }
    let me = view.account.as_ref().and_then(|id| accounts.find(id)).and_then(|account| account.me);
    let passes = |row: &&Row| {
        tickets.matches(&row.key, &words)
            && (view.local.is_empty()
                || tickets.signal(&row.key).is_some_and(|ticket| {
                    ticket.with_untracked(|ticket| view.query.admits(ticket, &view.local, me.as_deref()))
                }))
    };
    Shown::new(rows.iter().filter(passes).cloned().collect())
}
