//! The connection to a helpdesk: identical reads share a request, but not across a write.

use deskbell::client::Client;
use deskbell::domain::{Change, State, StateCategory, TicketField};
use futures::FutureExt;
use futures::future::join;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{CallOutcome, Screen, tickets, until};

fn client(screen: &Screen) -> Client {
    screen.app.accounts.client_now(&"acme".into()).unwrap()
}

#[wasm_bindgen_test]
async fn identical_requests_at_the_same_time_are_sent_once() {
    let screen = Screen::new(tickets(3)).await;
    let client = client(&screen);
    let id = "3".into();
    screen.helpdesk.hold("GET /tickets/3");
    let release = async {
        until("the ticket is requested", || screen.helpdesk.outcomes("GET /tickets/3") == [CallOutcome::Waiting]).await;
        screen.helpdesk.release("GET /tickets/3");
    };
    let (both, ()) = join(join(client.ticket(&id), client.ticket(&id)), release).await;
    assert_eq!(both.0.map(|it| it.key), both.1.map(|it| it.key));
    assert_eq!(screen.helpdesk.requests("GET /tickets/3").len(), 1);
    // A finished request is not shared: the next read sends a new one.
    screen.helpdesk.reset_rules();
    assert!(client.ticket(&id).await.is_ok());
    assert_eq!(screen.helpdesk.requests("GET /tickets/3").len(), 2);
}

#[wasm_bindgen_test]
async fn a_read_after_a_write_does_not_share_an_earlier_request() {
    let screen = Screen::new(tickets(3)).await;
    let client = client(&screen);
    let id = "3".into();
    screen.helpdesk.hold("GET /tickets/3");
    let change = Change::to(TicketField::State, State::new("closed", StateCategory::Closed));
    let later = async {
        until("the ticket is requested", || screen.helpdesk.outcomes("GET /tickets/3") == [CallOutcome::Waiting]).await;
        client.change(&id, &change).await.map(drop).unwrap();
        let again = client.ticket(&id);
        let release = async {
            until("the ticket is requested again", || {
                screen.helpdesk.outcomes("GET /tickets/3") == [CallOutcome::Waiting; 2]
            })
            .await;
            screen.helpdesk.release("GET /tickets/3");
            screen.helpdesk.release("GET /tickets/3");
        };
        join(again, release).await.0
    };
    let (_, after) = join(client.ticket(&id), later).await;
    assert_eq!(after.unwrap().state.map(|it| it.word), Some("closed".into()));
}

/// A shared request is cancelled when the last reader is dropped.
#[wasm_bindgen_test]
async fn a_shared_request_is_cancelled_when_nothing_waits_for_it() {
    let screen = Screen::new(tickets(3)).await;
    let client = client(&screen);
    let id = "3".into();
    screen.helpdesk.hold("GET /tickets/3");
    {
        let (mut one, mut other) = (Box::pin(client.ticket(&id)), Box::pin(client.ticket(&id)));
        assert!((&mut one).now_or_never().is_none() && (&mut other).now_or_never().is_none());
        drop(one);
        assert_eq!(screen.helpdesk.outcomes("GET /tickets/3"), [CallOutcome::Waiting], "one reader still waits");
    }
    until("the request is cancelled", || screen.helpdesk.outcomes("GET /tickets/3") == [CallOutcome::Dropped]).await;
}
