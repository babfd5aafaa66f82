//! An account of a helpdesk, as configuration and Settings describe it. The token is not part of it.

use serde_json::{Map, Value, json};

use super::providers::Vendor;
use super::proxy::Proxy;
use super::secret::TokenStyle;
use crate::domain::{AccountId, Choice, Person};

/// One account of one helpdesk.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Its name in links and in storage.
    pub id: AccountId,
    /// What people call it.
    pub name: String,
    /// Whose API it speaks.
    pub vendor: &'static Vendor,
    /// The address of the API, without a slash at the end; or a path of this host.
    pub base_url: String,
    /// The CORS proxy to go through; `None` to call the API directly.
    pub proxy: Option<Proxy>,
    /// Request headers that the proxy wants.
    pub proxy_headers: Vec<(String, String)>,
    /// Where the credential comes from.
    pub auth: Auth,
    /// How the token travels.
    pub token_style: TokenStyle,
    /// Who the agent is, in the provider's own terms.
    pub me: Option<String>,
    /// Agents to choose from where the API does not list them.
    pub people: Vec<Person>,
    /// Groups to choose from where the API does not list them.
    pub groups: Vec<Choice>,
    /// The words of the three states that a ticket passes through, where the API does not document
    /// them: waiting, under way, done.
    pub statuses: Option<[String; 3]>,
    /// How many requests a minute the helpdesk allows; `None` for no limit that is known.
    pub requests_per_minute: Option<u32>,
    /// Whether pictures of people are loaded from other hosts.
    pub pictures: bool,
}

/// Where the credential of an account comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// The agent types a token.
    Token,
    /// The proxy adds it; nothing is sent from here.
    Proxy,
    /// The page that embeds the app hands it over.
    Embedder,
}

impl Auth {
    /// Every way, with the word that configuration uses.
    pub const ALL: [(&'static str, Auth); 3] =
        [("token", Auth::Token), ("proxy", Auth::Proxy), ("host", Auth::Embedder)];

    /// The way of that word.
    pub fn parse(word: &str) -> Option<Auth> {
        Auth::ALL.into_iter().find(|(name, _)| *name == word).map(|(_, auth)| auth)
    }

    /// The word that configuration uses.
    pub fn slug(self) -> &'static str {
        match self {
            Auth::Token => "token",
            Auth::Proxy => "proxy",
            Auth::Embedder => "host",
        }
    }
}

impl Account {
    /// The account as `config.json` would write it: for storage and export. Holds no token.
    pub fn to_json(&self) -> Value {
        let mut fields = Map::new();
        let mut put = |key: &str, value: Value| fields.insert(key.to_owned(), value);
        put("id", json!(self.id.as_str()));
        put("name", json!(self.name));
        put("provider", json!(self.vendor.word));
        put("baseUrl", json!(self.base_url));
        put("auth", json!(self.auth.slug()));
        put("tokenStyle", json!(self.token_style.slug()));
        if let Some(proxy) = &self.proxy {
            put("proxy", json!(proxy.as_str()));
        }
        if !self.proxy_headers.is_empty() {
            let headers = self.proxy_headers.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
            put("proxyHeaders", Value::Object(headers));
        }
        if let Some(me) = &self.me {
            put("me", json!(me));
        }
        if !self.people.is_empty() {
            let people = self.people.iter().map(|it| json!({ "id": it.id, "name": it.name, "email": it.email }));
            put("people", people.collect());
        }
        if !self.groups.is_empty() {
            put("groups", self.groups.iter().map(|it| json!({ "id": it.id, "name": it.name })).collect());
        }
        if let Some(statuses) = &self.statuses {
            put("statuses", json!(statuses));
        }
        if self.requests_per_minute != self.vendor.requests_per_minute {
            put("requestsPerMinute", json!(self.requests_per_minute.unwrap_or(0)));
        }
        if self.pictures {
            put("pictures", json!(true));
        }
        Value::Object(fields)
    }

    /// The addresses a request of this account may go to: the proxy if there is one, else the API.
    pub fn endpoint(&self) -> &str {
        self.proxy.as_ref().map_or(&self.base_url, |proxy| proxy.as_str())
    }

    /// Whether it is the same account of the same helpdesk, reached the same way: where its token may go.
    pub fn is_at_same_place(&self, other: &Account) -> bool {
        (&self.id, &self.base_url, &self.proxy, self.vendor) == (&other.id, &other.base_url, &other.proxy, other.vendor)
    }

    /// Whether what is sent can be read on the way: `http:` to another machine than this one, to
    /// the proxy or from there to the helpdesk.
    pub fn is_insecure(&self) -> bool {
        is_readable(self.endpoint()) || is_readable(&self.base_url)
    }
}

/// Whether an address begins with `http:` and leads to another machine.
fn is_readable(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("http://") else { return false };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    !(host == "localhost" || host.ends_with(".localhost") || host == "[::1]" || is_loopback(host))
}

/// Whether a host is an address of this machine: `127.x.x.x` in full, so that `127.evil.example`
/// is none.
fn is_loopback(host: &str) -> bool {
    host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}
