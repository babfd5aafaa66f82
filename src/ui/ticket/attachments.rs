//! The files of a message: downloaded with the account's token where the helpdesk keeps them, else as links that leave
//! the app.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::links::is_hidden;
use crate::domain::{AccountId, Attachment};
use crate::state::AppState;
use crate::state::tasks::LatestTask;
use crate::state::ticket::attachments;
use crate::text;
use crate::ui::controls::Icon;
use crate::ui::{is_web, reactive};

/// The list of files; nothing if there are none.
#[component]
pub fn Attachments(
    /// The files.
    files: Vec<Attachment>,
    /// The account of the message.
    account: AccountId,
) -> impl IntoView {
    if files.is_empty() {
        return ().into_any();
    }
    let file = |file: Attachment| view! { <OneFile file account=account.clone()/> }.into_any();
    view! { <ul class="attachments" aria-label=text::new_ticket::ATTACHMENTS.text()>{files.into_iter().map(file).collect_view()}</ul> }
        .into_any()
}

#[component]
fn OneFile(file: Attachment, account: AccountId) -> impl IntoView {
    let about = text::about(&file);
    // Characters that turn text around could disguise the kind of the file.
    let name: String = file.name.chars().filter(|it| !is_hidden(*it) && !it.is_control()).collect();
    let name = if name.trim().is_empty() { text::messages::UNNAMED_FILE.into() } else { name };
    let app = AppState::here();
    let thumb = RwSignal::new(None);
    let (pictured, of) = (file.clone(), account.clone());
    LatestTask::new().run(async move {
        // A file whose thumbnail cannot be loaded is shown by its name, which says enough.
        thumb.try_set(attachments::thumbnail(app, of, pictured).await);
    });
    let shown = view! {
        {reactive::view(move || match thumb.get() {
            Some(address) => view! { <img class="thumb" src=address alt="" loading="lazy" referrerpolicy="no-referrer"/> }.into_any(),
            None => view! { <Icon name="tray"/> }.into_any(),
        })}
        <span dir="auto">{name.clone()}</span>
        <small>{about}</small>
    };
    let file = if attachments::is_protected(app, &account, &file) {
        view! { <Saved file name account>{shown}</Saved> }.into_any()
    } else if is_web(&file.url) {
        // Only what a browser shows without running it opens; anything else is saved, where the host is the app's own.
        let saved = file.picture().is_none().then_some("");
        view! {
            <a class="attachment" href=file.url download=saved target="_blank" rel="noopener noreferrer">{shown}</a>
        }
        .into_any()
    } else {
        // Any other scheme is shown, never followed.
        view! { <span class="attachment">{shown}</span> }.into_any()
    };
    view! { <li>{file}</li> }
}

/// A file that only the account's token opens. The token must not be in an address that a browser shows or stores, so
/// the app fetches the file and passes it to the browser.
#[component]
fn Saved(file: Attachment, name: String, account: AccountId, children: Children) -> impl IntoView {
    let app = AppState::here();
    let is_coming = RwSignal::new(false);
    let save = move |_| {
        if is_coming.get_untracked() {
            return;
        }
        is_coming.set(true);
        let (account, file, name) = (account.clone(), file.clone(), name.clone());
        spawn_local(async move {
            attachments::save(app, account, file, name).await;
            is_coming.try_set(false);
        });
    };
    view! {
        <button
            type="button"
            class="attachment"
            title=text::messages::SAVE_FILE.text()
            aria-busy=reactive::text(move || is_coming.get().to_string())
            on:click=reactive::on(save)
        >
            {children()}
        </button>
    }
}
