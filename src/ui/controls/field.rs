//! Plain fields: a line of text, a tick.

use leptos::prelude::*;

use crate::ui::live;

/// A line of text with its label above and a hint below.
#[component]
pub fn TextField(
    /// Its label.
    label: &'static str,
    /// What is typed.
    value: RwSignal<String>,
    /// One line of help.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What the browser makes of it: `text`, or `password` for what nobody may read.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a password manager may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
) -> impl IntoView {
    let hint_id = format!("hint-{}", label.to_ascii_lowercase().replace(' ', "-"));
    view! {
        <label class="field">
            <span aria-hidden="true">{label}</span>
            <input
                type=kind
                aria-label=label
                aria-describedby=hint_id.clone()
                autocomplete=autocomplete
                spellcheck="false"
                prop:value=live::text(move || value.get())
                on:input=live::on(move |event| value.set(event_target_value(&event)))
            />
            <small id=hint_id>{hint}</small>
        </label>
    }
}

/// A tick with its label beside it.
#[component]
pub fn Check(
    /// Its label.
    label: &'static str,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// It was ticked, or the tick was taken away.
    #[prop(into)]
    on_change: Callback<bool>,
    /// The group it is the only one ticked of, if there is one.
    #[prop(optional)]
    one_of: &'static str,
    /// Its id.
    #[prop(optional, into)]
    id: Option<String>,
    /// What it means, shown on hover and read after the label.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    view! {
        <label class="check" title=hint>
            <input
                id=id
                type=if one_of.is_empty() { "checkbox" } else { "radio" }
                name=(!one_of.is_empty()).then_some(one_of)
                aria-description=(!hint.is_empty()).then_some(hint)
                prop:checked=checked
                on:change=live::on(move |event| on_change.run(event_target_checked(&event)))
            />
            <span>{label}</span>
        </label>
    }
}
