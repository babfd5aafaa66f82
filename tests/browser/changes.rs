//! Changes to tickets: shown before the response, reverted when refused, and undone on request.

use deskbell::sandbox::groove::{Groove, ticket};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{CallOutcome, Screen, press, settle, until};

const MAYA: &str = "maya@tern.example";

/// Makes three tickets in different states; the second has an assignee and a label.
fn helpdesk() -> Groove {
    let second = ticket(2).state("pending").assignee(MAYA).labels(["old"]);
    Groove::with(ticket(1).state("opened")).and(second).and(ticket(3).state("unread"))
}

/// Starts the app with a ticket open and loaded.
async fn open(number: u64) -> Screen {
    let screen = Screen::loaded(&format!("ticket=acme:{number}"), helpdesk()).await;
    until("the ticket is loaded", || {
        screen.find("combobox", "State").is_some()
            && screen.element("region", "Ticket").attribute("aria-busy") == "false"
    })
    .await;
    screen
}

impl Screen {
    fn state(&self) -> String {
        self.element("combobox", "State").value()
    }

    /// Returns whether the open ticket and its row both show this state.
    fn shows_state(&self, number: u64, state: &str) -> bool {
        self.state() == state && self.row(&format!("Ticket {number} ")).name().contains(state)
    }

    async fn until_idle(&self) {
        settle().await;
        until("the helpdesk is idle", || self.helpdesk.is_idle()).await;
        settle().await;
    }
}

/// The agent sees a change at once, without waiting for the helpdesk, and the response does not alter it.
#[wasm_bindgen_test]
async fn a_change_is_shown_before_and_after_the_response() {
    let screen = open(1).await;
    screen.helpdesk.hold("PUT");
    screen.choose("State", "Closed");
    until("the change is shown", || screen.shows_state(1, "Closed")).await;
    until("the change is sent", || screen.helpdesk.outcomes("PUT /tickets/1/state") == [CallOutcome::Waiting]).await;
    assert!(screen.announced("status").contains("State: Closed"));
    screen.helpdesk.release("PUT");
    screen.until_idle().await;
    assert!(screen.shows_state(1, "Closed"));
    assert_eq!(screen.helpdesk.ticket(1).state, "closed");
    assert_eq!(screen.announced("alert"), "");
}

/// A refused change must not stay on the screen. The reason is shown with a way to retry.
#[wasm_bindgen_test]
async fn a_refused_change_is_reverted_with_the_reason_and_can_be_retried() {
    let screen = open(1).await;
    screen.helpdesk.refuse("PUT", 422, "is being merged");
    screen.choose("State", "Closed");
    until("the change is reverted", || screen.announced("alert").contains("Reverted: State: Closed")).await;
    assert!(screen.announced("alert").contains("is being merged"));
    assert!(screen.shows_state(1, "Opened"));
    assert!(screen.find("button", "Undo").is_none(), "there is nothing to undo");
    screen.helpdesk.reset_rules();
    screen.element("button", "Retry").click();
    until("the change is shown again", || screen.shows_state(1, "Closed")).await;
    until("the helpdesk has saved it", || screen.helpdesk.ticket(1).state == "closed").await;
    assert_eq!(screen.helpdesk.bodies("PUT"), [r#"{"state":"closed"}"#; 2]);
    screen.until_idle().await;
    assert_eq!(screen.announced("alert"), "");
    assert!(screen.shows_state(1, "Closed"));
}

/// Undo sends the opposite change like any other change.
#[wasm_bindgen_test]
async fn undo_sends_the_inverse() {
    let screen = open(2).await;
    screen.choose("State", "Closed");
    screen.choose("Add label", "new");
    until("the helpdesk has saved both", || {
        let ticket = screen.helpdesk.ticket(2);
        ticket.state == "closed" && ticket.labels == ["old", "new"]
    })
    .await;
    screen.until_idle().await;
    press("Escape");
    press("Escape");
    press("z");
    until("the label is gone", || screen.helpdesk.ticket(2).labels == ["old"]).await;
    assert_eq!(screen.helpdesk.bodies("PUT /tickets/2/tags"), [r#"{"tags":["old"]}"#]);
    press("z");
    until("the state is restored", || screen.helpdesk.ticket(2).state == "pending").await;
    assert_eq!(screen.helpdesk.bodies("PUT /tickets/2/state"), [r#"{"state":"closed"}"#, r#"{"state":"pending"}"#]);
    until("both are shown", || screen.shows_state(2, "Pending") && screen.find("button", "Remove label new").is_none())
        .await;
    assert!(screen.announced("status").contains("Undone"));
}

/// If two changes to one ticket overtook each other, the helpdesk would end up with the older one.
#[wasm_bindgen_test]
async fn changes_to_one_ticket_are_sent_in_order_one_at_a_time() {
    let screen = open(1).await;
    screen.helpdesk.hold("PUT");
    screen.choose("State", "Closed");
    screen.choose("State", "Pending");
    until("the newest is shown", || screen.shows_state(1, "Pending")).await;
    settle().await;
    assert_eq!(screen.helpdesk.bodies("PUT"), [r#"{"state":"closed"}"#], "the second waits for the first");
    screen.helpdesk.release("PUT");
    until("the second is sent", || screen.helpdesk.requests("PUT").len() == 2).await;
    assert!(screen.shows_state(1, "Pending"));
    screen.helpdesk.release("PUT");
    screen.until_idle().await;
    assert_eq!(screen.helpdesk.bodies("PUT"), [r#"{"state":"closed"}"#, r#"{"state":"pending"}"#]);
    assert_eq!(screen.helpdesk.ticket(1).state, "pending");
    assert!(screen.shows_state(1, "Pending"));
}

/// Changes to different tickets are independent: none waits for another, and a refusal reverts only one.
#[wasm_bindgen_test]
async fn changes_to_different_tickets_do_not_wait_for_each_other() {
    let screen = open(1).await;
    screen.helpdesk.hold("PUT /tickets/1");
    screen.helpdesk.refuse("PUT /tickets/1", 422, "is locked");
    screen.choose("State", "Closed");
    screen.element("button", "Previous ticket").click();
    until("the next ticket is open", || screen.state() == "Pending").await;
    screen.choose("State", "Spam");
    until("the helpdesk has saved the second change", || screen.helpdesk.ticket(2).state == "spam").await;
    screen.helpdesk.release("PUT /tickets/1");
    until("the first change is reverted", || screen.row("Ticket 1 ").name().contains("Opened")).await;
    assert!(screen.shows_state(2, "Spam"));
    assert!(screen.announced("alert").contains("is locked"));
}

/// A list that was requested before a change does not include it, whenever the response arrives.
#[wasm_bindgen_test]
async fn a_list_requested_before_a_change_does_not_overwrite_it() {
    let screen = open(1).await;
    screen.helpdesk.hold("GET /tickets?");
    screen.element("button", "Refresh").click();
    until("the list is requested", || {
        screen.helpdesk.outcomes("GET /tickets?") == [CallOutcome::Answered, CallOutcome::Waiting]
    })
    .await;
    screen.choose("State", "Closed");
    until("the change is saved", || screen.helpdesk.outcomes("PUT") == [CallOutcome::Answered]).await;
    screen.helpdesk.release("GET /tickets?");
    screen.until_idle().await;
    assert!(screen.shows_state(1, "Closed"), "the list arrived after the change was saved");

    screen.helpdesk.reset_rules();
    screen.helpdesk.hold("PUT");
    screen.choose("State", "Spam");
    until("the change is being sent", || {
        screen.helpdesk.outcomes("PUT") == [CallOutcome::Answered, CallOutcome::Waiting]
    })
    .await;
    screen.element("button", "Refresh").click();
    until("the list is loaded", || screen.helpdesk.outcomes("GET /tickets?").len() == 3).await;
    settle().await;
    assert!(screen.shows_state(1, "Spam"), "the list arrived while the change was being sent");
    screen.helpdesk.release("PUT");
    screen.until_idle().await;
    assert!(screen.shows_state(1, "Spam"));
}

/// A change to several tickets is one action for the agent: one notice, one undo.
#[wasm_bindgen_test]
async fn several_tickets_changed_at_once_are_undone_as_one() {
    let screen = Screen::new(helpdesk()).await;
    for key in ["x", "j", "x", "e"] {
        press(key);
        settle().await;
    }
    until("both are closed", || ["Ticket 3 ", "Ticket 2 "].iter().all(|it| screen.row(it).name().contains("Closed")))
        .await;
    assert!(screen.announced("status").contains("2 tickets closed"));
    screen.until_idle().await;
    assert_eq!(screen.helpdesk.requests("PUT").len(), 2);
    let undo: Vec<_> = screen.all("button").into_iter().filter(|button| button.name() == "Undo").collect();
    assert_eq!(undo.len(), 1);
    undo[0].click();
    until("both are restored", || {
        screen.helpdesk.ticket(3).state == "unread" && screen.helpdesk.ticket(2).state == "pending"
    })
    .await;
    until("both rows show it", || {
        screen.row("Ticket 3 ").name().contains("Unread") && screen.row("Ticket 2 ").name().contains("Pending")
    })
    .await;
    assert_eq!(screen.helpdesk.ticket(1).state, "opened", "the third ticket is unchanged");
}

/// Groove documents no way to unassign, so the first assignment must not offer undo.
#[wasm_bindgen_test]
async fn the_first_assignment_cannot_be_undone_but_the_next_one_can() {
    let screen = open(1).await;
    screen.choose("Assignee", MAYA);
    until("the helpdesk has saved it", || screen.helpdesk.ticket(1).assignee == Some(MAYA)).await;
    assert!(screen.announced("status").contains("Assigned to"));
    assert!(screen.find("button", "Undo").is_none());
    screen.until_idle().await;
    screen.choose("Assignee", "tomas@tern.example");
    until("the helpdesk has saved the next one", || screen.helpdesk.ticket(1).assignee == Some("tomas@tern.example"))
        .await;
    screen.element("button", "Undo").click();
    until("the first assignee is restored", || screen.helpdesk.ticket(1).assignee == Some(MAYA)).await;
}
