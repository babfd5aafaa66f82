//! The charts: they follow what changes, keep the focus, and give way to the question for a token.

use deskbell::routes::Page;
use deskbell::sandbox::groove::{Groove, ticket};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Part, Screen, TOKEN, focused, until};

/// Three unread tickets and a closed one.
fn groove() -> Groove {
    let groove = (1..=3).fold(Groove::empty(), |groove, number| groove.and(ticket(number)));
    groove.and(ticket(4).state("closed"))
}

/// The page of charts, once it counts.
async fn charts(screen: &Screen) -> Part {
    until("the charts count", || screen.find("region", "Overview").is_some_and(|it| !it.all("figure").is_empty()))
        .await;
    screen.part("region", "Overview")
}

#[wasm_bindgen_test]
async fn bars_follow_what_changes_and_the_one_with_the_focus_stays() {
    let screen = Screen::at("page=overview", groove(), Some(TOKEN));
    let charts = charts(&screen).await;
    until("the page has the focus", || focused() == charts).await;
    let states = charts.part("figure", "By state");
    assert_eq!(states.names("link"), ["Unread: 3 tickets", "Closed: 1 ticket"]);
    let bar = states.part("link", "Unread: 3 tickets");
    bar.focus().unwrap();
    let key = "acme:4".parse().unwrap();
    screen
        .app
        .tickets
        .change(&key, |it| it.state = screen.app.accounts.capabilities(&"acme".into()).states.first().cloned());
    until("the closed one is counted anew", || states.names("link") == ["Unread: 4 tickets"]).await;
    assert!(bar.has_focus(), "it is the same bar");
    assert_eq!(charts.part("figure", "By assignee").names("link"), ["Unassigned: 4 tickets"]);
}

#[wasm_bindgen_test]
async fn a_bar_leads_to_its_view_without_asking_for_it_when_it_only_narrows() {
    let screen = Screen::at("page=overview", groove(), Some(TOKEN));
    let charts = charts(&screen).await;
    let asked = screen.helpdesk.pages().len();
    let ages = charts.part("figure", "Age of open tickets");
    // Whatever day it is: a bar that counts something.
    let bar = ages.all("link").into_iter().find(|it| !it.attribute("href").is_empty()).unwrap();
    assert!(bar.attribute("href").contains("open=true&created="), "{}", bar.attribute("href"));
    let counted = bar.name();
    bar.click();
    until("the list is back", || !screen.rows().is_empty()).await;
    let route = screen.app.navigation.now();
    assert_eq!((route.page, route.query.open), (Page::Inbox, Some(true)));
    assert!(counted.ends_with(&format!(": {} tickets", screen.rows().len())), "{counted}");
    assert_eq!(screen.helpdesk.pages().len(), asked, "what is here is not asked for again");
}

#[wasm_bindgen_test]
async fn a_token_is_asked_for_before_anything_is_counted() {
    let screen = Screen::at("page=overview", groove(), None);
    until("the token is asked for", || screen.find("form", "Token needed").is_some()).await;
    assert!(screen.find("region", "Overview").is_none());
    screen.part("textbox", "API token").enter(TOKEN);
    let button = screen.part("button", "Use token");
    until("the token can be used", || !button.is_disabled()).await;
    button.click();
    charts(&screen).await;
}
