//! The list as a grid: only the rows in sight are mounted, and one of them is current.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::range::Viewport;
use super::row::{RowContext, TicketRow};
use crate::domain::Sort;
use crate::platform::element_size::SizeObserver;
use crate::platform::{clock, focus};
use crate::state::AppState;
use crate::state::list::Row;
use crate::text;
use crate::ui::reactive;

/// How high rows are, in pixels; the style sheet knows the same numbers.
const COMFORTABLE: usize = 76;
/// How high rows are when one line is enough.
const COMPACT: usize = 44;

/// How many of the first rows are drawn at once; then it is as many more, so that a slow device answers in between.
const AT_FIRST: usize = 3;

/// The focus that the current row should take. Nothing takes it by itself.
#[derive(Clone, Copy)]
pub struct GridFocus {
    asked: RwSignal<usize>,
    taken: StoredValue<usize>,
    /// How many rows are a page.
    pages: StoredValue<Option<Callback<(), isize>>>,
}

impl GridFocus {
    /// Nobody wants the focus.
    pub fn new() -> Self {
        GridFocus { asked: RwSignal::new(0), taken: StoredValue::new(0), pages: StoredValue::new(None) }
    }

    /// Asks the current row to take the focus.
    pub fn ask(&self) {
        self.asked.update(|asked| *asked += 1);
    }

    /// How many rows fit into the window.
    pub fn page(&self) -> isize {
        self.pages.get_value().and_then(|pages| pages.try_run(())).unwrap_or(1)
    }

    /// Follows the question.
    pub fn track(&self) {
        self.asked.track();
    }

    /// Whether the focus was asked for and nobody took it yet.
    pub fn take(&self) -> bool {
        let asked = self.asked.get_untracked();
        let is_new = self.taken.get_value() != asked;
        self.taken.set_value(asked);
        is_new
    }
}

impl Default for GridFocus {
    fn default() -> Self {
        GridFocus::new()
    }
}

/// The list of tickets.
#[component]
pub fn Grid() -> impl IntoView {
    let app = AppState::here();
    let list = app.list;
    let grid_focus = expect_context::<GridFocus>();
    let scroller = NodeRef::<html::Div>::new();
    let scrolled = RwSignal::new(0_usize);
    let window = RwSignal::new(0_usize);
    let row_height = reactive::signal(move || if app.appearance.is_compact.get() { COMPACT } else { COMFORTABLE });
    let viewport = move || Viewport {
        top: scrolled.get(),
        height: window.get(),
        row: row_height.get(),
        count: list.order().rows.len(),
    };
    let mounted = Memo::new(move |_| viewport().mounted());
    let most = RwSignal::new(AT_FIRST);
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
            window.try_set(measured.client_height().unsigned_abs() as usize);
        });
        StoredValue::new_local(watch);
    });
    // A row that was moved to comes into sight, mounted or not. The one a list opens with stays.
    let current = Memo::new(move |_| list.current());
    let asked_before = StoredValue::new(0);
    reactive::effect(move || {
        let key = current.get();
        // In another order it is elsewhere.
        let asked = grid_focus.asked.get() * Sort::ALL.len() + list.sort() as usize;
        let is_asked = asked_before.try_update_value(|before| std::mem::replace(before, asked)) != Some(asked);
        let is_moved = list.moved.try_update_value(std::mem::take) == Some(true);
        // A row that only became the first by what came above it pulls nobody up.
        if !is_asked && !is_moved {
            return;
        }
        let place = untrack(|| key.and_then(|key| list.order().place(&key)));
        let target = place.and_then(|place| untrack(viewport).reveal(place));
        if let (Some(target), Some(node)) = (target, scroller.get_untracked()) {
            node.set_scroll_top(target as i32);
            scrolled.set(target);
        }
    });
    // The next page is asked for when the end comes near, but never because a search left few rows.
    reactive::effect(move || {
        // Nor in another order, where what comes belongs between the rows.
        if viewport().is_near_end()
            && !list.is_narrowed()
            && !list.is_sorted()
            && list.has_more()
            && !list.more.get().is_loading()
        {
            untrack(|| list.load_more());
        }
    });

    let context = RowContext {
        current: Selector::new(move || current.get()),
        focus: grid_focus,
        shows_account: reactive::signal(move || app.accounts.list().len() > 1),
    };
    grid_focus.pages.set_value(Some(Callback::new(move |()| {
        // The height as it is now: what watches it is told with the next frame.
        scroller.get_untracked().inspect(|node| window.set(node.client_height().unsigned_abs() as usize));
        untrack(viewport).page() as isize
    })));
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
        scroller.get_untracked().inspect(|node| scrolled.set(node.scroll_top().unsigned_abs() as usize));
        // The row with the focus stays, but moving it among the others would let the focus go.
        spawn_local(async move {
            tick().await;
            if let Some(row) = focused.filter(|_| focus::is_nowhere()) {
                focus::focus(&row);
            }
        });
    };
    let row_count = move || list.extent().map_or(-1, |total| total as i64 + 1).to_string();
    let is_busy = move || list.first.get().is_loading() || list.more.get().is_loading();
    view! {
        <div
            class="grid"
            role="grid"
            aria-label="Tickets"
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

/// The head of the grid: a tick for everything in sight, and how much there is.
#[component]
fn GridHead() -> impl IntoView {
    let app = AppState::here();
    let list = app.list;
    let selected = move || list.selection.with(|selection| selection.len());
    let is_all = move || list.is_all_selected();
    let amount = move || match (selected(), list.extent()) {
        (0, Some(total)) => text::count(total as usize, "ticket", "tickets"),
        (0, None) if list.order().rows.is_empty() => "Tickets".to_owned(),
        (0, None) if list.is_narrowed() => format!("{} of the loaded tickets", list.order().rows.len()),
        (0, None) => format!("{} tickets so far", list.order().rows.len()),
        (selected, _) => format!("{selected} selected"),
    };
    let is_some = move || selected() > 0 && !is_all();
    view! {
        <div role="rowgroup" class="grid-head">
            <div role="row" aria-rowindex="1">
                <div role="columnheader" class="cell-select">
                    <label class="tick">
                        <input
                            type="checkbox"
                            aria-label="Select all in sight"
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

/// What stands before the key of a row that could not be read. No account's id begins with it.
const BROKEN: &str = ":";

/// The rows in the window, and the current one wherever it is: the row with the focus must not be
/// taken away by scrolling.
fn mounted_rows(app: AppState, range: std::ops::Range<usize>) -> Vec<String> {
    let shown = app.list.order();
    let current = app.list.current().and_then(|key| shown.place(&key)).filter(|place| !range.contains(place));
    let places = current.filter(|place| *place < range.start).into_iter();
    let after = current.filter(|place| *place >= range.end).into_iter();
    let places = places.chain(range).chain(after);
    // A row is drawn anew when its ticket can be read again, or no longer.
    let mark = |row: &Row| format!("{}{}", if row.problem.is_some() { BROKEN } else { "" }, row.key);
    places.filter_map(|place| shown.rows.get(place)).map(mark).collect()
}
