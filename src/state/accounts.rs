//! The accounts: who they are, their tokens, and what can be chosen in them.

use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value, json};

use crate::client::account::{Account, Auth};
use crate::client::config::{self, Problem};
use crate::client::error::Error;
use crate::client::secret::Secret;
use crate::client::{Client, Transport};
use crate::domain::{AccountId, Capabilities, Directory, Person, TicketId};
use crate::platform::storage::{self, Key};

/// The accounts of this inbox.
#[derive(Clone, Copy)]
pub struct Accounts {
    list: RwSignal<Vec<Account>>,
    clients: RwSignal<HashMap<AccountId, Client>, LocalStorage>,
    secrets: StoredValue<HashMap<AccountId, Secret>>,
    directories: StoredValue<HashMap<AccountId, Chosen>>,
    transport: StoredValue<Rc<dyn Transport>, LocalStorage>,
    /// What carries the requests of real accounts, while those in the list are the demo's.
    beyond_demo: StoredValue<Option<Rc<dyn Transport>>, LocalStorage>,
    is_demo: RwSignal<bool>,
    /// The ids that `config.json` brought, so that removing one of them is remembered.
    configured: StoredValue<Vec<AccountId>>,
}

/// What can be chosen in an account, and whether its API was asked for it.
#[derive(Clone)]
struct Chosen {
    directory: ArcRwSignal<Directory>,
    was_asked: bool,
}

impl Accounts {
    /// The accounts of a demo: nothing of them is kept. The first account that is saved takes their
    /// place, and `real` carries its requests.
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

    /// The accounts that the deployer configured and those that were set up on this device, with
    /// the tokens that the agent asked to remember. Problems with what was kept are added.
    pub fn stored(configured: Vec<Account>, transport: Rc<dyn Transport>, problems: &mut Vec<Problem>) -> Self {
        let this = Accounts::empty(transport);
        this.configured.set_value(configured.iter().map(|account| account.id.clone()).collect());
        let kept = kept(Key::Accounts);
        let own = kept.get("accounts").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let own = config::accounts_of(own, "accounts on this device", problems);
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
        Accounts {
            list: RwSignal::new(Vec::new()),
            clients: RwSignal::new_local(HashMap::new()),
            secrets: StoredValue::new(HashMap::new()),
            directories: StoredValue::new(HashMap::new()),
            transport: StoredValue::new_local(transport),
            beyond_demo: StoredValue::new_local(None),
            is_demo: RwSignal::new(false),
            configured: StoredValue::new(Vec::new()),
        }
    }

    /// Whether the accounts are made up, followed.
    pub fn is_demo(&self) -> bool {
        self.is_demo.get()
    }

    /// The accounts in order, followed.
    pub fn list(&self) -> Vec<Account> {
        self.list.get()
    }

    /// The accounts as they are now.
    pub fn list_now(&self) -> Vec<Account> {
        self.list.get_untracked()
    }

    /// The account with that id, followed.
    pub fn find(&self, id: &AccountId) -> Option<Account> {
        self.list.with(|accounts| accounts.iter().find(|account| account.id == *id).cloned())
    }

    /// The client of an account, followed: it is another one when the account or token changes.
    pub fn client(&self, id: &AccountId) -> Option<Client> {
        self.clients.with(|clients| clients.get(id).cloned())
    }

    /// The client of an account as it is now.
    pub fn client_now(&self, id: &AccountId) -> Option<Client> {
        self.clients.with_untracked(|clients| clients.get(id).cloned())
    }

    /// What an account's API can do; nothing at all for an account that is not there.
    pub fn capabilities(&self, id: &AccountId) -> Capabilities {
        self.client(id).map(|client| client.capabilities().clone()).unwrap_or_default()
    }

    /// Whether an account waits for its token.
    pub fn lacks_token(&self, id: &AccountId) -> bool {
        self.find(id).is_some_and(|account| account.auth != Auth::Proxy) && !self.has_token(id)
    }

    /// Whether there is a token for an account.
    pub fn has_token(&self, id: &AccountId) -> bool {
        self.clients.track();
        self.secrets.with_value(|secrets| secrets.contains_key(id))
    }

    /// Takes the token of an account: in memory, and on the device when `remember` says so.
    pub fn use_token(&self, id: &AccountId, secret: Secret, remember: bool) {
        if remember {
            self.keep_token(id, Some(&secret));
        }
        self.hold(id, Some(secret));
        self.connect();
    }

    /// Forgets the token of an account everywhere.
    pub fn forget_token(&self, id: &AccountId) {
        self.keep_token(id, None);
        self.hold(id, None);
        self.connect();
    }

    /// Adds an account, or puts it in the place of the one with its id.
    ///
    /// A token never follows an account to another address: it was meant for the one before.
    pub fn save(&self, account: Account) {
        self.leave_demo();
        let mut accounts = self.list.get_untracked();
        match accounts.iter_mut().find(|known| known.id == account.id) {
            Some(known) => {
                if known.base_url != account.base_url || known.proxy != account.proxy || known.vendor != account.vendor
                {
                    self.keep_token(&account.id, None);
                    self.hold(&account.id, None);
                }
                *known = account;
            }
            None => accounts.push(account),
        }
        self.replace(accounts);
        self.keep();
    }

    /// From the demo to real accounts: the made-up ones go, and requests leave the page from here on.
    fn leave_demo(&self) {
        if let Some(real) = self.beyond_demo.try_update_value(Option::take).flatten() {
            self.transport.set_value(real);
            self.secrets.update_value(HashMap::clear);
            self.directories.update_value(HashMap::clear);
            self.list.set(Vec::new());
            self.is_demo.set(false);
        }
    }

    /// Removes an account, its token with it.
    pub fn remove(&self, id: &AccountId) {
        self.keep_token(id, None);
        self.hold(id, None);
        self.replace(self.list.get_untracked().into_iter().filter(|account| account.id != *id).collect());
        self.keep();
    }

    /// A client for an account that is not saved yet, to try it.
    pub fn trial(&self, account: Account, secret: Option<Secret>) -> Client {
        let known = self.secrets.with_value(|secrets| secrets.get(&account.id).cloned());
        // The known token is tried only where it would be sent anyway.
        let is_same = self.list.with_untracked(|list| {
            list.iter().any(|it| it.id == account.id && it.base_url == account.base_url && it.proxy == account.proxy)
        });
        let transport = self.beyond_demo.get_value().unwrap_or_else(|| self.transport.get_value());
        Client::new(account, secret.or(known.filter(|_| is_same)), transport)
    }

    /// What can be chosen in an account, as a signal that grows with what is learned.
    pub fn directory(&self, id: &AccountId) -> ArcRwSignal<Directory> {
        self.chosen(id).directory
    }

    /// Asks an account's API once for what can be chosen. `told` gets the reason when it fails.
    pub fn fill_directory(&self, id: &AccountId, told: impl Fn(Error) + 'static) {
        let chosen = self.chosen(id);
        let Some(client) = self.client_now(id).filter(|_| !chosen.was_asked) else { return };
        self.directories.update_value(|all| {
            all.insert(id.clone(), Chosen { was_asked: true, ..chosen.clone() });
        });
        spawn_local(async move {
            let (directory, problem) = client.directory().await;
            chosen.directory.update(|known| known.merge(directory));
            problem.map(told);
        });
    }

    /// Learns the name of an agent who is known by id only.
    pub fn learn_assignee(&self, id: &AccountId, ticket: TicketId) {
        let Some(client) = self.client_now(id) else { return };
        let directory = self.directory(id);
        spawn_local(async move {
            // A name is nice to have: without it the address is shown.
            if let Ok(Some(person)) = client.assignee_of(&ticket).await {
                directory.update(|known| known.merge(Directory { people: vec![person], ..Directory::default() }));
            }
        });
    }

    /// A person with everything that is known, followed.
    pub fn known(&self, id: &AccountId, person: &Person) -> Person {
        let directory = self.directory(id);
        directory.with(|known| known.person(&person.id).cloned()).unwrap_or_else(|| person.clone())
    }

    /// Keeps a token in memory, or forgets it.
    fn hold(&self, id: &AccountId, secret: Option<Secret>) {
        self.secrets.update_value(|secrets| {
            match secret {
                Some(secret) => secrets.insert(id.clone(), secret),
                None => secrets.remove(id),
            };
        });
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

    fn replace(&self, accounts: Vec<Account>) {
        self.list.set(accounts);
        self.connect();
    }

    /// Makes a client for each account, as it is now.
    fn connect(&self) {
        let transport = self.transport.get_value();
        let clients = self.list.with_untracked(|accounts| {
            let client = |account: &Account| {
                let secret = self.secrets.with_value(|secrets| secrets.get(&account.id).cloned());
                (account.id.clone(), Client::new(account.clone(), secret, transport.clone()))
            };
            accounts.iter().map(client).collect()
        });
        self.clients.set(clients);
    }

    /// Keeps the accounts on the device, without tokens.
    fn keep(&self) {
        if self.is_demo.get_untracked() {
            return;
        }
        let accounts = self.list.get_untracked();
        let removed: Vec<String> = self.configured.with_value(|ids| {
            let is_gone = |id: &&AccountId| !accounts.iter().any(|account| account.id == **id);
            ids.iter().filter(is_gone).map(ToString::to_string).collect()
        });
        let accounts: Vec<Value> = accounts.iter().map(Account::to_json).collect();
        storage::write(Key::Accounts, &json!({ "accounts": accounts, "removed": removed }).to_string());
    }

    fn keep_token(&self, id: &AccountId, secret: Option<&Secret>) {
        if self.is_demo.get_untracked() {
            return;
        }
        let mut tokens = kept(Key::Tokens);
        match (secret, self.list.with_untracked(|list| list.iter().find(|account| account.id == *id).cloned())) {
            (Some(secret), Some(account)) => {
                let entry = json!({ "token": secret.reveal_for_storage(), "for": destination(&account) });
                tokens.insert(id.to_string(), entry);
            }
            _ => {
                tokens.remove(id.as_str());
            }
        }
        if tokens.is_empty() {
            storage::remove(Key::Tokens);
        } else {
            storage::write(Key::Tokens, &Value::Object(tokens).to_string());
        }
    }
}

/// The object kept under a key; an empty one when there is none or it cannot be read.
fn kept(key: Key) -> Map<String, Value> {
    storage::read(key).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// The token remembered for an account, if it was meant for the address the account has now.
fn remembered(tokens: &Map<String, Value>, account: &Account) -> Option<Secret> {
    let entry = tokens.get(account.id.as_str())?;
    if entry.get("for")?.as_str()? != destination(account) {
        return None;
    }
    Secret::new(entry.get("token")?.as_str()?)
}

/// Where an account's token travels: the API behind the proxy, both of them.
fn destination(account: &Account) -> String {
    format!("{} {}", account.base_url, account.endpoint())
}
