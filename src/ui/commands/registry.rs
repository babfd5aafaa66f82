//! Every command there is: what it is called, which keys do it, and what it does.
//!
//! Another command is a row of [`COMMANDS`]. One that does something new is an [`Action`] as well, with an arm in
//! [`Context::act`] and, where it does not always apply, in [`Context::applies`].

use leptos::prelude::{Set, untrack};

use super::{Context, reply_options};
use crate::domain::{Capabilities, Flag, Intent, TicketField};
use crate::state::Overlay;

/// Something that a key, the palette or a button does.
pub struct Command {
    /// What it is called in what is kept on the device.
    pub id: &'static str,
    /// What it does, for people.
    pub title: &'static str,
    /// Where it stands in the help.
    pub section: Section,
    /// What it does, for the app.
    pub action: Action,
    /// The characters that do it in each preset. Two with a space between them are pressed one after the
    /// other.
    pub(super) characters: [&'static [&'static str]; 2],
    /// The named keys that always do it, as in every list.
    pub(super) named: &'static [&'static str],
}

/// What belongs together in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// To another row, into a ticket and back.
    Moving,
    /// What is done to tickets.
    Tickets,
    /// Which tickets it is done to.
    Selecting,
    /// Other views.
    Views,
    /// Everything else.
    App,
}

impl Section {
    /// Every section, in order, with its heading.
    pub const ALL: [(Section, &'static str); 5] = [
        (Section::Moving, "Moving"),
        (Section::Tickets, "Tickets"),
        (Section::Selecting, "Selecting"),
        (Section::Views, "Views"),
        (Section::App, "Deskbell"),
    ];
}

/// What a command does. A word and no function, because the functions are loaded later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// So many rows down, or up if negative.
    Step(isize),
    /// So many windows of rows.
    Page(isize),
    /// A step that selects both rows.
    Extend(isize),
    /// Opens the current ticket.
    Open,
    /// Closes the open ticket, or gives up the selection.
    Back,
    /// Selects the current ticket, or no longer.
    Select,
    /// Selects every loaded row in sight, or none when all are.
    SelectAll,
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
    /// Opens the list of what can be undone.
    History,
    /// Opens the answers that were begun.
    ReplyDrafts,
    /// Opens how the changes of the last job ended.
    Results,
    /// What the agent wants happens to tickets.
    CarryOut(Intent),
    /// The same for closing, and then to the next ticket.
    FinishAndGoOn,
    /// Leads to where an answer is draft: a note, or a reply.
    Answer(bool),
    /// Changes a field of tickets to a value that is chosen.
    Edit(TicketField),
    /// Takes a label off tickets.
    Unlabel,
    /// Turns a flag of tickets on, or off when it is on for all.
    Toggle(TicketField),
    /// Takes the last change back.
    Undo,
    /// Shows other tickets of the same accounts.
    Show(Place),
}

/// The views that have a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// All tickets.
    All,
    /// Those of nobody.
    Unassigned,
    /// The agent's own.
    Mine,
    /// Those with a star.
    Starred,
}

impl Action {
    /// Whether it is about the rows of the list, so that it means nothing while nobody sees them.
    pub fn is_about_rows(self) -> bool {
        matches!(
            self,
            Action::Step(_)
                | Action::Page(_)
                | Action::Extend(_)
                | Action::Open
                | Action::Select
                | Action::SelectAll
                | Action::CarryOut(_)
                | Action::FinishAndGoOn
                | Action::Answer(_)
                | Action::Edit(_)
                | Action::Unlabel
                | Action::Toggle(_)
        )
    }

    /// Whether it leads into a field to type in, so that what is typed at once belongs there.
    pub fn leads_to_field(self) -> bool {
        matches!(
            self,
            Action::Search
                | Action::NewTicket
                | Action::Palette
                | Action::Answer(_)
                | Action::Edit(_)
                | Action::Unlabel
        )
    }
}

const fn command(
    id: &'static str,
    title: &'static str,
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
        let can = |has: &dyn Fn(&Capabilities) -> bool| {
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
}

/// The command of that id.
pub fn command_of(id: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.id == id)
}

/// The command that changes a field; empty for none.
pub fn command_that_edits(field: TicketField) -> &'static str {
    COMMANDS.iter().find(|command| command.action == Action::Edit(field)).map_or("", |command| command.id)
}

use Action::{CarryOut, Edit, Extend, Page, Show, Step};
use Section::{App, Moving, Selecting, Tickets, Views};

const fn toggle(flag: Flag) -> Action {
    Action::Toggle(TicketField::Flag(flag))
}

/// Every command, in the order of the help.
pub static COMMANDS: &[Command] = &[
    command("next", "Next ticket", Moving, Step(1), [&["j"]; 2]).named(&["ArrowDown"]),
    command("previous", "Previous ticket", Moving, Step(-1), [&["k"]; 2]).named(&["ArrowUp"]),
    command("page-down", "A page down", Moving, Page(1), [&[]; 2]).named(&["PageDown"]),
    command("page-up", "A page up", Moving, Page(-1), [&[]; 2]).named(&["PageUp"]),
    command("first", "First ticket", Moving, Step(isize::MIN), [&[]; 2]).named(&["Home"]),
    command("last", "Last ticket", Moving, Step(isize::MAX), [&[]; 2]).named(&["End"]),
    command("open", "Open the ticket", Moving, Action::Open, [&["o"]; 2]).named(&["Enter"]),
    command("back", "Back to the list", Moving, Action::Back, [&["u"]; 2]).named(&["Escape"]),
    command("finish", "Close, archive or complete", Tickets, CarryOut(Intent::Finish), [&["e"]; 2]),
    command("finish-next", "The same, and go to the next", Tickets, Action::FinishAndGoOn, [&["]"]; 2]),
    command("reply", "Reply", Tickets, Action::Answer(false), [&["r"]; 2]),
    command("note", "Add a note", Tickets, Action::Answer(true), [&["n"], &["m"]]),
    command("state", "Change the state", Tickets, Edit(TicketField::State), [&["s"], &["b"]]),
    command("assign", "Assign", Tickets, Edit(TicketField::Assignee), [&["a"]; 2]),
    command("assign-to-me", "Assign to me", Tickets, CarryOut(Intent::AssignToMe), [&["i"]; 2]),
    command("take-over", "Take over", Tickets, CarryOut(Intent::TakeOver), [&["t"]; 2]),
    command("group", "Change the group", Tickets, Edit(TicketField::Group), [&["g"], &["v"]]),
    command("label", "Add a label", Tickets, Edit(TicketField::Labels), [&["l"]; 2]),
    command("unlabel", "Remove a label", Tickets, Action::Unlabel, [&["L"], &["y"]]),
    command("star", "Star, or no longer", Tickets, toggle(Flag::Starred), [&["*"], &["s"]]),
    command("answered", "Answered, or no longer", Tickets, toggle(Flag::Answered), [&[]; 2]),
    command("archive", "Archive, or no longer", Tickets, toggle(Flag::Archived), [&[]; 2]),
    command("spam", "Spam, or no longer", Tickets, toggle(Flag::Spam), [&["!"]; 2]),
    command("trash", "Into the trash, or out of it", Tickets, toggle(Flag::Trash), [&["#"]; 2]),
    command("undo", "Undo", Tickets, Action::Undo, [&["z"]; 2]),
    command("history", "What can be undone", Tickets, Action::History, [&["Z"]; 2]),
    command("results", "Results of the last changes", Tickets, Action::Results, [&[]; 2]),
    command("select", "Select the ticket", Selecting, Action::Select, [&["x"]; 2]),
    command("extend-down", "Extend the selection downwards", Selecting, Extend(1), [&["J"]; 2]),
    command("extend-up", "Extend the selection upwards", Selecting, Extend(-1), [&["K"]; 2]),
    command("select-all", "Select all that are loaded", Selecting, Action::SelectAll, [&["A"], &["* a"]]),
    command("view-all", "All tickets", Views, Show(Place::All), [&["1"], &["g i", "g a"]]),
    command("view-unassigned", "Unassigned", Views, Show(Place::Unassigned), [&["2"], &["g u"]]),
    command("view-mine", "Mine", Views, Show(Place::Mine), [&["3"], &["g m"]]),
    command("view-starred", "Starred", Views, Show(Place::Starred), [&["4"], &["g s"]]),
    command("search", "Search", App, Action::Search, [&["/"]; 2]),
    command("new", "New ticket", App, Action::NewTicket, [&["c"]; 2]),
    command("drafts", "Drafts", App, Action::ReplyDrafts, [&[]; 2]),
    command("refresh", "Refresh the list", App, Action::Refresh, [&["."], &["N"]]),
    command("palette", "All commands", App, Action::Palette, [&[]; 2]).named(&[PALETTE]),
    command("help", "All keys", App, Action::Help, [&["?"]; 2]),
];

/// How the palette's key is draft. It is the one with a modifier, because it works in fields, too.
pub const PALETTE: &str = "Ctrl+K";
