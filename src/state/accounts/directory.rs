//! What can be chosen in each account, and which changes its helpdesk turned out not to support.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Accounts;
use crate::client::error::Error;
use crate::domain::{AccountId, Directory, Label, LabelSet, Person, Ticket, TicketField, TicketId};

/// The choices of an account, and whether its API was asked for them.
#[derive(Clone)]
pub(super) struct Chosen {
    directory: ArcRwSignal<Directory>,
    was_asked: bool,
}

impl Accounts {
    /// Returns the choices of an account, as a signal that grows with what is learned.
    pub fn directory(&self, id: &AccountId) -> ArcRwSignal<Directory> {
        self.chosen(id).directory
    }

    /// Returns the choices of accounts; equal ones of several accounts are listed once. Tracked.
    pub fn directory_of(&self, ids: &[AccountId]) -> Directory {
        match ids {
            [id] => self.directory(id).get(),
            ids => ids.iter().fold(Directory::default(), |mut joined, id| {
                self.directory(id).with(|known| joined.join(known));
                joined
            }),
        }
    }

    /// Loads the choices of an account once. Returns the error if that fails.
    pub async fn fill_directory(&self, id: &AccountId) -> Option<Error> {
        let chosen = self.chosen(id);
        let client = self.client_now(id).filter(|_| !chosen.was_asked)?;
        self.directories.update_value(|all| {
            all.insert(id.clone(), Chosen { was_asked: true, ..chosen.clone() });
        });
        let (directory, problem) = client.directory().await;
        chosen.directory.update(|known| known.merge(directory));
        // A passing failure, or one that another token mends, must not prevent another try.
        let is_for_good = |error: &Error| matches!(error, Error::Forbidden { .. } | Error::NotFound);
        if problem.as_ref().is_some_and(|error| !is_for_good(error)) {
            self.directories.update_value(|all| {
                all.insert(id.clone(), Chosen { was_asked: false, ..chosen });
            });
        }
        problem
    }

    /// Loads the name of an agent of whom only the id is known.
    pub fn learn_assignee(&self, id: &AccountId, ticket: TicketId) {
        let Some(client) = self.client_now(id) else { return };
        let directory = self.directory(id);
        spawn_local(async move {
            // Without the name, the address is shown.
            if let Ok(Some(person)) = client.assignee_of(&ticket).await {
                directory.update(|known| known.merge(Directory { people: vec![person], ..Directory::default() }));
            }
        });
    }

    /// Returns a person with everything that is known. Tracked.
    pub fn known(&self, id: &AccountId, person: &Person) -> Person {
        let directory = self.directory(id);
        directory.with(|known| known.person(&person.id).cloned()).unwrap_or_else(|| person.clone())
    }

    /// Finds out which of the known labels a ticket has, for an API that leaves labels out of its tickets.
    pub async fn find_labels(&self, ticket: &Ticket) -> Option<Result<LabelSet, Error>> {
        let account = &ticket.key.account;
        let known: Vec<Label> = self.directory(account).with_untracked(|known| known.labels.clone());
        self.client_now(account)?.labels_of(ticket, &known).await
    }

    /// Records that an account's helpdesk does not support the change of a field, so that it is not offered again.
    pub fn withdraw(&self, id: &AccountId, field: TicketField) {
        self.withdrawn.update(|withdrawn| withdrawn.push((id.clone(), field)));
    }

    fn chosen(&self, id: &AccountId) -> Chosen {
        if let Some(chosen) = self.directories.with_value(|all| all.get(id).cloned()) {
            return chosen;
        }
        let account = self.list.with_untracked(|list| list.iter().find(|account| account.id == *id).cloned());
        let (people, groups) = account.map(|account| (account.people, account.groups)).unwrap_or_default();
        let directory = ArcRwSignal::new(Directory { people, groups, ..Directory::default() });
        let chosen = Chosen { directory, was_asked: false };
        self.directories.update_value(|all| {
            all.insert(id.clone(), chosen.clone());
        });
        chosen
    }
}
