//! The open ticket and its conversation.

super::phrases! { "ticket"
    NONE_OPEN = "No ticket open";
    SELECT_ONE = "Select a ticket to read it.";
    KEY_MOVE = "move";
    KEY_OPEN = "open";
    KEY_HELP = "all shortcuts";
    REGION = "Ticket";
    number(number: &str) = "Ticket {number}";
    STARRED = "Starred";
    BACK_TO_LIST = "Back to the list";
    PREVIOUS = "Previous ticket";
    NEXT = "Next ticket";
    CLOSE_PANE = "Close the ticket pane";
    FREQUENT_ACTIONS = "Frequent actions";
    BACK = "Back";
    BACK_TO_ALL = "Back to all tickets";
    ASSIGN = "Assign";
    ASSIGN_TICKET = "Assign the ticket";
    REPLY = "Reply";
    REPLY_TO_TICKET = "Reply to the ticket";
    LABEL = "Label";
    LABEL_TICKET = "Label the ticket";
    CLOSE = "Close";
    CLOSE_TICKET = "Close the ticket";
    CHANGED = "Changed since you opened it";
    TAKE_NOTE = "Got it";
    MESSAGES = "Messages";
    SHOW_EARLIER = "Show earlier messages";
    SHOW_QUOTED = "Show quoted text";
    SHOW_ALL = "Show the whole message";
    not_shown(reason: &str) = "This message couldn't be shown. {reason}";
    SHOW_IMAGES = "Show remote images";
    images_always(sender: &str) = "Always for {sender}";
    images_shown_for(sender: &str) = "Remote images from {sender} are shown.";
    IMAGES_STOP = "Stop showing them";
    IMAGES_ONCE = "Remote images are shown this time.";
}
