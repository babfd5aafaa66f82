//! Commands: one registry feeds the keys, the list of keyboard shortcuts, the palette and the buttons.

mod keys;
mod registry;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

pub use self::keys::{Keys, hint, key_label, key_of, listen};
pub use self::registry::{Action, COMMANDS, Command, CommonView, Section, clash};

use super::changes::{change_all, flag_all, labels_of};
use super::dialogs::confirm::carry_out;
use super::list::grid::GridFocus;
use super::list::search::SEARCH;
use super::ticket::{REPLY, id_of};
use crate::domain::{Assignee, Intent, Property, Query, ReplyOption, TicketKey};
use crate::platform::focus;
use crate::routes::Page;
use crate::state::{AppState, Overlay};
use crate::text;

/// What commands work on.
#[derive(Clone, Copy)]
pub struct Context {
    app: AppState,
    grid: GridFocus,
    /// Keys that were pressed and had no effect yet.
    pub keys: Keys,
}

impl Context {
    /// Makes the context of the state and of the list, to which the focus returns.
    pub fn new(app: AppState, grid: GridFocus) -> Self {
        Context { app, grid, keys: Keys::default() }
    }

    /// Returns the context. Call it in a component.
    pub fn here() -> Self {
        expect_context()
    }

    /// Runs an action. First-load code must not call it, so that all actions are loaded later.
    pub fn act(&self, action: Action) {
        let overlay = |overlay| self.app.overlay.set(Some(overlay));
        match action {
            Action::Step(rows) => self.step(rows),
            Action::Page(pages) => self.step(pages.saturating_mul(self.grid.page())),
            Action::Extend(rows) => self.extend(rows),
            Action::Open => self.open(),
            Action::Back => self.back(),
            Action::Select => self.with_current(|at, key| at.app.list.toggle(&key)),
            Action::SelectAll => self.app.list.toggle_all(),
            Action::Search => self.search(),
            Action::NewTicket => overlay(Overlay::NewTicket),
            Action::Help => overlay(Overlay::Help),
            Action::History => overlay(Overlay::History),
            Action::Results => self.app.outbox.last_job().into_iter().for_each(|job| overlay(Overlay::Results(job))),
            Action::Palette => overlay(Overlay::Palette),
            Action::Refresh => self.app.list.refresh(),
            Action::CarryOut(intent) => carry_out(self.app, intent, self.targets()),
            Action::FinishAndNext => {
                carry_out(self.app, Intent::Finish, self.targets());
                self.step(1);
            }
            Action::Reply(kind) => self.reply(kind),
            Action::ReplyDrafts => overlay(Overlay::ReplyDrafts),
            Action::Edit(property) => self.edit(property),
            Action::Unlabel if labels_of(self.app, &self.targets()).is_empty() => self.say_not_offered(),
            Action::Unlabel => overlay(Overlay::Unlabel(self.targets())),
            Action::Flag(flag) => flag_all(self.app, self.targets(), flag),
            // A reply that is still waiting to be sent is newer than any change.
            Action::Undo if !self.app.conversations().replies.take_back_last() => self.app.outbox.undo(),
            Action::Undo => {}
            Action::Show(view) => self.show(view),
        }
    }

    /// Whether an action would have an effect now.
    pub fn applies(&self, action: Action) -> bool {
        let app = self.app;
        let keys = self.targets();
        let can = |has: &dyn Fn(&crate::domain::Capabilities) -> bool| {
            keys.iter().any(|key| has(&untrack(|| app.accounts.capabilities(&key.account))))
        };
        match action {
            Action::Palette => false,
            Action::CarryOut(Intent::TakeOver) => can(&|can| can.take_over),
            Action::CarryOut(Intent::AssignToMe) => can(&|can| can.assign),
            Action::Reply(kind) => can(&|can| can.reply_options.contains(&kind)),
            Action::Edit(property) => can(&|can| property.is_offered(can)),
            Action::Flag(flag) => can(&|can| can.flags.contains(&flag)),
            Action::Unlabel => !labels_of(app, &keys).is_empty(),
            Action::Undo => app.outbox.can_undo() || app.conversations().replies.is_any(),
            Action::History => app.outbox.can_undo(),
            Action::ReplyDrafts => app.conversations().reply_drafts.count() > 0,
            Action::Results => app.outbox.last_job().is_some(),
            action => !action.needs_rows() || !keys.is_empty(),
        }
    }

    /// Changes a property of the targets to the choice with an id.
    pub fn change(&self, property: Property, id: &str) {
        change_all(self.app, self.targets(), property, id);
    }

    /// Returns the state of the app.
    pub fn app(&self) -> AppState {
        self.app
    }

    fn step(&self, rows: isize) {
        self.app.list.move_by(rows);
        self.grid.request();
    }

    fn extend(&self, rows: isize) {
        let list = self.app.list;
        let from = untrack(|| list.current());
        from.inspect(|key| list.extend_to(key));
        self.step(rows);
        untrack(|| list.current()).inspect(|key| list.extend_to(key));
    }

    fn open(&self) {
        self.with_current(|at, key| at.app.navigation.open(key));
    }

    fn back(&self) {
        let app = self.app;
        if app.shows_views.get_untracked() {
            app.shows_views.set(false);
        } else if !self.shows_rows() {
            app.navigation.turn_to(Page::Inbox);
            let grid = self.grid;
            spawn_local(async move {
                tick().await;
                grid.request();
            });
        } else if app.navigation.now().ticket.is_some() {
            app.navigation.close();
            self.grid.request();
        } else {
            app.list.clear_selection();
        }
    }

    /// Whether the list is shown, and not the overview.
    pub fn shows_rows(&self) -> bool {
        self.app.navigation.now().page == Page::Inbox
    }

    /// Focuses the search field, which is part of the list.
    fn search(&self) {
        if self.shows_rows() {
            focus::focus_id(SEARCH);
            return;
        }
        self.app.navigation.turn_to(Page::Inbox);
        spawn_local(async {
            tick().await;
            focus::focus_id(SEARCH);
        });
    }

    /// Shows a view of the present accounts.
    fn show(&self, view: CommonView) {
        let query = match view {
            CommonView::All => Query::default(),
            CommonView::Unassigned => Query { assignee: Some(Assignee::Nobody), ..Query::default() },
            CommonView::Mine => Query { assignee: Some(Assignee::Me), ..Query::default() },
            CommonView::Starred => Query { starred: Some(true), ..Query::default() },
        };
        self.app.navigation.show(self.app.navigation.now().scope, query);
    }

    /// Opens the dialog that changes all selected tickets. Without a selection it focuses the editor in the open ticket,
    /// and opens the current ticket first if none is open.
    fn edit(&self, property: Property) {
        if !self.app.list.selection.with_untracked(|selection| selection.is_empty()) {
            return self.app.overlay.set(Some(Overlay::Selection(property)));
        }
        let account = self.targets().into_iter().next().map(|key| key.account);
        if account.is_some_and(|account| !property.is_offered(&untrack(|| self.app.accounts.capabilities(&account)))) {
            return self.say_not_offered();
        }
        if self.app.navigation.now().ticket.is_none() {
            self.open();
        }
        focus::set_out();
        let id = id_of(property);
        // The editor exists once the ticket is drawn.
        spawn_local(async move {
            for _ in 0..5 {
                tick().await;
                if focus::focus_id(id) {
                    // On a narrow screen it may be scrolled out of view.
                    focus::reveal_id(id);
                    return focus::click_id(id);
                }
            }
        });
    }

    /// Focuses the composer of the open ticket, and opens the current ticket first if none is open.
    fn reply(&self, kind: ReplyOption) {
        let Some(key) = self.app.navigation.now().ticket.or_else(|| untrack(|| self.app.list.current())) else {
            return;
        };
        if !untrack(|| self.app.accounts.capabilities(&key.account)).reply_options.contains(&kind) {
            return self.say_not_offered();
        }
        if self.app.navigation.now().ticket.is_none() {
            self.open();
        }
        focus::set_out();
        let app = self.app;
        spawn_local(async move {
            let is_note = kind == ReplyOption::Note;
            // The field exists once the ticket is drawn.
            let is_drawn = focus::focus_drawn(REPLY).await;
            focus::reveal_id(REPLY);
            if is_drawn && untrack(|| app.conversations().reply_drafts.of(&key)).is_note != is_note {
                app.conversations().reply_drafts.turn(&key, is_note);
            }
        });
    }

    /// Moves the focus from the composer back to where it was.
    pub fn leave_field(&self) {
        focus::go_back();
        if focus::is_typing() {
            self.grid.request();
        }
    }

    fn say_not_offered(&self) {
        self.app.notices.done(text::not_offered(), None);
    }

    /// Returns the tickets that commands work on: the selection, else the open ticket, else the current row. None while
    /// the overview covers the list.
    pub fn targets(&self) -> Vec<TicketKey> {
        if !self.shows_rows() {
            return Vec::new();
        }
        let selected = self.app.list.selected();
        if !selected.is_empty() {
            return selected;
        }
        self.app.navigation.now().ticket.or_else(|| untrack(|| self.app.list.current())).into_iter().collect()
    }

    fn with_current(&self, act: impl FnOnce(&Context, TicketKey)) {
        if let Some(key) = untrack(|| self.app.list.current()) {
            act(self, key);
        }
    }
}
