//! Every decoder of every vendor, each given the same answer.

use deskbell::client::error::Error;
use deskbell::client::exchange::Exchange;
use deskbell::client::providers::{groove, supportbee};
use deskbell::client::response::Response;
use deskbell::domain::{Choice, Cursor, Directory, Message, NewTicket, Query, Reply, Ticket, Upload};
use deskbell::sandbox::groove::Groove;
use deskbell::sandbox::supportbee::SupportBee;
use deskbell::sandbox::zaia::Zaia;

use super::{documents, zaia};
use crate::bench::{Played, provider};

/// A vendor with its documents, and everything that reads them.
pub struct Decoders {
    /// Documents as they should be.
    pub documents: &'static [&'static str],
    /// Reads an answer in every way there is.
    pub decode: fn(&Response),
    /// Whether an answer can be read as a ticket.
    pub is_ticket: fn(&Response) -> bool,
}

/// The vendors. Another one is another line here.
pub const VENDORS: [Decoders; 3] = [
    Decoders { documents: &documents::GROOVE, decode: decode_groove, is_ticket: is_ticket::<Groove> },
    Decoders { documents: &documents::SUPPORTBEE, decode: decode_supportbee, is_ticket: is_ticket::<SupportBee> },
    Decoders { documents: &zaia::DOCUMENTS, decode: zaia::decode, is_ticket: is_ticket::<Zaia> },
];

/// Whether an exchange ends, and what with, whatever its first request is answered.
pub fn ends<T: 'static>(exchange: Exchange<T>, answer: &Response) -> Result<T, Error> {
    let mut rounds = 0;
    exchange.run(|_| {
        rounds += 1;
        assert!(rounds < 10, "an exchange goes on for ever");
        Ok(answer.clone())
    })
}

fn is_ticket<S: Played>(answer: &Response) -> bool {
    ends(provider::<S>().ticket(&"7".into()), answer).is_ok()
}

/// What every provider reads.
fn decode_all<S: Played>(answer: &Response) {
    let provider = provider::<S>();
    let far = Cursor("4294967295".into());
    drop(ends(provider.list(&Query::default(), None), answer));
    for state in ["x", "spam"] {
        let query = Query { state: Some(state.into()), ..Query::default() };
        drop(ends(provider.list(&query, Some(&far)), answer));
    }
    drop(ends(provider.list(&Query { text: "x".into(), ..Query::default() }, Some(&far)), answer));
    drop(ends(provider.ticket(&"7".into()), answer));
    drop(ends(provider.create(&NewTicket::default(), &Directory::default()), answer));
    let ticket = Ticket {
        key: "a:7".parse().unwrap(),
        chat: Some(Choice::named("c".to_owned())),
        replies: Some(1),
        ..Ticket::default()
    };
    for before in [None, Some(&far), Some(&Cursor("f3".into()))] {
        for exchange in provider.messages(&ticket, before) {
            drop(ends(exchange, answer));
        }
    }
    if let Some(exchange) = provider.attachments(&Message::default()) {
        drop(ends(exchange, answer));
    }
    for is_note in [false, true] {
        if let Some(exchange) = provider.reply(&"7".into(), &Reply { is_note, ..Reply::default() }) {
            drop(ends(exchange, answer));
        }
    }
    if let Some(exchange) = provider.upload(&Upload::default()) {
        drop(ends(exchange, answer));
    }
    if let Some(exchange) = provider.snippets() {
        drop(ends(exchange, answer));
    }
    if let Some(exchange) = provider.assignee_of(&"7".into()) {
        drop(ends(exchange, answer));
    }
    for exchange in provider.directory() {
        drop(ends(exchange, answer));
    }
}

fn decode_groove(answer: &Response) {
    use groove::calls;
    decode_all::<Groove>(answer);
    drop(ends(calls::find_state(&"7".into()), answer));
    drop(ends(calls::add_labels(&"7".into(), Vec::new()), answer));
    drop(ends(calls::replace_labels(&"7".into(), Vec::new()), answer));
}

fn decode_supportbee(answer: &Response) {
    use supportbee::calls;
    decode_all::<SupportBee>(answer);
    drop(ends(calls::mark(&"7".into(), "star"), answer));
    drop(ends(calls::assign_user(&"7".into(), 1), answer));
    drop(ends(calls::add_label(&"7".into(), "a"), answer));
}
