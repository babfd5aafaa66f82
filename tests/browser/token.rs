//! The token: asked for when it is missing or refused, and never anywhere that it can be read.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Screen, TOKEN, document, kept, settle, tickets, until};

/// Types a token into the form and uses it.
async fn enter(screen: &Screen, token: &str) {
    let form = screen.part("form", "Token needed");
    let button = form.part("button", "Use token");
    assert!(button.is_disabled(), "there is nothing to use yet");
    form.part("textbox", "API token").enter(token);
    until("the token can be used", || !button.is_disabled()).await;
    button.click();
}

/// Whether the page holds a text anywhere: in its elements, their attributes, or what stands in fields.
fn page_holds(screen: &Screen, text: &str) -> bool {
    let page = document().document_element().unwrap().outer_html();
    let fields = screen.all("textbox");
    page.contains(text) || fields.iter().any(|field| field.value().contains(text))
}

/// Without a token nothing is sent; with it the rows come, and the token is in memory alone.
#[wasm_bindgen_test]
async fn a_missing_token_is_asked_for_and_stays_out_of_the_page_and_of_the_device() {
    let screen = Screen::at("", tickets(3), None);
    until("the form is there", || screen.find("form", "Token needed").is_some()).await;
    settle().await;
    assert_eq!(screen.helpdesk.asked(""), [""; 0]);
    assert!(screen.find("grid", "Tickets").is_none());
    let field = screen.part("textbox", "API token");
    assert_eq!(field.attribute("type"), "password");
    enter(&screen, TOKEN).await;
    until("the tickets come", || screen.rows().len() == 3).await;
    assert!(screen.find("form", "Token needed").is_none());
    assert!(!page_holds(&screen, TOKEN), "the page holds the token");
    assert!(!kept().contains(TOKEN), "the device keeps the token: {}", kept());
    assert!(!field.is_connected(), "the field it was typed into is gone");
    let screen = screen.again();
    until("the form is there again", || screen.find("form", "Token needed").is_some()).await;
}

/// A token that the helpdesk refuses is asked for again, and the sentence says why.
#[wasm_bindgen_test]
async fn a_refused_token_is_asked_for_again() {
    let screen = Screen::at("", tickets(3), Some("not-the-right-token"));
    until("the form is there", || screen.find("form", "Token needed").is_some()).await;
    assert_eq!(screen.part("form", "Token needed").all("alert").len(), 1);
    assert!(screen.announced("alert").contains("The helpdesk refused this token for Acme."));
    assert!(!page_holds(&screen, "not-the-right-token"));
    enter(&screen, "neither-is-this-one").await;
    until("it is refused too", || {
        screen.helpdesk.pages().len() == 2 && screen.announced("alert").contains("refused this token")
    })
    .await;
    assert!(!page_holds(&screen, "neither-is-this-one"), "what was refused is not shown again");
    enter(&screen, TOKEN).await;
    until("the tickets come", || screen.rows().len() == 3).await;
    assert_eq!(screen.announced("alert"), "");
}

/// A token that stops being accepted is asked for above the rows, which stay.
#[wasm_bindgen_test]
async fn a_token_that_expires_is_asked_for_above_the_rows() {
    let screen = Screen::of(tickets(3)).await;
    screen.helpdesk.refuse("GET /tickets?", 401, "has expired");
    screen.part("button", "Refresh").click();
    until("it is told", || screen.find("button", "Enter a token").is_some()).await;
    assert_eq!(screen.rows().len(), 3);
    screen.part("button", "Enter a token").click();
    until("the form is there", || screen.find("form", "Token needed").is_some()).await;
    screen.helpdesk.behave();
    enter(&screen, TOKEN).await;
    until("nothing is wrong any more", || screen.find("button", "Enter a token").is_none()).await;
    assert_eq!(screen.rows().len(), 3);
}

/// Only a tick keeps the token on the device, and forgetting it forgets it there too.
#[wasm_bindgen_test]
async fn a_token_is_remembered_on_demand_and_forgotten_on_demand() {
    let screen = Screen::at("", tickets(3), None);
    until("the form is there", || screen.find("form", "Token needed").is_some()).await;
    screen.part("checkbox", "Remember on this device").click();
    enter(&screen, TOKEN).await;
    until("the tickets come", || screen.rows().len() == 3).await;
    assert!(kept().contains(TOKEN));
    assert!(!page_holds(&screen, TOKEN), "the page holds the token");
    let screen = screen.again();
    until("the tickets come without a question", || screen.rows().len() == 3).await;
    assert!(!page_holds(&screen, TOKEN), "the page holds the token");
    screen.part("button", "Settings").click();
    until("Settings are open", || screen.find("button", "Forget token").is_some()).await;
    assert!(!page_holds(&screen, TOKEN), "Settings hold the token");
    screen.part("button", "Forget token").click();
    until("the device forgot it", || !kept().contains(TOKEN)).await;
    screen.part("dialog", "Settings").escape();
    until("the form is there", || screen.find("form", "Token needed").is_some()).await;
}

/// Whatever the list does meanwhile, a token that is half typed stays where it is.
#[wasm_bindgen_test]
async fn what_is_typed_into_the_form_outlives_an_attempt_to_refresh() {
    let screen = Screen::at("", tickets(3), None);
    until("the form is there", || screen.find("form", "Token needed").is_some()).await;
    settle().await;
    let field = screen.part("textbox", "API token");
    field.enter("half a tok");
    screen.app.list.refresh();
    settle().await;
    assert!(field.is_connected() && field.has_focus());
    assert_eq!(field.value(), "half a tok");
}
