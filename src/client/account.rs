//! An account of a helpdesk, as config.json and Settings describe it, and its vendor. The token is not part of it.

use serde_json::{Map, Value, json};

use super::provider::Provider;
use super::proxy::Proxy;
use super::secret::TokenStyle;
use crate::domain::{AccountId, Choice, Person, Phrase, ProviderFilter};

/// How the requests of an account reach its helpdesk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// Directly.
    Direct,
    /// Through a CORS proxy.
    Proxy,
}

/// One account of one helpdesk.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Identifies it in links and in storage.
    pub id: AccountId,
    /// The name people see.
    pub name: String,
    /// The vendor whose API it uses.
    pub vendor: &'static Vendor,
    /// The base URL of the API without a trailing slash, or a path on the app's own host.
    pub base_url: String,
    /// The CORS proxy to go through; `None` calls the API directly.
    pub proxy: Option<Proxy>,
    /// Extra request headers for the proxy.
    pub proxy_headers: Vec<(String, String)>,
    /// Who provides the credential.
    pub auth: Auth,
    /// How the token is sent.
    pub token_style: TokenStyle,
    /// The agent's own ID or email, in the provider's own terms; `None` if it was never entered.
    pub me: Option<String>,
    /// Agents to choose from where the API has no list of them.
    pub people: Vec<Person>,
    /// Groups to choose from where the API has no list of them.
    pub groups: Vec<Choice>,
    /// The API's names for its three ticket states (pending, ongoing, completed), where it does not
    /// document them; `None` uses the provider's defaults.
    pub statuses: Option<[String; 3]>,
    /// How many requests a minute the helpdesk allows; `None` if there is no known limit.
    pub requests_per_minute: Option<u32>,
    /// Whether people's pictures are loaded from other hosts.
    pub pictures: bool,
}

/// A helpdesk vendor: its defaults for accounts.
#[derive(Debug)]
pub struct Vendor {
    /// Its name in config.json.
    pub slug: &'static str,
    /// The name people see.
    pub name: &'static str,
    /// The documented base URL; `None` if each customer has their own.
    pub base_url: Option<&'static str>,
    /// An example of a base URL, for the account form.
    pub base_url_example: &'static str,
    /// How the token is sent by default.
    pub token_style: TokenStyle,
    /// The name of the token as a query parameter.
    pub token_parameter: &'static str,
    /// How many requests a minute it allows; `None` if no limit is known.
    pub requests_per_minute: Option<u32>,
    /// Where an agent finds the token.
    pub token_hint: Phrase,
    /// What identifies an agent, for the field that asks for it.
    pub me_hint: Phrase,
    /// The filters that only this vendor's API has.
    pub filters: &'static [&'static ProviderFilter],
    /// Creates the provider of an account.
    pub provider: fn(&Account) -> Box<dyn Provider>,
}

impl PartialEq for Vendor {
    fn eq(&self, other: &Self) -> bool {
        self.slug == other.slug
    }
}

/// Who provides the credential of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// The agent types a token.
    Token,
    /// The proxy adds it; the app sends none.
    Proxy,
    /// The embedding page hands it over.
    Embedder,
}

impl Auth {
    /// Every variant with its slug in config.json.
    pub const ALL: [(&'static str, Auth); 3] =
        [("token", Auth::Token), ("proxy", Auth::Proxy), ("host", Auth::Embedder)];

    /// Returns the variant with this slug; `None` for an unknown one.
    pub fn parse(slug: &str) -> Option<Auth> {
        Auth::ALL.into_iter().find(|(known, _)| *known == slug).map(|(_, auth)| auth)
    }

    /// Returns its slug in config.json.
    pub fn slug(self) -> &'static str {
        match self {
            Auth::Token => "token",
            Auth::Proxy => "proxy",
            Auth::Embedder => "host",
        }
    }
}

impl Account {
    /// Returns how its requests reach the helpdesk.
    pub fn via(&self) -> Via {
        if self.proxy.is_some() { Via::Proxy } else { Via::Direct }
    }

    /// Returns the account in the format of config.json, for storage and export. It holds no token.
    pub fn to_json(&self) -> Value {
        let mut fields = Map::new();
        let mut put = |key: &str, value: Value| fields.insert(key.to_owned(), value);
        put("id", json!(self.id.as_str()));
        put("name", json!(self.name));
        put("provider", json!(self.vendor.slug));
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

    /// Returns the URL that requests are sent to: the proxy's if there is one, else the API's.
    pub fn endpoint(&self) -> &str {
        self.proxy.as_ref().map_or(&self.base_url, |proxy| proxy.as_str())
    }

    /// Whether both are the same account of the same helpdesk, reached through the same proxy. Only then
    /// may one use the other's token.
    pub fn has_same_destination(&self, other: &Account) -> bool {
        (&self.id, &self.base_url, &self.proxy, self.vendor) == (&other.id, &other.base_url, &other.proxy, other.vendor)
    }

    /// Whether requests leave this machine over plain `http:`, either to the proxy or from there to the
    /// helpdesk.
    pub fn is_insecure(&self) -> bool {
        is_unencrypted(self.endpoint()) || is_unencrypted(&self.base_url)
    }
}

/// Whether an address begins with `http:` and names another machine.
fn is_unencrypted(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("http://") else { return false };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    !(host == "localhost" || host.ends_with(".localhost") || host == "[::1]" || is_loopback(host))
}

/// Whether a host is a loopback address. It must parse as a complete IPv4 address, so that
/// `127.evil.example` does not count.
fn is_loopback(host: &str) -> bool {
    host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}
