//! The dialog of canned responses: find one by typing, or save the current text as one.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::Snippet;
use crate::platform::{clock, focus};
use crate::state::AppState;
use crate::state::notices::NoticeAction;
use crate::text::{self, dialogs};
use crate::ui::controls::{Choosable, Combobox, Dialog, IconButton, TextButton, TextField};
use crate::ui::element_ids::REPLY;
use crate::ui::reactive;

/// The dialog.
#[component]
pub fn CannedDialog() -> impl IntoView {
    let app = AppState::here();
    let key = app.navigation.now().ticket.unwrap_or_default();
    app.conversations().canned_responses.reload();
    let account = key.account.clone();
    let asked = account.clone();
    spawn_local(async move { app.conversations().canned_responses.ask(&asked).await });
    let all = Memo::new(move |_| {
        let mut all = app.conversations().canned_responses.own();
        all.extend(app.conversations().canned_responses.of(&account));
        all
    });
    let options = reactive::signal(move || {
        let option = |(place, it): (usize, Snippet)| {
            let detail = it.text.chars().take(80).collect();
            Choosable { detail, ..Choosable::new(place.to_string(), it.name) }
        };
        all.get().into_iter().enumerate().map(option).collect::<Vec<_>>()
    });
    let answered = key.clone();
    let choose = move |place: String| {
        let chosen = place.parse().ok().and_then(|place: usize| all.with_untracked(|all| all.get(place).cloned()));
        let Some(chosen) = chosen else { return };
        app.overlay.set(None);
        let is_empty = untrack(|| app.conversations().reply_drafts.of(&answered)).text.is_empty();
        // It is typed into the field, so that it lands at the caret and the browser can undo it.
        spawn_local(async move {
            // Nothing behind a dialog takes the focus before the dialog is gone, and then the focus returns once more.
            while focus::is_in_dialog() {
                clock::sleep(0).await;
            }
            clock::sleep(0).await;
            if focus::focus_when_drawn(REPLY).await {
                focus::refresh_caret();
                let replaces = focus::select_opening_slash();
                focus::insert_text(&if is_empty || replaces { chosen.text } else { format!("\n{}", chosen.text) });
            }
        });
    };
    let name = RwSignal::new(String::new());
    let words = Memo::new(move |_| app.conversations().reply_drafts.of(&key).text);
    let keep = move |_| {
        app.conversations().canned_responses.keep(&name.get_untracked(), &words.get_untracked());
        name.set(String::new());
    };
    let forget = move |name: String| {
        if let Some(gone) = app.conversations().canned_responses.forget(&name) {
            let back = NoticeAction::new(text::actions::UNDO, move || {
                app.conversations().canned_responses.keep(&gone.name, &gone.text)
            });
            app.notices.done(dialogs::deleted_named(&name), [back]);
        }
    };
    let own = move || {
        let row = move |it: Snippet| {
            let (name, label) = (it.name.clone(), dialogs::delete_named(&it.name));
            view! {
                <li class="result-row">
                    <span dir="auto">{it.name}</span>
                    <IconButton icon="close" label=label on_press=move |_| forget(name.clone())/>
                </li>
            }
            .into_any()
        };
        app.conversations().canned_responses.own().into_iter().map(row).collect_view()
    };
    view! {
        <Dialog title=dialogs::CANNED_RESPONSES on_close=Callback::new(move |()| app.overlay.set(None))>
            // Who types a second slash means the slash.
            <div class="dialog-body" on:keydown=reactive::on(move |event: KeyboardEvent| {
                if event.key() == "/" && event_target_value(&event).is_empty() {
                    event.prevent_default();
                    app.overlay.set(None);
                }
            })>
                <Combobox
                    label=dialogs::CANNED_RESPONSE.text()
                    placeholder=dialogs::FIND_CANNED_RESPONSE.text()
                    value=reactive::text(String::new)
                    options=options
                    on_choose=Callback::new(choose)
                />
                {reactive::when(move || all.with(Vec::is_empty), || view! {
                    <p>{dialogs::NO_CANNED_RESPONSES.text()}</p>
                })}
                {reactive::when(move || words.with(|words| !words.trim().is_empty()), move || view! {
                    <TextField label=dialogs::SAVE_CANNED_RESPONSE.text() value=name/>
                    <TextButton
                        label=text::actions::SAVE
                        disabled=reactive::flag(move || name.with(|name| name.trim().is_empty()))
                        on_press=keep
                    />
                })}
                <ul class="results" aria-label=dialogs::YOUR_CANNED_RESPONSES.text()>{reactive::view(own)}</ul>
            </div>
        </Dialog>
    }
}
