//! The pane of views: links to the views of each account, and to the rest of the app.

pub mod display;
pub mod drawer;
pub mod lists;
pub mod names;
pub mod saved;

use leptos::prelude::*;

use super::commands::hint;
use super::controls::{Icon, IconButton, TextButton, is_plain};
use super::deferred::{self, Part};
use super::overview::OverviewLink;
use super::reactive;
use crate::client::account::Account;
use crate::domain::{Assignee, Capabilities, Filter, Flag, ProviderFilter, Query, StateCategory, TicketField};
use crate::platform::intl;
use crate::routes::{Route, Scope, Theme};
use crate::state::{AppState, Overlay};
use crate::text::{self, actions, help, palette, settings, views};

/// The id of the button that hides the views.
pub const HIDE: &str = "hide-views";

/// The pane of views.
#[component]
pub fn ViewsPane() -> impl IntoView {
    let app = AppState::here();
    let title = app.config.with_value(|config| config.title.clone());
    let is_locked = app.config.with_value(|config| config.lock_settings);
    let next_theme = move |_| {
        app.preferences.theme.update(|theme| {
            *theme = Some(if *theme == Some(Theme::Dark) { Theme::Light } else { Theme::Dark });
        });
    };
    view! {
        <div class="views">
            <header class="brand">
                <Icon name="bell"/>
                <strong dir="auto">{title.unwrap_or_else(|| text::PRODUCT.to_owned())}</strong>
                <IconButton icon="close" label=views::HIDE id=HIDE on_press=move |_| app.shows_views.set(false)/>
            </header>
            <TextButton
                label=actions::NEW_TICKET
                icon="plus"
                kind="primary wide"
                key=hint("new")
                on_press=move |_| app.overlay.set(Some(Overlay::NewTicket))
            />
            <nav aria-label=views::VIEWS.text()>
                {reactive::view(move || {
                    let accounts = app.accounts.list();
                    let is_one = accounts.len() == 1;
                    let views = |account| view! { <AccountViews account is_one/> }.into_any();
                    let all = (accounts.len() > 1).then(|| view! { <AllAccounts/> });
                    (all, accounts.into_iter().map(views).collect_view())
                })}
            </nav>
            <footer class="views-foot">
                {reactive::when(move || app.accounts.is_demo(), move || view! {
                    <p class="demo">
                        {views::DEMO.text()}
                        <TextButton
                            label=actions::CONNECT_HELPDESK
                            kind="quiet"
                            on_press=move |_| app.overlay.set(Some(Overlay::Settings))
                        />
                    </p>
                })}
                <div class="tools">
                    <TextButton
                        label=if is_locked { views::PREFERENCES } else { settings::TITLE }
                        icon="settings"
                        kind="quiet"
                        on_press=move |_| app.overlay.set(Some(Overlay::Settings))
                    />
                    <OverviewLink/>
                    <IconButton icon="command" label=palette::TITLE key="Ctrl+K" on_press=move |_| app.overlay.set(Some(Overlay::Palette))/>
                    <IconButton icon="theme" label=views::TOGGLE_DARK_MODE on_press=next_theme/>
                    <IconButton icon="keys" label=help::TITLE key=hint("help") on_press=move |_| app.overlay.set(Some(Overlay::Help))/>
                </div>
            </footer>
        </div>
    }
}

/// The views of all accounts together.
#[component]
fn AllAccounts() -> impl IntoView {
    let common = common_views(&Capabilities { filters: vec![TicketField::Assignee.into()], ..Capabilities::default() });
    let link = |(icon, name, query)| {
        view! { <ViewLink icon name view=Route { scope: Some(Scope::All), query, ..Route::default() }/> }.into_any()
    };
    view! {
        <h2>{views::ALL_ACCOUNTS.text()}</h2>
        <ul>{common.into_iter().map(link).collect_view()}</ul>
        {saved()}
    }
}

/// Returns the views of every account, as far as its API can filter by assignee.
fn common_views(capabilities: &Capabilities) -> Vec<(&'static str, String, Query)> {
    let mut common = vec![("inbox", views::ALL_TICKETS.into(), Query::default())];
    if capabilities.filters.contains(&TicketField::Assignee.into()) {
        let of = |assignee: Assignee| Query::default().with(TicketField::Assignee, assignee);
        common.push(("unassigned", views::UNASSIGNED.into(), of(Assignee::Nobody)));
        common.push(("mine", views::MINE.into(), of(Assignee::Me)));
    }
    common
}

/// Returns the views of an account: the icon, the name and the query.
pub fn views_of(capabilities: &Capabilities) -> Vec<(&'static str, String, Query)> {
    let mut all_views = common_views(capabilities);
    let starred = TicketField::Flag(Flag::Starred);
    if capabilities.filters.contains(&starred.into()) {
        all_views.push(("star", views::STARRED.into(), Query::default().with(starred, true)));
    }
    for filter in &capabilities.filters {
        if let Filter::Own(ProviderFilter { view: Some((icon, name, value)), .. }) = filter {
            all_views.push((icon, String::from(*name), Query::default().with(*filter, value.clone())));
        }
    }
    for state in &capabilities.states {
        let query = Query::default().with(TicketField::State, state.word.clone());
        all_views.push((icon_of(state.category), state.display(), query));
    }
    all_views
}

/// The views of one account.
#[component]
fn AccountViews(account: Account, is_one: bool) -> impl IntoView {
    let app = AppState::here();
    // It is redrawn whenever the list of accounts changes, so it need not track that.
    let capabilities = untrack(|| app.accounts.capabilities(&account.id));
    let of = account.id.clone();
    let lists = move || {
        let scope = (!is_one).then(|| Scope::One(of.clone()));
        let link = |(icon, name, query)| {
            view! { <ViewLink icon name view=Route { scope: scope.clone(), query, ..Route::default() }/> }.into_any()
        };
        let of = of.clone();
        view! {
            <ul>{views_of(&capabilities).into_iter().map(link).collect_view()}</ul>
            {is_one.then(saved)}
            {reactive::when(move || deferred::is_here(app), move || deferred::draw(Part::Lists(of.clone())))}
        }
    };
    if is_one {
        return lists().into_any();
    }
    let (id, folded, name) = (account.id.clone(), account.id, account.name);
    let heading = reactive::view(move || {
        if deferred::is_here(app) {
            return deferred::draw(Part::Heading(id.clone(), name.clone()));
        }
        view! { <h2 dir="auto">{name.clone()}</h2> }.into_any()
    });
    view! {
        {heading}
        {reactive::when(move || is_open(app, folded.as_str(), true), lists)}
    }
    .into_any()
}

/// The saved views.
fn saved() -> AnyView {
    let app = AppState::here();
    reactive::when(move || deferred::is_here(app), || deferred::draw(Part::Saved))
}

/// Whether the section below a heading is open, which sections of accounts are by default. Tracks it.
pub fn is_open(app: AppState, id: &str, is_account: bool) -> bool {
    app.preferences.folded.with(|folded| folded.iter().any(|it| it == id)) != is_account
}

/// One view as a link.
#[component]
pub fn ViewLink(
    /// The icon before it.
    icon: &'static str,
    /// The name of the view.
    name: String,
    /// The view.
    view: Route,
    /// How many tickets it has; `None` if the API reports that only with the tickets.
    #[prop(default = None)]
    holds: Option<u64>,
    /// Whether it is a saved view.
    #[prop(optional)]
    is_saved: bool,
) -> impl IntoView {
    let app = AppState::here();
    let own = StoredValue::new((view, name.clone()));
    let is_here = reactive::memo(move || {
        // If the present view is a saved one, only that link is the current one.
        let shown = app.saved.shown.get();
        if is_saved || !shown.is_empty() {
            return is_saved && own.with_value(|(_, own)| *own == shown);
        }
        let route = app.navigation.route();
        let here = route.query.with_text("");
        // A link without an account means all accounts. With one account it means that one.
        own.with_value(|(view, _)| {
            let scope = route.scope.clone().unwrap_or(Scope::All);
            view.query == here && view.scope.as_ref().is_none_or(|wanted| *wanted == scope)
        })
    });
    let count = move || {
        let total = is_here.get().then(|| app.list.row_count()).flatten().or(holds);
        total.map(intl::number).unwrap_or_default()
    };
    let on_click = move |event: leptos::ev::MouseEvent| {
        if is_plain(&event) {
            event.prevent_default();
            app.navigation.visit(own.with_value(|(view, _)| view.clone()));
            app.shows_views.set(false);
        }
    };
    view! {
        <li>
            <a
                href=reactive::text(move || own.with_value(|(view, _)| app.navigation.link_to_view(view)))
                aria-current=reactive::maybe(move || is_here.get().then(|| "page".to_owned()))
                on:click=reactive::on(on_click)
            >
                <Icon name=icon/>
                <span class="view-name" dir="auto">{name}</span>
                <span class="count">{reactive::text(count)}</span>
            </a>
        </li>
    }
}

fn icon_of(category: StateCategory) -> &'static str {
    match category {
        StateCategory::Unread => "unread",
        StateCategory::Open => "open",
        StateCategory::Pending => "pending",
        StateCategory::Closed => "closed",
        StateCategory::Spam => "spam",
        StateCategory::Other => "folder",
    }
}
