//! How an open tab learns that a new version of the app was deployed.

use leptos::prelude::*;

use super::AppState;
use super::notices::NoticeAction;
use super::polling::while_seen;
use crate::client::fetch::local_file;
use crate::platform::{clock, page};
use crate::text;

/// The shortest interval between two checks, in milliseconds.
const REST: i64 = 300_000;

/// Checks now and then, while the page is visible, whether a new version was deployed, and says so once. The tab keeps
/// its own version until the agent reloads it, so that nothing is lost.
pub fn watch(app: AppState) {
    // When the next check is due; `None` once there is nothing more to learn.
    let due = StoredValue::new(Some(clock::now().timestamp_millis() + REST));
    while_seen(move || async move {
        while let Some(time) = due.try_get_value().flatten() {
            let wait = (time - clock::now().timestamp_millis()).clamp(0, REST);
            clock::sleep(wait as u32).await;
            due.try_set_value(Some(clock::now().timestamp_millis() + REST));
            let told = local_file("index.html").await;
            if told.zip(page::script_address()).is_some_and(|(html, own)| is_other(&html, &own)) {
                app.notices.told(
                    text::connection::NEW_VERSION.into(),
                    [NoticeAction::new(text::actions::RELOAD, page::reload)],
                );
                due.try_set_value(None);
            }
        }
    });
}

/// Whether a page is the app's, but loads another script. A host that requires a login first, or that responds to
/// everything with a page of its own, has no new version.
fn is_other(html: &str, own: &str) -> bool {
    let named = |attribute: &str| html.split_once(attribute).map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
    named("data-js=").zip(named("data-wasm=")).is_some_and(|(script, _)| !script.starts_with(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_version_of_the_app_is_news() {
        let own = "./deskbell-0a.js";
        let page = |script: &str| format!("<meta name=boot data-js={script} data-wasm=./a.wasm>");
        assert!(!is_other(&page("./deskbell-0a.js"), own));
        assert!(!is_other(&page("\"./deskbell-0a.js\""), own));
        assert!(is_other(&page("./deskbell-1b.js"), own));
        assert!(is_other(&page("\"./deskbell-1b.js\""), own));
        for other in ["", "<title>Log in</title>", "<meta data-js=./x.js>"] {
            assert!(!is_other(other, own), "{other}");
        }
    }
}
