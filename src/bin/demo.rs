//! The demo's helpdesks as a separate WebAssembly module.
//!
//! `public/boot.js` loads it on the demo's first request, so agents with real accounts never download it. The
//! two modules share no memory, so they exchange only strings and numbers.

use chrono::{DateTime, Utc};
use deskbell::sandbox::Helpdesks;
use wasm_bindgen::prelude::wasm_bindgen;

/// The demo's helpdesks.
#[wasm_bindgen]
pub struct Demo(Helpdesks);

#[wasm_bindgen]
impl Demo {
    /// Creates helpdesks with this many tickets each. `now` is in milliseconds since 1970, as in JavaScript.
    #[wasm_bindgen(constructor)]
    pub fn new(tickets: u32, now: f64) -> Demo {
        Demo(Helpdesks::seeded(tickets as usize, moment(now)))
    }

    /// Returns the response to a request to the helpdesk of this provider, both as JSON.
    pub fn answer(&mut self, provider: &str, request: &str, now: f64) -> String {
        self.0.answer_text(provider, request, moment(now))
    }
}

fn moment(milliseconds: f64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(milliseconds as i64).unwrap_or_default()
}

/// Does nothing: the module only exports [`Demo`].
fn main() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_in_json_gets_a_response_in_json() {
        let now = 1_600_000_000_000.0;
        let request = r#"{"method":"GET","target":"/tickets?per_page=2&access_token=groove-demo-token"}"#;
        let response = Demo::new(3, now).answer("groove", request, now);
        assert!(response.contains(r#""status":200"#), "{response}");
        assert!(Demo::new(3, now).answer("nobody", request, now).contains("404"));
    }
}
