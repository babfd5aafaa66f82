//! Which row is current and which tickets are ticked. Everything works on the rows in sight, whether
//! they are mounted or not.

use std::collections::HashSet;

use leptos::prelude::*;

use super::TicketList;
use crate::domain::TicketKey;

impl TicketList {
    /// The current row, followed: the one that was last moved to, or the first if that one is gone.
    pub fn current(&self) -> Option<TicketKey> {
        let current = self.current.get();
        self.shown.with(|shown| {
            current.filter(|key| shown.place(key).is_some()).or_else(|| shown.rows.first().map(|row| row.key.clone()))
        })
    }

    /// The row after the current one, followed.
    pub fn after_current(&self) -> Option<TicketKey> {
        let current = self.current()?;
        self.shown.with(|shown| shown.rows.get(shown.place(&current)? + 1).map(|row| row.key.clone()))
    }

    /// Makes a row the current one; an open ticket beside the list follows.
    pub fn move_to(&self, key: TicketKey) {
        self.moved.set_value(true);
        self.current.set(Some(key.clone()));
        if self.navigation.now().ticket.is_some_and(|open| open != key) {
            self.navigation.open(key);
        }
    }

    /// Whether the first row is the current one, and no ticket is open, followed.
    pub fn is_at_top(&self) -> bool {
        self.navigation.route().ticket.is_none() && self.current().is_none_or(|key| self.place(&key) == Some(0))
    }

    /// Makes the first row the current one again.
    pub fn go_to_top(&self) {
        self.current.set(self.shown.with_untracked(|shown| shown.rows.first().map(|row| row.key.clone())));
    }

    /// Moves so many rows down, or up if negative, as far as there are any.
    pub fn move_by(&self, rows: isize) {
        let shown = self.shown.get_untracked();
        let place = untrack(|| self.current()).and_then(|key| shown.place(&key)).unwrap_or(0);
        let place = place.saturating_add_signed(rows).min(shown.rows.len().saturating_sub(1));
        if let Some(row) = shown.rows.get(place) {
            self.move_to(row.key.clone());
        }
    }

    /// Ticks a ticket, or takes the tick away.
    pub fn toggle(&self, key: &TicketKey) {
        self.anchor.set_value(Some(key.clone()));
        self.selection.update(|selection| {
            if !selection.remove(key) {
                selection.insert(key.clone());
            }
        });
    }

    /// Ticks everything from where the selection began to this ticket.
    pub fn extend_to(&self, key: &TicketKey) {
        let shown = self.shown.get_untracked();
        let anchor = self.anchor.get_value().filter(|key| shown.place(key).is_some());
        let anchor = anchor.or_else(|| untrack(|| self.current()));
        let from = anchor.as_ref().and_then(|key| shown.place(key)).unwrap_or(0);
        let to = shown.place(key).unwrap_or(from);
        self.anchor.set_value(anchor);
        let between = shown.rows.iter().skip(from.min(to)).take(from.abs_diff(to) + 1);
        self.selection.update(|selection| {
            selection.extend(between.filter(|row| row.problem.is_none()).map(|row| row.key.clone()));
        });
    }

    /// Ticks every row in sight, or none when all are.
    pub fn toggle_all(&self) {
        if untrack(|| self.is_all_selected()) { self.clear_selection() } else { self.select_all() }
    }

    /// Ticks every row in sight.
    pub fn select_all(&self) {
        self.selection.set(self.readable().collect());
    }

    /// Whether every row in sight is ticked, and there are any. ListInputs.
    pub fn is_all_selected(&self) -> bool {
        self.shown.track();
        self.selection.with(|selection| !selection.is_empty() && self.readable().all(|key| selection.contains(&key)))
    }

    /// The ticked tickets in the order of the list.
    pub fn selected(&self) -> Vec<TicketKey> {
        let shown = self.shown.get_untracked();
        let mut selected: Vec<TicketKey> = self.selection.get_untracked().into_iter().collect();
        selected.sort_by_key(|key| shown.place(key));
        selected
    }

    /// The tickets of the rows in sight that could be read.
    fn readable(&self) -> impl Iterator<Item = TicketKey> + use<> {
        let rows = self.shown.get_untracked().rows;
        (0..rows.len())
            .filter_map(move |at| rows.get(at).filter(|row| row.problem.is_none()).map(|row| row.key.clone()))
    }

    /// Takes every tick away.
    pub fn clear_selection(&self) {
        self.anchor.set_value(None);
        self.selection.update(HashSet::clear);
    }
}
