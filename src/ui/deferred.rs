//! What the first screen can do without. Its code is a file of its own, which is loaded when the
//! first rows are there, or earlier when it is needed.
//!
//! The release is split by reachability (`tools/split.mjs`): a function is part of the first load
//! unless [`whole`] or [`Keys::press`](crate::ui::commands::Keys::press) alone leads to it. Other builds are in one piece, and there
//! is nothing to load.

use futures::FutureExt;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use super::alerts::{AccountAlerts, Arrivals};
use super::commands::{self, Context};
use super::compose::NewTicketDialog;
use super::controls::{Icon, TextButton};
use super::dialogs::canned_responses::CannedDialog;
use super::dialogs::confirm::{ConfirmDialog, WhoAmIDialog};
use super::dialogs::help::HelpDialog;
use super::dialogs::reply_drafts::DraftsDialog;
use super::dialogs::request_log::RequestsDialog;
use super::dialogs::token::{TokenDialog, TokenForm};
use super::dialogs::undo_history::HistoryDialog;
use super::dividers::Dividers;
use super::list::batches::{Batches, ResultsDialog};
use super::list::bulk::{BulkBar, SelectionDialog, UnlabelDialog};
use super::list::extra_cells::MoreCells;
use super::list::filters::{Chips, FilterPanel};
use super::list::hints::{Foot, Hints, NoAccount, Nothing};
use super::overview::Overview;
use super::palette::PaletteDialog;
use super::settings::SettingsDialog;
use super::shell::ConfigProblems;
use super::ticket::{MailboxDialog, OpenTicket};
use super::views::display::DisplayDialog;
use super::views::drawer::Drawer;
use super::views::lists::{Heading, Lists};
use super::views::names;
use super::views::saved::{SaveViewDialog, SavedSection, SavedViewsDialog};
use super::{pickers, reactive, styles};
use crate::client::config::Problem;
use crate::domain::{AccountId, Query, TicketKey};
use crate::platform::{clock, focus, intl};
use crate::routes::{Layout, Route};
use crate::state::notices::NoticeAction;
use crate::state::polling::start_polling;
use crate::state::remote::Remote;
use crate::state::tasks::LatestTask;
use crate::state::ticket::threads::Prefetch;
use crate::state::{AppState, Overlay, embedder, tabs, version};
use crate::text;

/// How long the rows may have the browser to themselves, in milliseconds.
const CALM: u32 = 200;

/// How long somebody must rest on a ticket before its conversation is asked for ahead, in milliseconds.
const AHEAD: u32 = 250;

/// A part of the screen that is drawn by code loaded later.
#[derive(Clone)]
pub enum Part {
    /// What is done beside the screen, and the dividers of its panes.
    BackgroundTasks,
    /// What was wrong with the configuration.
    Problems(Vec<Problem>),
    /// The panel of filters.
    Filters(Signal<Query>),
    /// The filters that are set.
    Chips(Signal<Query>),
    /// The views that the agent gave a name.
    Saved,
    /// The folders and labels of an account.
    Lists(AccountId),
    /// What a row shows only when it is asked for.
    Cells(TicketKey),
    /// The heading of an account among the views.
    Heading(AccountId, String),
    /// What the views do where they lie over the panes.
    Drawer,
    /// The question for the token of an account, and whether the helpdesk refused the last one.
    Token(AccountId, bool),
    /// What can be done to the selected tickets.
    Bulk,
    /// How far the changes to many tickets are.
    Batches,
    /// What must be known about the rows in sight.
    Hints,
    /// Why there are no rows.
    Nothing,
    /// That there is no account whose rows could be shown.
    NoAccount,
    /// What is loaded, and the way to more.
    Foot,
    /// What is wrong with the accounts.
    AccountAlerts,
    /// That there are new tickets.
    Arrivals,
    /// The open ticket.
    Ticket,
    /// The charts.
    Overview,
    /// What lies over the panes.
    Over(Overlay),
}

#[derive(Clone, Copy, PartialEq)]
enum Code {
    Loading,
    Loaded,
    Missing,
}

/// Draws a part as soon as its code is there.
pub fn draw(part: Part) -> AnyView {
    let app = AppState::here();
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
        let mut loading = Box::pin(chunk::load());
        // What is there already is drawn at once.
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
    // With the network the code can come, too.
    reactive::effect(move || {
        if app.accounts.is_online() && code.get_untracked() == Code::Missing {
            load.run(());
        }
    });
    reactive::view(move || match code.get() {
        // It is loaded, so the first look at the future finds the view.
        Code::Loaded => chunk::draw(part.clone()).now_or_never().and_then(Result::ok).into_any(),
        code => view! { <Instead is_pane is_trouble code load/> }.into_any(),
    })
}

/// Does what a key means, as soon as its code is there.
pub fn press(event: KeyboardEvent, context: Context) {
    let mut pressing = Box::pin(chunk::press(event.clone(), context));
    // Where the code is there already the key is done with before the browser does anything with it.
    match (&mut pressing).now_or_never() {
        Some(Ok(())) => {}
        Some(Err(_)) => say_missing(context.app(), move || press(event.clone(), context)),
        None => spawn_local(async move {
            if pressing.await.is_err() {
                say_missing(context.app(), move || press(event.clone(), context));
            }
        }),
    }
}

/// Says that code is missing where there is no other place to say it.
fn say_missing(app: AppState, again: impl Fn() + Send + Sync + 'static) {
    app.notices.failed(text::connection::CODE_MISSING.into(), [NoticeAction::new(text::actions::RETRY, again)]);
}

/// What stands in the place of a part without its code.
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

/// Whether what is drawn by code loaded later can be drawn without waiting, followed.
pub fn is_here(app: AppState) -> bool {
    !cfg!(split) || app.is_code_loaded.get()
}

/// Loads the code once rows are there, so that nobody waits for it later. Tells when it is there.
pub fn prefetch(app: AppState) -> RwSignal<bool> {
    let is_loaded = RwSignal::new(false);
    // The page around is answered by that code, and a ticket alone has no rows before it.
    let (is_framed, layout) = app.navigation.frame();
    let is_first = is_framed || layout == Layout::Ticket;
    let is_settled =
        reactive::memo(move || is_first || matches!(app.list.first_pages.get(), Remote::Ready | Remote::Failed(_)));
    reactive::effect(move || {
        // With the network the code can come, too.
        if is_settled.get() && app.accounts.is_online() && !is_loaded.get_untracked() {
            spawn_local(async move {
                clock::sleep(CALM).await;
                // Whoever needs the code tries again, and hears about it.
                if chunk::load().await.is_ok() {
                    clock::yield_to_browser().await;
                    is_loaded.try_set(true);
                }
            });
        }
    });
    is_loaded
}

/// What is done beside the screen.
#[component]
fn BackgroundTasks() -> impl IntoView {
    let app = AppState::here();
    spawn_local(async move {
        // What is drawn with this code takes a slow device long enough.
        clock::yield_to_browser().await;
        app.is_code_loaded.try_set(true);
    });
    app.key_of.set(Some(commands::key_of));
    app.outbox.go_on_when_reachable();
    start_polling(app);
    version::watch(app);
    tabs::agree(app);
    embedder::serve(app);
    guess(app);
    let listener = window_event_listener(ev::pointerover, |event| intl::show_full_time(&event));
    on_cleanup(move || listener.remove());
    reactive::effect(move || app.is_replying.set(app.conversations().replies.is_any()));
    names::follow_title(app);
    // What an account has alike can be known only once its lists are.
    reactive::effect(move || app.list.query().excluded.iter().for_each(|(account, _)| pickers::fill(app, account)));
    view! { <Dividers/> }
}

/// Asks ahead for the conversations that may be opened next: of the ticket after the open one, and of the one under the
/// pointer. Whoever moves on gives the request up.
fn guess(app: AppState) {
    let (next, pointed) = (LatestTask::new(), LatestTask::new());
    reactive::effect(move || {
        let key = app.open.key().and_then(|_| app.list.after_current());
        next.run(async move {
            clock::sleep(AHEAD).await;
            app.conversations().threads.guess(Prefetch::Next, key.as_ref());
        });
    });
    let last = StoredValue::new(None);
    // Rows that move under a pointer at rest are not pointed at.
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

fn whole(part: Part) -> AnyView {
    styles::put_on();
    match part {
        Part::BackgroundTasks => view! { <BackgroundTasks/> }.into_any(),
        Part::Problems(problems) => view! { <ConfigProblems problems/> }.into_any(),
        Part::Filters(query) => view! { <FilterPanel query/> }.into_any(),
        Part::Chips(query) => view! { <Chips query/> }.into_any(),
        Part::Saved => view! { <SavedSection/> }.into_any(),
        Part::Lists(account) => view! { <Lists account/> }.into_any(),
        Part::Cells(key) => view! { <MoreCells key/> }.into_any(),
        Part::Heading(account, name) => {
            view! { <Heading id=account.to_string() name is_account=true is_top=true/> }.into_any()
        }
        Part::Drawer => view! { <Drawer/> }.into_any(),
        Part::Token(account, is_refused) => view! { <TokenForm account is_refused/> }.into_any(),
        Part::Arrivals => view! { <Arrivals/> }.into_any(),
        Part::AccountAlerts => view! { <AccountAlerts/> }.into_any(),
        Part::Hints => view! { <Hints/> }.into_any(),
        Part::Nothing => view! { <Nothing/> }.into_any(),
        Part::NoAccount => view! { <NoAccount/> }.into_any(),
        Part::Foot => view! { <Foot/> }.into_any(),
        Part::Bulk => view! { <BulkBar/> }.into_any(),
        Part::Ticket => view! { <OpenTicket/> }.into_any(),
        Part::Overview => view! { <Overview/> }.into_any(),
        Part::Over(Overlay::NewTicket) => view! { <NewTicketDialog/> }.into_any(),
        Part::Over(Overlay::Settings) => view! { <SettingsDialog/> }.into_any(),
        Part::Over(Overlay::Palette) => view! { <PaletteDialog/> }.into_any(),
        Part::Over(Overlay::Help) => view! { <HelpDialog/> }.into_any(),
        Part::Over(Overlay::Display) => view! { <DisplayDialog/> }.into_any(),
        Part::Over(Overlay::SaveView) => view! { <SaveViewDialog/> }.into_any(),
        Part::Over(Overlay::SavedViews) => view! { <SavedViewsDialog/> }.into_any(),
        Part::Over(Overlay::Mailbox) => view! { <MailboxDialog/> }.into_any(),
        Part::Over(Overlay::Selection(field)) => view! { <SelectionDialog field/> }.into_any(),
        Part::Over(Overlay::Confirm(changes)) => view! { <ConfirmDialog changes/> }.into_any(),
        Part::Over(Overlay::Token(account)) => {
            let app = AppState::here();
            view! { <TokenDialog account on_done=Callback::new(move |_| app.overlay.set(None))/> }.into_any()
        }
        Part::Over(Overlay::Unlabel(keys)) => view! { <UnlabelDialog keys/> }.into_any(),
        Part::Over(Overlay::History) => view! { <HistoryDialog/> }.into_any(),
        Part::Over(Overlay::Results(job)) => view! { <ResultsDialog job/> }.into_any(),
        Part::Batches => view! { <Batches/> }.into_any(),
        Part::Over(Overlay::Requests) => view! { <RequestsDialog/> }.into_any(),
        Part::Over(Overlay::ReplyDrafts) => view! { <DraftsDialog/> }.into_any(),
        Part::Over(Overlay::CannedResponses) => view! { <CannedDialog/> }.into_any(),
        Part::Over(Overlay::WhoAmI(account, intent, keys)) => view! { <WhoAmIDialog account intent keys/> }.into_any(),
    }
}

#[cfg(split)]
mod chunk {
    use super::*;

    // The macro makes of these what loads the other file and calls into it.

    #[wasm_split_helpers::wasm_split(later, fallible, preload(load))]
    pub fn draw(part: Part) -> Result<AnyView, SplitLoaderError> {
        Ok(whole(part))
    }

    #[wasm_split_helpers::wasm_split(later, fallible)]
    pub fn press(event: KeyboardEvent, context: Context) -> Result<(), SplitLoaderError> {
        context.keys.press(&event, context);
        Ok(())
    }
}

#[cfg(not(split))]
mod chunk {
    use super::*;

    pub async fn load() -> Result<(), SplitLoaderError> {
        Ok(())
    }

    pub async fn draw(part: Part) -> Result<AnyView, SplitLoaderError> {
        Ok(whole(part))
    }

    pub async fn press(event: KeyboardEvent, context: Context) -> Result<(), SplitLoaderError> {
        context.keys.press(&event, context);
        Ok(())
    }
}
