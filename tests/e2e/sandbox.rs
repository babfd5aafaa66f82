//! The sandboxes behind HTTP, for the end-to-end tests: `cargo run --example sandbox -- --port 9911`.
//!
//! Like the real services, the servers send no CORS headers and do not support `OPTIONS`, so a browser can reach them
//! only through a proxy. Tests inspect and control them below `/_sandbox/`:
//!
//! - `GET log`: every request so far, as JSON;
//! - `POST reset?tickets=240`: makes new accounts, and clears the log, the faults and the shape;
//! - `POST break?ticket=7`: makes the payload of that ticket undecodable;
//! - `POST shape?documented=true`: answers with the documented fields only, or with `false` with all fields;
//! - `POST deliver` with a [`Mail`]: makes a ticket in Groove, and returns its number;
//! - `POST fault` with a [`Fault`]: makes the next matching requests fail.

mod delivery;

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{Cursor, Write};
use std::num::ParseIntError;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use std::{env, thread};

use chrono::{DateTime, Utc};
use deskbell::client::request::{Method, Request};
use deskbell::client::response::Response;
use deskbell::sandbox::groove::{self, Groove};
use deskbell::sandbox::supportbee::{self, SupportBee};
use deskbell::sandbox::zaia::{self, Zaia};
use deskbell::sandbox::{LogEntry, Sandbox, body_of};
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde_json::{Value, json};

use self::delivery::Mail;

/// How long a hanging request stays open: longer than any test waits.
const HANG: Duration = Duration::from_secs(600);

/// The servers. To add one, add an entry here.
const PROVIDERS: [Provider; 3] = [
    Provider {
        base: "/groove/v1",
        token: groove::DEMO_TOKEN,
        credential: groove::TOKEN_PARAMETER,
        seeded: |tickets, now| Box::new(Groove::seeded(tickets, now)),
    },
    Provider {
        base: "/supportbee",
        token: supportbee::DEMO_TOKEN,
        credential: supportbee::TOKEN_PARAMETER,
        seeded: |tickets, now| Box::new(SupportBee::seeded(tickets, now)),
    },
    Provider {
        base: "/zaia",
        token: zaia::DEMO_TOKEN,
        // The key is never in the query.
        credential: "",
        seeded: |tickets, now| Box::new(Zaia::seeded(tickets, now)),
    },
];

struct Provider {
    /// The path below which it is served.
    base: &'static str,
    /// The token that it accepts.
    token: &'static str,
    /// The query parameter that may carry the token, which must not be logged.
    credential: &'static str,
    seeded: fn(usize, DateTime<Utc>) -> Box<dyn ControlledSandbox>,
}

/// A sandbox with the operations behind the hooks. The defaults do nothing.
trait ControlledSandbox: Sandbox + Send {
    fn break_ticket(&mut self, _ticket: u64) {}
    fn set_shape(&mut self, _documented: bool) {}

    /// Makes a ticket of a mail, and returns its number.
    fn deliver(&mut self, _mail: &Mail) -> Option<u64> {
        None
    }
}

impl ControlledSandbox for Groove {
    fn break_ticket(&mut self, ticket: u64) {
        Groove::break_ticket(self, ticket);
    }

    fn deliver(&mut self, mail: &Mail) -> Option<u64> {
        let number = self.tickets().last().map_or(1, |last| last.number + 1);
        self.insert(mail.ticket(number, now()));
        Some(number)
    }

    fn set_shape(&mut self, documented: bool) {
        Groove::set_shape(self, if documented { groove::Shape::Documented } else { groove::Shape::Live });
    }
}

impl ControlledSandbox for SupportBee {
    fn break_ticket(&mut self, ticket: u64) {
        SupportBee::break_ticket(self, ticket);
    }

    fn set_shape(&mut self, documented: bool) {
        SupportBee::set_shape(self, if documented { supportbee::Shape::Documented } else { supportbee::Shape::Live });
    }
}

impl ControlledSandbox for Zaia {
    fn break_ticket(&mut self, ticket: u64) {
        Zaia::break_ticket(self, ticket);
    }
}

/// A failure of the next matching requests.
#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Fault {
    /// The method to match; any when left out.
    method: Option<String>,
    /// The beginning of the path to match, with or without the base of the server (`/tickets/7/state`).
    path: String,
    /// The status of the response. When left out, the sandbox responds as usual.
    status: Option<u16>,
    body: String,
    content_type: Option<String>,
    headers: BTreeMap<String, String>,
    /// How many requests fail; one when left out.
    times: Option<usize>,
    /// The delay of the response. The sandbox handles the request before the delay.
    delay_ms: u64,
    /// Never responds. Without a `status` the request still takes effect.
    hang: bool,
    /// Truncates the response. Without a `status` the request still takes effect.
    cut: Option<Cut>,
}

/// Where a response is truncated.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Cut {
    /// Before the headers: the connection is closed.
    Headers,
    /// In the middle of the body: the connection is closed.
    Body,
    /// In the middle of the body, with a content length that matches.
    Document,
}

impl Fault {
    fn matches(&self, method: &str, base: &str, path: &str) -> bool {
        self.method.as_deref().is_none_or(|name| name.eq_ignore_ascii_case(method))
            && (path.starts_with(&self.path) || format!("{base}{path}").starts_with(&self.path))
    }

    /// Returns the response that replaces the sandbox's, if any.
    fn response(&self) -> Option<Response> {
        let mut response =
            Response { status: self.status?, body: self.body.clone().into_bytes(), ..Response::default() };
        if let Some(kind) = &self.content_type {
            response = response.with_header("content-type", kind);
        }
        Some(self.headers.iter().fold(response, |response, (name, value)| response.with_header(name, value)))
    }
}

/// A request received over HTTP.
struct Incoming {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Incoming {
    fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Converts it to a request for a sandbox, with its method; `None` for a method that no API uses.
    fn to_request(&self, base: &str) -> (Option<Method>, Request) {
        let methods = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];
        let method = methods.into_iter().find(|method| method.name() == self.method);
        let request = Request {
            method: method.unwrap_or(Method::Get),
            path: self.path.strip_prefix(base).unwrap_or_default().to_owned(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            body: body_of(&self.headers, self.body.clone()),
        };
        (method, request)
    }
}

/// A response, and how it is sent.
struct Outgoing {
    response: Response,
    delay: Duration,
    hang: bool,
    cut: Option<Cut>,
}

impl From<Response> for Outgoing {
    fn from(response: Response) -> Self {
        Outgoing { response, delay: Duration::ZERO, hang: false, cut: None }
    }
}

/// All sandboxes, with the faults and the log.
struct Servers {
    tickets: usize,
    servers: Vec<(Provider, Box<dyn ControlledSandbox>)>,
    faults: Vec<Fault>,
    log: Vec<Value>,
}

impl Servers {
    fn new(tickets: usize) -> Self {
        let servers = PROVIDERS.map(|provider| {
            let server = (provider.seeded)(tickets, now());
            (provider, server)
        });
        Servers { tickets, servers: servers.into(), faults: Vec::new(), log: Vec::new() }
    }

    fn answer(&mut self, incoming: &Incoming) -> Outgoing {
        if let Some(hook) = incoming.path.strip_prefix("/_sandbox/") {
            return self.hook(hook, incoming).into();
        }
        let at = |base: &str| incoming.path.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'));
        let Some((provider, server)) = self.servers.iter_mut().find(|(provider, _)| at(provider.base)) else {
            return Response::status(404).into();
        };
        let (method, request) = incoming.to_request(provider.base);
        let fault = take_fault(&mut self.faults, &incoming.method, provider.base, &request.path);
        let response = match (fault.response(), method) {
            (Some(response), _) => response,
            (None, Some(_)) => server.answer(&request, now()),
            (None, None) => Response::status(405),
        };
        let entry = LogEntry::new(&request, response.status, provider.credential);
        self.log.push(json!({
            "method": incoming.method,
            "path": format!("{}{}", provider.base, entry.path_and_query),
            "status": entry.status,
            "body": entry.body,
            // Whether the sandbox applied the request; false when a fault responded instead.
            "isDone": fault.status.is_none() && entry.status < 300,
        }));
        Outgoing { response, delay: Duration::from_millis(fault.delay_ms), hang: fault.hang, cut: fault.cut }
    }

    fn hook(&mut self, hook: &str, incoming: &Incoming) -> Response {
        match (incoming.method.as_str(), hook) {
            ("GET", "log") => return Response::json_body(200, &Value::Array(self.log.clone())),
            ("POST", "reset") => {
                let tickets = incoming.query("tickets").and_then(|text| text.parse().ok());
                *self = Servers::new(tickets.unwrap_or(self.tickets));
            }
            ("POST", "break") => match incoming.query("ticket").and_then(|text| text.parse().ok()) {
                Some(ticket) => self.servers.iter_mut().for_each(|(_, server)| server.break_ticket(ticket)),
                None => return Response::status(422),
            },
            ("POST", "shape") => {
                let documented = incoming.query("documented") == Some("true");
                self.servers.iter_mut().for_each(|(_, server)| server.set_shape(documented));
            }
            ("POST", "deliver") => {
                return match serde_json::from_slice::<Mail>(&incoming.body) {
                    Ok(mail) => {
                        let number = self.servers.iter_mut().find_map(|(_, server)| server.deliver(&mail));
                        Response::json_body(200, &json!(number))
                    }
                    Err(error) => Response::json_body(422, &error.to_string().into()),
                };
            }
            ("POST", "fault") => match serde_json::from_slice(&incoming.body) {
                Ok(fault) => self.faults.push(fault),
                Err(error) => return Response::json_body(422, &error.to_string().into()),
            },
            _ => return Response::status(404),
        }
        Response::status(204)
    }
}

/// Takes the oldest fault that matches a request and counts it down. Returns a fault without effect when none matches.
fn take_fault(faults: &mut Vec<Fault>, method: &str, base: &str, path: &str) -> Fault {
    let Some(index) = faults.iter().position(|fault| fault.matches(method, base, path)) else {
        return Fault::default();
    };
    let mut fault = faults.remove(index);
    if let left @ 1.. = fault.times.unwrap_or(1).saturating_sub(1) {
        fault.times = Some(left);
        faults.insert(index, fault.clone());
    }
    fault
}

fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}

fn read(http: &mut tiny_http::Request) -> std::io::Result<Incoming> {
    let mut body = Vec::new();
    http.as_reader().read_to_end(&mut body)?;
    let (path, query) = http.url().split_once('?').unwrap_or((http.url(), ""));
    let text = |part: &str| percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pair =
        |pair: &str| pair.split_once('=').map_or((text(pair), String::new()), |(key, value)| (text(key), text(value)));
    let header = |header: &tiny_http::Header| (header.field.to_string(), header.value.to_string());
    Ok(Incoming {
        method: http.method().to_string(),
        path: path.to_owned(),
        query: query.split('&').filter(|part| !part.is_empty()).map(pair).collect(),
        headers: http.headers().iter().map(header).collect(),
        body,
    })
}

fn serve(mut http: tiny_http::Request, servers: &Mutex<Servers>) -> std::io::Result<()> {
    let incoming = read(&mut http)?;
    let Outgoing { mut response, delay, hang, cut } =
        servers.lock().unwrap_or_else(PoisonError::into_inner).answer(&incoming);
    thread::sleep(if hang { HANG } else { delay });
    let text = response.text();
    let beginning: String = text.chars().take(text.chars().count() / 2).collect();
    match cut {
        None => {}
        Some(Cut::Headers) => {
            drop(http.into_writer());
            return Ok(());
        }
        Some(Cut::Body) => {
            let length = response.body.len().max(2);
            let head = format!(
                "HTTP/1.1 {} OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n",
                // A 204 response has no body that could be truncated.
                if response.body.is_empty() { 200 } else { response.status }
            );
            let mut writer = http.into_writer();
            return writer.write_all((head + &beginning).as_bytes()).and_then(|()| writer.flush());
        }
        Some(Cut::Document) => response.body = beginning.into_bytes(),
    }
    let header =
        |(name, value): &(String, String)| tiny_http::Header::from_bytes(name.as_bytes(), value.as_bytes()).ok();
    let headers = response.headers.iter().filter_map(header).collect();
    let status = response.status;
    let bytes = response.body;
    let (length, body) = (bytes.len(), Cursor::new(bytes));
    http.respond(tiny_http::Response::new(status.into(), headers, body, Some(length), None))
}

/// Returns the number after an argument on the command line.
fn argument(name: &str, default: usize) -> Result<usize, ParseIntError> {
    env::args().skip_while(|argument| argument != name).nth(1).map_or(Ok(default), |text| text.parse())
}

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let port = u16::try_from(argument("--port", 9911)?)?;
    let servers = Arc::new(Mutex::new(Servers::new(argument("--tickets", 240)?)));
    let server = tiny_http::Server::http(("127.0.0.1", port))?;
    let addresses =
        PROVIDERS.map(|provider| format!("http://127.0.0.1:{port}{} (token {})", provider.base, provider.token));
    eprintln!("sandbox listening: {}", addresses.join(", "));
    for http in server.incoming_requests() {
        let servers = Arc::clone(&servers);
        // A thread per request, so that a delayed response does not block others. Errors of closed connections are
        // ignored.
        thread::spawn(move || serve(http, &servers).unwrap_or_default());
    }
    Ok(())
}
