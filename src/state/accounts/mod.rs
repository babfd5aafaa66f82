//! The accounts: their settings, tokens, clients and choices.

pub mod alerts;
pub mod connection;
pub mod demo;
mod directory;
mod reachability;
pub mod request_log;
mod stored;

use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::*;
use serde_json::{Value, json};

use self::connection::Connection;
use self::directory::Chosen;
use self::stored::{kept, remembered};
use crate::client::account::{Account, Auth, Via};
use crate::client::config::{self, Problem};
use crate::client::error::Error;
use crate::client::secret::Secret;
use crate::client::{Client, Transport};
use crate::domain::{AccountId, Capabilities, Query, TicketField};
use crate::platform::network;
use crate::platform::storage::Key;
use crate::text;

/// The accounts of this inbox.
#[derive(Clone, Copy)]
pub struct Accounts {
    list: RwSignal<Vec<Account>>,
    clients: RwSignal<HashMap<AccountId, Client>, LocalStorage>,
    secrets: StoredValue<HashMap<AccountId, Secret>>,
    directories: StoredValue<HashMap<AccountId, Chosen>>,
    connections: StoredValue<HashMap<AccountId, Connection>, LocalStorage>,
    /// The accounts whose helpdesk refused their token, until they have another one.
    refused: RwSignal<Vec<AccountId>>,
    /// Whether the browser is online.
    is_online: RwSignal<bool>,
    /// The changes that a helpdesk turned out not to support.
    withdrawn: RwSignal<Vec<(AccountId, TicketField)>>,
    transport: StoredValue<Rc<dyn Transport>, LocalStorage>,
    /// The transport of real accounts, while the demo's are in the list.
    beyond_demo: StoredValue<Option<Rc<dyn Transport>>, LocalStorage>,
    is_demo: RwSignal<bool>,
    /// The ids from `config.json`, so that removing one of these accounts is remembered.
    configured: StoredValue<Vec<AccountId>>,
}

/// How many tickets a test of a connection found.
pub enum Found {
    /// In all, as the API counts them.
    InAll(u64),
    /// On the first page, where the API has no count.
    OnFirstPage(usize),
}

impl Accounts {
    /// Makes the accounts of a demo, which are never stored. The first account that is saved replaces
    /// them, with `real` as its transport.
    pub fn demo(accounts: Vec<(Account, Option<Secret>)>, demo: Rc<dyn Transport>, real: Rc<dyn Transport>) -> Self {
        let this = Accounts::empty(demo);
        this.beyond_demo.set_value(Some(real));
        this.is_demo.set(true);
        this.secrets.update_value(|secrets| {
            secrets.extend(accounts.iter().filter_map(|(account, secret)| Some((account.id.clone(), secret.clone()?))));
        });
        this.replace(accounts.into_iter().map(|(account, _)| account).collect());
        this
    }

    /// Makes the accounts that the deployer configured and those that were set up on this device, with
    /// the remembered tokens. Adds problems with what was stored.
    pub fn stored(configured: Vec<Account>, transport: Rc<dyn Transport>, problems: &mut Vec<Problem>) -> Self {
        let this = Accounts::empty(transport);
        this.configured.set_value(configured.iter().map(|account| account.id.clone()).collect());
        let kept = kept(Key::Accounts);
        let own = kept.get("accounts").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let own = config::parse_accounts(own, text::config::STORED_ACCOUNTS.text(), problems);
        let removed = kept.get("removed").and_then(Value::as_array).cloned().unwrap_or_default();
        let mut accounts: Vec<Account> = configured;
        accounts.retain(|account| !removed.iter().any(|id| id == account.id.as_str()));
        for account in own {
            match accounts.iter_mut().find(|known| known.id == account.id) {
                Some(known) => *known = account,
                None => accounts.push(account),
            }
        }
        let tokens = self::kept(Key::Tokens);
        this.secrets.update_value(|secrets| {
            for account in &accounts {
                secrets.extend(remembered(&tokens, account).map(|secret| (account.id.clone(), secret)));
            }
        });
        this.replace(accounts);
        this
    }

    fn empty(transport: Rc<dyn Transport>) -> Self {
        let accounts = Accounts {
            list: RwSignal::new(Vec::new()),
            clients: RwSignal::new_local(HashMap::new()),
            secrets: StoredValue::new(HashMap::new()),
            directories: StoredValue::new(HashMap::new()),
            connections: StoredValue::new_local(HashMap::new()),
            refused: RwSignal::new(Vec::new()),
            is_online: RwSignal::new(!network::is_offline()),
            withdrawn: RwSignal::new(Vec::new()),
            transport: StoredValue::new_local(transport),
            beyond_demo: StoredValue::new_local(None),
            is_demo: RwSignal::new(false),
            configured: StoredValue::new(Vec::new()),
        };
        accounts.follow_network();
        accounts
    }

    /// Whether the accounts are the demo's. Tracked.
    pub fn is_demo(&self) -> bool {
        self.is_demo.get()
    }

    /// Whether the accounts are the demo's, untracked.
    pub fn is_demo_now(&self) -> bool {
        self.is_demo.get_untracked()
    }

    /// Returns the accounts in order. Tracked.
    pub fn list(&self) -> Vec<Account> {
        self.list.get()
    }

    /// Returns the accounts in order, untracked.
    pub fn list_now(&self) -> Vec<Account> {
        self.list.get_untracked()
    }

    /// Returns the account with this id. Tracked.
    pub fn find(&self, id: &AccountId) -> Option<Account> {
        self.list.with(|accounts| accounts.iter().find(|account| account.id == *id).cloned())
    }

    /// Returns the client of an account, which changes with the account and its token. Tracked.
    pub fn client(&self, id: &AccountId) -> Option<Client> {
        self.clients.with(|clients| clients.get(id).cloned())
    }

    /// Returns how the requests of an account go; directly, if there is no such account.
    pub fn via(&self, id: &AccountId) -> Via {
        self.list.with_untracked(|list| list.iter().find(|it| it.id == *id).map_or(Via::Direct, Account::via))
    }

    /// Whether requests of an account can be sent. Tracked.
    pub fn has_client(&self, id: &AccountId) -> bool {
        self.client(id).is_some()
    }

    /// Returns the client of an account, untracked.
    pub fn client_now(&self, id: &AccountId) -> Option<Client> {
        self.clients.with_untracked(|clients| clients.get(id).cloned())
    }

    /// Returns what an account's API can do; nothing if there is no such account. Tracked.
    pub fn capabilities(&self, id: &AccountId) -> Capabilities {
        let mut capabilities = self.client(id).map(|client| client.capabilities().clone()).unwrap_or_default();
        self.withdrawn.with(|withdrawn| {
            for (_, field) in withdrawn.iter().filter(|(account, _)| account == id) {
                capabilities.withdraw(*field);
            }
        });
        capabilities
    }

    /// Whether an account needs a token. Tracked.
    pub fn lacks_token(&self, id: &AccountId) -> bool {
        self.find(id).is_some_and(|account| account.auth != Auth::Proxy) && !self.has_token(id)
    }

    /// Whether an account has a token. Tracked.
    pub fn has_token(&self, id: &AccountId) -> bool {
        self.clients.track();
        self.secrets.with_value(|secrets| secrets.contains_key(id))
    }

    /// Sets the token of an account: in memory, and on the device if `remember` is set.
    pub fn use_token(&self, id: &AccountId, secret: Secret, remember: bool) {
        // A replaced token that was remembered must not come back.
        self.keep_token(id, remember.then_some(&secret));
        self.hold(id, Some(secret));
        // It may be the one that was refused: it is tried again.
        self.refused.update(|refused| refused.retain(|it| it != id));
        self.connect();
    }

    /// Forgets the token of an account everywhere.
    pub fn forget_token(&self, id: &AccountId) {
        self.keep_token(id, None);
        self.hold(id, None);
        self.connect();
    }

    /// Adds an account, or replaces the one with its id.
    ///
    /// A token never follows an account to another address.
    pub fn save(&self, account: Account) {
        self.leave_demo();
        let mut accounts = self.list.get_untracked();
        match accounts.iter_mut().find(|known| known.id == account.id) {
            Some(known) => {
                if !known.has_same_destination(&account) {
                    self.keep_token(&account.id, None);
                    self.hold(&account.id, None);
                    self.directories.update_value(|all| drop(all.remove(&account.id)));
                    // What is known of the helpdesk belongs to the other address.
                    self.connections.update_value(|connections| drop(connections.remove(&account.id)));
                }
                *known = account;
            }
            None => accounts.push(account),
        }
        self.replace(accounts);
        self.keep();
    }

    /// Replaces all accounts by those of the embedding page. Nothing of them is stored on the device, and a token never
    /// follows an account to another address.
    pub fn bring(&self, accounts: Vec<Account>) {
        self.leave_demo();
        for known in self.list.get_untracked() {
            if !accounts.iter().any(|account| account.has_same_destination(&known)) {
                self.hold(&known.id, None);
                self.directories.update_value(|all| drop(all.remove(&known.id)));
                self.connections.update_value(|connections| drop(connections.remove(&known.id)));
            }
        }
        let tokens = self::kept(Key::Tokens);
        for account in accounts.iter().filter(|account| !self.has_token(&account.id)) {
            self.hold(&account.id, remembered(&tokens, account));
        }
        self.configured.set_value(accounts.iter().map(|account| account.id.clone()).collect());
        self.replace(accounts);
    }

    /// Whether this is the present token of an account.
    pub fn holds(&self, id: &AccountId, secret: &Secret) -> bool {
        self.secrets.with_value(|secrets| secrets.get(id) == Some(secret))
    }

    /// Sets and stores who the agent is in an account.
    pub fn remember_me(&self, id: &AccountId, me: String) {
        let mut accounts = self.list.get_untracked();
        if let Some(account) = accounts.iter_mut().find(|account| account.id == *id) {
            account.me = Some(me);
            self.replace(accounts);
            self.keep();
        }
    }

    /// Moves an account up or down in the order, by one place.
    pub fn reorder(&self, id: &AccountId, is_up: bool) {
        let mut accounts = self.list.get_untracked();
        let Some(place) = accounts.iter().position(|account| account.id == *id) else { return };
        let other = if is_up { place.checked_sub(1) } else { Some(place + 1).filter(|it| *it < accounts.len()) };
        if let Some(other) = other {
            accounts.swap(place, other);
            self.replace(accounts);
            self.keep();
        }
    }

    /// Returns the accounts as a configuration, without tokens.
    pub fn export(&self) -> Value {
        json!({ "version": 1, "accounts": self.list_now().iter().map(Account::to_json).collect::<Vec<_>>() })
    }

    /// Replaces the demo by real accounts: from here on, requests leave the page.
    fn leave_demo(&self) {
        if let Some(real) = self.beyond_demo.try_update_value(Option::take).flatten() {
            self.transport.set_value(real);
            self.secrets.update_value(HashMap::clear);
            self.directories.update_value(HashMap::clear);
            self.list.set(Vec::new());
            self.is_demo.set(false);
        }
    }

    /// Removes an account and its token.
    pub fn remove(&self, id: &AccountId) {
        self.keep_token(id, None);
        self.hold(id, None);
        self.replace(self.list.get_untracked().into_iter().filter(|account| account.id != *id).collect());
        self.keep();
    }

    /// Tries an account that is not saved yet, with the token that was typed or else the one that is known. Returns how
    /// many tickets it found.
    ///
    /// # Errors
    ///
    /// Whatever the first page of the list failed with.
    pub async fn test_connection(&self, account: Account, secret: Option<Secret>) -> Result<Found, Error> {
        let client = self.trial(account, secret);
        // The first page of the first list is the cheapest request that every API documents.
        let first = client.subqueries(&Query::default()).into_iter().next().unwrap_or_default();
        let page = client.list(&first, None).await?;
        Ok(page.total.map_or(Found::OnFirstPage(page.tickets.len()), Found::InAll))
    }

    fn trial(&self, account: Account, secret: Option<Secret>) -> Client {
        let known = self.secrets.with_value(|secrets| secrets.get(&account.id).cloned());
        // The known token is tried only where it would be sent anyway.
        let is_same = self.list.with_untracked(|list| {
            list.iter().any(|it| it.id == account.id && it.base_url == account.base_url && it.proxy == account.proxy)
        });
        let transport = self.beyond_demo.get_value().unwrap_or_else(|| self.transport.get_value());
        let connection = Connection::new(transport, account.name.clone(), account.requests_per_minute);
        Client::new(account, secret.or(known.filter(|_| is_same)), Rc::new(connection))
    }

    /// Sets a token in memory, or removes it.
    fn hold(&self, id: &AccountId, secret: Option<Secret>) {
        self.secrets.update_value(|secrets| {
            match secret {
                Some(secret) => secrets.insert(id.clone(), secret),
                None => secrets.remove(id),
            };
        });
    }

    fn replace(&self, accounts: Vec<Account>) {
        self.list.set(accounts);
        self.connect();
    }

    /// Makes a client for each account. A client that would be the same stays.
    fn connect(&self) {
        let before = self.clients.try_update_untracked(std::mem::take).unwrap_or_default();
        let clients = self.list.with_untracked(|accounts| {
            let client = |account: &Account| {
                let secret = self.secrets.with_value(|secrets| secrets.get(&account.id).cloned());
                let known = before.get(&account.id).filter(|client| client.matches(account, secret.as_ref()));
                let client = known.cloned();
                if client.is_none() {
                    self.refused.update(|refused| refused.retain(|id| *id != account.id));
                }
                let client =
                    client.unwrap_or_else(|| Client::new(account.clone(), secret, Rc::new(self.connection(account))));
                (account.id.clone(), client)
            };
            accounts.iter().map(client).collect()
        });
        self.clients.set(clients);
    }
}
