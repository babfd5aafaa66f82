//! Dialogs that belong to no single pane.

super::phrases! { "dialogs"
    REQUEST_LOG = "Request log";
    LAST_REQUESTS = "The last requests of this page, newest first. It contains no tokens, names or message text, so it is safe to share.";
    NO_REQUESTS = "No requests yet.";
    REQUESTS = "Requests";
    TIME_UTC = "Time (UTC)";
    ACCOUNT = "Account";
    REQUEST = "Request";
    RESPONSE = "Response";
    DURATION = "Duration";
    retried(outcome: &str, attempt: u32) = "{outcome} (attempt {attempt})";
    milliseconds(count: u64) = "{count} ms";
    COPY = "Copy";
    COPIED = "Copied.";
    NOT_COPIED = "The browser didn't allow copying. Select the rows instead.";
    UNDO_HISTORY = "Undo history";
    NO_UNDO_HISTORY = "Nothing to undo yet. Your changes will be listed here.";
    DRAFTS = "Drafts";
    draft_count(count: usize) = "{count, plural, one {# draft} other {# drafts}}";
    NO_DRAFTS = "No drafts. A reply that you begin is kept here until you send it.";
    ticket_number(number: &str) = "Ticket {number}";
    delete_draft(subject: &str) = "Delete the draft for {subject}";
    DRAFT_DELETED = "Draft deleted.";
    CANNED_RESPONSES = "Canned responses";
    CANNED_RESPONSE = "Response";
    FIND_CANNED_RESPONSE = "Type to find a response";
    NO_CANNED_RESPONSES = "No canned responses yet. Write a reply, then come back here to save it under a name.";
    SAVE_CANNED_RESPONSE = "Save the current text as";
    YOUR_CANNED_RESPONSES = "Your canned responses";
    delete_named(name: &str) = "Delete {name}";
    deleted_named(name: &str) = "Deleted “{name}”.";
    FOLLOW_LINK = "Open this link?";
    misleading_link(named: &str, host: &str) = "The link says “{named}”, but it opens “{host}”. This is a common phishing trick.";
    OPEN_ANYWAY = "Open anyway";
    TOKEN_NEEDED = "Token needed";
    API_TOKEN = "API token";
    USE_TOKEN = "Use token";
    token_refused(account: &str) = "The helpdesk refused the token for {account}. Enter another one here. The other settings of the account are in Settings.";
    enter_token(account: &str) = "Enter the API token for {account}. It is sent only to this helpdesk and its proxy.";
    sent_through(address: &str) = "Requests go through {address}.";
    REMEMBER = "Remember on this device";
    REMEMBER_HINT = "Otherwise the token is kept in memory until you close this page. If you select it, anyone who can use this browser can read the token.";
}
