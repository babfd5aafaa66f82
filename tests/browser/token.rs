//! The token: requested when it is missing or refused, and never shown or stored.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Screen, TOKEN, document, settle, stored, tickets, until};

/// Types a token into the form and uses it.
async fn enter(screen: &Screen, token: &str) {
    let form = screen.element("form", "Token needed");
    let button = form.element("button", "Use token");
    assert!(button.is_disabled(), "the field is empty");
    form.element("textbox", "API token").enter(token);
    until("the token can be used", || !button.is_disabled()).await;
    button.click();
}

/// Returns whether the page contains a text anywhere: in elements, attributes or the values of fields.
fn page_contains(screen: &Screen, text: &str) -> bool {
    let page = document().document_element().unwrap().outer_html();
    let fields = screen.all("textbox");
    page.contains(text) || fields.iter().any(|field| field.value().contains(text))
}

/// Without a token nothing is sent. With it the rows load, and the token is only in memory.
#[wasm_bindgen_test]
async fn a_missing_token_is_requested_and_never_stored_or_shown() {
    let screen = Screen::at("", tickets(3), None);
    until("the form is shown", || screen.find("form", "Token needed").is_some()).await;
    settle().await;
    assert_eq!(screen.helpdesk.requests(""), [""; 0]);
    assert!(screen.find("grid", "Tickets").is_none());
    let field = screen.element("textbox", "API token");
    assert_eq!(field.attribute("type"), "password");
    enter(&screen, TOKEN).await;
    until("the tickets are loaded", || screen.rows().len() == 3).await;
    assert!(screen.find("form", "Token needed").is_none());
    assert!(!page_contains(&screen, TOKEN), "the page contains the token");
    assert!(!stored().contains(TOKEN), "the device stores the token: {}", stored());
    assert!(!field.is_connected(), "the token field is removed");
    let screen = screen.reload();
    until("the form is shown again", || screen.find("form", "Token needed").is_some()).await;
}

/// A refused token is requested again, with the reason.
#[wasm_bindgen_test]
async fn a_refused_token_is_requested_again() {
    let screen = Screen::at("", tickets(3), Some("not-the-right-token"));
    until("the form is shown", || screen.find("form", "Token needed").is_some()).await;
    assert_eq!(screen.element("form", "Token needed").all("alert").len(), 1);
    assert!(screen.announced("alert").contains("The helpdesk refused the token for Acme."));
    assert!(!page_contains(&screen, "not-the-right-token"));
    enter(&screen, "neither-is-this-one").await;
    until("the second token is refused, too", || {
        screen.helpdesk.pages().len() == 2 && screen.announced("alert").contains("refused the token")
    })
    .await;
    assert!(!page_contains(&screen, "neither-is-this-one"), "a refused token is not shown again");
    enter(&screen, TOKEN).await;
    until("the tickets are loaded", || screen.rows().len() == 3).await;
    assert_eq!(screen.announced("alert"), "");
}

/// An expired token is requested above the rows, which stay.
#[wasm_bindgen_test]
async fn an_expired_token_is_requested_above_the_rows() {
    let screen = Screen::new(tickets(3)).await;
    screen.helpdesk.refuse("GET /tickets?", 401, "has expired");
    screen.element("button", "Refresh").click();
    until("the alert is shown", || screen.find("button", "Enter a token").is_some()).await;
    assert_eq!(screen.rows().len(), 3);
    screen.element("button", "Enter a token").click();
    until("the form is shown", || screen.find("form", "Token needed").is_some()).await;
    screen.helpdesk.reset_rules();
    enter(&screen, TOKEN).await;
    until("the alert is gone", || screen.find("button", "Enter a token").is_none()).await;
    assert_eq!(screen.rows().len(), 3);
}

/// The token is stored only when the box is ticked, and deleted when it is forgotten.
#[wasm_bindgen_test]
async fn a_token_is_remembered_and_forgotten_on_request() {
    let screen = Screen::at("", tickets(3), None);
    until("the form is shown", || screen.find("form", "Token needed").is_some()).await;
    screen.element("checkbox", "Remember on this device").click();
    enter(&screen, TOKEN).await;
    until("the tickets are loaded", || screen.rows().len() == 3).await;
    assert!(stored().contains(TOKEN));
    assert!(!page_contains(&screen, TOKEN), "the page contains the token");
    let screen = screen.reload();
    until("the tickets are loaded without the form", || screen.rows().len() == 3).await;
    assert!(!page_contains(&screen, TOKEN), "the page contains the token");
    screen.element("button", "Settings").click();
    until("Settings are open", || screen.find("button", "Forget token").is_some()).await;
    assert!(!page_contains(&screen, TOKEN), "Settings contains the token");
    screen.element("button", "Forget token").click();
    until("the token is deleted from the device", || !stored().contains(TOKEN)).await;
    screen.element("dialog", "Settings").escape();
    until("the form is shown", || screen.find("form", "Token needed").is_some()).await;
}

/// A refresh of the list must not clear a half-typed token.
#[wasm_bindgen_test]
async fn a_refresh_keeps_a_half_typed_token() {
    let screen = Screen::at("", tickets(3), None);
    until("the form is shown", || screen.find("form", "Token needed").is_some()).await;
    settle().await;
    let field = screen.element("textbox", "API token");
    field.enter("half a tok");
    screen.app.list.refresh();
    settle().await;
    assert!(field.is_connected() && field.has_focus());
    assert_eq!(field.value(), "half a tok");
}
