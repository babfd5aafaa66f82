//! The files that came with a message, as links that leave the app.

use leptos::prelude::*;

use crate::domain::Attachment;
use crate::domain::links::is_hidden;
use crate::text;
use crate::ui::controls::Icon;
use crate::ui::is_web;

/// The list of files; nothing when there are none.
#[component]
pub fn Attachments(files: Vec<Attachment>) -> impl IntoView {
    if files.is_empty() {
        return ().into_any();
    }
    let file = |file: Attachment| view! { <OneFile file/> }.into_any();
    view! { <ul class="attachments" aria-label="Attachments">{files.into_iter().map(file).collect_view()}</ul> }
        .into_any()
}

#[component]
fn OneFile(file: Attachment) -> impl IntoView {
    let about = text::about(&file);
    let Attachment { name, kind, url, .. } = file;
    // What turns words around could show another kind of file than it is.
    let name: String = name.chars().filter(|it| !is_hidden(*it) && !it.is_control()).collect();
    let name = if name.trim().is_empty() { "A file without a name".to_owned() } else { name };
    let shown = view! {
        <Icon name="tray"/>
        <span dir="auto">{name}</span>
        <small>{about}</small>
    };
    // Any other scheme is shown, never followed.
    if is_web(&url) {
        // Only what a browser shows without running it may open; anything else is saved, where the host is the app's own.
        let saved = (!is_picture(&kind)).then_some("");
        view! {
            <li>
                <a class="attachment" href=url download=saved target="_blank" rel="noopener noreferrer">{shown}</a>
            </li>
        }
        .into_any()
    } else {
        view! { <li><span class="attachment">{shown}</span></li> }.into_any()
    }
}

fn is_picture(kind: &str) -> bool {
    ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(&kind)
}
