//! The helpdesks of the demo as a WebAssembly module of their own.
//!
//! `public/boot.js` loads it when the demo asks its first question, so nobody with an account of
//! their own ever downloads it. Only texts and numbers cross the border between the two modules:
//! they share no memory.

use chrono::{DateTime, Utc};
use deskbell::sandbox::Helpdesks;
use wasm_bindgen::prelude::wasm_bindgen;

/// Every helpdesk of the demo.
#[wasm_bindgen]
pub struct Demo(Helpdesks);

#[wasm_bindgen]
impl Demo {
    /// Helpdesks with so many tickets each. `now` is in milliseconds, as JavaScript counts time.
    #[wasm_bindgen(constructor)]
    pub fn new(tickets: u32, now: f64) -> Demo {
        Demo(Helpdesks::seeded(tickets as usize, moment(now)))
    }

    /// Answers a request to the helpdesk of that provider.
    pub fn answer(&mut self, provider: &str, request: &str, now: f64) -> String {
        self.0.answer_text(provider, request, moment(now))
    }
}

fn moment(milliseconds: f64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(milliseconds as i64).unwrap_or_default()
}

/// Nothing happens until somebody asks.
fn main() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_go_in_and_come_out() {
        let now = 1_600_000_000_000.0;
        let request = r#"{"method":"GET","target":"/tickets?per_page=2&access_token=groove-demo-token"}"#;
        let answer = Demo::new(3, now).answer("groove", request, now);
        assert!(answer.contains(r#""status":200"#), "{answer}");
        assert!(Demo::new(3, now).answer("nobody", request, now).contains("404"));
    }
}
