//! The form for a new ticket. Its fields are named as the providers' documents name them.

super::phrases! { "new_ticket"
    created(subject: &str, account: &str) = "“{subject}” was created in {account}.";
    created_without_subject(id: &str, account: &str) = "Ticket {id} was created in {account}.";
    not_created(why: String) = "The ticket wasn't created. {why}";
    ABOUT = "About";
    ASSIGNEE = "Assignee";
    ATTACHMENTS = "Attachments";
    CHAT = "Chat";
    COMPANY = "Company";
    FROM = "From";
    GROUP = "Group";
    LABELS = "Labels";
    LINKEDIN = "LinkedIn";
    LOCATION = "Location";
    MAILBOX = "Mailbox";
    MESSAGE = "Message";
    NAME = "Name";
    PHONE = "Phone";
    PRIVATE_NOTE = "Private note";
    REQUESTER_EMAIL = "Requester email";
    REQUESTER_NAME = "Requester name";
    SEND_COPY_TO_CUSTOMER = "Send copy to customer";
    SENT_AT = "Sent at";
    SKIP_NOTIFICATIONS = "Skip notifications";
    STARRED = "Starred";
    STATE = "State";
    STATUS = "Status";
    SUBJECT = "Subject";
    TEAM = "Team";
    TITLE = "Title";
    TO = "To";
    TWITTER = "Twitter";
    ATTACHMENTS_HINT = "IDs of files already uploaded, separated by commas";
    FROM_HINT = "The agent or customer who writes";
    MAILBOX_HINT = "Leave empty for the primary mailbox";
    NOTE_HINT = "For messages from an agent: only visible to the team";
    SEND_COPY_HINT = "For messages from an agent: also send it by email";
    SENT_AT_HINT = "Leave empty for now";
    SKIP_NOTIFICATIONS_HINT = "Don't notify the agents";
    STATE_HINT = "Leave empty for unread";
    TEAM_HINT = "Leave empty for no team";
    TO_HINT = "The recipient: a customer or a mailbox";
}
