//! Buttons.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Icon;
use crate::ui::reactive;

/// A button that shows only an icon. Its name is its accessible name and, with its key, its tooltip.
#[component]
pub fn IconButton(
    /// The id of the icon.
    icon: &'static str,
    /// What it does.
    #[prop(into)]
    label: String,
    /// The key of the same command.
    #[prop(optional, into)]
    key: Signal<String>,
    /// Its id, by which it can be focused.
    #[prop(optional, into)]
    id: Option<String>,
    /// Whether it is pressed; `None` if it is not a toggle.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<MouseEvent>,
) -> impl IntoView {
    let name = label.clone();
    let title = move || key.with(|key| if key.is_empty() { name.clone() } else { format!("{name} ({key})") });
    view! {
        <button
            id=id
            type="button"
            class=format!("icon-button to-{icon}")
            aria-label=label
            title=reactive::text(title)
            aria-keyshortcuts=reactive::maybe(move || {
                Some(key.get().replace("Ctrl", "Control")).filter(|key| !key.is_empty())
            })
            aria-pressed=reactive::maybe(move || pressed.map(|pressed| pressed.get().to_string()))
            on:click=reactive::on(move |event| on_press.run(event))
        >
            <Icon name=icon/>
        </button>
    }
}

/// A button with a text.
#[component]
pub fn TextButton(
    /// The text.
    #[prop(into)]
    label: String,
    /// Its classes: `primary`, `danger`, `quiet`, or none.
    #[prop(optional)]
    kind: &'static str,
    /// The id of an icon before the text.
    #[prop(optional)]
    icon: &'static str,
    /// The key of the same command, shown on the button.
    #[prop(optional, into)]
    key: Signal<String>,
    /// Whether it is disabled.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its accessible description, where several buttons have the same text.
    #[prop(optional, into)]
    about: Option<String>,
    /// Its id, by which it can be focused.
    #[prop(optional, into)]
    id: Option<String>,
    /// Whether it submits its form.
    #[prop(optional)]
    submits: bool,
    /// Called when it is pressed.
    #[prop(optional, into)]
    on_press: Option<Callback<MouseEvent>>,
) -> impl IntoView {
    view! {
        <button
            id=id
            type=if submits { "submit" } else { "button" }
            class=format!("button {kind}")
            aria-description=about
            disabled=disabled
            on:click=reactive::on(move |event| {
                on_press.inspect(|on_press| on_press.run(event));
            })
        >
            {(!icon.is_empty()).then(|| view! { <Icon name=icon/> })}
            <span>{label}</span>
            {reactive::when(move || key.with(|key| !key.is_empty()), move || view! { <kbd aria-hidden="true">{key}</kbd> })}
        </button>
    }
}
