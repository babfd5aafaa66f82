//! Limits the number of requests a minute.

use std::collections::VecDeque;

/// A minute in milliseconds.
const MINUTE: i64 = 60_000;

/// A limit of requests in any minute.
#[derive(Debug, Default)]
pub struct RateLimit {
    /// How many requests may be sent in a minute; `None` if there is no limit.
    pub per_minute: Option<u32>,
    /// When the requests of the last minute were sent.
    sent: VecDeque<i64>,
}

impl RateLimit {
    /// Creates a limit of this many requests a minute, of which none are used.
    pub fn new(per_minute: Option<u32>) -> Self {
        RateLimit { per_minute, sent: VecDeque::new() }
    }

    /// Counts a request at `now`, in milliseconds. Returns `None` if it may be sent, else how many
    /// milliseconds it must wait; it is not counted then.
    pub fn take(&mut self, now: i64) -> Option<i64> {
        let per_minute = self.per_minute?;
        while self.sent.front().is_some_and(|first| now - first >= MINUTE) {
            self.sent.pop_front();
        }
        if self.sent.len() < per_minute as usize {
            self.sent.push_back(now);
            return None;
        }
        self.sent.front().map(|first| first + MINUTE - now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_over_the_limit_waits_until_the_oldest_is_a_minute_old() {
        let mut limit = RateLimit::new(Some(3));
        let waits = [0, 10, 20, 30].map(|now| limit.take(now));
        assert_eq!(waits, [None, None, None, Some(59_970)]);
        assert_eq!(limit.take(59_999), Some(1));
        assert_eq!(limit.take(60_000), None);
        assert_eq!(limit.take(60_000), Some(10));
    }
}
