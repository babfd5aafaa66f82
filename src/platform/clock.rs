//! The time of day, waiting, and chance.

use chrono::TimeDelta;
use js_sys::{Date, Math, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::visibility;
use crate::domain::{Day, Instant};

/// The present moment.
pub fn now() -> Instant {
    Instant::from_timestamp_millis(Date::now() as i64).unwrap_or_default()
}

/// The day of a moment in the agent's own zone.
pub fn day_of(moment: Instant) -> Day {
    let date = Date::new(&JsValue::from_f64(moment.timestamp_millis() as f64));
    // So many minutes the zone is behind UTC at that moment.
    (moment - TimeDelta::minutes(date.get_timezone_offset() as i64)).date_naive()
}

/// A moment that was entered in the agent's own zone (`2026-11-21T09:30`), as mail headers write it
/// (RFC 822, in GMT). What is no moment stays as it was entered.
pub fn mail_date(local: &str) -> String {
    let date = Date::new(&JsValue::from_str(local));
    if date.get_time().is_nan() { local.to_owned() } else { date.to_utc_string().into() }
}

/// A number between 0 and 1 that nobody can foresee: it spreads what would otherwise happen at once.
pub fn chance() -> f64 {
    Math::random()
}

/// Lets the browser do what else is waiting: what takes a slow device long is done in several turns. A page that nobody
/// sees has nothing to let in, and would wait for a second.
pub async fn turn() {
    if !visibility::is_hidden() {
        sleep(0).await;
    }
}

/// Waits for so many milliseconds.
pub async fn sleep(milliseconds: u32) {
    let timer = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds as i32);
        }
    });
    let _ = JsFuture::from(timer).await;
}
