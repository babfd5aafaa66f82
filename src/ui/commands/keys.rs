//! Turns keys into commands.
//!
//! Keys are matched by the character that they produce. They do nothing with a modifier, during the composition of an
//! input method, and while a field or a dialog has the focus. Only the key of the palette has a modifier.

use std::sync::Arc;

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::Context;
use super::lookup::{Pressed, find};
use super::registry::{Action, command_of};
use crate::platform::{clock, focus};
use crate::state::AppState;
use crate::state::device::keymap::Keymap;
use crate::ui::deferred::{self, Loading};
use crate::ui::reactive;

/// How long a sequence waits for its second key, in milliseconds.
const SEQUENCE: u32 = 1500;

/// How long typed characters wait for the field that a command focuses, in milliseconds.
const TYPE_AHEAD: u32 = 1500;

/// Keys that were pressed and had no effect yet.
#[derive(Clone, Copy, Default)]
pub struct Keys {
    /// The keys of a sequence so far.
    sequence: StoredValue<String>,
    /// The characters typed before a field appears; `None` if no field is expected.
    type_ahead: StoredValue<Option<String>>,
    /// Whether the listener that waits for the field was added.
    is_listening: StoredValue<bool>,
    /// Counts the pressed keys, so that an old timer does not discard newer keys.
    generation: StoredValue<u32>,
}

/// Carries out the command of a key. The code for it is loaded later, so the result comes when that is there.
pub type Press = fn(KeyboardEvent, Context) -> Loading;

/// Listens for keys for as long as the page lives.
pub fn listen(context: Context, press: Press) {
    let listener = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let has_modifier = event.ctrl_key() || event.meta_key();
        let is_ignored = event.default_prevented() || event.is_composing() || event.alt_key();
        // The key of the palette also works in fields.
        let is_command = if has_modifier { event.key() == "k" } else { !focus::is_typing() };
        if !is_ignored && is_command {
            deferred::run(context.app(), Arc::new(move || press(event.clone(), context)));
        }
    });
    on_cleanup(move || listener.remove());
}

/// Returns the key that is shown on the button of a command, as a signal. Empty if the command has none.
pub fn hint(id: &'static str) -> Signal<String> {
    let app = AppState::here();
    reactive::text(move || {
        let key_of = app.key_of.get().filter(|_| app.preferences.keys.get());
        key_of.map(|key_of| app.preferences.keymap.with(|keymap| key_of(keymap, id))).unwrap_or_default()
    })
}

/// Returns the first key of a command, as it is labelled on keyboards.
pub fn key_of(keymap: &Keymap, id: &str) -> String {
    command_of(id).and_then(|command| command.keys(keymap).next().map(key_label)).unwrap_or_default()
}

/// Returns keys as they are labelled on keyboards. The names are not translated, because `aria-keyshortcuts` needs them.
pub fn key_label(keys: &str) -> String {
    match keys {
        "ArrowDown" => "↓".to_owned(),
        "ArrowUp" => "↑".to_owned(),
        "Escape" => "Esc".to_owned(),
        "PageDown" => "Page ↓".to_owned(),
        "PageUp" => "Page ↑".to_owned(),
        keys if keys.len() == 1 && keys.as_bytes()[0].is_ascii_uppercase() => {
            format!("Shift+{}", keys.to_ascii_lowercase())
        }
        keys => keys.to_owned(),
    }
}

impl Keys {
    /// Runs the command of a key, if it has one now.
    pub fn press(&self, event: &KeyboardEvent, context: Context) {
        let is_possible = |action: &Action| context.shows_rows() || !action.needs_rows();
        if let Some(action) = self.action(context.app(), event).filter(is_possible) {
            event.prevent_default();
            if action.focuses_field() {
                self.type_ahead.set_value(Some(String::new()));
                self.wait_for_field();
                self.expire(TYPE_AHEAD);
            }
            context.act(action);
        }
    }

    fn action(&self, app: AppState, event: &KeyboardEvent) -> Option<Action> {
        let key = event.key();
        if event.ctrl_key() || event.meta_key() {
            return (!event.shift_key() && !focus::is_in_dialog()).then_some(Action::Palette);
        }
        if event.get_modifier_state("AltGraph") {
            return None;
        }
        let is_character = key.chars().count() == 1;
        // While a field is expected, characters are typed into it and are not commands.
        if is_character && self.type_ahead.with_value(Option::is_some) {
            self.type_ahead.update_value(|typed| typed.iter_mut().for_each(|text| text.push_str(&key)));
            event.prevent_default();
            return None;
        }
        if focus::is_in_dialog() || !app.preferences.keys.get_untracked() {
            return None;
        }
        // The focused control may use named keys itself.
        let is_free = focus::is_nowhere() || focus::is_within("[role=grid]");
        if !is_character && key != "Escape" && !is_free {
            return None;
        }
        let begun = self.sequence.try_update_value(std::mem::take).unwrap_or_default();
        let pressed = if begun.is_empty() { key.clone() } else { format!("{begun} {key}") };
        let found = app.preferences.keymap.with_untracked(|keymap| match find(keymap, &pressed) {
            // A key that does not continue the sequence is read on its own.
            Pressed::Nothing if pressed != key => find(keymap, &key),
            found => found,
        });
        match found {
            Pressed::Command(command) => Some(command.action),
            Pressed::Prefix => {
                self.sequence.set_value(key);
                self.expire(SEQUENCE);
                event.prevent_default();
                None
            }
            Pressed::Nothing => None,
        }
    }

    /// Listens for the expected field to get the focus, and types the waiting characters into it. Adds the listener once.
    fn wait_for_field(&self) {
        let keys = *self;
        if keys.is_listening.try_update_value(|is_listening| std::mem::replace(is_listening, true)) != Some(false) {
            return;
        }
        let type_in = move |_| {
            let typed =
                if focus::is_typing() { keys.type_ahead.try_update_value(Option::take).flatten() } else { None };
            if let Some(text) = typed.filter(|text| !text.is_empty()) {
                // The code that focused the field may still change its text.
                spawn_local(async move {
                    tick().await;
                    focus::insert_text(&text);
                });
            }
        };
        // The listener is never removed: it lives as long as the page.
        let _ = window_event_listener(ev::focusin, type_in);
    }

    /// Discards the pressed keys after a time in milliseconds, unless another key was pressed since.
    fn expire(&self, after: u32) {
        let keys = *self;
        let generation = keys.generation.get_value() + 1;
        keys.generation.set_value(generation);
        spawn_local(async move {
            clock::sleep(after).await;
            if keys.generation.try_get_value() == Some(generation) {
                keys.sequence.set_value(String::new());
                keys.type_ahead.set_value(None);
            }
        });
    }
}
