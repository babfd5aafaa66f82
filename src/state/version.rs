//! How an open tab learns that another version of the app lies on its host.

use leptos::prelude::*;

use super::AppState;
use super::notices::NoticeAction;
use super::polling::while_seen;
use crate::client::fetch::local_file;
use crate::platform::{clock, page};
use crate::text;

/// How long between two looks at least, in milliseconds.
const REST: i64 = 300_000;

/// Looks now and then, while somebody sees the page, whether another version was deployed, and says so once. The tab
/// goes on with its own until its agent wants the other: nothing that was begun is taken away.
pub fn watch(app: AppState) {
    // When the next look is due; `None` once there is nothing more to learn.
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

/// Whether a page is one of the app, but loads another script than this. A host that asks for a login first, or that
/// answers everything with a page of its own, has no news.
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
