//! Actions on one ticket or many, in the terms of each account, each undone as one. Tickets whose helpdesk doesn't
//! support an action stay as they are, and the agent is told how many.

use leptos::prelude::*;

use super::super::device::recent;
use super::super::list::translate;
use super::super::{AppState, Overlay};
use crate::domain::change::NOBODY;
use crate::domain::{
    AccountId, Capabilities, Change, ChangeMode, Intent, Label, TicketChange, TicketField, TicketKey, Value,
};
use crate::text;

impl AppState {
    /// Changes a field of one ticket to the value with this id, or to what was typed, and remembers the choice.
    pub fn choose(&self, key: &TicketKey, field: TicketField, id: &str, mode: ChangeMode) {
        let Some(ticket) = self.tickets.signal(key) else { return };
        let known = self.accounts.directory(&key.account).get_untracked();
        let can = self.can_now(key);
        let Some(change) = ticket.with_untracked(|ticket| Change::chosen(ticket, field, id, &known, &can)) else {
            return;
        };
        // States are few and have an order of their own, and the dialog for mailboxes lists all of them.
        if !matches!(field, TicketField::State | TicketField::Mailbox) && id != NOBODY {
            recent::note(&key.account, field, id);
        }
        self.outbox.perform(key.clone(), change.by(mode));
    }

    /// Turns a flag of one ticket on or off.
    pub fn toggle(&self, key: &TicketKey, field: TicketField) {
        let Some(ticket) = self.tickets.signal(key) else { return };
        let change =
            ticket.with_untracked(|ticket| Change::of(ticket, field, field.value(ticket) != Value::Switch(true)));
        self.outbox.perform(key.clone(), change);
    }

    /// Removes a label from one ticket.
    pub fn remove_label(&self, key: &TicketKey, label: &Label) {
        let Some(ticket) = self.tickets.signal(key) else { return };
        let change =
            ticket.with_untracked(|ticket| Change::of(ticket, TicketField::Labels, ticket.labels.without(label)));
        self.outbox.perform(key.clone(), change);
    }

    /// Returns the accounts of tickets that can change a field, each with its capabilities.
    pub fn able_to_change(&self, keys: &[TicketKey], field: TicketField) -> Vec<(AccountId, Capabilities)> {
        let mut accounts: Vec<AccountId> = keys.iter().map(|key| key.account.clone()).collect();
        accounts.sort();
        accounts.dedup();
        let can = |id: AccountId| (id.clone(), untrack(|| self.accounts.capabilities(&id)));
        accounts.into_iter().map(can).filter(|(_, can)| can.can_change(field)).collect()
    }

    /// Changes a field of tickets to the value with this id.
    pub fn change_all(&self, keys: Vec<TicketKey>, field: TicketField, id: &str) {
        let able = self.able_to_change(&keys, field);
        let among: Vec<AccountId> = able.iter().map(|(id, _)| id.clone()).collect();
        self.perform_each(keys, |key| {
            let ticket = self.tickets.signal(key)?.get_untracked();
            let (account, can) = able.iter().find(|(account, _)| *account == key.account)?;
            let id = untrack(|| translate(self.accounts, &among, account, field, id))?;
            let known = self.accounts.directory(account).get_untracked();
            Change::chosen(&ticket, field, &id, &known, can)
        });
    }

    /// Turns a flag of tickets on, or off if it is on for all of them that can have it.
    pub fn toggle_all(&self, keys: Vec<TicketKey>, field: TicketField) {
        let can = |key: &TicketKey| self.can_now(key).can_change(field);
        let of =
            |key: &TicketKey, to: bool| Some(self.tickets.signal(key)?.with_untracked(|it| Change::of(it, field, to)));
        let is_shown = |key: &TicketKey| of(key, true).is_some_and(|change| change.from == Value::Switch(true));
        let to = !keys.iter().filter(|key| can(key)).all(is_shown);
        self.perform_each(keys, |key| can(key).then(|| of(key, to))?);
    }

    /// Removes a label from tickets, by its name.
    pub fn unlabel_all(&self, keys: Vec<TicketKey>, name: &str) {
        // Tickets without the label do not count as unsupported.
        let has_it = |key: &TicketKey| self.labels_of(std::slice::from_ref(key)).iter().any(|it| it == name);
        let keys = keys.into_iter().filter(has_it).collect();
        self.perform_each(keys, |key| {
            let ticket = self.tickets.signal(key)?.get_untracked();
            let label = ticket.labels.iter().find(|label| label.name == name)?;
            Some(Change::of(&ticket, TicketField::Labels, ticket.labels.without(label)))
        });
    }

    /// Returns the names of all labels of the tickets that can be removed.
    pub fn labels_of(&self, keys: &[TicketKey]) -> Vec<String> {
        let can = |key: &&TicketKey| self.can_now(key).can_change(TicketField::Labels);
        let tickets = keys.iter().filter(can).filter_map(|key| self.tickets.signal(key));
        let mut names: Vec<String> =
            tickets.flat_map(|ticket| ticket.with_untracked(|ticket| ticket.labels.names())).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Carries out an intent, as far as each ticket's helpdesk supports it. Asks first for what is missing, and before
    /// what cannot be undone.
    pub fn carry_out(&self, intent: Intent, keys: Vec<TicketKey>) {
        let mut changes: Vec<TicketChange> = Vec::new();
        for key in &keys {
            let Some(account) = untrack(|| self.accounts.find(&key.account)) else { continue };
            let can = self.can_now(key);
            // The word for the agent in lists is not an id that a ticket could be assigned to.
            let me = account.me.filter(|me| !(can.knows_me && me == "me"));
            if me.is_none() && intent.names_me(&can) {
                return self.overlay.set(Some(Overlay::WhoAmI(key.account.clone(), intent, keys)));
            }
            let Some(ticket) = self.tickets.signal(key) else { continue };
            let known = self.accounts.directory(&key.account).get_untracked();
            let change = ticket.with_untracked(|ticket| intent.change(ticket, me.as_deref(), &known, &can));
            changes.extend(change.map(|change| (key.clone(), change)));
        }
        self.say_left(keys.len(), changes.len());
        // A ticket that is already completed needs no question.
        let is_due = |(key, change): &TicketChange| {
            self.tickets.signal(key).is_some_and(|ticket| ticket.with_untracked(|ticket| change.is_due(ticket)))
        };
        if changes.iter().any(|change| self.is_final(change) && is_due(change)) {
            return self.overlay.set(Some(Overlay::Confirm(changes)));
        }
        if !changes.is_empty() {
            self.outbox.perform_all(changes);
        }
    }

    /// Performs changes of which some cannot be undone, so that the others still can.
    pub fn perform_confirmed(&self, changes: Vec<TicketChange>) {
        let (finals, others): (Vec<_>, Vec<_>) = changes.into_iter().partition(|change| self.is_final(change));
        self.outbox.perform_all(finals);
        if !others.is_empty() {
            self.outbox.perform_all(others);
        }
    }

    /// Whether a change can never be undone.
    pub fn is_final(&self, (key, change): &TicketChange) -> bool {
        self.can_now(key).change_of(change.field).is_some_and(|it| it.is_final)
    }

    fn can_now(&self, key: &TicketKey) -> Capabilities {
        untrack(|| self.accounts.capabilities(&key.account))
    }

    fn perform_each(&self, keys: Vec<TicketKey>, change: impl Fn(&TicketKey) -> Option<Change>) {
        let of = keys.len();
        let changes: Vec<_> = keys.into_iter().filter_map(|key| Some((key.clone(), change(&key)?))).collect();
        self.say_left(of, changes.len());
        if !changes.is_empty() {
            self.outbox.perform_all(changes);
        }
    }

    /// Says how many of the tickets stay as they are.
    fn say_left(&self, of: usize, changed: usize) {
        if changed == 0 && of > 0 {
            self.notices.done(text::not_offered(), None);
        } else if changed < of {
            self.notices.done(text::changes::left_as_is(of - changed), None);
        }
    }
}
