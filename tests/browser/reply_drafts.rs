//! Reply drafts, which are stored on the device until they are sent, and canned responses.

use deskbell::sandbox::groove::{Groove, ticket};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Element, Screen, settle, stored, until};

fn two_tickets() -> Groove {
    Groove::with(ticket(1)).and(ticket(2))
}

/// Starts the app with a ticket open and its conversation loaded.
async fn open(number: u64) -> Screen {
    let screen = Screen::loaded(&format!("ticket=acme:{number}"), two_tickets()).await;
    until("the conversation is loaded", || {
        screen.find("feed", "Messages").is_some_and(|feed| feed.attribute("aria-busy") == "false")
            && !screen.all("article").is_empty()
    })
    .await;
    screen
}

fn reply(screen: &Screen) -> Element {
    screen.element("textbox", "Reply")
}

/// Every keystroke is stored at once, per ticket. An empty draft is removed.
#[wasm_bindgen_test]
async fn a_reply_draft_belongs_to_its_ticket_and_survives_a_reload() {
    let screen = open(1).await;
    reply(&screen).enter("Dear Grace,");
    assert!(stored().contains("acme:1") && stored().contains("Dear Grace,"));
    screen.element("button", "Previous ticket").click();
    until("the other ticket has no draft", || {
        screen.find("textbox", "Reply").is_some_and(|field| field.value().is_empty())
    })
    .await;
    screen.element("button", "Next ticket").click();
    until("the first ticket still has its draft", || {
        screen.find("textbox", "Reply").is_some_and(|field| field.value() == "Dear Grace,")
    })
    .await;
    let screen = screen.reload();
    until("the draft is counted", || screen.find("button", "1 draft").is_some()).await;
    let drafts = screen.app.conversations().reply_drafts;
    assert_eq!(drafts.of(&"acme:1".parse().unwrap()).text, "Dear Grace,");
    drafts.write(&"acme:1".parse().unwrap(), |draft| draft.text.clear());
    assert!(!stored().contains("deskbell.drafts"), "an empty draft is not stored");
}

/// On a shared machine nothing must be left behind.
#[wasm_bindgen_test]
async fn drafts_are_not_stored_when_the_agent_opts_out() {
    let screen = open(1).await;
    reply(&screen).enter("Dear Grace,");
    let drafts = screen.app.conversations().reply_drafts;
    drafts.stay(false);
    assert!(!stored().contains("Dear Grace,"));
    reply(&screen).enter("Dear Grace, hello");
    assert!(!stored().contains("hello"));
    assert_eq!(drafts.list().len(), 1, "the draft stays in memory");
    drafts.stay(true);
    assert!(stored().contains("hello"));
}

/// A deleted draft can be restored.
#[wasm_bindgen_test]
async fn drafts_are_listed_deleted_and_restored() {
    let screen = open(1).await;
    reply(&screen).enter("Dear Grace,");
    until("the draft is counted", || screen.find("button", "1 draft").is_some()).await;
    let dialog = screen.open_dialog("1 draft", "Drafts").await;
    assert!(dialog.text().contains("Dear Grace,"));
    let name = dialog.names("button").into_iter().find(|name| name.starts_with("Delete")).unwrap();
    dialog.element("button", &name).click();
    until("the draft is deleted", || screen.app.conversations().reply_drafts.count() == 0).await;
    dialog.escape();
    screen.dialog_closed().await;
    screen.element("button", "Undo").click();
    until("the draft is restored", || reply(&screen).value() == "Dear Grace,").await;
}

/// A canned response has a name. Saving another one under the same name replaces it.
#[wasm_bindgen_test]
async fn a_canned_response_is_saved_replaced_and_deleted() {
    let screen = open(1).await;
    let canned = screen.app.conversations().canned_responses;
    canned.keep("Thanks", "Thank you.");
    canned.keep(" Thanks ", "Thank you very much.");
    assert!(stored().contains("Thank you very much.") && !stored().contains("Thank you.\\"));
    let dialog = screen.open_dialog("Canned responses", "Canned responses").await;
    assert_eq!(dialog.all("listitem").len(), 1);
    dialog.element("button", "Delete Thanks").click();
    until("it is deleted", || dialog.all("listitem").is_empty()).await;
    settle().await;
    assert!(!stored().contains("Thank you"));
}
