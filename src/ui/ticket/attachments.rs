//! The files that came with a message: saved by the account's token where the helpdesk keeps them, else as links
//! that leave the app.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::client::Client;
use crate::domain::links::is_hidden;
use crate::domain::{AccountId, Attachment};
use crate::platform::files;
use crate::state::AppState;
use crate::state::tasks::LatestTask;
use crate::text;
use crate::ui::controls::Icon;
use crate::ui::{is_web, reactive};

/// The list of files; nothing when there are none.
#[component]
pub fn Attachments(
    /// The files.
    files: Vec<Attachment>,
    /// The account whose helpdesk they came by.
    account: AccountId,
) -> impl IntoView {
    if files.is_empty() {
        return ().into_any();
    }
    let client = AppState::here().accounts.client_now(&account);
    let file = |file: Attachment| view! { <OneFile file client=client.clone()/> }.into_any();
    view! { <ul class="attachments" aria-label="Attachments">{files.into_iter().map(file).collect_view()}</ul> }
        .into_any()
}

#[component]
fn OneFile(file: Attachment, client: Option<Client>) -> impl IntoView {
    let about = text::about(&file);
    // What turns words around could show another kind of file than it is.
    let name: String = file.name.chars().filter(|it| !is_hidden(*it) && !it.is_control()).collect();
    let name = if name.trim().is_empty() { "A file without a name".to_owned() } else { name };
    let kept = client.clone().filter(|client| client.needs_token(&file));
    let thumb = small_picture(&file, client, kept.is_some());
    let shown = view! {
        {reactive::view(move || match thumb.get() {
            Some(address) => view! { <img class="thumb" src=address alt="" loading="lazy" referrerpolicy="no-referrer"/> }.into_any(),
            None => view! { <Icon name="tray"/> }.into_any(),
        })}
        <span dir="auto">{name.clone()}</span>
        <small>{about}</small>
    };
    let file = match kept {
        Some(client) => view! { <Saved file name client>{shown}</Saved> }.into_any(),
        // Any other scheme is shown, never followed.
        None if !is_web(&file.url) => view! { <span class="attachment">{shown}</span> }.into_any(),
        None => {
            // Only what a browser shows without running it may open; anything else is saved, where the host is the app's own.
            let saved = file.picture().is_none().then_some("");
            view! {
                <a class="attachment" href=file.url download=saved target="_blank" rel="noopener noreferrer">{shown}</a>
            }
            .into_any()
        }
    };
    view! { <li>{file}</li> }
}

/// A file that only the account's token opens. The token belongs into no address that a browser shows or keeps, so
/// the app fetches the file and hands it to the browser.
#[component]
fn Saved(file: Attachment, name: String, client: Client, children: Children) -> impl IntoView {
    let notices = AppState::here().notices;
    let is_coming = RwSignal::new(false);
    let save = move |_| {
        if is_coming.get_untracked() {
            return;
        }
        is_coming.set(true);
        let (client, file, name) = (client.clone(), file.clone(), name.clone());
        spawn_local(async move {
            let bytes = client.file(&file, false).await;
            is_coming.try_set(false);
            match bytes {
                Ok(bytes) if files::save_bytes(&name, &bytes).await => {}
                Ok(_) => drop(notices.failed(format!("The browser did not save {}.", text::isolated(&name)), None)),
                Err(error) => {
                    let reason = text::explain(&error, client.account().proxy.is_some()).sentence;
                    notices.failed(format!("{} was not saved. {reason}", text::isolated(&name)), None);
                }
            }
        });
    };
    view! {
        <button
            type="button"
            class="attachment"
            title="Save this file"
            aria-busy=reactive::text(move || is_coming.get().to_string())
            on:click=reactive::on(save)
        >
            {children()}
        </button>
    }
}

/// The address of a small picture of a file: at once where it is open to everybody and the account shows pictures
/// of other hosts, later where the helpdesk must be asked for it.
fn small_picture(file: &Attachment, client: Option<Client>, is_kept: bool) -> RwSignal<Option<String>> {
    let address = RwSignal::new(None);
    let (Some(client), Some(kind)) = (client, file.picture()) else { return address };
    if is_kept && file.thumb.is_some() {
        let file = file.clone();
        // What is not there is shown by its name alone, which says enough.
        LatestTask::new().run(async move {
            if let Ok(bytes) = client.file(&file, true).await {
                address.try_set(files::data_url(kind, &bytes));
            }
        });
    } else if client.account().pictures {
        address.set(file.small_picture().filter(|address| address.starts_with("https://")).map(str::to_owned));
    }
    address
}
