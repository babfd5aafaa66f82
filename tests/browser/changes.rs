//! Changes: shown before the answer, taken back when refused, undone on demand.

use deskbell::sandbox::groove::{Groove, ticket};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Screen, WriteOutcome, press, settle, until};

const MAYA: &str = "maya@tern.example";

/// Three tickets, each in a state of its own; the second has an assignee and a label.
fn helpdesk() -> Groove {
    let second = ticket(2).state("pending").assignee(MAYA).labels(["old"]);
    Groove::with(ticket(1).state("opened")).and(second).and(ticket(3).state("unread"))
}

/// The app with a ticket open, and everything about it there.
async fn open(number: u64) -> Screen {
    let screen = Screen::loaded(&format!("ticket=acme:{number}"), helpdesk()).await;
    until("the ticket is there", || {
        screen.find("combobox", "State").is_some() && screen.part("region", "Ticket").attribute("aria-busy") == "false"
    })
    .await;
    screen
}

impl Screen {
    fn state(&self) -> String {
        self.part("combobox", "State").value()
    }

    /// Whether the open ticket and its row both say so.
    fn shows_state(&self, number: u64, state: &str) -> bool {
        self.state() == state && self.row(&format!("Ticket {number} ")).name().contains(state)
    }

    async fn until_quiet(&self) {
        settle().await;
        until("the helpdesk is quiet", || self.helpdesk.is_quiet()).await;
        settle().await;
    }
}

/// An agent never waits for the helpdesk to see what they did, and the answer changes nothing about it.
#[wasm_bindgen_test]
async fn a_change_is_shown_before_the_answer_and_after_it() {
    let screen = open(1).await;
    screen.helpdesk.hold("PUT");
    screen.choose("State", "Closed");
    until("the change is shown", || screen.shows_state(1, "Closed")).await;
    until("it was sent", || screen.helpdesk.fates("PUT /tickets/1/state") == [WriteOutcome::Waiting]).await;
    assert!(screen.announced("status").contains("State: Closed"));
    screen.helpdesk.release("PUT");
    screen.until_quiet().await;
    assert!(screen.shows_state(1, "Closed"));
    assert_eq!(screen.helpdesk.ticket(1).state, "closed");
    assert_eq!(screen.announced("alert"), "");
}

/// What the helpdesk refuses must not stay on the screen; the reason does, with a way to try again.
#[wasm_bindgen_test]
async fn a_refused_change_is_taken_back_with_the_reason_and_can_be_sent_again() {
    let screen = open(1).await;
    screen.helpdesk.refuse("PUT", 422, "is being merged");
    screen.choose("State", "Closed");
    until("the change is taken back", || screen.announced("alert").contains("Taken back: State: Closed")).await;
    assert!(screen.announced("alert").contains("is being merged"));
    assert!(screen.shows_state(1, "Opened"));
    assert!(screen.find("button", "Undo").is_none(), "nothing was done that could be undone");
    screen.helpdesk.behave();
    screen.part("button", "Retry").click();
    until("the change is shown again", || screen.shows_state(1, "Closed")).await;
    until("the helpdesk has it", || screen.helpdesk.ticket(1).state == "closed").await;
    assert_eq!(screen.helpdesk.bodies("PUT"), [r#"{"state":"closed"}"#; 2]);
    screen.until_quiet().await;
    assert_eq!(screen.announced("alert"), "");
    assert!(screen.shows_state(1, "Closed"));
}

/// Undo is the opposite change, sent like any other.
#[wasm_bindgen_test]
async fn undo_sends_the_inverse() {
    let screen = open(2).await;
    screen.choose("State", "Closed");
    screen.choose("Add label", "new");
    until("the helpdesk has both", || {
        let ticket = screen.helpdesk.ticket(2);
        ticket.state == "closed" && ticket.labels == ["old", "new"]
    })
    .await;
    screen.until_quiet().await;
    press("Escape");
    press("Escape");
    press("z");
    until("the label is gone", || screen.helpdesk.ticket(2).labels == ["old"]).await;
    assert_eq!(screen.helpdesk.bodies("PUT /tickets/2/tags"), [r#"{"tags":["old"]}"#]);
    press("z");
    until("the state is back", || screen.helpdesk.ticket(2).state == "pending").await;
    assert_eq!(screen.helpdesk.bodies("PUT /tickets/2/state"), [r#"{"state":"closed"}"#, r#"{"state":"pending"}"#]);
    until("both are shown", || screen.shows_state(2, "Pending") && screen.find("button", "Remove label new").is_none())
        .await;
    assert!(screen.announced("status").contains("Undone"));
}

/// Two changes of one ticket that overtook each other would leave the helpdesk with the older.
#[wasm_bindgen_test]
async fn changes_of_one_ticket_go_in_order_and_one_at_a_time() {
    let screen = open(1).await;
    screen.helpdesk.hold("PUT");
    screen.choose("State", "Closed");
    screen.choose("State", "Pending");
    until("the newest is shown", || screen.shows_state(1, "Pending")).await;
    settle().await;
    assert_eq!(screen.helpdesk.bodies("PUT"), [r#"{"state":"closed"}"#], "the second waits for the first");
    screen.helpdesk.release("PUT");
    until("the second is sent", || screen.helpdesk.asked("PUT").len() == 2).await;
    assert!(screen.shows_state(1, "Pending"));
    screen.helpdesk.release("PUT");
    screen.until_quiet().await;
    assert_eq!(screen.helpdesk.bodies("PUT"), [r#"{"state":"closed"}"#, r#"{"state":"pending"}"#]);
    assert_eq!(screen.helpdesk.ticket(1).state, "pending");
    assert!(screen.shows_state(1, "Pending"));
}

/// Changes of different tickets do not wait for each other, and a refused one takes back only itself.
#[wasm_bindgen_test]
async fn changes_of_different_tickets_do_not_wait_for_each_other() {
    let screen = open(1).await;
    screen.helpdesk.hold("PUT /tickets/1");
    screen.helpdesk.refuse("PUT /tickets/1", 422, "is locked");
    screen.choose("State", "Closed");
    screen.part("button", "Previous ticket").click();
    until("the next ticket is open", || screen.state() == "Pending").await;
    screen.choose("State", "Spam");
    until("the helpdesk has the second", || screen.helpdesk.ticket(2).state == "spam").await;
    screen.helpdesk.release("PUT /tickets/1");
    until("the first is taken back", || screen.row("Ticket 1 ").name().contains("Opened")).await;
    assert!(screen.shows_state(2, "Spam"));
    assert!(screen.announced("alert").contains("is locked"));
}

/// A list that was on its way when a change was made knows nothing of it, whenever it arrives.
#[wasm_bindgen_test]
async fn a_list_asked_for_before_a_change_does_not_overwrite_it() {
    let screen = open(1).await;
    screen.helpdesk.hold("GET /tickets?");
    screen.part("button", "Refresh").click();
    until("the list is on its way", || {
        screen.helpdesk.fates("GET /tickets?") == [WriteOutcome::Answered, WriteOutcome::Waiting]
    })
    .await;
    screen.choose("State", "Closed");
    until("the change is done", || screen.helpdesk.fates("PUT") == [WriteOutcome::Answered]).await;
    screen.helpdesk.release("GET /tickets?");
    screen.until_quiet().await;
    assert!(screen.shows_state(1, "Closed"), "the list came after the change was done");

    screen.helpdesk.behave();
    screen.helpdesk.hold("PUT");
    screen.choose("State", "Spam");
    until("the change is on its way", || {
        screen.helpdesk.fates("PUT") == [WriteOutcome::Answered, WriteOutcome::Waiting]
    })
    .await;
    screen.part("button", "Refresh").click();
    until("the list is there", || screen.helpdesk.fates("GET /tickets?").len() == 3).await;
    settle().await;
    assert!(screen.shows_state(1, "Spam"), "the list came while the change was on its way");
    screen.helpdesk.release("PUT");
    screen.until_quiet().await;
    assert!(screen.shows_state(1, "Spam"));
}

/// What was done to many at once is one thing to the agent: one notice, one undo.
#[wasm_bindgen_test]
async fn several_tickets_changed_at_once_are_undone_as_one() {
    let screen = Screen::of(helpdesk()).await;
    for key in ["x", "j", "x", "e"] {
        press(key);
        settle().await;
    }
    until("both are closed", || ["Ticket 3 ", "Ticket 2 "].iter().all(|it| screen.row(it).name().contains("Closed")))
        .await;
    assert!(screen.announced("status").contains("State: Closed · 2 tickets"));
    screen.until_quiet().await;
    assert_eq!(screen.helpdesk.asked("PUT").len(), 2);
    let undo: Vec<_> = screen.all("button").into_iter().filter(|button| button.name() == "Undo").collect();
    assert_eq!(undo.len(), 1);
    undo[0].click();
    until("both are as before", || {
        screen.helpdesk.ticket(3).state == "unread" && screen.helpdesk.ticket(2).state == "pending"
    })
    .await;
    until("both show it", || {
        screen.row("Ticket 3 ").name().contains("Unread") && screen.row("Ticket 2 ").name().contains("Pending")
    })
    .await;
    assert_eq!(screen.helpdesk.ticket(1).state, "opened", "the third was never touched");
}

/// Groove documents no way to take an assignee away, so the first assignment must not promise one.
#[wasm_bindgen_test]
async fn the_first_assignment_offers_no_undo_and_the_next_one_does() {
    let screen = open(1).await;
    screen.choose("Assignee", MAYA);
    until("the helpdesk has it", || screen.helpdesk.ticket(1).assignee == Some(MAYA)).await;
    assert!(screen.announced("status").contains("Assigned to"));
    assert!(screen.find("button", "Undo").is_none());
    screen.until_quiet().await;
    screen.choose("Assignee", "tomas@tern.example");
    until("the helpdesk has the next", || screen.helpdesk.ticket(1).assignee == Some("tomas@tern.example")).await;
    screen.part("button", "Undo").click();
    until("the first one has it again", || screen.helpdesk.ticket(1).assignee == Some(MAYA)).await;
}
