//! Whether the helpdesks can be reached: their connections, the network, and refused tokens.

use leptos::prelude::*;

use super::Accounts;
use super::connection::{Connection, ConnectionStatus, Health};
use crate::client::Client;
use crate::client::account::Account;
use crate::domain::AccountId;
use crate::platform::network;

impl Accounts {
    /// Returns what is known about the connection to an account's helpdesk. Tracked.
    pub fn status(&self, id: &AccountId) -> ConnectionStatus {
        // A new account has a new connection.
        self.clients.track();
        let status = self.connections.with_value(|connections| connections.get(id).map(Connection::status));
        status.map(|status| status.get()).unwrap_or_default()
    }

    /// Whether the browser is online; the demo always is. Tracked.
    pub fn is_online(&self) -> bool {
        self.is_demo.get() || self.is_online.get()
    }

    /// Whether an account's helpdesk refused its token. Tracked.
    pub fn is_token_refused(&self, id: &AccountId) -> bool {
        self.refused.with(|refused| refused.contains(id))
    }

    /// Records that a helpdesk refused a client's token, unless the account has got another one since.
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

    /// Whether a request to an account's helpdesk can succeed now. Tracked.
    pub fn is_reachable(&self, id: &AccountId) -> bool {
        let is_resting = matches!(self.status(id).health, Health::Resting { .. });
        self.is_online() && !is_resting && !self.is_token_refused(id) && !self.lacks_token(id)
    }

    /// Lets requests to an account's helpdesk through again, because the reason for a pause may be gone.
    pub fn wake(&self, id: &AccountId) {
        let connection = self.connections.with_value(|connections| connections.get(id).cloned());
        connection.inspect(Connection::wake);
    }

    /// Returns the connection to an account's helpdesk, for the account as it is now.
    pub(super) fn connection(&self, account: &Account) -> Connection {
        let (transport, name, per_minute) =
            (self.transport.get_value(), account.name.clone(), account.requests_per_minute);
        let known = self.connections.with_value(|connections| connections.get(&account.id).cloned());
        let connection = match known {
            Some(known) => known.renewed(transport, name, per_minute),
            None => Connection::new(transport, name, per_minute),
        };
        self.connections.update_value(|connections| drop(connections.insert(account.id.clone(), connection.clone())));
        connection
    }

    /// Follows the browser's network. Once it is back, every helpdesk may be asked at once.
    pub(super) fn follow_network(&self) {
        let accounts = *self;
        network::on_change(move || {
            let is_online = !network::is_offline();
            if is_online {
                accounts.connections.try_with_value(|connections| connections.values().for_each(Connection::wake));
            }
            accounts.is_online.try_set(is_online);
        });
    }
}
