//! The helpdesks, played by pure functions: one sandbox per provider, each answering the requests
//! of its provider's documentation from a state it keeps in memory.
//!
//! The same sandbox is the demo in the browser, the fake of every test suite and, behind a thin
//! HTTP shell (`tests/e2e/sandbox.rs`), the local server of the end-to-end tests. It refuses
//! whatever the documentation does not allow, so that a client cannot come to rely on it.
//!
//! The demo is a WebAssembly module of its own (`src/bin/demo.rs`), which the app asks in texts:
//! of all that stands here, [`DEMO_ACCOUNTS`], [`write_request`] and [`read_response`] alone are for
//! the app.
//!
//! A sandbox never touches a network, a clock or a generator of chance: the time is an argument,
//! and the invented company it shows ([`company`], [`stories`]) is rolled with fixed [`dice`].

mod asked;
pub mod company;
pub mod dice;
mod documents;
mod forms;
pub mod groove;
mod picture;
mod routes;
pub mod stories;
pub mod supportbee;
pub mod zaia;

use chrono::{DateTime, Utc};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use self::groove::Groove;
use self::supportbee::SupportBee;
use self::zaia::Zaia;
use crate::client::request::{Body, Form, Method, Request, encode_query};
use crate::client::response::Response;

/// The helpdesks of the demo, each by the word of its provider. Another one is another line here.
const HELPDESKS: [(&str, Seeded); 3] = [
    ("groove", |tickets, now| Box::new(Groove::seeded(tickets, now))),
    ("supportbee", |tickets, now| Box::new(SupportBee::seeded(tickets, now))),
    ("zaia", |tickets, now| Box::new(Zaia::seeded(tickets, now))),
];

/// An account of the demo: what configuration and its agent would say.
pub struct DemoAccount {
    /// Its id in links.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The word of its provider.
    pub provider: &'static str,
    /// The address of its helpdesk, at which nobody is asked.
    pub base_url: &'static str,
    /// Who the agent is, in the provider's terms.
    pub me: &'static str,
    /// The token its helpdesk accepts.
    pub token: &'static str,
}

/// The accounts of the demo, one for each helpdesk.
pub const DEMO_ACCOUNTS: [DemoAccount; 3] = [
    DemoAccount {
        id: "demo-groove",
        name: "Tern on Groove",
        provider: "groove",
        base_url: "https://api.groovehq.com/v1",
        me: "maya@tern.example",
        token: groove::DEMO_TOKEN,
    },
    DemoAccount {
        id: "demo-supportbee",
        name: "Tern on SupportBee",
        provider: "supportbee",
        base_url: "https://tern.supportbee.example",
        me: supportbee::DEMO_ME,
        token: supportbee::DEMO_TOKEN,
    },
    DemoAccount {
        id: "demo-zaia",
        name: "Tern on Zaia",
        provider: "zaia",
        base_url: "https://api.endless.zaia.app",
        me: zaia::DEMO_ME,
        token: zaia::DEMO_TOKEN,
    },
];

/// Makes a sandbox with so many tickets, as if they had come in up to now.
type Seeded = fn(usize, DateTime<Utc>) -> Box<dyn Sandbox>;

/// A provider's API as a function of its state and a request.
pub trait Sandbox {
    /// Answers one request as the provider's documentation says, and changes the state if the
    /// request asks for it. `now` is the time that changes carry.
    ///
    /// A request that the documentation does not allow is answered with an error status, never
    /// with a panic.
    fn answer(&mut self, request: &Request, now: DateTime<Utc>) -> Response;
}

/// Every helpdesk of the demo, asked and answering in texts.
pub struct Helpdesks(Vec<(&'static str, Box<dyn Sandbox>)>);

impl Helpdesks {
    /// Helpdesks with so many tickets in all: as many in each, and what is over in the first ones.
    pub fn seeded(tickets: usize, now: DateTime<Utc>) -> Self {
        let share = |place: usize| tickets / HELPDESKS.len() + usize::from(place < tickets % HELPDESKS.len());
        let helpdesks = HELPDESKS.iter().enumerate();
        Helpdesks(helpdesks.map(|(place, (provider, seeded))| (*provider, seeded(share(place), now))).collect())
    }

    /// Answers what [`write_request`] wrote with what [`read_response`] reads. A provider that has
    /// no sandbox is answered with 404, and a text that is no request with 400.
    pub fn answer_text(&mut self, provider: &str, request: &str, now: DateTime<Utc>) -> String {
        let response = match (self.0.iter_mut().find(|(word, _)| *word == provider), read_request(request)) {
            (None, _) => Response::status(404),
            (_, None) => Response::status(400),
            (Some((_, sandbox)), Some(request)) => sandbox.answer(&request, now),
        };
        write_response(&response)
    }
}

/// A request as a text. `target` is the path and query as they stand in the address, because a
/// credential may have joined the query there. A form, which is no text, travels as the characters
/// whose numbers are its bytes.
pub fn write_request(method: Method, target: &str, headers: &[(String, String)], body: Option<&Body>) -> String {
    let form = body.and_then(|body| match body {
        Body::Json(_) => None,
        Body::Form(form) => Some(form.bytes.iter().copied().map(char::from).collect::<String>()),
    });
    let document = object(vec![
        ("method", method.name().into()),
        ("target", target.into()),
        ("headers", write_pairs(headers)),
        ("body", body.and_then(Body::json).into()),
        ("form", form.into()),
    ]);
    document.to_string()
}

fn read_request(text: &str) -> Option<Request> {
    let document: Value = serde_json::from_str(text).ok()?;
    let word = document["method"].as_str()?;
    let methods = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];
    let target = document["target"].as_str()?;
    let headers = read_pairs(&document["headers"]);
    let body = match document["form"].as_str() {
        Some(form) => form.chars().map(u8::try_from).collect::<Result<Vec<u8>, _>>().ok()?,
        None => document["body"].as_str().unwrap_or_default().as_bytes().to_vec(),
    };
    Some(Request {
        method: methods.into_iter().find(|method| method.name() == word)?,
        path: target.split('?').next().unwrap_or_default().to_owned(),
        query: query_of(target),
        body: body_of(&headers, body),
        headers,
        is_file: false,
    })
}

/// What a request carries that came with these bytes, by its headers; nothing when there are none.
pub fn body_of(headers: &[(String, String)], bytes: Vec<u8>) -> Option<Body> {
    let kind = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type")).map(|(_, kind)| kind);
    match kind.filter(|kind| kind.starts_with(forms::KIND)) {
        _ if bytes.is_empty() => None,
        Some(kind) => Some(Body::Form(Form { kind: kind.clone(), bytes: bytes.into() })),
        None => Some(Body::Json(String::from_utf8_lossy(&bytes).into_owned())),
    }
}

/// A request as it arrives: with every header, and with the query of its address, which a credential
/// may have joined.
pub fn arrived(request: &Request, address: &str, headers: Vec<(String, String)>) -> Request {
    Request { query: query_of(address), headers, ..request.clone() }
}

fn query_of(address: &str) -> Vec<(String, String)> {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let decoded = |part: &str| percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pair = |pair: &str| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(key), decoded(value))
    };
    query.split('&').filter(|part| !part.is_empty()).map(pair).collect()
}

fn write_response(response: &Response) -> String {
    let document = object(vec![
        ("status", response.status.into()),
        ("headers", write_pairs(&response.headers)),
        ("body", response.body.as_str().into()),
    ]);
    document.to_string()
}

/// Reads the text of an answer; `None` when it is none.
pub fn read_response(text: &str) -> Option<Response> {
    let document: Value = serde_json::from_str(text).ok()?;
    Some(Response {
        status: u16::try_from(document["status"].as_u64()?).ok()?,
        headers: read_pairs(&document["headers"]),
        body: document["body"].as_str()?.to_owned(),
    })
}

fn write_pairs(pairs: &[(String, String)]) -> Value {
    pairs.iter().map(|(name, value)| Value::from([name.as_str(), value.as_str()])).collect()
}

fn read_pairs(pairs: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| Some(value.as_str()?.to_owned());
    let pairs = pairs.as_array().map(Vec::as_slice).unwrap_or_default();
    pairs.iter().filter_map(|pair| Some((text(&pair[0])?, text(&pair[1])?))).collect()
}

/// What a sandbox remembers about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// The method's name.
    pub method: &'static str,
    /// The path and query below the base address; the value of a credential is replaced by `…`.
    pub path_and_query: String,
    /// The status it was answered with.
    pub status: u16,
    /// The document it carried, or `(file)`.
    pub body: Option<String>,
}

impl LogEntry {
    /// Describes a request and its answer. `credential` is the query parameter whose value must
    /// not be kept; headers never are.
    pub fn new(request: &Request, status: u16, credential: &str) -> Self {
        let print = |pair: &(String, String)| match pair.0 == credential {
            true => format!("{credential}=…"),
            false => encode_query(std::slice::from_ref(pair)),
        };
        let query: Vec<String> = request.query.iter().map(print).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        LogEntry {
            method: request.method.name(),
            path_and_query: format!("{}{mark}{}", request.path, query.join("&")),
            status,
            body: request.body.as_ref().map(|body| body.logged().to_owned()),
        }
    }
}

/// A JSON object of these fields. A function where a macro would repeat itself, and insertion where
/// collecting would bring a sort along, keep the bundle small.
fn object(fields: Vec<(&str, Value)>) -> Value {
    let mut map = Map::new();
    for (name, value) in fields {
        map.insert(name.to_owned(), value);
    }
    Value::Object(map)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_600_000_000, 0).unwrap()
    }

    fn headers() -> Vec<(String, String)> {
        vec![("Authorization".to_owned(), format!("Bearer {}", groove::DEMO_TOKEN))]
    }

    #[test]
    fn a_request_survives_its_text() {
        let target = "/tickets/matt@groovehq.com/a%2Fb?q=caf%C3%A9%20%26+co&q=%2B&access_token=t%3D";
        let document = Body::Json("{\"tags\":[\"„new“\"]}".to_owned());
        let text = write_request(Method::Put, target, &headers(), Some(&document));
        let request = read_request(&text).unwrap();
        assert_eq!((request.method, request.path.as_str()), (Method::Put, "/tickets/matt@groovehq.com/a%2Fb"));
        let query = [("q", "café & co"), ("q", "+"), ("access_token", "t=")];
        assert_eq!(request.query, query.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert_eq!(request.headers, headers());
        assert_eq!(request.body, Some(document));
    }

    #[test]
    fn a_file_survives_its_text_and_leaves_none_in_the_log() {
        let file: Vec<u8> = (0..=255).collect();
        let body = Body::Form(Form::of_file("files[]", "Größe.bin", "image/png", &file));
        let headers = [("Content-Type".to_owned(), body.kind().to_owned())];
        let text = write_request(Method::Post, "/attachments", &headers, Some(&body));
        let request = read_request(&text).unwrap();
        assert_eq!(request.body, Some(body));
        assert_eq!(LogEntry::new(&request, 201, "").body.as_deref(), Some("(file)"));
    }

    #[test]
    fn a_helpdesk_answers_a_text_as_it_answers_a_request() {
        let mut helpdesks = Helpdesks::seeded(12 * HELPDESKS.len(), now());
        let text = write_request(Method::Get, "/tickets?per_page=5&page=2", &headers(), None);
        let answer = read_response(&helpdesks.answer_text("groove", &text, now())).unwrap();
        let mut request = Request::get("/tickets".to_owned()).query("per_page", 5).query("page", 2);
        request.headers = headers();
        assert_eq!(answer, Groove::seeded(12, now()).answer(&request, now()));
        assert_eq!(answer.status, 200);
    }

    #[test]
    fn the_helpdesks_share_the_tickets() {
        let mut helpdesks = Helpdesks::seeded(2 * HELPDESKS.len() + 1, now());
        let text = write_request(Method::Get, "/tickets", &headers(), None);
        let answer = read_response(&helpdesks.answer_text("groove", &text, now())).unwrap();
        assert!(answer.body.contains("\"total_count\":3"), "{}", answer.body);
    }

    #[test]
    fn every_helpdesk_of_the_demo_has_an_account() {
        let of_accounts = DEMO_ACCOUNTS.map(|account| account.provider);
        assert_eq!(of_accounts, HELPDESKS.map(|(provider, _)| provider));
    }

    #[test]
    fn what_cannot_be_answered_has_a_status_too() {
        let mut helpdesks = Helpdesks::seeded(1, now());
        let text = write_request(Method::Get, "/tickets", &[], None);
        for (provider, text, status) in [("groove", &*text, 401), ("nobody", &*text, 404), ("groove", "{}", 400)] {
            let answer = helpdesks.answer_text(provider, text, now());
            assert_eq!(read_response(&answer).unwrap().status, status);
        }
        assert_eq!(read_response("{}"), None);
    }
}
