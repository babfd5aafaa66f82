//! Answers: what is draft stays on the device until it is sent, and what serves for many is kept.

use deskbell::sandbox::groove::{Groove, ticket};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Part, Screen, kept, settle, until};

fn two() -> Groove {
    Groove::with(ticket(1)).and(ticket(2))
}

/// The app with a ticket open and its conversation loaded.
async fn open(number: u64) -> Screen {
    let screen = Screen::loaded(&format!("ticket=acme:{number}"), two()).await;
    until("the conversation is there", || {
        screen.find("feed", "Messages").is_some_and(|feed| feed.attribute("aria-busy") == "false")
            && !screen.all("article").is_empty()
    })
    .await;
    screen
}

fn reply(screen: &Screen) -> Part {
    screen.part("textbox", "Reply")
}

/// Each letter is on the device at once, for its own ticket, and gone when nothing is left of it.
#[wasm_bindgen_test]
async fn a_draft_belongs_to_its_ticket_and_survives_the_page() {
    let screen = open(1).await;
    reply(&screen).enter("Dear Grace,");
    assert!(kept().contains("acme:1") && kept().contains("Dear Grace,"));
    screen.part("button", "Previous ticket").click();
    until("the other ticket has none", || {
        screen.find("textbox", "Reply").is_some_and(|field| field.value().is_empty())
    })
    .await;
    screen.part("button", "Next ticket").click();
    until("the first still has its own", || {
        screen.find("textbox", "Reply").is_some_and(|field| field.value() == "Dear Grace,")
    })
    .await;
    let screen = screen.again();
    until("it is counted", || screen.find("button", "1 draft").is_some()).await;
    let drafts = screen.app.conversations().reply_drafts;
    assert_eq!(drafts.of(&"acme:1".parse().unwrap()).text, "Dear Grace,");
    drafts.write(&"acme:1".parse().unwrap(), |draft| draft.text.clear());
    assert!(!kept().contains("deskbell.drafts"), "nothing written is nothing kept");
}

/// Whoever shares a machine wants nothing left on it.
#[wasm_bindgen_test]
async fn nothing_is_kept_where_the_agent_says_so() {
    let screen = open(1).await;
    reply(&screen).enter("Dear Grace,");
    let drafts = screen.app.conversations().reply_drafts;
    drafts.stay(false);
    assert!(!kept().contains("Dear Grace,"));
    reply(&screen).enter("Dear Grace, hello");
    assert!(!kept().contains("hello"));
    assert_eq!(drafts.list().len(), 1, "it is here all the same");
    drafts.stay(true);
    assert!(kept().contains("hello"));
}

/// A draft that is thrown away can be had back.
#[wasm_bindgen_test]
async fn drafts_are_listed_and_can_be_deleted_and_had_back() {
    let screen = open(1).await;
    reply(&screen).enter("Dear Grace,");
    until("it is counted", || screen.find("button", "1 draft").is_some()).await;
    let dialog = screen.opened("1 draft", "Drafts").await;
    assert!(dialog.text().contains("Dear Grace,"));
    let name = dialog.names("button").into_iter().find(|name| name.starts_with("Delete")).unwrap();
    dialog.part("button", &name).click();
    until("it is gone", || screen.app.conversations().reply_drafts.count() == 0).await;
    dialog.escape();
    screen.closed().await;
    screen.part("button", "Undo").click();
    until("it is back", || reply(&screen).value() == "Dear Grace,").await;
}

/// Words that serve for many answers are kept under a name, and replaced under the same one.
#[wasm_bindgen_test]
async fn a_canned_response_is_kept_and_forgotten() {
    let screen = open(1).await;
    let canned = screen.app.conversations().canned_responses;
    canned.keep("Thanks", "Thank you.");
    canned.keep(" Thanks ", "Thank you very much.");
    assert!(kept().contains("Thank you very much.") && !kept().contains("Thank you.\\"));
    let dialog = screen.opened("Canned responses", "Canned responses").await;
    assert_eq!(dialog.all("listitem").len(), 1);
    dialog.part("button", "Delete Thanks").click();
    until("it is gone", || dialog.all("listitem").is_empty()).await;
    settle().await;
    assert!(!kept().contains("Thank you"));
}
