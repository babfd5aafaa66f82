//! Changes to many tickets: sent a few at a time, paused, cancelled, and reported one by one at the end.

use deskbell::state::outbox::BatchOutcome;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{CallOutcome, Screen, press, settle, tickets, until};

/// Starts the app with thirty tickets, and selects all of them.
async fn selected() -> Screen {
    let screen = Screen::new(tickets(30)).await;
    press("A");
    until("all are selected", || screen.element("columnheader", "30 selected").is_shown()).await;
    screen
}

impl Screen {
    /// Returns the text of the progress region.
    fn progress(&self) -> String {
        self.find("region", "Changes in progress").map(|region| region.text()).unwrap_or_default()
    }

    fn count_closed(&self) -> usize {
        (1..=30).filter(|number| self.helpdesk.ticket(*number).state == "closed").count()
    }
}

/// Closing thirty tickets must not flood the helpdesk: four requests run at a time, in the order of the list.
#[wasm_bindgen_test]
async fn a_bulk_change_sends_four_at_a_time_and_can_be_paused_and_resumed() {
    let screen = selected().await;
    screen.helpdesk.hold("PUT");
    press("e");
    until("the first requests are sent", || screen.helpdesk.outcomes("PUT").len() == 4).await;
    assert_eq!(screen.helpdesk.requests("PUT")[0], "PUT /tickets/30/state");
    assert!(screen.progress().contains("0 of 30 sent."));
    screen.element("button", "Pause").click();
    screen.helpdesk.reset_rules();
    for _ in 0..4 {
        screen.helpdesk.release("PUT");
    }
    until("the running requests are finished", || screen.progress().contains("Paused at 4 of 30.")).await;
    settle().await;
    assert_eq!(screen.helpdesk.outcomes("PUT"), [CallOutcome::Answered; 4]);
    screen.element("button", "Resume").click();
    until("all are closed", || screen.count_closed() == 30).await;
    until("the progress bar is gone", || screen.find("progressbar", "30 tickets closed").is_none()).await;
    assert!(screen.announced("status").contains("30 tickets closed"));
    assert_eq!(screen.helpdesk.requests("PUT").len(), 30, "no change is sent twice");
}

/// Cancelled changes are not sent and no longer shown. Finished ones can still be undone.
#[wasm_bindgen_test]
async fn a_cancelled_bulk_change_leaves_the_rest_unchanged() {
    let screen = selected().await;
    screen.helpdesk.hold("PUT");
    press("e");
    until("the first requests are sent", || screen.helpdesk.outcomes("PUT").len() == 4).await;
    screen.element("button", "Cancel").click();
    screen.helpdesk.reset_rules();
    for _ in 0..4 {
        screen.helpdesk.release("PUT");
    }
    until("the result is shown", || screen.progress().contains("4 of 30 done, 26 not done.")).await;
    assert_eq!(screen.count_closed(), 4);
    assert!(!screen.row("Ticket 26 ").name().contains("Closed"));
    assert!(screen.row("Ticket 27 ").name().contains("Closed"));
    press("z");
    until("the finished changes are undone", || screen.count_closed() == 0).await;
    assert_eq!(screen.helpdesk.requests("PUT").len(), 8);
}

/// Refusals do not stop the others: the reasons are listed, and only refused changes are retried.
#[wasm_bindgen_test]
async fn refused_changes_are_listed_and_retried_alone() {
    let screen = selected().await;
    screen.helpdesk.refuse("PUT /tickets/17/", 422, "is being merged");
    screen.helpdesk.refuse("PUT /tickets/9/", 422, "is locked");
    press("e");
    until("the bulk change is finished", || screen.progress().contains("28 of 30 done, 2 not done.")).await;
    assert_eq!(screen.count_closed(), 28);
    assert!(!screen.row("Ticket 17 ").name().contains("Closed"));
    let failed = |job: &deskbell::state::outbox::Batch| {
        job.results().filter(|(_, it)| matches!(it, Some(BatchOutcome::Failed(_)))).count()
    };
    assert_eq!(screen.app.outbox.with_jobs(|jobs| jobs.first().map(failed)), Some(2));
    screen.element("button", "Show results").click();
    until("the results are shown", || screen.find("dialog", "Results").is_some()).await;
    let text = screen.element("dialog", "Results").text();
    assert!(
        text.contains("28 changes done, 2 not done.") && text.contains("is being merged") && text.contains("is locked")
    );
    screen.helpdesk.reset_rules();
    screen.element("button", "Retry failed").click();
    until("the refused changes are saved, too", || screen.count_closed() == 30).await;
    assert_eq!(screen.helpdesk.requests("PUT").len(), 32);
}

/// A single change does not wait for a running bulk change, even on a ticket of that bulk change.
#[wasm_bindgen_test]
async fn a_single_change_does_not_wait_for_a_bulk_change() {
    let screen = selected().await;
    screen.helpdesk.hold("PUT /tickets/30/");
    screen.helpdesk.hold("PUT /tickets/29/");
    screen.helpdesk.hold("PUT /tickets/28/");
    screen.helpdesk.hold("PUT /tickets/27/");
    press("e");
    until("the first requests are sent", || screen.helpdesk.outcomes("PUT").len() == 4).await;
    screen.app.list.clear_selection();
    press("End");
    until("the last row is current", || screen.current_name().contains("Ticket 1 ")).await;
    press("i");
    until("the ticket is assigned to the agent", || !screen.helpdesk.requests("PUT /tickets/1/assignee").is_empty())
        .await;
    assert_eq!(screen.helpdesk.requests("PUT /tickets/").len(), 6, "the rest of the bulk change waits");
}
