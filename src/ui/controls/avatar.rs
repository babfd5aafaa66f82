//! A person as a coloured disc with initials: no picture is asked for from anywhere.

use leptos::prelude::*;

use crate::domain::Person;

/// A decorative disc for a person; the name must stand beside it.
#[component]
pub fn Avatar(
    /// Whose it is.
    person: Person,
) -> impl IntoView {
    let hue = person.hue().to_string();
    view! {
        <span class="avatar" aria-hidden="true" style:--hue=hue>
            {person.initials()}
        </span>
    }
}
