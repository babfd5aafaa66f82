//! The open ticket: when it is asked for, and what stands there when it does not come.

use deskbell::client::error::Error;
use deskbell::sandbox::groove::{Groove, ticket};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Helpdesk, Part, Screen, TOKEN, WriteOutcome, frame, press, settle, tickets, until};

fn region(screen: &Screen) -> Part {
    screen.part("region", "Ticket")
}

fn is_busy(screen: &Screen) -> bool {
    region(screen).attribute("aria-busy") == "true"
}

/// The tickets that were asked for, without their messages.
fn tickets_asked(screen: &Screen) -> Vec<String> {
    let mut asked = screen.helpdesk.asked("GET /tickets/");
    asked.retain(|line| !line.contains("/messages"));
    asked
}

/// Task through a list with a ticket open beside it must not ask for every ticket on the way.
#[wasm_bindgen_test]
async fn running_through_the_rows_asks_only_for_the_one_it_rests_on() {
    let screen = Screen::of(tickets(10)).await;
    press("Enter");
    until("the first ticket is there", || tickets_asked(&screen) == ["GET /tickets/10"]).await;
    until("it has loaded", || !is_busy(&screen)).await;
    for number in (4..10).rev() {
        press("j");
        until("the ticket is shown", || region(&screen).find("heading", &format!("Ticket {number}")).is_some()).await;
        frame().await;
    }
    until("the last ticket has loaded", || !is_busy(&screen)).await;
    assert_eq!(tickets_asked(&screen), ["GET /tickets/10", "GET /tickets/4"]);
    assert!(screen.current_name().contains("Ticket 4 "));
}

/// A link to a ticket must work whatever view it is opened in.
#[wasm_bindgen_test]
async fn a_ticket_that_is_not_in_the_list_loads_and_shows() {
    let other = ticket(7).subject("A lost parcel").state("opened");
    let helpdesk = Helpdesk::from(Groove::with(ticket(1).state("closed")).and(other));
    helpdesk.hold("GET /tickets/7");
    let screen = Screen::at("status=closed&ticket=acme:7", helpdesk, Some(TOKEN));
    until("the ticket is on its way", || screen.helpdesk.fates("GET /tickets/7") == [WriteOutcome::Waiting]).await;
    until("the list is there", || screen.rows().len() == 1).await;
    assert!(is_busy(&screen));
    assert!(region(&screen).find("heading", "Ticket 7").is_some(), "its number stands for its subject");
    screen.helpdesk.release("GET /tickets/7");
    until("it is shown", || region(&screen).find("heading", "A lost parcel").is_some()).await;
    until("it has loaded", || !is_busy(&screen)).await;
    assert_eq!(screen.part("combobox", "State").value(), "Opened");
    assert!(screen.current_name().contains("Ticket 1 "), "the list stays as it is");
}

/// A failure is told where the ticket would be, with the step that helps as a button.
#[wasm_bindgen_test]
async fn an_error_says_what_happened_and_offers_to_try_again() {
    let screen = Screen::of(tickets(3)).await;
    screen.helpdesk.refuse("GET /tickets/3", 500, "is on fire");
    press("Enter");
    until("the failure is told", || !region(&screen).all("alert").is_empty()).await;
    assert!(region(&screen).all("alert")[0].text().contains("The helpdesk has a problem of its own (500)."));
    assert!(region(&screen).find("heading", "Ticket 3").is_some(), "what the list knows stays");
    screen.helpdesk.behave();
    region(&screen).part("button", "Try again").click();
    until("the failure is gone", || region(&screen).all("alert").is_empty() && !is_busy(&screen)).await;
    assert_eq!(tickets_asked(&screen).len(), 2);
}

/// A browser that blocks the call leads to Settings, and a ticket that is gone to nowhere.
#[wasm_bindgen_test]
async fn the_button_of_an_error_fits_the_error() {
    let screen = Screen::of(tickets(3)).await;
    screen.helpdesk.play("GET /tickets/3", |_, _| Err(Error::Blocked));
    screen.helpdesk.refuse("GET /tickets/2", 404, "is not known");
    press("Enter");
    until("the failure is told", || !region(&screen).all("alert").is_empty()).await;
    region(&screen).part("button", "Open Settings").click();
    until("Settings are open", || screen.find("dialog", "Settings").is_some()).await;
    screen.part("dialog", "Settings").part("button", "Close").click();
    until("Settings are closed", || screen.find("dialog", "Settings").is_none()).await;
    screen.part("button", "Next ticket").click();
    let told = || region(&screen).all("alert").iter().map(Part::text).collect::<String>();
    until("the other failure is told", || told().contains("The helpdesk does not have this.")).await;
    let buttons = region(&screen).all("alert")[0].names("button");
    assert_eq!(buttons, ["Try again", "Request log"], "it may be there again");
    settle().await;
    let asked = tickets_asked(&screen).into_iter().filter(|line| line.contains("/tickets/2")).count();
    assert_eq!(asked, 1, "nothing is tried again by itself");
}
