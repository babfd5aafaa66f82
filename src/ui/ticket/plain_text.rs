//! Plain text for reading: addresses are links, and quoted earlier messages are folded.

use leptos::prelude::*;

use crate::domain::links::{LinkSegment, pieces};
use crate::domain::quote;
use crate::text::ticket;

/// Text beyond this many characters is shown on demand: nobody types that much, and browsers are slow to lay it out.
const LONG: usize = 50_000;

/// A plain text.
#[component]
pub fn PlainText(text: String) -> impl IntoView {
    let (text, quoted) = match quote::split(text.trim()) {
        (text, "") => (text.to_owned(), None),
        (text, quoted) => (text.to_owned(), Some(quoted.to_owned())),
    };
    let quoted = quoted.map(|quoted| {
        view! {
            <details class="quoted">
                <summary>{ticket::SHOW_QUOTED.text()}</summary>
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
                <summary>{ticket::SHOW_ALL.text()}</summary>
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
