//! Buttons.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Icon;

/// A button that shows an icon alone; its name is read and shown on hover, with its key.
#[component]
pub fn IconButton(
    /// The id of the icon.
    icon: &'static str,
    /// What it does.
    #[prop(into)]
    label: String,
    /// The key that does the same.
    #[prop(optional)]
    key: &'static str,
    /// Whether the thing it switches is on; for switches only.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// What happens.
    on_press: impl Fn(MouseEvent) + 'static,
) -> impl IntoView {
    let title = if key.is_empty() { label.clone() } else { format!("{label} ({key})") };
    view! {
        <button
            type="button"
            class="icon-button"
            aria-label=label
            title=title
            aria-keyshortcuts=(!key.is_empty()).then_some(key)
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            on:click=on_press
        >
            <Icon name=icon/>
        </button>
    }
}

/// A button with words on it.
#[component]
pub fn TextButton(
    /// The words.
    #[prop(into)]
    label: String,
    /// How it looks: `primary`, `danger`, `quiet`, or nothing.
    #[prop(optional)]
    kind: &'static str,
    /// An icon before the words.
    #[prop(optional)]
    icon: &'static str,
    /// The key that does the same, shown on the button.
    #[prop(optional)]
    key: &'static str,
    /// Whether it cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What happens.
    on_press: impl Fn(MouseEvent) + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class=format!("button {kind}") disabled=move || disabled.get() on:click=on_press>
            {(!icon.is_empty()).then(|| view! { <Icon name=icon/> })}
            <span>{label}</span>
            {(!key.is_empty()).then(|| view! { <kbd aria-hidden="true">{key}</kbd> })}
        </button>
    }
}
