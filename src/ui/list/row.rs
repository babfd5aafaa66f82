//! One row of the list.

use leptos::ev::{FocusEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::grid_focus::GridFocus;
use crate::domain::{Label, StateCategory, Ticket, TicketKey, Unreadable};
use crate::platform::focus;
use crate::state::AppState;
use crate::state::list::Row;
use crate::text::{self, list as words};
use crate::ui::controls::{Avatar, Icon, Moment};
use crate::ui::deferred::{self, Part};
use crate::ui::reactive;
use crate::ui::ticket::LabelChip;

/// What a row needs from its list.
#[derive(Clone)]
pub struct RowContext {
    /// Selects the current ticket.
    pub current: Selector<Option<TicketKey>>,
    /// Requests to focus the current row.
    pub focus: GridFocus,
    /// Whether rows show the account.
    pub shows_account: Signal<bool>,
}

/// One row.
#[component]
pub fn TicketRow(
    /// The row.
    row: Row,
    /// Its height in pixels.
    height: Signal<usize>,
    /// What it needs from its list.
    context: RowContext,
) -> impl IntoView {
    let app = AppState::here();
    let node = NodeRef::<html::Div>::new();
    let key = StoredValue::new(row.key.clone());
    // Its place changes when other rows come and go.
    let place = move || app.list.place(&key.get_value());
    let is_current = {
        let current = context.current.clone();
        move || current.selected(&Some(key.get_value()))
    };
    let is_selected = move || app.list.selection.with(|selection| selection.contains(&key.get_value()));
    let is_open = move || app.open.key().as_ref() == Some(&key.get_value());

    let (wants_focus, grid_focus) = (is_current.clone(), context.focus);
    Effect::new(move |_| {
        // Keys that move request the focus, and the current row takes it.
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
            app.list.extend_to(&key.get_value());
        } else {
            app.list.move_to(key.get_value());
            app.navigation.open(key.get_value());
        }
    };
    // The keys of a screen reader move the focus from row to row, and the focused row becomes the current one. A pointer
    // also moves the focus, but its click is handled above.
    let on_focus = move |_: FocusEvent| {
        let is_other = untrack(|| app.list.current()) != Some(key.get_value());
        if is_other && !node.get_untracked().is_some_and(|node| focus::is_pressed(&node)) {
            app.list.move_to(key.get_value());
        }
    };
    let current = is_current.clone();
    let tab = is_current;
    view! {
        <div
            node_ref=node
            class="row"
            role="row"
            aria-rowindex=reactive::maybe(move || place().map(|place| (place + 2).to_string()))
            aria-current=reactive::maybe(move || current().then(|| "true".to_owned()))
            aria-selected=reactive::text(move || is_selected().to_string())
            tabindex=reactive::text(move || if tab() { "0" } else { "-1" }.to_owned())
            class:open=reactive::flag(is_open)
            style:transform=reactive::text(move || format!("translateY({}px)", place().unwrap_or(0) * height.get()))
            on:click=reactive::on(on_click)
            on:focus=reactive::on(on_focus)
        >
            {match row.problem {
                Some(problem) => view! { <UnreadableCells problem/> }.into_any(),
                None => view! { <Cells shows_account=context.shows_account key is_selected=reactive::flag(is_selected)/> }.into_any(),
            }}
        </div>
    }
}

/// The cells of a row whose ticket could not be read.
#[component]
fn UnreadableCells(problem: Unreadable) -> impl IntoView {
    view! {
        <div role="gridcell" class="cell-select"></div>
        <div role="gridcell" class="cell-ticket unreadable">
            <p class="who">
                <Icon name="warning"/>
                {words::UNREADABLE.text()}
            </p>
            <p class="what">{words::unreadable_at(&problem.place, &problem.problem)}</p>
        </div>
    }
}

/// The cells of a row with a ticket.
#[component]
fn Cells(shows_account: Signal<bool>, key: StoredValue<TicketKey>, is_selected: Signal<bool>) -> impl IntoView {
    let app = AppState::here();
    let Some(signal) = app.tickets.signal(&key.get_value()) else { return ().into_any() };
    let ticket = reactive::signal(move || signal.get());
    let state = move || ticket.with(Ticket::status);
    let is_unread = move || state().is_some_and(|state| state.category == StateCategory::Unread);
    let account = key.with_value(|key| key.account.clone());
    let account_name = reactive::when(
        move || shows_account.get(),
        move || {
            app.accounts.find(&account).map(|account| view! { <span class="account" dir="auto">{account.name}</span> })
        },
    );
    // The text of the row does not show why it matches.
    let found = reactive::when(
        move || app.list.is_found_remotely(&key.get_value()),
        || view! { <span class="found">{words::FOUND_BY_HELPDESK.text()}</span> },
    );
    let assignee_account = key.with_value(|key| key.account.clone());
    view! {
        <div role="gridcell" class="cell-select">
            <label class="tick" on:click=reactive::on(|event: MouseEvent| event.stop_propagation())>
                <input
                    type="checkbox"
                    tabindex="-1"
                    aria-label=reactive::text(move || words::select(&ticket.with(text::subject)))
                    prop:checked=is_selected
                    on:change=reactive::on(move |_| app.list.toggle(&key.get_value()))
                />
            </label>
        </div>
        <div role="gridcell" class="cell-ticket" class:unread=reactive::flag(is_unread)>
            <p class="who">
                <span class="requester" dir="auto">{reactive::text(move || ticket.with(text::requester))}</span>
                {account_name}
                {found}
                <span class="when">{reactive::view(move || ticket.with(Ticket::last_activity).map(|at| view! { <Moment at/> }))}</span>
            </p>
            <p class="what">
                <a class="subject" dir="auto" tabindex="-1" href=reactive::text(move || app.navigation.link_to(&key.get_value()))>
                    {reactive::text(move || ticket.with(text::subject))}
                </a>
                {reactive::view(move || state().map(|state| view! {
                    <span class=format!("state {}", state.category.name())>{state.display()}</span>
                }))}
            </p>
            <p class="more">
                <span class="summary" dir="auto">{reactive::text(move || ticket.with(text::preview))}</span>
                <span class="chips">
                    {reactive::view(move || {
                        let chip = |label: &Label| view! { <LabelChip label=label.clone()/> }.into_any();
                        ticket.with(|ticket| ticket.labels.iter().take(3).map(chip).collect_view())
                    })}
                </span>
                {reactive::view(move || {
                    app.appearance.has_more_cells.get().then(|| deferred::draw(Part::Cells(key.get_value())))
                })}
                {reactive::view(move || ticket.with(|ticket| ticket.assignee.clone()).map(|person| {
                    let person = app.accounts.known(&assignee_account, &person);
                    let name = words::assigned_to(person.display());
                    let title = name.clone();
                    view! {
                        <span class="assignee" title=title>
                            <Avatar person/>
                            <span class="hidden">{name}</span>
                        </span>
                    }
                }))}
            </p>
        </div>
    }
    .into_any()
}
