//! Modal dialogs, made with the browser's own element: it traps the focus, closes on Escape and returns the focus to
//! where it was.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use super::{IconButton, TextButton};
use crate::platform::focus;
use crate::text::actions;
use crate::ui::reactive;

/// A modal dialog. It is open for as long as it is mounted.
#[component]
pub fn Dialog(
    /// Its title, which is also its accessible name.
    #[prop(into)]
    title: String,
    /// An additional class.
    #[prop(optional)]
    class: &'static str,
    /// Called when Escape or its button closed it. It must be unmounted then.
    on_close: Callback<()>,
    /// Its content.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    show_modal(node);
    let id = format!("dialog-{}", title.to_ascii_lowercase().replace(' ', "-"));
    let labelled_by = id.clone();
    let close = move |_| close(node);
    view! {
        <dialog
            node_ref=node
            class=format!("dialog {class}")
            aria-labelledby=labelled_by
            on:cancel=reactive::on(move |event| cancel(&event, node))
            on:close=reactive::on(move |_| on_close.run(()))
        >
            <header class="dialog-head">
                <h2 id=id>{title}</h2>
                <IconButton icon="close" label=actions::CLOSE on_press=close/>
            </header>
            {children()}
        </dialog>
    }
}

/// Asks for confirmation of an action that cannot be undone. The confirming button repeats the action's name.
#[component]
pub fn Question(
    /// The question.
    #[prop(into)]
    question: String,
    /// The name of the action, on the confirming button.
    action: &'static str,
    /// Called with whether the action was confirmed.
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
            on:cancel=reactive::on(move |event| cancel(&event, node))
            on:close=reactive::on(move |_| on_answer.run(false))
        >
            <p>{question}</p>
            <footer class="dialog-foot">
                <TextButton label=actions::CANCEL on_press=move |_| on_answer.run(false)/>
                <TextButton label=action kind="danger" on_press=move |_| on_answer.run(true)/>
            </footer>
        </dialog>
    }
}

/// Opens a dialog once it is in the document, and closes it before it is removed, so that the browser returns the
/// focus.
fn show_modal(node: NodeRef<html::Dialog>) {
    reactive::effect(move || {
        if let Some(dialog) = node.get().filter(|dialog| !dialog.open()) {
            let _ = dialog.show_modal();
            focus::focus_first_field(&dialog);
        }
    });
    on_cleanup(move || close(node));
}

/// Closes a dialog, so that the browser returns the focus, and typing goes on where it was.
fn close(node: NodeRef<html::Dialog>) {
    if let Some(dialog) = node.try_get_untracked().flatten().filter(|dialog| dialog.open()) {
        dialog.close();
        focus::refresh_caret();
    }
}

/// Closes a dialog on Escape. The browser would close it, too, but a moment later than the next key.
fn cancel(event: &Event, node: NodeRef<html::Dialog>) {
    // A file picker inside the dialog that is cancelled is not meant.
    if node.get_untracked().is_some_and(|dialog| focus::is_target(event, &dialog)) {
        event.prevent_default();
        close(node);
    }
}
