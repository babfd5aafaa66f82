//! What others changed in the open ticket while the agent had it open.

use leptos::prelude::*;

use crate::state::AppState;
use crate::state::ticket::remote_changes::RemoteChanges;
use crate::text;
use crate::ui::controls::{Icon, TextButton};
use crate::ui::reactive;

/// Says what changed since the ticket was opened, until the agent dismisses it. The region exists from the start,
/// because screen readers announce only changes to a live region that is already there.
#[component]
pub fn ChangedNote() -> impl IntoView {
    let app = AppState::here();
    let changed = RemoteChanges::follow(app);
    let sentences = Memo::new(move |_| {
        let now = app.open.ticket()?;
        let fields = changed.fields(&now);
        (!fields.is_empty())
            .then(|| fields.iter().map(|(field, before)| text::became(*field, before, &now)).collect::<Vec<_>>())
    });
    let take_note = move |_| {
        untrack(|| app.open.ticket()).into_iter().for_each(|now| changed.take_note(now));
    };
    view! {
        <div class="changed" aria-live="polite">
            {reactive::view(move || sentences.get().map(|sentences| view! {
                <Icon name="refresh"/>
                <div>
                    <strong>{text::ticket::CHANGED.text()}</strong>
                    <ul>{sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }.into_any()).collect_view()}</ul>
                </div>
                <TextButton label=text::ticket::TAKE_NOTE on_press=take_note/>
            }))}
        </div>
    }
}
