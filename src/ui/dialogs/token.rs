//! Asks for the token of an account, in the place of its rows.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::client::account::Auth;
use crate::client::secret::Secret;
use crate::domain::AccountId;
use crate::platform::storage;
use crate::state::AppState;
use crate::text::{self, dialogs};
use crate::ui::controls::{Check, Dialog, TextButton, TextField};
use crate::ui::reactive;

/// The form "Token needed".
#[component]
pub fn TokenForm(
    /// Whose token.
    account: AccountId,
    /// Whether there was one and the helpdesk refused it.
    is_refused: bool,
    /// What follows once there is another one.
    #[prop(optional)]
    on_used: Option<Callback<()>>,
) -> impl IntoView {
    let app = AppState::here();
    let token = RwSignal::new(String::new());
    let remember = RwSignal::new(false);
    let known = untrack(|| app.accounts.find(&account));
    let name = known.as_ref().map(|account| account.name.clone()).unwrap_or_default();
    if known.as_ref().is_some_and(|account| account.auth == Auth::Embedder) {
        let sentence = token_from_portal(&name, is_refused, app.navigation.frame().0);
        return view! { <div class="token-form" role="status"><p>{sentence}</p></div> }.into_any();
    }
    // The person who types the token may not be the one who set up the account.
    let warning = known.as_ref().filter(|account| account.is_insecure()).map(|account| {
        view! { <p class="warning" role="note">{text::connection::UNENCRYPTED.text()} " " {dialogs::sent_through(account.endpoint())}</p> }
    });
    let hint = known.map(|account| account.vendor.token_hint.text()).unwrap_or_default();
    let sentence = if is_refused { dialogs::token_refused(&name) } else { dialogs::enter_token(&name) };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(secret) = Secret::new(&token.get_untracked()) {
            app.accounts.use_token(&account, secret, remember.get_untracked());
            on_used.inspect(|on_used| on_used.run(()));
        }
    };
    view! {
        <form class="token-form" aria-label=dialogs::TOKEN_NEEDED.text() on:submit=reactive::on(on_submit)>
            <h2>{dialogs::TOKEN_NEEDED.text()}</h2>
            <p role=is_refused.then_some("alert")>{sentence}</p>
            {warning}
            <TokenFields token remember hint/>
            <TextButton
                label=dialogs::USE_TOKEN
                kind="primary"
                submits=true
                disabled=reactive::flag(move || token.with(|token| token.trim().is_empty()))
            />
        </form>
    }
    .into_any()
}

/// The question for another token, over what is in sight.
#[component]
pub fn TokenDialog(
    /// Whose token.
    account: AccountId,
    /// It is over; whether there is another token.
    on_done: Callback<bool>,
) -> impl IntoView {
    let app = AppState::here();
    let name = untrack(|| app.accounts.find(&account)).map(|account| account.name).unwrap_or_default();
    let is_refused = untrack(|| app.accounts.is_token_refused(&account) || app.accounts.has_token(&account));
    view! {
        <Dialog title=name class="narrow" on_close=Callback::new(move |()| on_done.run(false))>
            <TokenForm account is_refused on_used=Callback::new(move |()| on_done.run(true))/>
        </Dialog>
    }
}

/// The field for a token, and whether to remember it.
#[component]
pub fn TokenFields(
    /// What is typed.
    token: RwSignal<String>,
    /// Whether it stays on the device.
    remember: RwSignal<bool>,
    /// Where an agent finds it.
    #[prop(into)]
    hint: Signal<String>,
) -> impl IntoView {
    view! {
        <TextField label=dialogs::API_TOKEN.text() value=token hint=hint kind="password" autocomplete="current-password"/>
        {if storage::is_available() {
            view! {
                <Check label=dialogs::REMEMBER.text() checked=remember on_change=move |is_on| remember.set(is_on)/>
                <small class="field-note">
                    {dialogs::REMEMBER_HINT.text()}
                </small>
            }
            .into_any()
        } else {
            view! { <small class="field-note">{text::connection::NOTHING_STORED.text()}</small> }.into_any()
        }}
    }
}

/// Says that the page around the app provides the token, and what happens next.
fn token_from_portal(account: &str, is_refused: bool, is_framed: bool) -> String {
    match (is_framed, is_refused) {
        (true, true) => text::connection::token_refused_in_portal(account),
        (true, false) => text::connection::token_asked_from_portal(account),
        (false, _) => text::connection::token_only_in_portal(account),
    }
}
