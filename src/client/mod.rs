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
mod sending;

use std::rc::Rc;

use self::account::Account;
use self::error::Error;
use self::provider::{Actions, Provider};
use self::secret::Secret;
pub use self::sending::{Failure, Outgoing, Transport, WriteOutcome};
use crate::domain::{
    Assignee, Attachment, Capabilities, Change, Cursor, Directory, Fact, Field, FileVersion, Label, LabelSet, Listed,
    Message, Messages, NewTicket, Page, Person, Query, Reply, Snippet, Ticket, TicketField, TicketId, TicketPatch,
    Upload,
};

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
    ///
    /// # Errors
    ///
    /// [`Error::AgentUnknown`] if the query names the agent and the account does not; else what the request failed with.
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
    ///
    /// # Errors
    ///
    /// What the request failed with; [`Error::NotFound`] if there is no such ticket.
    pub async fn ticket(&self, id: &TicketId) -> Result<Ticket, Error> {
        self.look_up(id).await.map_err(|failure| failure.error)
    }

    /// Returns one ticket. Unlike [`Client::ticket`], a failure says whether the request was sent.
    ///
    /// # Errors
    ///
    /// What the request failed with, and whether it was sent.
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
    ///
    /// # Errors
    ///
    /// What the request failed with, and whether the change may have been made nevertheless. [`Error::NotOffered`] if the
    /// API has no call for it.
    pub async fn change(&self, id: &TicketId, change: &Change) -> Result<TicketPatch, Failure> {
        let exchange = self.actions()?.change(id, change).ok_or(Error::NotOffered)?;
        self.perform(exchange).await
    }

    /// Whether the API documents this change.
    pub fn can(&self, id: &TicketId, change: &Change) -> bool {
        self.actions().is_ok_and(|actions| actions.change(id, change).is_some())
    }

    /// Returns the fields of a new ticket; none if the account's provider is unknown.
    pub fn new_ticket_fields(&self) -> &'static [Field] {
        self.actions().map_or(&[], |actions| actions.new_ticket_fields())
    }

    /// Creates a ticket. `known` distinguishes agents from customers.
    ///
    /// # Errors
    ///
    /// What the request failed with, and whether the ticket may have been created nevertheless.
    pub async fn create(&self, draft: &NewTicket, known: &Directory) -> Result<TicketId, Failure> {
        self.perform(self.actions()?.create(draft, known)).await
    }

    /// Returns a ticket's assignee with their name; `None` if there is none or the API has no such call.
    ///
    /// # Errors
    ///
    /// What the request failed with.
    pub async fn assignee_of(&self, id: &TicketId) -> Result<Option<Person>, Error> {
        match self.actions()?.assignee_of(id) {
            Some(exchange) => self.run(exchange).await,
            None => Ok(None),
        }
    }

    /// Returns what the helpdesk knows about a customer; empty if the API has no such call.
    ///
    /// # Errors
    ///
    /// What the request failed with.
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
    ///
    /// # Errors
    ///
    /// What the request failed with.
    pub async fn attachments(&self, message: &Message) -> Result<Vec<Attachment>, Error> {
        match self.actions()?.attachments(message) {
            Some(exchange) => self.run(exchange).await,
            None => Ok(Vec::new()),
        }
    }

    /// Sends a reply or note and returns it as the helpdesk stored it; `None` if the response does not say.
    ///
    /// # Errors
    ///
    /// What the request failed with, and whether the reply may have been sent nevertheless. [`Error::NotOffered`] if the API
    /// has no call for it.
    pub async fn reply(&self, ticket: &TicketId, reply: &Reply) -> Result<Option<Message>, Failure> {
        let exchange = self.actions()?.reply(ticket, reply).ok_or(Error::NotOffered)?;
        let mut message = self.perform(exchange).await?;
        message.iter_mut().for_each(|message| self.apply_picture_policy_to_message(message));
        Ok(message)
    }

    /// Uploads a file for a message that is sent later.
    ///
    /// # Errors
    ///
    /// [`Error::FileTooLarge`] or [`Error::NotOffered`], before anything is sent; else what the request failed with.
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
    ///
    /// # Errors
    ///
    /// [`Error::NotOffered`] for a file that the helpdesk does not keep; else what the request failed with.
    pub async fn file(&self, file: &Attachment, version: FileVersion) -> Result<Vec<u8>, Error> {
        self.run(self.actions()?.file(file, version).ok_or(Error::NotOffered)?).await
    }

    /// Returns the helpdesk's canned responses; empty if the API has none.
    ///
    /// # Errors
    ///
    /// What the request failed with.
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
}
