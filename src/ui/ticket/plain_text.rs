//! Plain text for reading: addresses are links, and what it quotes of earlier messages is folded.

use leptos::prelude::*;

use crate::domain::links::{LinkSegment, pieces};
use crate::domain::quote;

/// More characters than this are shown on demand: nobody writes them, and a browser needs long for them.
const LONG: usize = 50_000;

/// A plain text.
#[component]
pub fn Words(text: String) -> impl IntoView {
    let (text, quoted) = match quote::split(text.trim()) {
        (text, "") => (text.to_owned(), None),
        (text, quoted) => (text.to_owned(), Some(quoted.to_owned())),
    };
    let quoted = quoted.map(|quoted| {
        view! {
            <details class="quoted">
                <summary>"Show quoted text"</summary>
                <p class="words" dir="auto">{linked(&quoted)}</p>
            </details>
        }
    });
    view! {
        <Long text/>
        {quoted}
    }
}

#[component]
fn Long(text: String) -> impl IntoView {
    let end = text.floor_char_boundary(LONG);
    let rest = text[end..].to_owned();
    let more = (!rest.is_empty()).then(|| {
        view! {
            <details class="quoted">
                <summary>"Show all of this long message"</summary>
                <p class="words" dir="auto">{rest}</p>
            </details>
        }
    });
    view! {
        <p class="words" dir="auto">{linked(&text[..end])}</p>
        {more}
    }
}

fn linked(text: &str) -> AnyView {
    let piece = |piece: LinkSegment| match piece {
        LinkSegment::Text(text) => text.into_any(),
        LinkSegment::Link { text, address } => {
            view! { <a class="link" href=address target="_blank" rel="noopener noreferrer">{text}</a> }.into_any()
        }
    };
    pieces(text).into_iter().map(piece).collect_view().into_any()
}
