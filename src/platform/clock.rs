//! The current time, timers and random numbers.

use chrono::TimeDelta;
use js_sys::{Date, Math, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::visibility;
use crate::domain::{Day, Instant};

/// Returns the current time.
pub fn now() -> Instant {
    Instant::from_timestamp_millis(Date::now() as i64).unwrap_or_default()
}

/// Returns the day of a moment in the agent's time zone.
pub fn day_of(moment: Instant) -> Day {
    let date = Date::new(&JsValue::from_f64(moment.timestamp_millis() as f64));
    // The offset is the number of minutes that local time is behind UTC at that moment.
    (moment - TimeDelta::minutes(date.get_timezone_offset() as i64)).date_naive()
}

/// Converts a date and time in the agent's time zone (`2026-11-21T09:30`) to the format of mail headers
/// (RFC 822, in GMT). Returns any other text unchanged.
pub fn mail_date(local: &str) -> String {
    let date = Date::new(&JsValue::from_str(local));
    if date.get_time().is_nan() { local.to_owned() } else { date.to_utc_string().into() }
}

/// Returns a random number between 0 and 1.
pub fn random() -> f64 {
    Math::random()
}

/// Yields to the browser, so that long work does not block input and painting. In a hidden page there is neither, and
/// its timers are slowed down to a second, so it returns at once.
pub async fn yield_to_browser() {
    if !visibility::is_hidden() {
        sleep(0).await;
    }
}

/// Waits for this many milliseconds.
pub async fn sleep(milliseconds: u32) {
    let timer = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds as i32);
        }
    });
    let _ = JsFuture::from(timer).await;
}
