//! The filters of a list: what they are called inside of a sentence, and what they are set to.

super::phrases! { "filters"
    STATE = "state";
    ASSIGNEE = "assignee";
    GROUP = "group";
    LABEL = "label";
    MAILBOX = "mailbox";
    CUSTOMER = "customer";
    STAR = "star";
    PROGRESS = "progress";
    CREATION_DATE = "creation date";
    FOLDER = "folder";
    SPAM = "spam";
    REPLIES = "replies";
    REPLY_COUNT = "number of replies";
    RESPONDER = "responder";
    RESPONDER_VERSION = "responder version";
    CHAT = "chat";
    REMOVED_CHATS = "removed chats";
    FOLDERS = "Folders";
    LABELS = "Labels";
    STILL_OPEN = "Still open";
    NO_LONGER_OPEN = "No longer open";
    WITH_SPAM = "With spam";
    WITHOUT_SPAM = "Without spam";
    WITH_REPLIES = "With replies";
    WITHOUT_REPLIES = "Without replies";
    NO_REPLIES_YET = "No replies yet";
    at_most_replies(count: u32) = "{count, plural, one {At most # reply} other {At most # replies}}";
    WITH_REMOVED_CHATS = "With removed chats";
    WITHOUT_REMOVED_CHATS = "Without removed chats";
}
