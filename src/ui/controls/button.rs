//! Buttons.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Icon;
use crate::ui::reactive;

/// A button that shows an icon alone; its name is read and shown on hover, with its key.
#[component]
pub fn IconButton(
    /// The id of the icon.
    icon: &'static str,
    /// What it does.
    #[prop(into)]
    label: String,
    /// The key that does the same.
    #[prop(optional, into)]
    key: Signal<String>,
    /// Its id, so that the focus can be led to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Whether the thing it switches is on; for switches only.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// What happens.
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
    #[prop(optional, into)]
    key: Signal<String>,
    /// Whether it cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What it is about, read after the words where several buttons have the same.
    #[prop(optional, into)]
    about: Option<String>,
    /// Its id, so that the focus can be led to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Whether it sends the form it is in; such a button needs nothing else to happen.
    #[prop(optional)]
    submits: bool,
    /// What happens.
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
