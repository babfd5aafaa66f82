//! Changes to many tickets: sent a few at a time, stopped and gone on with, told one by one at the end.

use deskbell::state::outbox::BatchOutcome;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Screen, WriteOutcome, press, settle, tickets, until};

/// Thirty tickets, all of them selected.
async fn selected() -> Screen {
    let screen = Screen::of(tickets(30)).await;
    press("A");
    until("all are selected", || screen.part("columnheader", "30 selected").is_shown()).await;
    screen
}

impl Screen {
    /// What is said of the job.
    fn job(&self) -> String {
        self.find("region", "Changes under way").map(|job| job.text()).unwrap_or_default()
    }

    fn count_closed(&self) -> usize {
        (1..=30).filter(|number| self.helpdesk.ticket(*number).state == "closed").count()
    }
}

/// Closing thirty tickets floods nobody: four requests are on their way at a time, in the order of the list.
#[wasm_bindgen_test]
async fn a_job_sends_a_few_at_a_time_and_can_be_paused_and_resumed() {
    let screen = selected().await;
    screen.helpdesk.hold("PUT");
    press("e");
    until("it began", || screen.helpdesk.fates("PUT").len() == 4).await;
    assert_eq!(screen.helpdesk.asked("PUT")[0], "PUT /tickets/30/state");
    assert!(screen.job().contains("0 of 30 sent."));
    screen.part("button", "Pause").click();
    screen.helpdesk.behave();
    for _ in 0..4 {
        screen.helpdesk.release("PUT");
    }
    until("what was on its way is over", || screen.job().contains("Paused at 4 of 30.")).await;
    settle().await;
    assert_eq!(screen.helpdesk.fates("PUT"), [WriteOutcome::Answered; 4]);
    screen.part("button", "Resume").click();
    until("all are closed", || screen.count_closed() == 30).await;
    until("the job is gone", || screen.find("progressbar", "State: Closed · 30 tickets").is_none()).await;
    assert!(screen.announced("status").contains("all of it is with the helpdesk"));
    assert_eq!(screen.helpdesk.asked("PUT").len(), 30, "none was sent twice");
}

/// What is stopped is not sent, and is shown as it was; what was done can still be undone.
#[wasm_bindgen_test]
async fn a_job_that_is_stopped_leaves_the_rest_as_it_was() {
    let screen = selected().await;
    screen.helpdesk.hold("PUT");
    press("e");
    until("it began", || screen.helpdesk.fates("PUT").len() == 4).await;
    screen.part("button", "Cancel").click();
    screen.helpdesk.behave();
    for _ in 0..4 {
        screen.helpdesk.release("PUT");
    }
    until("it is told", || screen.job().contains("4 of 30 done, 26 not.")).await;
    assert_eq!(screen.count_closed(), 4);
    assert!(!screen.row("Ticket 26 ").name().contains("Closed"));
    assert!(screen.row("Ticket 27 ").name().contains("Closed"));
    press("z");
    until("what was done is undone", || screen.count_closed() == 0).await;
    assert_eq!(screen.helpdesk.asked("PUT").len(), 8);
}

/// Refusals in the middle stop nothing: the rest is done, the reasons are listed, and the refused alone are
/// tried again.
#[wasm_bindgen_test]
async fn refusals_in_the_middle_are_listed_and_tried_again_alone() {
    let screen = selected().await;
    screen.helpdesk.refuse("PUT /tickets/17/", 422, "is being merged");
    screen.helpdesk.refuse("PUT /tickets/9/", 422, "is locked");
    press("e");
    until("it is over", || screen.job().contains("28 of 30 done, 2 not.")).await;
    assert_eq!(screen.count_closed(), 28);
    assert!(!screen.row("Ticket 17 ").name().contains("Closed"));
    let failed = |job: &deskbell::state::outbox::Batch| {
        job.results().filter(|(_, it)| matches!(it, Some(BatchOutcome::Failed(_)))).count()
    };
    assert_eq!(screen.app.outbox.with_jobs(|jobs| jobs.first().map(failed)), Some(2));
    screen.part("button", "Show results").click();
    until("the results are there", || screen.find("dialog", "Results").is_some()).await;
    let text = screen.part("dialog", "Results").text();
    assert!(text.contains("28 changes done, 2 not.") && text.contains("is being merged") && text.contains("is locked"));
    screen.helpdesk.behave();
    screen.part("button", "Retry failed").click();
    until("the rest is done, too", || screen.count_closed() == 30).await;
    assert_eq!(screen.helpdesk.asked("PUT").len(), 32);
}

/// An agent who goes on working is not kept waiting by a job, not even at a ticket of that job.
#[wasm_bindgen_test]
async fn a_single_change_does_not_wait_for_a_job() {
    let screen = selected().await;
    screen.helpdesk.hold("PUT /tickets/30/");
    screen.helpdesk.hold("PUT /tickets/29/");
    screen.helpdesk.hold("PUT /tickets/28/");
    screen.helpdesk.hold("PUT /tickets/27/");
    press("e");
    until("it began", || screen.helpdesk.fates("PUT").len() == 4).await;
    screen.app.list.clear_selection();
    press("End");
    until("the last is current", || screen.current_name().contains("Ticket 1 ")).await;
    press("i");
    until("it is given to the agent", || !screen.helpdesk.asked("PUT /tickets/1/assignee").is_empty()).await;
    assert_eq!(screen.helpdesk.asked("PUT /tickets/").len(), 6, "and the rest of the job waits");
}
