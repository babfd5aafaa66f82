//! A person as a coloured disc with initials, and a picture over them where the account has pictures
//! allowed: the client forgets the addresses of all others.

use leptos::prelude::*;

use crate::domain::Person;

/// A decorative disc for a person; the name must stand beside it.
#[component]
pub fn Avatar(
    /// Whose it is.
    person: Person,
) -> impl IntoView {
    let hue = person.hue().to_string();
    let picture = person.picture.clone().map(|address| {
        view! { <img src=address alt="" loading="lazy" referrerpolicy="no-referrer"/> }
    });
    view! {
        <span class="avatar" aria-hidden="true" style:--hue=hue>
            {person.initials()}
            {picture}
        </span>
    }
}
