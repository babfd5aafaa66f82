//! The conversations of tickets, as far as they were loaded. The last ones are kept, so that a ticket that is opened
//! again shows its messages at once while they are refreshed.

use std::collections::HashMap;

use leptos::prelude::*;

use super::open::REST;
use super::store::Tickets;
use crate::client::Client;
use crate::client::error::Error;
use crate::domain::{Message, Messages, Ticket, TicketKey};
use crate::platform::clock;
use crate::state::accounts::Accounts;
use crate::state::remote::Remote;
use crate::state::tasks::Task;

/// How many conversations are kept.
const KEPT: usize = 30;

/// The conversations.
#[derive(Clone, Copy)]
pub struct Threads {
    accounts: Accounts,
    tickets: Tickets,
    /// The conversations, the last opened at the end.
    kept: StoredValue<Vec<(TicketKey, Thread)>>,
    /// The running requests.
    running: StoredValue<HashMap<Need, Task>>,
}

/// A conversation.
#[derive(Clone)]
pub struct Thread {
    /// The known messages.
    pub messages: ArcRwSignal<Messages>,
    /// The progress of loading the newest ones.
    pub progress: ArcRwSignal<Remote>,
    /// The progress of loading earlier ones.
    pub earlier: ArcRwSignal<Remote>,
}

/// Why a conversation is requested. Each need has one request at a time.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Need {
    /// The ticket is open.
    Open,
    /// Earlier messages of the open ticket are wanted.
    Earlier,
    /// The ticket may be opened next.
    Soon(Prefetch),
}

/// Why a ticket may be opened next.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Prefetch {
    /// It comes after the open one.
    Next,
    /// The pointer is on it.
    Pointed,
}

impl Thread {
    fn new() -> Self {
        Thread {
            messages: ArcRwSignal::new(Messages::default()),
            progress: ArcRwSignal::new(Remote::Idle),
            earlier: ArcRwSignal::new(Remote::Idle),
        }
    }
}

impl Threads {
    /// Creates an empty list.
    pub fn new(accounts: Accounts, tickets: Tickets) -> Self {
        Threads { accounts, tickets, kept: StoredValue::new(Vec::new()), running: StoredValue::new(HashMap::new()) }
    }

    /// Returns the conversation of a ticket, empty if nothing is known.
    pub fn of(&self, key: &TicketKey) -> Thread {
        self.kept
            .try_update_value(|kept| {
                let place = kept.iter().position(|(it, _)| it == key);
                let entry = match place {
                    Some(place) => kept.remove(place),
                    None => (key.clone(), Thread::new()),
                };
                let thread = entry.1.clone();
                kept.push(entry);
                let over = kept.len().saturating_sub(KEPT);
                kept.drain(..over);
                thread
            })
            .unwrap_or_else(Thread::new)
    }

    /// Requests the newest messages of the open ticket, and cancels the request for another one.
    pub fn load(&self, key: &TicketKey) {
        self.of(key).progress.set(Remote::Loading);
        self.start(Need::Open, key);
    }

    /// Prefetches the conversation of a ticket that may be opened next, unless it is known.
    /// Cancels the earlier prefetch for the same reason.
    pub fn guess(&self, guess: Prefetch, key: Option<&TicketKey>) {
        let need = Need::Soon(guess);
        self.running.update_value(|running| drop(running.remove(&need)));
        let Some(key) = key.filter(|key| untrack(|| self.accounts.is_reachable(&key.account))) else { return };
        if self.of(key).progress.with_untracked(|it| *it != Remote::Ready) {
            self.start(need, key);
        }
    }

    /// Requests the messages before the known ones.
    pub fn load_earlier(&self, key: &TicketKey) {
        let thread = self.of(key);
        let Some(before) = thread.messages.with_untracked(|messages| messages.earlier.clone()) else { return };
        let Some((client, ticket)) = self.asked(key) else { return };
        thread.earlier.set(Remote::Loading);
        self.run(Need::Earlier, async move {
            let (more, problem) = client.messages(&ticket, Some(&before)).await;
            if let Some(error) = problem {
                return thread.earlier.set(Remote::Failed(error));
            }
            thread.messages.update(|messages| {
                messages.merge(more.list);
                messages.earlier = more.earlier;
            });
            thread.earlier.set(Remote::Ready);
        });
    }

    /// Requests the newest messages in the background and returns them.
    ///
    /// # Errors
    ///
    /// What the request failed with. What was received is in the conversation nevertheless.
    pub async fn look(&self, key: &TicketKey) -> Result<Messages, Error> {
        let Some((client, ticket)) = self.asked(key) else { return Err(Error::NotFound) };
        // Its counts may be older than the message that is looked for.
        let ticket = Ticket { messages: None, replies: None, ..ticket };
        let (messages, problem) = client.messages(&ticket, None).await;
        self.take_in(&self.of(key), messages.clone());
        problem.map_or(Ok(messages), Err)
    }

    /// Adds a message of the helpdesk.
    pub fn add(&self, key: &TicketKey, message: Message) {
        self.of(key).messages.update(|messages| messages.merge(vec![message]));
    }

    fn start(&self, need: Need, key: &TicketKey) {
        let Some((client, ticket)) = self.asked(key) else { return };
        let (threads, thread) = (*self, self.of(key));
        self.run(need, async move {
            if need == Need::Open {
                clock::sleep(REST).await;
            }
            let (messages, problem) = client.messages(&ticket, None).await;
            // Messages that arrived are shown even if another part failed.
            threads.take_in(&thread, messages);
            thread.progress.set(problem.map_or(Remote::Ready, Remote::Failed));
        });
    }

    /// Merges the newest messages. If earlier ones are known already, so is the cursor to those before them.
    fn take_in(&self, thread: &Thread, newest: Messages) {
        thread.messages.update(|messages| {
            let was_empty = messages.list.is_empty();
            messages.merge(newest.list);
            if was_empty {
                messages.earlier = newest.earlier;
            }
        });
    }

    fn asked(&self, key: &TicketKey) -> Option<(Client, Ticket)> {
        let client = self.accounts.client_now(&key.account).filter(|client| client.capabilities().thread)?;
        Some((client, self.tickets.signal(key)?.get_untracked()))
    }

    fn run(&self, need: Need, task: impl Future<Output = ()> + 'static) {
        let running = Task::start(task);
        drop(self.running.try_update_value(|all| all.insert(need, running)));
    }
}
