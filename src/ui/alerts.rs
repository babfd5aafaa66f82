//! What stands between the agent and the helpdesks: one banner for each account, with the next step.

use leptos::prelude::*;

use super::controls::{Icon, TextButton};
use super::{reactive, settings};
use crate::client::error::Error;
use crate::domain::AccountId;
use crate::state::accounts::alerts::Alert;
use crate::state::{AppState, Overlay};
use crate::text::{self, NextStep};

/// What is wrong with the accounts, one banner for each.
#[component]
pub fn AccountAlerts() -> impl IntoView {
    let app = AppState::here();
    let alerts = Memo::new(move |_| app.alerts());
    let name_of = |trouble: &Alert| {
        let account = trouble.account.as_ref().map(AccountId::as_str).unwrap_or_default();
        format!("{account} {}", text::explain(&trouble.error, true).sentence)
    };
    reactive::each(
        move || alerts.with(|alerts| alerts.iter().map(name_of).collect()),
        move |name| {
            let of = move |name: &str| alerts.with(|alerts| alerts.iter().find(|it| name_of(it) == name).cloned());
            let trouble = untrack(|| of(&name))?;
            let named = name.clone();
            let rest = reactive::text(move || {
                of(&named).and_then(|it| it.seconds).map(text::connection::resuming_in).unwrap_or_default()
            });
            let unsent = reactive::text(move || {
                of(&name)
                    .map(|it| it.unsent)
                    .filter(|count| *count > 0)
                    .map(text::connection::unsent)
                    .unwrap_or_default()
            });
            let account = StoredValue::new(trouble.account.clone());
            let on_retry = Callback::new(move |()| {
                let accounts = app.accounts.list_now().into_iter().map(|account| account.id);
                for id in accounts.filter(|id| account.get_value().is_none_or(|it| it == *id)) {
                    app.accounts.wake(&id);
                    app.list.retry(&id);
                }
            });
            Some(view! {
                <Failure error=trouble.error account=trouble.account on_retry>
                    <span role="timer" aria-live="off">{rest}</span>
                    " "
                    <span>{unsent}</span>
                </Failure>
            })
        },
    )
}

/// That tickets came which are not among the rows yet: rows never move by themselves.
#[component]
pub fn News() -> impl IntoView {
    let list = AppState::here().list;
    let count = reactive::text(move || text::count(list.news.with(|news| news.len()), "new ticket", "new tickets"));
    view! {
        <div class="news" role="status">
            {reactive::view(move || view! { <TextButton label=count.get() icon="refresh" on_press=move |_| list.refresh()/> })}
        </div>
    }
}

/// An error where the thing is, with the next step as a button.
#[component]
pub fn Failure(
    /// What went wrong.
    error: Error,
    /// In which account; `None` if in all of them.
    #[prop(into)]
    account: Option<AccountId>,
    /// Tries the same again.
    on_retry: Callback<()>,
    /// What else there is to say.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let app = AppState::here();
    let known = account.as_ref().and_then(|id| untrack(|| app.accounts.find(id)));
    let proxied = known.as_ref().is_some_and(|account| account.proxy.is_some());
    let explanation = text::explain(&error, proxied);
    // Where there are several accounts, it says which one it is.
    let is_one = untrack(|| app.accounts.list().len() < 2);
    let name = known.filter(|_| !is_one).map(|account| view! { <strong dir="auto">{account.name}</strong> });
    let step = explanation.next;
    let act = move |_| match step {
        NextStep::Retry => on_retry.run(()),
        NextStep::Settings => settings::open(app),
        NextStep::Token => app.overlay.set(account.clone().map(Overlay::Token)),
        NextStep::Nothing => {}
    };
    // A pause that a helpdesk asked for is over when it says so, and a network is back when it is back.
    let can_act = !matches!(error, Error::RateLimited | Error::Offline);
    view! {
        <div class="failure" role="alert">
            <Icon name="warning"/>
            <p>{name} " " {explanation.sentence} " " {children.map(|children| children())}</p>
            {step_label(step).filter(|_| can_act).map(|label| view! { <TextButton label=label on_press=act/> })}
            {(step == NextStep::Settings).then(|| view! {
                <TextButton label="Try again" kind="quiet" on_press=move |_| on_retry.run(())/>
            })}
            {(step != NextStep::Nothing).then(|| view! {
                <TextButton label="Request log" kind="quiet" on_press=move |_| app.overlay.set(Some(Overlay::Requests))/>
            })}
        </div>
    }
}

/// The words on the button for a next step.
fn step_label(next: NextStep) -> Option<&'static str> {
    match next {
        NextStep::Retry => Some("Try again"),
        NextStep::Settings => Some("Open Settings"),
        NextStep::Token => Some("Enter a token"),
        NextStep::Nothing => None,
    }
}
