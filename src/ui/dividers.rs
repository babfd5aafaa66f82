//! The dividers between the panes. A pointer or keys move them, and the device remembers the widths.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::reactive;
use crate::domain::Phrase;
use crate::platform::element_size;
use crate::state::AppState;
use crate::state::device::preferences::Preferences;
use crate::text::shell;

/// How far one key moves a divider, in pixels.
const STEP: i32 = 16;

/// A pane whose width can be changed. The style sheet also keeps it within the window.
#[derive(Clone, Copy)]
struct Pane {
    /// The CSS selector of its element.
    selector: &'static str,
    class: &'static str,
    label: Phrase,
    least: i32,
    most: i32,
    /// The width in pixels; 0 for the width in the style sheet.
    width: fn(Preferences) -> RwSignal<usize>,
}

const VIEWS: Pane = Pane {
    selector: ".views",
    class: "divider of-views",
    label: shell::VIEWS_WIDTH,
    least: 160,
    most: 360,
    width: |preferences| preferences.views_width,
};

const LIST: Pane = Pane {
    selector: ".list",
    class: "divider of-list",
    label: shell::LIST_WIDTH,
    least: 280,
    most: 800,
    width: |preferences| preferences.list_width,
};

/// The dividers, which overlap the edges of the panes.
#[component]
pub fn Dividers() -> impl IntoView {
    view! {
        <Divider pane=VIEWS/>
        <Divider pane=LIST/>
    }
}

#[component]
fn Divider(pane: Pane) -> impl IntoView {
    let width = (pane.width)(AppState::here().preferences);
    let now = move || match width.get() {
        0 => element_size::width_of(pane.selector),
        width => width as i32,
    };
    let set = move |to: i32| width.set(to.clamp(pane.least, pane.most).unsigned_abs() as usize);
    // Where the pointer went down, and the width of the pane at that time.
    let drag_start = StoredValue::new(None::<(i32, i32)>);
    let on_down = move |event: PointerEvent| {
        element_size::capture_pointer(&event);
        drag_start.set_value(Some((event.client_x(), element_size::width_of(pane.selector))));
    };
    let on_move = move |event: PointerEvent| {
        if let Some((from, width)) = drag_start.get_value() {
            set(width + event.client_x() - from);
        }
    };
    let on_keydown = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowLeft" => set(element_size::width_of(pane.selector) - STEP),
            "ArrowRight" => set(element_size::width_of(pane.selector) + STEP),
            "Home" => set(pane.least),
            "End" => set(pane.most),
            "Enter" => width.set(0),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <div
            class=pane.class
            role="separator"
            tabindex="0"
            title=shell::DIVIDER_HINT.text()
            aria-label=pane.label.text()
            aria-orientation="vertical"
            aria-valuemin=pane.least.to_string()
            aria-valuemax=pane.most.to_string()
            aria-valuenow=reactive::text(move || now().clamp(pane.least, pane.most).to_string())
            on:pointerdown=reactive::on(on_down)
            on:pointermove=reactive::on(on_move)
            on:lostpointercapture=reactive::on(move |_: PointerEvent| drag_start.set_value(None))
            on:dblclick=reactive::on(move |_| width.set(0))
            on:keydown=reactive::on(on_keydown)
        ></div>
    }
}
