//! The charts: they follow changes, keep the focus, and are shown only with a token.

use deskbell::domain::TicketField;
use deskbell::routes::Page;
use deskbell::sandbox::groove::{Groove, ticket};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Element, Screen, TOKEN, focused, until};

/// Makes three unread tickets and a closed one.
fn groove() -> Groove {
    let groove = (1..=3).fold(Groove::empty(), |groove, number| groove.and(ticket(number)));
    groove.and(ticket(4).state("closed"))
}

/// Waits for the charts and returns their page.
async fn charts(screen: &Screen) -> Element {
    until("the charts are shown", || screen.find("region", "Overview").is_some_and(|it| !it.all("figure").is_empty()))
        .await;
    screen.element("region", "Overview")
}

#[wasm_bindgen_test]
async fn bars_follow_changes_and_keep_the_focus() {
    let screen = Screen::at("page=overview", groove(), Some(TOKEN));
    let charts = charts(&screen).await;
    until("the page has the focus", || focused() == charts).await;
    let states = charts.element("figure", "By state");
    assert_eq!(states.names("link"), ["Unread: 3 tickets", "Closed: 1 ticket"]);
    let bar = states.element("link", "Unread: 3 tickets");
    bar.focus().unwrap();
    let key = "acme:4".parse().unwrap();
    screen
        .app
        .tickets
        .change(&key, |it| it.state = screen.app.accounts.capabilities(&"acme".into()).states.first().cloned());
    until("the changed ticket is counted again", || states.names("link") == ["Unread: 4 tickets"]).await;
    assert!(bar.has_focus(), "the bar is not replaced");
    assert_eq!(charts.element("figure", "By assignee").names("link"), ["Unassigned: 4 tickets"]);
}

#[wasm_bindgen_test]
async fn a_bar_opens_its_view_without_a_request_if_the_tickets_are_loaded() {
    let screen = Screen::at("page=overview", groove(), Some(TOKEN));
    let charts = charts(&screen).await;
    let pages = screen.helpdesk.pages().len();
    let ages = charts.element("figure", "Age of open tickets");
    // Which bar has tickets depends on the current date.
    let bar = ages.all("link").into_iter().find(|it| !it.attribute("href").is_empty()).unwrap();
    assert!(bar.attribute("href").contains("open=true&created="), "{}", bar.attribute("href"));
    let counted = bar.name();
    bar.click();
    until("the list is shown", || !screen.rows().is_empty()).await;
    let route = screen.app.navigation.now();
    assert_eq!((route.page, route.query.switch(TicketField::Open)), (Page::Inbox, Some(true)));
    assert!(counted.ends_with(&format!(": {} tickets", screen.rows().len())), "{counted}");
    assert_eq!(screen.helpdesk.pages().len(), pages, "loaded tickets are not requested again");
}

#[wasm_bindgen_test]
async fn the_token_form_comes_before_the_charts() {
    let screen = Screen::at("page=overview", groove(), None);
    until("the token form is shown", || screen.find("form", "Token needed").is_some()).await;
    assert!(screen.find("region", "Overview").is_none());
    screen.element("textbox", "API token").enter(TOKEN);
    let button = screen.element("button", "Use token");
    until("the token can be used", || !button.is_disabled()).await;
    button.click();
    charts(&screen).await;
}
