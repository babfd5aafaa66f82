//! The answers that were begun and not sent.

use leptos::prelude::*;

use crate::domain::TicketKey;
use crate::state::notices::NoticeAction;
use crate::state::outbox::reply_drafts::Written;
use crate::state::{Desk, Overlay};
use crate::text;
use crate::ui::controls::{Dialog, IconButton, Moment, is_plain};
use crate::ui::reactive;

/// The way to the drafts among the views, with how many there are; nothing while there are none.
#[component]
pub fn DraftsLink() -> impl IntoView {
    let desk = Desk::here();
    let show = move |_: leptos::ev::MouseEvent| desk.overlay.set(Some(Overlay::Drafts));
    reactive::when(
        move || desk.talk().drafts.count() > 0,
        move || {
            view! {
                <button type="button" class="button quiet wide" on:click=reactive::on(show)>
                    <span>{reactive::text(move || text::count(desk.talk().drafts.count(), "draft", "drafts"))}</span>
                </button>
            }
        },
    )
}

/// The dialog "Drafts".
#[component]
pub fn DraftsDialog() -> impl IntoView {
    let desk = Desk::here();
    desk.talk().drafts.reload();
    let rows =
        move || desk.talk().drafts.list().into_iter().map(|(key, written)| row(desk, key, written)).collect_view();
    view! {
        <Dialog title="Drafts" on_close=Callback::new(move |()| desk.overlay.set(None))>
            <div class="dialog-body">
                {reactive::when(move || desk.talk().drafts.count() == 0, || view! {
                    <p>"No answer is waiting. What you begin to write is kept here until it is sent."</p>
                })}
                <ul class="results">{reactive::view(rows)}</ul>
            </div>
        </Dialog>
    }
}

fn row(desk: Desk, key: TicketKey, written: Written) -> AnyView {
    let ticket = desk.tickets.signal(&key).map(|ticket| ticket.get_untracked());
    let subject = ticket.map_or_else(|| format!("Ticket {}", key.id), |ticket| text::subject(&ticket));
    let link = desk.navigation.link_to(&key);
    let opened = key.clone();
    let open = move |event: leptos::ev::MouseEvent| {
        if is_plain(&event) {
            event.prevent_default();
            desk.overlay.set(None);
            desk.navigation.open(opened.clone());
        }
    };
    let label = format!("Delete the draft for {}", text::isolated(&subject));
    let words: String = written.text.chars().take(120).collect();
    let at = written.at;
    let forget = move |_| {
        let gone = desk.talk().drafts.forget(&key);
        let key = key.clone();
        let back = NoticeAction::new(text::UNDO, move || desk.talk().drafts.put(&key, gone.clone()));
        desk.notices.done("Draft deleted.".to_owned(), [back]);
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
