//! Modal dialogs on the browser's own element: it traps the focus, closes on Escape and gives the
//! focus back to where it came from.

use leptos::html;
use leptos::prelude::*;

use super::{IconButton, TextButton};
use crate::platform::focus;
use crate::ui::reactive;

/// A modal dialog. It is open as long as it is mounted.
#[component]
pub fn Dialog(
    /// Its name.
    #[prop(into)]
    title: String,
    /// A class beside its own.
    #[prop(optional)]
    class: &'static str,
    /// It was closed, by Escape or its button: unmount it.
    on_close: Callback<()>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    show_modal(node);
    let id = format!("dialog-{}", title.to_ascii_lowercase().replace(' ', "-"));
    let labelled_by = id.clone();
    let close = move |_| {
        node.get_untracked().inspect(|dialog| dialog.close());
    };
    view! {
        <dialog node_ref=node class=format!("dialog {class}") aria-labelledby=labelled_by on:close=reactive::on(move |_| on_close.run(()))>
            <header class="dialog-head">
                <h2 id=id>{title}</h2>
                <IconButton icon="close" label="Close" on_press=close/>
            </header>
            {children()}
        </dialog>
    }
}

/// A question about something that cannot be undone. The confirming button repeats its name.
#[component]
pub fn Question(
    /// What is asked.
    #[prop(into)]
    question: String,
    /// The name of the action, on the confirming button.
    action: &'static str,
    /// The answer: whether to do it.
    on_answer: Callback<bool>,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    show_modal(node);
    let label = question.clone();
    view! {
        <dialog
            node_ref=node
            class="dialog question"
            role="alertdialog"
            aria-label=label
            on:close=reactive::on(move |_| on_answer.run(false))
        >
            <p>{question}</p>
            <footer class="dialog-foot">
                <TextButton label="Cancel" on_press=move |_| on_answer.run(false)/>
                <TextButton label=action kind="danger" on_press=move |_| on_answer.run(true)/>
            </footer>
        </dialog>
    }
}

/// Opens a dialog once it is in the document, and closes it before it leaves, so that the browser
/// gives the focus back.
fn show_modal(node: NodeRef<html::Dialog>) {
    reactive::effect(move || {
        if let Some(dialog) = node.get().filter(|dialog| !dialog.open()) {
            let _ = dialog.show_modal();
            focus::focus_first_field(&dialog);
        }
    });
    on_cleanup(move || {
        if let Some(dialog) = node.try_get_untracked().flatten() {
            dialog.close();
        }
    });
}
