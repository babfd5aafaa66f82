//! The actions that can be undone, newest first.

use leptos::prelude::*;

use crate::state::AppState;
use crate::text::{actions, dialogs};
use crate::ui::controls::{Dialog, Moment, TextButton};
use crate::ui::reactive;

/// The dialog "Undo history".
#[component]
pub fn HistoryDialog() -> impl IntoView {
    let app = AppState::here();
    let outbox = app.outbox;
    // Rows are keyed by action, so that undoing one leaves the focus in the others.
    let ids = move || outbox.undoable().into_iter().map(|(action, ..)| action.to_string()).collect();
    let row = move |id: String| {
        let (action, text, at) = untrack(|| outbox.undoable()).into_iter().find(|(it, ..)| it.to_string() == id)?;
        let about = text.clone();
        Some(view! {
            <li class="history-row">
                <span dir="auto">{text}</span>
                <Moment at/>
                <TextButton label=actions::UNDO about=about on_press=move |_| outbox.undo_action(action)/>
            </li>
        })
    };
    view! {
        <Dialog title=dialogs::UNDO_HISTORY on_close=Callback::new(move |()| app.overlay.set(None))>
            {reactive::either(
                move || outbox.can_undo(),
                move || view! { <ol class="history dialog-body">{reactive::each(ids, row)}</ol> },
                || view! { <p class="dialog-body">{dialogs::NO_UNDO_HISTORY.text()}</p> },
            )}
        </Dialog>
    }
}
