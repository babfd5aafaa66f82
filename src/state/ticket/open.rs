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

/// How long the agent may rest on a ticket that the list knows before more is asked for, in
/// milliseconds: running through a list must not ask for every ticket on the way.
pub(super) const REST: u32 = 150;

/// The ticket that the route names.
#[derive(Clone, Copy)]
pub struct OpenTicket {
    accounts: Accounts,
    tickets: Tickets,
    key: Memo<Option<TicketKey>>,
    /// How far the ticket is. What the list knows of it is shown meanwhile.
    pub progress: RwSignal<Remote>,
    loading: LatestTask,
}

impl OpenTicket {
    /// The open ticket that follows the route.
    pub fn new(accounts: Accounts, tickets: Tickets, navigation: Navigation) -> Self {
        let open = OpenTicket {
            accounts,
            tickets,
            key: Memo::new(move |_| navigation.route().ticket),
            progress: RwSignal::new(Remote::Idle),
            loading: LatestTask::new(),
        };
        Effect::new(move |_| {
            // The client is followed too: with a new token the ticket is asked for again.
            let key = open.key.get();
            let is_connected = key.as_ref().is_some_and(|key| accounts.client(&key.account).is_some());
            untrack(|| match key {
                Some(_) if is_connected => open.load(),
                // The link names an account that is not here.
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

    /// Which ticket is open, followed.
    pub fn key(&self) -> Option<TicketKey> {
        self.key.get()
    }

    /// The open ticket as far as it is known, followed.
    pub fn ticket(&self) -> Option<Ticket> {
        // While it loads for the first time there is no signal to follow; its progress is.
        self.progress.track();
        self.tickets.signal(&self.key.get()?).map(|signal| signal.get())
    }

    /// Asks for the open ticket again if it is an account's and did not come for a reason that passes.
    pub fn recover(&self, account: &AccountId) {
        let is_wanted = self.key.with_untracked(|key| key.as_ref().is_some_and(|key| key.account == *account));
        if is_wanted && self.progress.with_untracked(|progress| progress.error().is_some_and(Error::is_retryable)) {
            self.load();
        }
    }

    /// Asks for the open ticket again without anybody noticing, unless it is being asked for already.
    pub async fn look(&self) {
        let key = self.key.get_untracked().filter(|_| !self.progress.with_untracked(Remote::is_loading));
        let Some(key) = key else { return };
        let is_reachable = untrack(|| self.accounts.is_reachable(&key.account));
        let Some(client) = self.accounts.client_now(&key.account).filter(|_| is_reachable) else { return };
        let asked = self.tickets.stamp();
        // What is wrong is told by the line, and by whatever the agent does next.
        if let Ok(ticket) = client.ticket(&key.id).await {
            self.tickets.merge(ticket, asked);
        }
    }

    /// Asks for the open ticket again.
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
