//! The agent's preferences on this device.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::keymap::Keymap;
use super::recent::bring_forward;
use crate::domain::Display;
use crate::platform::storage::{self, Key};
use crate::routes::{Route, Theme};

/// The agent's preferences; each change is stored on the device.
#[derive(Clone, Copy)]
pub struct Preferences {
    /// The theme; `None` leaves it to the deployer.
    pub theme: RwSignal<Option<Theme>>,
    /// The language of the interface; `None` leaves it to the deployer. A page keeps the language it started with.
    pub language: RwSignal<Option<String>>,
    /// How the list looks where the link leaves it open, in the terms of a link.
    display: RwSignal<String>,
    /// The sections of the views that are folded or unfolded unlike at first.
    pub folded: RwSignal<Vec<String>>,
    /// Whether single keys run commands.
    pub keys: RwSignal<bool>,
    /// Whether drafts are stored on the device.
    pub keeps_drafts: RwSignal<bool>,
    /// The keys.
    pub keymap: RwSignal<Keymap>,
    /// The width of the views, in pixels; 0 leaves it to the style sheet.
    pub views_width: RwSignal<usize>,
    /// The width of the list, in pixels; 0 leaves it to the style sheet.
    pub list_width: RwSignal<usize>,
    /// The last commands run in the palette, newest first.
    pub recent: RwSignal<Vec<String>>,
}

impl Preferences {
    /// Reads what is stored on the device.
    pub fn stored() -> Self {
        let kept: Value =
            storage::read(Key::Preferences).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let preferences = Preferences {
            theme: RwSignal::new(kept["theme"].as_str().and_then(Theme::parse)),
            language: RwSignal::new(kept["language"].as_str().map(str::to_owned)),
            display: RwSignal::new(kept["display"].as_str().unwrap_or_default().to_owned()),
            folded: RwSignal::new(words(&kept["folded"])),
            keys: RwSignal::new(kept["keys"].as_bool().unwrap_or(true)),
            keeps_drafts: RwSignal::new(kept["drafts"].as_bool().unwrap_or(true)),
            keymap: RwSignal::new(Keymap::read(&kept["keymap"])),
            views_width: RwSignal::new(kept["viewsWidth"].as_u64().unwrap_or(0) as usize),
            list_width: RwSignal::new(kept["listWidth"].as_u64().unwrap_or(0) as usize),
            recent: RwSignal::new(words(&kept["recent"])),
        };
        Effect::watch(
            move || preferences.to_json(),
            |now, _, _| {
                storage::write(Key::Preferences, now);
            },
            false,
        );
        preferences
    }

    /// Returns how the list looks where the link leaves it open. Tracked.
    pub fn display(&self) -> Display {
        self.display.with(|link| Route::parse(link).display)
    }

    /// Sets how the list looks where the link leaves it open.
    pub fn show(&self, display: Display) {
        self.display.set(Route { display, ..Route::default() }.print());
    }

    /// Records the last command run in the palette.
    pub fn note_recent(&self, id: String) {
        self.recent.update(|recent| bring_forward(recent, id));
    }

    fn to_json(self) -> String {
        let theme = self.theme.get().map(Theme::slug);
        let language = self.language.get();
        let (keys, recent, folded) = (self.keys.get(), self.recent.get(), self.folded.get());
        let (display, keymap) = (self.display.get(), self.keymap.with(Keymap::to_json));
        let drafts = self.keeps_drafts.get();
        let (views, list) = (self.views_width.get(), self.list_width.get());
        json!({
            "theme": theme, "language": language, "display": display, "keys": keys, "keymap": keymap, "recent": recent, "folded": folded,
            "drafts": drafts, "viewsWidth": views, "listWidth": list,
        })
        .to_string()
    }
}

fn words(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
