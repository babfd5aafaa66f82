//! Replies, notes, messages and their files.

super::phrases! { "messages"
    OPEN_DRAFT = "Open draft";
    OPEN_TICKET = "Open ticket";
    SENDING_REPLY = "Sending the reply…";
    ADDING_NOTE = "Adding the note…";
    reply_unconfirmed(why: String, is_note: bool) = "{why} Couldn't confirm whether the {is_note, select, yes {note was added} other {reply was sent}}. Check the conversation before you send it again.";
    reply_lost(why: String, is_note: bool) = "{why} The {is_note, select, yes {note wasn't added} other {reply wasn't sent}}. You can send it again.";
    reply_refused(why: String, is_note: bool) = "The {is_note, select, yes {note wasn't added} other {reply wasn't sent}}. {why}";
    reply_not_sent(why: String, is_note: bool) = "The {is_note, select, yes {note wasn't added} other {reply wasn't sent}}. {why} Your text is kept here.";
    reply_was_sent(is_note: bool) = "{is_note, select, yes {Your note was added} other {Your reply was sent}}.";
    reply_was_not_sent(is_note: bool) = "{is_note, select, yes {Your note wasn't added} other {Your reply wasn't sent}} before the page closed. Send it again if you still want to.";
    blocked_images(images: u32, hosts: usize, trackers: u32) = "{images, plural, one {# remote image} other {# remote images}} from {hosts, plural, one {# host} other {# hosts}}{trackers, plural, =0 {} one {, # looks like a tracker} other {, # look like trackers}}.";
    file_not_attached(name: &str, why: String) = "{name} wasn't attached. {why}";
    file_not_saved(name: &str, why: String) = "{name} wasn't saved. {why}";
    file_not_saved_by_browser(name: &str) = "The browser didn't save {name}.";
    NO_CUSTOMER_DETAILS = "The helpdesk has no more details about this customer.";
    count(messages: u64) = "{messages, plural, one {# message} other {# messages}}";
    start(requester: String) = "Start of the conversation with {requester}";
    UNKNOWN_AUTHOR = "Unknown";
    AGENT = "Agent";
    NOTE = "Note";
    copies(names: &[String]) = "Copies to {names}";
    unreadable(problem: &str) = "This message couldn't be read. At {problem}.";
    SHOW_ATTACHMENTS = "Show attachments";
    UNNAMED_FILE = "Unnamed file";
    SAVE_FILE = "Save file";
    message_from(author: &str) = "Message from {author}";
    message_from_at(author: &str, when: &str) = "Message from {author}, {when}";
    note_from(author: &str) = "Note from {author}";
    note_from_at(author: &str, when: &str) = "Note from {author}, {when}";
    bytes(count: u64) = "{count} B";
    kilobytes(count: u64) = "{count} KB";
    megabytes(count: &str) = "{count} MB";
}
