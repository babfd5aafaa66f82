//! One registry of commands: it feeds the key handler, the help, the palette and the buttons.

mod keys;
mod registry;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

pub use self::keys::{Keys, hint, key_of, listen, shown};
pub use self::registry::{Action, COMMANDS, Command, Place, Section, clash, command_that_edits};

use super::list::grid::GridFocus;
use super::list::search::SEARCH;
use super::ticket::{REPLY, id_of};
use crate::domain::{Assignee, Flag, Intent, Query, ReplyOption, TicketField, TicketKey};
use crate::platform::focus;
use crate::routes::Page;
use crate::state::{AppState, Overlay};
use crate::text;

/// What a command works on.
#[derive(Clone, Copy)]
pub struct Context {
    app: AppState,
    grid: GridFocus,
    /// What was pressed and did nothing yet.
    pub keys: Keys,
}

impl Context {
    /// What commands work on: the state, and the list that the focus goes back to.
    pub fn new(app: AppState, grid: GridFocus) -> Self {
        Context { app, grid, keys: Keys::default() }
    }

    /// What a command works on, in a component.
    pub fn here() -> Self {
        expect_context()
    }

    /// Does something. Called by [`crate::ui::deferred`] only, so that it and all it does is loaded later.
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
            Action::CarryOut(intent) => self.app.carry_out(intent, self.targets()),
            Action::FinishAndGoOn => {
                self.app.carry_out(Intent::Finish, self.targets());
                self.step(1);
            }
            Action::Answer(is_note) => self.answer(is_note),
            Action::ReplyDrafts => overlay(Overlay::ReplyDrafts),
            Action::Edit(field) => self.edit(field),
            Action::Unlabel if self.app.labels_of(&self.targets()).is_empty() => self.say_not_offered(),
            Action::Unlabel => overlay(Overlay::Unlabel(self.targets())),
            Action::Toggle(field) => self.app.toggle_all(self.targets(), field),
            // What was done last is what is taken back.
            Action::Undo if !self.app.conversations().replies.take_back_last() => self.app.outbox.undo(),
            Action::Undo => {}
            Action::Show(place) => self.show(place),
        }
    }

    /// Whether a command could do anything now.
    pub fn applies(&self, action: Action) -> bool {
        let app = self.app;
        let keys = self.targets();
        let can = |has: &dyn Fn(&crate::domain::Capabilities) -> bool| {
            keys.iter().any(|key| has(&untrack(|| app.accounts.capabilities(&key.account))))
        };
        match action {
            Action::Palette => false,
            Action::CarryOut(Intent::TakeOver) => can(&|can| can.can_take_over()),
            Action::CarryOut(Intent::AssignToMe) => can(&|can| can.can_change(TicketField::Assignee)),
            Action::Answer(is_note) => can(&|can| can.reply_options.contains(&reply_options(is_note))),
            Action::Edit(field) | Action::Toggle(field) => can(&|can| can.can_change(field)),
            Action::Unlabel => !app.labels_of(&keys).is_empty(),
            Action::Undo => app.outbox.can_undo() || app.conversations().replies.is_any(),
            Action::History => app.outbox.can_undo(),
            Action::ReplyDrafts => app.conversations().reply_drafts.count() > 0,
            Action::Results => app.outbox.last_job().is_some(),
            action => !action.is_about_rows() || !keys.is_empty(),
        }
    }

    /// Changes what a command works on to what is chosen by its id.
    pub fn change(&self, field: TicketField, id: &str) {
        self.app.change_all(self.targets(), field, id);
    }

    /// The state of the app.
    pub fn app(&self) -> AppState {
        self.app
    }

    fn step(&self, rows: isize) {
        self.app.list.move_by(rows);
        self.grid.ask();
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
                grid.ask();
            });
        } else if app.navigation.now().ticket.is_some() {
            app.navigation.close();
            self.grid.ask();
        } else {
            app.list.clear_selection();
        }
    }

    /// Whether the list is in sight, and not the charts of it.
    pub fn shows_rows(&self) -> bool {
        self.app.navigation.now().page == Page::Inbox
    }

    /// Leads to the search, which stands over the list.
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

    /// Shows other tickets of the accounts in sight.
    fn show(&self, place: Place) {
        let query = match place {
            Place::All => Query::default(),
            Place::Unassigned => Query::default().with(TicketField::Assignee, Assignee::Nobody),
            Place::Mine => Query::default().with(TicketField::Assignee, Assignee::Me),
            Place::Starred => Query::default().with(TicketField::Flag(Flag::Starred), true),
        };
        self.app.navigation.show(self.app.navigation.now().scope, query);
    }

    /// Asks for one change to all selected tickets; without a selection it goes to the editor of the
    /// open ticket, and opens the current one first if none is.
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
        focus::set_out();
        let id = id_of(field);
        // The editor may not be there yet: it is once the ticket is drawn.
        spawn_local(async move {
            for _ in 0..5 {
                tick().await;
                if focus::focus_id(&id) {
                    // On a narrow screen the conversation may have pushed it out of sight.
                    focus::reveal_id(&id);
                    return focus::click_id(&id);
                }
            }
        });
    }

    /// Leads to where an answer is draft, in the open ticket or in the current one.
    fn answer(&self, is_note: bool) {
        let Some(key) = self.app.navigation.now().ticket.or_else(|| untrack(|| self.app.list.current())) else {
            return;
        };
        if !untrack(|| self.app.accounts.capabilities(&key.account)).reply_options.contains(&reply_options(is_note)) {
            return self.say_not_offered();
        }
        if self.app.navigation.now().ticket.is_none() {
            self.open();
        }
        focus::set_out();
        let app = self.app;
        spawn_local(async move {
            // The field may not be there yet: it is once the ticket is drawn.
            let is_drawn = focus::focus_drawn(REPLY).await;
            focus::reveal_id(REPLY);
            if is_drawn && untrack(|| app.conversations().reply_drafts.of(&key)).is_note != is_note {
                app.conversations().reply_drafts.turn(&key, is_note);
            }
        });
    }

    /// Leaves the field that an answer is draft in, for where the agent came from.
    pub fn leave_field(&self) {
        focus::go_back();
        if focus::is_typing() {
            self.grid.ask();
        }
    }

    fn say_not_offered(&self) {
        self.app.notices.done(text::not_offered(), None);
    }

    /// What a command works on: the selection, else the open ticket, else the current row; nothing of a list that
    /// is out of sight.
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

/// What an API must have for an answer.
fn reply_options(is_note: bool) -> ReplyOption {
    if is_note { ReplyOption::Note } else { ReplyOption::Reply }
}
