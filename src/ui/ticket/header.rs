//! The header of the ticket: subject, state, requester, account, and navigation.

use leptos::prelude::*;

use crate::domain::{Flag, Ticket};
use crate::state::AppState;
use crate::text::{self, ticket as words};
use crate::ui::commands::hint;
use crate::ui::controls::{Icon, IconButton, Moment};
use crate::ui::reactive;

/// The header of the open ticket.
#[component]
pub fn Head(ticket: Signal<Ticket>) -> impl IntoView {
    let app = AppState::here();
    let subject = move || match app.open.ticket() {
        Some(ticket) => text::subject(&ticket),
        None => words::number(&app.open.key().map(|key| key.id.to_string()).unwrap_or_default()),
    };
    let number = move || app.open.key().map(|key| short(key.id.as_str())).unwrap_or_default();
    let account = move || {
        let account = app.open.key().and_then(|key| app.accounts.find(&key.account));
        account.map(|account| account.name).unwrap_or_default()
    };
    let state = reactive::view(move || {
        ticket.with(Ticket::status).map(|state| {
            view! { <span class=format!("state {}", state.category.name())>{state.display()}</span> }
        })
    });
    let requester =
        move || ticket.with(|ticket| if ticket.requester.is_some() { text::requester(ticket) } else { String::new() });
    let star = reactive::view(move || {
        ticket.with(|ticket| ticket.flags.has(Flag::Starred)).then(|| {
            view! {
                <span class="star" title=words::STARRED.text()>
                    <Icon name="star"/>
                    <span class="hidden">{words::STARRED.text()}</span>
                </span>
            }
        })
    });
    let updated = reactive::view(move || ticket.with(Ticket::last_activity).map(|at| view! { <Moment at/> }));
    view! {
        <header class="ticket-head">
            <IconButton icon="back" label=words::BACK_TO_LIST key=hint("back") on_press=move |_| app.navigation.close()/>
            <div class="ticket-title">
                <h1 dir="auto">{reactive::text(subject)}</h1>
                <p class="meta">
                    {state}
                    {star}
                    <span dir="auto">{reactive::text(requester)}</span>
                    <span dir="auto">{reactive::text(account)}</span>
                    <span class="number">{reactive::text(number)}</span>
                    {updated}
                </p>
            </div>
            <div class="ticket-tools">
                <IconButton icon="up" label=words::PREVIOUS key=hint("previous") on_press=move |_| app.list.move_by(-1)/>
                <IconButton icon="down" label=words::NEXT key=hint("next") on_press=move |_| app.list.move_by(1)/>
                <IconButton icon="close" label=words::CLOSE_PANE key=hint("back") on_press=move |_| app.navigation.close()/>
            </div>
        </header>
    }
}

/// Returns a number as it is, and the beginning of a longer id. The details have all of it.
fn short(id: &str) -> String {
    if id.len() > 12 { format!("#{}…", id.chars().take(8).collect::<String>()) } else { format!("#{id}") }
}
