//! Parts of the composer: undoing what is about to be sent, copies, and files.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::checks::Problem;
use crate::domain::{Attachment, Phrase, TicketKey, Upload};
use crate::platform::{files, focus};
use crate::state::AppState;
use crate::state::outbox::reply_drafts::ReplyDraft;
use crate::state::ticket::attachments;
use crate::text::{self, composer as words};
use crate::ui::controls::{IconButton, TextButton};
use crate::ui::element_ids::REPLY;
use crate::ui::reactive;

/// Says that the reply will be sent, and undoes it.
#[component]
pub(super) fn Held(key: StoredValue<TicketKey>, draft: Memo<ReplyDraft>) -> impl IntoView {
    let app = AppState::here();
    let sentence = text::sending(&untrack(|| draft.get()).reply());
    let take_back = move |event: MouseEvent| {
        // The second click of a double click on the send button may land here.
        if event.detail() > 1 {
            return;
        }
        key.with_value(|key| app.conversations().replies.take_back(key));
        focus::focus_id(REPLY);
    };
    view! {
        <p class="composer-state">{sentence}</p>
        <TextButton label=text::actions::UNDO on_press=take_back/>
    }
}

/// The fields Cc and Bcc.
#[component]
pub(super) fn Copies(
    key: StoredValue<TicketKey>,
    draft: Memo<ReplyDraft>,
    problem: RwSignal<Option<Problem>>,
) -> impl IntoView {
    let app = AppState::here();
    let field = move |label: Phrase, of: fn(&ReplyDraft) -> &String, to: fn(&mut ReplyDraft) -> &mut String| {
        let write = move |event: Event| {
            let text = event_target_value(&event);
            problem.set(None);
            key.with_value(|key| app.conversations().reply_drafts.write(key, |draft| *to(draft) = text));
        };
        view! {
            <label class="field">
                <span aria-hidden="true">{label.text()}</span>
                <input
                    type="text"
                    inputmode="email"
                    aria-label=label.text()
                    autocomplete="off"
                    prop:value=reactive::text(move || draft.with(|draft| of(draft).clone()))
                    on:input=reactive::on(write)
                />
            </label>
        }
        .into_any()
    };
    let is_open = untrack(|| draft.with(|it| !(it.copies.is_empty() && it.blind_copies.is_empty())));
    view! {
        <details class="copies" open=is_open>
            <summary>{words::COPIES.text()}</summary>
            <div class="fields">
                {field(words::CC, |it| &it.copies, |it| &mut it.copies)}
                {field(words::BCC, |it| &it.blind_copies, |it| &mut it.blind_copies)}
            </div>
        </details>
    }
}

/// The files of the draft: each is uploaded as soon as it is chosen.
#[component]
pub(super) fn Files(key: StoredValue<TicketKey>, draft: Memo<ReplyDraft>, uploading: RwSignal<usize>) -> impl IntoView {
    let app = AppState::here();
    let choose = move |event: Event| {
        let key = key.get_value();
        spawn_local(async move { upload(app, &key, files::uploads(&event).await, uploading).await });
    };
    let chip = move |file: Attachment| {
        let name = file.name.clone();
        let remove = move |_| {
            let id = file.id.clone();
            key.with_value(|key| {
                app.conversations().reply_drafts.write(key, |draft| draft.files.retain(|it| it.id != id))
            });
        };
        view! {
            <li class="label">
                <span dir="auto">{name.clone()}</span>
                <IconButton icon="close" label=words::remove_file(&name) on_press=remove/>
            </li>
        }
        .into_any()
    };
    view! {
        <div class="files">
            <ul>{reactive::view(move || draft.get().files.into_iter().map(chip).collect_view())}</ul>
            <label class="button quiet">
                <input type="file" class="hidden" multiple=true aria-label=words::ATTACH_FILES.text() on:change=reactive::on(choose)/>
                <span>{reactive::text(move || match uploading.get() {
                    0 => words::ATTACH_FILES.into(),
                    count => words::uploading(count),
                })}</span>
            </label>
        </div>
    }
}

/// Uploads files one after the other and attaches them to the draft. `uploading` counts those that are left.
pub(super) async fn upload(app: AppState, key: &TicketKey, files: Vec<Upload>, uploading: RwSignal<usize>) {
    // The composer may be gone by now; the files still belong to its ticket.
    uploading.try_update(|count| *count += files.len());
    for file in files {
        attachments::attach(app, key, &file).await;
        uploading.try_update(|count| *count -= 1);
    }
}
