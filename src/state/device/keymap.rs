//! Which keys run which commands: a preset, and the agent's changes to it.

use serde_json::{Map, Value, json};

/// Keys that belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// Deskbell's own.
    #[default]
    Deskbell,
    /// Those of Gmail, as far as it has the same commands.
    Gmail,
}

impl Preset {
    /// Every preset, in the order they are offered.
    pub const ALL: [Preset; 2] = [Preset::Deskbell, Preset::Gmail];

    /// Returns its name, on the screen and on the device.
    pub fn name(self) -> &'static str {
        match self {
            Preset::Deskbell => "Deskbell",
            Preset::Gmail => "Gmail",
        }
    }
}

/// The agent's keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    /// The preset.
    pub preset: Preset,
    /// The agent's keys by the command's id; empty for none.
    pub own: Vec<(String, String)>,
}

impl Keymap {
    /// Returns the agent's own key for a command.
    pub fn own(&self, id: &str) -> Option<&str> {
        self.own.iter().find(|(own, _)| own == id).map(|(_, key)| key.as_str())
    }

    /// Gives a command another key than the preset's; empty for none.
    pub fn choose(&mut self, id: &str, key: String) {
        self.own.retain(|(own, _)| own != id);
        self.own.push((id.to_owned(), key));
    }

    /// Reads what is stored on the device. Whatever cannot be read counts as unset.
    pub fn read(kept: &Value) -> Self {
        let preset = Preset::ALL.into_iter().find(|preset| kept["preset"] == preset.name());
        let own = kept["own"].as_object().into_iter().flatten();
        let own = own.filter_map(|(id, key)| Some((id.clone(), key.as_str()?.to_owned()))).collect();
        Keymap { preset: preset.unwrap_or_default(), own }
    }

    /// Returns what to store on the device.
    pub fn to_json(&self) -> Value {
        let own: Map<String, Value> = self.own.iter().map(|(id, key)| (id.clone(), json!(key))).collect();
        json!({ "preset": self.preset.name(), "own": own })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_reads_back_and_what_is_broken_is_the_default() {
        let keymap = Keymap { preset: Preset::Gmail, own: [("open".to_owned(), "p".to_owned())].into() };
        assert_eq!(Keymap::read(&keymap.to_json()), keymap);
        for broken in [json!(null), json!("x"), json!({ "preset": 7, "own": [1] }), json!({ "own": { "open": 1 } })] {
            assert_eq!(Keymap::read(&broken), Keymap::default(), "{broken}");
        }
    }
}
