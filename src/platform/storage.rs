//! Small values in the browser's local storage. A browser may deny storage at any time; then nothing is read or
//! stored, and the app works from memory.

use web_sys::Storage;

/// The keys in use, in one place so that each has a single purpose.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    /// The accounts set up on this device, without tokens.
    Accounts,
    /// The tokens that the agent chose to remember.
    Tokens,
    /// The agent's preferences: theme, display of the list, keyboard shortcuts.
    Preferences,
    /// The labels of tickets whose helpdesk does not include them, as far as they are known.
    Labels,
    /// The draft of a new ticket.
    NewTicket,
    /// The drafts of replies.
    ReplyDrafts,
    /// The agent's own canned responses.
    CannedResponses,
    /// The senders whose mails may load images.
    TrustedSenders,
    /// The recently chosen values.
    Recent,
    /// The saved views.
    Views,
}

impl Key {
    fn name(self) -> &'static str {
        match self {
            Key::Accounts => "deskbell.accounts",
            Key::Tokens => "deskbell.tokens",
            Key::Preferences => "deskbell.preferences",
            Key::Labels => "deskbell.labels",
            Key::NewTicket => "deskbell.draft",
            Key::ReplyDrafts => "deskbell.drafts",
            Key::CannedResponses => "deskbell.canned",
            Key::TrustedSenders => "deskbell.senders",
            Key::Recent => "deskbell.recent",
            Key::Views => "deskbell.views",
        }
    }
}

/// Whether the browser allows storage, which it may deny in a frame of another site.
pub fn is_available() -> bool {
    storage().is_some()
}

/// Returns the value of a key; `None` if there is none or storage is denied.
pub fn read(key: Key) -> Option<String> {
    storage()?.get_item(key.name()).ok()?
}

/// Stores a value under a key. Returns whether the browser did.
pub fn write(key: Key, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key.name(), text).is_ok())
}

/// Removes the value of a key.
pub fn remove(key: Key) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key.name());
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
