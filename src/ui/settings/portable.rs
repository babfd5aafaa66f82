//! The accounts as a file: for a backup, another device, or a deployment as `config.json`.

use leptos::ev::Event;
use leptos::prelude::*;
use leptos::task::spawn_local;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::client::config;
use crate::platform::files;
use crate::routes::Route;
use crate::state::AppState;
use crate::state::navigation::Step;
use crate::text::{self, settings};
use crate::ui::reactive;

/// Export and import, both without tokens.
#[component]
pub fn Portable() -> impl IntoView {
    let app = AppState::here();
    let address = move || {
        app.accounts.list();
        let text = serde_json::to_string_pretty(&app.accounts.export()).unwrap_or_default();
        format!("data:application/json,{}", utf8_percent_encode(&text, NON_ALPHANUMERIC))
    };
    let import = move |event: Event| {
        spawn_local(async move {
            let Some(text) = files::chosen_text(&event).await else { return };
            take(app, &text);
        });
    };
    view! {
        <p class="portable">
            {reactive::when(move || !app.accounts.is_demo(), move || view! {
                <a class="button" download="deskbell-settings.json" href=reactive::text(address)>{settings::EXPORT_ACCOUNTS.text()}</a>
            })}
            <label class="button import">
                <input type="file" accept=".json,application/json" aria-label=settings::IMPORT_ACCOUNTS.text() on:change=reactive::on(import)/>
                <span aria-hidden="true">{settings::IMPORT_ACCOUNTS.text()}</span>
            </label>
            <small>{settings::FILE_FORMAT.text()}</small>
        </p>
    }
}

/// Imports the accounts of a file. Each replaces the one with its id.
fn take(app: AppState, text: &str) {
    let parsed = config::parse(text);
    if !parsed.problems.is_empty() {
        let problems: Vec<String> = parsed.problems.iter().map(text::problem).collect();
        app.notices.failed(problems.join(" "), None);
    }
    let count = parsed.config.accounts.len();
    if count == 0 {
        return;
    }
    if app.accounts.is_demo_now() {
        app.tickets.clear();
        app.navigation.go(Step::Replace, |route| *route = Route::default());
    }
    for account in parsed.config.accounts {
        app.accounts.save(account);
    }
    app.notices.done(settings::imported(count), None);
}
