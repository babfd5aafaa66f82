//! The list pane: search, filters, the grid, and what it says when there is nothing in it.

pub mod filters;
pub mod grid;
pub mod range;
pub mod row;
pub mod search;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::filters::Filters;
use self::grid::Grid;
use self::search::Search;
use crate::domain::AccountId;
use crate::platform::clock;
use crate::state::Desk;
use crate::state::navigation::Step;
use crate::state::remote::Remote;
use crate::text::{self, Searched};
use crate::ui::controls::{Icon, IconButton, TextButton};
use crate::ui::later::{self, Part};
use crate::ui::live;

/// How long nothing is shown while rows load, in milliseconds.
const PATIENCE: u32 = 300;

/// The list pane.
#[component]
pub fn InboxPane() -> impl IntoView {
    let desk = Desk::here();
    let inbox = desk.inbox;
    let hints = live::view(move || {
        let sentences = hints(desk).join(" ");
        (!sentences.is_empty()).then(|| view! { <p class="hint" role="note">{sentences}</p> })
    });
    let has_troubles = move || !desk.troubles().is_empty();
    // Without a token there are no rows to show, only the question for it. A memo, because neither
    // the rows nor what is typed into the form may be drawn anew whenever a load begins or ends.
    let token_of = Memo::new(move |_| desk.token_wanted());
    view! {
        <section class="list" aria-label="Ticket list">
            <h1 class="hidden">"Tickets"</h1>
            <header class="list-head">
                <IconButton icon="menu" label="Show the views" on_press=move |_| desk.shows_views.set(true)/>
                <Search/>
                <IconButton icon="refresh" label="Refresh" on_press=move |_| inbox.refresh()/>
                <IconButton
                    icon="plus"
                    label="New ticket"
                    on_press=move |_| desk.overlay.set(Some(crate::state::Overlay::NewTicket))
                />
            </header>
            <Filters/>
            {live::when(
                move || inbox.selection.with(|selection| !selection.is_empty()),
                || later::draw(Part::Bulk),
            )}
            {hints}
            {live::when(move || inbox.news.with(|news| !news.is_empty()), || later::draw(Part::News))}
            {live::when(has_troubles, || later::draw(Part::Troubles))}
            {live::view(move || match token_of.get() {
                Some((account, is_refused)) => later::draw(Part::Token(account, is_refused)),
                None => view! { <Body/> }.into_any(),
            })}
        </section>
    }
}

#[component]
fn Body() -> impl IntoView {
    let desk = Desk::here();
    let inbox = desk.inbox;
    let has_rows = live::memo(move || !inbox.shown().rows.is_empty());
    let is_empty = move || !has_rows.get() && inbox.first.get() == Remote::Ready;
    let is_waiting = move || !has_rows.get() && inbox.first.get().is_loading();
    view! {
        <div class="grid-place" class:stale=live::flag(move || has_rows.get() && inbox.first.get().is_loading())>
            <Grid/>
            {live::when(is_waiting, || view! { <Skeleton/> })}
            {live::when(is_empty, || view! { <Nothing/> })}
            {live::when(move || inbox.accounts().is_empty(), || view! { <NoAccount/> })}
        </div>
        <Foot/>
    }
}

/// What must be known about the rows in sight: which filters and accounts they leave out, and which
/// requests wait for their turn.
fn hints(desk: Desk) -> Vec<String> {
    let view = desk.inbox.view();
    let is_one = view.accounts.len() < 2;
    let name = |account: &AccountId| match desk.accounts.find(account) {
        Some(account) if !is_one => account.name,
        _ => "This helpdesk".to_owned(),
    };
    let local = view.local.iter().map(|(account, filters)| text::filtered_here(&name(account), filters));
    let idle = view.idle.iter().map(|(account, filters)| text::not_filtered(&name(account), filters));
    let without = view.without.iter().map(|(account, filter)| text::nothing_alike(&name(account), *filter));
    let waiting = desk.accounts.list().into_iter().filter_map(|account| {
        let it = desk.accounts.standing(&account.id).waiting?;
        Some(text::waiting(&name(&account.id), it.requests, it.per_minute, it.seconds))
    });
    local.chain(idle).chain(without).chain(waiting).collect()
}

/// Rows that are on their way, after a moment in which most have come already.
#[component]
fn Skeleton() -> impl IntoView {
    let is_slow = RwSignal::new(false);
    spawn_local(async move {
        clock::sleep(PATIENCE).await;
        is_slow.try_set(true);
    });
    let row = |_| view! { <div class="skeleton-row"><span></span><span></span><span></span></div> }.into_any();
    let rows = live::when(move || is_slow.get(), move || (0..8).map(row).collect_view());
    view! { <div class="skeleton" aria-hidden="true">{rows}</div> }
}

/// Why there is nothing, and what to do.
#[component]
fn Nothing() -> impl IntoView {
    let desk = Desk::here();
    let inbox = desk.inbox;
    let is_searched = move || !inbox.text.with(|text| text.trim().is_empty());
    let is_filtered = move || !desk.navigation.route().query.filters().is_empty();
    let clear_search = move |_| {
        inbox.text.set(String::new());
        desk.navigation.go(Step::Replace, |route| route.query.text.clear());
    };
    let clear_filters = move |_| {
        desk.navigation.filter(|query| {
            for filter in query.filters() {
                *query = query.without(filter);
            }
        });
    };
    view! {
        <div class="empty">
            <Icon name="tray"/>
            {live::view(move || match (is_searched(), is_filtered()) {
                (true, _) => view! {
                    <p>{if inbox.is_narrowed() {
                        "No loaded ticket holds all of these words."
                    } else {
                        "No ticket holds all of these words."
                    }}</p>
                    <TextButton label="Clear the search" on_press=clear_search/>
                }.into_any(),
                (false, true) => view! {
                    <p>"No ticket passes these filters."</p>
                    <TextButton label="Clear the filters" on_press=clear_filters/>
                }.into_any(),
                (false, false) => view! { <p>"No tickets here. Enjoy the quiet."</p> }.into_any(),
            })}
        </div>
    }
}

/// There is no account at all, or not the one the link names.
#[component]
fn NoAccount() -> impl IntoView {
    let desk = Desk::here();
    let sentence = live::text(move || {
        if desk.accounts.list().is_empty() {
            "No helpdesk is connected yet. Connect one to see its tickets.".to_owned()
        } else {
            "The link names an account that does not exist here.".to_owned()
        }
    });
    view! {
        <div class="empty">
            <Icon name="tray"/>
            <p>{sentence}</p>
            <TextButton
                label="Connect a helpdesk"
                kind="primary"
                on_press=move |_| desk.overlay.set(Some(crate::state::Overlay::Settings))
            />
        </div>
    }
}

/// Below the rows: what is loaded, and the way to more.
#[component]
fn Foot() -> impl IntoView {
    let desk = Desk::here();
    let inbox = desk.inbox;
    let is_searched =
        move || !inbox.text.with(|text| text.trim().is_empty()) || inbox.is_narrowed() || inbox.loading_all.get();
    let can_load_all = move || (inbox.is_narrowed() && inbox.has_more()) || inbox.loading_all.get();
    let searched = move || {
        let without: Vec<String> =
            inbox.without_search().iter().filter_map(|id| desk.accounts.find(id)).map(|it| it.name).collect();
        let is_one = inbox.account().is_some();
        let shown = inbox.shown();
        text::searched(&Searched {
            loaded: inbox.loaded(),
            total: inbox.total(),
            is_complete: inbox.is_complete(),
            matching: shown.rows.len() - shown.beyond(),
            beyond: shown.beyond(),
            is_filtered: inbox.text.with(|text| text.trim().is_empty()),
            without: if is_one && !without.is_empty() { vec!["this helpdesk".to_owned()] } else { without },
            is_asked: inbox.is_searched(),
        })
    };
    view! {
        {live::when(is_searched, move || view! {
            <footer class="list-foot">
                <p aria-live="polite">{live::text(searched)}</p>
                {live::when(can_load_all, || view! { <LoadAll/> })}
            </footer>
        })}
    }
}

/// Loads everything, with a bar, so that a search can look at all of it.
#[component]
fn LoadAll() -> impl IntoView {
    let inbox = Desk::here().inbox;
    let total = move || inbox.total().unwrap_or_default().max(inbox.loaded() as u64);
    let job = move || {
        view! {
            <div class="job">
                <progress
                    aria-label="Loading all tickets"
                    max=live::text(move || total().to_string())
                    prop:value=live::text(move || inbox.loaded().to_string())
                ></progress>
                <span>{live::text(move || format!("{} of {}", inbox.loaded(), total()))}</span>
                <TextButton label="Stop" on_press=move |_| inbox.stop()/>
            </div>
        }
    };
    let offer = move || view! { <TextButton label="Load all tickets" on_press=move |_| inbox.load_all()/> };
    live::either(move || inbox.loading_all.get(), job, offer)
}
