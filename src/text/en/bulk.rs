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
    STATE = "State";
    GROUP = "Group";
    LABEL = "Label";
    TO_ME = "To me";
    UNLABEL = "Unlabel";
    STAR = "Star";
    ANSWERED = "Answered";
    ARCHIVE = "Archive";
    SPAM = "Spam";
    TRASH = "Trash";
    loaded_selected(count: usize) = "{count, plural, one {# loaded ticket is selected.} other {# loaded tickets are selected.}}";
    SELECT_ALL_MATCHING = "Select all that match";
    select_all_of(total: u64) = "Select all {total} that match";
    change_state(count: usize) = "Change the state of {count, plural, one {# ticket} other {# tickets}}";
    assign(count: usize) = "Assign {count, plural, one {# ticket} other {# tickets}}";
    change_group(count: usize) = "Change the group of {count, plural, one {# ticket} other {# tickets}}";
    add_label(count: usize) = "Add a label to {count, plural, one {# ticket} other {# tickets}}";
    remove_label(count: usize) = "Remove a label from {count, plural, one {# ticket} other {# tickets}}";
}
