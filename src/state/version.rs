//! How an open tab learns that another version of the app lies on its host.

use leptos::prelude::*;

use super::Desk;
use super::latest::Latest;
use super::notices::NoticeAction;
use crate::client::fetch::local_file;
use crate::platform::{clock, page, visibility};

/// How long between two looks at least, in milliseconds.
const REST: i64 = 300_000;

/// Looks now and then, while somebody sees the page, whether another version was deployed, and says so once. The tab
/// goes on with its own until its agent wants the other: nothing that was begun is taken away.
pub fn watch(desk: Desk) {
    let looking = Latest::new();
    let due = StoredValue::new(clock::now().timestamp_millis() + REST);
    let look = move || {
        if visibility::is_hidden() {
            return looking.cancel();
        }
        looking.run(async move {
            loop {
                let wait = due.try_get_value().unwrap_or_default() - clock::now().timestamp_millis();
                // A browser takes no longer waits than that for what they are.
                clock::sleep(wait.clamp(0, i32::MAX.into()) as u32).await;
                due.try_set_value(clock::now().timestamp_millis() + REST);
                let told = local_file("index.html").await;
                if told.zip(page::script()).is_some_and(|(html, own)| is_other(&html, &own)) {
                    desk.notices
                        .told("A new version is ready.".to_owned(), [NoticeAction::new("Reload", page::reload)]);
                    due.try_set_value(i64::MAX);
                }
            }
        });
    };
    look();
    let following = StoredValue::new_local(Some(visibility::follow(look)));
    on_cleanup(move || {
        looking.cancel();
        drop(following.try_update_value(Option::take));
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
