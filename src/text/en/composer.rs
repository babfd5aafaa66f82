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
    SEND_AND_CLOSE = "Send and close";
    SEND_AND_NEXT = "Send and next";
    COPIES = "Cc, Bcc";
    CC = "Cc";
    BCC = "Bcc";
    ATTACH_FILES = "Attach files";
    uploading(count: usize) = "Uploading {count, plural, one {# file} other {# files}}…";
    remove_file(name: &str) = "Remove {name}";
}
