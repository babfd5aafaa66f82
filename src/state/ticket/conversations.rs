//! The conversations of tickets, and the replies to them.

use leptos::prelude::*;

use super::canned_responses::CannedResponses;
use super::store::Tickets;
use super::threads::Threads;
use crate::state::accounts::Accounts;
use crate::state::device::preferences::Preferences;
use crate::state::device::trusted_senders::TrustedSenders;
use crate::state::outbox::replies::Replies;
use crate::state::outbox::reply_drafts::ReplyDrafts;

/// Everything about conversations.
#[derive(Clone, Copy)]
pub struct Conversations {
    /// The messages.
    pub threads: Threads,
    /// The drafts of replies.
    pub reply_drafts: ReplyDrafts,
    /// The replies in progress.
    pub replies: Replies,
    /// The canned responses.
    pub canned_responses: CannedResponses,
    /// The senders whose mails may load images.
    pub trusted_senders: TrustedSenders,
    /// The address of the link in a mail that the pointer is on; empty for none.
    pub pointed: RwSignal<String>,
    /// The link that was followed and needs a confirmation.
    pub suspicious_link: RwSignal<Option<SuspiciousLink>>,
}

/// A link whose text names another host than it opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuspiciousLink {
    /// The address that it opens.
    pub address: String,
    /// The host of that address.
    pub host: String,
    /// The host in its text.
    pub named: String,
}

impl Conversations {
    /// Creates conversations without messages, with what is stored on the device.
    pub fn new(accounts: Accounts, tickets: Tickets, preferences: Preferences) -> Self {
        let reply_drafts = ReplyDrafts::new(preferences, !accounts.is_demo_now());
        reply_drafts.reload();
        Conversations {
            threads: Threads::new(accounts, tickets),
            reply_drafts,
            replies: Replies::new(),
            canned_responses: CannedResponses::new(accounts),
            trusted_senders: TrustedSenders::stored(),
            pointed: RwSignal::new(String::new()),
            suspicious_link: RwSignal::new(None),
        }
    }
}
