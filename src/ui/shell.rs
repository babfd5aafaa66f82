//! The panes, side by side or one at a time on a narrow screen, and what covers them.

use leptos::prelude::*;

use super::controls::{Icon, TextButton};
use super::deferred::{self, Part};
use super::list::ListPane;
use super::notices::NoticeList;
use super::reactive;
use super::ticket::TicketPane;
use super::views::ViewsPane;
use super::views::drawer::PANES;
use crate::client::config::{Problem, ProblemKind};
use crate::routes::{Layout, Page};
use crate::state::AppState;
use crate::text;

/// The number of steps in which the screen is built, so that the page responds between them.
pub const TURNS: usize = 3;

/// The whole screen.
#[component]
pub fn Shell(
    /// How many steps of it are built.
    #[prop(into)]
    turns: Signal<usize>,
    /// The problems of the configuration.
    problems: Vec<Problem>,
) -> impl IntoView {
    let app = AppState::here();
    // The layout is fixed by the frame that the app is in.
    let layout = app.navigation.frame().1;
    // While a token is missing, there is nothing to count: the list pane asks for the token.
    let is_overview = reactive::memo(move || {
        layout == Layout::Full && app.navigation.route().page == Page::Overview && app.token_wanted().is_none()
    });
    let pane = move || match (layout, app.open.key()) {
        (Layout::List, _) => "list alone",
        (Layout::Ticket, _) => "ticket alone",
        _ if is_overview.get() => "overview",
        (_, Some(_)) => "ticket",
        (_, None) => "list",
    };
    let is_loaded = deferred::prefetch(app);
    let has_background_tasks =
        move || is_loaded.get() || !app.list.query().excluded.is_empty() || app.outbox.are_pending();
    // The chosen width of a pane; empty for the width in the style sheet.
    let width = |width: RwSignal<usize>| {
        reactive::text(move || match width.get() {
            0 => String::new(),
            width => format!("{width}px"),
        })
    };
    let overlay = reactive::view(move || app.overlay.get().map(|overlay| deferred::draw(Part::Over(overlay))));
    view! {
        <div
            class="shell"
            data-pane=reactive::text(move || pane().to_owned())
            class:shows-views=reactive::flag(move || app.shows_views.get())
            style:--views-width=width(app.preferences.views_width)
            style:--list-width=width(app.preferences.list_width)
        >
            {(!problems.is_empty()).then(|| deferred::draw(Part::Problems(problems)))}
            {reactive::when(move || layout == Layout::Full && turns.get() > 2, || view! { <ViewsPane/> })}
            <div class="scrim" on:click=reactive::on(move |_| app.shows_views.set(false))></div>
            {reactive::when(move || app.shows_views.get() && deferred::is_here(app), || deferred::draw(Part::Drawer))}
            <main class="panes" id=PANES>
                {reactive::when(move || layout != Layout::Ticket && turns.get() > 1, || view! { <ListPane/> })}
                {(layout != Layout::List).then(|| view! { <TicketPane/> }.into_any())}
                {reactive::when(move || is_overview.get(), || deferred::draw(Part::Overview))}
                {reactive::when(has_background_tasks, || deferred::draw(Part::BackgroundTasks))}
            </main>
            <NoticeList/>
            {overlay}
        </div>
    }
}

/// The problems of the configuration, until they are dismissed. Unknown fields are only logged to the console, for the
/// deployer.
#[component]
pub fn ConfigProblems(
    /// All problems.
    problems: Vec<Problem>,
) -> impl IntoView {
    let (warnings, errors): (Vec<Problem>, Vec<Problem>) =
        problems.into_iter().partition(|problem| problem.kind == ProblemKind::Unknown);
    for warning in warnings {
        leptos::logging::warn!("config.json: {}", text::problem(&warning));
    }
    let is_shown = RwSignal::new(!errors.is_empty());
    let sentences = StoredValue::new(errors.iter().map(text::problem).collect::<Vec<_>>());
    view! {
        {reactive::when(move || is_shown.get(), move || view! {
            <div class="banner" role="alert">
                <Icon name="warning"/>
                <div>
                    <strong>{text::shell::CONFIG_PROBLEM.text()}</strong>
                    {sentences.get_value().into_iter().map(|sentence| view! { <p>{sentence}</p> }.into_any()).collect_view()}
                </div>
                <TextButton label=text::actions::DISMISS on_press=move |_| is_shown.set(false)/>
            </div>
        })}
    }
}
