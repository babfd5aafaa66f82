//! The views of each account, and the way to another.

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::commands::hint;
use super::controls::{Icon, IconButton, TextButton};
use super::live;
use super::overview::OverviewLink;
use crate::client::account::Account;
use crate::domain::{Assignee, Capabilities, Filter, Query, Tone};
use crate::platform::focus;
use crate::routes::{Page, Scope, Theme};
use crate::state::{Desk, Overlay};
use crate::text;

/// The id of the button that takes the views away again.
const HIDE: &str = "hide-views";

/// The pane of views.
#[component]
pub fn ViewsPane() -> impl IntoView {
    let desk = Desk::here();
    let title = desk.config.with_value(|config| config.title.clone());
    let is_locked = desk.config.with_value(|config| config.lock_settings);
    // On a narrow screen they lie over the list: the focus goes where the eye does.
    live::effect(move || {
        if desk.shows_views.get() {
            spawn_local(async {
                tick().await;
                focus::focus_id(HIDE);
            });
        }
    });
    let next_theme = move |_| {
        desk.preferences.theme.update(|theme| {
            *theme = Some(if *theme == Some(Theme::Dark) { Theme::Light } else { Theme::Dark });
        });
    };
    view! {
        <div class="views">
            <header class="brand">
                <Icon name="bell"/>
                <strong dir="auto">{title.unwrap_or_else(|| text::PRODUCT.to_owned())}</strong>
                <IconButton icon="close" label="Hide the views" id=HIDE on_press=move |_| desk.shows_views.set(false)/>
            </header>
            <TextButton
                label="New ticket"
                icon="plus"
                kind="primary wide"
                key=hint("new")
                on_press=move |_| desk.overlay.set(Some(Overlay::NewTicket))
            />
            <nav aria-label="Views">
                {live::view(move || {
                    let accounts = desk.accounts.list();
                    let is_one = accounts.len() == 1;
                    let views = |account| view! { <AccountViews account is_one/> }.into_any();
                    let all = (accounts.len() > 1).then(|| view! { <AllAccounts/> });
                    (all, accounts.into_iter().map(views).collect_view())
                })}
            </nav>
            <footer class="views-foot">
                {live::when(move || desk.accounts.is_demo(), move || view! {
                    <p class="demo">
                        "This is a demo. Nothing leaves this page."
                        <TextButton
                            label="Connect a helpdesk"
                            kind="quiet"
                            on_press=move |_| desk.overlay.set(Some(Overlay::Settings))
                        />
                    </p>
                })}
                <div class="tools">
                    <TextButton
                        label=if is_locked { "Preferences" } else { "Settings" }
                        icon="settings"
                        kind="quiet"
                        on_press=move |_| desk.overlay.set(Some(Overlay::Settings))
                    />
                    <OverviewLink/>
                    <IconButton icon="command" label="Commands" key="Ctrl+K" on_press=move |_| desk.overlay.set(Some(Overlay::Palette))/>
                    <IconButton icon="theme" label="Light or dark" on_press=next_theme/>
                    <IconButton icon="keys" label="Keys" key=hint("help") on_press=move |_| desk.overlay.set(Some(Overlay::Help))/>
                </div>
            </footer>
        </div>
    }
}

/// The views that all accounts together have.
#[component]
fn AllAccounts() -> impl IntoView {
    let views = common_views(&Capabilities { filters: vec![Filter::Assignee], ..Capabilities::default() });
    let link = |(icon, name, query)| view! { <ViewLink icon name query scope=Some(Scope::All)/> }.into_any();
    view! {
        <h2>"All accounts"</h2>
        <ul>{views.into_iter().map(link).collect_view()}</ul>
    }
}

/// The views that every account has which can filter by assignee.
fn common_views(capabilities: &Capabilities) -> Vec<(&'static str, String, Query)> {
    let mut views = vec![("inbox", "All tickets".to_owned(), Query::default())];
    if capabilities.filters.contains(&Filter::Assignee) {
        let of = |assignee| Query { assignee: Some(assignee), ..Query::default() };
        views.push(("unassigned", "Unassigned".to_owned(), of(Assignee::Nobody)));
        views.push(("mine", "Mine".to_owned(), of(Assignee::Me)));
    }
    views
}

/// The views of an account: an icon, a name, and which tickets.
pub fn views_of(capabilities: &Capabilities) -> Vec<(&'static str, String, Query)> {
    let all = Query::default;
    let mut views = common_views(capabilities);
    if capabilities.filters.contains(&Filter::Starred) {
        views.push(("star", "Starred".to_owned(), Query { starred: Some(true), ..all() }));
    }
    for state in &capabilities.states {
        views.push((icon_of(state.tone), state.display(), Query { state: Some(state.word.clone()), ..all() }));
    }
    views
}

/// The views of one account.
#[component]
fn AccountViews(account: Account, is_one: bool) -> impl IntoView {
    let desk = Desk::here();
    // Drawn anew with the list of accounts, so nothing in here follows it.
    let capabilities = untrack(|| desk.accounts.capabilities(&account.id));
    let scope = (!is_one).then(|| Scope::One(account.id.clone()));
    let directory = desk.accounts.directory(&account.id);
    let views = views_of(&capabilities);
    let folder_scope = scope.clone();
    let folders = live::view(move || {
        let (folders, counts) = directory.with(|known| (known.folders.clone(), known.counts.clone()));
        (!folders.is_empty()).then(|| {
            let links = folders.into_iter().map(|folder| {
                let count = counts.iter().find(|(id, _)| *id == folder.id).map(|(_, count)| *count);
                let query = Query { folder: Some(folder.id), ..Query::default() };
                view! { <ViewLink icon="folder" name=folder.name query scope=folder_scope.clone() holds=count/> }
                    .into_any()
            });
            view! {
                <h3>"Folders"</h3>
                <ul>{links.collect_view()}</ul>
            }
        })
    });
    view! {
        {(!is_one).then(|| view! { <h2 dir="auto">{account.name}</h2> })}
        <ul>
            {views
                .into_iter()
                .map(|(icon, name, query)| view! { <ViewLink icon name query scope=scope.clone()/> }.into_any())
                .collect_view()}
        </ul>
        {folders}
    }
}

/// One view as a link.
#[component]
fn ViewLink(
    icon: &'static str,
    name: String,
    query: Query,
    scope: Option<Scope>,
    /// How many tickets it holds, as far as the API told before it is opened.
    #[prop(default = None)]
    holds: Option<u64>,
) -> impl IntoView {
    let desk = Desk::here();
    let target = StoredValue::new((scope, query));
    let is_here = live::memo(move || {
        let route = desk.navigation.route();
        let here = Query { text: String::new(), ..route.query };
        // Without a word about it a link means all accounts, and with one account it means that one.
        target.with_value(|(wanted, query)| {
            let scope = route.scope.clone().unwrap_or(Scope::All);
            *query == here && wanted.as_ref().is_none_or(|wanted| *wanted == scope)
        })
    });
    let count = move || {
        let total = is_here.get().then(|| desk.inbox.extent()).flatten().or(holds);
        total.map(|total| total.to_string()).unwrap_or_default()
    };
    let link = move || {
        let mut route = desk.navigation.route();
        (route.scope, route.query) = target.get_value();
        (route.page, route.ticket) = (Page::Inbox, None);
        format!("?{}", route.print())
    };
    let on_click = move |event: leptos::ev::MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        let (scope, query) = target.get_value();
        desk.navigation.show(scope, query);
        desk.shows_views.set(false);
    };
    view! {
        <li>
            <a
                href=live::text(link)
                aria-current=live::maybe(move || is_here.get().then(|| "page".to_owned()))
                on:click=live::on(on_click)
            >
                <Icon name=icon/>
                <span class="view-name" dir="auto">{name}</span>
                <span class="count">{live::text(count)}</span>
            </a>
        </li>
    }
}

fn icon_of(tone: Tone) -> &'static str {
    match tone {
        Tone::Unread => "unread",
        Tone::Open => "open",
        Tone::Pending => "pending",
        Tone::Closed => "closed",
        Tone::Spam => "spam",
        Tone::Other => "folder",
    }
}
