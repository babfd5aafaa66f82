//! Changes to many tickets at once.

super::phrases! { "bulk"
    CHANGES = "Changes in progress";
    PAUSE = "Pause";
    RESUME = "Resume";
    SHOW_RESULTS = "Show results";
    sent(sent: usize, total: usize) = "{sent} of {total} sent.";
    paused(sent: usize, total: usize) = "Paused at {sent} of {total}.";
    finished(done: usize, total: usize, missing: usize) = "{done} of {total} done{missing, plural, =0 {} other {, # not done}}.";
    RESULTS = "Results";
    summary(what: String, done: usize, missing: usize) = "{what}: {done, plural, one {# change} other {# changes}} done{missing, plural, =0 {} other {, # not done}}.";
    RETRY_FAILED = "Retry failed";
    SENDING = "Sending";
    NOT_SENT = "Not sent";
    CONFLICT = "Someone else changed this meanwhile";
    failed(why: String) = "Failed. {why}";
    in_doubt(why: String) = "Couldn't confirm whether this was saved. {why}";
    SELECTED = "Selected tickets";
    CLEAR = "Clear";
    TO_ME = "To me";
    UNLABEL = "Unlabel";
    loaded_selected(count: usize) = "{count, plural, one {# loaded ticket is selected.} other {# loaded tickets are selected.}}";
    SELECT_ALL_MATCHING = "Select all that match";
    select_all_of(total: u64) = "Select all {total} that match";
    remove_label(count: usize) = "Remove a label from {count, plural, one {# ticket} other {# tickets}}";
}
