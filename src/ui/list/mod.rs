//! The list pane: the search, the filters, the grid, and what is shown instead of rows.

pub mod batches;
pub mod bulk;
pub mod extra_cells;
pub mod filters;
pub mod grid;
pub mod grid_focus;
pub mod hints;
pub mod range;
pub mod row;
pub mod search;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::filters::Filters;
use self::grid::Grid;
use self::search::Search;
use super::controls::IconButton;
use super::deferred::{self, Part};
use super::reactive;
use super::views::drawer::SHOW;
use crate::domain::AccountId;
use crate::platform::clock;
use crate::state::AppState;
use crate::state::remote::Remote;
use crate::text::{actions, list as words, views};

/// How long rows may load before placeholders appear, in milliseconds. Most load faster.
const PLACEHOLDER_DELAY: u32 = 300;

/// The list pane.
#[component]
pub fn ListPane() -> impl IntoView {
    let app = AppState::here();
    let list = app.list;
    let has_hints = move || {
        let query = list.query();
        let is_waiting = |account: &AccountId| app.accounts.status(account).waiting.is_some();
        query.is_limited() || query.accounts.iter().any(is_waiting)
    };
    let has_alerts = move || !app.alerts().is_empty();
    // A missing token is asked for in place of the rows. This is a memo, because the rows and the text in the form must
    // not be redrawn whenever loading begins or ends.
    let token_of = Memo::new(move |_| app.token_wanted());
    view! {
        <section class="list" aria-label=words::LIST.text()>
            <h1 class="hidden">{words::TICKETS.text()}</h1>
            <header class="list-head">
                <IconButton icon="menu" label=views::SHOW id=SHOW on_press=move |_| app.shows_views.set(true)/>
                <Search/>
                <IconButton icon="refresh" label=words::REFRESH on_press=move |_| list.refresh()/>
                <IconButton
                    icon="plus"
                    label=actions::NEW_TICKET
                    on_press=move |_| app.overlay.set(Some(crate::state::Overlay::NewTicket))
                />
            </header>
            <Filters/>
            {reactive::when(
                move || list.selection.with(|selection| !selection.is_empty()),
                || deferred::draw(Part::Bulk),
            )}
            {reactive::when(has_hints, || deferred::draw(Part::Hints))}
            {reactive::when(move || list.arrivals.with(|arrivals| !arrivals.is_empty()), || deferred::draw(Part::Arrivals))}
            {reactive::when(has_alerts, || deferred::draw(Part::AccountAlerts))}
            {reactive::view(move || match token_of.get() {
                Some((account, is_refused)) => deferred::draw(Part::Token(account, is_refused)),
                None => view! { <Body/> }.into_any(),
            })}
        </section>
    }
}

#[component]
fn Body() -> impl IntoView {
    let app = AppState::here();
    let list = app.list;
    let has_rows = reactive::memo(move || !list.order().rows.is_empty());
    let is_empty = move || !has_rows.get() && list.first_pages.get() == Remote::Ready;
    let has_foot = move || {
        list.has_search_text() || list.is_narrowed() || list.loading_all.get() || (list.is_sorted() && list.has_more())
    };
    let is_waiting = move || !has_rows.get() && list.first_pages.get().is_loading();
    view! {
        <div class="grid-place" class:stale=reactive::flag(move || has_rows.get() && list.first_pages.get().is_loading())>
            <Grid/>
            {reactive::when(is_waiting, || view! { <Skeleton/> })}
            {reactive::when(is_empty, || deferred::draw(Part::Nothing))}
            {reactive::when(move || list.accounts().is_empty(), || deferred::draw(Part::NoAccount))}
        </div>
        {reactive::when(has_foot, || deferred::draw(Part::Foot))}
    }
}

/// Placeholders of rows, which appear after a delay.
#[component]
fn Skeleton() -> impl IntoView {
    let is_slow = RwSignal::new(false);
    spawn_local(async move {
        clock::sleep(PLACEHOLDER_DELAY).await;
        is_slow.try_set(true);
    });
    let row = |_| view! { <div class="skeleton-row"><span></span><span></span><span></span></div> }.into_any();
    let rows = reactive::when(move || is_slow.get(), move || (0..8).map(row).collect_view());
    view! { <div class="skeleton" aria-hidden="true">{rows}</div> }
}
