//! What is said in tickets, and what is written in answer.

use leptos::prelude::*;

use super::canned_responses::Canned;
use super::store::Tickets;
use super::threads::Threads;
use crate::state::accounts::Accounts;
use crate::state::device::preferences::Preferences;
use crate::state::device::trusted_senders::Senders;
use crate::state::outbox::replies::Answering;
use crate::state::outbox::reply_drafts::Drafts;

/// Everything about conversations.
#[derive(Clone, Copy)]
pub struct Talk {
    /// What was said.
    pub threads: Threads,
    /// What is being written.
    pub drafts: Drafts,
    /// What is on its way.
    pub answering: Answering,
    /// Words that serve for many answers.
    pub canned: Canned,
    /// Whose mails may load images.
    pub senders: Senders,
    /// Where the link leads that is pointed at in a mail; empty for none.
    pub pointed: RwSignal<String>,
    /// The link that was followed and is asked about.
    pub leaving: RwSignal<Option<Leaving>>,
}

/// A link whose words name another host than it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// Where it leads.
    pub address: String,
    /// The host that is.
    pub host: String,
    /// The host that its words name.
    pub named: String,
}

impl Talk {
    /// Nothing said, and what is kept on the device.
    pub fn new(accounts: Accounts, tickets: Tickets, preferences: Preferences) -> Self {
        let drafts = Drafts::new(preferences, !accounts.is_demo_now());
        drafts.reload();
        Talk {
            threads: Threads::new(accounts, tickets),
            drafts,
            answering: Answering::new(),
            canned: Canned::new(accounts),
            senders: Senders::stored(),
            pointed: RwSignal::new(String::new()),
            leaving: RwSignal::new(None),
        }
    }
}
