//! The search field. Typing filters the loaded tickets at once, and changes the query of the page 200 ms after the last
//! key.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::platform::clock;
use crate::state::AppState;
use crate::state::navigation::Step;
use crate::state::tasks::LatestTask;
use crate::text::list as words;
use crate::ui::commands::hint;
use crate::ui::controls::{Icon, IconButton};
use crate::ui::element_ids::SEARCH;
use crate::ui::reactive;

/// How long after the last key the query of the page changes, in milliseconds.
const DELAY: u32 = 200;

/// The search field.
#[component]
pub fn Search() -> impl IntoView {
    let app = AppState::here();
    let text = app.list.search_text;
    let field = NodeRef::<html::Input>::new();
    let delayed = LatestTask::new();
    let key = hint("search");
    let apply = move || {
        delayed.cancel();
        app.navigation.go(Step::Replace, |route| route.query.text = text.get_untracked());
    };
    let clear = move || {
        text.set(String::new());
        apply();
    };
    let on_input = move |event| {
        text.set(event_target_value(&event));
        delayed.run(async move {
            clock::sleep(DELAY).await;
            app.navigation.go(Step::Replace, |route| route.query.text = text.get_untracked());
        });
    };
    let on_keydown = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.is_composing() => apply(),
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            // Escape clears the field, and leaves it if it is empty.
            if text.with_untracked(String::is_empty) {
                field.get_untracked().inspect(|field| drop(field.blur()));
            } else {
                clear();
            }
        }
        _ => {}
    };
    view! {
        <div class="search" role="search">
            <Icon name="search"/>
            <input
                node_ref=field
                id=SEARCH
                type="search"
                aria-label=words::SEARCH.text()
                placeholder=words::SEARCH.text()
                autocomplete="off"
                spellcheck="false"
                dir="auto"
                aria-keyshortcuts=reactive::maybe(move || Some(key.get()).filter(|key| !key.is_empty()))
                prop:value=reactive::text(move || text.get())
                on:input=reactive::on(on_input)
                on:keydown=reactive::on(on_keydown)
            />
            {reactive::either(
                move || text.with(String::is_empty),
                move || view! { <kbd aria-hidden="true">{key}</kbd> },
                move || view! { <IconButton icon="close" label=words::CLEAR_SEARCH on_press=move |_| clear()/> },
            )}
        </div>
    }
}
