//! The views on a narrow screen, where they cover the panes: they take the focus and return it, and they close with
//! Escape or when the window becomes wide enough.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::HIDE;
use crate::platform::{element_size, focus};
use crate::state::AppState;

/// The id of the element that the views cover.
pub const PANES: &str = "panes";

/// The id of the button that shows the views.
pub const SHOW: &str = "show-views";

/// Manages the focus for as long as the views are open. It draws nothing.
#[component]
pub fn Drawer() -> impl IntoView {
    let app = AppState::here();
    let hide = move || app.shows_views.set(false);
    // What they cover must not be reachable.
    focus::set_inert(PANES, true);
    spawn_local(async {
        tick().await;
        focus::focus_id(HIDE);
    });
    let keys = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() && !focus::is_in_dialog() {
            event.prevent_default();
            hide();
        }
    });
    // With room for all panes, everything must be reachable again.
    let resizing = window_event_listener(ev::resize, move |_| {
        if !element_size::is_drawn(HIDE) {
            hide();
        }
    });
    on_cleanup(move || {
        keys.remove();
        resizing.remove();
        focus::set_inert(PANES, false);
        // The focus returns to the button that opened the views.
        spawn_local(async {
            tick().await;
            if focus::is_within(".views") || focus::is_nowhere() {
                focus::focus_id(SHOW);
            }
        });
    });
}
