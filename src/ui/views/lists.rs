//! The folders and labels of an account as views. They are loaded when their section is first opened.

use leptos::prelude::*;

use super::{ViewLink, is_open};
use crate::domain::{AccountId, Directory, Filter, FilterKind, Phrase, ProviderFilter, Query, TicketField, search};
use crate::routes::{Route, Scope};
use crate::state::AppState;
use crate::text::{filters, views};
use crate::ui::controls::Icon;
use crate::ui::{pickers, reactive};

/// How many links a section has at most. The filters offer all others.
const MOST: usize = 100;

/// The sections of an account.
#[component]
pub fn Lists(
    /// The account.
    account: AccountId,
) -> impl IntoView {
    let app = AppState::here();
    let offered = untrack(|| app.accounts.capabilities(&account)).filters;
    // With one account there are no headings of accounts above these.
    let is_top = untrack(|| app.accounts.list().len() < 2);
    let section = |name: Phrase, filter: Filter| {
        let of = account.clone();
        // The device remembers it, so it must be the same in every language.
        let id = format!("{account} {}", name.english());
        let is_shown = id.clone();
        view! {
            <Heading id name is_top/>
            {reactive::when(move || is_open(app, &is_shown, false), move || view! { <List account=of.clone() filter/> })}
        }
        .into_any()
    };
    let own = offered.into_iter().filter_map(|filter| match filter {
        Filter::Own(ProviderFilter { kind: FilterKind::Choice { heading, .. }, .. }) => {
            heading.map(|heading| section(heading, filter))
        }
        _ => None,
    });
    view! {
        {own.collect_view()}
        {section(filters::LABELS, TicketField::Labels.into())}
    }
}

/// A heading that shows or hides its section. The device remembers which sections are open.
#[component]
pub fn Heading(
    /// The id under which the device remembers it.
    id: String,
    /// The text.
    #[prop(into)]
    name: String,
    /// Whether it is the heading of an account, whose section is open by default.
    #[prop(optional)]
    is_account: bool,
    /// Whether it is of the highest level.
    is_top: bool,
) -> impl IntoView {
    let app = AppState::here();
    let id = StoredValue::new(id);
    let toggle = move |_| {
        app.preferences.folded.update(|folded| match folded.iter().position(|it| *it == id.get_value()) {
            Some(place) => drop(folded.remove(place)),
            None => folded.push(id.get_value()),
        });
    };
    let button = view! {
        <button
            type="button"
            class="fold"
            aria-expanded=reactive::text(move || id.with_value(|id| is_open(app, id, is_account)).to_string())
            on:click=reactive::on(toggle)
        >
            <span dir="auto">{name}</span>
            <Icon name="chevron"/>
        </button>
    };
    if is_top { view! { <h2>{button}</h2> }.into_any() } else { view! { <h3>{button}</h3> }.into_any() }
}

/// The links of one section.
#[component]
fn List(account: AccountId, filter: Filter) -> impl IntoView {
    let app = AppState::here();
    pickers::fill(app, &account);
    let directory = app.accounts.directory(&account);
    // A memo, because only a change of the list itself may redraw it.
    let known = Memo::new(move |_| directory.with(|known| entries(known, filter)));
    let is_one = untrack(|| app.accounts.list().len() == 1);
    let scope = (!is_one).then_some(Scope::One(account));
    reactive::view(move || {
        let known = known.get();
        let beyond = known.len().saturating_sub(MOST);
        if known.is_empty() {
            return view! { <p class="view-note">{views::NONE_YET.text()}</p> }.into_any();
        }
        let links = known.into_iter().take(MOST).map(|(id, name, holds)| {
            let query = Query::default().with(filter, id);
            let icon = if filter.is_local() { "label" } else { "folder" };
            let view = Route { scope: scope.clone(), query, ..Route::default() };
            view! { <ViewLink icon name view holds/> }.into_any()
        });
        view! {
            <ul>{links.collect_view()}</ul>
            {(beyond > 0).then(|| view! { <p class="view-note">{views::more_in_filters(beyond)}</p> })}
        }
        .into_any()
    })
}

/// Returns the known folders or labels: the id, the name, and the number of tickets if the API reports it.
fn entries(known: &Directory, filter: Filter) -> Vec<(String, String, Option<u64>)> {
    if let Filter::Own(ProviderFilter { kind: FilterKind::Choice { list, .. }, .. }) = filter {
        let count = |id: &str| known.counts.iter().find(|(folder, _)| folder == id).map(|(_, count)| *count);
        return list(known).iter().map(|it| (it.id.clone(), it.name.clone(), count(&it.id))).collect();
    }
    let mut labels: Vec<_> = known.labels.iter().map(|it| (it.id.clone(), it.name.clone(), None)).collect();
    labels.sort_by_cached_key(|(_, name, _)| search::fold(name));
    labels
}
