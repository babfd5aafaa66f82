//! How the list and the open ticket stay up to date: the helpdesks are polled less often the less happens, and not
//! at all while the page is hidden.

use std::future::Future;

use leptos::prelude::*;

use super::AppState;
use super::tasks::LatestTask;
use crate::platform::{clock, visibility};

/// The interval while something happens, in milliseconds.
const SOON: u32 = 60_000;

/// The longest interval, in milliseconds.
const LATE: u32 = 240_000;

/// Polls for the list and the open ticket as long as the calling component lives.
pub fn start_polling(app: AppState) {
    let looked = StoredValue::new(clock::now());
    while_seen(move || async move {
        // What became due while the page was hidden is polled at once.
        let passed = (clock::now() - looked.try_get_value().unwrap_or_default()).num_milliseconds();
        let mut wait = SOON.saturating_sub(u32::try_from(passed).unwrap_or_default());
        loop {
            clock::sleep(wait).await;
            let open = untrack(|| app.open.key());
            let (has_arrivals, has_open) = app.list.check_arrivals(open.as_ref()).await;
            // The list's response has the same values.
            if !has_open {
                app.open.look().await;
            }
            looked.try_set_value(clock::now());
            wait = if has_arrivals { SOON } else { (wait * 2).clamp(SOON, LATE) };
        }
    });
}

/// Runs a task while the page is visible, and starts it again when the page becomes visible again, as long as the
/// calling component lives.
pub(super) fn while_seen<T: Future<Output = ()> + 'static>(task: impl Fn() -> T + Copy + 'static) {
    let running = LatestTask::new();
    let follow = move || {
        if visibility::is_hidden() { running.cancel() } else { running.run(task()) }
    };
    follow();
    let following = StoredValue::new_local(Some(visibility::on_change(follow)));
    on_cleanup(move || {
        running.cancel();
        drop(following.try_update_value(Option::take));
    });
}
