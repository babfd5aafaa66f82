//! Changes: shown at once, sent, taken back with the reason when refused, undone on demand.
//!
//! Writes on one ticket go one after the other; writes on different tickets do not wait for each
//! other. Several changes made at once are one action: one notice, one undo.

use std::collections::{HashMap, VecDeque};

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::accounts::Accounts;
use super::notices::{NoticeAction, Notices};
use super::tickets::Tickets;
use crate::client::error::Error;
use crate::domain::{Edit, TicketKey};
use crate::text;

/// The changes under way, and those that can be undone.
#[derive(Clone, Copy)]
pub struct Edits {
    accounts: Accounts,
    tickets: Tickets,
    notices: Notices,
    /// What waits for each ticket. A ticket is in it while one of its writes is under way.
    queues: StoredValue<HashMap<TicketKey, VecDeque<Job>>>,
    actions: StoredValue<HashMap<ActionId, Action>>,
    /// What undoes the last actions, the newest at the end.
    undoable: StoredValue<Vec<Undoable>>,
    next: StoredValue<ActionId>,
}

/// One change to one ticket.
pub type Change = (TicketKey, Edit);

type ActionId = u64;

/// A write that waits for its turn.
struct Job {
    action: ActionId,
    edit: Edit,
}

/// What was done at one time.
struct Action {
    changes: Vec<Change>,
    refused: Vec<(Change, Error)>,
    waiting: usize,
    notice: u64,
}

/// What undoes an action.
struct Undoable {
    action: ActionId,
    changes: Vec<Change>,
    /// The notice that offers it.
    notice: u64,
}

/// How many actions can be undone.
const LEVELS: usize = 50;

impl Edits {
    /// No changes yet.
    pub fn new(accounts: Accounts, tickets: Tickets, notices: Notices) -> Self {
        Edits {
            accounts,
            tickets,
            notices,
            queues: StoredValue::new(HashMap::new()),
            actions: StoredValue::new(HashMap::new()),
            undoable: StoredValue::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    /// Performs a change to one ticket.
    pub fn perform(&self, key: TicketKey, edit: Edit) {
        self.perform_all(vec![(key, edit)]);
    }

    /// Performs changes as one action. Those that change nothing are left out.
    pub fn perform_all(&self, changes: Vec<Change>) {
        let changes: Vec<Change> = changes.into_iter().filter(|change| self.changes_something(change)).collect();
        if changes.is_empty() {
            self.notices.done(text::ALREADY_SO.to_owned(), None);
            return;
        }
        let undo = self.inverse(&changes);
        let (edits, action) = (*self, self.next_action());
        let offer = undo.is_some().then(|| NoticeAction::new(text::UNDO, move || edits.undo_action(action)));
        let notice = self.notices.done(text::done(&changes), offer);
        self.start(action, changes, notice);
        if let Some(changes) = undo {
            self.undoable.update_value(|undoable| {
                undoable.push(Undoable { action, changes, notice });
                let surplus = undoable.len().saturating_sub(LEVELS);
                undoable.drain(..surplus);
            });
        }
    }

    /// Undoes the last action that can be undone.
    pub fn undo(&self) {
        if let Some(action) = self.undoable.with_value(|undoable| undoable.last().map(|last| last.action)) {
            self.undo_action(action);
        }
    }

    fn undo_action(&self, action: ActionId) {
        let undo = self.undoable.try_update_value(|undoable| {
            let place = undoable.iter().position(|it| it.action == action)?;
            Some(undoable.remove(place))
        });
        if let Some(Some(Undoable { mut changes, notice, .. })) = undo {
            self.notices.dismiss(notice);
            changes.retain(|change| self.changes_something(change));
            if changes.is_empty() {
                self.notices.done(text::ALREADY_SO.to_owned(), None);
                return;
            }
            let notice = self.notices.done(text::undone(&changes), None);
            self.start(self.next_action(), changes, notice);
        }
    }

    fn changes_something(&self, (key, edit): &Change) -> bool {
        self.tickets.signal(key).is_some_and(|ticket| ticket.with_untracked(|ticket| edit.is_due(ticket)))
    }

    /// The changes that undo these, last first; `None` unless every one can be undone.
    fn inverse(&self, changes: &[Change]) -> Option<Vec<Change>> {
        let mut undo = Vec::new();
        for (key, edit) in changes.iter().rev() {
            let inverse = edit.inverse()?;
            let client = self.accounts.client_now(&key.account)?;
            if !client.can(&key.id, &inverse) {
                return None;
            }
            undo.push((key.clone(), inverse));
            // Some helpdesks take a ticket from its agent when it comes to another group.
            if let Edit::Group { notify, .. } = edit
                && let Some(to) = self.tickets.signal(key).and_then(|ticket| ticket.get_untracked().assignee)
            {
                undo.push((key.clone(), Edit::Assignee { from: None, to: Some(to), notify: *notify }));
            }
        }
        Some(undo)
    }

    /// Shows the changes and sends them on their way.
    fn start(&self, id: ActionId, changes: Vec<Change>, notice: u64) {
        let action = Action { changes: changes.clone(), refused: Vec::new(), waiting: changes.len(), notice };
        self.actions.update_value(|actions| {
            actions.insert(id, action);
        });
        for (key, edit) in changes {
            // Others may have come between: an undo or a retry keeps what they did.
            let edit = match self.tickets.signal(&key) {
                Some(ticket) => ticket.with_untracked(|ticket| edit.on(ticket)),
                None => edit,
            };
            self.tickets.begin_write(&key);
            self.tickets.change(&key, |ticket| edit.apply(ticket));
            let job = Job { action: id, edit };
            let is_free = self.queues.try_update_value(|queues| match queues.get_mut(&key) {
                Some(queue) => {
                    queue.push_back(job);
                    false
                }
                None => {
                    queues.insert(key.clone(), VecDeque::from([job]));
                    true
                }
            });
            if is_free == Some(true) {
                let edits = *self;
                spawn_local(async move { edits.work(key).await });
            }
        }
    }

    /// Sends what waits for one ticket, one after the other, until nothing does.
    async fn work(&self, key: TicketKey) {
        loop {
            let job = self.queues.try_update_value(|queues| {
                let job = queues.get_mut(&key).and_then(VecDeque::pop_front);
                if job.is_none() {
                    queues.remove(&key);
                }
                job
            });
            let Some(Some(Job { action, edit })) = job else { return };
            let result = match self.accounts.client_now(&key.account) {
                Some(client) => client.change(&key.id, &edit).await,
                None => Err(Error::TokenMissing),
            };
            self.tickets.end_write(&key);
            let refused = match result {
                // What waits is shown already, and newer than what this answer tells.
                Ok(amend) => {
                    if !self.tickets.is_writing(&key) {
                        self.tickets.change(&key, amend);
                    }
                    None
                }
                Err(error) => {
                    self.tickets.change(&key, |ticket| edit.revert(ticket));
                    // What waits was built on it.
                    self.queues.update_value(|queues| {
                        queues.get_mut(&key).into_iter().flatten().for_each(|job| job.edit.follow_refused(&edit));
                    });
                    self.reconsider(&key, &edit, &error).await;
                    Some(((key.clone(), edit), error))
                }
            };
            self.conclude(action, refused);
        }
    }

    /// A change beyond the documented page that the server does not know is not offered again.
    async fn reconsider(&self, key: &TicketKey, edit: &Edit, error: &Error) {
        let Some(client) = self.accounts.client_now(&key.account) else { return };
        let action = edit.action();
        if !client.capabilities().beyond.contains(&action) {
            return;
        }
        // Not found may be the call or the ticket: the ticket can be asked for.
        let is_unknown = match error {
            Error::Forbidden { .. } => true,
            // A change that names nothing but the ticket.
            Error::NotFound if matches!(edit, Edit::Flag { .. }) => client.ticket(&key.id).await.is_ok(),
            _ => false,
        };
        if is_unknown {
            self.accounts.withdraw(&key.account, action);
        }
    }

    /// Notes how one write ended, and tells when the whole action is over and something failed.
    fn conclude(&self, id: ActionId, refused: Option<(Change, Error)>) {
        let over = self.actions.try_update_value(|actions| {
            let action = actions.get_mut(&id)?;
            action.waiting -= 1;
            action.refused.extend(refused);
            (action.waiting == 0).then(|| actions.remove(&id)).flatten()
        });
        let Some(action) = over.flatten().filter(|action| !action.refused.is_empty()) else { return };
        self.notices.dismiss(action.notice);
        self.forget_undo(id, &action.refused);
        let (changes, errors): (Vec<Change>, Vec<Error>) = action.refused.into_iter().unzip();
        let edits = *self;
        let sentence = text::refused(&changes, &errors, action.changes.len());
        let retry = NoticeAction::new(text::RETRY, move || edits.perform_all(changes.clone()));
        self.notices.failed(sentence, Some(retry));
    }

    /// What was refused needs no undo: only the changes that came through stay undoable.
    fn forget_undo(&self, id: ActionId, refused: &[(Change, Error)]) {
        self.undoable.update_value(|undoable| {
            for it in undoable.iter_mut().filter(|it| it.action == id) {
                it.changes.retain(|(key, _)| !refused.iter().any(|((refused, _), _)| refused == key));
            }
            undoable.retain(|it| !it.changes.is_empty());
        });
    }

    fn next_action(&self) -> ActionId {
        self.next.update_value(|next| *next += 1);
        self.next.get_value()
    }
}
