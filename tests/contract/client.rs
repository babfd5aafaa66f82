//! The client: where a request goes, what is sent with it, and where the token never appears.

use std::cell::RefCell;
use std::rc::Rc;

use deskbell::client::account::Account;
use deskbell::client::error::Error;
use deskbell::client::proxy::Proxy;
use deskbell::client::request::{Form, Method, Request, encode_query_value, encode_segment};
use deskbell::client::response::Response;
use deskbell::client::secret::Secret;
use deskbell::client::{Client, Failure, Outgoing, Transport, WriteOutcome, pagination};
use deskbell::domain::{Assignee, Change, Directory, Flag, NewTicket, Query, TicketField, Upload, Value as FieldValue};
use deskbell::path;
use deskbell::sandbox::Sandbox;
use deskbell::sandbox::groove::{DEMO_TOKEN, Groove, ticket};
use futures::FutureExt;
use futures::future::LocalBoxFuture;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::conformance::labels;
use crate::harness::{OfflineTransport, SandboxTransport, account, now};
use crate::properties::cases;

const TOKEN: &str = "t0ken-of-an-admin";

/// Base addresses of accounts; the last one has a superfluous slash.
const BASES: [&str; 4] = [
    "https://api.groovehq.com/v1",
    "https://desk.example:8443",
    "http://localhost:9911/groove/v1",
    "https://a.example//b",
];

/// Every form of proxy template, with the prefix that all its addresses must have.
const PROXIES: [(&str, &str); 9] = [
    ("https://proxy.example/", "https://proxy.example/"),
    ("https://proxy.example", "https://proxy.example/"),
    ("https://proxy.example/?", "https://proxy.example/?"),
    ("https://proxy.example:444/raw/{url}", "https://proxy.example:444/raw/"),
    ("https://proxy.example/?key=1&url={encoded_url}", "https://proxy.example/?key=1&url="),
    ("http://localhost:8080/{host}/{path}", "http://localhost:8080/"),
    ("https://proxy.example?to={host}&path={path}", "https://proxy.example?to="),
    ("/cors/{path}", "/cors/"),
    ("/{path}", "/"),
];

fn client(fields: Value, token: Option<&str>) -> Client {
    let mut document = json!({ "id": "tern", "provider": "groove" });
    document.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    Client::new(account(document), token.and_then(Secret::new), Rc::new(OfflineTransport))
}

fn header<'a>(outgoing: &'a Outgoing, name: &str) -> Option<&'a str> {
    outgoing.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// Returns the origin that a browser would contact; `None` for a path on the page's own host.
fn origin(address: &str) -> Option<&str> {
    let rest = address.split_once("://").filter(|(scheme, _)| !scheme.contains('/'))?.1;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    Some(&address[..address.len() - rest.len() + end])
}

#[test]
fn the_token_style_decides_where_the_token_is_sent() {
    let request = Request::get(path!["tickets"]).query("page", 1);
    let outgoing = |style: &str| client(json!({ "tokenStyle": style }), Some(TOKEN)).outgoing(&request).unwrap();
    let bearer = outgoing("bearer");
    assert_eq!(header(&bearer, "authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!(bearer.address, "https://api.groovehq.com/v1/tickets?page=1");
    assert_eq!(header(&outgoing("raw"), "authorization"), Some(TOKEN));
    let query = outgoing("query");
    assert_eq!(header(&query, "authorization"), None);
    assert_eq!(query.address, format!("https://api.groovehq.com/v1/tickets?page=1&access_token={TOKEN}"));
    assert_eq!(outgoing("bearer").request, request, "the request itself has no credential");
}

#[test]
fn only_requests_with_a_body_have_a_content_type() {
    let client = client(json!({}), Some(TOKEN));
    let get = client.outgoing(&Request::get(path!["tickets"])).unwrap();
    assert_eq!((header(&get, "accept"), header(&get, "content-type")), (Some("application/json"), None));
    let put = client.outgoing(&Request::put(path!["tickets"]).json(json!({}))).unwrap();
    assert_eq!(header(&put, "content-type"), Some("application/json"));
    let form = Form::of_file("files[]", "a.txt", "text/plain", b"a");
    let file = client.outgoing(&Request::post(path!["attachments"]).form(form.clone())).unwrap();
    assert_eq!(header(&file, "content-type"), Some(form.kind.as_str()));
}

#[test]
fn a_file_that_is_too_large_is_not_sent() {
    let client = client(json!({}), Some(TOKEN));
    let file = |size| Upload { name: "film.mp4".to_owned(), kind: "video/mp4".to_owned(), bytes: vec![0; size] };
    let upload = |size| client.upload(&file(size)).now_or_never().unwrap();
    assert_eq!(upload(Upload::LARGEST + 1), Err(Error::FileTooLarge));
    assert_eq!(upload(Upload::LARGEST), Err(Error::NotOffered), "Groove has no uploads");
    assert!(Error::FileTooLarge.is_refusal());
}

#[test]
fn proxy_headers_are_sent_only_through_a_proxy() {
    let headers = json!({ "X-Requested-With": "deskbell" });
    let request = Request::get(path!["tickets"]);
    let direct = client(json!({ "proxyHeaders": headers }), Some(TOKEN)).outgoing(&request).unwrap();
    assert_eq!(header(&direct, "x-requested-with"), None);
    let through = client(json!({ "proxyHeaders": headers, "proxy": "https://proxy.example/" }), Some(TOKEN));
    assert_eq!(header(&through.outgoing(&request).unwrap(), "x-requested-with"), Some("deskbell"));
}

#[test]
fn no_credential_is_sent_when_the_proxy_adds_it() {
    for style in ["bearer", "raw", "query"] {
        let fields = json!({ "auth": "proxy", "proxy": "https://proxy.example/{url}", "tokenStyle": style });
        for token in [None, Some(TOKEN)] {
            let outgoing = client(fields.clone(), token).outgoing(&Request::get(path!["tickets"])).unwrap();
            assert_eq!(outgoing.address, "https://proxy.example/https://api.groovehq.com/v1/tickets");
            assert_eq!(outgoing.headers, [("Accept".to_owned(), "application/json".to_owned())]);
        }
    }
}

#[test]
fn requests_without_a_sendable_token_are_not_sent() {
    let request = Request::get(path!["tickets"]);
    for auth in ["token", "host"] {
        let refused = |token| client(json!({ "auth": auth }), token).outgoing(&request).err();
        assert_eq!(refused(None), Some(Error::TokenMissing));
        for token in ["two words", "line\nbreak", "tökén", "“quoted”"] {
            assert_eq!(refused(Some(token)), Some(Error::Unauthorized), "{token}");
        }
    }
}

/// Generates any request that a provider could build, and more.
fn requests() -> impl Strategy<Value = Request> {
    let method = select(vec![Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete]);
    let text = || prop_oneof![any::<String>(), "[a-z@/\\\\.%?#&=+: {}]{0,8}", Just("..".into()), Just("{url}".into())];
    let segments = prop::collection::vec(text(), 1..5);
    let query = prop::collection::vec((text(), text()), 0..4);
    (method, segments, query).prop_map(|(method, segments, query)| {
        let path = segments.iter().map(|segment| format!("/{}", encode_segment(segment))).collect();
        query.into_iter().fold(Request::new(method, path), |request, (key, value)| request.query(&key, value))
    })
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn the_credential_goes_only_to_the_accounts_server(
        request in requests(),
        token in prop_oneof!["[!-~]{1,40}", "[ -~]{1,9}", any::<String>()],
        base in select(BASES.to_vec()),
        proxy in prop::option::of(select(PROXIES.to_vec())),
        style in select(vec!["bearer", "raw", "query"]),
        auth in select(vec!["token", "host", "proxy"]),
    ) {
        let mut fields = json!({ "baseUrl": base, "tokenStyle": style, "auth": auth, "proxyHeaders": { "X-Via": "1" } });
        if let Some((template, _)) = proxy {
            fields["proxy"] = json!(template);
        }
        let secret = Secret::new(&token);
        let outgoing = match client(fields, Some(&token)).outgoing(&request) {
            Ok(outgoing) => outgoing,
            Err(error) => {
                let is_usable = secret.as_ref().is_some_and(Secret::is_sendable);
                prop_assert!(auth != "proxy" && !is_usable, "{error:?}");
                return Ok(());
            }
        };

        let start = proxy.map_or(base, |(_, start)| start);
        prop_assert!(outgoing.address.starts_with(start), "{}", outgoing.address);
        prop_assert_eq!(origin(&outgoing.address), origin(start), "{}", &outgoing.address);
        let rest = &outgoing.address[start.len()..];
        prop_assert!(origin(start).is_some() || start.len() > 1 || !rest.starts_with(['/', '\\']), "{}", &outgoing.address);
        prop_assert!(proxy.is_some() || rest.starts_with('/'), "the base must not become another host: {}", &outgoing.address);

        let names: Vec<_> = outgoing.headers.iter().map(|(name, _)| name.as_str()).collect();
        let mut expected = vec!["Accept"];
        if auth != "proxy" && style != "query" {
            expected.insert(0, "Authorization");
        }
        expected.extend(proxy.map(|_| "X-Via"));
        prop_assert_eq!(names, expected);
        let in_query = format!("access_token={}", encode_query_value(token.trim()));
        let is_wrapped = proxy.is_some_and(|(template, _)| template.contains("{encoded_url}"));
        let in_query = if is_wrapped { encode_query_value(&in_query) } else { in_query };
        if auth != "proxy" && style == "query" {
            prop_assert!(outgoing.address.ends_with(&in_query), "{}", outgoing.address);
        } else if !request.query.iter().any(|(key, _)| key.contains("access_token")) {
            prop_assert!(!outgoing.address.contains("access_token"), "{}", outgoing.address);
        }
    }

    #[test]
    fn a_proxied_address_keeps_the_proxys_host(template in "(https?://|/)?[a-z{}/:?@\\\\. ]{0,12}(\\{(url|host|path|encoded_url)\\})?", target in any::<String>()) {
        if let Ok(proxy) = Proxy::parse(&template) {
            let host = origin(proxy.as_str()).map(str::to_owned);
            // The configuration refuses a proxy for a path on this host, so such a target never gets here.
            for target in [format!("https://a.example/{target}"), format!("https://a.example//{target}")] {
                let address = proxy.address(&target);
                match &host {
                    Some(host) => prop_assert_eq!(origin(&address), Some(host.as_str()), "{}", &address),
                    None => prop_assert!(address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\"), "{}", &address),
                }
            }
        }
    }
}

#[test]
fn addresses_with_a_line_break_or_tab_are_rejected() {
    // Browsers remove them, which can turn a path on this host into the address of another host.
    for template in ["/\t/evil.example/", "https://pro\nxy.example/", "/a\r{path}"] {
        assert!(Proxy::parse(template).is_err(), "{template:?}");
    }
    for base in ["/\t/evil.example", "https://desk.exam\nple/v1"] {
        assert_eq!(deskbell::client::config::parse_base_url(base), None, "{base:?}");
    }
}

#[test]
fn debug_output_never_contains_the_token() {
    let account: Account = account(json!({ "id": "tern", "provider": "groove", "tokenStyle": "query" }));
    let client = Client::new(account.clone(), Secret::new(TOKEN), Rc::new(OfflineTransport));
    let outgoing = client.outgoing(&Request::get(path!["tickets"])).unwrap();
    assert!(outgoing.address.contains(TOKEN), "the address has the token");
    let mut sandbox = Groove::empty();
    let signed = outgoing.request.clone().query("access_token", TOKEN);
    let refused: Result<Value, Error> = sandbox.answer(&signed, now()).json();
    let printed = [
        format!("{:?} {:?}", Secret::new(TOKEN), Some(Secret::new(TOKEN))),
        format!("{account:?} {}", account.to_json()),
        format!("{:?} {:?}", client.account(), client.capabilities()),
        format!("{:?}", outgoing.request),
        format!("{refused:?} {:?}", sandbox.log()),
        format!("{:?}", refused.unwrap_err().to_string()),
    ];
    for text in printed {
        assert!(!text.contains(TOKEN), "{text}");
    }
}

/// Makes a client and its sandbox.
fn demo(fields: Value) -> (Client, Rc<RefCell<Groove>>) {
    let groove = Groove::with(ticket(7).assignee("maya@tern.example")).and(ticket(8).labels(["vip"]));
    let sandbox = Rc::new(RefCell::new(groove));
    let client = client(fields, Some(DEMO_TOKEN));
    (
        Client::new(client.account().clone(), Secret::new(DEMO_TOKEN), Rc::new(SandboxTransport(sandbox.clone()))),
        sandbox,
    )
}

fn lines(sandbox: &RefCell<Groove>) -> Vec<String> {
    sandbox.borrow().log().iter().map(|entry| format!("{} {}", entry.method, entry.path_and_query)).collect()
}

#[test]
fn my_tickets_are_listed_by_my_address() {
    let mine = Query::default().with(TicketField::Assignee, Assignee::Me);
    let (client, sandbox) = demo(json!({ "me": "maya@tern.example" }));
    let page = client.list(&mine, None).now_or_never().unwrap().unwrap();
    assert_eq!(page.tickets.len(), 1);
    assert_eq!(lines(&sandbox), ["GET /tickets?page=1&per_page=50&assignee=maya%40tern.example"]);
    let (client, sandbox) = demo(json!({}));
    assert_eq!(client.list(&mine, None).now_or_never(), Some(Err(Error::AgentUnknown)));
    assert!(lines(&sandbox).is_empty(), "nothing is sent while the agent is unknown");
}

/// A helpdesk that always announces another page, and whose tickets never are what was asked for.
struct EndlessPages(Rc<RefCell<usize>>);

impl Transport for EndlessPages {
    fn send(&self, _: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        *self.0.borrow_mut() += 1;
        let document = json!({ "tickets": [{ "id": 7, "subject": "Hello", "spam": false }], "total_pages": 1000 });
        Box::pin(async move { Ok(Response::json_body(200, &document)) })
    }
}

#[test]
fn pages_that_never_end_are_not_loaded_forever() {
    let requests = Rc::new(RefCell::new(0));
    let fields = json!({ "provider": "supportbee", "baseUrl": "https://tern.supportbee.com" });
    let account = client(fields, Some(TOKEN)).account().clone();
    let client = Client::new(account, Secret::new(TOKEN), Rc::new(EndlessPages(requests.clone())));
    let spam = Query::default().with(TicketField::State, "spam");
    let page = client.list_some(&spam, None).now_or_never().unwrap().unwrap();
    assert!(page.tickets.is_empty());
    assert_eq!(*requests.borrow(), 11, "the first page, and ten more that may have tickets");
    let next = page.next;
    assert!(next.is_some());
    assert_eq!(pagination::next_page(next.clone(), 3), next);
    assert_eq!(pagination::next_page(next, 0), None, "a page that repeats earlier ones ends the list");
}

#[test]
fn undocumented_filters_and_changes_are_not_sent() {
    let (client, sandbox) = demo(json!({}));
    let query = Query::default()
        .with(TicketField::Labels, "vip")
        .with(TicketField::Group, "Billing")
        .with(TicketField::Flag(Flag::Starred), true)
        .with(TicketField::State, "follow_up")
        .with_text("lamp");
    client.list(&query, None).now_or_never().unwrap().unwrap();
    assert_eq!(lines(&sandbox), ["GET /tickets?page=1&per_page=50"]);
    let unassign = Change::new(TicketField::Assignee, FieldValue::Nothing, FieldValue::Nothing);
    assert!(!client.can(&"7".into(), &unassign));
    let refused = client.change(&"7".into(), &unassign).now_or_never().map(|it| it.map(drop));
    assert_eq!(refused, Some(Err(Error::NotOffered.into())));
    assert_eq!(lines(&sandbox).len(), 1);
}

#[test]
fn the_client_reads_and_writes() {
    let (client, sandbox) = demo(json!({}));
    let change = Change::new(TicketField::Labels, labels(&["vip"]), labels(&[]));
    drop(client.change(&"8".into(), &change).now_or_never().unwrap().unwrap());
    let ticket = client.ticket(&"8".into()).now_or_never().unwrap().unwrap();
    assert!(ticket.labels.is_empty());
    let assignee = client.assignee_of(&"7".into()).now_or_never().unwrap().unwrap();
    assert_eq!(assignee.map(|person| person.name).as_deref(), Some("Maya Lindqvist"));
    let (directory, problem) = client.directory().now_or_never().unwrap();
    assert_eq!((directory.people.len(), directory.groups.len(), problem), (8, 4, None));
    let empty = client.create(&NewTicket::default(), &Directory::default()).now_or_never().unwrap();
    assert!(matches!(empty, Err(Failure { error: Error::Rejected { .. }, outcome: WriteOutcome::Refused })));
    assert_eq!(lines(&sandbox).last().map(String::as_str), Some("POST /tickets"));
}
