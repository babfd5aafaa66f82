//! What just happened, bottom left over the list: announced, with Undo or Retry as a real button.

use leptos::prelude::*;

use crate::state::Desk;
use crate::state::notices::Notice;
use crate::text;
use crate::ui::controls::{Icon, IconButton};

/// The notices. The regions that announce them are there from the start.
#[component]
pub fn NoticeList() -> impl IntoView {
    let desk = Desk::here();
    let notices = desk.notices;
    let of_kind = move |is_failure: bool| {
        let list: Vec<Notice> = notices.list();
        list.into_iter().filter(|notice| notice.is_failure == is_failure).collect::<Vec<_>>()
    };
    view! {
        <div
            class="notices"
            on:mouseenter=move |_| notices.hold(true)
            on:mouseleave=move |_| notices.hold(false)
            on:focusin=move |_| notices.hold(true)
            on:focusout=move |_| notices.hold(false)
        >
            <div role="alert">
                <For each=move || of_kind(true) key=|notice| notice.id let:notice>
                    <OneNotice notice/>
                </For>
            </div>
            <div role="status">
                <For each=move || of_kind(false) key=|notice| notice.id let:notice>
                    <OneNotice notice/>
                </For>
            </div>
        </div>
    }
}

#[component]
fn OneNotice(notice: Notice) -> impl IntoView {
    let notices = Desk::here().notices;
    let id = notice.id;
    let icon = if notice.is_failure { "warning" } else { "check" };
    let action = notice.action.map(|action| {
        let key = (action.label == text::UNDO).then(|| view! { <kbd aria-hidden="true">"z"</kbd> });
        view! {
            <button
                type="button"
                class="button"
                on:click=move |_| {
                    notices.dismiss(id);
                    action.run.run(());
                }
            >
                {action.label}
                {key}
            </button>
        }
    });
    view! {
        <div class="notice" class:failure=notice.is_failure>
            <Icon name=icon/>
            <p dir="auto">{notice.text}</p>
            {action}
            <IconButton icon="close" label="Dismiss" on_press=move |_| notices.dismiss(id)/>
        </div>
    }
}
