//! Writing a reply or a note.

super::phrases! { "composer"
    REGION = "Reply or note";
    EMPTY = "Write something first.";
    NOTE_PLACEHOLDER = "Write a note for your team…";
    REPLY_PLACEHOLDER = "Write a reply… Type / for canned responses, press Ctrl+Enter to send";
    SENDING = "Sending…";
    LOOKING = "Checking whether it was sent…";
    SEND_REPLY = "Send reply";
    ADD_NOTE = "Add note";
    REPLY = "Reply";
    NOTE = "Note";
    KIND = "Type of message";
    to(requester: String) = "To {requester}";
    not_an_address(text: &str) = "“{text}” isn't an email address. Correct or remove it.";
    has_placeholder(text: &str) = "“{text}” isn't filled in yet. Replace it, or send it as it is.";
    NO_FILES = "You can't attach files here. This helpdesk's API doesn't support files in replies.";
    NOT_STORED = "This draft isn't stored on this device, because the browser's storage is full. Keep this page open until you send it.";
    SEND_ANYWAY = "Send anyway";
    SEND_AND_CLOSE = "Send and close";
    SEND_AND_NEXT = "Send and next";
    COPIES = "Cc, Bcc";
    CC = "Cc";
    BCC = "Bcc";
    ATTACH_FILES = "Attach files";
    uploading(count: usize) = "Uploading {count, plural, one {# file} other {# files}}…";
    remove_file(name: &str) = "Remove {name}";
}
