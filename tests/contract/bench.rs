//! A provider on the bench: its exchanges are signed as the real client signs them, a sandbox
//! answers, and every request that was made can be looked at afterwards.

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

/// A sandbox together with what is needed to conversations to it.
pub trait Played: Sandbox + Sized {
    /// The token it accepts.
    const TOKEN: &'static str;

    /// An account of it, as `config.json` would describe it.
    fn account() -> Value;

    /// One with so many tickets.
    fn seeded(count: usize) -> Self;

    /// The id of a ticket that a seeded one has.
    fn some_ticket() -> TicketId;

    /// An agent as the API can name one.
    fn some_person() -> Person {
        Person::by_email("a@x.example")
    }

    /// A group as the API can name one.
    fn some_group() -> Choice {
        Choice::named("Billing")
    }
}

/// The moment of every request.
pub fn now() -> DateTime<Utc> {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

/// Reads one account as `config.json` would describe it, which must be free of problems.
#[track_caller]
pub fn account(document: Value) -> Account {
    let mut problems = Vec::new();
    let account = config::accounts_of(&[document], "accounts", &mut problems).pop();
    assert_eq!(problems, []);
    account.unwrap()
}

/// Puts a sandbox and the provider that speaks to it on a bench.
pub fn against<S: Played>(sandbox: S) -> Bench<S> {
    let account = account(S::account());
    let provider = Whole::of(&account);
    let client = Client::new(account, Secret::new(S::TOKEN), Rc::new(Nowhere));
    Bench { sandbox, provider, client, requests: Vec::new() }
}

/// The provider of a vendor without anything that answers it.
pub fn provider<S: Played>() -> Whole {
    let account = account(S::account());
    Whole::of(&account)
}

/// A provider with all that it can do.
pub struct Whole {
    provider: Box<dyn Provider>,
    actions: Box<dyn Actions>,
}

impl Whole {
    /// The provider of an account.
    pub fn of(account: &Account) -> Self {
        Whole { provider: (account.vendor.provider)(account), actions: actions(account).unwrap() }
    }

    /// See [`Provider::capabilities`].
    pub fn capabilities(&self) -> &Capabilities {
        self.provider.capabilities()
    }

    /// See [`Provider::parts`].
    pub fn parts(&self, query: &Query) -> Vec<Query> {
        self.provider.parts(query)
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

impl std::ops::Deref for Whole {
    type Target = dyn Actions;

    fn deref(&self) -> &(dyn Actions + 'static) {
        &*self.actions
    }
}

/// A sandbox, the provider that speaks to it, and what passed between them.
pub struct Bench<S> {
    /// What answers.
    pub sandbox: S,
    /// What asks.
    pub provider: Whole,
    client: Client,
    requests: Vec<Request>,
}

impl<S: Sandbox> Bench<S> {
    /// Drives an exchange to its end.
    pub fn run<T: 'static>(&mut self, exchange: Exchange<T>) -> Result<T, Error> {
        exchange.run(|request| {
            let outgoing = self.client.outgoing(request)?;
            self.requests.push(request.clone());
            Ok(self.sandbox.answer(&received_request(request, &outgoing.address, outgoing.headers), now()))
        })
    }

    /// Every request so far, without its credential.
    pub fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// Every request since the last look: method with path and query, and the JSON document.
    pub fn asked(&mut self) -> Vec<(String, Value)> {
        self.requests.drain(..).map(|request| said(&request)).collect()
    }
}

/// A request as a pair that reads well in an assertion; without a body the document is null, and a file
/// is only named as one.
pub fn said(request: &Request) -> (String, Value) {
    let read = |body: &Body| body.json().map_or("(file)".into(), |text| serde_json::from_str(text).unwrap());
    let body = request.body.as_ref().map_or(Value::Null, read);
    (format!("{} {}", request.method.name(), request.path_and_query()), body)
}

/// What [`said`] makes of a request without a body.
pub fn bare(line: &str) -> (String, Value) {
    (line.to_owned(), Value::Null)
}

/// What [`said`] makes of a request with a body.
pub fn with(line: &str, body: Value) -> (String, Value) {
    (line.to_owned(), body)
}

/// An answer of plain text or HTML.
pub fn page(status: u16, body: &str) -> Response {
    Response { body: body.to_owned(), ..Response::status(status) }
}

/// Carries requests to a sandbox, at once.
pub struct ToSandbox<S>(pub Rc<RefCell<S>>);

impl<S: Sandbox> Transport for ToSandbox<S> {
    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        let request = received_request(&outgoing.request, &outgoing.address, outgoing.headers);
        let response = self.0.borrow_mut().answer(&request, now());
        Box::pin(async { Ok(response) })
    }
}

/// Carries nothing: for clients of which only the signing is of interest.
pub struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        Box::pin(async { Err(Error::Offline) })
    }
}
