//! One registry of commands: it feeds the key handler, the help, the palette and the buttons.

mod keys;
mod registry;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

pub use self::keys::{Keys, hint, key_of, listen, shown};
pub use self::registry::{Action, COMMANDS, Command, Place, Section, clash};

use super::changes::{change_all, flag_all, labels_of};
use super::dialogs::confirm::carry_out;
use super::list::grid::GridFocus;
use super::list::search::SEARCH;
use super::ticket::{REPLY, id_of};
use crate::domain::{Answering, Assignee, Intent, Property, Query, TicketKey};
use crate::platform::focus;
use crate::routes::Page;
use crate::state::{Desk, Overlay};
use crate::text;

/// What a command works on.
#[derive(Clone, Copy)]
pub struct Context {
    desk: Desk,
    grid: GridFocus,
    /// What was pressed and did nothing yet.
    pub keys: Keys,
}

impl Context {
    /// What commands work on: the state, and the list that the focus goes back to.
    pub fn new(desk: Desk, grid: GridFocus) -> Self {
        Context { desk, grid, keys: Keys::default() }
    }

    /// What a command works on, in a component.
    pub fn here() -> Self {
        expect_context()
    }

    /// Does something. Called by [`crate::ui::deferred`] only, so that it and all it does is loaded later.
    pub fn act(&self, action: Action) {
        let overlay = |overlay| self.desk.overlay.set(Some(overlay));
        match action {
            Action::Step(rows) => self.step(rows),
            Action::Page(pages) => self.step(pages.saturating_mul(self.grid.page())),
            Action::Extend(rows) => self.extend(rows),
            Action::Open => self.open(),
            Action::Back => self.back(),
            Action::Select => self.with_current(|at, key| at.desk.inbox.toggle(&key)),
            Action::SelectAll => self.desk.inbox.toggle_all(),
            Action::Search => self.search(),
            Action::NewTicket => overlay(Overlay::NewTicket),
            Action::Help => overlay(Overlay::Help),
            Action::History => overlay(Overlay::History),
            Action::Results => self.desk.edits.last_job().into_iter().for_each(|job| overlay(Overlay::Results(job))),
            Action::Palette => overlay(Overlay::Palette),
            Action::Refresh => self.desk.inbox.refresh(),
            Action::CarryOut(intent) => carry_out(self.desk, intent, self.targets()),
            Action::FinishAndGoOn => {
                carry_out(self.desk, Intent::Finish, self.targets());
                self.step(1);
            }
            Action::Answer(is_note) => self.answer(is_note),
            Action::Drafts => overlay(Overlay::Drafts),
            Action::Edit(property) => self.edit(property),
            Action::Unlabel if labels_of(self.desk, &self.targets()).is_empty() => self.say_not_offered(),
            Action::Unlabel => overlay(Overlay::Unlabel(self.targets())),
            Action::Flag(flag) => flag_all(self.desk, self.targets(), flag),
            // What was done last is what is taken back.
            Action::Undo if !self.desk.talk().answering.take_back_last() => self.desk.edits.undo(),
            Action::Undo => {}
            Action::Show(place) => self.show(place),
        }
    }

    /// Whether a command could do anything now.
    pub fn applies(&self, action: Action) -> bool {
        let desk = self.desk;
        let keys = self.targets();
        let can = |has: &dyn Fn(&crate::domain::Capabilities) -> bool| {
            keys.iter().any(|key| has(&untrack(|| desk.accounts.capabilities(&key.account))))
        };
        match action {
            Action::Palette => false,
            Action::CarryOut(Intent::TakeOver) => can(&|can| can.take_over),
            Action::CarryOut(Intent::AssignToMe) => can(&|can| can.assign),
            Action::Answer(is_note) => can(&|can| can.answering.contains(&answering(is_note))),
            Action::Edit(property) => can(&|can| property.is_offered(can)),
            Action::Flag(flag) => can(&|can| can.flags.contains(&flag)),
            Action::Unlabel => !labels_of(desk, &keys).is_empty(),
            Action::Undo => desk.edits.can_undo() || desk.talk().answering.is_any(),
            Action::History => desk.edits.can_undo(),
            Action::Drafts => desk.talk().drafts.count() > 0,
            Action::Results => desk.edits.last_job().is_some(),
            action => !action.is_about_rows() || !keys.is_empty(),
        }
    }

    /// Changes what a command works on to what is chosen by its id.
    pub fn change(&self, property: Property, id: &str) {
        change_all(self.desk, self.targets(), property, id);
    }

    /// The state of the app.
    pub fn desk(&self) -> Desk {
        self.desk
    }

    fn step(&self, rows: isize) {
        self.desk.inbox.move_by(rows);
        self.grid.ask();
    }

    fn extend(&self, rows: isize) {
        let inbox = self.desk.inbox;
        let from = untrack(|| inbox.current());
        from.inspect(|key| inbox.extend_to(key));
        self.step(rows);
        untrack(|| inbox.current()).inspect(|key| inbox.extend_to(key));
    }

    fn open(&self) {
        self.with_current(|at, key| at.desk.navigation.open(key));
    }

    fn back(&self) {
        let desk = self.desk;
        if desk.shows_views.get_untracked() {
            desk.shows_views.set(false);
        } else if !self.shows_rows() {
            desk.navigation.turn_to(Page::Inbox);
            let grid = self.grid;
            spawn_local(async move {
                tick().await;
                grid.ask();
            });
        } else if desk.navigation.now().ticket.is_some() {
            desk.navigation.close();
            self.grid.ask();
        } else {
            desk.inbox.clear_selection();
        }
    }

    /// Whether the list is in sight, and not the charts of it.
    pub fn shows_rows(&self) -> bool {
        self.desk.navigation.now().page == Page::Inbox
    }

    /// Leads to the search, which stands over the list.
    fn search(&self) {
        if self.shows_rows() {
            focus::focus_id(SEARCH);
            return;
        }
        self.desk.navigation.turn_to(Page::Inbox);
        spawn_local(async {
            tick().await;
            focus::focus_id(SEARCH);
        });
    }

    /// Shows other tickets of the accounts in sight.
    fn show(&self, place: Place) {
        let query = match place {
            Place::All => Query::default(),
            Place::Unassigned => Query { assignee: Some(Assignee::Nobody), ..Query::default() },
            Place::Mine => Query { assignee: Some(Assignee::Me), ..Query::default() },
            Place::Starred => Query { starred: Some(true), ..Query::default() },
        };
        self.desk.navigation.show(self.desk.navigation.now().scope, query);
    }

    /// Asks for one change to all selected tickets; without a selection it goes to the editor of the
    /// open ticket, and opens the current one first if none is.
    fn edit(&self, property: Property) {
        if !self.desk.inbox.selection.with_untracked(|selection| selection.is_empty()) {
            return self.desk.overlay.set(Some(Overlay::Selection(property)));
        }
        let account = self.targets().into_iter().next().map(|key| key.account);
        if account.is_some_and(|account| !property.is_offered(&untrack(|| self.desk.accounts.capabilities(&account)))) {
            return self.say_not_offered();
        }
        if self.desk.navigation.now().ticket.is_none() {
            self.open();
        }
        focus::set_out();
        let id = id_of(property);
        // The editor may not be there yet: it is once the ticket is drawn.
        spawn_local(async move {
            for _ in 0..5 {
                tick().await;
                if focus::focus_id(id) {
                    // On a narrow screen the conversation may have pushed it out of sight.
                    focus::reveal_id(id);
                    return focus::click_id(id);
                }
            }
        });
    }

    /// Leads to where an answer is written, in the open ticket or in the current one.
    fn answer(&self, is_note: bool) {
        let Some(key) = self.desk.navigation.now().ticket.or_else(|| untrack(|| self.desk.inbox.current())) else {
            return;
        };
        if !untrack(|| self.desk.accounts.capabilities(&key.account)).answering.contains(&answering(is_note)) {
            return self.say_not_offered();
        }
        if self.desk.navigation.now().ticket.is_none() {
            self.open();
        }
        focus::set_out();
        let desk = self.desk;
        spawn_local(async move {
            // The field may not be there yet: it is once the ticket is drawn.
            let is_drawn = focus::focus_drawn(REPLY).await;
            focus::reveal_id(REPLY);
            if is_drawn && untrack(|| desk.talk().drafts.of(&key)).is_note != is_note {
                desk.talk().drafts.turn(&key, is_note);
            }
        });
    }

    /// Leaves the field that an answer is written in, for where the agent came from.
    pub fn leave_field(&self) {
        focus::go_back();
        if focus::is_typing() {
            self.grid.ask();
        }
    }

    fn say_not_offered(&self) {
        self.desk.notices.done(text::not_offered(), None);
    }

    /// What a command works on: the selection, else the open ticket, else the current row; nothing of a list that
    /// is out of sight.
    pub fn targets(&self) -> Vec<TicketKey> {
        if !self.shows_rows() {
            return Vec::new();
        }
        let selected = self.desk.inbox.selected();
        if !selected.is_empty() {
            return selected;
        }
        self.desk.navigation.now().ticket.or_else(|| untrack(|| self.desk.inbox.current())).into_iter().collect()
    }

    fn with_current(&self, act: impl FnOnce(&Context, TicketKey)) {
        if let Some(key) = untrack(|| self.desk.inbox.current()) {
            act(self, key);
        }
    }
}

/// What an API must have for an answer.
fn answering(is_note: bool) -> Answering {
    if is_note { Answering::Note } else { Answering::Reply }
}
