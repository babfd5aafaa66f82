//! Only the latest question counts: the ones before it are given up, down to the browser's fetch.

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

use crate::stage::{Screen, WriteOutcome, settle, until};

/// Whoever looks for the right view must neither wait for the wrong ones nor see them flash by.
#[wasm_bindgen_test]
async fn of_three_views_chosen_quickly_only_the_last_is_shown_and_the_others_are_given_up() {
    let states = ["opened", "pending", "closed"];
    let tickets =
        (1..).zip(states).fold(Groove::empty(), |groove, (number, state)| groove.and(ticket(number).state(state)));
    let screen = Screen::of(tickets).await;
    screen.helpdesk.hold("GET /tickets?");
    let views = screen.part("navigation", "Views");
    for (count, state) in (2..).zip(states) {
        let name = state[..1].to_uppercase() + &state[1..];
        views.part("link", &name).click();
        until("the view is asked for", || screen.helpdesk.pages().len() == count).await;
    }
    let asked = screen.helpdesk.asked("GET /tickets?");
    assert!(asked[1..].iter().zip(states).all(|(line, state)| line.contains(&format!("state={state}"))), "{asked:?}");
    until("the older two are given up", || {
        screen.helpdesk.fates("GET /tickets?")
            == [WriteOutcome::Answered, WriteOutcome::Dropped, WriteOutcome::Dropped, WriteOutcome::Waiting]
    })
    .await;
    assert_eq!(screen.rows().len(), 3, "the rows of the view before stay meanwhile");
    screen.helpdesk.release("state=closed");
    until("the last view is shown", || screen.rows().len() == 1).await;
    assert!(screen.current_name().contains("Ticket 3 "));
    settle().await;
    assert_eq!(screen.helpdesk.pages(), [1; 4]);
}

/// The browser's own bindings let a fetch run on after its future is gone; ours must not.
#[wasm_bindgen_test]
async fn dropping_a_request_aborts_the_fetch() {
    let window = web_sys::window().unwrap();
    let real = Reflect::get(&window, &"fetch".into()).unwrap();
    let signals = Array::new();
    let never = "return (request) => { signals.push(request.signal); return new Promise(() => {}); }";
    let fake = Function::new_with_args("signals", never).call1(&JsValue::NULL, &signals).unwrap();
    Reflect::set(&window, &"fetch".into(), &fake).unwrap();
    let outgoing = Outgoing {
        request: Request::get("/tickets".to_owned()),
        address: "https://helpdesk.example/tickets".to_owned(),
        headers: Vec::new(),
        with_login: false,
    };
    let under_way = match select(Fetch.send(outgoing), Box::pin(clock::sleep(0))).await {
        Either::Left(_) => None,
        Either::Right(((), under_way)) => Some(under_way),
    };
    Reflect::set(&window, &"fetch".into(), &real).unwrap();

    assert_eq!(signals.length(), 1, "the request went out");
    let signal: AbortSignal = signals.get(0).unchecked_into();
    let under_way = under_way.unwrap();
    assert!(!signal.aborted(), "it is on its way");
    drop(under_way);
    assert!(signal.aborted());
}
