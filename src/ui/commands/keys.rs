//! From keys to commands.
//!
//! Keys are matched by the character they produce, never with a modifier, never while composing and never
//! while a field or a dialog has the focus. The palette's key alone has a modifier.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::Context;
use super::lookup::{Pressed, find};
use super::registry::{Action, command_of};
use crate::platform::{clock, focus};
use crate::state::AppState;
use crate::state::device::keymap::Keymap;
use crate::ui::{deferred, reactive};

/// How long the second key of a sequence may take, in milliseconds.
const SEQUENCE: u32 = 1500;

/// How long what is typed waits for the field that a command leads to, in milliseconds.
const AHEAD: u32 = 1500;

/// What was pressed and did nothing yet.
#[derive(Clone, Copy, Default)]
pub struct Keys {
    /// The keys of a sequence so far.
    begun: StoredValue<String>,
    /// What was typed while a field is on its way to the screen.
    ahead: StoredValue<Option<String>>,
    /// Whether the field is watched for.
    is_watching: StoredValue<bool>,
    /// Counts up with each of them, so that what expires is the newest.
    turn: StoredValue<u32>,
}

/// Listens for keys as long as the page lives. What they do is loaded later.
pub fn listen(context: Context) {
    let listener = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let has_modifier = event.ctrl_key() || event.meta_key();
        let is_other = event.default_prevented() || event.is_composing() || event.alt_key();
        // The palette's key works in fields, too.
        let is_meant = if has_modifier { event.key() == "k" } else { !focus::is_typing() };
        if !is_other && is_meant {
            deferred::press(event, context);
        }
    });
    on_cleanup(move || listener.remove());
}

/// The key that people see on a button for a command, followed; empty when it has none.
pub fn hint(id: &'static str) -> Signal<String> {
    let app = AppState::here();
    reactive::text(move || {
        let key_of = app.key_of.get().filter(|_| app.preferences.keys.get());
        key_of.map(|key_of| app.preferences.keymap.with(|keymap| key_of(keymap, id))).unwrap_or_default()
    })
}

/// The first key of a command, as it is draft on the key.
pub fn key_of(keymap: &Keymap, id: &str) -> String {
    command_of(id).and_then(|command| command.keys(keymap).next().map(shown)).unwrap_or_default()
}

/// What stands on the keys.
pub fn shown(keys: &str) -> String {
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
    /// Does what a key means, if it may mean anything now.
    pub fn press(&self, event: &KeyboardEvent, context: Context) {
        let is_meant = |action: &Action| context.shows_rows() || !action.is_about_rows();
        if let Some(action) = self.action(context.app(), event).filter(is_meant) {
            event.prevent_default();
            if action.leads_to_field() {
                self.ahead.set_value(Some(String::new()));
                self.watch();
                self.expire(AHEAD);
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
        // What is typed for a field that is not there yet is for nothing else.
        if is_character && self.ahead.with_value(Option::is_some) {
            self.ahead.update_value(|ahead| ahead.iter_mut().for_each(|text| text.push_str(&key)));
            event.prevent_default();
            return None;
        }
        if focus::is_in_dialog() || !app.preferences.keys.get_untracked() {
            return None;
        }
        // Named keys already mean something to a control that has the focus.
        let is_free = focus::is_nowhere() || focus::is_within("[role=grid]");
        if !is_character && key != "Escape" && !is_free {
            return None;
        }
        let begun = self.begun.try_update_value(std::mem::take).unwrap_or_default();
        let pressed = if begun.is_empty() { key.clone() } else { format!("{begun} {key}") };
        let found = app.preferences.keymap.with_untracked(|keymap| match find(keymap, &pressed) {
            // What goes on with no sequence stands for itself.
            Pressed::Nothing if pressed != key => find(keymap, &key),
            found => found,
        });
        match found {
            Pressed::Command(command) => Some(command.action),
            Pressed::Begun => {
                self.begun.set_value(key);
                self.expire(SEQUENCE);
                event.prevent_default();
                None
            }
            Pressed::Nothing => None,
        }
    }

    /// Watches for the field that what is typed ahead is for, from the first time on.
    fn watch(&self) {
        let keys = *self;
        if keys.is_watching.try_update_value(|is_watching| std::mem::replace(is_watching, true)) != Some(false) {
            return;
        }
        let arrive = move |_| {
            let ahead = if focus::is_typing() { keys.ahead.try_update_value(Option::take).flatten() } else { None };
            if let Some(text) = ahead.filter(|text| !text.is_empty()) {
                // Whatever leads to the field may do more to it at once.
                spawn_local(async move {
                    tick().await;
                    focus::insert_text(&text);
                });
            }
        };
        // It lives as long as the page does.
        let _ = window_event_listener(ev::focusin, arrive);
    }

    /// Forgets what was pressed after a while, unless something was pressed since.
    fn expire(&self, after: u32) {
        let keys = *self;
        let turn = keys.turn.get_value() + 1;
        keys.turn.set_value(turn);
        spawn_local(async move {
            clock::sleep(after).await;
            if keys.turn.try_get_value() == Some(turn) {
                keys.begun.set_value(String::new());
                keys.ahead.set_value(None);
            }
        });
    }
}
