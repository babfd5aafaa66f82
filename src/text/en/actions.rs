//! Words on buttons that mean the same everywhere.

super::phrases! { "actions"
    UNDO = "Undo";
    RETRY = "Retry";
    TRY_AGAIN = "Try again";
    CHECK_AGAIN = "Check again";
    USE_MINE = "Use mine";
    KEEP_THEIRS = "Keep theirs";
    CANCEL = "Cancel";
    CLOSE = "Close";
    DELETE = "Delete";
    DISMISS = "Dismiss";
    DONE = "Done";
    SAVE = "Save";
    RELOAD = "Reload";
    OPEN_SETTINGS = "Open Settings";
    ENTER_TOKEN = "Enter a token";
    REQUEST_LOG = "Request log";
    NEW_TICKET = "New ticket";
    CONNECT_HELPDESK = "Connect a helpdesk";
    RESET_TO_DEFAULTS = "Reset to defaults";
}
