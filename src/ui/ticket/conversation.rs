//! The messages of the open ticket, the oldest first and the newest in view. Earlier ones are loaded on demand, so that
//! a long conversation costs no more than a short one.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::about::{About, Beginning};
use super::message::MessageArticle;
use crate::client::error::Error;
use crate::domain::{Ticket, TicketKey};
use crate::platform::focus;
use crate::state::AppState;
use crate::state::accounts::connection::Health;
use crate::state::outbox::reply_sending;
use crate::state::remote::Remote;
use crate::state::ticket::threads::Thread;
use crate::text;
use crate::ui::alerts::Failure;
use crate::ui::controls::TextButton;
use crate::ui::reactive;

/// How many messages are drawn at first, and how many more each time.
const CHUNK: usize = 20;

/// The conversation of one ticket.
#[component]
pub fn Conversation(
    /// The ticket's key.
    key: TicketKey,
    /// The ticket as far as it is known.
    ticket: Signal<Ticket>,
) -> impl IntoView {
    let app = AppState::here();
    let thread = app.conversations().threads.of(&key);
    let key = StoredValue::new(key);
    let shown = RwSignal::new(CHUNK);
    ask(app, key, ticket, &thread);
    let (messages, progress) = (thread.messages.clone(), thread.progress.clone());
    let ids = move || {
        messages.with(|messages| {
            let first = messages.list.len().saturating_sub(shown.get());
            messages.list[first..].iter().map(|message| message.id.clone()).collect::<Vec<_>>()
        })
    };
    let loading = progress.clone();
    let failure = reactive::view(move || {
        let error = progress.get().error().cloned()?;
        let account = key.with_value(|key| key.account.clone());
        let again = Callback::new(move |()| app.conversations().threads.load(&key.get_value()));
        Some(view! { <Failure error account on_retry=again/> })
    });
    let node = NodeRef::<html::Div>::new();
    show_newest(node, thread.clone());
    let (of_feed, is_empty) = (thread.clone(), thread.messages.clone());
    let feed = move || {
        let thread = of_feed.clone();
        reactive::each(ids.clone(), move |id| view! { <MessageArticle id key=key.get_value() thread=thread.clone()/> })
    };
    view! {
        <About ticket/>
        <Earlier key thread shown/>
        <div
            node_ref=node
            id="messages"
            role="feed"
            aria-label=text::ticket::MESSAGES.text()
            aria-busy=reactive::text(move || loading.get().is_loading().to_string())
            on:keydown=reactive::on(move |event: KeyboardEvent| move_by_page(&event))
        >
            {reactive::either(
                move || is_empty.with(|messages| messages.list.is_empty()),
                move || view! { <Beginning ticket/> },
                feed,
            )}
        </div>
        {failure}
    }
}

/// Requests the conversation once its ticket is known, and again when something happens in it.
fn ask(app: AppState, key: StoredValue<TicketKey>, ticket: Signal<Ticket>, thread: &Thread) {
    let touched = Memo::new(move |_| {
        let has_client = key.with_value(|key| app.accounts.has_client(&key.account));
        let is_known = app.open.ticket().is_some_and(|ticket| key.with_value(|key| ticket.key == *key));
        (has_client && is_known).then(|| ticket.with(|ticket| (ticket.updated_at, ticket.messages)))
    });
    reactive::effect(move || {
        if touched.get().is_some() {
            untrack(|| app.conversations().threads.load(&key.get_value()));
        }
    });
    let (progress, failed) = (thread.progress.clone(), thread.progress.clone());
    let is_well = Memo::new(move |_| {
        let health = key.with_value(|key| app.accounts.status(&key.account).health);
        health == Health::Well && app.accounts.is_online()
    });
    // After a failure, it is requested again once the reason is gone.
    reactive::effect(move || {
        let may_come = || failed.with_untracked(|failed| failed.error().is_some_and(Error::is_retryable));
        if is_well.get() && may_come() {
            untrack(|| app.conversations().threads.load(&key.get_value()));
        }
    });
    reactive::effect(move || {
        if progress.get() == Remote::Ready {
            reply_sending::find_out(app, &key.get_value());
        }
    });
}

/// Scrolls the newest message into view, once, if there are several.
fn show_newest(node: NodeRef<html::Div>, thread: Thread) {
    let is_done = StoredValue::new(false);
    reactive::effect(move || {
        let count = thread.messages.with(|messages| messages.list.len());
        let is_here = thread.progress.get() == Remote::Ready || count > 1;
        if !is_here || is_done.get_value() {
            return;
        }
        is_done.set_value(true);
        // A field that has the focus already must not be scrolled away.
        if count > 1 && !focus::is_within(".ticket input, .ticket textarea") {
            spawn_local(async move {
                leptos::task::tick().await;
                if let Some(newest) = node.try_get_untracked().flatten().and_then(|node| node.last_element_child()) {
                    newest.scroll_into_view();
                }
            });
        }
    });
}

/// Moves between messages with Page Down and Page Up, as in any feed.
fn move_by_page(event: &KeyboardEvent) {
    let is_down = match event.key().as_str() {
        "PageDown" => true,
        "PageUp" => false,
        _ => return,
    };
    if focus::move_to_sibling("article", "#messages", is_down) {
        event.prevent_default();
    }
}

/// The button for earlier messages: first the known ones, then those of the helpdesk.
#[component]
fn Earlier(key: StoredValue<TicketKey>, thread: Thread, shown: RwSignal<usize>) -> impl IntoView {
    let app = AppState::here();
    let Thread { messages, earlier, .. } = thread;
    let hidden = reactive::signal(move || {
        messages.with(|messages| (messages.list.len().saturating_sub(shown.get()), messages.earlier.is_some()))
    });
    let more = move |_| {
        shown.update(|shown| *shown += CHUNK);
        if hidden.get_untracked().0 == 0 {
            key.with_value(|key| app.conversations().threads.load_earlier(key));
        }
    };
    let draw = move || {
        let (is_loading, failed) = (earlier.clone(), earlier.clone());
        let problem = reactive::view(move || {
            let sentence = failed
                .get()
                .error()
                .map(|error| text::explain(error, key.with_value(|key| app.accounts.via(&key.account))).sentence)?;
            Some(view! { <p role="alert">{sentence}</p> })
        });
        view! {
            <div class="earlier">
                <TextButton
                    label=text::ticket::SHOW_EARLIER
                    disabled=reactive::flag(move || is_loading.get().is_loading())
                    on_press=more
                />
                {problem}
            </div>
        }
    };
    reactive::when(move || hidden.get() != (0, false), draw)
}
