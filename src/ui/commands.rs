//! One registry of commands: it feeds the key handler, the help and the palette.
//!
//! Keys are matched by the character they produce, never with a modifier, never while composing
//! and never while a field or a dialog has the focus. The palette's key alone has a modifier.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

use super::inbox::grid::GridFocus;
use super::inbox::search::SEARCH;
use super::intents::carry_out;
use super::later;
use super::selection::change_all;
use super::ticket::{id_of, key_of};
use crate::client::error::Error;
use crate::domain::{Intent, Property, TicketKey};
use crate::platform::focus;
use crate::state::{Desk, Overlay};
use crate::text;

/// Something that a key does.
pub struct Command {
    /// What it is called in what is kept on the device.
    pub id: &'static str,
    /// What it does, for people.
    pub title: &'static str,
    /// The characters, or names of keys, that do it.
    pub keys: &'static [&'static str],
    /// What it does, for the app.
    pub action: Action,
}

/// What a command does. A word and no function, because the functions are loaded later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// To another row.
    Step(isize),
    /// The same, and selects both.
    Extend(isize),
    /// Opens the current ticket.
    Open,
    /// Closes the open ticket, or gives up the selection.
    Back,
    /// Selects the current ticket, or no longer.
    Select,
    /// To the search.
    Search,
    /// Opens the form for a new ticket.
    NewTicket,
    /// Opens the list of keys.
    Help,
    /// Asks for the list again.
    Refresh,
    /// Opens the command palette.
    Palette,
    /// What the agent wants happens to tickets.
    CarryOut(Intent),
    /// Changes a property of tickets.
    Edit(Property),
    /// Takes the last change back.
    Undo,
}

/// What a command works on.
#[derive(Clone, Copy)]
pub struct Context {
    desk: Desk,
    grid: GridFocus,
}

/// Every command, in the order of the help.
pub static COMMANDS: [Command; 18] = [
    Command { id: "next", title: "Next ticket", keys: &["j", "ArrowDown"], action: Action::Step(1) },
    Command { id: "previous", title: "Previous ticket", keys: &["k", "ArrowUp"], action: Action::Step(-1) },
    Command { id: "open", title: "Open the ticket", keys: &["Enter", "o"], action: Action::Open },
    Command { id: "back", title: "Back to the list", keys: &["u", "Escape"], action: Action::Back },
    Command { id: "select", title: "Select the ticket", keys: &["x"], action: Action::Select },
    Command { id: "extend-down", title: "Extend the selection downwards", keys: &["J"], action: Action::Extend(1) },
    Command { id: "extend-up", title: "Extend the selection upwards", keys: &["K"], action: Action::Extend(-1) },
    Command { id: "search", title: "Search", keys: &["/"], action: Action::Search },
    Command { id: "new", title: "New ticket", keys: &["c"], action: Action::NewTicket },
    Command {
        id: "finish",
        title: "Close, archive or complete",
        keys: &["e"],
        action: Action::CarryOut(Intent::Finish),
    },
    Command {
        id: "state",
        title: "Change the state",
        keys: &[key_of(Property::State)],
        action: Action::Edit(Property::State),
    },
    Command {
        id: "assign",
        title: "Assign",
        keys: &[key_of(Property::Assignee)],
        action: Action::Edit(Property::Assignee),
    },
    Command { id: "assign-to-me", title: "Assign to me", keys: &["i"], action: Action::CarryOut(Intent::AssignToMe) },
    Command {
        id: "group",
        title: "Change the group",
        keys: &[key_of(Property::Group)],
        action: Action::Edit(Property::Group),
    },
    Command {
        id: "label",
        title: "Add a label",
        keys: &[key_of(Property::Label)],
        action: Action::Edit(Property::Label),
    },
    Command { id: "undo", title: "Undo", keys: &["z"], action: Action::Undo },
    Command { id: "refresh", title: "Refresh the list", keys: &["."], action: Action::Refresh },
    Command { id: "help", title: "All keys", keys: &["?"], action: Action::Help },
];

/// Listens for keys as long as the page lives.
pub fn listen(desk: Desk, grid: GridFocus) {
    let context = Context { desk, grid };
    let handle = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let action = match command_for(desk, &event) {
            Some(command) => command.action,
            // The one key with a modifier: it works in fields, too.
            None if is_palette_key(&event) => Action::Palette,
            None => return,
        };
        event.prevent_default();
        later::act(action, context);
    });
    on_cleanup(move || handle.remove());
}

/// The command for a key, if it may act now.
fn command_for(desk: Desk, event: &KeyboardEvent) -> Option<&'static Command> {
    let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing();
    if has_modifier || event.default_prevented() || !desk.preferences.keys.get_untracked() {
        return None;
    }
    if focus::is_typing() || focus::is_in_dialog() {
        return None;
    }
    let key = event.key();
    // Named keys already mean something to a control that has the focus.
    let is_free = focus::is_nowhere() || focus::is_within("[role=grid]");
    if matches!(key.as_str(), "Enter" | "ArrowDown" | "ArrowUp") && !is_free {
        return None;
    }
    COMMANDS.iter().find(|command| command.keys.contains(&key.as_str()))
}

/// Whether it is Ctrl+K, or Cmd+K where that is usual, and no dialog is open.
fn is_palette_key(event: &KeyboardEvent) -> bool {
    let is_modified = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
    is_modified && event.key() == "k" && !event.is_composing() && !focus::is_in_dialog()
}

impl Context {
    /// What a command works on, in a component.
    pub fn here() -> Self {
        Context { desk: Desk::here(), grid: expect_context() }
    }

    /// Does something. Called by [`later`] only, so that it and all it does is loaded later.
    pub fn act(&self, action: Action) {
        match action {
            Action::Step(rows) => self.step(rows),
            Action::Extend(rows) => self.extend(rows),
            Action::Open => self.open(),
            Action::Back => self.back(),
            Action::Select => self.with_current(|at, key| at.desk.inbox.toggle(&key)),
            Action::Search => {
                focus::focus_id(SEARCH);
            }
            Action::NewTicket => self.desk.overlay.set(Some(Overlay::NewTicket)),
            Action::Help => self.desk.overlay.set(Some(Overlay::Help)),
            Action::Refresh => self.desk.inbox.refresh(),
            Action::Palette => self.desk.overlay.set(Some(Overlay::Palette)),
            Action::CarryOut(intent) => carry_out(self.desk, intent, self.targets()),
            Action::Edit(property) => self.edit(property),
            Action::Undo => self.desk.edits.undo(),
        }
    }

    /// Whether a command could do anything now.
    pub fn applies(&self, action: Action) -> bool {
        let desk = self.desk;
        let offers = |property: Property| {
            let accounts = self.targets().into_iter().map(|key| key.account);
            accounts.into_iter().any(|id| property.is_offered(&untrack(|| desk.accounts.capabilities(&id))))
        };
        match action {
            Action::Palette => false,
            Action::Step(_) | Action::Extend(_) | Action::Open | Action::Select | Action::CarryOut(_) => {
                !self.targets().is_empty()
            }
            Action::Edit(property) => offers(property),
            Action::Back | Action::Search | Action::NewTicket | Action::Help | Action::Refresh | Action::Undo => true,
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
        } else if desk.navigation.now().ticket.is_some() {
            desk.navigation.close();
            self.grid.ask();
        } else {
            desk.inbox.clear_selection();
        }
    }

    /// Asks for one change to all selected tickets; without a selection it goes to the editor of the
    /// open ticket, and opens the current one first if none is.
    fn edit(&self, property: Property) {
        if !self.desk.inbox.selection.with_untracked(|selection| selection.is_empty()) {
            return self.desk.overlay.set(Some(Overlay::Selection(property)));
        }
        let account = self.targets().into_iter().next().map(|key| key.account);
        if account.is_some_and(|account| !property.is_offered(&untrack(|| self.desk.accounts.capabilities(&account)))) {
            let nothing = text::explain(&Error::NotOffered { what: "change" }, false).sentence;
            self.desk.notices.done(nothing, None);
            return;
        }
        if self.desk.navigation.now().ticket.is_none() {
            self.open();
        }
        focus::set_out();
        let id = id_of(property);
        // The editor may not be there yet: it is once the ticket is drawn.
        leptos::task::spawn_local(async move {
            for _ in 0..5 {
                leptos::task::tick().await;
                if focus::focus_id(id) {
                    return focus::click_id(id);
                }
            }
        });
    }

    /// What a command works on: the selection, else the open ticket, else the current row.
    pub fn targets(&self) -> Vec<TicketKey> {
        let selected = self.desk.inbox.selection.get_untracked();
        if !selected.is_empty() {
            return selected.into_iter().collect();
        }
        self.desk.navigation.now().ticket.or_else(|| untrack(|| self.desk.inbox.current())).into_iter().collect()
    }

    fn with_current(&self, act: impl FnOnce(&Context, TicketKey)) {
        if let Some(key) = untrack(|| self.desk.inbox.current()) {
            act(self, key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_has_two_owners() {
        let mut keys: Vec<&str> = COMMANDS.iter().flat_map(|command| command.keys).copied().collect();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count);
        let mut ids: Vec<&str> = COMMANDS.iter().map(|command| command.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), COMMANDS.len());
    }
}
