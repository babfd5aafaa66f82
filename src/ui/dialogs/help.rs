//! The list of keys, from the one registry of commands, and the way to other keys.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::state::AppState;
use crate::state::device::keymap::{Keymap, Preset};
use crate::ui::commands::{COMMANDS, Command, Section, clash, shown};
use crate::ui::controls::{Check, Dialog, TextButton};
use crate::ui::reactive;

/// The dialog "Keys".
#[component]
pub fn HelpDialog() -> impl IntoView {
    let app = AppState::here();
    let preferences = app.preferences;
    let keymap = preferences.keymap;
    // The command whose next key is being chosen.
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
    let section = move |(section, heading): (Section, &'static str)| {
        let commands = COMMANDS.iter().filter(|command| command.section == section);
        view! {
            <h3>{heading}</h3>
            <dl class="keys">{commands.map(|command| view! { <CommandRow command asks problem/> }.into_any()).collect_view()}</dl>
        }
        .into_any()
    };
    let is_changed = move || keymap.with(|keymap| !keymap.own.is_empty());
    view! {
        <Dialog title="Keys" on_close=Callback::new(move |()| app.overlay.set(None))>
            <div class="dialog-body">
                <Check label="Use these keys" checked=preferences.keys on_change=move |is_on| preferences.keys.set(is_on)/>
                <fieldset class="choices">
                    <legend>"Preset"</legend>
                    {Preset::ALL.into_iter().map(preset).collect_view()}
                    {reactive::when(is_changed, move || view! {
                        <TextButton label="Reset my changes" on_press=move |_| keymap.update(|keymap| keymap.own.clear())/>
                    })}
                </fieldset>
                <p class="form-problem" role="alert">{reactive::text(move || problem.get())}</p>
                {Section::ALL.map(section).into_iter().collect_view()}
            </div>
        </Dialog>
    }
}

/// One command, its keys, and the way to another key.
#[component]
fn CommandRow(
    command: &'static Command,
    asks: RwSignal<Option<&'static str>>,
    problem: RwSignal<String>,
) -> impl IntoView {
    let keymap = AppState::here().preferences.keymap;
    let keys = reactive::view(move || {
        keymap
            .with(|keymap| command.keys(keymap).map(|key| view! { <kbd>{shown(key)}</kbd> }.into_any()).collect_view())
    });
    let is_asking = reactive::memo(move || asks.get() == Some(command.id));
    let label = reactive::text(move || if is_asking.get() { "Press a key…" } else { "Change" }.to_owned());
    let on_keydown = move |event: KeyboardEvent| {
        let key = event.key();
        let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing();
        // Tab, Shift and their like go on meaning what they mean.
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
            (" ", _) => problem.set("The space bar selects a row and cannot do anything else.".to_owned()),
            (_, Some(other)) => {
                let sentence =
                    format!("“{}” is the key of “{}”. Give that another key first.", shown(&key), other.title);
                return problem.set(sentence);
            }
            _ => set(keymap, command.id, key),
        }
        asks.set(None);
    };
    // A dialog that is closed takes the focus away, too, when nothing of it is left.
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
                <span>{command.title}</span>
                <button
                    type="button"
                    class="button quiet"
                    aria-pressed=reactive::text(move || is_asking.get().to_string())
                    aria-label=reactive::text(move || format!("{} the key of “{}”", label.get(), command.title))
                    title="Backspace takes the key away"
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

/// The named keys that end the question for a key.
const ENDS: [&str; 3] = ["Escape", "Backspace", "Delete"];

fn set(keymap: RwSignal<Keymap>, id: &str, key: String) {
    keymap.update(|keymap| keymap.choose(id, key));
}
