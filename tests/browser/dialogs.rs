//! Dialogs and preferences: who has the focus, what survives closing, what stays on the device.

use deskbell::client::secret::Secret;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Part, Screen, TOKEN, focused, kept, press, settle, tickets, until};

/// A dialog owns the page while it is open, and leaves the agent where they were.
#[wasm_bindgen_test]
async fn a_dialog_takes_the_focus_and_gives_it_back() {
    let screen = Screen::of(tickets(3)).await;
    for (button, name) in [("New ticket", "New ticket"), ("Settings", "Settings"), ("Keys", "Keys")] {
        let from = screen.part("button", button);
        let dialog = screen.opened(button, name).await;
        assert!(dialog.is_modal() && dialog.has_focus(), "{name}");
        screen.rows()[0].focus().unwrap();
        assert!(dialog.has_focus(), "what lies behind cannot be reached");
        let current = screen.current();
        press("j");
        settle().await;
        assert_eq!(screen.current(), current, "keys do nothing behind a dialog");
        dialog.escape();
        screen.closed().await;
        assert_eq!(focused(), from, "{name}");
        let dialog = screen.opened(button, name).await;
        dialog.part("button", "Close").click();
        screen.closed().await;
        assert_eq!(focused(), from, "{name}");
    }
}

/// Closing the form by mistake must not cost what was draft in it; discarding it must.
#[wasm_bindgen_test]
async fn a_new_ticket_survives_closing_its_form() {
    let screen = Screen::of(tickets(3)).await;
    let dialog = screen.opened("New ticket", "New ticket").await;
    dialog.part("textbox", "Subject").enter("Half a thought");
    dialog.part("textbox", "Message").enter("It began");
    dialog.escape();
    screen.closed().await;
    let dialog = screen.opened("New ticket", "New ticket").await;
    let draft = ["Subject", "Message"].map(|label| dialog.part("textbox", label));
    until("it is there again", || draft.each_ref().map(Part::value) == ["Half a thought", "It began"]).await;
    dialog.part("button", "Discard").click();
    screen.closed().await;
    let dialog = screen.opened("New ticket", "New ticket").await;
    settle().await;
    assert_eq!(dialog.part("textbox", "Subject").value(), "");
}

/// What is missing is named and gets the focus; what is sent is what was draft, and then the form
/// is empty again.
#[wasm_bindgen_test]
async fn a_new_ticket_is_sent_once_it_is_complete() {
    let screen = Screen::of(tickets(3)).await;
    let dialog = screen.opened("New ticket", "New ticket").await;
    dialog.part("textbox", "Message").enter("Where is my parcel?");
    assert_eq!(dialog.part("textbox", "From").value(), "maya@tern.example");
    dialog.part("textbox", "From").enter("");
    dialog.part("button", "Create ticket").click();
    until("what is missing is named", || dialog.all("alert").iter().any(|alert| alert.text().contains("From, To")))
        .await;
    assert_eq!(screen.helpdesk.asked("POST"), [""; 0]);
    assert!(dialog.part("textbox", "From").has_focus());
    assert_eq!(dialog.part("textbox", "From").attribute("aria-invalid"), "true");
    dialog.part("textbox", "From").enter("ana@acme.example");
    until("it will do", || dialog.part("textbox", "From").attribute("aria-invalid").is_empty()).await;
    dialog.part("textbox", "To").enter("help@tern.example");
    dialog.part("button", "Create ticket").click();
    screen.closed().await;
    assert!(screen.announced("status").contains("Ticket 4 was created in Acme."));
    assert_eq!(screen.helpdesk.ticket(4).messages[0].text, "Where is my parcel?");
    until("it is in the list", || screen.rows().len() == 4).await;
    let dialog = screen.opened("New ticket", "New ticket").await;
    settle().await;
    assert_eq!(dialog.part("textbox", "Message").value(), "");
}

/// What an agent prefers holds at once, and the next time on the same device.
#[wasm_bindgen_test]
async fn preferences_hold_at_once_and_stay_on_the_device() {
    let screen = Screen::of(tickets(3)).await;
    let offset = |screen: &Screen| {
        let rows = screen.rows();
        rows[1].get_bounding_client_rect().top() - rows[0].get_bounding_client_rect().top()
    };
    assert_eq!(offset(&screen), 76.0);
    let dialog = screen.opened("Settings", "Settings").await;
    dialog.part("checkbox", "Compact list").click();
    dialog.part("checkbox", "Single keys do things").click();
    dialog.escape();
    screen.closed().await;
    until("the rows are lower", || offset(&screen) == 44.0).await;
    let current = screen.current();
    press("j");
    settle().await;
    assert_eq!(screen.current(), current, "single keys do nothing any more");
    assert!(kept().contains("compact"));
    screen.app.accounts.use_token(&"acme".into(), Secret::new(TOKEN).unwrap(), true);
    let screen = screen.again();
    until("the tickets come", || screen.rows().len() == 3).await;
    assert_eq!(offset(&screen), 44.0);
}

/// Whoever works without a mouse goes on where they were, whatever became of the page of Settings.
#[wasm_bindgen_test]
async fn the_focus_stays_with_the_account() {
    let screen = Screen::of(tickets(3)).await;
    let settings = screen.opened("Settings", "Settings").await;
    let described = |button: &str, about: &str| {
        let has = |part: &Part| part.name() == button && part.attribute("aria-description") == about;
        settings.all("button").into_iter().find(has)
    };
    let has_focus = |part: Option<Part>| part.is_some_and(|part| part.has_focus());
    for (name, url) in [("Two", "https://two.example/v1"), ("Three", "https://three.example/v1")] {
        settings.part("button", "Add account").click();
        until("the form is there", || settings.find("textbox", "Account name").is_some()).await;
        settings.part("button", "Save account").click();
        until("the field is led to", || settings.part("textbox", "Account name").has_focus()).await;
        assert_eq!(settings.part("textbox", "Account name").attribute("aria-invalid"), "true");
        assert_eq!(settings.part("textbox", "API base URL").attribute("aria-invalid"), "");
        settings.part("textbox", "Account name").enter(name);
        settings.part("textbox", "API base URL").enter(url);
        settings.part("button", "Save account").click();
        until("the new account has the focus", || has_focus(described("Edit", name))).await;
    }
    settings.part("button", "Move Three up").click();
    until("it is the second", || screen.app.accounts.list_now()[1].name == "Three").await;
    until("its button has the focus", || has_focus(settings.find("button", "Move Three up"))).await;
    for (gone, heir) in [("Three", "Two"), ("Two", "Acme")] {
        described("Remove", gone).unwrap().click();
        until("the question is asked", || !screen.all("alertdialog").is_empty()).await;
        screen.all("alertdialog")[0].part("button", "Remove").click();
        until("the next account has the focus", || has_focus(described("Remove", heir))).await;
    }
    described("Edit", "Acme").unwrap().click();
    until("the form is there", || settings.find("button", "Back").is_some()).await;
    settings.part("button", "Back").click();
    until("the account has the focus", || has_focus(described("Edit", "Acme"))).await;
}

/// What cannot be undone asks first, and the button says what it will do.
#[wasm_bindgen_test]
async fn removing_an_account_asks_first() {
    let screen = Screen::of(tickets(3)).await;
    let settings = screen.opened("Settings", "Settings").await;
    for (answer, accounts) in [("Cancel", 1), ("Remove", 0)] {
        settings.part("button", "Remove").click();
        until("the question is asked", || !screen.all("alertdialog").is_empty()).await;
        let question = screen.all("alertdialog").remove(0);
        assert!(question.name().contains("Remove Acme?") && question.has_focus());
        question.part("button", answer).click();
        until("the question is gone", || screen.all("alertdialog").is_empty()).await;
        assert_eq!(screen.app.accounts.list_now().len(), accounts);
    }
    settings.escape();
    screen.closed().await;
    assert!(screen.text().contains("No helpdesk is connected yet."));
}
