//! Icons from one sprite file.

use leptos::prelude::*;

/// A decorative icon. A text beside it or a label must say what it means.
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
