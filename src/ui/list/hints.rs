//! What stands around the rows: what must be known about them, why there are none, and the way to more.

use leptos::prelude::*;

use crate::domain::AccountId;
use crate::state::navigation::Step;
use crate::state::{AppState, Overlay};
use crate::text::{self, Searched};
use crate::ui::controls::{Icon, TextButton};
use crate::ui::reactive;

/// What must be known about the rows in sight: which filters and accounts they leave out, and which
/// requests wait for their turn.
#[component]
pub fn Hints() -> impl IntoView {
    let app = AppState::here();
    view! { <p class="hint" role="note">{reactive::text(move || hints(app).join(" "))}</p> }
}

fn hints(app: AppState) -> Vec<String> {
    let view = app.list.query();
    let is_one = view.accounts.len() < 2;
    let name = |account: &AccountId| match app.accounts.find(account) {
        Some(account) if !is_one => account.name,
        _ => text::list::THIS_HELPDESK.into(),
    };
    let local = view.local.iter().map(|(account, filters)| text::filtered_here(&name(account), filters));
    let idle = view.idle.iter().map(|(account, filters)| text::not_filtered(&name(account), filters));
    let without = view.without.iter().map(|(account, filter)| text::no_equivalent(&name(account), *filter));
    let waiting = app.accounts.list().into_iter().filter_map(|account| {
        let it = app.accounts.status(&account.id).waiting?;
        Some(text::list::rate_limit(&name(&account.id), it.requests, it.seconds))
    });
    local.chain(idle).chain(without).chain(waiting).collect()
}

/// Why there is nothing, and what to do.
#[component]
pub fn Nothing() -> impl IntoView {
    let app = AppState::here();
    let list = app.list;
    let is_searched = move || list.is_typed();
    let is_filtered = move || !app.navigation.route().query.filters().is_empty();
    let clear_search = move |_| {
        list.text.set(String::new());
        app.navigation.go(Step::Replace, |route| route.query.text.clear());
    };
    let clear_filters = move |_| {
        app.navigation.filter(|query| {
            for filter in query.filters() {
                *query = query.without(filter);
            }
        });
    };
    view! {
        <div class="empty">
            <Icon name="tray"/>
            {reactive::view(move || match (is_searched(), is_filtered()) {
                (true, _) => view! {
                    <p>{if list.is_narrowed() {
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
pub fn NoAccount() -> impl IntoView {
    let app = AppState::here();
    let sentence = reactive::text(move || {
        if app.accounts.list().is_empty() {
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
                on_press=move |_| app.overlay.set(Some(Overlay::Settings))
            />
        </div>
    }
}

/// Below the rows: what is loaded, and the way to more.
#[component]
pub fn Foot() -> impl IntoView {
    let app = AppState::here();
    let list = app.list;
    let can_load_all = move || ((list.is_narrowed() || list.is_sorted()) && list.has_more()) || list.loading_all.get();
    let searched = move || {
        let is_sorted = list.is_sorted() && list.has_more();
        let sorted = if is_sorted { text::sorted(list.loaded(), list.total()) } else { String::new() };
        // Where nothing narrows the list, the order alone is to be told.
        if is_sorted && !list.is_narrowed() && !list.is_typed() {
            return sorted;
        }
        let without: Vec<String> =
            list.without_search().iter().filter_map(|id| app.accounts.find(id)).map(|it| it.name).collect();
        let is_one = list.account().is_some();
        let shown = list.order();
        let searched = text::searched(&Searched {
            loaded: list.loaded(),
            total: list.total(),
            is_complete: list.is_complete(),
            matching: shown.rows.len() - shown.beyond(),
            beyond: shown.beyond(),
            is_filtered: !list.is_typed(),
            without: if is_one && !without.is_empty() { vec![text::list::THIS_HELPDESK.into()] } else { without },
            is_asked: list.is_searched(),
        });
        format!("{searched} {sorted}")
    };
    view! {
        <footer class="list-foot">
            <p aria-live="polite">{reactive::text(searched)}</p>
            {reactive::when(can_load_all, || view! { <LoadAll/> })}
        </footer>
    }
}

/// Loads everything, with a bar, so that a search can look at all of it.
#[component]
pub fn LoadAll() -> impl IntoView {
    let list = AppState::here().list;
    let total = move || list.total().unwrap_or_default().max(list.loaded() as u64);
    let job = move || {
        view! {
            <div class="job">
                <progress
                    aria-label="Loading all tickets"
                    max=reactive::text(move || total().to_string())
                    prop:value=reactive::text(move || list.loaded().to_string())
                ></progress>
                <span>{reactive::text(move || format!("{} of {}", list.loaded(), total()))}</span>
                <TextButton label="Stop" on_press=move |_| list.stop()/>
            </div>
        }
    };
    let offer = move || view! { <TextButton label="Load all tickets" on_press=move |_| list.load_all()/> };
    reactive::either(move || list.loading_all.get(), job, offer)
}
