//! The open ticket: when it is requested, and what is shown when it fails to load.

use deskbell::client::error::Error;
use deskbell::sandbox::groove::{Groove, ticket};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{CallOutcome, Element, Helpdesk, Screen, TOKEN, frame, press, settle, tickets, until};

fn region(screen: &Screen) -> Element {
    screen.element("region", "Ticket")
}

fn is_busy(screen: &Screen) -> bool {
    region(screen).attribute("aria-busy") == "true"
}

/// Returns the requests for tickets, without those for messages.
fn ticket_requests(screen: &Screen) -> Vec<String> {
    let mut requests = screen.helpdesk.requests("GET /tickets/");
    requests.retain(|line| !line.contains("/messages"));
    requests
}

/// Moving through the list with a ticket open beside it must not request every ticket on the way.
#[wasm_bindgen_test]
async fn moving_through_the_rows_loads_only_the_last_ticket() {
    let screen = Screen::new(tickets(10)).await;
    press("Enter");
    until("the first ticket is requested", || ticket_requests(&screen) == ["GET /tickets/10"]).await;
    until("the ticket is loaded", || !is_busy(&screen)).await;
    for number in (4..10).rev() {
        press("j");
        until("the ticket is shown", || region(&screen).find("heading", &format!("Ticket {number}")).is_some()).await;
        frame().await;
    }
    until("the last ticket is loaded", || !is_busy(&screen)).await;
    assert_eq!(ticket_requests(&screen), ["GET /tickets/10", "GET /tickets/4"]);
    assert!(screen.current_name().contains("Ticket 4 "));
}

/// A link to a ticket must work in any view.
#[wasm_bindgen_test]
async fn a_ticket_outside_the_list_is_loaded_and_shown() {
    let other = ticket(7).subject("A lost parcel").state("opened");
    let helpdesk = Helpdesk::from(Groove::with(ticket(1).state("closed")).and(other));
    helpdesk.hold("GET /tickets/7");
    let screen = Screen::at("status=closed&ticket=acme:7", helpdesk, Some(TOKEN));
    until("the ticket is requested", || screen.helpdesk.outcomes("GET /tickets/7") == [CallOutcome::Waiting]).await;
    until("the list is loaded", || screen.rows().len() == 1).await;
    assert!(is_busy(&screen));
    assert!(region(&screen).find("heading", "Ticket 7").is_some(), "the number replaces the unknown subject");
    screen.helpdesk.release("GET /tickets/7");
    until("the ticket is shown", || region(&screen).find("heading", "A lost parcel").is_some()).await;
    until("the ticket is loaded", || !is_busy(&screen)).await;
    assert_eq!(screen.element("combobox", "State").value(), "Opened");
    assert!(screen.current_name().contains("Ticket 1 "), "the list is unchanged");
}

/// An error is shown in place of the ticket, with a button for the next step.
#[wasm_bindgen_test]
async fn an_error_explains_itself_and_offers_a_retry() {
    let screen = Screen::new(tickets(3)).await;
    screen.helpdesk.refuse("GET /tickets/3", 500, "is on fire");
    press("Enter");
    until("the error is shown", || !region(&screen).all("alert").is_empty()).await;
    assert!(region(&screen).all("alert")[0].text().contains("The helpdesk has an internal error (500)."));
    assert!(region(&screen).find("heading", "Ticket 3").is_some(), "the heading from the list stays");
    screen.helpdesk.reset_rules();
    region(&screen).element("button", "Try again").click();
    until("the error is gone", || region(&screen).all("alert").is_empty() && !is_busy(&screen)).await;
    assert_eq!(ticket_requests(&screen).len(), 2);
}

/// A call that the browser blocks offers Settings; a missing ticket does not.
#[wasm_bindgen_test]
async fn an_error_offers_a_suitable_action() {
    let screen = Screen::new(tickets(3)).await;
    screen.helpdesk.respond_with("GET /tickets/3", |_, _| Err(Error::Blocked));
    screen.helpdesk.refuse("GET /tickets/2", 404, "is not known");
    press("Enter");
    until("the error is shown", || !region(&screen).all("alert").is_empty()).await;
    region(&screen).element("button", "Open Settings").click();
    until("Settings are open", || screen.find("dialog", "Settings").is_some()).await;
    screen.element("dialog", "Settings").element("button", "Close").click();
    until("Settings are closed", || screen.find("dialog", "Settings").is_none()).await;
    screen.element("button", "Next ticket").click();
    let alerts = || region(&screen).all("alert").iter().map(Element::text).collect::<String>();
    until("the other error is shown", || alerts().contains("Not found.")).await;
    let buttons = region(&screen).all("alert")[0].names("button");
    assert_eq!(buttons, ["Try again", "Request log"], "the ticket may exist again later");
    settle().await;
    let requests = ticket_requests(&screen).into_iter().filter(|line| line.contains("/tickets/2")).count();
    assert_eq!(requests, 1, "there is no automatic retry");
}
