//! What the views do on a narrow screen, where they lie over the panes: they take the focus, give it
//! back, and go when they are told or when there is room for everything.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::HIDE;
use crate::platform::{element_size, focus};
use crate::state::AppState;

/// The id of what the views lie over.
pub const PANES: &str = "panes";

/// The id of the button that shows the views.
pub const SHOW: &str = "show-views";

/// Holds for as long as the views are in sight. There is nothing to see.
#[component]
pub fn Drawer() -> impl IntoView {
    let app = AppState::here();
    let hide = move || app.shows_views.set(false);
    // What they lie over is out of reach.
    focus::set_inert(PANES, true);
    // The focus goes where the eye does.
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
    // With room for all panes nothing may stay out of reach.
    let resizing = window_event_listener(ev::resize, move |_| {
        if !element_size::is_drawn(HIDE) {
            hide();
        }
    });
    on_cleanup(move || {
        keys.remove();
        resizing.remove();
        focus::set_inert(PANES, false);
        // Back to where it began.
        spawn_local(async {
            tick().await;
            if focus::is_within(".views") || focus::is_nowhere() {
                focus::focus_id(SHOW);
            }
        });
    });
}
