//! What the page around the app is told about its requests.

super::phrases! { "embedding"
    UNREADABLE = "The request couldn't be read.";
    UNKNOWN_TYPE = "Unknown request type.";
    ACCENT = "accent must be a colour such as #1f6f68 with a contrast of at least 4.5 to the light or the dark background.";
    DEMO = "The address of the frame asks for the demo, which has its own accounts.";
    must_be_text(name: &str) = "{name} must be text.";
    UNKNOWN_ACCOUNT = "There is no account with this id.";
    NOT_EXPECTED = "This account doesn't get its token from the page.";
    BAD_TOKEN = "A token must consist of visible ASCII characters.";
    REFUSED_TOKEN = "The helpdesk has already refused this token.";
    bad_query(length: usize) = "query must be text of at most {length} characters.";
}
