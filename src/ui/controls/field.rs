//! Plain fields: a line of text, a tick.

use leptos::prelude::*;

use crate::ui::reactive;

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
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// What is wrong with what is typed; empty for nothing.
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

/// The id of the field with that label, so that the focus can be led to it.
pub fn field_id(label: &str) -> String {
    format!("field-{}", label.to_ascii_lowercase().replace(' ', "-"))
}

/// The label above a field, with a mark where it must be filled in. What is read aloud is the field's own name.
#[component]
pub fn FieldLabel(
    /// The words.
    label: &'static str,
    /// Whether the field must be filled in.
    required: bool,
) -> impl IntoView {
    view! {
        <span aria-hidden="true">
            {label}
            {required.then(|| view! { <span class="required">" · needed"</span> })}
        </span>
    }
}

/// A tick with its label beside it.
#[component]
pub fn Check(
    /// Its label.
    #[prop(into)]
    label: String,
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
                on:change=reactive::on(move |event| on_change.run(event_target_checked(&event)))
            />
            <span>{label}</span>
        </label>
    }
}
