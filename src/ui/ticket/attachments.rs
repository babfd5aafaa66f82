//! The files that came with a message, as links that leave the app.

use leptos::prelude::*;

use crate::domain::Attachment;
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
    let Attachment { name, kind, url, .. } = file;
    let shown = view! {
        <Icon name="tray"/>
        <span dir="auto">{name}</span>
        <small>{kind}</small>
    };
    // Any other scheme is shown, never followed.
    if is_web(&url) {
        view! { <li><a class="attachment" href=url target="_blank" rel="noopener noreferrer">{shown}</a></li> }
            .into_any()
    } else {
        view! { <li><span class="attachment">{shown}</span></li> }.into_any()
    }
}
