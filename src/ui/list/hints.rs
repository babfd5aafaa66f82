//! What surrounds the rows: notes about them, reasons why there are none, and ways to load more.

use leptos::prelude::*;

use crate::domain::AccountId;
use crate::state::navigation::Step;
use crate::state::{AppState, Overlay};
use crate::text::{self, Searched, actions, list as words};
use crate::ui::controls::{Icon, TextButton};
use crate::ui::reactive;

/// Notes about the list: filters without effect, accounts that are left out, and waiting requests.
#[component]
pub fn Hints() -> impl IntoView {
    let app = AppState::here();
    view! { <p class="hint" role="note">{reactive::text(move || hints(app).join(" "))}</p> }
}

fn hints(app: AppState) -> Vec<String> {
    let query = app.list.query();
    let is_one = query.accounts.len() < 2;
    let name = |account: &AccountId| match app.accounts.find(account) {
        Some(account) if !is_one => account.name,
        _ => words::THIS_HELPDESK.into(),
    };
    let local = query.local.iter().map(|(account, filters)| text::filtered_here(&name(account), filters));
    let ineffective = query.ineffective.iter().map(|(account, filters)| text::not_filtered(&name(account), filters));
    let excluded = query.excluded.iter().map(|(account, filter)| text::no_equivalent(&name(account), *filter));
    let waiting = app.accounts.list().into_iter().filter_map(|account| {
        let it = app.accounts.status(&account.id).waiting?;
        Some(words::rate_limit(&name(&account.id), it.requests, it.seconds))
    });
    local.chain(ineffective).chain(excluded).chain(waiting).collect()
}

/// Why the list is empty, and what to do about it.
#[component]
pub fn Nothing() -> impl IntoView {
    let app = AppState::here();
    let list = app.list;
    let is_searched = move || list.has_search_text();
    let is_filtered = move || !app.navigation.route().query.filters().is_empty();
    let clear_search = move |_| {
        list.search_text.set(String::new());
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
                    <p>{list.search_text.with(|text| {
                        let sentence = if list.is_narrowed() { words::no_loaded_match } else { words::none_match };
                        sentence(text.trim())
                    })}</p>
                    <TextButton label=words::CLEAR_SEARCH on_press=clear_search/>
                }.into_any(),
                (false, true) => view! {
                    <p>{words::NONE_PASS.text()}</p>
                    <TextButton label=words::CLEAR_FILTERS on_press=clear_filters/>
                }.into_any(),
                (false, false) => view! { <p>{words::EMPTY.text()}</p> }.into_any(),
            })}
        </div>
    }
}

/// Why no account is shown: there is none, or the link is for one that is not set up.
#[component]
pub fn NoAccount() -> impl IntoView {
    let app = AppState::here();
    let sentence = reactive::text(move || {
        if app.accounts.list().is_empty() { words::NO_ACCOUNT } else { words::ACCOUNT_MISSING }.into()
    });
    view! {
        <div class="empty">
            <Icon name="tray"/>
            <p>{sentence}</p>
            <TextButton
                label=actions::CONNECT_HELPDESK
                kind="primary"
                on_press=move |_| app.overlay.set(Some(Overlay::Settings))
            />
        </div>
    }
}

/// The foot of the list: how many tickets were searched, filtered or sorted, and a button to load all.
#[component]
pub fn Foot() -> impl IntoView {
    let app = AppState::here();
    let list = app.list;
    let can_load_all = move || ((list.is_narrowed() || list.is_sorted()) && list.has_more()) || list.loading_all.get();
    let searched = move || {
        let is_sorted = list.is_sorted() && list.has_more();
        let sorted = if is_sorted { text::sorted(list.loaded(), list.total()) } else { String::new() };
        // Without a search and filters, only the order needs a sentence.
        if is_sorted && !list.is_narrowed() && !list.has_search_text() {
            return sorted;
        }
        let without: Vec<String> =
            list.partly_searched().iter().filter_map(|id| app.accounts.find(id)).map(|it| it.name).collect();
        let is_one = list.account().is_some();
        let order = list.order();
        let searched = text::searched(&Searched {
            loaded: list.loaded(),
            total: list.total(),
            is_complete: list.is_complete(),
            matching: order.rows.len() - order.found_remotely(),
            beyond: order.found_remotely(),
            is_filtered: !list.has_search_text(),
            without: if is_one && !without.is_empty() { vec![words::THIS_HELPDESK.into()] } else { without },
            is_asked: list.has_remote_search(),
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

/// The button that loads all tickets, for example to search them, and the progress bar while it does.
#[component]
pub fn LoadAll() -> impl IntoView {
    let list = AppState::here().list;
    let total = move || list.total().unwrap_or_default().max(list.loaded() as u64);
    let progress = move || {
        view! {
            <div class="job">
                <progress
                    aria-label=words::LOADING_ALL.text()
                    max=reactive::text(move || total().to_string())
                    prop:value=reactive::text(move || list.loaded().to_string())
                ></progress>
                <span>{reactive::text(move || words::loaded_of(list.loaded(), total()))}</span>
                <TextButton label=words::STOP on_press=move |_| list.stop()/>
            </div>
        }
    };
    let button = move || view! { <TextButton label=words::LOAD_ALL on_press=move |_| list.load_all()/> };
    reactive::either(move || list.loading_all.get(), progress, button)
}
