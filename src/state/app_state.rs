//! The state of the app, and what is open over its panes.

use leptos::prelude::*;

use super::accounts::Accounts;
use super::device::appearance::Appearance;
use super::device::keymap::Keymap;
use super::device::preferences::Preferences;
use super::device::recent;
use super::device::saved_views::SavedViews;
use super::list::TicketList;
use super::navigation::{Navigation, Step};
use super::notices::Notices;
use super::outbox::new_ticket_progress::Progress;
use super::outbox::{ActionId, Outbox};
use super::ticket::conversations::Conversations;
use super::ticket::learned_labels::LearnedLabels;
use super::ticket::open::OpenTicket;
use super::ticket::store::Tickets;
use crate::client::account::Account;
use crate::client::config::Config;
use crate::client::secret::Secret;
use crate::domain::{AccountId, Intent, NewTicket, TicketChange, TicketField, TicketKey};
use crate::routes::{Route, Theme};

/// The state of the app.
#[derive(Clone, Copy)]
pub struct AppState {
    /// The accounts and their tokens.
    pub accounts: Accounts,
    /// All known tickets.
    pub tickets: Tickets,
    /// The list.
    pub list: TicketList,
    /// The open ticket.
    pub open: OpenTicket,
    /// Changes, and how to undo them.
    pub outbox: Outbox,
    /// The notices.
    pub notices: Notices,
    /// The route.
    pub navigation: Navigation,
    /// The agent's preferences on this device.
    pub preferences: Preferences,
    /// How the list looks: as the link says, else as the agent prefers.
    pub appearance: Appearance,
    /// The saved views.
    pub saved: SavedViews,
    /// The deployer's configuration.
    pub config: StoredValue<Config>,
    /// The theme that the deployer or the embedding page chose.
    pub configured_theme: RwSignal<Option<Theme>>,
    /// What is open over the panes.
    pub overlay: RwSignal<Option<Overlay>>,
    /// Whether the views are shown on a screen that is too narrow for all panes.
    pub shows_views: RwSignal<bool>,
    /// The draft of the new ticket, which survives closing the form.
    pub new_ticket: RwSignal<NewTicket>,
    /// How far the new ticket is on its way to the helpdesk.
    pub new_ticket_progress: RwSignal<Progress>,
    /// Whether a reply is in progress.
    pub is_replying: RwSignal<bool>,
    /// Whether all of the app's code is loaded.
    pub is_code_loaded: RwSignal<bool>,
    /// The conversations, once they were needed.
    conversations: StoredValue<Option<Conversations>>,
    /// Returns the key of a command by its id, once that code is loaded.
    pub key_of: RwSignal<Option<KeyOf>>,
}

/// Returns the key of a command by its id; empty for none.
pub type KeyOf = fn(&Keymap, &str) -> String;

/// What is open over the panes. One at a time.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// The form for a new ticket.
    NewTicket,
    /// Settings.
    Settings,
    /// The keyboard shortcuts.
    Help,
    /// The command palette.
    Palette,
    /// How the list looks.
    Display,
    /// The name of a new saved view.
    SaveView,
    /// The saved views, to be edited.
    SavedViews,
    /// The mailbox of the open ticket.
    Mailbox,
    /// A change to the selected tickets.
    Selection(TicketField),
    /// A label to remove from tickets.
    Unlabel(Vec<TicketKey>),
    /// The undo history.
    History,
    /// The results of a batch.
    Results(ActionId),
    /// Whether to make changes that cannot be undone.
    Confirm(Vec<TicketChange>),
    /// The token of an account whose helpdesk refused the last one.
    Token(AccountId),
    /// The request log.
    Requests,
    /// The drafts of replies.
    ReplyDrafts,
    /// The canned responses for the open ticket.
    CannedResponses,
    /// Who the agent is in an account, to go on with an intent.
    WhoAmI(AccountId, Intent, Vec<TicketKey>),
}

impl AppState {
    /// Creates the state.
    pub fn new(accounts: Accounts, navigation: Navigation, config: Config) -> Self {
        let tickets = Tickets::new(LearnedLabels::stored(!accounts.is_demo_now()));
        let notices = Notices::new();
        let preferences = Preferences::stored();
        let appearance = Appearance::new(navigation, preferences);
        AppState {
            accounts,
            tickets,
            list: TicketList::new(accounts, tickets, navigation, appearance),
            open: OpenTicket::new(accounts, tickets, navigation),
            outbox: Outbox::new(accounts, tickets, notices),
            notices,
            navigation,
            preferences,
            appearance,
            saved: SavedViews::new(),
            configured_theme: RwSignal::new(config.theme.as_deref().and_then(Theme::parse)),
            config: StoredValue::new(config),
            overlay: RwSignal::new(None),
            shows_views: RwSignal::new(false),
            new_ticket: RwSignal::new(NewTicket::default()),
            new_ticket_progress: RwSignal::new(Progress::Writing),
            is_replying: RwSignal::new(false),
            is_code_loaded: RwSignal::new(false),
            conversations: StoredValue::new(None),
            key_of: RwSignal::new(None),
        }
    }

    /// Returns the conversations. They are made when they are first needed, because their code is loaded
    /// later.
    pub fn conversations(&self) -> Conversations {
        self.conversations.get_value().unwrap_or_else(|| {
            let make = || Conversations::new(self.accounts, self.tickets, self.preferences);
            // They live as long as the page, whichever component asks first.
            let mut owner = Owner::current();
            while let Some(above) = owner.as_ref().and_then(Owner::parent) {
                owner = Some(above);
            }
            let conversations = owner.map_or_else(make, |owner| owner.with(make));
            self.conversations.set_value(Some(conversations));
            conversations
        })
    }

    /// Adds or changes an account, with the token that was typed for it. `remember` keeps the token on the device.
    ///
    /// The first account replaces the demo. Of an account whose address changed, nothing that is known stays.
    pub fn save_account(&self, account: Account, secret: Option<Secret>, remember: bool) {
        let id = account.id.clone();
        if self.accounts.is_demo_now() {
            // The link may name the demo and one of its tickets.
            self.tickets.clear();
            self.navigation.go(Step::Replace, |route| *route = Route::default());
        }
        let known = untrack(|| self.accounts.find(&id));
        if known.is_some_and(|known| known.base_url != account.base_url) {
            self.tickets.forget(&id);
            self.tickets.forget_labels(&id);
        }
        self.accounts.save(account);
        if let Some(secret) = secret {
            self.accounts.use_token(&id, secret, remember);
        }
    }

    /// Removes an account with its token, and everything that is stored about it on the device.
    pub fn remove_account(&self, id: &AccountId) {
        self.accounts.remove(id);
        self.conversations().reply_drafts.forget_account(id);
        self.tickets.forget_labels(id);
        recent::forget(id);
    }

    /// Provides the state to every component below.
    pub fn provide(self) {
        provide_context(self);
    }

    /// Returns the state, in a component.
    pub fn here() -> AppState {
        expect_context()
    }
}
