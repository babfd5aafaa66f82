//! Icons: one sprite file, no code for each.

use leptos::prelude::*;

/// A decorative icon of the sprite. What it means must stand beside it or in a label.
#[component]
pub fn Icon(
    /// The id in `icons.svg`.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=format!("icons.svg#{name}")></use>
        </svg>
    }
}
