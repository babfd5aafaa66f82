//! How the list and the open ticket stay up to date: the helpdesks are asked now and then, more seldom the less happens,
//! and not at all while nobody looks.

use std::future::Future;

use leptos::prelude::*;

use super::AppState;
use super::tasks::LatestTask;
use crate::platform::{clock, visibility};

/// How long between two looks while something happens, in milliseconds.
const SOON: u32 = 60_000;

/// How long at most, when nothing does.
const LATE: u32 = 240_000;

/// Looks for news of the list and of the open ticket for as long as the component lives that calls this.
pub fn start_polling(app: AppState) {
    let looked = StoredValue::new(clock::now());
    while_seen(move || async move {
        // What is due since nobody looked is looked up at once.
        let passed = (clock::now() - looked.try_get_value().unwrap_or_default()).num_milliseconds();
        let mut wait = SOON.saturating_sub(u32::try_from(passed).unwrap_or_default());
        loop {
            clock::sleep(wait).await;
            let open = untrack(|| app.open.key());
            let (has_arrivals, has_open) = app.list.check_arrivals(open.as_ref()).await;
            // What the list has just told of it need not be asked for.
            if !has_open {
                app.open.look().await;
            }
            looked.try_set_value(clock::now());
            wait = if has_arrivals { SOON } else { (wait * 2).clamp(SOON, LATE) };
        }
    });
}

/// Runs a task while somebody sees the page, and begins it anew when the page is seen again, for as long as the
/// component lives that calls this.
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
