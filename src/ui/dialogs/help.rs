//! The list of keyboard shortcuts, made from the registry of commands, and the way to change them.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::domain::Phrase;
use crate::state::AppState;
use crate::state::device::keymap::{Keymap, Preset};
use crate::text::{actions, help};
use crate::ui::commands::{COMMANDS, Command, Section, clash, key_label};
use crate::ui::controls::{Check, Dialog, TextButton};
use crate::ui::reactive;

/// The dialog "Keyboard shortcuts".
#[component]
pub fn HelpDialog() -> impl IntoView {
    let app = AppState::here();
    let preferences = app.preferences;
    let keymap = preferences.keymap;
    // The command whose key is being changed.
    let asks = RwSignal::new(None::<&'static str>);
    let problem = RwSignal::new(String::new());
    let preset = move |preset: Preset| {
        let is_chosen = reactive::flag(move || keymap.with(|keymap| keymap.preset == preset));
        let choose = move |_| {
            problem.set(String::new());
            keymap.set(Keymap { preset, ..Keymap::default() });
        };
        view! { <Check label=preset.name() one_of="preset" checked=is_chosen on_change=choose/> }.into_any()
    };
    let section = move |(section, heading): (Section, Phrase)| {
        let commands = COMMANDS.iter().filter(|command| command.section == section);
        view! {
            <h3>{heading.text()}</h3>
            <dl class="keys">{commands.map(|command| view! { <CommandRow command asks problem/> }.into_any()).collect_view()}</dl>
        }
        .into_any()
    };
    let is_changed = move || keymap.with(|keymap| !keymap.own.is_empty());
    view! {
        <Dialog title=help::TITLE on_close=Callback::new(move |()| app.overlay.set(None))>
            <div class="dialog-body">
                <Check label=help::USE_KEYS.text() checked=preferences.keys on_change=move |is_on| preferences.keys.set(is_on)/>
                <fieldset class="choices">
                    <legend>{help::PRESET.text()}</legend>
                    {Preset::ALL.into_iter().map(preset).collect_view()}
                    {reactive::when(is_changed, move || view! {
                        <TextButton label=actions::RESET_TO_DEFAULTS on_press=move |_| keymap.update(|keymap| keymap.own.clear())/>
                    })}
                </fieldset>
                <p class="form-problem" role="alert">{reactive::text(move || problem.get())}</p>
                {Section::ALL.map(section).into_iter().collect_view()}
            </div>
        </Dialog>
    }
}

/// One command with its keys, and a button to change them.
#[component]
fn CommandRow(
    command: &'static Command,
    asks: RwSignal<Option<&'static str>>,
    problem: RwSignal<String>,
) -> impl IntoView {
    let keymap = AppState::here().preferences.keymap;
    let keys = reactive::view(move || {
        keymap.with(|keymap| {
            command.keys(keymap).map(|key| view! { <kbd>{key_label(key)}</kbd> }.into_any()).collect_view()
        })
    });
    let is_asking = reactive::memo(move || asks.get() == Some(command.id));
    let label = reactive::text(move || if is_asking.get() { help::PRESS_A_KEY } else { help::CHANGE }.into());
    let on_keydown = move |event: KeyboardEvent| {
        let key = event.key();
        let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing();
        // Tab, Shift and other named keys keep their meaning.
        if !is_asking.get_untracked()
            || has_modifier
            || (key.len() > 1 && !ENDS.contains(&key.as_str()) && key.is_ascii())
        {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        problem.set(String::new());
        let other = keymap.with_untracked(|keymap| clash(keymap, command.id, &key));
        match (key.as_str(), other) {
            ("Escape", _) => {}
            ("Backspace" | "Delete", _) => set(keymap, command.id, String::new()),
            (" ", _) => problem.set(help::SPACE_IS_TAKEN.into()),
            (_, Some(other)) => {
                return problem.set(help::key_is_taken(&key_label(&key), other.title.text()));
            }
            _ => set(keymap, command.id, key),
        }
        asks.set(None);
    };
    // Closing the dialog also moves the focus, when the signals may be gone.
    let give_up = move |_| {
        if asks.try_get_untracked() == Some(Some(command.id)) {
            asks.try_set(None);
        }
    };
    let ask = move |_| {
        problem.set(String::new());
        asks.update(|asks| *asks = if *asks == Some(command.id) { None } else { Some(command.id) });
    };
    view! {
        <div>
            <dt>{keys}</dt>
            <dd>
                <span>{command.title.text()}</span>
                <button
                    type="button"
                    class="button quiet"
                    aria-pressed=reactive::text(move || is_asking.get().to_string())
                    aria-label=reactive::text(move || {
                        let name = if is_asking.get() { help::press_key_for } else { help::change_key };
                        name(command.title.text())
                    })
                    title=help::BACKSPACE_REMOVES.text()
                    on:click=reactive::on(ask)
                    on:keydown=reactive::on(on_keydown)
                    on:blur=reactive::on(give_up)
                >
                    {label}
                </button>
            </dd>
        </div>
    }
}

/// The named keys that are understood while a key is being chosen.
const ENDS: [&str; 3] = ["Escape", "Backspace", "Delete"];

fn set(keymap: RwSignal<Keymap>, id: &str, key: String) {
    keymap.update(|keymap| keymap.choose(id, key));
}
