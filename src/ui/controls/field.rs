//! Plain fields: text inputs and check boxes.

use leptos::prelude::*;

use crate::text::controls;
use crate::ui::reactive;

/// A text input with its label above and a hint below.
#[component]
pub fn TextField(
    /// Its label.
    label: &'static str,
    /// The typed text.
    value: RwSignal<String>,
    /// A short explanation.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// The type of the input: `text`, or `password` to hide the text.
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers and password managers may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it is required.
    #[prop(optional)]
    required: bool,
    /// What is wrong with the typed text; empty if it is valid.
    #[prop(optional, into)]
    problem: Signal<String>,
) -> impl IntoView {
    let id = field_id(label);
    let (hint_id, problem_id) = (format!("{id}-hint"), format!("{id}-problem"));
    view! {
        <label class="field">
            <FieldLabel label required/>
            <input
                id=id
                type=kind
                aria-label=label
                aria-required=required.then_some("true")
                aria-invalid=reactive::maybe(move || problem.with(|it| !it.is_empty()).then(|| "true".to_owned()))
                aria-describedby=format!("{problem_id} {hint_id}")
                autocomplete=autocomplete
                spellcheck="false"
                prop:value=reactive::text(move || value.get())
                on:input=reactive::on(move |event| value.set(event_target_value(&event)))
            />
            <small id=problem_id class="problem">{problem}</small>
            <small id=hint_id>{hint}</small>
        </label>
    }
}

/// Returns the id of the field with a label, by which it can be focused.
pub fn field_id(label: &str) -> String {
    format!("field-{}", label.to_ascii_lowercase().replace(' ', "-"))
}

/// The label above a field, with a mark if the field is required. Screen readers use the field's own name instead.
#[component]
pub fn FieldLabel(
    /// The text.
    label: &'static str,
    /// Whether the field is required.
    required: bool,
) -> impl IntoView {
    view! {
        <span aria-hidden="true">
            {label}
            {required.then(|| view! { " " <span class="required">{controls::REQUIRED.text()}</span> })}
        </span>
    }
}

/// A check box, or a radio button, with its label beside it.
#[component]
pub fn Check(
    /// Its label.
    #[prop(into)]
    label: String,
    /// Whether it is checked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with whether it is checked, after a change.
    #[prop(into)]
    on_change: Callback<bool>,
    /// The name of its group, which makes it a radio button; empty for a check box.
    #[prop(optional)]
    one_of: &'static str,
    /// Its id.
    #[prop(optional, into)]
    id: Option<String>,
    /// An explanation: its tooltip and accessible description.
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
                on:change=reactive::on(move |event| on_change.run(event_target_checked(&event)))
            />
            <span>{label}</span>
        </label>
    }
}
