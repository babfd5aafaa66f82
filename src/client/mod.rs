//! The documented APIs as pure data in and out, and the one door to them.
//!
//! Everything here but `fetch` runs anywhere: a [`Client`] turns a question in the words of the
//! product into an exchange, and a [`Transport`] carries it.

pub mod account;
pub mod config;
pub mod document;
pub mod error;
pub mod exchange;
pub mod fetch;
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
    Assignee, Attachment, Capabilities, Change, Cursor, Directory, Fact, Label, LabelSet, Listed, Message, Messages,
    NewTicket, Page, Person, Query, Reply, Snippet, Ticket, TicketField, TicketId, TicketPatch, Upload,
};

/// What carries a request to an API and its answer back.
///
/// Dropping the future gives the request up.
pub trait Transport {
    /// Sends a request that says everything: address, credential, body.
    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>>;

    /// Whether it needs a network.
    fn is_remote(&self) -> bool {
        true
    }
}

/// A request as it leaves: an account's address, proxy and credential have joined it.
#[derive(Clone)]
pub struct Outgoing {
    /// What was asked for, without address and credential.
    pub request: Request,
    /// The address to call.
    pub address: String,
    /// Every header.
    pub headers: Vec<(String, String)>,
    /// Whether the browser's own login for the page's host goes along, where the call stays on that host.
    pub with_login: bool,
}

/// Why something did not come about, and what is known about that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What went wrong.
    pub error: Error,
    /// What became of what was asked for.
    pub outcome: WriteOutcome,
}

/// What became of a write that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteOutcome {
    /// It never left.
    NotSent,
    /// The helpdesk did not do it, and said so.
    Refused,
    /// It may have been done, or done in part: only looking can tell.
    Unknown,
}

impl Failure {
    /// What follows from an error; `is_first` tells whether nothing was sent successfully before.
    fn of(error: Error, is_first: bool) -> Self {
        match error {
            Error::NotSent(reason) if is_first => Failure { error: *reason, outcome: WriteOutcome::NotSent },
            error if is_first && error.is_refusal() => Failure { error, outcome: WriteOutcome::Refused },
            error => Failure { error: error.reason().clone(), outcome: WriteOutcome::Unknown },
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure { error, outcome: WriteOutcome::Refused }
    }
}

/// One account's API, in the words of the product.
#[derive(Clone)]
pub struct Client {
    account: Rc<Account>,
    provider: Rc<dyn Provider>,
    secret: Option<Secret>,
    transport: Rc<dyn Transport>,
}

impl Client {
    /// The client of an account. `secret` is what the agent or the embedding page gave; it is not
    /// needed where the proxy adds the credential.
    pub fn new(account: Account, secret: Option<Secret>, transport: Rc<dyn Transport>) -> Self {
        let provider = (account.vendor.provider)(&account).into();
        Client { account: Rc::new(account), provider, secret, transport }
    }

    /// Whether it is the very same client: same account, same token.
    pub fn is_same(&self, other: &Client) -> bool {
        Rc::ptr_eq(&self.account, &other.account)
    }

    /// Whether a client made now would be no other one.
    pub fn is_of(&self, account: &Account, secret: Option<&Secret>) -> bool {
        *self.account == *account && self.secret.as_ref() == secret
    }

    /// The account it speaks for.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// What the account's API can do.
    pub fn capabilities(&self) -> &Capabilities {
        self.provider.capabilities()
    }

    /// A query as the queries that together answer it: one, unless the API cannot be asked so.
    pub fn parts(&self, query: &Query) -> Vec<Query> {
        self.provider.parts(query)
    }

    /// One page of the tickets that pass `query`, from the beginning or from where a page ended.
    ///
    /// Filters the API does not document are not sent; see [`Query::split`].
    pub async fn list(&self, query: &Query, from: Option<&Cursor>) -> Result<Page, Error> {
        let (mut query, _) = query.split(self.capabilities());
        if query.assignee() == Some(&Assignee::Me) && !self.capabilities().knows_me {
            let me = self.account.me.clone().ok_or(Error::NotOffered { what: "me" })?;
            query = query.with(TicketField::Assignee, Assignee::Person(me));
        }
        let mut page = self.run(self.provider.list(&query, from)).await?;
        for listed in &mut page.tickets {
            if let Listed::Ticket(ticket) = listed {
                ticket.people_mut().for_each(|person| self.mind_picture(person));
            }
        }
        Ok(page)
    }

    /// One ticket, with everything the API tells about it.
    pub async fn ticket(&self, id: &TicketId) -> Result<Ticket, Error> {
        self.look(id).await.map_err(|failure| failure.error)
    }

    /// The same, and where it fails, whether the helpdesk was asked at all.
    pub async fn look(&self, id: &TicketId) -> Result<Ticket, Failure> {
        let mut ticket = self.perform(self.provider.ticket(id)).await?;
        ticket.people_mut().for_each(|person| self.mind_picture(person));
        Ok(ticket)
    }

    /// What can be done besides reading. Made when it is needed: its code may not be here before.
    fn actions(&self) -> Result<Box<dyn Actions>, Error> {
        providers::actions(&self.account).ok_or(Error::NotOffered { what: "action" })
    }

    /// Performs a change, and returns what the answer tells about the ticket.
    pub async fn change(&self, id: &TicketId, change: &Change) -> Result<TicketPatch, Failure> {
        let exchange = self.actions()?.change(id, change).ok_or(Error::NotOffered { what: "change" })?;
        self.perform(exchange).await
    }

    /// Whether the API documents a change.
    pub fn can(&self, id: &TicketId, change: &Change) -> bool {
        self.actions().is_ok_and(|actions| actions.change(id, change).is_some())
    }

    /// Creates a ticket; `known` tells agents from customers.
    pub async fn create(&self, draft: &NewTicket, known: &Directory) -> Result<TicketId, Failure> {
        self.perform(self.actions()?.create(draft, known)).await
    }

    /// Who the assignee of a ticket is by name.
    pub async fn assignee_of(&self, id: &TicketId) -> Result<Option<Person>, Error> {
        match self.actions()?.assignee_of(id) {
            Some(exchange) => self.run(exchange).await,
            None => Ok(None),
        }
    }

    /// What is known about a customer; nothing where the API cannot be asked.
    pub async fn customer(&self, customer: &Person) -> Result<Vec<Fact>, Error> {
        match self.actions()?.customer(customer) {
            Some(exchange) => self.run(exchange).await,
            None => Ok(Vec::new()),
        }
    }

    /// Which of the known labels a ticket carries, where its API does not tell at once; `None` when
    /// there is nothing to ask for.
    pub async fn labels_of(&self, ticket: &Ticket, known: &[Label]) -> Option<Result<LabelSet, Error>> {
        let exchange = self.actions().ok()?.labels_of(ticket, known)?;
        Some(self.run(exchange).await)
    }

    /// What was said in a ticket: the newest of it, or what comes before a cursor. What cannot be had is
    /// left out; the first reason is told. What the ticket itself holds is not asked for.
    pub async fn messages(&self, ticket: &Ticket, before: Option<&Cursor>) -> (Messages, Option<Error>) {
        let mut messages = Messages::default();
        let mut problem = None;
        if before.is_none() {
            let mut beginning = ticket.beginning();
            beginning.iter_mut().for_each(|message| self.mind_pictures(message));
            messages.merge(beginning.into_iter().collect());
        }
        let parts = self.actions().map(|actions| actions.messages(ticket, before)).unwrap_or_default();
        for exchange in parts {
            match self.run(exchange).await {
                Ok(mut part) => {
                    part.list.iter_mut().for_each(|message| self.mind_pictures(message));
                    messages.merge(part.list);
                    messages.earlier = messages.earlier.or(part.earlier);
                }
                Err(error) => problem = problem.or(Some(error)),
            }
        }
        (messages, problem)
    }

    /// The files of a message that tells only that there are some.
    pub async fn attachments(&self, message: &Message) -> Result<Vec<Attachment>, Error> {
        match self.actions()?.attachments(message) {
            Some(exchange) => self.run(exchange).await,
            None => Ok(Vec::new()),
        }
    }

    /// Says something in a ticket, and brings it as the helpdesk has it, where the answer tells.
    pub async fn reply(&self, ticket: &TicketId, reply: &Reply) -> Result<Option<Message>, Failure> {
        let exchange = self.actions()?.reply(ticket, reply).ok_or(Error::NotOffered { what: "reply" })?;
        let mut message = self.perform(exchange).await?;
        message.iter_mut().for_each(|message| self.mind_pictures(message));
        Ok(message)
    }

    /// Hands a file over, for a message that is not written yet.
    pub async fn upload(&self, file: &Upload) -> Result<Attachment, Error> {
        if file.is_too_large() {
            return Err(Error::FileTooLarge);
        }
        self.run(self.actions()?.upload(file).ok_or(Error::NotOffered { what: "upload" })?).await
    }

    /// Whether a file is opened by the account's token alone, and so by [`Client::file`].
    pub fn keeps(&self, file: &Attachment) -> bool {
        self.actions().is_ok_and(|actions| actions.file(file, false).is_some())
    }

    /// What is in a file that the helpdesk keeps, or in the small picture of it.
    pub async fn file(&self, file: &Attachment, is_thumb: bool) -> Result<Vec<u8>, Error> {
        self.run(self.actions()?.file(file, is_thumb).ok_or(Error::NotOffered { what: "file" })?).await
    }

    /// The words that the account keeps for many answers; none where the API has no such thing.
    pub async fn snippets(&self) -> Result<Vec<Snippet>, Error> {
        match self.actions()?.snippets() {
            Some(exchange) => self.run(exchange).await,
            None => Ok(Vec::new()),
        }
    }

    /// The lists to choose from. What cannot be had is left out; the first reason is told.
    pub async fn directory(&self) -> (Directory, Option<Error>) {
        let mut directory = Directory::default();
        let mut problem = None;
        let lists = self.actions().map(|actions| actions.directory()).unwrap_or_default();
        for exchange in lists {
            match self.run(exchange).await {
                Ok(mut part) => {
                    part.people.iter_mut().for_each(|person| self.mind_picture(person));
                    directory.merge(part);
                }
                Err(error) => problem = problem.or(Some(error)),
            }
        }
        (directory, problem)
    }

    /// Forgets a picture that must not be asked for: pictures are on other hosts, which learn of every
    /// look at them, so the account must allow it; and nothing is asked for in the open.
    fn mind_picture(&self, person: &mut Person) {
        person.picture = person.picture.take().filter(|it| self.account.pictures && it.starts_with("https://"));
    }

    /// The same for everybody in a message.
    fn mind_pictures(&self, message: &mut Message) {
        message.author.iter_mut().chain(&mut message.copies).for_each(|person| self.mind_picture(person));
    }

    async fn run<T: 'static>(&self, exchange: Exchange<T>) -> Result<T, Error> {
        self.perform(exchange).await.map_err(|failure| failure.error)
    }

    async fn perform<T: 'static>(&self, mut exchange: Exchange<T>) -> Result<T, Failure> {
        let mut is_first = true;
        loop {
            let answer = match self.outgoing(&exchange.request) {
                Ok(outgoing) => self.transport.send(outgoing).await,
                Err(error) => Err(error),
            };
            let mut response = answer.map_err(|error| Failure::of(error, is_first))?;
            // A proxy may repeat the address it was called with, and errors quote their answer.
            if let Some(secret) = &self.secret {
                secret.remove_from(&mut response.body);
            }
            match exchange.answer(response) {
                Step::Done(result) => return result.map_err(|error| Failure::of(self.as_told(error), is_first)),
                Step::More(next) => (exchange, is_first) = (next, false),
            }
        }
    }

    /// What an error means to this account: where the proxy adds the credential, there is no token to replace.
    fn as_told(&self, error: Error) -> Error {
        match error {
            Error::Unauthorized if self.account.auth == Auth::Proxy => Error::CredentialRefused,
            error => error,
        }
    }

    /// Adds address, proxy and credential to a request.
    ///
    /// The credential goes to the account's base address or proxy and nowhere else, because no
    /// other address can come out of here.
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
        // A proxy that adds the credential must know its callers. On the page's own host the browser
        // has already logged them in.
        let with_login = account.auth == Auth::Proxy;
        Ok(Outgoing { request: request.clone(), address, headers, with_login })
    }
}
