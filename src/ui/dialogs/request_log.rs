//! The request log: what was requested and with what result, to read and to copy for support.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::client::request_log::LogEntry;
use crate::domain::{Phrase, time};
use crate::platform::files;
use crate::state::AppState;
use crate::state::accounts::request_log;
use crate::text::dialogs;
use crate::ui::controls::{Dialog, TextButton};
use crate::ui::reactive;

/// The dialog "Request log".
#[component]
pub fn RequestsDialog() -> impl IntoView {
    let app = AppState::here();
    let entries = StoredValue::new(request_log::entries());
    let copied = RwSignal::new(None::<Phrase>);
    let copy = move |_| {
        let lines: Vec<String> = entries.with_value(|entries| entries.iter().map(LogEntry::line).collect());
        spawn_local(async move {
            let is_copied = files::copy(&lines.join("\n")).await;
            copied.try_set(Some(if is_copied { dialogs::COPIED } else { dialogs::NOT_COPIED }));
        });
    };
    let row = |entry: LogEntry| {
        let LogEntry { at, account, request, attempt, outcome, took } = entry;
        let outcome = if attempt > 1 { dialogs::retried(&outcome, attempt) } else { outcome };
        view! {
            <tr>
                <td><time>{time::iso(at)[11..19].to_owned()}</time></td>
                <td dir="auto">{account}</td>
                <td class="code" dir="ltr">{request}</td>
                <td>{outcome}</td>
                <td class="number">{dialogs::milliseconds(u64::try_from(took).unwrap_or_default())}</td>
            </tr>
        }
        .into_any()
    };
    let is_empty = entries.with_value(Vec::is_empty);
    view! {
        <Dialog title=dialogs::REQUEST_LOG class="wide" on_close=Callback::new(move |()| app.overlay.set(None))>
            <div class="dialog-body">
                <p class="field-note">
                    {dialogs::LAST_REQUESTS.text()}
                </p>
                {is_empty.then(|| view! { <p>{dialogs::NO_REQUESTS.text()}</p> })}
                {(!is_empty).then(|| view! {
                    <div class="table-place" role="region" aria-label=dialogs::REQUESTS.text() tabindex="0">
                        <table class="log">
                            <thead>
                                <tr>
                                    <th scope="col">{dialogs::TIME_UTC.text()}</th>
                                    <th scope="col">{dialogs::ACCOUNT.text()}</th>
                                    <th scope="col">{dialogs::REQUEST.text()}</th>
                                    <th scope="col">{dialogs::RESPONSE.text()}</th>
                                    <th scope="col">{dialogs::DURATION.text()}</th>
                                </tr>
                            </thead>
                            <tbody>{entries.get_value().into_iter().map(row).collect_view()}</tbody>
                        </table>
                    </div>
                })}
            </div>
            <footer class="dialog-foot">
                <p role="status">{reactive::text(move || copied.get().map(String::from).unwrap_or_default())}</p>
                <TextButton label=dialogs::COPY kind="primary" on_press=copy disabled=is_empty/>
            </footer>
        </Dialog>
    }
}
