//! The registry of commands: their titles, their keys, and what they do.
//!
//! A new command is a row of [`COMMANDS`]. If it does something new, it is also an [`Action`] with an arm in
//! [`Context::act`] and, if it does not always apply, in [`Context::applies`].

use leptos::prelude::{Set, untrack};

use super::Context;
use crate::domain::{Capabilities, Flag, Intent, Phrase, ReplyOption, TicketField};
use crate::state::Overlay;
use crate::text::{actions, commands, dialogs, fields, help, list, views};

/// A command: something that a key, the palette or a button does.
pub struct Command {
    /// Its id, by which the device stores it.
    pub id: &'static str,
    /// Its title in the palette and in the list of keyboard shortcuts.
    pub title: Phrase,
    /// Its section of the list of keyboard shortcuts.
    pub section: Section,
    /// What it does.
    pub action: Action,
    /// Its keys in each preset, as the characters they produce. Two characters with a space between them are a sequence.
    pub(super) characters: [&'static [&'static str]; 2],
    /// Its keys that produce no character. They are the same in every preset and cannot be changed.
    pub(super) named: &'static [&'static str],
}

/// A section of the list of keyboard shortcuts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Moving between rows, and opening and closing tickets.
    Navigation,
    /// Changing and answering tickets.
    Tickets,
    /// Selecting tickets.
    Selection,
    /// Going to other views.
    Views,
    /// Everything else.
    General,
}

impl Section {
    /// Every section, in order, with its heading.
    pub const ALL: [(Section, Phrase); 5] = [
        (Section::Navigation, commands::NAVIGATION),
        (Section::Tickets, list::TICKETS),
        (Section::Selection, commands::SELECTION),
        (Section::Views, views::VIEWS),
        (Section::General, commands::GENERAL),
    ];
}

/// What a command does. It is data and not a function, because the functions are loaded later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Moves a number of rows down, or up if negative.
    Step(isize),
    /// Moves a number of pages of rows.
    Page(isize),
    /// Moves a number of rows and selects the row before and the row after.
    Extend(isize),
    /// Opens the current ticket.
    Open,
    /// Closes the open ticket, or clears the selection.
    Back,
    /// Selects or deselects the current ticket.
    Select,
    /// Selects every loaded ticket, or clears the selection if all are selected.
    SelectAll,
    /// Focuses the search field.
    Search,
    /// Opens the form for a new ticket.
    NewTicket,
    /// Opens the list of keyboard shortcuts.
    Help,
    /// Reloads the list.
    Refresh,
    /// Opens the command palette.
    Palette,
    /// Opens the undo history.
    History,
    /// Opens the list of reply drafts.
    ReplyDrafts,
    /// Opens the results of the last bulk change.
    Results,
    /// Does what the agent intends to tickets.
    CarryOut(Intent),
    /// Closes tickets, and moves to the next one.
    FinishAndNext,
    /// Focuses the composer, for a reply or a note.
    Reply(ReplyOption),
    /// Changes a field of tickets to a value that is chosen.
    Edit(TicketField),
    /// Removes a label from tickets.
    Unlabel,
    /// Turns a flag of tickets on, or off if it is on for all.
    Toggle(TicketField),
    /// Undoes the last change.
    Undo,
    /// Shows a view of the same accounts.
    Show(CommonView),
}

/// The views that have a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommonView {
    /// All tickets.
    All,
    /// Tickets without an assignee.
    Unassigned,
    /// Tickets assigned to the agent.
    Mine,
    /// Starred tickets.
    Starred,
}

impl Action {
    /// Whether it needs the rows of the list, so that it does nothing while the overview covers them.
    pub fn needs_rows(self) -> bool {
        matches!(
            self,
            Action::Step(_)
                | Action::Page(_)
                | Action::Extend(_)
                | Action::Open
                | Action::Select
                | Action::SelectAll
                | Action::CarryOut(_)
                | Action::FinishAndNext
                | Action::Reply(_)
                | Action::Edit(_)
                | Action::Unlabel
                | Action::Toggle(_)
        )
    }

    /// Whether it focuses a text field, so that characters typed right after it belong there.
    pub fn focuses_field(self) -> bool {
        matches!(
            self,
            Action::Search | Action::NewTicket | Action::Palette | Action::Reply(_) | Action::Edit(_) | Action::Unlabel
        )
    }
}

const fn command(
    id: &'static str,
    title: Phrase,
    section: Section,
    action: Action,
    characters: [&'static [&'static str]; 2],
) -> Command {
    Command { id, title, section, action, characters, named: &[] }
}

impl Command {
    const fn named(mut self, keys: &'static [&'static str]) -> Self {
        self.named = keys;
        self
    }
}

impl Context {
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
            Action::CarryOut(intent) => self.app.carry_out(intent, self.targets()),
            Action::FinishAndNext => {
                self.app.carry_out(Intent::Finish, self.targets());
                self.step(1);
            }
            Action::Reply(kind) => self.reply(kind),
            Action::ReplyDrafts => overlay(Overlay::ReplyDrafts),
            Action::Edit(field) => self.edit(field),
            Action::Unlabel if self.app.labels_of(&self.targets()).is_empty() => self.say_not_offered(),
            Action::Unlabel => overlay(Overlay::Unlabel(self.targets())),
            Action::Toggle(field) => self.app.toggle_all(self.targets(), field),
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
        let can = |has: &dyn Fn(&Capabilities) -> bool| {
            keys.iter().any(|key| has(&untrack(|| app.accounts.capabilities(&key.account))))
        };
        match action {
            Action::Palette => false,
            Action::CarryOut(Intent::TakeOver) => can(&|can| can.can_take_over()),
            Action::CarryOut(Intent::AssignToMe) => can(&|can| can.can_change(TicketField::Assignee)),
            Action::Reply(kind) => can(&|can| can.reply_options.contains(&kind)),
            Action::Edit(field) | Action::Toggle(field) => can(&|can| can.can_change(field)),
            Action::Unlabel => !app.labels_of(&keys).is_empty(),
            Action::Undo => app.outbox.can_undo() || app.conversations().replies.is_any(),
            Action::History => app.outbox.can_undo(),
            Action::ReplyDrafts => app.conversations().reply_drafts.count() > 0,
            Action::Results => app.outbox.last_job().is_some(),
            action => !action.needs_rows() || !keys.is_empty(),
        }
    }
}

/// Returns the command with an id.
pub fn command_of(id: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.id == id)
}

/// Returns the id of the command that changes a field; empty if there is none.
pub fn command_that_edits(field: TicketField) -> &'static str {
    COMMANDS.iter().find(|command| command.action == Action::Edit(field)).map_or("", |command| command.id)
}

use Action::{CarryOut, Edit, Extend, Page, Show, Step};
use Section::{General, Navigation, Selection, Tickets, Views};

const fn toggle(flag: Flag) -> Action {
    Action::Toggle(TicketField::Flag(flag))
}

/// Every command, in the order of the list of keyboard shortcuts.
pub static COMMANDS: &[Command] = &[
    command("next", commands::NEXT, Navigation, Step(1), [&["j"]; 2]).named(&["ArrowDown"]),
    command("previous", commands::PREVIOUS, Navigation, Step(-1), [&["k"]; 2]).named(&["ArrowUp"]),
    command("page-down", commands::PAGE_DOWN, Navigation, Page(1), [&[]; 2]).named(&["PageDown"]),
    command("page-up", commands::PAGE_UP, Navigation, Page(-1), [&[]; 2]).named(&["PageUp"]),
    command("first", commands::FIRST, Navigation, Step(isize::MIN), [&[]; 2]).named(&["Home"]),
    command("last", commands::LAST, Navigation, Step(isize::MAX), [&[]; 2]).named(&["End"]),
    command("open", commands::OPEN, Navigation, Action::Open, [&["o"]; 2]).named(&["Enter"]),
    command("back", commands::BACK, Navigation, Action::Back, [&["u"]; 2]).named(&["Escape"]),
    command("finish", commands::FINISH, Tickets, CarryOut(Intent::Finish), [&["e"]; 2]),
    command("finish-next", commands::FINISH_AND_NEXT, Tickets, Action::FinishAndNext, [&["]"]; 2]),
    command("reply", commands::REPLY, Tickets, Action::Reply(ReplyOption::Reply), [&["r"]; 2]),
    command("note", commands::NOTE, Tickets, Action::Reply(ReplyOption::Note), [&["n"], &["m"]]),
    command("state", commands::STATE, Tickets, Edit(TicketField::State), [&["s"], &["b"]]),
    command("assign", fields::ASSIGN, Tickets, Edit(TicketField::Assignee), [&["a"]; 2]),
    command("assign-to-me", commands::ASSIGN_TO_ME, Tickets, CarryOut(Intent::AssignToMe), [&["i"]; 2]),
    command("take-over", commands::TAKE_OVER, Tickets, CarryOut(Intent::TakeOver), [&["t"]; 2]),
    command("group", commands::GROUP, Tickets, Edit(TicketField::Group), [&["g"], &["v"]]),
    command("label", fields::ADD_LABEL, Tickets, Edit(TicketField::Labels), [&["l"]; 2]),
    command("unlabel", commands::REMOVE_LABEL, Tickets, Action::Unlabel, [&["L"], &["y"]]),
    command("star", commands::STAR, Tickets, toggle(Flag::Starred), [&["*"], &["s"]]),
    command("answered", commands::ANSWERED, Tickets, toggle(Flag::Answered), [&[]; 2]),
    command("archive", commands::ARCHIVE, Tickets, toggle(Flag::Archived), [&[]; 2]),
    command("spam", commands::SPAM, Tickets, toggle(Flag::Spam), [&["!"]; 2]),
    command("trash", commands::TRASH, Tickets, toggle(Flag::Trash), [&["#"]; 2]),
    command("undo", actions::UNDO, Tickets, Action::Undo, [&["z"]; 2]),
    command("history", dialogs::UNDO_HISTORY, Tickets, Action::History, [&["Z"]; 2]),
    command("results", commands::RESULTS, Tickets, Action::Results, [&[]; 2]),
    command("select", commands::SELECT, Selection, Action::Select, [&["x"]; 2]),
    command("extend-down", commands::EXTEND_DOWN, Selection, Extend(1), [&["J"]; 2]),
    command("extend-up", commands::EXTEND_UP, Selection, Extend(-1), [&["K"]; 2]),
    command("select-all", list::SELECT_ALL, Selection, Action::SelectAll, [&["A"], &["* a"]]),
    command("view-all", views::ALL_TICKETS, Views, Show(CommonView::All), [&["1"], &["g i", "g a"]]),
    command("view-unassigned", views::UNASSIGNED, Views, Show(CommonView::Unassigned), [&["2"], &["g u"]]),
    command("view-mine", views::MINE, Views, Show(CommonView::Mine), [&["3"], &["g m"]]),
    command("view-starred", views::STARRED, Views, Show(CommonView::Starred), [&["4"], &["g s"]]),
    command("search", commands::SEARCH, General, Action::Search, [&["/"]; 2]),
    command("new", actions::NEW_TICKET, General, Action::NewTicket, [&["c"]; 2]),
    command("drafts", dialogs::DRAFTS, General, Action::ReplyDrafts, [&[]; 2]),
    command("refresh", commands::REFRESH, General, Action::Refresh, [&["."], &["N"]]),
    command("palette", commands::PALETTE, General, Action::Palette, [&[]; 2]).named(&[PALETTE]),
    command("help", help::TITLE, General, Action::Help, [&["?"]; 2]),
];

/// The key of the palette. It is the only one with a modifier, because it also works in fields.
pub const PALETTE: &str = "Ctrl+K";
