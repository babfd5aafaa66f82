//! What runs in the background: some from the start of the app, the rest once the code loaded later is there.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::client::account::{Account, Auth};
use crate::domain::Columns;
use crate::platform::{clock, focus, focus_keeper, intl, page};
use crate::routes::{Route, Theme};
use crate::state::outbox::new_ticket_progress::Progress;
use crate::state::polling::start_polling;
use crate::state::tasks::LatestTask;
use crate::state::ticket::threads::Prefetch;
use crate::state::{AppState, Overlay, embedder, tabs, version};
use crate::ui::views::names;
use crate::ui::{commands, pickers, reactive};

/// How long the pointer or the agent must rest on a ticket before its conversation is prefetched, in milliseconds.
const AHEAD: u32 = 250;

/// Starts what runs from the start of the app.
pub fn start(app: AppState) {
    app.recover();
    focus_keeper::install();
    follow_appearance(app);
    follow_work(app);
}

/// Keeps the theme and the density of the page in step with the link, the agent and the deployer,
/// in this order.
fn follow_appearance(app: AppState) {
    Effect::new(move |_| {
        let theme = app.preferences.theme.get().or(app.configured_theme.get());
        let theme = app.navigation.route().theme.or(theme);
        page::theme(theme.filter(|theme| *theme != Theme::System).map(Theme::slug));
        page::density(app.appearance.is_compact.get().then_some("compact"));
        page::columns(app.appearance.display().columns.map(Columns::words).as_deref());
    });
}

/// Asks before the page is left while something is in progress, and for a token that is needed to go on.
fn follow_work(app: AppState) {
    let is_pending = Memo::new(move |_| {
        app.outbox.are_pending() || app.new_ticket_progress.with(Progress::is_busy) || app.is_replying.get()
    });
    Effect::new(move |_| page::confirm_before_leaving(is_pending.get()));
    Effect::new(move |_| {
        // The embedding page is asked for its token without the agent.
        let waits = |it: &Account| {
            it.auth != Auth::Embedder && app.accounts.is_token_refused(&it.id) && app.outbox.unsent(&it.id) > 0
        };
        // After it was closed, the question comes back with the next change only.
        if let Some(account) = app.accounts.list().into_iter().find(waits)
            && app.overlay.with_untracked(Option::is_none)
        {
            app.overlay.set(Some(Overlay::Token(account.id)));
        }
    });
}

/// Runs what is loaded later, as long as the screen exists. It draws nothing.
#[component]
pub fn BackgroundTasks() -> impl IntoView {
    let app = AppState::here();
    spawn_local(async move {
        // Drawing with this code takes a slow device long enough.
        clock::yield_to_browser().await;
        app.is_code_loaded.try_set(true);
    });
    app.key_of.set(Some(commands::key_of));
    app.outbox.go_on_when_reachable();
    start_polling(app);
    version::watch(app);
    tabs::agree(app);
    embedder::serve(app);
    fetch_ahead(app);
    let listener = window_event_listener(ev::pointerover, |event| intl::show_full_time(&event));
    on_cleanup(move || listener.remove());
    reactive::effect(move || app.is_replying.set(app.conversations().replies.is_any()));
    names::follow_title(app);
    // What several accounts have in common is known only once their lists are.
    reactive::effect(move || app.list.query().excluded.iter().for_each(|(account, _)| pickers::fill(app, account)));
}

/// Prefetches the conversations of the ticket after the open one, and of the one under the pointer. Moving on cancels
/// the request.
fn fetch_ahead(app: AppState) {
    let (next, pointed) = (LatestTask::new(), LatestTask::new());
    reactive::effect(move || {
        let key = app.open.key().and_then(|_| app.list.after_current());
        next.run(async move {
            clock::sleep(AHEAD).await;
            app.conversations().threads.guess(Prefetch::Next, key.as_ref());
        });
    });
    let last = StoredValue::new(None);
    // Rows that move under a resting pointer do not count.
    let listener = window_event_listener(ev::pointermove, move |event| {
        let link = focus::link_in_row(&event);
        if last.try_update_value(|last| std::mem::replace(last, link.clone())) == Some(link.clone()) {
            return;
        }
        let key = link.and_then(|link| Route::parse(link.trim_start_matches('?')).ticket);
        pointed.run(async move {
            clock::sleep(AHEAD).await;
            app.conversations().threads.guess(Prefetch::Pointed, key.as_ref());
        });
    });
    on_cleanup(move || listener.remove());
}
