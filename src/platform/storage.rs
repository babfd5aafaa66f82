//! Small things that stay on the device. A browser may refuse storage at any moment; then nothing
//! is read and nothing is kept, and the app goes on in memory.

use web_sys::Storage;

/// Every key in use, so that two things never share one.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    /// The accounts set up on this device, without tokens.
    Accounts,
    /// The tokens that the agent asked to remember.
    Tokens,
    /// What the agent prefers: theme, how lists are shown, keys.
    Preferences,
    /// The labels that were learned of tickets whose helpdesk does not tell them.
    Labels,
    /// A new ticket that was not sent yet.
    NewTicket,
    /// The answers that were not sent yet.
    ReplyDrafts,
    /// Words of the agent's own for many answers.
    CannedResponses,
    /// The senders whose mails may load images.
    TrustedSenders,
    /// What was chosen recently.
    Recent,
    /// The views that the agent gave a name.
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

/// Whether the browser keeps anything for this page: in a frame of another site it may not.
pub fn is_there() -> bool {
    storage().is_some()
}

/// What is kept under a key.
pub fn read(key: Key) -> Option<String> {
    storage()?.get_item(key.name()).ok()?
}

/// Keeps a text under a key. Returns whether the browser did.
pub fn write(key: Key, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key.name(), text).is_ok())
}

/// Forgets what is kept under a key.
pub fn remove(key: Key) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key.name());
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
