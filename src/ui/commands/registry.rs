//! Every command there is, and which keys do it.

use crate::domain::{Flag, Intent, TicketField};
use crate::state::device::keymap::{Keymap, Preset};

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
    characters: [&'static [&'static str]; 2],
    /// The named keys that always do it, as in every list.
    named: &'static [&'static str],
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

    /// The keys that do it, those that people see on it first.
    pub fn keys<'a>(&'a self, keymap: &'a Keymap) -> impl Iterator<Item = &'a str> {
        self.chosen(keymap).chain(self.named.iter().copied())
    }

    /// The characters that do it: the agent's own, or those of the preset.
    pub fn chosen<'a>(&'a self, keymap: &'a Keymap) -> impl Iterator<Item = &'a str> {
        let own = keymap.own(self.id);
        let preset: &[&str] = if own.is_some() { &[] } else { self.characters[keymap.preset as usize] };
        own.filter(|key| !key.is_empty()).into_iter().chain(preset.iter().copied())
    }
}

/// What the keys that were pressed come to.
pub enum Pressed {
    /// A command.
    Command(&'static Command),
    /// The beginning of one.
    Begun,
    /// Nothing.
    Nothing,
}

/// Finds what keys come to that were pressed one after the other, with a space between them.
pub fn find(keymap: &Keymap, pressed: &str) -> Pressed {
    let mut is_begun = false;
    for command in &COMMANDS {
        for keys in command.keys(keymap) {
            if keys == pressed {
                return Pressed::Command(command);
            }
            is_begun |= begins(pressed, keys);
        }
    }
    if is_begun { Pressed::Begun } else { Pressed::Nothing }
}

/// The command that a key would take from or swallow if another one had it too.
pub fn clash(keymap: &Keymap, id: &str, key: &str) -> Option<&'static Command> {
    let others = COMMANDS.iter().filter(|command| command.id != id);
    let is_taken = |keys: &str| keys == key || begins(key, keys) || begins(keys, key);
    others.into_iter().find(|command| command.keys(keymap).any(is_taken))
}

/// The command of that id.
pub fn command_of(id: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.id == id)
}

/// The command that changes a field; empty for none.
pub fn command_that_edits(field: TicketField) -> &'static str {
    COMMANDS.iter().find(|command| command.action == Action::Edit(field)).map_or("", |command| command.id)
}

/// Whether `keys` go on after `pressed`.
fn begins(pressed: &str, keys: &str) -> bool {
    keys.strip_prefix(pressed).is_some_and(|rest| rest.starts_with(' '))
}

/// The presets stand in the order of [`Preset::ALL`].
const _: () = assert!(Preset::Deskbell as usize == 0 && Preset::Gmail as usize == 1);

use Action::{CarryOut, Edit, Extend, Page, Show, Step};
use Section::{App, Moving, Selecting, Tickets, Views};

const fn toggle(flag: Flag) -> Action {
    Action::Toggle(TicketField::Flag(flag))
}

/// Every command, in the order of the help.
pub static COMMANDS: [Command; 41] = [
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

#[cfg(test)]
mod tests {
    use super::*;

    fn keymaps() -> Vec<Keymap> {
        Preset::ALL.into_iter().map(|preset| Keymap { preset, ..Keymap::default() }).collect()
    }

    #[test]
    fn no_key_has_two_owners_and_none_swallows_a_sequence() {
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
    fn a_sequence_is_begun_by_its_first_key_and_is_no_other_command() {
        let gmail = &keymaps()[1];
        assert!(matches!(find(gmail, "g"), Pressed::Begun));
        assert!(matches!(find(gmail, "g i"), Pressed::Command(found) if found.id == "view-all"));
        assert!(matches!(find(gmail, "g x"), Pressed::Nothing));
        assert!(matches!(find(&keymaps()[0], "g"), Pressed::Command(found) if found.id == "group"));
    }

    #[test]
    fn what_the_agent_chose_takes_the_place_of_the_preset_and_named_keys_stay() {
        let mut keymap = Keymap::default();
        keymap.choose("open", "w".into());
        keymap.choose("undo", String::new());
        assert!(matches!(find(&keymap, "w"), Pressed::Command(found) if found.id == "open"));
        assert!(matches!(find(&keymap, "Enter"), Pressed::Command(found) if found.id == "open"));
        assert!(matches!(find(&keymap, "o"), Pressed::Nothing));
        assert!(matches!(find(&keymap, "z"), Pressed::Nothing));
        assert_eq!(clash(&keymap, "help", "o").map(|other| other.id), None, "what was given up is free");
        assert_eq!(clash(&keymap, "help", "w").map(|other| other.id), Some("open"));
        let gmail = Keymap { preset: Preset::Gmail, ..Keymap::default() };
        assert_eq!(clash(&gmail, "help", "g").map(|other| other.id), Some("view-all"), "it would swallow g i");
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
