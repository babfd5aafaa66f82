//! A person as a coloured disc with initials. A picture covers the initials where the account allows pictures; for all
//! other accounts the client drops the addresses of pictures.

use leptos::prelude::*;

use crate::domain::Person;

/// A decorative disc for a person. The name must be beside it.
#[component]
pub fn Avatar(
    /// The person.
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
