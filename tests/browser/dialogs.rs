//! Dialogs and preferences: focus, unsaved input, and what is stored on the device.

use deskbell::client::secret::Secret;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Element, Screen, TOKEN, focused, press, settle, stored, tickets, until};

/// A dialog is modal while it is open, and returns the focus when it closes.
#[wasm_bindgen_test]
async fn a_dialog_takes_and_returns_the_focus() {
    let screen = Screen::new(tickets(3)).await;
    for (button, name) in
        [("New ticket", "New ticket"), ("Settings", "Settings"), ("Keyboard shortcuts", "Keyboard shortcuts")]
    {
        let from = screen.element("button", button);
        let dialog = screen.open_dialog(button, name).await;
        assert!(dialog.is_modal() && dialog.has_focus(), "{name}");
        screen.rows()[0].focus().unwrap();
        assert!(dialog.has_focus(), "the page behind cannot be focused");
        let current = screen.current();
        press("j");
        settle().await;
        assert_eq!(screen.current(), current, "shortcuts do nothing behind a dialog");
        dialog.escape();
        screen.dialog_closed().await;
        assert_eq!(focused(), from, "{name}");
        let dialog = screen.open_dialog(button, name).await;
        dialog.element("button", "Close").click();
        screen.dialog_closed().await;
        assert_eq!(focused(), from, "{name}");
    }
}

/// Closing the dialog by mistake keeps its input; discarding does not.
#[wasm_bindgen_test]
async fn a_new_ticket_survives_closing_the_dialog() {
    let screen = Screen::new(tickets(3)).await;
    let dialog = screen.open_dialog("New ticket", "New ticket").await;
    dialog.element("textbox", "Subject").enter("Half a thought");
    dialog.element("textbox", "Message").enter("It began");
    dialog.escape();
    screen.dialog_closed().await;
    let dialog = screen.open_dialog("New ticket", "New ticket").await;
    let fields = ["Subject", "Message"].map(|label| dialog.element("textbox", label));
    until("the input is restored", || fields.each_ref().map(Element::value) == ["Half a thought", "It began"]).await;
    dialog.element("button", "Discard").click();
    screen.dialog_closed().await;
    let dialog = screen.open_dialog("New ticket", "New ticket").await;
    settle().await;
    assert_eq!(dialog.element("textbox", "Subject").value(), "");
}

/// Missing fields are named and the first one gets the focus. After sending, the form is empty again.
#[wasm_bindgen_test]
async fn a_new_ticket_is_sent_only_when_complete() {
    let screen = Screen::new(tickets(3)).await;
    let dialog = screen.open_dialog("New ticket", "New ticket").await;
    dialog.element("textbox", "Message").enter("Where is my parcel?");
    assert_eq!(dialog.element("textbox", "From").value(), "maya@tern.example");
    dialog.element("textbox", "From").enter("");
    dialog.element("button", "Create ticket").click();
    until("the missing fields are named", || {
        dialog.all("alert").iter().any(|alert| alert.text().contains("From and To"))
    })
    .await;
    assert_eq!(screen.helpdesk.requests("POST"), [""; 0]);
    assert!(dialog.element("textbox", "From").has_focus());
    assert_eq!(dialog.element("textbox", "From").attribute("aria-invalid"), "true");
    dialog.element("textbox", "From").enter("ana@acme.example");
    until("the field is valid", || dialog.element("textbox", "From").attribute("aria-invalid").is_empty()).await;
    dialog.element("textbox", "To").enter("help@tern.example");
    dialog.element("button", "Create ticket").click();
    screen.dialog_closed().await;
    assert!(screen.announced("status").contains("Ticket 4 was created in Acme."));
    assert_eq!(screen.helpdesk.ticket(4).messages[0].text, "Where is my parcel?");
    until("the ticket is in the list", || screen.rows().len() == 4).await;
    let dialog = screen.open_dialog("New ticket", "New ticket").await;
    settle().await;
    assert_eq!(dialog.element("textbox", "Message").value(), "");
}

/// Preferences apply at once and are stored on the device.
#[wasm_bindgen_test]
async fn preferences_apply_at_once_and_are_stored() {
    let screen = Screen::new(tickets(3)).await;
    let offset = |screen: &Screen| {
        let rows = screen.rows();
        rows[1].get_bounding_client_rect().top() - rows[0].get_bounding_client_rect().top()
    };
    assert_eq!(offset(&screen), 76.0);
    let dialog = screen.open_dialog("Settings", "Settings").await;
    dialog.element("checkbox", "Compact list").click();
    dialog.element("checkbox", "Keyboard shortcuts").click();
    dialog.escape();
    screen.dialog_closed().await;
    until("the rows are compact", || offset(&screen) == 44.0).await;
    let current = screen.current();
    press("j");
    settle().await;
    assert_eq!(screen.current(), current, "single-key shortcuts are off");
    assert!(stored().contains("compact"));
    screen.app.accounts.use_token(&"acme".into(), Secret::new(TOKEN).unwrap(), true);
    let screen = screen.reload();
    until("the tickets are loaded", || screen.rows().len() == 3).await;
    assert_eq!(offset(&screen), 44.0);
}

/// With the keyboard alone, the focus stays at the account after every action in Settings.
#[wasm_bindgen_test]
async fn the_focus_stays_with_the_account_in_settings() {
    let screen = Screen::new(tickets(3)).await;
    let settings = screen.open_dialog("Settings", "Settings").await;
    let described_button = |button: &str, about: &str| {
        let has = |part: &Element| part.name() == button && part.attribute("aria-description") == about;
        settings.all("button").into_iter().find(has)
    };
    let has_focus = |part: Option<Element>| part.is_some_and(|part| part.has_focus());
    for (name, url) in [("Two", "https://two.example/v1"), ("Three", "https://three.example/v1")] {
        settings.element("button", "Add account").click();
        until("the form is shown", || settings.find("textbox", "Account name").is_some()).await;
        settings.element("button", "Save account").click();
        until("the invalid field has the focus", || settings.element("textbox", "Account name").has_focus()).await;
        assert_eq!(settings.element("textbox", "Account name").attribute("aria-invalid"), "true");
        assert_eq!(settings.element("textbox", "API base URL").attribute("aria-invalid"), "");
        settings.element("textbox", "Account name").enter(name);
        settings.element("textbox", "API base URL").enter(url);
        settings.element("button", "Save account").click();
        until("the new account has the focus", || has_focus(described_button("Edit", name))).await;
    }
    settings.element("button", "Move Three up").click();
    until("the account is the second", || screen.app.accounts.list_now()[1].name == "Three").await;
    until("its button has the focus", || has_focus(settings.find("button", "Move Three up"))).await;
    for (removed, next) in [("Three", "Two"), ("Two", "Acme")] {
        described_button("Remove", removed).unwrap().click();
        until("the confirmation is shown", || !screen.all("alertdialog").is_empty()).await;
        screen.all("alertdialog")[0].element("button", "Remove").click();
        until("the next account has the focus", || has_focus(described_button("Remove", next))).await;
    }
    described_button("Edit", "Acme").unwrap().click();
    until("the form is shown", || settings.find("button", "Back").is_some()).await;
    settings.element("button", "Back").click();
    until("the account has the focus", || has_focus(described_button("Edit", "Acme"))).await;
}

/// A removal cannot be undone, so it asks for confirmation with a button that names the action.
#[wasm_bindgen_test]
async fn removing_an_account_asks_for_confirmation() {
    let screen = Screen::new(tickets(3)).await;
    let settings = screen.open_dialog("Settings", "Settings").await;
    for (answer, accounts) in [("Cancel", 1), ("Remove", 0)] {
        settings.element("button", "Remove").click();
        until("the confirmation is shown", || !screen.all("alertdialog").is_empty()).await;
        let confirmation = screen.all("alertdialog").remove(0);
        assert!(confirmation.name().contains("Remove Acme?") && confirmation.has_focus());
        confirmation.element("button", answer).click();
        until("the confirmation is closed", || screen.all("alertdialog").is_empty()).await;
        assert_eq!(screen.app.accounts.list_now().len(), accounts);
    }
    settings.escape();
    screen.dialog_closed().await;
    assert!(screen.text().contains("No helpdesk is connected yet."));
}
