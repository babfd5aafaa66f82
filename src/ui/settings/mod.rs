//! Settings: the accounts, and the agent's preferences on this device.

mod account_form;
mod portable;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::account_form::AccountForm;
use self::portable::Portable;
use super::controls::{Check, Dialog, IconButton, Question, TextButton};
use super::reactive;
use super::views::display::choose_density;
use crate::client::account::Account;
use crate::domain::{AccountId, Density, Phrase};
use crate::platform::{focus, intl, storage};
use crate::routes::Theme;
use crate::state::device::language;
use crate::state::{AppState, Overlay};
use crate::text::{self, settings};

/// What the dialog shows.
#[derive(Clone, PartialEq)]
enum Page {
    /// The accounts and preferences.
    Overview,
    /// The form of one account; `None` for a new one.
    Account(Option<Box<Account>>),
}

/// The dialog "Settings".
#[component]
pub fn SettingsDialog() -> impl IntoView {
    let app = AppState::here();
    let page = RwSignal::new(Page::Overview);
    // After the form of an account, the focus goes to that account.
    let back = Callback::new(move |account: Option<AccountId>| {
        page.set(Page::Overview);
        lead_to(account.map_or_else(|| ADD.to_owned(), |account| id_of("edit", &account)));
    });
    view! {
        <Dialog title=settings::TITLE class="settings" on_close=Callback::new(move |()| app.overlay.set(None))>
            {reactive::view(move || match page.get() {
                Page::Overview => view! { <Overview page/> }.into_any(),
                Page::Account(account) => view! { <AccountForm account=account.map(|it| *it) on_done=back/> }.into_any(),
            })}
        </Dialog>
    }
}

/// The id of the button that adds an account.
const ADD: &str = "add-account";

/// Returns the id of a button of an account.
fn id_of(what: &str, account: &AccountId) -> String {
    format!("{what}-{account}")
}

/// Focuses the element with this id once it is drawn.
fn lead_to(id: String) {
    spawn_local(async move {
        focus::focus_when_drawn(&id).await;
    });
}

#[component]
fn Overview(page: RwSignal<Page>) -> impl IntoView {
    let app = AppState::here();
    let is_locked = app.config.with_value(|config| config.lock_settings);
    view! {
        <div class="dialog-body">
            {(!is_locked).then(|| view! {
                <section aria-label=settings::ACCOUNTS.text()>
                    <h3>{settings::ACCOUNTS.text()}</h3>
                    {reactive::when(move || app.accounts.is_demo(), || view! {
                        <p class="field-note">
                            {settings::DEMO.text()}
                        </p>
                    })}
                    <ul class="accounts">
                        {reactive::view(move || {
                            let row = |account| view! { <AccountRow account page/> }.into_any();
                            app.accounts.list().into_iter().map(row).collect_view()
                        })}
                    </ul>
                    <TextButton label=settings::ADD_ACCOUNT id=ADD icon="plus" kind="primary" on_press=move |_| page.set(Page::Account(None))/>
                </section>
            })}
            <Preferences/>
            {(!is_locked).then(|| view! { <Portable/> })}
            <section aria-label=settings::TROUBLESHOOTING.text()>
                <h3>{settings::TROUBLESHOOTING.text()}</h3>
                <TextButton label=text::actions::REQUEST_LOG on_press=move |_| app.overlay.set(Some(Overlay::Requests))/>
            </section>
        </div>
    }
}

#[component]
fn AccountRow(account: Account, page: RwSignal<Page>) -> impl IntoView {
    let app = AppState::here();
    let asks = RwSignal::new(false);
    let id = StoredValue::new(account.id.clone());
    let name = account.name.clone();
    let where_to = match &account.proxy {
        Some(proxy) => settings::where_through(account.vendor.name, &account.base_url, proxy.as_str()),
        None => settings::where_to(account.vendor.name, &account.base_url),
    };
    let has_token = move || app.accounts.has_token(&id.get_value());
    let remove = Callback::new(move |is_sure: bool| {
        asks.set(false);
        if is_sure {
            // The next account gets the focus, else the one before.
            let ids: Vec<AccountId> = app.accounts.list_now().into_iter().map(|account| account.id).collect();
            let place = ids.iter().position(|it| *it == id.get_value()).unwrap_or(0);
            let heir = ids.get(place + 1).or_else(|| ids.get(place.checked_sub(1)?));
            lead_to(heir.map_or_else(|| ADD.to_owned(), |heir| id_of("remove", heir)));
            app.remove_account(&id.get_value());
        }
    });
    // The rows are redrawn, each with new buttons.
    let reorder = move |is_up: bool| {
        app.accounts.reorder(&id.get_value(), is_up);
        lead_to(id_of(if is_up { "up" } else { "down" }, &id.get_value()));
    };
    let button_id = move |what: &'static str| id.with_value(|id| id_of(what, id));
    let question = settings::remove_account(&name);
    let edited = account.clone();
    let moved = StoredValue::new(account.name.clone());
    view! {
        <li class="account-row">
            <div>
                <strong dir="auto">{name}</strong>
                <small>{where_to}</small>
            </div>
            // The demo's account is only shown, and cannot be edited.
            {(!untrack(|| app.accounts.is_demo())).then(|| view! {
                {reactive::when(has_token, move || view! {
                    <TextButton label=settings::FORGET_TOKEN kind="quiet" about=moved.get_value() on_press=move |_| app.accounts.forget_token(&id.get_value())/>
                })}
                {reactive::when(move || app.accounts.list().len() > 1, move || view! {
                    <IconButton icon="up" id=button_id("up") label=settings::move_up(&moved.get_value()) on_press=move |_| reorder(true)/>
                    <IconButton icon="down" id=button_id("down") label=settings::move_down(&moved.get_value()) on_press=move |_| reorder(false)/>
                })}
                <TextButton label=settings::EDIT id=button_id("edit") about=moved.get_value() on_press=move |_| page.set(Page::Account(Some(Box::new(edited.clone()))))/>
                <TextButton label=settings::REMOVE id=button_id("remove") about=moved.get_value() on_press=move |_| asks.set(true)/>
            })}
            {reactive::when(move || asks.get(), move || view! {
                <Question question=question.clone() action=settings::REMOVE.text() on_answer=remove/>
            })}
        </li>
    }
}

#[component]
fn Preferences() -> impl IntoView {
    let app = AppState::here();
    let preferences = app.preferences;
    let is_compact = reactive::flag(move || app.appearance.is_compact.get());
    let make_compact = move |is_on| choose_density(app, if is_on { Density::Compact } else { Density::Comfortable });
    let theme = move |theme: Theme, label: Phrase| {
        let is_chosen = reactive::flag(move || preferences.theme.get().unwrap_or(Theme::System) == theme);
        let choose = move |_| preferences.theme.set(Some(theme));
        view! { <Check label=label.text() one_of="theme" checked=is_chosen on_change=choose/> }.into_any()
    };
    let switch = move |signal: RwSignal<bool>, label: Phrase| {
        view! { <Check label=label.text() checked=signal on_change=move |is_on| signal.set(is_on)/> }.into_any()
    };
    view! {
        <section aria-label=settings::ON_THIS_DEVICE.text()>
            <h3>{settings::ON_THIS_DEVICE.text()}</h3>
            {(!storage::is_available()).then(|| view! { <p class="field-note">{text::connection::NOTHING_STORED.text()}</p> })}
            <fieldset class="choices">
                <legend>{settings::COLOURS.text()}</legend>
                {theme(Theme::Light, settings::LIGHT)}
                {theme(Theme::Dark, settings::DARK)}
                {theme(Theme::System, settings::MATCH_SYSTEM)}
            </fieldset>
            {(language::available().nth(1).is_some()).then(|| view! { <Languages/> })}
            <Check label=settings::COMPACT_LIST.text() checked=is_compact on_change=make_compact/>
            {switch(preferences.keys, settings::KEYBOARD_SHORTCUTS)}
            <Check
                label=settings::KEEP_DRAFTS.text()
                hint=settings::KEEP_DRAFTS_HINT.text()
                checked=preferences.keeps_drafts
                on_change=move |is_on: bool| AppState::here().conversations().reply_drafts.stay(is_on)
            />
        </section>
    }
}

/// The choice of a language. A page keeps the one it began with, because phrases are fixed once they are drawn.
#[component]
fn Languages() -> impl IntoView {
    let preferences = AppState::here().preferences;
    let began_with = preferences.language.get_untracked();
    let choice = move |tag: Option<&'static str>| {
        let name = tag.map_or_else(|| settings::DEFAULT_LANGUAGE.into(), intl::language_name);
        let is_chosen = reactive::flag(move || preferences.language.get().as_deref() == tag);
        let choose = move |_| preferences.language.set(tag.map(str::to_owned));
        view! { <Check label=name one_of="language" checked=is_chosen on_change=choose/> }.into_any()
    };
    let tags = [None].into_iter().chain(language::available().map(Some));
    view! {
        <fieldset class="choices">
            <legend>{settings::LANGUAGE.text()}</legend>
            {tags.map(choice).collect_view()}
            {reactive::when(move || preferences.language.get() != began_with, || view! {
                <p class="field-note" role="status">{settings::RELOAD_FOR_LANGUAGE.text()}</p>
            })}
        </fieldset>
    }
}

/// Opens Settings.
pub fn open(app: AppState) {
    app.overlay.set(Some(Overlay::Settings));
}
