//! Changes: what was done and undone, and what became of a change that did not go through.

super::phrases! { "changes"
    CHANGED = "Changed";
    several(what: String, count: usize) = "{what} · {count, plural, one {# ticket} other {# tickets}}";
    closed(count: usize) = "{count, plural, one {# ticket} other {# tickets}} closed";
    reopened(count: usize) = "{count, plural, one {# ticket} other {# tickets}} reopened";
    undone(what: String) = "Undone: {what}";
    some_of(what: String, some: usize, all: usize) = "{what} ({some} of {all, plural, one {# ticket} other {# tickets}})";
    ALREADY_CLOSED = "Already closed.";
    NOTHING_TO_CHANGE = "Nothing to change.";
    NOTHING_TO_UNDO = "Nothing to undo.";
    CHECKING = "Checking…";
    left_as_is(count: usize) = "{count, plural, one {# ticket stays as it is. Its helpdesk doesn't support this.} other {# tickets stay as they are. Their helpdesk doesn't support this.}}";
    reverted(what: String, why: String) = "Reverted: {what}. {why}";
    lost(what: String, why: String) = "Reverted: {what}. {why} The helpdesk didn't save it.";
    in_doubt(what: String, why: String) = "Couldn't confirm whether this was saved: {what}. {why}";
    went_through(what: String) = "It was saved: {what}.";
    SOMETHING_ELSE = "something else";
    conflict(subject: &str, theirs: String, mine: String) = "“{subject}” was changed by someone else. Theirs: {theirs}. Yours: {mine}.";
}
