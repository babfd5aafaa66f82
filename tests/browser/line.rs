//! The connection to a helpdesk: what several want to know is asked once, and what was asked before a write is no
//! answer after it.

use deskbell::client::Client;
use deskbell::domain::{Edit, State, StateCategory};
use futures::FutureExt;
use futures::future::join;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Screen, WriteOutcome, tickets, until};

fn client(screen: &Screen) -> Client {
    screen.app.accounts.client_now(&"acme".into()).unwrap()
}

#[wasm_bindgen_test]
async fn what_two_ask_at_the_same_moment_is_asked_once() {
    let screen = Screen::of(tickets(3)).await;
    let client = client(&screen);
    let id = "3".into();
    screen.helpdesk.hold("GET /tickets/3");
    let release = async {
        until("it is asked", || screen.helpdesk.fates("GET /tickets/3") == [WriteOutcome::Waiting]).await;
        screen.helpdesk.release("GET /tickets/3");
    };
    let (both, ()) = join(join(client.ticket(&id), client.ticket(&id)), release).await;
    assert_eq!(both.0.map(|it| it.key), both.1.map(|it| it.key));
    assert_eq!(screen.helpdesk.asked("GET /tickets/3").len(), 1);
    // What was answered is over: the next one asks anew.
    screen.helpdesk.behave();
    assert!(client.ticket(&id).await.is_ok());
    assert_eq!(screen.helpdesk.asked("GET /tickets/3").len(), 2);
}

#[wasm_bindgen_test]
async fn what_was_asked_before_a_write_is_no_answer_after_it() {
    let screen = Screen::of(tickets(3)).await;
    let client = client(&screen);
    let id = "3".into();
    screen.helpdesk.hold("GET /tickets/3");
    let edit = Edit::State { from: None, to: State::new("closed", StateCategory::Closed) };
    let later = async {
        until("it is asked", || screen.helpdesk.fates("GET /tickets/3") == [WriteOutcome::Waiting]).await;
        client.change(&id, &edit).await.map(drop).unwrap();
        let again = client.ticket(&id);
        let release = async {
            until("it is asked again", || screen.helpdesk.fates("GET /tickets/3") == [WriteOutcome::Waiting; 2]).await;
            screen.helpdesk.release("GET /tickets/3");
            screen.helpdesk.release("GET /tickets/3");
        };
        join(again, release).await.0
    };
    let (_, after) = join(client.ticket(&id), later).await;
    assert_eq!(after.unwrap().state.map(|it| it.word), Some("closed".into()));
}

/// Nobody waits for the answer any more: the request is given up, and its end is nobody's business.
#[wasm_bindgen_test]
async fn a_request_that_all_gave_up_is_given_up() {
    let screen = Screen::of(tickets(3)).await;
    let client = client(&screen);
    let id = "3".into();
    screen.helpdesk.hold("GET /tickets/3");
    {
        let (mut one, mut other) = (Box::pin(client.ticket(&id)), Box::pin(client.ticket(&id)));
        assert!((&mut one).now_or_never().is_none() && (&mut other).now_or_never().is_none());
        drop(one);
        assert_eq!(screen.helpdesk.fates("GET /tickets/3"), [WriteOutcome::Waiting], "somebody still waits");
    }
    until("it is given up", || screen.helpdesk.fates("GET /tickets/3") == [WriteOutcome::Dropped]).await;
}
