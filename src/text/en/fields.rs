//! The fields of a ticket: their labels, what they hold, and what becomes of them.

use crate::domain::Phrase;

super::phrases! { "fields"
    SUBJECT = "Subject";
    STATE = "State";
    ASSIGNEE = "Assignee";
    GROUP = "Group";
    LABELS = "Labels";
    MAILBOX = "Mailbox";
    CUSTOMER = "Customer";
    PREVIEW = "Preview";
    CREATED = "Created";
    PROGRESS = "Progress";
    STAR = "Star";
    ARCHIVE = "Archive";
    SPAM = "Spam";
    TRASH = "Trash";
    ANSWERED = "Answered";
    IS_STARRED = "Starred";
    IS_NOT_STARRED = "Not starred";
    IS_ARCHIVED = "Archived";
    IS_NOT_ARCHIVED = "Not archived";
    IS_NOT_SPAM = "Not spam";
    IS_IN_TRASH = "In the trash";
    IS_NOT_IN_TRASH = "Not in the trash";
    IS_UNANSWERED = "Unanswered";
    ADD_LABEL = "Add label";
    ASSIGN = "Assign";
    LABEL = "Label";
    UNASSIGNED = "Unassigned";
    NO_GROUP = "No group";
    UNKNOWN = "Unknown";
    NOBODY = "Nobody";
    NONE = "none";
    assign_tickets(count: usize) = "Assign {count, plural, one {# ticket} other {# tickets}}";
    label_tickets(count: usize) = "Add a label to {count, plural, one {# ticket} other {# tickets}}";
    change_tickets(field: Phrase, count: usize) = "Change the {field} of {count, plural, one {# ticket} other {# tickets}}";
    became(field: Phrase, before: &str, now: &str) = "{field}: was {before}, is now {now}.";
    became_quoted(field: Phrase, before: &str, now: &str) = "{field}: was “{before}”, is now “{now}”.";
    flagged(outcome: Phrase) = "{outcome}.";
    labels_added(added: &[String]) = "Labels: {added} added.";
    labels_removed(removed: &[String]) = "Labels: {removed} removed.";
    labels_changed(added: &[String], removed: &[String]) = "Labels: {added} added, {removed} removed.";
    label_added(added: &[String]) = "Label added: {added}";
    label_removed(removed: &[String]) = "Label removed: {removed}";
    labels_replaced(added: &[String], removed: &[String]) = "Labels: {added} for {removed}";
    set(field: Phrase, value: &str) = "{field}: {value}";
    assigned(name: &str) = "Assigned to {name}";
    moved(mailbox: &str) = "Moved to {mailbox}";
    TAKEN_OVER = "Taken over";
    LEFT_GROUP = "Removed from its group";
}
