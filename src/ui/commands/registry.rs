//! The registry of commands, with the keys of each.

use crate::domain::{Flag, Intent, Phrase, Property, ReplyOption};
use crate::state::device::keymap::{Keymap, Preset};
use crate::text::{actions, commands, dialogs, help, list, views};

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
    characters: [&'static [&'static str]; 2],
    /// Its keys that produce no character. They are the same in every preset and cannot be changed.
    named: &'static [&'static str],
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
        (Section::Tickets, commands::TICKETS),
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
    /// Changes a property of tickets.
    Edit(Property),
    /// Removes a label from tickets.
    Unlabel,
    /// Adds a flag to tickets, or removes it if all have it.
    Flag(Flag),
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
                | Action::Flag(_)
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

    /// Returns its keys. The first one is shown on buttons.
    pub fn keys<'a>(&'a self, keymap: &'a Keymap) -> impl Iterator<Item = &'a str> {
        self.chosen(keymap).chain(self.named.iter().copied())
    }

    /// Returns the keys that produce characters: the agent's own, or those of the preset.
    pub fn chosen<'a>(&'a self, keymap: &'a Keymap) -> impl Iterator<Item = &'a str> {
        let own = keymap.own(self.id);
        let preset: &[&str] = if own.is_some() { &[] } else { self.characters[keymap.preset as usize] };
        own.filter(|key| !key.is_empty()).into_iter().chain(preset.iter().copied())
    }
}

/// What pressed keys stand for.
pub enum Pressed {
    /// A command.
    Command(&'static Command),
    /// The beginning of a sequence.
    Prefix,
    /// Nothing.
    Nothing,
}

/// Finds what pressed keys stand for. Keys of a sequence are separated by spaces.
pub fn find(keymap: &Keymap, pressed: &str) -> Pressed {
    let mut is_prefix = false;
    for command in &COMMANDS {
        for keys in command.keys(keymap) {
            if keys == pressed {
                return Pressed::Command(command);
            }
            is_prefix |= begins(pressed, keys);
        }
    }
    if is_prefix { Pressed::Prefix } else { Pressed::Nothing }
}

/// Returns another command that would conflict with a key if the command `id` had that key: one with the same key, or
/// with a sequence of which one begins the other.
pub fn clash(keymap: &Keymap, id: &str, key: &str) -> Option<&'static Command> {
    let others = COMMANDS.iter().filter(|command| command.id != id);
    let is_taken = |keys: &str| keys == key || begins(key, keys) || begins(keys, key);
    others.into_iter().find(|command| command.keys(keymap).any(is_taken))
}

/// Returns the command with an id.
pub fn command_of(id: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.id == id)
}

/// Whether `pressed` is the beginning of the sequence `keys`.
fn begins(pressed: &str, keys: &str) -> bool {
    keys.strip_prefix(pressed).is_some_and(|rest| rest.starts_with(' '))
}

/// The keys of the presets are in the order of [`Preset::ALL`].
const _: () = assert!(Preset::Deskbell as usize == 0 && Preset::Gmail as usize == 1);

use Action::{CarryOut, Edit, Extend, Page, Show, Step};
use Section::{General, Navigation, Selection, Tickets, Views};

/// Every command, in the order of the list of keyboard shortcuts.
pub static COMMANDS: [Command; 41] = [
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
    command("state", commands::STATE, Tickets, Edit(Property::State), [&["s"], &["b"]]),
    command("assign", commands::ASSIGN, Tickets, Edit(Property::Assignee), [&["a"]; 2]),
    command("assign-to-me", commands::ASSIGN_TO_ME, Tickets, CarryOut(Intent::AssignToMe), [&["i"]; 2]),
    command("take-over", commands::TAKE_OVER, Tickets, CarryOut(Intent::TakeOver), [&["t"]; 2]),
    command("group", commands::GROUP, Tickets, Edit(Property::Group), [&["g"], &["v"]]),
    command("label", commands::ADD_LABEL, Tickets, Edit(Property::Label), [&["l"]; 2]),
    command("unlabel", commands::REMOVE_LABEL, Tickets, Action::Unlabel, [&["L"], &["y"]]),
    command("star", commands::STAR, Tickets, Action::Flag(Flag::Starred), [&["*"], &["s"]]),
    command("answered", commands::ANSWERED, Tickets, Action::Flag(Flag::Answered), [&[]; 2]),
    command("archive", commands::ARCHIVE, Tickets, Action::Flag(Flag::Archived), [&[]; 2]),
    command("spam", commands::SPAM, Tickets, Action::Flag(Flag::Spam), [&["!"]; 2]),
    command("trash", commands::TRASH, Tickets, Action::Flag(Flag::Trash), [&["#"]; 2]),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn keymaps() -> Vec<Keymap> {
        Preset::ALL.into_iter().map(|preset| Keymap { preset, ..Keymap::default() }).collect()
    }

    #[test]
    fn no_key_has_two_commands_or_begins_a_sequence() {
        for keymap in keymaps() {
            for command in &COMMANDS {
                for key in command.keys(&keymap) {
                    let other = clash(&keymap, command.id, key).map(|other| other.id);
                    assert_eq!(other, None, "{key} of {} in {:?}", command.id, keymap.preset);
                    assert!(matches!(find(&keymap, key), Pressed::Command(found) if found.id == command.id), "{key}");
                }
            }
        }
        let mut ids: Vec<&str> = COMMANDS.iter().map(|command| command.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), COMMANDS.len());
    }

    #[test]
    fn a_sequence_begins_with_a_key_that_has_no_command() {
        let gmail = &keymaps()[1];
        assert!(matches!(find(gmail, "g"), Pressed::Prefix));
        assert!(matches!(find(gmail, "g i"), Pressed::Command(found) if found.id == "view-all"));
        assert!(matches!(find(gmail, "g x"), Pressed::Nothing));
        assert!(matches!(find(&keymaps()[0], "g"), Pressed::Command(found) if found.id == "group"));
    }

    #[test]
    fn the_agents_own_keys_replace_the_preset_but_not_named_keys() {
        let mut keymap = Keymap::default();
        keymap.choose("open", "w".into());
        keymap.choose("undo", String::new());
        assert!(matches!(find(&keymap, "w"), Pressed::Command(found) if found.id == "open"));
        assert!(matches!(find(&keymap, "Enter"), Pressed::Command(found) if found.id == "open"));
        assert!(matches!(find(&keymap, "o"), Pressed::Nothing));
        assert!(matches!(find(&keymap, "z"), Pressed::Nothing));
        assert_eq!(clash(&keymap, "help", "o").map(|other| other.id), None, "the replaced key is free");
        assert_eq!(clash(&keymap, "help", "w").map(|other| other.id), Some("open"));
        let gmail = Keymap { preset: Preset::Gmail, ..Keymap::default() };
        assert_eq!(clash(&gmail, "help", "g").map(|other| other.id), Some("view-all"), "it begins the sequence g i");
    }

    #[test]
    fn the_keys_of_the_public_interface_are_the_default() {
        let documented = [
            ("j", "next"),
            ("k", "previous"),
            ("ArrowDown", "next"),
            ("ArrowUp", "previous"),
            ("Enter", "open"),
            ("o", "open"),
            ("u", "back"),
            ("Escape", "back"),
            ("x", "select"),
            ("J", "extend-down"),
            ("K", "extend-up"),
            ("/", "search"),
            ("c", "new"),
            ("e", "finish"),
            ("s", "state"),
            ("a", "assign"),
            ("i", "assign-to-me"),
            ("g", "group"),
            ("l", "label"),
            ("r", "reply"),
            ("n", "note"),
            ("z", "undo"),
            ("?", "help"),
        ];
        for (key, id) in documented {
            assert!(matches!(find(&Keymap::default(), key), Pressed::Command(found) if found.id == id), "{key}");
        }
    }
}
