//! Every decoder of every vendor, for the same response.

use deskbell::client::error::Error;
use deskbell::client::exchange::Exchange;
use deskbell::client::providers::{groove, supportbee};
use deskbell::client::response::Response;
use deskbell::domain::{Choice, Cursor, Directory, Message, NewTicket, Query, Reply, Ticket, TicketField, Upload};
use deskbell::sandbox::groove::Groove;
use deskbell::sandbox::supportbee::SupportBee;
use deskbell::sandbox::zaia::Zaia;

use super::{documents, zaia};
use crate::harness::{TestSandbox, provider};

/// A vendor's documents, and all its decoders.
pub struct Decoders {
    /// Valid documents.
    pub documents: &'static [&'static str],
    /// Passes a response to every decoder.
    pub decode: fn(&Response),
    /// Returns whether a response decodes as a ticket.
    pub is_ticket: fn(&Response) -> bool,
}

/// The vendors. To add one, add a line here.
pub const VENDORS: [Decoders; 3] = [
    Decoders { documents: &documents::GROOVE, decode: decode_groove, is_ticket: is_ticket::<Groove> },
    Decoders { documents: &documents::SUPPORTBEE, decode: decode_supportbee, is_ticket: is_ticket::<SupportBee> },
    Decoders { documents: &zaia::DOCUMENTS, decode: zaia::decode, is_ticket: is_ticket::<Zaia> },
];

/// Runs an exchange in which every request gets the same response, and fails if it does not end.
pub fn run_to_end<T: 'static>(exchange: Exchange<T>, answer: &Response) -> Result<T, Error> {
    let mut rounds = 0;
    exchange.run(|_| {
        rounds += 1;
        assert!(rounds < 10, "the exchange does not end");
        Ok(answer.clone())
    })
}

fn is_ticket<S: TestSandbox>(answer: &Response) -> bool {
    run_to_end(provider::<S>().ticket(&"7".into()), answer).is_ok()
}

/// Passes a response to the decoders that every provider has.
fn decode_all<S: TestSandbox>(answer: &Response) {
    let provider = provider::<S>();
    let last_page = Cursor("4294967295".into());
    drop(run_to_end(provider.list(&Query::default(), None), answer));
    for state in ["x", "spam"] {
        let query = Query::default().with(TicketField::State, state);
        drop(run_to_end(provider.list(&query, Some(&last_page)), answer));
    }
    drop(run_to_end(provider.list(&Query::default().with_text("x"), Some(&last_page)), answer));
    drop(run_to_end(provider.ticket(&"7".into()), answer));
    drop(run_to_end(provider.create(&NewTicket::default(), &Directory::default()), answer));
    let ticket = Ticket {
        key: "a:7".parse().unwrap(),
        chat: Some(Choice::named("c".to_owned())),
        replies: Some(1),
        ..Ticket::default()
    };
    for before in [None, Some(&last_page), Some(&Cursor("f3".into()))] {
        for exchange in provider.messages(&ticket, before) {
            drop(run_to_end(exchange, answer));
        }
    }
    if let Some(exchange) = provider.attachments(&Message::default()) {
        drop(run_to_end(exchange, answer));
    }
    for is_note in [false, true] {
        if let Some(exchange) = provider.reply(&"7".into(), &Reply { is_note, ..Reply::default() }) {
            drop(run_to_end(exchange, answer));
        }
    }
    if let Some(exchange) = provider.upload(&Upload::default()) {
        drop(run_to_end(exchange, answer));
    }
    if let Some(exchange) = provider.snippets() {
        drop(run_to_end(exchange, answer));
    }
    if let Some(exchange) = provider.assignee_of(&"7".into()) {
        drop(run_to_end(exchange, answer));
    }
    for exchange in provider.directory() {
        drop(run_to_end(exchange, answer));
    }
}

fn decode_groove(answer: &Response) {
    use groove::calls;
    decode_all::<Groove>(answer);
    drop(run_to_end(calls::find_state(&"7".into()), answer));
    drop(run_to_end(calls::add_labels(&"7".into(), Vec::new()), answer));
    drop(run_to_end(calls::replace_labels(&"7".into(), Vec::new()), answer));
}

fn decode_supportbee(answer: &Response) {
    use supportbee::calls;
    decode_all::<SupportBee>(answer);
    drop(run_to_end(calls::mark(&"7".into(), "star"), answer));
    drop(run_to_end(calls::assign_user(&"7".into(), 1), answer));
    drop(run_to_end(calls::add_label(&"7".into(), "a"), answer));
}
