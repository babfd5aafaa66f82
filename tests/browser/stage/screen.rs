//! The whole app on a stage, over one account of a played helpdesk.

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
use deskbell::ui::commands;
use deskbell::ui::controls::provide_present;
use deskbell::ui::list::grid::GridFocus;
use deskbell::ui::shell::{self, Shell};
use leptos::prelude::*;
use serde_json::json;

use super::helpdesk::Line;
use super::{Helpdesk, Part, Stage, settle, until};

/// The token that the helpdesk accepts.
pub const TOKEN: &str = DEMO_TOKEN;

/// The app, what it works with, and the helpdesk it talks to.
pub struct Screen {
    /// The state, for what has no button.
    pub app: AppState,
    /// What answers.
    pub helpdesk: Helpdesk,
    stage: Stage,
    line: Line,
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.line.cut();
    }
}

impl Screen {
    /// Starts at a link, with the token in memory or without one. The account's id is `acme`.
    pub fn at(link: &str, helpdesk: impl Into<Helpdesk>, token: Option<&str>) -> Screen {
        Stage::clear_device();
        Screen::draw(link, helpdesk.into(), token.and_then(Secret::new))
    }

    /// Starts again on the same device, with everything that is kept on it.
    pub fn again(self) -> Screen {
        let helpdesk = self.helpdesk.clone();
        drop(self);
        Screen::draw("", helpdesk, None)
    }

    /// The app over a helpdesk, once its first tickets are there.
    pub async fn of(groove: Groove) -> Screen {
        Screen::loaded("", groove).await
    }

    /// The app at a link, once its first tickets are there.
    pub async fn loaded(link: &str, helpdesk: impl Into<Helpdesk>) -> Screen {
        let screen = Screen::at(link, helpdesk, Some(TOKEN));
        until("the first tickets come", || !screen.rows().is_empty()).await;
        // The first of them are drawn a few at a time.
        settle().await;
        screen
    }

    /// Waits until all of the app's code is there.
    pub async fn whole(&self) {
        until("all code is there", || self.app.is_code_loaded.get_untracked()).await;
    }

    fn draw(link: &str, helpdesk: Helpdesk, secret: Option<Secret>) -> Screen {
        let account = json!({ "id": "acme", "name": "Acme", "provider": "groove", "me": "maya@tern.example", "requestsPerMinute": 0 });
        let mut problems = Vec::new();
        let accounts = config::accounts_of(&[account], "accounts", &mut problems);
        assert_eq!(problems, []);
        let (route, transport) = (Route::parse(link), Line::from(helpdesk.clone()));
        let line = transport.clone();
        let slot = Rc::new(Cell::new(None));
        let filled = slot.clone();
        let view = move || {
            let accounts = Accounts::stored(accounts, Rc::new(transport), &mut problems);
            if let Some(secret) = secret {
                accounts.use_token(&"acme".into(), secret, false);
            }
            let app = AppState::new(accounts, Navigation::at(route), Config::default());
            app.provide();
            provide_present();
            let grid_focus = GridFocus::new();
            provide_context(grid_focus);
            let context = commands::Context::new(app, grid_focus);
            provide_context(context);
            commands::listen(context);
            filled.set(Some(app));
            view! { <Shell problems turns=Signal::stored(shell::TURNS)/> }.into_any()
        };
        let stage = Stage::set(view);
        Screen { app: slot.get().unwrap(), helpdesk, stage, line }
    }

    /// The rows of tickets that are mounted, from the top.
    pub fn rows(&self) -> Vec<Part> {
        self.all("row").into_iter().filter(|row| row.attribute("aria-rowindex") != "1").collect()
    }

    /// The row whose name holds this text, which must be mounted.
    #[track_caller]
    pub fn row(&self, text: &str) -> Part {
        let Some(row) = self.rows().into_iter().find(|row| row.name().contains(text)) else {
            panic!("no row with {text} among {:?}", self.names("row"));
        };
        row
    }

    /// The rows that are current.
    pub fn current(&self) -> Vec<Part> {
        self.rows().into_iter().filter(|row| row.attribute("aria-current") == "true").collect()
    }

    /// What the current row says.
    pub fn current_name(&self) -> String {
        self.current().first().map(Part::name).unwrap_or_default()
    }

    /// Chooses something in a combobox by typing it.
    #[track_caller]
    pub fn choose(&self, label: &str, text: &str) {
        let field = self.part("combobox", label);
        field.click();
        field.enter(text);
        super::press("Enter");
    }

    /// Opens a dialog by its button, and waits until it owns the page.
    pub async fn opened(&self, button: &str, dialog: &str) -> Part {
        self.part("button", button).click();
        until("the dialog is open", || self.find("dialog", dialog).is_some_and(|it| it.is_modal())).await;
        // What lies behind is out of reach a frame later.
        settle().await;
        self.part("dialog", dialog)
    }

    /// Waits until no dialog is mounted: the browser hides one at once, and tells of it a moment later.
    pub async fn closed(&self) {
        until("the dialog is unmounted", || self.query_selector("dialog").unwrap().is_none()).await;
    }

    /// What is announced with this role: `status` or `alert`.
    pub fn announced(&self, role: &str) -> String {
        self.all(role).iter().map(Part::text).collect::<Vec<_>>().join("\n")
    }
}

impl Deref for Screen {
    type Target = Stage;

    fn deref(&self) -> &Stage {
        &self.stage
    }
}
