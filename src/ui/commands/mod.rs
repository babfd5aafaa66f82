//! Commands: one registry feeds the keys, the list of keyboard shortcuts, the palette and the buttons.

mod keys;
mod lookup;
mod registry;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

pub use self::keys::{Keys, hint, key_label, key_of, listen};
pub use self::lookup::clash;
pub use self::registry::{Action, COMMANDS, Command, CommonView, Section, command_that_edits};

use super::element_ids::{REPLY, SEARCH, editor_of};
use super::list::grid_focus::GridFocus;
use crate::domain::{Assignee, Flag, Query, ReplyOption, TicketField, TicketKey};
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

    /// Changes a field of the targets to the choice with an id.
    pub fn change(&self, field: TicketField, id: &str) {
        self.app.change_all(self.targets(), field, id);
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
            CommonView::Unassigned => Query::default().with(TicketField::Assignee, Assignee::Nobody),
            CommonView::Mine => Query::default().with(TicketField::Assignee, Assignee::Me),
            CommonView::Starred => Query::default().with(TicketField::Flag(Flag::Starred), true),
        };
        self.app.navigation.show(self.app.navigation.now().scope, query);
    }

    /// Opens the dialog that changes all selected tickets. Without a selection it focuses the editor in the open ticket,
    /// and opens the current ticket first if none is open.
    fn edit(&self, field: TicketField) {
        if !self.app.list.selection.with_untracked(|selection| selection.is_empty()) {
            return self.app.overlay.set(Some(Overlay::Selection(field)));
        }
        let account = self.targets().into_iter().next().map(|key| key.account);
        if account.is_some_and(|account| !untrack(|| self.app.accounts.capabilities(&account)).can_change(field)) {
            return self.say_not_offered();
        }
        if self.app.navigation.now().ticket.is_none() {
            self.open();
        }
        focus::remember();
        let id = editor_of(field);
        // The editor exists once the ticket is drawn.
        spawn_local(async move {
            for _ in 0..5 {
                tick().await;
                if focus::focus_id(&id) {
                    // On a narrow screen it may be scrolled out of view.
                    focus::scroll_to_id(&id);
                    return focus::click_id(&id);
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
        focus::remember();
        let app = self.app;
        spawn_local(async move {
            let is_note = kind == ReplyOption::Note;
            // The field exists once the ticket is drawn.
            let is_drawn = focus::focus_when_drawn(REPLY).await;
            focus::scroll_to_id(REPLY);
            // What is written already keeps its kind: a note must not become a reply by a key.
            if is_drawn && untrack(|| app.conversations().reply_drafts.of(&key)).is_empty() {
                app.conversations().reply_drafts.turn(&key, is_note);
            }
        });
    }

    /// Moves the focus from the composer back to where it was.
    pub fn leave_field(&self) {
        focus::restore();
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
