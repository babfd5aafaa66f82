//! The current row and the selection. Both work on all rows of the list, mounted or not.

use std::collections::HashSet;

use leptos::prelude::*;

use super::TicketList;
use crate::domain::TicketKey;

impl TicketList {
    /// Returns the current row: the last one that was moved to, or the first if that one is gone. Tracks it.
    pub fn current(&self) -> Option<TicketKey> {
        let current = self.current.get();
        self.order.with(|order| {
            current.filter(|key| order.place(key).is_some()).or_else(|| order.rows.first().map(|row| row.key.clone()))
        })
    }

    /// Returns the row after the current one. Tracks it.
    pub fn after_current(&self) -> Option<TicketKey> {
        let current = self.current()?;
        self.order.with(|order| order.rows.get(order.place(&current)? + 1).map(|row| row.key.clone()))
    }

    /// Makes a row the current one. If a ticket is open beside the list, opens the new one.
    pub fn move_to(&self, key: TicketKey) {
        self.has_moved.set_value(true);
        self.current.set(Some(key.clone()));
        if self.navigation.now().ticket.is_some_and(|open| open != key) {
            self.navigation.open(key);
        }
    }

    /// Whether the first row is current and no ticket is open. Tracks both.
    pub fn is_at_top(&self) -> bool {
        self.navigation.route().ticket.is_none() && self.current().is_none_or(|key| self.place(&key) == Some(0))
    }

    /// Makes the first row the current one.
    pub fn go_to_top(&self) {
        self.current.set(self.order.with_untracked(|order| order.rows.first().map(|row| row.key.clone())));
    }

    /// Moves a number of rows down, or up if negative, at most to the last or the first row.
    pub fn move_by(&self, rows: isize) {
        let order = self.order.get_untracked();
        let place = untrack(|| self.current()).and_then(|key| order.place(&key)).unwrap_or(0);
        let place = place.saturating_add_signed(rows).min(order.rows.len().saturating_sub(1));
        if let Some(row) = order.rows.get(place) {
            self.move_to(row.key.clone());
        }
    }

    /// Selects or deselects a ticket.
    pub fn toggle(&self, key: &TicketKey) {
        self.anchor.set_value(Some(key.clone()));
        self.selection.update(|selection| {
            if !selection.remove(key) {
                selection.insert(key.clone());
            }
        });
    }

    /// Selects all rows from the anchor of the selection to a ticket.
    pub fn extend_to(&self, key: &TicketKey) {
        let order = self.order.get_untracked();
        let anchor = self.anchor.get_value().filter(|key| order.place(key).is_some());
        let anchor = anchor.or_else(|| untrack(|| self.current()));
        let from = anchor.as_ref().and_then(|key| order.place(key)).unwrap_or(0);
        let to = order.place(key).unwrap_or(from);
        self.anchor.set_value(anchor);
        let between = order.rows.iter().skip(from.min(to)).take(from.abs_diff(to) + 1);
        self.selection.update(|selection| {
            selection.extend(between.filter(|row| row.problem.is_none()).map(|row| row.key.clone()));
        });
    }

    /// Selects every row, or clears the selection if all are selected.
    pub fn toggle_all(&self) {
        if untrack(|| self.is_all_selected()) { self.clear_selection() } else { self.select_all() }
    }

    /// Selects every row.
    pub fn select_all(&self) {
        self.selection.set(self.readable().collect());
    }

    /// Whether there are rows and all of them are selected. Tracks both.
    pub fn is_all_selected(&self) -> bool {
        self.order.track();
        self.selection.with(|selection| !selection.is_empty() && self.readable().all(|key| selection.contains(&key)))
    }

    /// Returns the selected tickets in the order of the list.
    pub fn selected(&self) -> Vec<TicketKey> {
        let order = self.order.get_untracked();
        let mut selected: Vec<TicketKey> = self.selection.get_untracked().into_iter().collect();
        selected.sort_by_key(|key| order.place(key));
        selected
    }

    /// Returns the tickets of the rows that could be read.
    fn readable(&self) -> impl Iterator<Item = TicketKey> + use<> {
        let rows = self.order.get_untracked().rows;
        (0..rows.len())
            .filter_map(move |at| rows.get(at).filter(|row| row.problem.is_none()).map(|row| row.key.clone()))
    }

    /// Clears the selection.
    pub fn clear_selection(&self) {
        self.anchor.set_value(None);
        self.selection.update(HashSet::clear);
    }
}
