//! Stand-ins for the helpdesks' servers: one sandbox per provider. Each is a pure function that answers the documented
//! requests from state in memory.
//!
//! The same sandbox is the demo in the browser, the fake of every test suite and, behind a thin HTTP shell
//! (`tests/e2e/sandbox.rs`), the local server of the end-to-end tests. It rejects every request that the documentation
//! does not allow, so that a client cannot come to rely on undocumented behaviour.
//!
//! The demo is a separate WebAssembly module (`src/bin/demo.rs`), which exchanges strings with the app. The app itself
//! uses only [`DEMO_ACCOUNTS`], [`write_request`] and [`read_response`] from this module.
//!
//! A sandbox never touches the network, a clock or a random number generator: the time is an argument, and the invented
//! company it shows ([`company`], [`stories`]) is generated from fixed seeds ([`dice`]).

pub mod company;
pub mod dice;
mod documents;
mod forms;
pub mod groove;
mod params;
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

/// The helpdesks of the demo by provider slug. To add one, add a line here.
const HELPDESKS: [(&str, Seed); 3] = [
    ("groove", |tickets, now| Box::new(Groove::seeded(tickets, now))),
    ("supportbee", |tickets, now| Box::new(SupportBee::seeded(tickets, now))),
    ("zaia", |tickets, now| Box::new(Zaia::seeded(tickets, now))),
];

/// An account of the demo, with what would otherwise come from the configuration and the agent.
pub struct DemoAccount {
    /// Its id in links.
    pub id: &'static str,
    /// Its display name.
    pub name: &'static str,
    /// The slug of its provider.
    pub provider: &'static str,
    /// The base address of its helpdesk. No request is ever sent there.
    pub base_url: &'static str,
    /// The agent's own id or email, whichever the provider uses.
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

/// Makes a sandbox with this many tickets, the newest of them created shortly before the given time.
type Seed = fn(usize, DateTime<Utc>) -> Box<dyn Sandbox>;

/// A provider's API as a function of its state and a request.
pub trait Sandbox {
    /// Answers one request as the provider's documentation describes, and applies the change if it is a write. `now`
    /// becomes the time of that change.
    ///
    /// A request that the documentation does not allow gets an error status; this never panics.
    fn answer(&mut self, request: &Request, now: DateTime<Utc>) -> Response;
}

/// Every helpdesk of the demo, behind an interface of strings.
pub struct Helpdesks(Vec<(&'static str, Box<dyn Sandbox>)>);

impl Helpdesks {
    /// Spreads this many tickets evenly over the helpdesks; the first ones get the remainder.
    pub fn seeded(tickets: usize, now: DateTime<Utc>) -> Self {
        let share = |index: usize| tickets / HELPDESKS.len() + usize::from(index < tickets % HELPDESKS.len());
        let helpdesks = HELPDESKS.iter().enumerate();
        Helpdesks(helpdesks.map(|(index, (provider, seeded))| (*provider, seeded(share(index), now))).collect())
    }

    /// Answers a request from [`write_request`] with a response for [`read_response`]. An unknown provider gets a 404,
    /// and text that is not a request a 400.
    pub fn answer_text(&mut self, provider: &str, request: &str, now: DateTime<Utc>) -> String {
        let response = match (self.0.iter_mut().find(|(slug, _)| *slug == provider), read_request(request)) {
            (None, _) => Response::status(404),
            (_, None) => Response::status(400),
            (Some((_, sandbox)), Some(request)) => sandbox.answer(&request, now),
        };
        write_response(&response)
    }
}

/// Serialises a request. `target` is the path and query as they are in the address, because the query may contain the
/// credential there. A form is binary, so it travels as a list of its bytes.
pub fn write_request(method: Method, target: &str, headers: &[(String, String)], body: Option<&Body>) -> String {
    let form = body.and_then(|body| match body {
        Body::Json(_) => None,
        Body::Form(form) => Some(Value::from(form.bytes.to_vec())),
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
    let name = document["method"].as_str()?;
    let methods = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];
    let target = document["target"].as_str()?;
    let headers = read_pairs(&document["headers"]);
    let body = match document["form"].as_array() {
        Some(form) => bytes(form)?,
        None => document["body"].as_str().unwrap_or_default().as_bytes().to_vec(),
    };
    Some(Request {
        method: methods.into_iter().find(|method| method.name() == name)?,
        path: target.split('?').next().unwrap_or_default().to_owned(),
        query: query_of(target),
        body: body_of(&headers, body),
        headers,
    })
}

/// Reads the bytes of a request as the body that its headers declare; `None` when there are no bytes.
pub fn body_of(headers: &[(String, String)], bytes: Vec<u8>) -> Option<Body> {
    let kind = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type")).map(|(_, kind)| kind);
    match kind.filter(|kind| kind.starts_with(forms::KIND)) {
        _ if bytes.is_empty() => None,
        Some(kind) => Some(Body::Form(Form { kind: kind.clone(), bytes: bytes.into() })),
        None => Some(Body::Json(String::from_utf8_lossy(&bytes).into_owned())),
    }
}

/// Returns a request as its server receives it: with every header, and with the query of its address, which may contain
/// the credential.
pub fn received_request(request: &Request, address: &str, headers: Vec<(String, String)>) -> Request {
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
    // Of a file, a list of its bytes.
    let body = str::from_utf8(&response.body).map_or_else(|_| response.body.clone().into(), Value::from);
    let document =
        object(vec![("status", response.status.into()), ("headers", write_pairs(&response.headers)), ("body", body)]);
    document.to_string()
}

/// Parses a serialised response; `None` when the text is not one.
pub fn read_response(text: &str) -> Option<Response> {
    let document: Value = serde_json::from_str(text).ok()?;
    let body = match &document["body"] {
        Value::String(text) => text.clone().into_bytes(),
        Value::Array(file) => bytes(file)?,
        _ => return None,
    };
    Some(Response {
        status: u16::try_from(document["status"].as_u64()?).ok()?,
        headers: read_pairs(&document["headers"]),
        body,
    })
}

fn bytes(list: &[Value]) -> Option<Vec<u8>> {
    list.iter().map(|byte| u8::try_from(byte.as_u64()?).ok()).collect()
}

fn write_pairs(pairs: &[(String, String)]) -> Value {
    pairs.iter().map(|(name, value)| Value::from([name.as_str(), value.as_str()])).collect()
}

fn read_pairs(pairs: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| Some(value.as_str()?.to_owned());
    let pairs = pairs.as_array().map(Vec::as_slice).unwrap_or_default();
    pairs.iter().filter_map(|pair| Some((text(&pair[0])?, text(&pair[1])?))).collect()
}

/// A request in the log of a sandbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// The name of the HTTP method.
    pub method: &'static str,
    /// The path and query below the base address; `…` replaces the credential's value.
    pub path_and_query: String,
    /// The status it was answered with.
    pub status: u16,
    /// The JSON document it carried, or `(file)`.
    pub body: Option<String>,
}

impl LogEntry {
    /// Records a request and the status of its response. `credential` is the query parameter whose value must not be
    /// logged; headers are never logged.
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

/// Makes a JSON object of these fields. It is a function because a macro would repeat its code, and it inserts because
/// collecting would link in a sort: both keep the bundle small.
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
    fn a_request_survives_serialisation() {
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
    fn a_file_survives_serialisation_and_is_not_logged() {
        let file: Vec<u8> = (0..=255).collect();
        let body = Body::Form(Form::of_file("files[]", "Größe.bin", "image/png", &file));
        let headers = [("Content-Type".to_owned(), body.kind().to_owned())];
        let text = write_request(Method::Post, "/attachments", &headers, Some(&body));
        let request = read_request(&text).unwrap();
        assert_eq!(request.body, Some(body));
        assert_eq!(LogEntry::new(&request, 201, "").body.as_deref(), Some("(file)"));
    }

    #[test]
    fn a_serialised_request_gets_the_same_answer_as_a_plain_one() {
        let mut helpdesks = Helpdesks::seeded(12 * HELPDESKS.len(), now());
        let text = write_request(Method::Get, "/tickets?per_page=5&page=2", &headers(), None);
        let answer = read_response(&helpdesks.answer_text("groove", &text, now())).unwrap();
        let mut request = Request::get("/tickets".to_owned()).query("per_page", 5).query("page", 2);
        request.headers = headers();
        assert_eq!(answer, Groove::seeded(12, now()).answer(&request, now()));
        assert_eq!(answer.status, 200);
    }

    #[test]
    fn tickets_are_spread_over_the_helpdesks() {
        let mut helpdesks = Helpdesks::seeded(2 * HELPDESKS.len() + 1, now());
        let text = write_request(Method::Get, "/tickets", &headers(), None);
        let answer = read_response(&helpdesks.answer_text("groove", &text, now())).unwrap();
        assert!(answer.text().contains("\"total_count\":3"), "{}", answer.text());
    }

    #[test]
    fn every_demo_helpdesk_has_an_account() {
        let of_accounts = DEMO_ACCOUNTS.map(|account| account.provider);
        assert_eq!(of_accounts, HELPDESKS.map(|(provider, _)| provider));
    }

    #[test]
    fn unauthorised_unknown_and_unreadable_requests_get_an_error_status() {
        let mut helpdesks = Helpdesks::seeded(1, now());
        let text = write_request(Method::Get, "/tickets", &[], None);
        for (provider, text, status) in [("groove", &*text, 401), ("nobody", &*text, 404), ("groove", "{}", 400)] {
            let answer = helpdesks.answer_text(provider, text, now());
            assert_eq!(read_response(&answer).unwrap().status, status);
        }
        assert_eq!(read_response("{}"), None);
    }
}
