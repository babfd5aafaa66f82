//! What a provider of tickets can be asked. One implementation for each API.

use super::exchange::Exchange;
use crate::domain::{
    Attachment, Capabilities, Change, Cursor, Directory, Fact, Label, LabelSet, Message, Messages, NewTicket, Page,
    Person, Query, Reply, Snippet, Ticket, TicketId, TicketPatch, Upload,
};

/// One vendor's documented API: from the words of the product to exchanges and back.
///
/// An implementation is plain data. It never performs I/O, never sees a token and never decides
/// about retries, proxies or time limits.
pub trait Provider {
    /// What this API can do.
    fn capabilities(&self) -> &Capabilities;

    /// A query as the queries that together answer it, for an API that cannot be asked it at once;
    /// none when no ticket can pass it.
    fn parts(&self, query: &Query) -> Vec<Query> {
        vec![query.clone()]
    }

    /// One page of the tickets that pass `query`, from the beginning or from where a page ended.
    ///
    /// `query` holds only filters that the capabilities list (see [`Query::split`]).
    fn list(&self, query: &Query, from: Option<&Cursor>) -> Exchange<Page>;

    /// One ticket, with everything the API tells about it.
    fn ticket(&self, id: &TicketId) -> Exchange<Ticket>;
}

/// What can be done in one vendor's API besides reading its tickets: a trait of its own, because the
/// first screen does without it, and what only this leads to is loaded later.
pub trait Actions {
    /// Performs a change, and says what the answer tells; `None` when the API does not document it.
    fn change(&self, id: &TicketId, change: &Change) -> Option<Exchange<TicketPatch>>;

    /// Creates a ticket from a draft in which no required field is missing.
    fn create(&self, draft: &NewTicket, known: &Directory) -> Exchange<TicketId>;

    /// Who the assignee of a ticket is by name; `None` when the API cannot be asked.
    fn assignee_of(&self, id: &TicketId) -> Option<Exchange<Option<Person>>>;

    /// What is known about a customer; `None` when the API cannot be asked.
    fn customer(&self, _customer: &Person) -> Option<Exchange<Vec<Fact>>> {
        None
    }

    /// Which of the known labels a ticket carries, for an API whose tickets do not tell; `None` when
    /// they do, or when there is nothing to ask for.
    fn labels_of(&self, _ticket: &Ticket, _known: &[Label]) -> Option<Exchange<LabelSet>> {
        None
    }

    /// The lists to choose from, each its own exchange, so that one that fails leaves the others.
    fn directory(&self) -> Vec<Exchange<Directory>>;

    /// What was said in a ticket: the newest of it, or what comes before a cursor. Each part its own
    /// exchange, so that one that fails leaves the others; none when the API has no messages.
    fn messages(&self, ticket: &Ticket, before: Option<&Cursor>) -> Vec<Exchange<Messages>> {
        let _ = (ticket, before);
        Vec::new()
    }

    /// The files of a message that tells only that there are some.
    fn attachments(&self, _message: &Message) -> Option<Exchange<Vec<Attachment>>> {
        None
    }

    /// Says something in a ticket, and brings it as the helpdesk has it, where the answer tells;
    /// `None` when the API has nothing for it.
    fn reply(&self, _ticket: &TicketId, _reply: &Reply) -> Option<Exchange<Option<Message>>> {
        None
    }

    /// Hands a file over, for a message that is not written yet.
    fn upload(&self, _file: &Upload) -> Option<Exchange<Attachment>> {
        None
    }

    /// What is in a file of a message, or in the small picture of it, where only the account's token opens it;
    /// `None` where its address is open to everybody who has it.
    fn file(&self, _file: &Attachment, _is_thumb: bool) -> Option<Exchange<Vec<u8>>> {
        None
    }

    /// The words that the account keeps for many answers.
    fn snippets(&self) -> Option<Exchange<Vec<Snippet>>> {
        None
    }
}
