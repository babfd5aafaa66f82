//! Changes to the open ticket by other people, and by another tab of the same browser.

use deskbell::platform::clock;
use deskbell::sandbox::Sandbox;
use deskbell::sandbox::groove::{Groove, ticket};
use js_sys::{Array, Reflect};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Screen, settle, until};

const MAYA: &str = "maya@tern.example";

/// Makes two tickets, the first with this state and these labels.
fn helpdesk(state: &'static str, labels: &[&'static str]) -> Groove {
    let first = ticket(1).state(state).labels(labels.iter().copied()).assignee(MAYA);
    Groove::with(first).and(ticket(2).state("opened"))
}

/// Starts the app with the first ticket open and loaded.
async fn open() -> Screen {
    let screen = Screen::loaded("ticket=acme:1", helpdesk("opened", &["old"])).await;
    until("the ticket is loaded", || {
        screen.find("combobox", "State").is_some()
            && screen.element("region", "Ticket").attribute("aria-busy") == "false"
    })
    .await;
    screen
}

impl Screen {
    /// Returns the note about changes to the open ticket.
    fn change_note(&self) -> String {
        let element = self.element("region", "Ticket").query_selector(".changed[aria-live=polite]").unwrap();
        element.unwrap().text_content().unwrap_or_default()
    }

    /// Refreshes the list after somebody else gave the first ticket this state and these labels.
    async fn refresh_to(&self, state: &'static str, labels: &'static [&'static str]) {
        let lists = self.helpdesk.requests("GET /tickets?").len();
        self.helpdesk
            .respond_with("GET /tickets?", move |request, _| Ok(helpdesk(state, labels).answer(request, clock::now())));
        self.element("button", "Refresh").click();
        until("the list is requested", || self.helpdesk.requests("GET /tickets?").len() > lists).await;
        until("the list is loaded", || self.helpdesk.is_idle()).await;
        settle().await;
    }
}

/// An agent must not reply to an outdated ticket, so the note shows the old and the new values.
#[wasm_bindgen_test]
async fn remote_changes_are_shown_until_dismissed() {
    let screen = open().await;
    assert_eq!(screen.change_note(), "", "the live region exists before the first change");
    screen.refresh_to("pending", &["old", "vip"]).await;
    until("the note appears", || screen.change_note().contains("Changed since you opened it")).await;
    assert!(screen.change_note().contains("State: was Opened, is now Pending."));
    assert!(screen.change_note().contains("Labels: vip added."));
    assert_eq!(screen.element("combobox", "State").value(), "Pending");
    screen.element("button", "Got it").click();
    until("the note is empty", || screen.change_note().is_empty()).await;
    screen.refresh_to("pending", &["old", "vip"]).await;
    assert_eq!(screen.change_note(), "", "the same change is reported once");
    screen.refresh_to("closed", &["old", "vip"]).await;
    until("the next change is reported", || screen.change_note().contains("State: was Pending, is now Closed.")).await;
    assert!(!screen.change_note().contains("Labels"));
    screen.refresh_to("pending", &["old", "vip"]).await;
    until("a change that was reverted is not reported", || screen.change_note().is_empty()).await;
}

/// The agent's own change is not reported: not while it is sent, nor after the response, nor after the next list.
#[wasm_bindgen_test]
async fn own_changes_are_not_reported() {
    let screen = open().await;
    screen.helpdesk.hold("PUT");
    screen.choose("State", "Closed");
    until("the change is shown", || screen.element("combobox", "State").value() == "Closed").await;
    settle().await;
    assert_eq!(screen.change_note(), "");
    screen.helpdesk.release("PUT");
    until("the change is saved", || screen.helpdesk.is_idle()).await;
    settle().await;
    assert_eq!(screen.change_note(), "");
    screen.refresh_to("closed", &["old"]).await;
    assert_eq!(screen.change_note(), "");
    // A refused change is reverted, so the ticket is as before.
    screen.helpdesk.reset_rules();
    screen.helpdesk.refuse("PUT", 422, "is locked");
    screen.choose("State", "Spam");
    until("the change is reverted", || screen.announced("alert").contains("is locked")).await;
    assert_eq!(
        (screen.element("combobox", "State").value(), screen.change_note()),
        ("Closed".to_owned(), String::new())
    );
}

/// The note of one ticket does not appear on the next.
#[wasm_bindgen_test]
async fn opening_another_ticket_clears_the_note() {
    let screen = open().await;
    screen.refresh_to("pending", &["old"]).await;
    until("the note appears", || !screen.change_note().is_empty()).await;
    screen.element("button", "Previous ticket").click();
    until("the other ticket is open", || screen.element("region", "Ticket").find("heading", "Ticket 2").is_some())
        .await;
    until("the note is empty", || screen.change_note().is_empty()).await;
}

/// Posts a message as another tab of the app does.
fn post_from_other_tab(message: &str) {
    js_sys::eval(&format!("window.otherTab ??= new BroadcastChannel('deskbell'); otherTab.postMessage({message})"))
        .unwrap();
}

/// Makes a message about the first ticket.
fn message_about(helpdesk: &str, account: &str, changes: &str) -> String {
    let message = format!(
        r#"{{"deskbell":1,"helpdesk":"{helpdesk}","account":"{account}","ticket":"1","changes":{changes},"more":"unknown"}}"#
    );
    format!("{message:?}")
}

const GROOVE: &str = "https://api.groovehq.com/v1";

/// Two tabs show the same ticket: a change in one appears in the other at once, without a request.
#[wasm_bindgen_test]
async fn a_change_in_another_tab_is_shown_without_a_request() {
    let screen = open().await;
    screen.code_loaded().await;
    let requests = screen.helpdesk.requests("").len();
    let labels = r##"[{"id":"old","name":"old","colour":null},{"id":"vip","name":"vip","colour":"#ff0000"}]"##;
    post_from_other_tab(&message_about(GROOVE, "acme", &format!(r#"{{"state":"closed","labels":{labels}}}"#)));
    until("the change is shown", || screen.element("combobox", "State").value() == "Closed").await;
    assert!(screen.find("button", "Remove label vip").is_some());
    assert!(screen.change_note().contains("State: was Opened, is now Closed."));
    assert!(screen.row("Ticket 1 ").name().contains("Closed"));
    assert_eq!(screen.helpdesk.requests("").len(), requests);
}

/// Any page of the same origin can post messages; only valid ones for this account have an effect.
#[wasm_bindgen_test]
async fn malformed_and_foreign_messages_are_ignored() {
    let screen = open().await;
    screen.code_loaded().await;
    let closed = r#"{"state":"closed"}"#;
    for message in [
        "null".to_owned(),
        "{ deskbell: 1 }".to_owned(),
        r#""not JSON""#.to_owned(),
        message_about("https://elsewhere.example/v1", "acme", closed),
        message_about(GROOVE, "other", closed),
        message_about(GROOVE, "acme", "{}"),
        message_about(GROOVE, "acme", r#"{"state":7}"#),
        message_about(GROOVE, "acme", r#"{"state":"closed","labels":[1]}"#),
    ] {
        post_from_other_tab(&message);
    }
    // A ticket that is being changed in this tab ignores other tabs.
    screen.helpdesk.hold("PUT");
    screen.choose("State", "Pending");
    until("the change is being sent", || !screen.helpdesk.is_idle()).await;
    post_from_other_tab(&message_about(GROOVE, "acme", closed));
    clock::sleep(50).await;
    assert_eq!(screen.element("combobox", "State").value(), "Pending");
    screen.helpdesk.release("PUT");
    until("the change is saved", || screen.helpdesk.is_idle()).await;
    settle().await;
    assert_eq!(
        (screen.element("combobox", "State").value(), screen.change_note()),
        ("Pending".to_owned(), String::new())
    );
}

/// Other tabs are notified of a change once it is saved, not when it is refused, and never with a token.
#[wasm_bindgen_test]
async fn other_tabs_are_notified_of_successful_changes() {
    let screen = open().await;
    screen.code_loaded().await;
    js_sys::eval(
        "window.messages = []; window.listening = new BroadcastChannel('deskbell'); listening.onmessage = (it) => messages.push(it.data)",
    )
    .unwrap();
    let messages = || {
        let messages: Array = Reflect::get(&js_sys::global(), &"messages".into()).unwrap().into();
        messages.iter().filter_map(|message| message.as_string()).collect::<Vec<_>>()
    };
    screen.helpdesk.hold("PUT");
    screen.choose("State", "Closed");
    until("the change is being sent", || !screen.helpdesk.is_idle()).await;
    clock::sleep(50).await;
    assert_eq!(messages(), [""; 0], "no message is posted before the change is saved");
    screen.helpdesk.release("PUT");
    until("a message is posted", || messages().len() == 1).await;
    assert_eq!(
        messages()[0],
        format!(
            r#"{{"deskbell":1,"helpdesk":"{GROOVE}","account":"acme","ticket":"1","changes":{{"state":"closed"}}}}"#
        )
    );
    screen.helpdesk.reset_rules();
    screen.helpdesk.refuse("PUT", 422, "is locked");
    screen.choose("State", "Spam");
    until("the change is reverted", || screen.announced("alert").contains("is locked")).await;
    screen.helpdesk.reset_rules();
    screen.choose("Add label", "vip");
    until("the next message is posted", || messages().len() == 2).await;
    let labels = r#"[{"id":"old","name":"old","colour":null},{"id":"vip","name":"vip","colour":null}]"#;
    assert!(messages()[1].ends_with(&format!(r#""changes":{{"labels":{labels}}}}}"#)), "{}", messages()[1]);
    js_sys::eval("listening.close()").unwrap();
}
