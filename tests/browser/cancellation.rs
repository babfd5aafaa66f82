//! A newer request cancels the older ones, down to the browser's fetch.

use deskbell::client::fetch::Fetch;
use deskbell::client::request::Request;
use deskbell::client::{Outgoing, Transport};
use deskbell::platform::clock;
use deskbell::sandbox::groove::{Groove, ticket};
use futures::future::{Either, select};
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::AbortSignal;

use crate::support::{CallOutcome, Screen, settle, until};

/// An agent who switches views quickly must neither wait for the earlier ones nor see them flash by.
#[wasm_bindgen_test]
async fn switching_views_quickly_cancels_the_earlier_requests() {
    let states = ["opened", "pending", "closed"];
    let tickets =
        (1..).zip(states).fold(Groove::empty(), |groove, (number, state)| groove.and(ticket(number).state(state)));
    let screen = Screen::new(tickets).await;
    screen.helpdesk.hold("GET /tickets?");
    let views = screen.element("navigation", "Views");
    for (count, state) in (2..).zip(states) {
        let name = state[..1].to_uppercase() + &state[1..];
        views.element("link", &name).click();
        until("the view is requested", || screen.helpdesk.pages().len() == count).await;
    }
    let requests = screen.helpdesk.requests("GET /tickets?");
    assert!(
        requests[1..].iter().zip(states).all(|(line, state)| line.contains(&format!("state={state}"))),
        "{requests:?}"
    );
    until("the older two requests are cancelled", || {
        screen.helpdesk.outcomes("GET /tickets?")
            == [CallOutcome::Answered, CallOutcome::Dropped, CallOutcome::Dropped, CallOutcome::Waiting]
    })
    .await;
    assert_eq!(screen.rows().len(), 3, "the previous rows stay visible meanwhile");
    screen.helpdesk.release("state=closed");
    until("the last view is shown", || screen.rows().len() == 1).await;
    assert!(screen.current_name().contains("Ticket 3 "));
    settle().await;
    assert_eq!(screen.helpdesk.pages(), [1; 4]);
}

/// The browser bindings do not cancel a fetch when its future is dropped; the app must.
#[wasm_bindgen_test]
async fn dropping_a_request_aborts_the_fetch() {
    let window = web_sys::window().unwrap();
    let real = Reflect::get(&window, &"fetch".into()).unwrap();
    let signals = Array::new();
    let never_resolves = "return (request) => { signals.push(request.signal); return new Promise(() => {}); }";
    let fake = Function::new_with_args("signals", never_resolves).call1(&JsValue::NULL, &signals).unwrap();
    Reflect::set(&window, &"fetch".into(), &fake).unwrap();
    let outgoing = Outgoing {
        request: Request::get("/tickets".to_owned()),
        address: "https://helpdesk.example/tickets".to_owned(),
        headers: Vec::new(),
        with_login: false,
    };
    let pending = match select(Fetch.send(outgoing), Box::pin(clock::sleep(0))).await {
        Either::Left(_) => None,
        Either::Right(((), pending)) => Some(pending),
    };
    Reflect::set(&window, &"fetch".into(), &real).unwrap();

    assert_eq!(signals.length(), 1, "the request was sent");
    let signal: AbortSignal = signals.get(0).unchecked_into();
    let pending = pending.unwrap();
    assert!(!signal.aborted(), "the request is pending");
    drop(pending);
    assert!(signal.aborted());
}
