//! The demo: an invented company in the browser's memory. No request leaves the page.
//!
//! The helpdesks that respond are a WebAssembly module of their own: nothing here may name one in a
//! way that would link it into the app.

use std::cell::RefCell;
use std::rc::Rc;

use futures::future::LocalBoxFuture;
use serde_json::json;

use crate::client::account::Account;
use crate::client::error::Error;
use crate::client::response::Response;
use crate::client::secret::Secret;
use crate::client::{Outgoing, Transport, config};
use crate::platform::{clock, demo, network};
use crate::sandbox::{self, DEMO_ACCOUNTS, Sandbox};
use crate::text::errors;

/// How many tickets the demo has unless the link says otherwise.
pub const TICKETS: u32 = 240;

/// Accounts, each with its token.
pub type WithTokens = Vec<(Account, Option<Secret>)>;

/// Returns the demo's accounts, and a transport for their requests that uses no network.
pub fn accounts(tickets: u32) -> (WithTokens, Rc<dyn Transport>) {
    let documents = DEMO_ACCOUNTS.map(
        |it| json!({ "id": it.id, "name": it.name, "provider": it.provider, "baseUrl": it.base_url, "me": it.me }),
    );
    let accounts = config::parse_accounts(&documents, "demo", &mut Vec::new());
    let helpdesks = accounts.iter().map(|account| (account.base_url.clone(), account.vendor.slug)).collect();
    let tokens = DEMO_ACCOUNTS.iter().map(|it| Secret::new(it.token));
    let accounts = accounts.into_iter().zip(tokens).collect();
    (accounts, Rc::new(Loaded { tickets, helpdesks }))
}

/// Passes requests to the demo's module, which is loaded for the first one. Until then,
/// requests wait.
struct Loaded {
    tickets: u32,
    /// The base address of every helpdesk, with the slug of its provider.
    helpdesks: Vec<(String, &'static str)>,
}

impl Transport for Loaded {
    fn is_remote(&self) -> bool {
        false
    }

    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        let Outgoing { request, address, headers, .. } = outgoing;
        let tickets = self.tickets;
        let helpdesk = self.helpdesks.iter().find_map(|(base, provider)| {
            let target = address.strip_prefix(base.as_str())?;
            Some((*provider, sandbox::write_request(request.method, target, &headers, request.body.as_ref())))
        });
        Box::pin(async move {
            let Some((provider, request)) = helpdesk else {
                return Err(Error::Address(errors::DEMO_ADDRESS.into()));
            };
            match demo::ask(tickets, provider, &request).await {
                Ok(answer) => sandbox::read_response(&answer).ok_or(Error::Demo { reason: String::new() }),
                Err(_) if network::is_offline() => Err(Error::Offline),
                Err(reason) => Err(Error::Demo { reason }),
            }
        })
    }
}

/// Passes requests to a sandbox in memory. It links the sandbox in, so only tests use it.
pub struct InMemory<S>(pub Rc<RefCell<S>>);

impl<S: Sandbox + 'static> Transport for InMemory<S> {
    fn is_remote(&self) -> bool {
        false
    }

    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        let answers = self.0.clone();
        Box::pin(async move {
            // Any response takes a turn of the event loop, so nothing may rely on less.
            clock::sleep(0).await;
            let request = sandbox::received_request(&outgoing.request, &outgoing.address, outgoing.headers);
            Ok(answers.borrow_mut().answer(&request, clock::now()))
        })
    }
}
