//! Whether the helpdesks can be asked: the lines to them, the network, and the tokens they refused.

use leptos::prelude::*;

use super::Accounts;
use super::connection::{Health, Line, Standing};
use crate::client::Client;
use crate::client::account::Account;
use crate::domain::AccountId;
use crate::platform::network;

impl Accounts {
    /// What is known about the way to an account's helpdesk, followed.
    pub fn standing(&self, id: &AccountId) -> Standing {
        // A new account has a new line.
        self.clients.track();
        let standing = self.lines.with_value(|lines| lines.get(id).map(Line::standing));
        standing.map(|standing| standing.get()).unwrap_or_default()
    }

    /// Whether the browser has a network, followed; the demo needs none.
    pub fn is_online(&self) -> bool {
        self.is_demo.get() || self.is_online.get()
    }

    /// Whether an account's helpdesk refused its token, followed.
    pub fn is_token_refused(&self, id: &AccountId) -> bool {
        self.refused.with(|refused| refused.contains(id))
    }

    /// Notes that a helpdesk refused a client's token, unless the account has another one since.
    pub fn refuse_token(&self, client: &Client) {
        let id = &client.account().id;
        if !self.client_now(id).is_some_and(|now| now.is_same(client)) {
            return;
        }
        self.refused.update(|refused| {
            if !refused.contains(id) {
                refused.push(id.clone());
            }
        });
    }

    /// Whether what is sent to an account's helpdesk now has a chance, followed.
    pub fn is_reachable(&self, id: &AccountId) -> bool {
        let is_resting = matches!(self.standing(id).health, Health::Resting { .. });
        self.is_online() && !is_resting && !self.is_token_refused(id) && !self.lacks_token(id)
    }

    /// Lets an account's helpdesk be asked again now, because the reason why it was not may be gone.
    pub fn wake(&self, id: &AccountId) {
        let line = self.lines.with_value(|lines| lines.get(id).cloned());
        line.inspect(Line::wake);
    }

    /// The line to an account's helpdesk, as the account is now.
    pub(super) fn line(&self, account: &Account) -> Line {
        let (transport, name, per_minute) =
            (self.transport.get_value(), account.name.clone(), account.requests_per_minute);
        let known = self.lines.with_value(|lines| lines.get(&account.id).cloned());
        let line = match known {
            Some(known) => known.renewed(transport, name, per_minute),
            None => Line::new(transport, name, per_minute),
        };
        self.lines.update_value(|lines| drop(lines.insert(account.id.clone(), line.clone())));
        line
    }

    /// Follows the browser's network. When it is back, every helpdesk may be asked at once.
    pub(super) fn follow_network(&self) {
        let accounts = *self;
        network::follow(move || {
            let is_online = !network::is_offline();
            if is_online {
                accounts.lines.try_with_value(|lines| lines.values().for_each(Line::wake));
            }
            accounts.is_online.try_set(is_online);
        });
    }
}
