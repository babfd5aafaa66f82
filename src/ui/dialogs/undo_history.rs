//! What was done and can be undone, the newest first.

use leptos::prelude::*;

use crate::state::AppState;
use crate::ui::controls::{Dialog, Moment, TextButton};
use crate::ui::reactive;

/// The dialog "What can be undone".
#[component]
pub fn HistoryDialog() -> impl IntoView {
    let app = AppState::here();
    let outbox = app.outbox;
    // A row for each action: what is undone goes, the others stay with the focus where it is.
    let ids = move || outbox.undoable().into_iter().map(|(action, ..)| action.to_string()).collect();
    let row = move |id: String| {
        let (action, text, at) = untrack(|| outbox.undoable()).into_iter().find(|(it, ..)| it.to_string() == id)?;
        let about = text.clone();
        Some(view! {
            <li class="history-row">
                <span dir="auto">{text}</span>
                <Moment at/>
                <TextButton label="Undo" about=about on_press=move |_| outbox.undo_action(action)/>
            </li>
        })
    };
    view! {
        <Dialog title="What can be undone" on_close=Callback::new(move |()| app.overlay.set(None))>
            {reactive::either(
                move || outbox.can_undo(),
                move || view! { <ol class="history dialog-body">{reactive::each(ids, row)}</ol> },
                || view! { <p class="dialog-body">"Nothing. What you change from here on can be undone here."</p> },
            )}
        </Dialog>
    }
}
