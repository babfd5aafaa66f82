//! What commands are called in the palette and in the list of keyboard shortcuts, and the sections of that list.

super::phrases! { "commands"
    NAVIGATION = "Navigation";
    SELECTION = "Selection";
    GENERAL = "General";
    NEXT = "Next ticket";
    PREVIOUS = "Previous ticket";
    PAGE_DOWN = "Page down";
    PAGE_UP = "Page up";
    FIRST = "First ticket";
    LAST = "Last ticket";
    OPEN = "Open ticket";
    BACK = "Back to the list";
    FINISH = "Close, archive or complete";
    FINISH_AND_NEXT = "Close and open next";
    REPLY = "Reply";
    NOTE = "Add note";
    STATE = "Change state";
    ASSIGN_TO_ME = "Assign to me";
    TAKE_OVER = "Take over";
    GROUP = "Change group";
    REMOVE_LABEL = "Remove label";
    STAR = "Toggle star";
    ANSWERED = "Toggle answered";
    ARCHIVE = "Toggle archived";
    SPAM = "Toggle spam";
    TRASH = "Toggle trash";
    RESULTS = "Results of the last changes";
    SELECT = "Select ticket";
    EXTEND_DOWN = "Extend selection down";
    EXTEND_UP = "Extend selection up";
    SEARCH = "Search";
    REFRESH = "Refresh the list";
    PALETTE = "Command palette";
}
