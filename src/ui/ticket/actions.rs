//! Actions on a ticket with one press: its flags, completing it, taking it over. Each exists only if the account's API
//! supports it.

use leptos::prelude::*;

use crate::domain::{Capabilities, Flag, Intent, Ticket, TicketField, TicketKey};
use crate::state::AppState;
use crate::text::{self, ticket as words};
use crate::ui::commands::hint;
use crate::ui::controls::{Icon, TextButton};
use crate::ui::reactive;

/// The buttons of one ticket.
#[component]
pub fn Actions(
    key: StoredValue<TicketKey>,
    ticket: Signal<Ticket>,
    capabilities: StoredValue<Capabilities>,
) -> impl IntoView {
    let app = AppState::here();
    let carry = move |intent| app.carry_out(intent, vec![key.get_value()]);
    let completes = capabilities.with_value(Capabilities::completes);
    let takes_over = capabilities.with_value(Capabilities::can_take_over);
    let mut flags = Flag::ALL.to_vec();
    flags.retain(|flag| capabilities.with_value(|can| can.can_change(TicketField::Flag(*flag))));
    if !completes && !takes_over && flags.is_empty() {
        return ().into_any();
    }
    let state = move || ticket.with(|ticket| ticket.state.as_ref().map(|state| state.display()).unwrap_or_default());
    let flag = |flag| view! { <FlagButton flag key ticket/> }.into_any();
    view! {
        <div class="actions" role="group" aria-label=words::ACTIONS.text()>
            {completes.then(|| view! {
                <span class="state-text">{reactive::text(state)}</span>
                <TextButton
                    label=words::COMPLETE
                    icon="check"
                    key=hint("finish")
                    on_press=move |_| carry(Intent::Finish)
                />
            })}
            {takes_over.then(|| view! {
                <TextButton
                    label=text::commands::TAKE_OVER
                    icon="mine"
                    on_press=move |_| carry(Intent::TakeOver)
                />
            })}
            {flags.into_iter().map(flag).collect_view()}
        </div>
    }
    .into_any()
}

/// The switch of one flag.
#[component]
fn FlagButton(flag: Flag, key: StoredValue<TicketKey>, ticket: Signal<Ticket>) -> impl IntoView {
    let app = AppState::here();
    let is_on = move || ticket.with(|ticket| ticket.flags.has(flag));
    let switch = move |_| key.with_value(|key| app.toggle(key, TicketField::Flag(flag)));
    let icon = match flag {
        Flag::Starred => "star",
        Flag::Answered => "check",
        Flag::Archived => "closed",
        Flag::Spam => "spam",
        Flag::Trash => "tray",
    };
    view! {
        <button
            type="button"
            class="button flag"
            aria-pressed=reactive::text(move || is_on().to_string())
            on:click=reactive::on(switch)
        >
            <Icon name=icon/>
            <span>{text::field(TicketField::Flag(flag)).text()}</span>
        </button>
    }
}
