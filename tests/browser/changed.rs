//! What others do to the open ticket, and what another tab of the same browser does.

use deskbell::platform::clock;
use deskbell::sandbox::Sandbox;
use deskbell::sandbox::groove::{Groove, ticket};
use js_sys::{Array, Reflect};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Screen, settle, until};

const MAYA: &str = "maya@tern.example";

/// Two tickets; the first stands like this.
fn helpdesk(state: &'static str, labels: &[&'static str]) -> Groove {
    let first = ticket(1).state(state).labels(labels.iter().copied()).assignee(MAYA);
    Groove::with(first).and(ticket(2).state("opened"))
}

/// The app with the first ticket open and loaded.
async fn open() -> Screen {
    let screen = Screen::loaded("ticket=acme:1", helpdesk("opened", &["old"])).await;
    until("the ticket is there", || {
        screen.find("combobox", "State").is_some() && screen.part("region", "Ticket").attribute("aria-busy") == "false"
    })
    .await;
    screen
}

impl Screen {
    /// What is told about changes in the open ticket.
    fn told(&self) -> String {
        let note = self.part("region", "Ticket").query_selector(".changed[aria-live=polite]").unwrap();
        note.unwrap().text_content().unwrap_or_default()
    }

    /// Somebody else makes the first ticket like this, and the list is asked for again.
    async fn refresh_to(&self, state: &'static str, labels: &'static [&'static str]) {
        let lists = self.helpdesk.asked("GET /tickets?").len();
        self.helpdesk
            .play("GET /tickets?", move |request, _| Ok(helpdesk(state, labels).answer(request, clock::now())));
        self.part("button", "Refresh").click();
        until("the list was asked for", || self.helpdesk.asked("GET /tickets?").len() > lists).await;
        until("it is there", || self.helpdesk.is_quiet()).await;
        settle().await;
    }
}

/// Somebody who reads a ticket must not answer what it no longer is: the note says what was and what is.
#[wasm_bindgen_test]
async fn what_others_changed_is_told_until_the_agent_has_taken_note() {
    let screen = open().await;
    assert_eq!(screen.told(), "", "the region is there before there is anything to say");
    screen.refresh_to("pending", &["old", "vip"]).await;
    until("it is told", || screen.told().contains("Changed since you opened it")).await;
    assert!(screen.told().contains("State: was Opened, is now Pending."));
    assert!(screen.told().contains("Labels: vip added."));
    assert_eq!(screen.part("combobox", "State").value(), "Pending");
    screen.part("button", "Got it").click();
    until("nothing is left to say", || screen.told().is_empty()).await;
    screen.refresh_to("pending", &["old", "vip"]).await;
    assert_eq!(screen.told(), "", "the same is no news twice");
    screen.refresh_to("closed", &["old", "vip"]).await;
    until("the next change is told", || screen.told().contains("State: was Pending, is now Closed.")).await;
    assert!(!screen.told().contains("Labels"));
    screen.refresh_to("pending", &["old", "vip"]).await;
    until("what is taken back is no news", || screen.told().is_empty()).await;
}

/// What the agent did is no news to the agent: neither on its way, nor answered, nor in the next list.
#[wasm_bindgen_test]
async fn a_change_of_ones_own_is_never_told() {
    let screen = open().await;
    screen.helpdesk.hold("PUT");
    screen.choose("State", "Closed");
    until("it is shown", || screen.part("combobox", "State").value() == "Closed").await;
    settle().await;
    assert_eq!(screen.told(), "");
    screen.helpdesk.release("PUT");
    until("it is answered", || screen.helpdesk.is_quiet()).await;
    settle().await;
    assert_eq!(screen.told(), "");
    screen.refresh_to("closed", &["old"]).await;
    assert_eq!(screen.told(), "");
    // Refused and taken back: the ticket is as the agent knew it.
    screen.helpdesk.behave();
    screen.helpdesk.refuse("PUT", 422, "is locked");
    screen.choose("State", "Spam");
    until("it is taken back", || screen.announced("alert").contains("is locked")).await;
    assert_eq!((screen.part("combobox", "State").value(), screen.told()), ("Closed".to_owned(), String::new()));
}

/// Another ticket begins without news, whatever happened to the one before.
#[wasm_bindgen_test]
async fn another_ticket_begins_without_news() {
    let screen = open().await;
    screen.refresh_to("pending", &["old"]).await;
    until("it is told", || !screen.told().is_empty()).await;
    screen.part("button", "Previous ticket").click();
    until("the other is open", || screen.part("region", "Ticket").find("heading", "Ticket 2").is_some()).await;
    until("nothing is told of it", || screen.told().is_empty()).await;
}

/// What another tab says on the channel they share.
fn say(message: &str) {
    js_sys::eval(&format!("window.otherTab ??= new BroadcastChannel('deskbell'); otherTab.postMessage({message})"))
        .unwrap();
}

/// A message about the first ticket.
fn about(helpdesk: &str, account: &str, changes: &str) -> String {
    let message = format!(
        r#"{{"deskbell":1,"helpdesk":"{helpdesk}","account":"{account}","ticket":"1","changes":{changes},"more":"unknown"}}"#
    );
    format!("{message:?}")
}

const GROOVE: &str = "https://api.groovehq.com/v1";

/// Two tabs show the same ticket: what one does is seen in the other at once, and asks the helpdesk for nothing.
#[wasm_bindgen_test]
async fn what_another_tab_did_is_shown_without_a_request() {
    let screen = open().await;
    screen.whole().await;
    let asked = screen.helpdesk.asked("").len();
    let labels = r##"[{"id":"old","name":"old","colour":null},{"id":"vip","name":"vip","colour":"#ff0000"}]"##;
    say(&about(GROOVE, "acme", &format!(r#"{{"state":"closed","labels":{labels}}}"#)));
    until("it is shown", || screen.part("combobox", "State").value() == "Closed").await;
    assert!(screen.find("button", "Remove label vip").is_some());
    assert!(screen.told().contains("State: was Opened, is now Closed."));
    assert!(screen.row("Ticket 1 ").name().contains("Closed"));
    assert_eq!(screen.helpdesk.asked("").len(), asked);
}

/// Whatever shares the site may say anything; only what is understood and meant for this account counts.
#[wasm_bindgen_test]
async fn what_is_malformed_or_meant_for_others_changes_nothing() {
    let screen = open().await;
    screen.whole().await;
    let closed = r#"{"state":"closed"}"#;
    for message in [
        "null".to_owned(),
        "{ deskbell: 1 }".to_owned(),
        r#""not JSON""#.to_owned(),
        about("https://elsewhere.example/v1", "acme", closed),
        about(GROOVE, "other", closed),
        about(GROOVE, "acme", "{}"),
        about(GROOVE, "acme", r#"{"state":7}"#),
        about(GROOVE, "acme", r#"{"state":"closed","labels":[1]}"#),
    ] {
        say(&message);
    }
    // A ticket that is being draft here is this tab's business.
    screen.helpdesk.hold("PUT");
    screen.choose("State", "Pending");
    until("it is on its way", || !screen.helpdesk.is_quiet()).await;
    say(&about(GROOVE, "acme", closed));
    clock::sleep(50).await;
    assert_eq!(screen.part("combobox", "State").value(), "Pending");
    screen.helpdesk.release("PUT");
    until("it is answered", || screen.helpdesk.is_quiet()).await;
    settle().await;
    assert_eq!((screen.part("combobox", "State").value(), screen.told()), ("Pending".to_owned(), String::new()));
}

/// Other tabs are told what was done, once it was done; what was refused was not, and no token is ever in it.
#[wasm_bindgen_test]
async fn other_tabs_are_told_what_was_done() {
    let screen = open().await;
    screen.whole().await;
    js_sys::eval(
        "window.heard = []; window.listening = new BroadcastChannel('deskbell'); listening.onmessage = (it) => heard.push(it.data)",
    )
    .unwrap();
    let heard = || {
        let heard: Array = Reflect::get(&js_sys::global(), &"heard".into()).unwrap().into();
        heard.iter().filter_map(|message| message.as_string()).collect::<Vec<_>>()
    };
    screen.helpdesk.hold("PUT");
    screen.choose("State", "Closed");
    until("it is on its way", || !screen.helpdesk.is_quiet()).await;
    clock::sleep(50).await;
    assert_eq!(heard(), [""; 0], "nothing is told before it is done");
    screen.helpdesk.release("PUT");
    until("it is told", || heard().len() == 1).await;
    assert_eq!(
        heard()[0],
        format!(
            r#"{{"deskbell":1,"helpdesk":"{GROOVE}","account":"acme","ticket":"1","changes":{{"state":"closed"}}}}"#
        )
    );
    screen.helpdesk.behave();
    screen.helpdesk.refuse("PUT", 422, "is locked");
    screen.choose("State", "Spam");
    until("it is taken back", || screen.announced("alert").contains("is locked")).await;
    screen.helpdesk.behave();
    screen.choose("Add label", "vip");
    until("the next one is told", || heard().len() == 2).await;
    let labels = r#"[{"id":"old","name":"old","colour":null},{"id":"vip","name":"vip","colour":null}]"#;
    assert!(heard()[1].ends_with(&format!(r#""changes":{{"labels":{labels}}}}}"#)), "{}", heard()[1]);
    js_sys::eval("listening.close()").unwrap();
}
