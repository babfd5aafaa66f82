//! The whole app with one account, whose helpdesk is a sandbox.

use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;

use deskbell::client::config::{self, Config};
use deskbell::client::secret::Secret;
use deskbell::routes::Route;
use deskbell::sandbox::groove::{DEMO_TOKEN, Groove};
use deskbell::state::AppState;
use deskbell::state::accounts::Accounts;
use deskbell::state::navigation::Navigation;
use deskbell::ui::shell::{self, Shell};
use leptos::prelude::*;
use serde_json::json;

use super::helpdesk::TestTransport;
use super::{Element, Helpdesk, Mount, settle, until};

/// The token that the helpdesk accepts.
pub const TOKEN: &str = DEMO_TOKEN;

/// The app, its state and its helpdesk.
pub struct Screen {
    /// The state, for actions that have no button.
    pub app: AppState,
    /// The helpdesk behind the account.
    pub helpdesk: Helpdesk,
    mount: Mount,
    transport: TestTransport,
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.transport.disconnect();
    }
}

impl Screen {
    /// Starts the app at a link, with the token in memory or without one. The account's id is `acme`.
    pub fn at(link: &str, helpdesk: impl Into<Helpdesk>, token: Option<&str>) -> Screen {
        Mount::clear_storage();
        Screen::draw(link, helpdesk.into(), token.and_then(Secret::new))
    }

    /// Restarts the app on the same device, with everything that is stored there.
    pub fn reload(self) -> Screen {
        let helpdesk = self.helpdesk.clone();
        drop(self);
        Screen::draw("", helpdesk, None)
    }

    /// Starts the app and waits for its first tickets.
    pub async fn new(groove: Groove) -> Screen {
        Screen::loaded("", groove).await
    }

    /// Starts the app at a link and waits for its first tickets.
    pub async fn loaded(link: &str, helpdesk: impl Into<Helpdesk>) -> Screen {
        let screen = Screen::at(link, helpdesk, Some(TOKEN));
        until("the first tickets are loaded", || !screen.rows().is_empty()).await;
        // Rows are rendered a few at a time.
        settle().await;
        screen
    }

    /// Waits until all of the app's code is loaded.
    pub async fn code_loaded(&self) {
        until("all code is loaded", || self.app.is_code_loaded.get_untracked()).await;
    }

    fn draw(link: &str, helpdesk: Helpdesk, secret: Option<Secret>) -> Screen {
        let account = json!({ "id": "acme", "name": "Acme", "provider": "groove", "me": "maya@tern.example", "requestsPerMinute": 0 });
        let mut problems = Vec::new();
        let accounts = config::parse_accounts(&[account], "accounts", &mut problems);
        assert_eq!(problems, []);
        let (route, transport) = (Route::parse(link), TestTransport::from(helpdesk.clone()));
        let app_transport = transport.clone();
        let slot = Rc::new(Cell::new(None));
        let filled = slot.clone();
        let view = move || {
            let accounts = Accounts::stored(accounts, Rc::new(app_transport), &mut problems);
            if let Some(secret) = secret {
                accounts.use_token(&"acme".into(), secret, false);
            }
            let app = AppState::new(accounts, Navigation::at(route), Config::default());
            deskbell::app::provide(app);
            app.recover();
            filled.set(Some(app));
            view! { <Shell problems turns=Signal::stored(shell::TURNS)/> }.into_any()
        };
        let mount = Mount::new(view);
        Screen { app: slot.get().unwrap(), helpdesk, mount, transport }
    }

    /// Returns the mounted ticket rows, from the top.
    pub fn rows(&self) -> Vec<Element> {
        self.all("row").into_iter().filter(|row| row.attribute("aria-rowindex") != "1").collect()
    }

    /// Returns the mounted row whose name contains this text, and fails if there is none.
    #[track_caller]
    pub fn row(&self, text: &str) -> Element {
        let Some(row) = self.rows().into_iter().find(|row| row.name().contains(text)) else {
            panic!("no row with {text} among {:?}", self.names("row"));
        };
        row
    }

    /// Returns the current rows.
    pub fn current(&self) -> Vec<Element> {
        self.rows().into_iter().filter(|row| row.attribute("aria-current") == "true").collect()
    }

    /// Returns the name of the current row.
    pub fn current_name(&self) -> String {
        self.current().first().map(Element::name).unwrap_or_default()
    }

    /// Chooses an option in a combobox by typing it.
    #[track_caller]
    pub fn choose(&self, label: &str, text: &str) {
        let field = self.element("combobox", label);
        field.click();
        field.enter(text);
        super::press("Enter");
    }

    /// Opens a dialog with its button, and waits until it is modal.
    pub async fn open_dialog(&self, button: &str, dialog: &str) -> Element {
        self.element("button", button).click();
        until("the dialog is open", || self.find("dialog", dialog).is_some_and(|it| it.is_modal())).await;
        // The page behind becomes inert a frame later.
        settle().await;
        self.element("dialog", dialog)
    }

    /// Waits until no dialog is mounted. The browser hides a dialog at once, but fires the event later.
    pub async fn dialog_closed(&self) {
        until("the dialog is unmounted", || self.query_selector("dialog").unwrap().is_none()).await;
    }

    /// Returns the text of all elements with a live role: `status` or `alert`.
    pub fn announced(&self, role: &str) -> String {
        self.all(role).iter().map(Element::text).collect::<Vec<_>>().join("\n")
    }
}

impl Deref for Screen {
    type Target = Mount;

    fn deref(&self) -> &Mount {
        &self.mount
    }
}
