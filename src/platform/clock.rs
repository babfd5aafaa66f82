//! The time of day, and waiting.

use js_sys::{Date, Promise};
use wasm_bindgen_futures::JsFuture;

use crate::domain::Instant;

/// The present moment.
pub fn now() -> Instant {
    Instant::from_timestamp_millis(Date::now() as i64).unwrap_or_default()
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
