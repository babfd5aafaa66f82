//! The dialog of canned responses: one is chosen by typing, and what is draft can become one.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::Snippet;
use crate::platform::{clock, focus};
use crate::state::AppState;
use crate::state::notices::NoticeAction;
use crate::text;
use crate::ui::controls::{Choosable, Combobox, Dialog, IconButton, TextButton, TextField};
use crate::ui::reactive;
use crate::ui::ticket::REPLY;

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
        let before = untrack(|| app.conversations().reply_drafts.of(&answered)).text.is_empty();
        // Into the field as if it was typed, so that it stands where the caret is and can be undone there.
        spawn_local(async move {
            // What lies behind a dialog takes no focus until that is gone, and then gets it back once more.
            while focus::is_in_dialog() {
                clock::sleep(0).await;
            }
            clock::sleep(0).await;
            if focus::focus_drawn(REPLY).await {
                focus::renew();
                focus::type_in(&if before { chosen.text } else { format!("\n{}", chosen.text) });
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
            app.notices.done(format!("Deleted “{}”.", text::isolated(&name)), [back]);
        }
    };
    let own = move || {
        let row = move |it: Snippet| {
            let (name, label) = (it.name.clone(), format!("Delete {}", text::isolated(&it.name)));
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
        <Dialog title="Canned responses" on_close=Callback::new(move |()| app.overlay.set(None))>
            <div class="dialog-body">
                <Combobox
                    label="Response"
                    placeholder="Type to find one"
                    value=reactive::text(String::new)
                    options=options
                    on_choose=Callback::new(choose)
                />
                {reactive::when(move || all.with(Vec::is_empty), || view! {
                    <p>"There are none yet. Write an answer, come back here, and keep it under a name."</p>
                })}
                {reactive::when(move || words.with(|words| !words.trim().is_empty()), move || view! {
                    <TextField label="Keep what is written as" value=name/>
                    <TextButton
                        label="Keep"
                        disabled=reactive::flag(move || name.with(|name| name.trim().is_empty()))
                        on_press=keep
                    />
                })}
                <ul class="results" aria-label="Your own">{reactive::view(own)}</ul>
            </div>
        </Dialog>
    }
}
