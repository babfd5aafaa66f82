//! The question for an account's token, in the place of its rows.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::client::secret::Secret;
use crate::domain::AccountId;
use crate::state::Desk;

/// The form "Token needed".
#[component]
pub fn TokenForm(
    /// Whose token.
    account: AccountId,
    /// Whether there was one and the helpdesk refused it.
    is_refused: bool,
) -> impl IntoView {
    let desk = Desk::here();
    let token = RwSignal::new(String::new());
    let remember = RwSignal::new(false);
    let known = desk.accounts.find(&account);
    let name = known.as_ref().map(|account| account.name.clone()).unwrap_or_default();
    let hint = known.map(|account| account.vendor.token_hint).unwrap_or_default();
    let sentence = if is_refused {
        format!(
            "The helpdesk refused this token for {name}. Enter another one here; everything else about the account is in Settings."
        )
    } else {
        format!("Enter the API token of {name}. It is sent to this helpdesk and its proxy only.")
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(secret) = Secret::new(&token.get_untracked()) {
            desk.accounts.use_token(&account, secret, remember.get_untracked());
        }
    };
    view! {
        <form class="token-form" aria-label="Token needed" on:submit=on_submit>
            <h2>"Token needed"</h2>
            <p role=is_refused.then_some("alert")>{sentence}</p>
            <TokenFields token remember hint/>
            <button type="submit" class="button primary" disabled=move || token.with(|token| token.trim().is_empty())>
                "Use token"
            </button>
        </form>
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
    hint: &'static str,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>"API token"</span>
            <input
                type="password"
                autocomplete="current-password"
                spellcheck="false"
                prop:value=move || token.get()
                on:input=move |event| token.set(event_target_value(&event))
            />
            <small>{hint}</small>
        </label>
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || remember.get()
                on:change=move |event| remember.set(event_target_checked(&event))
            />
            <span>"Remember on this device"</span>
        </label>
        <small class="field-note">
            "Without it the token stays in memory until this page is closed. With it, anybody who can use this browser can read it."
        </small>
    }
}
