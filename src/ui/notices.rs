//! Notices about what just happened, below the list: announced, with actions such as Undo and Retry as buttons.

use leptos::prelude::*;

use super::deferred::{self, Part};
use super::reactive;
use crate::state::AppState;
use crate::state::notices::{Notice, NoticeAction};
use crate::text;
use crate::ui::commands::hint;
use crate::ui::controls::{Icon, IconButton, TextButton};

/// The notices. Screen readers announce successes in a status region that exists from the start, and each failure as an
/// alert of its own.
#[component]
pub fn NoticeList() -> impl IntoView {
    let app = AppState::here();
    let notices = app.notices;
    let of_kind = move |is_failure: bool| {
        let ids = move || {
            let list = notices.list();
            list.iter().filter(|notice| notice.is_failure == is_failure).map(|notice| notice.id.to_string()).collect()
        };
        reactive::each(ids, move |id| {
            let notice = untrack(|| notices.list()).into_iter().find(|notice| notice.id.to_string() == id);
            notice.map(|notice| view! { <NoticeItem notice/> })
        })
    };
    view! {
        <div
            class="notices"
            on:mouseenter=reactive::on(move |_| notices.hold(true))
            on:mouseleave=reactive::on(move |_| notices.hold(false))
            on:focusin=reactive::on(move |_| notices.hold(true))
            on:focusout=reactive::on(move |_| notices.hold(false))
        >
            {reactive::when(move || app.outbox.has_jobs(), || deferred::draw(Part::Batches))}
            <div>{of_kind(true)}</div>
            <div role="status" aria-atomic="false">{of_kind(false)}</div>
        </div>
    }
}

#[component]
fn NoticeItem(notice: Notice) -> impl IntoView {
    let notices = AppState::here().notices;
    let id = notice.id;
    let icon = if notice.is_failure { "warning" } else { "check" };
    let action = |action: NoticeAction| {
        // A key undoes the last change, too.
        let (key, kind) = if action.label == text::actions::UNDO { (hint("undo"), "counts") } else { ("".into(), "") };
        let act = move |_| {
            notices.dismiss(id);
            (action.run)();
        };
        view! { <TextButton label=action.label key=key kind=kind on_press=act/> }.into_any()
    };
    let actions = notice.actions.into_iter().map(action).collect_view();
    view! {
        <div class="notice" class:failure=notice.is_failure role=notice.is_failure.then_some("alert")>
            <Icon name=icon/>
            <p dir="auto">{notice.text}</p>
            {actions}
            <IconButton icon="close" label=text::actions::DISMISS on_press=move |_| notices.dismiss(id)/>
        </div>
    }
}
