//! The open ticket.

use leptos::prelude::*;

use super::store::Tickets;
use crate::client::error::Error;
use crate::domain::{AccountId, Ticket, TicketKey};
use crate::platform::clock;
use crate::state::accounts::Accounts;
use crate::state::navigation::Navigation;
use crate::state::remote::Remote;
use crate::state::tasks::LatestTask;

/// How long the agent must rest on a known ticket before it is requested, in milliseconds: moving through a list must
/// not request every ticket on the way.
pub(super) const REST: u32 = 150;

/// The ticket that the route names.
#[derive(Clone, Copy)]
pub struct OpenTicket {
    accounts: Accounts,
    tickets: Tickets,
    key: Memo<Option<TicketKey>>,
    /// The progress of loading it. What the list knows of it is shown meanwhile.
    pub progress: RwSignal<Remote>,
    loading: LatestTask,
}

impl OpenTicket {
    /// Creates the open ticket, which follows the route.
    pub fn new(accounts: Accounts, tickets: Tickets, navigation: Navigation) -> Self {
        let open = OpenTicket {
            accounts,
            tickets,
            key: Memo::new(move |_| navigation.route().ticket),
            progress: RwSignal::new(Remote::Idle),
            loading: LatestTask::new(),
        };
        Effect::new(move |_| {
            // The client is tracked too: with a new token, the ticket is requested again.
            let key = open.key.get();
            let is_connected = key.as_ref().is_some_and(|key| accounts.client(&key.account).is_some());
            untrack(|| match key {
                Some(_) if is_connected => open.load(),
                // The link names an account that does not exist here.
                Some(_) => open.stay(Remote::Failed(Error::NotFound)),
                None => open.stay(Remote::Idle),
            });
        });
        open
    }

    fn stay(&self, progress: Remote) {
        self.loading.cancel();
        self.progress.set(progress);
    }

    /// Returns the key of the open ticket. Tracked.
    pub fn key(&self) -> Option<TicketKey> {
        self.key.get()
    }

    /// Returns the open ticket as far as it is known. Tracked.
    pub fn ticket(&self) -> Option<Ticket> {
        // Before it is loaded for the first time, there is no signal to track, but its progress is tracked.
        self.progress.track();
        self.tickets.signal(&self.key.get()?).map(|signal| signal.get())
    }

    /// Requests the open ticket again if it belongs to an account and failed for a reason that passes.
    pub fn recover(&self, account: &AccountId) {
        let is_wanted = self.key.with_untracked(|key| key.as_ref().is_some_and(|key| key.account == *account));
        if is_wanted && self.progress.with_untracked(|progress| progress.error().is_some_and(Error::is_retryable)) {
            self.load();
        }
    }

    /// Requests the open ticket again in the background, unless it is loading.
    pub async fn look(&self) {
        let key = self.key.get_untracked().filter(|_| !self.progress.with_untracked(Remote::is_loading));
        let Some(key) = key else { return };
        let is_reachable = untrack(|| self.accounts.is_reachable(&key.account));
        let Some(client) = self.accounts.client_now(&key.account).filter(|_| is_reachable) else { return };
        let asked = self.tickets.stamp();
        // Errors are reported by the connection, and by the agent's next action.
        if let Ok(ticket) = client.ticket(&key.id).await {
            self.tickets.merge(ticket, asked);
        }
    }

    /// Requests the open ticket again.
    pub fn load(&self) {
        let (open, key) = (*self, self.key.get_untracked());
        let Some(key) = key else { return };
        let Some(client) = self.accounts.client_now(&key.account) else { return };
        let is_known = self.tickets.signal(&key).is_some();
        open.progress.set(Remote::Loading);
        self.loading.run(async move {
            if is_known {
                clock::sleep(REST).await;
            }
            let asked = open.tickets.stamp();
            let progress = match client.ticket(&key.id).await {
                Ok(ticket) => {
                    open.tickets.merge(ticket, asked);
                    Remote::Ready
                }
                Err(error) => {
                    if error == Error::Unauthorized {
                        open.accounts.refuse_token(&client);
                    }
                    Remote::Failed(error)
                }
            };
            open.progress.set(progress);
        });
    }
}
