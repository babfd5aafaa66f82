//! The request log: what was asked and how it went, to look at and to copy for support.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::client::request_log::LogEntry;
use crate::domain::time;
use crate::platform::files;
use crate::state::AppState;
use crate::state::accounts::request_log;
use crate::ui::controls::{Dialog, TextButton};
use crate::ui::reactive;

/// The dialog "Request log".
#[component]
pub fn RequestsDialog() -> impl IntoView {
    let app = AppState::here();
    let entries = StoredValue::new(request_log::entries());
    let copied = RwSignal::new("");
    let copy = move |_| {
        let lines: Vec<String> = entries.with_value(|entries| entries.iter().map(LogEntry::line).collect());
        spawn_local(async move {
            let is_copied = files::copy(&lines.join("\n")).await;
            copied.try_set(if is_copied {
                "Copied."
            } else {
                "The browser did not allow copying. Select the rows instead."
            });
        });
    };
    let row = |entry: LogEntry| {
        let LogEntry { at, account, request, attempt, outcome, took } = entry;
        let again = if attempt > 1 { format!(" (attempt {attempt})") } else { String::new() };
        view! {
            <tr>
                <td><time>{time::iso(at)[11..19].to_owned()}</time></td>
                <td dir="auto">{account}</td>
                <td class="code" dir="ltr">{request}</td>
                <td>{outcome}{again}</td>
                <td class="number">{format!("{took} ms")}</td>
            </tr>
        }
        .into_any()
    };
    let is_empty = entries.with_value(Vec::is_empty);
    view! {
        <Dialog title="Request log" class="wide" on_close=Callback::new(move |()| app.overlay.set(None))>
            <div class="dialog-body">
                <p class="field-note">
                    "The last requests of this page, newest first. Tokens, names and words are left out, so it can be \
                     shown to others."
                </p>
                {is_empty.then(|| view! { <p>"Nothing was asked yet."</p> })}
                {(!is_empty).then(|| view! {
                    <div class="table-place" role="region" aria-label="Requests" tabindex="0">
                        <table class="log">
                            <thead>
                                <tr>
                                    <th scope="col">"Time (UTC)"</th>
                                    <th scope="col">"Account"</th>
                                    <th scope="col">"Request"</th>
                                    <th scope="col">"Answer"</th>
                                    <th scope="col">"Took"</th>
                                </tr>
                            </thead>
                            <tbody>{entries.get_value().into_iter().map(row).collect_view()}</tbody>
                        </table>
                    </div>
                })}
            </div>
            <footer class="dialog-foot">
                <p role="status">{reactive::text(move || copied.get().to_owned())}</p>
                <TextButton label="Copy" kind="primary" on_press=copy disabled=is_empty/>
            </footer>
        </Dialog>
    }
}
