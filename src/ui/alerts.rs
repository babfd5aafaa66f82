//! Alerts: what is wrong with an account, with the next step, and how many new tickets arrived.

use leptos::prelude::*;

use super::controls::{Icon, TextButton};
use super::{reactive, settings};
use crate::client::account::{Account, Via};
use crate::client::error::Error;
use crate::domain::AccountId;
use crate::domain::Phrase;
use crate::state::accounts::alerts::Alert;
use crate::state::{AppState, Overlay};
use crate::text::{self, NextStep, actions, list};

/// The alerts of the accounts, one banner for each.
#[component]
pub fn AccountAlerts() -> impl IntoView {
    let app = AppState::here();
    let alerts = Memo::new(move |_| app.alerts());
    let key_of = |alert: &Alert| {
        let account = alert.account.as_ref().map(AccountId::as_str).unwrap_or_default();
        format!("{account} {}", text::explain(&alert.error, Via::Direct).sentence)
    };
    reactive::each(
        move || alerts.with(|alerts| alerts.iter().map(key_of).collect()),
        move |key| {
            let of = move |key: &str| alerts.with(|alerts| alerts.iter().find(|it| key_of(it) == key).cloned());
            let alert = untrack(|| of(&key))?;
            let same_key = key.clone();
            let rest = reactive::text(move || {
                of(&same_key).and_then(|it| it.seconds).map(text::connection::resuming_in).unwrap_or_default()
            });
            let unsent = reactive::text(move || {
                of(&key)
                    .map(|it| it.unsent)
                    .filter(|count| *count > 0)
                    .map(text::connection::unsent)
                    .unwrap_or_default()
            });
            let account = StoredValue::new(alert.account.clone());
            let on_retry = Callback::new(move |()| {
                let accounts = app.accounts.list_now().into_iter().map(|account| account.id);
                for id in accounts.filter(|id| account.get_value().is_none_or(|it| it == *id)) {
                    app.accounts.wake(&id);
                    app.list.retry(&id);
                }
            });
            Some(view! {
                <Failure error=alert.error account=alert.account on_retry>
                    <span role="timer" aria-live="off">{rest}</span>
                    " "
                    <span>{unsent}</span>
                </Failure>
            })
        },
    )
}

/// The button that shows the tickets which arrived since the list was loaded. Rows never move without it.
#[component]
pub fn Arrivals() -> impl IntoView {
    let list = AppState::here().list;
    let count = reactive::text(move || list::arrivals(list.arrivals.with(|arrivals| arrivals.len())));
    view! {
        <div class="news" role="status">
            {reactive::view(move || view! { <TextButton label=count.get() icon="refresh" on_press=move |_| list.refresh()/> })}
        </div>
    }
}

/// An error in the place of what failed, with the next step as a button.
#[component]
pub fn Failure(
    /// The error.
    error: Error,
    /// The account; `None` if the error is about all of them.
    #[prop(into)]
    account: Option<AccountId>,
    /// Called to try again.
    on_retry: Callback<()>,
    /// What follows the sentence about the error.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let app = AppState::here();
    let known = account.as_ref().and_then(|id| untrack(|| app.accounts.find(id)));
    let via = known.as_ref().map_or(Via::Direct, Account::via);
    let explanation = text::explain(&error, via);
    // With several accounts, the sentence begins with the name of this one.
    let is_one = untrack(|| app.accounts.list().len() < 2);
    let name = known.filter(|_| !is_one).map(|account| view! { <strong dir="auto">{account.name}</strong> });
    let step = explanation.next;
    let act = move |_| match step {
        NextStep::Retry => on_retry.run(()),
        NextStep::Settings => settings::open(app),
        NextStep::Token => app.overlay.set(account.clone().map(Overlay::Token)),
        NextStep::Nothing => {}
    };
    // Trying again is no help against a rate limit or a missing network.
    let can_act = !matches!(error, Error::RateLimited | Error::Offline);
    view! {
        <div class="failure" role="alert">
            <Icon name="warning"/>
            <p>{name} " " {explanation.sentence} " " {children.map(|children| children())}</p>
            {step_label(step).filter(|_| can_act).map(|label| view! { <TextButton label on_press=act/> })}
            {(step == NextStep::Settings).then(|| view! {
                <TextButton label=actions::TRY_AGAIN kind="quiet" on_press=move |_| on_retry.run(())/>
            })}
            {(step != NextStep::Nothing).then(|| view! {
                <TextButton label=actions::REQUEST_LOG kind="quiet" on_press=move |_| app.overlay.set(Some(Overlay::Requests))/>
            })}
        </div>
    }
}

/// Returns the label of the button for a next step.
fn step_label(next: NextStep) -> Option<Phrase> {
    match next {
        NextStep::Retry => Some(actions::TRY_AGAIN),
        NextStep::Settings => Some(actions::OPEN_SETTINGS),
        NextStep::Token => Some(actions::ENTER_TOKEN),
        NextStep::Nothing => None,
    }
}
