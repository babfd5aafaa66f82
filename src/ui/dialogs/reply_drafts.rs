//! The replies that were begun and not sent.

use leptos::prelude::*;

use crate::domain::TicketKey;
use crate::state::notices::NoticeAction;
use crate::state::outbox::reply_drafts::ReplyDraft;
use crate::state::{AppState, Overlay};
use crate::text::{self, dialogs};
use crate::ui::controls::{Dialog, IconButton, Moment, is_plain};
use crate::ui::reactive;

/// The link to the drafts below the views, with their number; nothing while there are none.
#[component]
pub fn DraftsLink() -> impl IntoView {
    let app = AppState::here();
    let show = move |_: leptos::ev::MouseEvent| app.overlay.set(Some(Overlay::ReplyDrafts));
    reactive::when(
        move || app.conversations().reply_drafts.count() > 0,
        move || {
            view! {
                <button type="button" class="button quiet wide" on:click=reactive::on(show)>
                    <span>{reactive::text(move || dialogs::draft_count(app.conversations().reply_drafts.count()))}</span>
                </button>
            }
        },
    )
}

/// The dialog "Drafts".
#[component]
pub fn DraftsDialog() -> impl IntoView {
    let app = AppState::here();
    app.conversations().reply_drafts.reload();
    let rows = move || {
        app.conversations().reply_drafts.list().into_iter().map(|(key, draft)| row(app, key, draft)).collect_view()
    };
    view! {
        <Dialog title=dialogs::DRAFTS on_close=Callback::new(move |()| app.overlay.set(None))>
            <div class="dialog-body">
                {reactive::when(move || app.conversations().reply_drafts.count() == 0, || view! {
                    <p>{dialogs::NO_DRAFTS.text()}</p>
                })}
                <ul class="results">{reactive::view(rows)}</ul>
            </div>
        </Dialog>
    }
}

fn row(app: AppState, key: TicketKey, draft: ReplyDraft) -> AnyView {
    let ticket = app.tickets.signal(&key).map(|ticket| ticket.get_untracked());
    let subject = ticket.map_or_else(|| dialogs::ticket_number(key.id.as_str()), |ticket| text::subject(&ticket));
    let link = app.navigation.link_to(&key);
    let opened = key.clone();
    let open = move |event: leptos::ev::MouseEvent| {
        if is_plain(&event) {
            event.prevent_default();
            app.overlay.set(None);
            app.navigation.open(opened.clone());
        }
    };
    let label = dialogs::delete_draft(&subject);
    let words: String = draft.text.chars().take(120).collect();
    let at = draft.at;
    let forget = move |_| {
        let gone = app.conversations().reply_drafts.forget(&key);
        let key = key.clone();
        let back =
            NoticeAction::new(text::actions::UNDO, move || app.conversations().reply_drafts.put(&key, gone.clone()));
        app.notices.done(dialogs::DRAFT_DELETED.into(), [back]);
    };
    view! {
        <li class="draft-row">
            <a href=link dir="auto" on:click=reactive::on(open)>{subject}</a>
            <span dir="auto">{words}</span>
            {at.map(|at| view! { <Moment at/> })}
            <IconButton icon="close" label=label on_press=forget/>
        </li>
    }
    .into_any()
}
