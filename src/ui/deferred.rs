//! What the first screen can do without. Its code is a file of its own, which is loaded when the first rows are shown,
//! or earlier when it is needed.
//!
//! Components know such code by [`Part`] and by the handle [`Deferred`] only: `app::parts` knows what draws each part.

use std::sync::Arc;

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use super::controls::{Icon, TextButton};
use super::reactive;
use crate::client::config::Problem;
use crate::domain::{AccountId, Query, TicketKey};
use crate::platform::clock;
use crate::routes::Layout;
use crate::state::notices::NoticeAction;
use crate::state::remote::Remote;
use crate::state::{AppState, Overlay};
use crate::text;

/// How long the rows have the browser to themselves, in milliseconds.
const CALM: u32 = 200;

/// A task that needs the code: finished when the code is loaded and the task is done, an error if the code cannot be
/// loaded.
pub type Loading = LocalBoxFuture<'static, Result<(), SplitLoaderError>>;

/// The handle to the code that is loaded later. The app provides it in the context.
#[derive(Clone, Copy)]
pub struct Deferred {
    /// Loads the code.
    pub load: fn() -> Loading,
    /// Draws a part; `None` while its code is not loaded.
    pub draw: fn(Part) -> Option<AnyView>,
}

/// A part of the screen that is drawn by code loaded later.
#[derive(Clone)]
pub enum Part {
    /// The background work, and the dividers of the panes.
    BackgroundTasks,
    /// The problems of the configuration.
    Problems(Vec<Problem>),
    /// The panel of filters.
    Filters(Signal<Query>),
    /// The set filters.
    Chips(Signal<Query>),
    /// The saved views.
    Saved,
    /// The folders and labels of an account.
    Lists(AccountId),
    /// The optional columns of a row.
    Cells(TicketKey),
    /// The heading of an account among the views.
    Heading(AccountId, String),
    /// The behaviour of the views where they cover the panes.
    Drawer,
    /// The question for the token of an account, and whether the helpdesk refused the last one.
    Token(AccountId, bool),
    /// The toolbar for the selected tickets.
    Bulk,
    /// The progress of batches.
    Batches,
    /// The hints about the rows.
    Hints,
    /// Why there are no rows.
    Nothing,
    /// Why there is no account.
    NoAccount,
    /// The foot of the list: how much is loaded, and the button to load all.
    Foot,
    /// The alerts of the accounts.
    AccountAlerts,
    /// The button for new tickets.
    Arrivals,
    /// The open ticket.
    Ticket,
    /// The charts.
    Overview,
    /// What covers the panes.
    Over(Overlay),
}

#[derive(Clone, Copy, PartialEq)]
enum Code {
    Loading,
    Loaded,
    Missing,
}

/// Draws a part as soon as its code is loaded.
pub fn draw(part: Part) -> AnyView {
    let app = AppState::here();
    let deferred: Deferred = expect_context();
    let code = RwSignal::new(Code::Loading);
    let over = StoredValue::new(if let Part::Over(overlay) = &part { Some(overlay.clone()) } else { None });
    let settle = move |result: Result<(), SplitLoaderError>| match (result, over.try_get_value().flatten()) {
        (Ok(()), _) => {
            code.try_set(Code::Loaded);
        }
        (Err(_), None) => {
            code.try_set(Code::Missing);
        }
        (Err(_), over) if over == app.overlay.get_untracked() => {
            app.overlay.set(None);
            say_missing(app, move || app.overlay.set(over.clone()));
        }
        (Err(_), Some(_)) => {}
    };
    let load = Callback::new(move |()| {
        let mut loading = (deferred.load)();
        // A loaded part is drawn at once.
        match (&mut loading).now_or_never() {
            Some(result) => settle(result),
            None => {
                code.set(Code::Loading);
                spawn_local(async move { settle(loading.await) });
            }
        }
    });
    load.run(());
    let (is_pane, is_trouble) = (matches!(part, Part::Ticket), matches!(part, Part::AccountAlerts));
    // Back online, the code can be loaded.
    reactive::effect(move || {
        if app.accounts.is_online() && code.get_untracked() == Code::Missing {
            load.run(());
        }
    });
    reactive::view(move || match code.get() {
        Code::Loaded => (deferred.draw)(part.clone()).into_any(),
        code => view! { <Instead is_pane is_trouble code load/> }.into_any(),
    })
}

/// Runs what needs the code as soon as that is loaded; if it cannot be loaded, says so and offers to try again.
pub fn run(app: AppState, start: Arc<dyn Fn() -> Loading + Send + Sync>) {
    let mut running = start();
    // With the code loaded, it runs before the browser handles the event.
    match (&mut running).now_or_never() {
        Some(Ok(())) => {}
        Some(Err(_)) => say_missing(app, move || run(app, start.clone())),
        None => spawn_local(async move {
            if running.await.is_err() {
                say_missing(app, move || run(app, start.clone()));
            }
        }),
    }
}

/// Says that code is missing where there is no other place for it.
fn say_missing(app: AppState, again: impl Fn() + Send + Sync + 'static) {
    app.notices.failed(text::connection::CODE_MISSING.into(), [NoticeAction::new(text::actions::RETRY, again)]);
}

/// The placeholder of a part whose code is not loaded.
#[component]
fn Instead(is_pane: bool, is_trouble: bool, code: Code, load: Callback<()>) -> impl IntoView {
    let is_offline = is_trouble && !untrack(|| AppState::here().accounts.is_online());
    let sentence = if is_offline { text::connection::OFFLINE.text() } else { text::connection::CODE_MISSING.text() };
    let failure = (code == Code::Missing).then(|| {
        view! {
            <div class="failure" role="alert">
                <Icon name="warning"/>
                <p>{sentence}</p>
                <TextButton label=text::actions::RETRY on_press=move |_| load.run(())/>
            </div>
        }
    });
    if is_pane { view! { <section class="ticket">{failure}</section> }.into_any() } else { failure.into_any() }
}

/// Whether parts can be drawn at once. Tracked.
pub fn is_here(app: AppState) -> bool {
    !cfg!(split) || app.is_code_loaded.get()
}

/// Loads the code once rows are shown, so that nothing waits for it later, and records that it is loaded.
pub fn prefetch(app: AppState) -> RwSignal<bool> {
    let is_loaded = RwSignal::new(false);
    let deferred: Deferred = expect_context();
    // This code answers the embedding page, and the layout with only a ticket has no rows before it.
    let (is_framed, layout) = app.navigation.frame();
    let is_first = is_framed || layout == Layout::Ticket;
    let is_settled =
        reactive::memo(move || is_first || matches!(app.list.first_pages.get(), Remote::Ready | Remote::Failed(_)));
    reactive::effect(move || {
        // Back online, the code can be loaded.
        if is_settled.get() && app.accounts.is_online() && !is_loaded.get_untracked() {
            spawn_local(async move {
                clock::sleep(CALM).await;
                // The next thing that needs the code tries again, and reports the error.
                if (deferred.load)().await.is_ok() {
                    clock::yield_to_browser().await;
                    is_loaded.try_set(true);
                }
            });
        }
    });
    is_loaded
}
