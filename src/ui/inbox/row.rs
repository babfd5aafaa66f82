//! One row of the list: who, when, what.

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;

use super::grid::GridFocus;
use crate::domain::{Label, Ticket, TicketKey, Unreadable};
use crate::platform::focus;
use crate::state::Desk;
use crate::state::inbox::Row;
use crate::text;
use crate::ui::controls::{Avatar, Icon, Moment};
use crate::ui::ticket::LabelChip;

/// What a row must know about the list it is in.
#[derive(Clone)]
pub struct RowContext {
    /// Whether a ticket is the current one.
    pub current: Selector<Option<TicketKey>>,
    /// When to take the focus.
    pub focus: GridFocus,
    /// Whether rows name the account.
    pub shows_account: Signal<bool>,
}

/// One row.
#[component]
pub fn TicketRow(
    /// What it shows.
    row: Row,
    /// Its place among the rows in sight, which changes as others come and go.
    place: Memo<Option<usize>>,
    /// How high it is, in pixels.
    height: Signal<f64>,
    /// The list it is in.
    context: RowContext,
) -> impl IntoView {
    let desk = Desk::here();
    let node = NodeRef::<html::Div>::new();
    let key = StoredValue::new(row.key.clone());
    let is_current = {
        let current = context.current.clone();
        move || current.selected(&Some(key.get_value()))
    };
    let is_selected = move || desk.inbox.selection.with(|selection| selection.contains(&key.get_value()));
    let is_open = move || desk.open.key().as_ref() == Some(&key.get_value());

    let (wants_focus, grid_focus) = (is_current.clone(), context.focus);
    Effect::new(move |_| {
        // The grid asks for the focus whenever a key moved; the row that is current takes it.
        grid_focus.track();
        if wants_focus()
            && let Some(node) = node.get()
            && grid_focus.take()
        {
            focus::focus(&node);
        }
    });
    let on_click = move |event: MouseEvent| {
        if event.ctrl_key() || event.meta_key() {
            return;
        }
        event.prevent_default();
        if event.shift_key() {
            desk.inbox.extend_to(&key.get_value());
        } else {
            desk.inbox.move_to(key.get_value());
            desk.navigation.open(key.get_value());
        }
    };
    let current = is_current.clone();
    let tab = is_current;
    view! {
        <div
            node_ref=node
            class="row"
            role="row"
            aria-rowindex=move || place.get().map(|place| place + 2)
            aria-current=move || current().then_some("true")
            aria-selected=move || is_selected().to_string()
            tabindex=move || if tab() { "0" } else { "-1" }
            class:open=is_open
            style:transform=move || format!("translateY({}px)", place.get().unwrap_or(0) as f64 * height.get())
            on:click=on_click
        >
            {match row.problem {
                Some(problem) => view! { <Unread problem/> }.into_any(),
                None => view! { <Cells shows_account=context.shows_account key is_selected=Signal::derive(is_selected)/> }.into_any(),
            }}
        </div>
    }
}

/// A row whose ticket could not be read.
#[component]
fn Unread(problem: Unreadable) -> impl IntoView {
    view! {
        <div role="gridcell" class="cell-select"></div>
        <div role="gridcell" class="cell-ticket unreadable">
            <p class="who">
                <Icon name="warning"/>
                {format!("Ticket {} could not be read", problem.id)}
            </p>
            <p class="what">{format!("At {}: {}", problem.place, problem.problem)}</p>
        </div>
    }
}

/// The cells of a row with a ticket.
#[component]
fn Cells(shows_account: Signal<bool>, key: StoredValue<TicketKey>, is_selected: Signal<bool>) -> impl IntoView {
    let desk = Desk::here();
    let Some(signal) = desk.tickets.signal(&key.get_value()) else { return ().into_any() };
    let ticket = Signal::derive(move || signal.get());
    let subject = Memo::new(move |_| ticket.with(text::subject));
    let requester = Memo::new(move |_| ticket.with(text::requester));
    let state = Memo::new(move |_| ticket.with(|ticket| ticket.state.clone()));
    let labels = Memo::new(move |_| ticket.with(|ticket| ticket.labels.clone()));
    let assignee = Memo::new(move |_| ticket.with(|ticket| ticket.assignee.clone()));
    let activity = Memo::new(move |_| ticket.with(Ticket::last_activity));
    let is_unread = move || state.with(|state| state.as_ref().is_some_and(|state| state.tone.name() == "unread"));
    let account = key.with_value(|key| key.account.clone());
    let account_name = move || {
        let shows = shows_account.get();
        shows.then(|| desk.accounts.find(&account).map(|account| view! { <span class="account">{account.name}</span> }))
    };
    let assignee_account = key.with_value(|key| key.account.clone());
    view! {
        <div role="gridcell" class="cell-select">
            <label class="tick" on:click=|event| event.stop_propagation()>
                <input
                    type="checkbox"
                    tabindex="-1"
                    aria-label=move || format!("Select {}", subject.get())
                    prop:checked=move || is_selected.get()
                    on:change=move |_| desk.inbox.toggle(&key.get_value())
                />
            </label>
        </div>
        <div role="gridcell" class="cell-ticket" class:unread=is_unread>
            <p class="who">
                <span class="requester" dir="auto">{move || requester.get()}</span>
                {account_name}
                <span class="when">{move || activity.get().map(|at| view! { <Moment at/> })}</span>
            </p>
            <p class="what">
                <a class="subject" dir="auto" tabindex="-1" href=move || desk.navigation.link_to(&key.get_value())>
                    {move || subject.get()}
                </a>
                {move || state.get().map(|state| view! {
                    <span class=format!("state {}", state.tone.name())>{state.display()}</span>
                })}
            </p>
            <p class="more">
                <span class="summary" dir="auto">{move || ticket.with(|ticket| ticket.summary.clone())}</span>
                <span class="chips">
                    {move || labels.get().iter().take(3).map(|label: &Label| {
                        view! { <LabelChip label=label.clone()/> }
                    }).collect_view()}
                </span>
                {move || assignee.get().map(|person| {
                    let person = desk.accounts.known(&assignee_account, &person);
                    let name = format!("Assigned to {}", person.display());
                    let title = name.clone();
                    view! {
                        <span class="assignee" title=title>
                            <Avatar person/>
                            <span class="hidden">{name}</span>
                        </span>
                    }
                })}
            </p>
        </div>
    }
    .into_any()
}
