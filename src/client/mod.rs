//! The documented APIs as pure data in and out, behind one [`Client`] per account.
//!
//! Everything here except `fetch` runs anywhere: a [`Client`] turns a call in terms of `domain` into an
//! exchange, and a [`Transport`] sends its requests.

pub mod account;
pub mod config;
mod decode;
pub mod document;
pub mod error;
pub mod exchange;
pub mod fetch;
pub mod pagination;
pub mod policy;
pub mod provider;
pub mod providers;
pub mod proxy;
pub mod request;
pub mod request_log;
pub mod response;
pub mod secret;

use std::rc::Rc;

use futures::future::LocalBoxFuture;

use self::account::{Account, Auth};
use self::error::Error;
use self::exchange::{Exchange, Step};
use self::provider::{Actions, Provider};
use self::request::Request;
use self::response::Response;
use self::secret::{Secret, sign};
use crate::domain::{
    Assignee, Attachment, Capabilities, Change, Cursor, Directory, Fact, FileVersion, Label, LabelSet, Listed, Message,
    Messages, NewTicket, Page, Person, Query, Reply, Snippet, Ticket, TicketField, TicketId, TicketPatch, Upload,
};

/// Sends requests to an API.
///
/// Dropping the future aborts the request.
pub trait Transport {
    /// Sends a complete request and returns the response.
    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>>;

    /// Whether it needs a network connection.
    fn is_remote(&self) -> bool {
        true
    }
}

/// A complete request: with the account's address, proxy and credential.
#[derive(Clone)]
pub struct Outgoing {
    /// The provider's request, without address and credential.
    pub request: Request,
    /// The URL to call.
    pub address: String,
    /// All headers.
    pub headers: Vec<(String, String)>,
    /// Whether to send the browser's own login for the page's host, if the URL is on that host.
    pub with_login: bool,
}

/// Why a call failed, and whether the helpdesk may have acted on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What went wrong.
    pub error: Error,
    /// Whether the write was made.
    pub outcome: WriteOutcome,
}

/// What became of a write that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteOutcome {
    /// It was never sent.
    NotSent,
    /// The helpdesk rejected it.
    Refused,
    /// It may have been made, or made in part. Only reading the ticket again can tell.
    Unknown,
}

impl Failure {
    /// Classifies an error. `is_first_request` is true if no earlier request of the same call succeeded.
    fn classify(error: Error, is_first_request: bool) -> Self {
        match error {
            Error::NotSent(reason) if is_first_request => Failure { error: *reason, outcome: WriteOutcome::NotSent },
            error if is_first_request && error.is_refusal() => Failure { error, outcome: WriteOutcome::Refused },
            error => Failure { error: error.reason().clone(), outcome: WriteOutcome::Unknown },
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure { error, outcome: WriteOutcome::Refused }
    }
}

/// One account's API in terms of `domain`.
#[derive(Clone)]
pub struct Client {
    account: Rc<Account>,
    provider: Rc<dyn Provider>,
    secret: Option<Secret>,
    transport: Rc<dyn Transport>,
}

impl Client {
    /// Creates the client of an account. `secret` is the token from the agent or the embedding page; an
    /// account whose proxy adds the credential needs none.
    pub fn new(account: Account, secret: Option<Secret>, transport: Rc<dyn Transport>) -> Self {
        let provider = (account.vendor.provider)(&account).into();
        Client { account: Rc::new(account), provider, secret, transport }
    }

    /// Whether both are clones of the same client, and so have the same account and token.
    pub fn is_same(&self, other: &Client) -> bool {
        Rc::ptr_eq(&self.account, &other.account)
    }

    /// Whether the client has this account and token, so that a new one is not needed.
    pub fn matches(&self, account: &Account, secret: Option<&Secret>) -> bool {
        *self.account == *account && self.secret.as_ref() == secret
    }

    /// Returns its account.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// Returns what the account's API can do.
    pub fn capabilities(&self) -> &Capabilities {
        self.provider.capabilities()
    }

    /// Splits a query into queries that the API supports, whose results together are the result of this
    /// one. Usually it is the query itself.
    pub fn subqueries(&self, query: &Query) -> Vec<Query> {
        self.provider.subqueries(query)
    }

    /// Returns a page of the tickets that match `query`: the first one, or the one at the cursor of the page
    /// before.
    ///
    /// Filters that the API does not document are not sent; see [`Query::split`].
    pub async fn list(&self, query: &Query, from: Option<&Cursor>) -> Result<Page, Error> {
        let (mut query, _) = self.capabilities().split(query);
        if query.assignee() == Some(&Assignee::Me) && !self.capabilities().knows_me {
            let me = self.account.me.clone().ok_or(Error::AgentUnknown)?;
            query = query.with(TicketField::Assignee, Assignee::Person(me));
        }
        let mut page = self.run(self.provider.list(&query, from)).await?;
        for listed in &mut page.tickets {
            if let Listed::Ticket(ticket) = listed {
                ticket.people_mut().for_each(|person| self.apply_picture_policy(person));
            }
        }
        Ok(page)
    }

    /// Returns one ticket with all the detail the API has.
    pub async fn ticket(&self, id: &TicketId) -> Result<Ticket, Error> {
        self.look_up(id).await.map_err(|failure| failure.error)
    }

    /// Returns one ticket. Unlike [`Client::ticket`], a failure says whether the request was sent.
    pub async fn look_up(&self, id: &TicketId) -> Result<Ticket, Failure> {
        let mut ticket = self.perform(self.provider.ticket(id)).await?;
        ticket.people_mut().for_each(|person| self.apply_picture_policy(person));
        Ok(ticket)
    }

    /// Returns the calls that only open tickets need. They are built on demand because their code is loaded
    /// later.
    fn actions(&self) -> Result<Box<dyn Actions>, Error> {
        providers::actions(&self.account).ok_or(Error::NotOffered)
    }

    /// Makes a change and returns what the response says about the ticket.
    pub async fn change(&self, id: &TicketId, change: &Change) -> Result<TicketPatch, Failure> {
        let exchange = self.actions()?.change(id, change).ok_or(Error::NotOffered)?;
        self.perform(exchange).await
    }

    /// Whether the API documents this change.
    pub fn can(&self, id: &TicketId, change: &Change) -> bool {
        self.actions().is_ok_and(|actions| actions.change(id, change).is_some())
    }

    /// Creates a ticket. `known` distinguishes agents from customers.
    pub async fn create(&self, draft: &NewTicket, known: &Directory) -> Result<TicketId, Failure> {
        self.perform(self.actions()?.create(draft, known)).await
    }

    /// Returns a ticket's assignee with their name; `None` if there is none or the API has no such call.
    pub async fn assignee_of(&self, id: &TicketId) -> Result<Option<Person>, Error> {
        match self.actions()?.assignee_of(id) {
            Some(exchange) => self.run(exchange).await,
            None => Ok(None),
        }
    }

    /// Returns what the helpdesk knows about a customer; empty if the API has no such call.
    pub async fn customer(&self, customer: &Person) -> Result<Vec<Fact>, Error> {
        match self.actions()?.customer(customer) {
            Some(exchange) => self.run(exchange).await,
            None => Ok(Vec::new()),
        }
    }

    /// Returns which of the known labels a ticket has, for an API that leaves labels out of its tickets.
    /// `None` if no request is needed.
    pub async fn labels_of(&self, ticket: &Ticket, known: &[Label]) -> Option<Result<LabelSet, Error>> {
        let exchange = self.actions().ok()?.labels_of(ticket, known)?;
        Some(self.run(exchange).await)
    }

    /// Returns the newest messages of a ticket, or those before a cursor, and the first error. Messages that
    /// could not be loaded are left out; one that is part of the ticket is not requested again.
    pub async fn messages(&self, ticket: &Ticket, before: Option<&Cursor>) -> (Messages, Option<Error>) {
        let mut messages = Messages::default();
        let mut problem = None;
        if before.is_none() {
            let mut beginning = ticket.beginning();
            beginning.iter_mut().for_each(|message| self.apply_picture_policy_to_message(message));
            messages.merge(beginning.into_iter().collect());
        }
        let parts = self.actions().map(|actions| actions.messages(ticket, before)).unwrap_or_default();
        for exchange in parts {
            match self.run(exchange).await {
                Ok(mut part) => {
                    part.list.iter_mut().for_each(|message| self.apply_picture_policy_to_message(message));
                    messages.merge(part.list);
                    messages.earlier = messages.earlier.or(part.earlier);
                }
                Err(error) => problem = problem.or(Some(error)),
            }
        }
        (messages, problem)
    }

    /// Returns the files of a message that only says that it has some.
    pub async fn attachments(&self, message: &Message) -> Result<Vec<Attachment>, Error> {
        match self.actions()?.attachments(message) {
            Some(exchange) => self.run(exchange).await,
            None => Ok(Vec::new()),
        }
    }

    /// Sends a reply or note and returns it as the helpdesk stored it; `None` if the response does not say.
    pub async fn reply(&self, ticket: &TicketId, reply: &Reply) -> Result<Option<Message>, Failure> {
        let exchange = self.actions()?.reply(ticket, reply).ok_or(Error::NotOffered)?;
        let mut message = self.perform(exchange).await?;
        message.iter_mut().for_each(|message| self.apply_picture_policy_to_message(message));
        Ok(message)
    }

    /// Uploads a file for a message that is sent later.
    pub async fn upload(&self, file: &Upload) -> Result<Attachment, Error> {
        if file.is_too_large() {
            return Err(Error::FileTooLarge);
        }
        self.run(self.actions()?.upload(file).ok_or(Error::NotOffered)?).await
    }

    /// Whether a file can only be downloaded with the account's token, through [`Client::file`].
    pub fn needs_token(&self, file: &Attachment) -> bool {
        self.actions().is_ok_and(|actions| actions.file(file, FileVersion::Original).is_some())
    }

    /// Downloads a file of the helpdesk, or its thumbnail.
    pub async fn file(&self, file: &Attachment, version: FileVersion) -> Result<Vec<u8>, Error> {
        self.run(self.actions()?.file(file, version).ok_or(Error::NotOffered)?).await
    }

    /// Returns the helpdesk's canned responses; empty if the API has none.
    pub async fn snippets(&self) -> Result<Vec<Snippet>, Error> {
        match self.actions()?.snippets() {
            Some(exchange) => self.run(exchange).await,
            None => Ok(Vec::new()),
        }
    }

    /// Returns the lists of agents, groups, labels and so on, and the first error. Lists that could not be
    /// loaded are left out.
    pub async fn directory(&self) -> (Directory, Option<Error>) {
        let mut directory = Directory::default();
        let mut problem = None;
        let lists = self.actions().map(|actions| actions.directory()).unwrap_or_default();
        for exchange in lists {
            match self.run(exchange).await {
                Ok(mut part) => {
                    part.people.iter_mut().for_each(|person| self.apply_picture_policy(person));
                    directory.merge(part);
                }
                Err(error) => problem = problem.or(Some(error)),
            }
        }
        (directory, problem)
    }

    /// Removes a picture that must not be loaded. Pictures are on other hosts, which see every request for
    /// them, so the account must allow them, and they must be encrypted.
    fn apply_picture_policy(&self, person: &mut Person) {
        person.picture = person.picture.take().filter(|it| self.account.pictures && it.starts_with("https://"));
    }

    /// Removes the pictures of a message's people that must not be loaded.
    fn apply_picture_policy_to_message(&self, message: &mut Message) {
        message.author.iter_mut().chain(&mut message.copies).for_each(|person| self.apply_picture_policy(person));
    }

    async fn run<T: 'static>(&self, exchange: Exchange<T>) -> Result<T, Error> {
        self.perform(exchange).await.map_err(|failure| failure.error)
    }

    async fn perform<T: 'static>(&self, mut exchange: Exchange<T>) -> Result<T, Failure> {
        let mut is_first_request = true;
        loop {
            let result = match self.outgoing(&exchange.request) {
                Ok(outgoing) => self.transport.send(outgoing).await,
                Err(error) => Err(error),
            };
            let mut response = result.map_err(|error| Failure::classify(error, is_first_request))?;
            // A proxy may repeat the address it was called with, and errors quote the response.
            if let Some(secret) = &self.secret {
                secret.remove_from(&mut response.body);
            }
            match exchange.resume(response) {
                Step::Done(result) => {
                    return result.map_err(|error| Failure::classify(self.explain_401(error), is_first_request));
                }
                Step::More(next) => (exchange, is_first_request) = (next, false),
            }
        }
    }

    /// Returns another error for a 401 if the proxy adds the credential: there is no token to replace then.
    fn explain_401(&self, error: Error) -> Error {
        match error {
            Error::Unauthorized if self.account.auth == Auth::Proxy => Error::CredentialRefused,
            error => error,
        }
    }

    /// Adds address, proxy and credential to a request.
    ///
    /// The credential can only be sent to the account's base URL or proxy, because this returns no other
    /// address.
    pub fn outgoing(&self, request: &Request) -> Result<Outgoing, Error> {
        let account = &self.account;
        let secret = match account.auth {
            Auth::Proxy => None,
            Auth::Token | Auth::Embedder => Some(self.secret.as_ref().ok_or(Error::TokenMissing)?),
        };
        if secret.is_some_and(|secret| !secret.is_sendable()) {
            return Err(Error::Unauthorized);
        }
        let signed = sign(request, secret, account.token_style, account.vendor.token_parameter);
        let target = format!("{}{}", account.base_url, signed.path_and_query);
        let mut headers = signed.headers;
        headers.push(("Accept".to_owned(), "application/json".to_owned()));
        if let Some(body) = &request.body {
            headers.push(("Content-Type".to_owned(), body.kind().to_owned()));
        }
        let address = match &account.proxy {
            None => target,
            Some(proxy) => {
                headers.extend(account.proxy_headers.iter().cloned());
                proxy.address(&target)
            }
        };
        // A proxy that adds the credential must authenticate its callers. If it is on the page's own host,
        // the browser has already logged them in.
        let with_login = account.auth == Auth::Proxy;
        Ok(Outgoing { request: request.clone(), address, headers, with_login })
    }
}
