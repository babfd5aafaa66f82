//! The panes side by side, or one at a time on a narrow screen, and what lies over them.

use leptos::prelude::*;

use super::controls::{Icon, TextButton};
use super::inbox::{InboxPane, step_label};
use super::later::{self, Part};
use super::live;
use super::notices::NoticeList;
use super::settings;
use super::ticket::TicketPane;
use super::views::ViewsPane;
use crate::client::config::{Problem, ProblemKind};
use crate::client::error::Error;
use crate::domain::AccountId;
use crate::state::Desk;
use crate::text::{self, NextStep};

/// The whole screen.
#[component]
pub fn Shell(
    /// What was wrong with the configuration.
    problems: Vec<Problem>,
) -> impl IntoView {
    let desk = Desk::here();
    let pane = move || if desk.open.key().is_some() { "ticket" } else { "list" }.to_owned();
    let overlay = live::view(move || desk.overlay.get().map(|overlay| later::draw(Part::Over(overlay))));
    view! {
        <div class="shell" data-pane=live::text(pane) class:shows-views=live::flag(move || desk.shows_views.get())>
            {(!problems.is_empty()).then(|| later::draw(Part::Problems(problems)))}
            <ViewsPane/>
            <div class="scrim" on:click=live::on(move |_| desk.shows_views.set(false))></div>
            <main class="panes">
                <InboxPane/>
                <TicketPane/>
            </main>
            <NoticeList/>
            {live::when(move || !desk.inbox.view().without.is_empty(), || later::draw(Part::Errands))}
            {overlay}
        </div>
    }
}

/// What was wrong with the configuration, until it is dismissed. What is merely unknown is for the
/// deployer's console.
#[component]
pub fn ConfigProblems(
    /// All of them.
    problems: Vec<Problem>,
) -> impl IntoView {
    let (warnings, errors): (Vec<Problem>, Vec<Problem>) =
        problems.into_iter().partition(|problem| problem.kind == ProblemKind::Unknown);
    for warning in warnings {
        leptos::logging::warn!("config.json: {}", text::problem(&warning));
    }
    let is_shown = RwSignal::new(!errors.is_empty());
    let sentences = StoredValue::new(errors.iter().map(text::problem).collect::<Vec<_>>());
    view! {
        {live::when(move || is_shown.get(), move || view! {
            <div class="banner" role="alert">
                <Icon name="warning"/>
                <div>
                    <strong>"The configuration has a problem."</strong>
                    {sentences.get_value().into_iter().map(|sentence| view! { <p>{sentence}</p> }.into_any()).collect_view()}
                </div>
                <TextButton label="Dismiss" on_press=move |_| is_shown.set(false)/>
            </div>
        })}
    }
}

/// An error where the thing is, with the next step as a button.
#[component]
pub fn Failure(
    /// What went wrong.
    error: Error,
    /// In which account.
    account: AccountId,
    /// Tries the same again.
    on_retry: Callback<()>,
) -> impl IntoView {
    let desk = Desk::here();
    let known = untrack(|| desk.accounts.find(&account));
    let proxied = known.as_ref().is_some_and(|account| account.proxy.is_some());
    let explanation = text::explain(&error, proxied);
    // Where there are several accounts, it says which one it is.
    let is_one = untrack(|| desk.accounts.list().len() < 2);
    let name = known.filter(|_| !is_one).map(|account| view! { <strong dir="auto">{account.name}</strong> });
    let step = explanation.next;
    let act = move |_| match step {
        NextStep::Retry => on_retry.run(()),
        NextStep::Settings => settings::open(desk),
        NextStep::Token => {
            desk.accounts.forget_token(&account);
            desk.navigation.ask_token(&account);
        }
        NextStep::Nothing => {}
    };
    view! {
        <div class="failure" role="alert">
            <Icon name="warning"/>
            <p>{name} " " {explanation.sentence}</p>
            {step_label(step).map(|label| view! { <TextButton label=label on_press=act/> })}
            {(step == NextStep::Settings).then(|| view! {
                <TextButton label="Try again" kind="quiet" on_press=move |_| on_retry.run(())/>
            })}
        </div>
    }
}
