//! No more requests a minute than a helpdesk takes.

use std::collections::VecDeque;

/// What a limit counts in, in milliseconds.
const MINUTE: i64 = 60_000;

/// When requests went, as far as it matters for the next one.
#[derive(Debug, Default)]
pub struct Pace {
    /// How many a minute may go; any number where there is no limit.
    pub per_minute: Option<u32>,
    sent: VecDeque<i64>,
}

impl Pace {
    /// A pace of so many requests a minute, at which nothing was sent yet.
    pub fn new(per_minute: Option<u32>) -> Self {
        Pace { per_minute, sent: VecDeque::new() }
    }

    /// Counts a request that goes at `now`, in milliseconds; `None` if it may, else how long it has to
    /// wait.
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
    fn so_many_go_within_a_minute_and_the_next_one_when_the_first_is_a_minute_old() {
        let mut pace = Pace::new(Some(3));
        let went = [0, 10, 20, 30].map(|now| pace.take(now));
        assert_eq!(went, [None, None, None, Some(59_970)]);
        assert_eq!(pace.take(59_999), Some(1));
        assert_eq!(pace.take(60_000), None);
        assert_eq!(pace.take(60_000), Some(10));
    }
}
