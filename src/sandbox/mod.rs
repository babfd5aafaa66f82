//! The helpdesks, played by pure functions: one sandbox per provider, each answering the requests
//! of its provider's documentation from a state it keeps in memory.
//!
//! The same sandbox is the demo in the browser, the fake of every test suite and, behind a thin
//! HTTP shell (`tests/e2e/sandbox.rs`), the local server of the end-to-end tests. It refuses
//! whatever the documentation does not allow, so that a client cannot come to rely on it.
//!
//! A sandbox never touches a network, a clock or a generator of chance: the time is an argument,
//! and the invented company it shows ([`company`], [`stories`]) is rolled with fixed [`dice`].

pub mod company;
pub mod dice;
pub mod groove;
pub mod stories;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use crate::client::request::{Request, encode_query};
use crate::client::response::Response;

/// A provider's API as a function of its state and a request.
pub trait Sandbox {
    /// Answers one request as the provider's documentation says, and changes the state if the
    /// request asks for it. `now` is the time that changes carry.
    ///
    /// A request that the documentation does not allow is answered with an error status, never
    /// with a panic.
    fn answer(&mut self, request: &Request, now: DateTime<Utc>) -> Response;
}

/// What a sandbox remembers about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// The method's name.
    pub method: &'static str,
    /// The path and query below the base address; the value of a credential is replaced by `…`.
    pub path_and_query: String,
    /// The status it was answered with.
    pub status: u16,
    /// The document it carried.
    pub body: Option<String>,
}

impl LogEntry {
    /// Describes a request and its answer. `credential` is the query parameter whose value must
    /// not be kept; headers never are.
    pub fn new(request: &Request, status: u16, credential: &str) -> Self {
        let print = |pair: &(String, String)| match pair.0 == credential {
            true => format!("{credential}=…"),
            false => encode_query(std::slice::from_ref(pair)),
        };
        let query: Vec<String> = request.query.iter().map(print).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        LogEntry {
            method: request.method.name(),
            path_and_query: format!("{}{mark}{}", request.path, query.join("&")),
            status,
            body: request.body.clone(),
        }
    }
}

/// A JSON object of these fields. A function where a macro would repeat itself, and insertion where
/// collecting would bring a sort along, keep the bundle small.
fn object(fields: Vec<(&str, Value)>) -> Value {
    let mut map = Map::new();
    for (name, value) in fields {
        map.insert(name.to_owned(), value);
    }
    Value::Object(map)
}
