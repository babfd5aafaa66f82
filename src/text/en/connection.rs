//! The network, the helpdesks, and the parts of the app itself.

super::phrases! { "connection"
    CODE_MISSING = "Part of Deskbell couldn't be loaded. Try again when you're online, or reload the page.";
    OFFLINE = "You're offline. Changes will be sent when you reconnect.";
    NEW_VERSION = "A new version is ready.";
    ONLINE_AGAIN = "You're back online.";
    UNENCRYPTED = "This address begins with http, so the token and all tickets can be read on the way. Use https unless this is your own network.";
    NOTHING_STORED = "This browser stores nothing for this page, as in some frames and private windows. Tokens, drafts and preferences last until you close the page.";
    token_refused_in_portal(account: &str) = "The helpdesk refused the token for {account}. The portal has been asked for another one.";
    token_asked_from_portal(account: &str) = "The portal provides the token for {account} and has been asked for it.";
    token_only_in_portal(account: &str) = "The portal provides the token for {account}. Open Deskbell there.";
    resuming_in(seconds: u32) = "Trying again in {seconds} s.";
    unsent(changes: usize) = "{changes, plural, one {# change is} other {# changes are}} waiting to be sent. Keep this page open.";
    responding_again(account: &str) = "{account} is responding again.";
}
