//! What stands above a conversation: its length, the requester, and all facts.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::attachments::Attachments;
use super::facts::Facts;
use super::plain_text::PlainText;
use crate::domain::{Query, Ticket, TicketField};
use crate::routes::Scope;
use crate::state::AppState;
use crate::state::ticket::customers;
use crate::text::{self, ticket as words};
use crate::ui::controls::{Avatar, Moment, TextButton, is_plain};
use crate::ui::reactive;

/// The line above the conversation, and the details below it.
#[component]
pub fn About(ticket: Signal<Ticket>) -> impl IntoView {
    let app = AppState::here();
    let person = move || ticket.with(|ticket| ticket.requester.clone()).unwrap_or_default();
    let count = reactive::text(move || {
        let messages = ticket.with(|ticket| ticket.messages);
        messages.map(text::messages::count).unwrap_or_default()
    });
    let of_customer = move || Query::default().with(TicketField::Customer, person().id);
    let can_ask = move || {
        let account = ticket.with(|ticket| ticket.key.account.clone());
        app.accounts.capabilities(&account).customers
    };
    // A customer belongs to one account, even if another has one with the same id.
    let scope = move || {
        let account = ticket.with(|ticket| ticket.key.account.clone());
        (app.accounts.list().len() > 1).then_some(Scope::One(account))
    };
    let customer_link = reactive::text(move || {
        let mut route = app.navigation.route();
        route.query = of_customer();
        route.scope = scope();
        route.ticket = None;
        format!("?{}", route.print())
    });
    // Inside the page: loading it anew would forget a token that is in memory only.
    let show_customer = move |event: MouseEvent| {
        if is_plain(&event) {
            event.prevent_default();
            app.navigation.show(untrack(scope), untrack(of_customer));
        }
    };
    let all_of = move || words::all_of(ticket.with(text::requester));
    view! {
        <div class="about">
            <span>{count}</span>
            <a class="link" href=customer_link on:click=reactive::on(show_customer)>{reactive::text(all_of)}</a>
            {reactive::when(can_ask, move || view! { <AboutRequester ticket/> })}
        </div>
        <Facts ticket/>
    }
}

/// The start of the conversation as the ticket has it: until its messages are loaded, and where
/// there are none.
#[component]
pub fn Beginning(ticket: Signal<Ticket>) -> impl IntoView {
    let person = move || ticket.with(|ticket| ticket.requester.clone()).unwrap_or_default();
    let name = move || ticket.with(text::requester);
    view! {
        <article class="message" aria-label=reactive::text(move || text::messages::start(name()))>
            <header>
                {reactive::view(move || view! { <Avatar person=person()/> })}
                <p class="author">
                    <strong dir="auto">{reactive::text(name)}</strong>
                    <span class="address" dir="ltr">{reactive::text(move || person().email)}</span>
                </p>
                <span class="when">
                    {reactive::view(move || ticket.with(|ticket| ticket.created_at).map(|at| view! { <Moment at/> }))}
                </span>
            </header>
            {reactive::view(move || view! { <PlainText text=ticket.with(beginning)/> })}
            {reactive::view(move || {
                let (key, content) = ticket.with(|ticket| (ticket.key.clone(), ticket.content.clone()));
                let files = content.map(|content| content.attachments).unwrap_or_default();
                view! { <Attachments files account=key.account/> }
            })}
        </article>
    }
}

/// Returns the first message: all of it where the API has it, else its beginning.
fn beginning(ticket: &Ticket) -> String {
    let text = ticket.content.as_ref().map(|content| content.text.trim()).filter(|text| !text.is_empty());
    text.map_or_else(|| ticket.summary.clone(), str::to_owned)
}

/// The button that loads the customer details into the facts.
#[component]
fn AboutRequester(ticket: Signal<Ticket>) -> impl IntoView {
    let app = AppState::here();
    let is_asking = RwSignal::new(false);
    let ask = move |_| {
        let key = ticket.with_untracked(|ticket| ticket.key.clone());
        is_asking.set(true);
        spawn_local(async move {
            customers::load(app, key).await;
            is_asking.try_set(false);
        });
    };
    view! { <TextButton label=words::CUSTOMER_DETAILS kind="quiet" disabled=is_asking on_press=ask/> }
}
