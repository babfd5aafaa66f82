//! A harness that connects a provider to a sandbox. The real client signs the requests, and tests can inspect every
//! request afterwards.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use deskbell::client::account::Account;
use deskbell::client::error::Error;
use deskbell::client::exchange::Exchange;
use deskbell::client::provider::{Actions, Provider};
use deskbell::client::providers::actions;
use deskbell::client::request::{Body, Request};
use deskbell::client::response::Response;
use deskbell::client::secret::Secret;
use deskbell::client::{Client, Outgoing, Transport, config};
use deskbell::domain::{Capabilities, Choice, Cursor, Page, Person, Query, Ticket, TicketId};
use deskbell::sandbox::{Sandbox, received_request};
use futures::future::LocalBoxFuture;
use serde_json::Value;

/// A sandbox, with the account and ids that tests need to use it.
pub trait TestSandbox: Sandbox + Sized {
    /// The token that it accepts.
    const TOKEN: &'static str;

    /// Returns its account as it would be in `config.json`.
    fn account() -> Value;

    /// Makes one with this many tickets.
    fn seeded(count: usize) -> Self;

    /// Returns the id of a ticket in a seeded one.
    fn some_ticket() -> TicketId;

    /// Returns an agent with the fields that the API needs.
    fn some_person() -> Person {
        Person::by_email("a@x.example")
    }

    /// Returns a group with the fields that the API needs.
    fn some_group() -> Choice {
        Choice::named("Billing")
    }
}

/// Returns the time of every request.
pub fn now() -> DateTime<Utc> {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

/// Parses an account of `config.json`, and fails if there are problems.
#[track_caller]
pub fn account(document: Value) -> Account {
    let mut problems = Vec::new();
    let account = config::parse_accounts(&[document], "accounts", &mut problems).pop();
    assert_eq!(problems, []);
    account.unwrap()
}

/// Connects a sandbox to its provider.
pub fn harness<S: TestSandbox>(sandbox: S) -> Harness<S> {
    let account = account(S::account());
    let provider = FullProvider::of(&account);
    let client = Client::new(account, Secret::new(S::TOKEN), Rc::new(OfflineTransport));
    Harness { sandbox, provider, client, requests: Vec::new() }
}

/// Makes the provider of a vendor, without a sandbox.
pub fn provider<S: TestSandbox>() -> FullProvider {
    let account = account(S::account());
    FullProvider::of(&account)
}

/// A provider with its reads and its actions.
pub struct FullProvider {
    provider: Box<dyn Provider>,
    actions: Box<dyn Actions>,
}

impl FullProvider {
    /// Makes the provider of an account.
    pub fn of(account: &Account) -> Self {
        FullProvider { provider: (account.vendor.provider)(account), actions: actions(account).unwrap() }
    }

    /// See [`Provider::capabilities`].
    pub fn capabilities(&self) -> &Capabilities {
        self.provider.capabilities()
    }

    /// See [`Provider::subqueries`].
    pub fn subqueries(&self, query: &Query) -> Vec<Query> {
        self.provider.subqueries(query)
    }

    /// See [`Provider::list`].
    pub fn list(&self, query: &Query, from: Option<&Cursor>) -> Exchange<Page> {
        self.provider.list(query, from)
    }

    /// See [`Provider::ticket`].
    pub fn ticket(&self, id: &TicketId) -> Exchange<Ticket> {
        self.provider.ticket(id)
    }
}

impl std::ops::Deref for FullProvider {
    type Target = dyn Actions;

    fn deref(&self) -> &(dyn Actions + 'static) {
        &*self.actions
    }
}

/// A sandbox, its provider, and the requests so far.
pub struct Harness<S> {
    /// The server's side.
    pub sandbox: S,
    /// The client's side.
    pub provider: FullProvider,
    client: Client,
    requests: Vec<Request>,
}

impl<S: Sandbox> Harness<S> {
    /// Runs an exchange to its end.
    pub fn run<T: 'static>(&mut self, exchange: Exchange<T>) -> Result<T, Error> {
        exchange.run(|request| {
            let outgoing = self.client.outgoing(request)?;
            self.requests.push(request.clone());
            Ok(self.sandbox.answer(&received_request(request, &outgoing.address, outgoing.headers), now()))
        })
    }

    /// Returns every request so far, without its credential.
    pub fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// Takes every request since the last call, each as described by [`describe`].
    pub fn take_requests(&mut self) -> Vec<(String, Value)> {
        self.requests.drain(..).map(|request| describe(&request)).collect()
    }
}

/// Describes a request for an assertion: method with path and query, and the JSON document. The document is null
/// without a body, and `(file)` for a file.
pub fn describe(request: &Request) -> (String, Value) {
    let read = |body: &Body| body.json().map_or("(file)".into(), |text| serde_json::from_str(text).unwrap());
    let body = request.body.as_ref().map_or(Value::Null, read);
    (format!("{} {}", request.method.name(), request.path_and_query()), body)
}

/// The description of a request without a body.
pub fn without_body(line: &str) -> (String, Value) {
    (line.to_owned(), Value::Null)
}

/// The description of a request with a body.
pub fn with_body(line: &str, body: Value) -> (String, Value) {
    (line.to_owned(), body)
}

/// Makes a response of plain text or HTML.
pub fn text_response(status: u16, body: &str) -> Response {
    Response { body: body.into(), ..Response::status(status) }
}

/// A transport that passes requests to a sandbox.
pub struct SandboxTransport<S>(pub Rc<RefCell<S>>);

impl<S: Sandbox> Transport for SandboxTransport<S> {
    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        let request = received_request(&outgoing.request, &outgoing.address, outgoing.headers);
        let response = self.0.borrow_mut().answer(&request, now());
        Box::pin(async { Ok(response) })
    }
}

/// A transport that sends nothing, for tests of the signing alone.
pub struct OfflineTransport;

impl Transport for OfflineTransport {
    fn send(&self, _: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        Box::pin(async { Err(Error::Offline) })
    }
}
