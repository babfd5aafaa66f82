//! The form of one account, and the test of its connection.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use crate::client::account::{Account, Auth, Vendor};
use crate::client::config;
use crate::client::error::Error;
use crate::client::providers::{self, VENDORS};
use crate::client::proxy::Proxy;
use crate::client::secret::Secret;
use crate::domain::{AccountId, Phrase};
use crate::platform::focus;
use crate::state::AppState;
use crate::state::accounts::Found;
use crate::text::{self, settings as words};
use crate::ui::controls::{Choosable, Combobox, TextButton, TextField, field_id};
use crate::ui::dialogs::token::TokenFields;
use crate::ui::reactive;

/// The contents of the form.
#[derive(Clone, Copy)]
struct Typed {
    vendor: RwSignal<&'static Vendor>,
    name: RwSignal<String>,
    base_url: RwSignal<String>,
    proxy: RwSignal<String>,
    token: RwSignal<String>,
    remember: RwSignal<bool>,
    me: RwSignal<String>,
}

/// The labels of the fields that can be invalid.
const NAME: Phrase = words::ACCOUNT_NAME;
const BASE_URL: Phrase = words::API_BASE_URL;
const PROXY: Phrase = words::CORS_PROXY;

/// An invalid field: its label, and a sentence.
type Problem = (Phrase, String);

/// The progress of a connection test.
#[derive(Clone, PartialEq)]
enum Test {
    None,
    Task,
    Passed(String),
    Failed(String),
}

/// The form of an account.
#[component]
pub fn AccountForm(
    /// The account to edit; `None` for a new one.
    account: Option<Account>,
    /// Called when it was saved or cancelled, with the account's id.
    on_done: Callback<Option<AccountId>>,
) -> impl IntoView {
    let app = AppState::here();
    let before = StoredValue::new(account);
    let typed = Typed::from(before.get_value());
    let problem = RwSignal::new(None::<Problem>);
    let test = RwSignal::new(Test::None);
    let check = move || match typed.account(before.get_value()) {
        Ok(account) => {
            problem.set(None);
            Some(account)
        }
        Err(wrong) => {
            // The result of an earlier test no longer matters.
            test.set(Test::None);
            focus::focus_id(&field_id(wrong.0.text()));
            problem.set(Some(wrong));
            None
        }
    };
    let try_it = move |_| {
        if test.get_untracked() == Test::Task {
            return;
        }
        let Some(account) = check() else { return };
        let via = account.via();
        let secret = Secret::new(&typed.token.get_untracked());
        test.set(Test::Task);
        spawn_local(async move {
            let outcome = match app.accounts.test_connection(account, secret).await {
                Ok(Found::InAll(total)) => Test::Passed(words::connected(total)),
                Ok(Found::OnFirstPage(tickets)) => Test::Passed(words::connected_page(tickets)),
                Err(Error::NotFound) => Test::Failed(words::NOTHING_AT_ADDRESS.into()),
                Err(error) => Test::Failed(text::explain(&error, via).sentence),
            };
            test.try_set(outcome);
        });
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(account) = check() else { return };
        let id = account.id.clone();
        let secret = Secret::new(&typed.token.get_untracked());
        app.save_account(account, secret, typed.remember.get_untracked());
        app.notices.done(words::saved(&typed.name.get_untracked()), None);
        on_done.run(Some(id));
    };
    let give_up = move |_| on_done.run(before.with_value(|before| before.as_ref().map(|account| account.id.clone())));
    view! {
        <form class="account-form" novalidate on:submit=reactive::on(save)>
            <div class="dialog-body">
                <Fields typed problem/>
                {reactive::when(move || typed.is_insecure(before.get_value()), || view! {
                    <p class="warning" role="note">{text::connection::UNENCRYPTED.text()}</p>
                })}
            </div>
            <p class="form-problem" role="alert">
                {reactive::text(move || match test.get() {
                    Test::Failed(sentence) => sentence,
                    _ => problem.get().map(|(_, sentence)| sentence).unwrap_or_default(),
                })}
            </p>
            <p class="form-success" role="status">
                {reactive::text(move || match test.get() {
                    Test::Passed(sentence) => sentence,
                    Test::Task => words::TESTING.into(),
                    _ => String::new(),
                })}
            </p>
            <footer class="dialog-foot">
                <TextButton label=text::ticket::BACK kind="quiet" on_press=give_up/>
                <TextButton
                    label=words::TEST_CONNECTION
                    on_press=try_it
                />
                <TextButton label=words::SAVE_ACCOUNT kind="primary" submits=true/>
            </footer>
        </form>
    }
}

#[component]
fn Fields(typed: Typed, problem: RwSignal<Option<Problem>>) -> impl IntoView {
    let wrong = move |label: Phrase| {
        reactive::text(move || match problem.get() {
            Some((of, sentence)) if of == label => sentence,
            _ => String::new(),
        })
    };
    let vendor = typed.vendor;
    let vendors: Vec<Choosable> = VENDORS.iter().map(|vendor| Choosable::new(vendor.slug, vendor.name)).collect();
    let choose = Callback::new(move |word: String| {
        if let Some(chosen) = providers::vendor(&word) {
            typed.base_url.set(chosen.base_url.unwrap_or_default().to_owned());
            vendor.set(chosen);
        }
    });
    view! {
        <label class="field">
            <span aria-hidden="true">{words::PROVIDER.text()}</span>
            <Combobox
                label=words::PROVIDER
                value=reactive::text(move || vendor.get().name.to_owned())
                options=reactive::signal(move || vendors.clone())
                on_choose=choose
            />
        </label>
        <TextField label=NAME.text() value=typed.name hint=words::ACCOUNT_NAME_HINT.text() required=true problem=wrong(NAME)/>
        <TextField
            label=BASE_URL.text()
            value=typed.base_url
            required=true
            problem=wrong(BASE_URL)
            hint=reactive::text(move || vendor.get().base_url_example.to_owned())
        />
        <TextField
            label=PROXY.text()
            value=typed.proxy
            problem=wrong(PROXY)
            hint=words::cors_proxy_hint("{url}, {encoded_url}, {host}, {path}")
        />
        <TokenFields
            token=typed.token
            remember=typed.remember
            hint=reactive::text(move || vendor.get().token_hint.into())
        />
        <TextField label=text::dialogs::I_AM.text() value=typed.me hint=reactive::text(move || vendor.get().me_hint.into())/>
    }
}

impl Typed {
    fn from(account: Option<Account>) -> Self {
        let vendor = account.as_ref().map_or(VENDORS[0], |account| account.vendor);
        let text = |read: fn(&Account) -> String| account.as_ref().map(read).unwrap_or_default();
        let base_url = account.as_ref().map(|account| account.base_url.clone());
        Typed {
            vendor: RwSignal::new(vendor),
            name: RwSignal::new(text(|account| account.name.clone())),
            base_url: RwSignal::new(base_url.unwrap_or_else(|| vendor.base_url.unwrap_or_default().to_owned())),
            proxy: RwSignal::new(text(|it| {
                it.proxy.as_ref().map(|proxy| proxy.as_str().to_owned()).unwrap_or_default()
            })),
            token: RwSignal::new(String::new()),
            remember: RwSignal::new(false),
            me: RwSignal::new(text(|account| account.me.clone().unwrap_or_default())),
        }
    }

    /// Returns the account as typed, or what is invalid. Settings that the form does not show stay.
    fn account(&self, before: Option<Account>) -> Result<Account, Problem> {
        let vendor = self.vendor.get_untracked();
        let name = self.name.get_untracked().trim().to_owned();
        if name.is_empty() {
            return Err((NAME, text::config::missing(NAME.text())));
        }
        let base_url = config::parse_base_url(&self.base_url.get_untracked())
            .ok_or_else(|| (BASE_URL, text::config::bad_address(BASE_URL.text())))?;
        let proxy = self.proxy.get_untracked();
        let proxy = match proxy.trim() {
            "" => None,
            _ if base_url.starts_with('/') => {
                return Err((PROXY, text::config::proxy_needs_absolute_base(PROXY.text())));
            }
            template => {
                let wrong = |error| (PROXY, text::config::bad_proxy(PROXY.text(), text::proxy_problem(error)));
                Some(Proxy::parse(template).map_err(wrong)?)
            }
        };
        let me = Some(self.me.get_untracked().trim().to_owned()).filter(|me| !me.is_empty());
        Ok(match before {
            Some(before) => {
                let token_style = if before.vendor == vendor { before.token_style } else { vendor.token_style };
                Account { name, vendor, base_url, proxy, me, token_style, ..before }
            }
            None => Account {
                id: new_id(),
                name,
                vendor,
                base_url,
                proxy,
                proxy_headers: Vec::new(),
                auth: Auth::Token,
                token_style: vendor.token_style,
                me,
                people: Vec::new(),
                groups: Vec::new(),
                statuses: None,
                requests_per_minute: vendor.requests_per_minute,
                pictures: false,
            },
        })
    }

    fn is_insecure(&self, before: Option<Account>) -> bool {
        self.base_url.track();
        self.proxy.track();
        self.account(before).is_ok_and(|account| account.is_insecure())
    }
}

/// Returns an id for a new account: short enough for a link, and unique.
fn new_id() -> AccountId {
    let id = Uuid::new_v4().simple().to_string();
    format!("account-{}", &id[..8]).as_str().into()
}
