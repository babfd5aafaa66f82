//! The demo: a made-up company in the browser's memory. No request leaves the page.

use std::cell::RefCell;
use std::rc::Rc;

use futures::future::LocalBoxFuture;
use serde_json::json;

use crate::client::account::Account;
use crate::client::error::Error;
use crate::client::response::Response;
use crate::client::secret::Secret;
use crate::client::{Outgoing, Transport, config};
use crate::platform::clock;
use crate::sandbox::Sandbox;
use crate::sandbox::groove::{self, Groove};

/// How many tickets the demo has unless the link says otherwise.
pub const TICKETS: u32 = 240;

/// The demo's accounts, and what carries their requests: nowhere.
pub fn accounts(tickets: u32) -> (Vec<(Account, Option<Secret>)>, Rc<dyn Transport>) {
    let document = json!([{
        "id": "demo-groove", "name": "Tern on Groove", "provider": "groove", "me": "maya@tern.example"
    }]);
    let accounts =
        config::accounts_of(document.as_array().map(Vec::as_slice).unwrap_or_default(), "demo", &mut Vec::new());
    let accounts = accounts.into_iter().map(|account| (account, Secret::new(groove::DEMO_TOKEN))).collect();
    let sandbox = Groove::seeded(tickets as usize, clock::now());
    (accounts, Rc::new(InMemory(Rc::new(RefCell::new(sandbox)))))
}

/// Carries requests to a sandbox in memory.
pub struct InMemory<S>(pub Rc<RefCell<S>>);

impl<S: Sandbox + 'static> Transport for InMemory<S> {
    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        let sandbox = self.0.clone();
        Box::pin(async move {
            // One turn of the event loop, as any answer takes, so that nothing relies on less.
            clock::sleep(0).await;
            let mut request = outgoing.request;
            request.headers = outgoing.headers;
            Ok(sandbox.borrow_mut().answer(&request, clock::now()))
        })
    }
}
