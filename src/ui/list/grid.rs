//! The list as a virtual grid: only the visible rows are mounted, and one of them is current.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::grid_focus::GridFocus;
use super::range::Viewport;
use super::row::{RowContext, TicketRow};
use crate::domain::Sort;
use crate::platform::element_size::SizeObserver;
use crate::platform::{clock, focus};
use crate::state::AppState;
use crate::state::list::Row;
use crate::text::list as words;
use crate::ui::reactive;

/// The height of comfortable rows in pixels. The style sheet has the same number.
const COMFORTABLE: usize = 76;
/// The height of compact rows in pixels. The style sheet has the same number.
const COMPACT: usize = 44;

/// How many rows are drawn first. The number doubles with each turn of the event loop, so that a slow device stays
/// responsive.
const FIRST_ROWS: usize = 3;

/// The list of tickets.
#[component]
pub fn Grid() -> impl IntoView {
    let app = AppState::here();
    let list = app.list;
    let grid_focus = expect_context::<GridFocus>();
    let scroller = NodeRef::<html::Div>::new();
    let scroll_top = RwSignal::new(0_usize);
    let grid_height = RwSignal::new(0_usize);
    let row_height = reactive::signal(move || if app.appearance.is_compact.get() { COMPACT } else { COMFORTABLE });
    let viewport = move || Viewport {
        top: scroll_top.get(),
        height: grid_height.get(),
        row: row_height.get(),
        count: list.order().rows.len(),
    };
    let mounted = Memo::new(move |_| viewport().mounted());
    let most = RwSignal::new(FIRST_ROWS);
    let range = Memo::new(move |_| {
        let rows = mounted.get();
        rows.start..rows.end.min(rows.start + most.get())
    });
    reactive::effect(move || {
        if mounted.with(ExactSizeIterator::len) > most.get() {
            spawn_local(async move {
                clock::yield_to_browser().await;
                most.try_update(|most| *most *= 2);
            });
        }
    });

    reactive::effect(move || {
        let Some(node) = scroller.get() else { return };
        let measured = node.clone();
        let watch = SizeObserver::new(&node, move || {
            grid_height.try_set(measured.client_height().unsigned_abs() as usize);
        });
        StoredValue::new_local(watch);
    });
    // The grid scrolls to a row that was moved to, but not to the row that is current after loading.
    let current = Memo::new(move |_| list.current());
    let requested_before = StoredValue::new(0);
    reactive::effect(move || {
        let key = current.get();
        // A new order moves the current row, so it counts as a request.
        let requested = grid_focus.requested() * Sort::ALL.len() + list.sort() as usize;
        let is_requested =
            requested_before.try_update_value(|before| std::mem::replace(before, requested)) != Some(requested);
        let has_moved = list.has_moved.try_update_value(std::mem::take) == Some(true);
        // Nothing scrolls if the current row only changed its place because other rows came or went.
        if !is_requested && !has_moved {
            return;
        }
        let place = untrack(|| key.and_then(|key| list.order().place(&key)));
        let target = place.and_then(|place| untrack(viewport).reveal(place));
        if let (Some(target), Some(node)) = (target, scroller.get_untracked()) {
            node.set_scroll_top(target as i32);
            scroll_top.set(target);
        }
    });
    // The next page is loaded when the end is near. Neither a list with few rows because of a search loads more, nor one
    // with its own order, in which new rows would appear between the others.
    reactive::effect(move || {
        if viewport().is_near_end()
            && !list.is_narrowed()
            && !list.is_sorted()
            && list.has_more()
            && !list.next_page.get().is_loading()
        {
            untrack(|| list.load_more());
        }
    });

    let context = RowContext {
        current: Selector::new(move || current.get()),
        focus: grid_focus,
        shows_account: reactive::signal(move || app.accounts.list().len() > 1),
    };
    grid_focus.use_page(Callback::new(move |()| {
        // The observer of the size reports a new height only with the next frame.
        scroller.get_untracked().inspect(|node| grid_height.set(node.client_height().unsigned_abs() as usize));
        untrack(viewport).page() as isize
    }));
    let on_keydown = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if event.key() == " " && focus::is_within("[role=row]") && !focus::is_typing() {
            list.current().inspect(|key| list.toggle(key));
            event.prevent_default();
        }
    };
    let on_scroll = move |_| {
        let focused = focus::focused().filter(|_| focus::is_within("[role=row]"));
        scroller.get_untracked().inspect(|node| scroll_top.set(node.scroll_top().unsigned_abs() as usize));
        // The focused row stays mounted, but loses the focus when it moves among the other elements.
        spawn_local(async move {
            tick().await;
            if let Some(row) = focused.filter(|_| focus::is_nowhere()) {
                focus::focus(&row);
            }
        });
    };
    let row_count = move || list.row_count().map_or(-1, |total| total as i64 + 1).to_string();
    let is_busy = move || list.first_pages.get().is_loading() || list.next_page.get().is_loading();
    view! {
        <div
            class="grid"
            role="grid"
            aria-label=words::TICKETS.text()
            aria-multiselectable="true"
            aria-rowcount=reactive::text(row_count)
            aria-busy=reactive::text(move || is_busy().to_string())
            on:keydown=reactive::on(on_keydown)
        >
            <GridHead/>
            <div
                node_ref=scroller
                class="rows"
                role="rowgroup"
                on:scroll=reactive::on(on_scroll)
            >
                <div
                    class="space"
                    role="presentation"
                    style:height=reactive::text(move || format!("{}px", list.order().rows.len() * row_height.get()))
                >
                    {reactive::each(
                        move || mounted_rows(app, range.get()),
                        move |key| {
                            let key = key.strip_prefix(BROKEN).unwrap_or(&key).parse().ok();
                            let row = key.and_then(|key| untrack(|| list.order().row(&key)));
                            row.map(|row| view! { <TicketRow row height=row_height context=context.clone()/> })
                        },
                    )}
                </div>
            </div>
        </div>
    }
}

/// The header of the grid: a check box that selects all tickets, and their number.
#[component]
fn GridHead() -> impl IntoView {
    let app = AppState::here();
    let list = app.list;
    let selected = move || list.selection.with(|selection| selection.len());
    let is_all = move || list.is_all_selected();
    let amount = move || match (selected(), list.row_count(), list.order().rows.len()) {
        (0, Some(total), _) => words::ticket_count(total),
        (0, None, 0) => words::TICKETS.into(),
        (0, None, rows) if list.is_narrowed() => words::matching(rows),
        (0, None, rows) => words::loaded(rows),
        (selected, ..) => words::selected(selected),
    };
    let is_some = move || selected() > 0 && !is_all();
    view! {
        <div role="rowgroup" class="grid-head">
            <div role="row" aria-rowindex="1">
                <div role="columnheader" class="cell-select">
                    <label class="tick">
                        <input
                            type="checkbox"
                            aria-label=words::SELECT_ALL.text()
                            prop:checked=reactive::flag(is_all)
                            prop:indeterminate=reactive::flag(is_some)
                            on:change=reactive::on(move |_| list.toggle_all())
                        />
                    </label>
                </div>
                <div role="columnheader" class="amount" aria-live="polite">{reactive::text(amount)}</div>
            </div>
        </div>
    }
}

/// The prefix of the key of a row that could not be read. No account's id begins with it.
const BROKEN: &str = ":";

/// Returns the keys of the rows to mount: those in the range, and the current row wherever it is, because scrolling must
/// not remove the focused row.
fn mounted_rows(app: AppState, range: std::ops::Range<usize>) -> Vec<String> {
    let shown = app.list.order();
    let current = app.list.current().and_then(|key| shown.place(&key)).filter(|place| !range.contains(place));
    let places = current.filter(|place| *place < range.start).into_iter();
    let after = current.filter(|place| *place >= range.end).into_iter();
    let places = places.chain(range).chain(after);
    // The prefix makes a row redraw when its ticket becomes readable or unreadable.
    let mark = |row: &Row| format!("{}{}", if row.problem.is_some() { BROKEN } else { "" }, row.key);
    places.filter_map(|place| shown.rows.get(place)).map(mark).collect()
}
