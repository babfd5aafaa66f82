//! How the list stays up to date: the helpdesks are asked now and then, more seldom the less happens,
//! and not at all while nobody looks.

use leptos::prelude::*;

use super::inbox::Inbox;
use super::latest::Latest;
use crate::platform::{clock, visibility};

/// How long between two looks while something happens, in milliseconds.
const SOON: u32 = 60_000;

/// How long at most, when nothing does.
const LATE: u32 = 240_000;

/// Looks for news of the list for as long as the component lives that calls this.
pub fn keep_fresh(inbox: Inbox) {
    let looking = Latest::new();
    let look = move |at_once: bool| {
        looking.run(async move {
            let mut wait = if at_once { 0 } else { SOON };
            loop {
                clock::sleep(wait).await;
                let is_news = inbox.look().await;
                wait = if is_news { SOON } else { (wait * 2).clamp(SOON, LATE) };
            }
        });
    };
    look(false);
    // What happened while nobody looked is looked up when somebody does again.
    let seen = StoredValue::new(clock::now());
    let following = visibility::follow(move || {
        if visibility::is_hidden() {
            looking.cancel();
            seen.try_set_value(clock::now());
        } else {
            let away = clock::now() - seen.try_get_value().unwrap_or_default();
            look(away.num_milliseconds() >= i64::from(SOON));
        }
    });
    let following = StoredValue::new_local(Some(following));
    on_cleanup(move || {
        looking.cancel();
        drop(following.try_update_value(Option::take));
    });
}
