//! The keys of commands, and the commands of keys.

use super::registry::{COMMANDS, Command};
use crate::state::device::keymap::{Keymap, Preset};

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
    for command in COMMANDS {
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

impl Command {
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

/// Whether `pressed` is the beginning of the sequence `keys`.
fn begins(pressed: &str, keys: &str) -> bool {
    keys.strip_prefix(pressed).is_some_and(|rest| rest.starts_with(' '))
}

/// The keys of the presets are in the order of [`Preset::ALL`].
const _: () = assert!(Preset::Deskbell as usize == 0 && Preset::Gmail as usize == 1);

#[cfg(test)]
mod tests {
    use super::*;

    fn keymaps() -> Vec<Keymap> {
        Preset::ALL.into_iter().map(|preset| Keymap { preset, ..Keymap::default() }).collect()
    }

    #[test]
    fn no_key_has_two_commands_or_begins_a_sequence() {
        for keymap in keymaps() {
            for command in COMMANDS {
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
