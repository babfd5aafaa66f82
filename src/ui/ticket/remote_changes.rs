//! That others changed the open ticket while the agent was at it.

use leptos::prelude::*;

use crate::state::AppState;
use crate::state::ticket::remote_changes::RemoteChanges;
use crate::text;
use crate::ui::controls::{Icon, TextButton};
use crate::ui::reactive;

/// What changed since the ticket was opened, until the agent has taken note. The region is there from the start, or
/// nobody would hear of it.
#[component]
pub fn ChangedNote() -> impl IntoView {
    let app = AppState::here();
    let changed = RemoteChanges::follow(app);
    let sentences = Memo::new(move |_| {
        let now = app.open.ticket()?;
        let aspects = changed.aspects(&now);
        (!aspects.is_empty())
            .then(|| aspects.iter().map(|(aspect, before)| text::became(*aspect, before, &now)).collect::<Vec<_>>())
    });
    let take_note = move |_| {
        untrack(|| app.open.ticket()).into_iter().for_each(|now| changed.take_note(now));
    };
    view! {
        <div class="changed" aria-live="polite">
            {reactive::view(move || sentences.get().map(|sentences| view! {
                <Icon name="refresh"/>
                <div>
                    <strong>"Changed since you opened it"</strong>
                    <ul>{sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }.into_any()).collect_view()}</ul>
                </div>
                <TextButton label="Got it" on_press=take_note/>
            }))}
        </div>
    }
}
