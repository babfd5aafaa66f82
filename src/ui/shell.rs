//! The panes side by side, or one at a time on a narrow screen, and what lies over them.

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

/// In how many turns the screen is built.
pub const TURNS: usize = 3;

/// The whole screen.
#[component]
pub fn Shell(
    /// How much of it is to be built.
    #[prop(into)]
    turns: Signal<usize>,
    /// What was wrong with the configuration.
    problems: Vec<Problem>,
) -> impl IntoView {
    let app = AppState::here();
    // It belongs to the frame that the app is in, and stays.
    let layout = app.navigation.frame().1;
    // Without its token there is nothing to count: the question for it comes first.
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
    let has_errands = move || is_loaded.get() || !app.list.query().without.is_empty() || app.outbox.are_pending();
    // How wide the agent made a pane; without a word the style sheet decides.
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
                {reactive::when(has_errands, || deferred::draw(Part::BackgroundTasks))}
            </main>
            <NoticeList/>
            {overlay}
        </div>
    }
}

/// What was wrong with the configuration, until it is dismissed. What is merely unknown is for the
/// deployer's console.
#[component]
pub fn ConfigProblems(
    /// All of them.
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
                    <strong>"The configuration has a problem."</strong>
                    {sentences.get_value().into_iter().map(|sentence| view! { <p>{sentence}</p> }.into_any()).collect_view()}
                </div>
                <TextButton label="Dismiss" on_press=move |_| is_shown.set(false)/>
            </div>
        })}
    }
}
