//! The dividers between the panes: how wide a pane is, by pointer or by keys, remembered on the device.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::reactive;
use crate::platform::element_size;
use crate::state::AppState;
use crate::state::device::preferences::Preferences;

/// How far one key moves a divider, in pixels.
const STEP: i32 = 16;

/// A pane that can be made wider or narrower. The style sheet keeps it within the window besides.
#[derive(Clone, Copy)]
struct Pane {
    /// What finds it.
    selector: &'static str,
    class: &'static str,
    label: &'static str,
    least: i32,
    most: i32,
    /// How wide the agent wants it; 0 leaves it as it was designed.
    width: fn(Preferences) -> RwSignal<usize>,
}

const VIEWS: Pane = Pane {
    selector: ".views",
    class: "divider of-views",
    label: "Width of the views",
    least: 160,
    most: 360,
    width: |preferences| preferences.views_width,
};

const LIST: Pane = Pane {
    selector: ".list",
    class: "divider of-list",
    label: "Width of the list",
    least: 280,
    most: 800,
    width: |preferences| preferences.list_width,
};

/// The dividers. They lie over the edges of the panes.
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
    // Where the pointer went down, and how wide the pane was then.
    let grip = StoredValue::new(None::<(i32, i32)>);
    let on_down = move |event: PointerEvent| {
        element_size::capture_pointer(&event);
        grip.set_value(Some((event.client_x(), element_size::width_of(pane.selector))));
    };
    let on_move = move |event: PointerEvent| {
        if let Some((from, width)) = grip.get_value() {
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
            title="Drag, or use the arrow keys. Double-click or Enter puts it back."
            aria-label=pane.label
            aria-orientation="vertical"
            aria-valuemin=pane.least.to_string()
            aria-valuemax=pane.most.to_string()
            aria-valuenow=reactive::text(move || now().clamp(pane.least, pane.most).to_string())
            on:pointerdown=reactive::on(on_down)
            on:pointermove=reactive::on(on_move)
            on:lostpointercapture=reactive::on(move |_: PointerEvent| grip.set_value(None))
            on:dblclick=reactive::on(move |_| width.set(0))
            on:keydown=reactive::on(on_keydown)
        ></div>
    }
}
