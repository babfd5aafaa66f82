//! The traits that each helpdesk API implements.

use super::exchange::Exchange;
use crate::domain::{
    Attachment, Capabilities, Change, Cursor, Directory, Fact, Field, FileVersion, Label, LabelSet, Message, Messages,
    NewTicket, Page, Person, Query, Reply, Snippet, Ticket, TicketId, TicketPatch, Upload,
};

/// Reads tickets from one vendor's documented API, as exchanges in terms of `domain`.
///
/// An implementation is plain data. It performs no I/O, never sees a token, and does not decide about
/// retries, proxies or time limits.
pub trait Provider {
    /// Returns what this API can do.
    fn capabilities(&self) -> &Capabilities;

    /// Splits a query into queries that the API supports, whose results together are the result of this
    /// one. Returns none if no ticket can match.
    fn subqueries(&self, query: &Query) -> Vec<Query> {
        vec![query.clone()]
    }

    /// Requests a page of the tickets that match `query`: the first one, or the one at the cursor of the page
    /// before.
    ///
    /// `query` has only filters that the capabilities list (see [`Query::split`]).
    fn list(&self, query: &Query, from: Option<&Cursor>) -> Exchange<Page>;

    /// Requests one ticket with all the detail the API has.
    fn ticket(&self, id: &TicketId) -> Exchange<Ticket>;
}

/// Everything in one vendor's API besides reading tickets.
///
/// It is a separate trait because the first screen does not need it: code that is only reachable from here
/// is loaded later.
pub trait Actions {
    /// Makes a change and returns what the response says about the ticket; `None` if the API does not
    /// document it.
    fn change(&self, id: &TicketId, change: &Change) -> Option<Exchange<TicketPatch>>;

    /// Returns the fields of a new ticket.
    fn new_ticket_fields(&self) -> &'static [Field];

    /// Creates a ticket from a draft in which no required field is missing.
    fn create(&self, draft: &NewTicket, known: &Directory) -> Exchange<TicketId>;

    /// Requests a ticket's assignee with their name; `None` if the API has no such call.
    fn assignee_of(&self, id: &TicketId) -> Option<Exchange<Option<Person>>>;

    /// Requests what the helpdesk knows about a customer; `None` if the API has no such call.
    fn customer(&self, _customer: &Person) -> Option<Exchange<Vec<Fact>>> {
        None
    }

    /// Requests which of the known labels a ticket has, for an API that leaves labels out of its tickets.
    /// `None` if it does not, or if no request is needed.
    fn labels_of(&self, _ticket: &Ticket, _known: &[Label]) -> Option<Exchange<LabelSet>> {
        None
    }

    /// Requests the lists of agents, groups, labels and so on, each with its own exchange, so that one failure
    /// does not lose the others.
    fn directory(&self) -> Vec<Exchange<Directory>>;

    /// Requests the newest messages of a ticket, or those before a cursor. Each part has its own exchange, so
    /// that one failure does not lose the others; there is none if the API has no messages.
    fn messages(&self, ticket: &Ticket, before: Option<&Cursor>) -> Vec<Exchange<Messages>> {
        let _ = (ticket, before);
        Vec::new()
    }

    /// Requests the files of a message that only says that it has some; `None` if the API has no such call.
    fn attachments(&self, _message: &Message) -> Option<Exchange<Vec<Attachment>>> {
        None
    }

    /// Sends a reply or note and returns it as the helpdesk stored it, if the response says. `None` if the
    /// API has no such call.
    fn reply(&self, _ticket: &TicketId, _reply: &Reply) -> Option<Exchange<Option<Message>>> {
        None
    }

    /// Uploads a file for a message that is sent later; `None` if the API has no such call.
    fn upload(&self, _file: &Upload) -> Option<Exchange<Attachment>> {
        None
    }

    /// Downloads a file of a message, or its thumbnail, if that needs the account's token. `None` if its
    /// address works without one.
    fn file(&self, _file: &Attachment, _version: FileVersion) -> Option<Exchange<Vec<u8>>> {
        None
    }

    /// Requests the helpdesk's canned responses; `None` if the API has none.
    fn snippets(&self) -> Option<Exchange<Vec<Snippet>>> {
        None
    }
}
