//! The list of keys, from the one registry of commands.

use leptos::prelude::*;

use super::commands::COMMANDS;
use super::controls::{Check, Dialog};
use crate::state::Desk;

/// The dialog "Keys".
#[component]
pub fn HelpDialog() -> impl IntoView {
    let desk = Desk::here();
    let rows = COMMANDS.iter().map(|command| {
        let keys = command.keys.iter().map(|key| view! { <kbd>{shown(key)}</kbd> }).collect_view();
        view! {
            <div>
                <dt>{keys}</dt>
                <dd>{command.title}</dd>
            </div>
        }
    });
    view! {
        <Dialog title="Keys" on_close=Callback::new(move |()| desk.overlay.set(None))>
            <dl class="keys">{rows.collect_view()}</dl>
            <Check label="Use these keys" checked=desk.preferences.keys on_change=move |is_on| desk.preferences.keys.set(is_on)/>
        </Dialog>
    }
}

/// What stands on the key.
pub fn shown(key: &'static str) -> &'static str {
    match key {
        "ArrowDown" => "↓",
        "ArrowUp" => "↑",
        "Escape" => "Esc",
        "J" => "Shift+j",
        "K" => "Shift+k",
        key => key,
    }
}
