//! What is said in tickets, and what is draft in answer.

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
    /// What was said.
    pub threads: Threads,
    /// What is being draft.
    pub reply_drafts: ReplyDrafts,
    /// What is on its way.
    pub replies: Replies,
    /// Words that serve for many answers.
    pub canned_responses: CannedResponses,
    /// Whose mails may load images.
    pub trusted_senders: TrustedSenders,
    /// Where the link leads that is pointed at in a mail; empty for none.
    pub pointed: RwSignal<String>,
    /// The link that was followed and is asked about.
    pub suspicious_link: RwSignal<Option<SuspiciousLink>>,
}

/// A link whose words name another host than it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuspiciousLink {
    /// Where it leads.
    pub address: String,
    /// The host that is.
    pub host: String,
    /// The host that its words name.
    pub named: String,
}

impl Conversations {
    /// Nothing said, and what is kept on the device.
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
