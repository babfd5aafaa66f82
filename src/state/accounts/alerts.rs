//! What keeps the agent from the helpdesks, reported once for each account, and what resumes by itself
//! afterwards.

use leptos::prelude::*;

use super::connection::Health;
use crate::client::error::Error;
use crate::domain::AccountId;
use crate::state::AppState;
use crate::text;

/// A problem with an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    /// The account; `None` if it concerns all of them.
    pub account: Option<AccountId>,
    /// The error.
    pub error: Error,
    /// When the account is tried again, in seconds; `None` if it is not.
    pub seconds: Option<u32>,
    /// How many changes wait until then.
    pub unsent: usize,
}

impl AppState {
    /// Returns the problems of accounts that are in view or have waiting changes. Tracked.
    pub fn alerts(&self) -> Vec<Alert> {
        let accounts: Vec<AccountId> = self.accounts.list().into_iter().map(|account| account.id).collect();
        let unsent = |account: &AccountId| self.outbox.unsent(account);
        if !self.accounts.is_online() {
            let unsent = accounts.iter().map(unsent).sum();
            return vec![Alert { account: None, error: Error::Offline, seconds: None, unsent }];
        }
        let in_view = self.list.accounts();
        let failures = self.list.failures();
        let asked = self.token_wanted().map(|(account, _)| account);
        let trouble = |account: AccountId| {
            let unsent = unsent(&account);
            let failure = failures.iter().find(|(it, _)| *it == account).map(|(_, error)| error.clone());
            let (error, seconds) = match self.accounts.status(&account).health {
                _ if self.accounts.is_token_refused(&account) => (Error::Unauthorized, None),
                Health::Resting { seconds, reason } => (reason, Some(seconds)),
                // While an account is being tried, nothing is known to be wrong.
                Health::Well | Health::Doubted => (failure?, None),
            };
            let is_concerned = unsent > 0 || in_view.contains(&account);
            is_concerned.then_some(Alert { account: Some(account), error, seconds, unsent })
        };
        accounts.into_iter().filter(|account| asked.as_ref() != Some(account)).filter_map(trouble).collect()
    }

    /// Returns the account whose token is requested in place of its rows, and whether its helpdesk refused the last
    /// one. Tracked. Rows that are shown already stay.
    pub fn token_wanted(&self) -> Option<(AccountId, bool)> {
        let account = self.list.account()?;
        let is_refused = self.accounts.is_token_refused(&account);
        let is_bare = self.list.order().rows.is_empty();
        (self.accounts.lacks_token(&account) || (is_refused && is_bare)).then_some((account, is_refused))
    }

    /// Resumes everything that failed for a reason that is gone, and says so.
    pub fn recover(self) {
        Effect::new(move |before: Option<Vec<Seen>>| {
            let accounts = self.accounts.list();
            let now: Vec<Seen> = accounts.iter().map(|account| Seen::of(self, &account.id)).collect();
            untrack(|| {
                let before = before.unwrap_or_default();
                let change =
                    |now: &Seen| before.iter().find(|it| it.account == now.account).map(|it| (it.clone(), now.clone()));
                for (before, now) in now.iter().filter_map(change) {
                    self.pass(&before, &now);
                }
                if before.iter().any(|it| !it.is_online) && self.accounts.is_online() {
                    self.notices.done(text::connection::ONLINE_AGAIN.into(), None);
                }
            });
            now
        });
    }

    /// Handles an account that came from one condition to another.
    fn pass(self, before: &Seen, now: &Seen) {
        let is_well = now.is_well && !before.is_well;
        if (now.is_reachable && !before.is_reachable) || is_well {
            // If it is unknown, the first of these requests finds out.
            self.list.recover(&now.account);
            self.open.recover(&now.account);
        }
        // An account with a new address has not responded yet.
        if is_well && before.is_online && now.is_online && before.endpoint == now.endpoint {
            let name = self.accounts.find(&now.account).map(|account| account.name).unwrap_or_default();
            self.notices.done(text::connection::responding_again(&name), None);
        }
    }
}

/// Returns an account's condition, as far as it matters here.
#[derive(Clone)]
struct Seen {
    account: AccountId,
    endpoint: String,
    is_online: bool,
    is_reachable: bool,
    is_well: bool,
}

impl Seen {
    fn of(app: AppState, account: &AccountId) -> Self {
        let is_well = app.accounts.status(account).health == Health::Well;
        let (is_online, is_reachable) = (app.accounts.is_online(), app.accounts.is_reachable(account));
        let endpoint = app.accounts.find(account).map(|it| it.endpoint().to_owned()).unwrap_or_default();
        Seen { account: account.clone(), endpoint, is_online, is_reachable, is_well }
    }
}
