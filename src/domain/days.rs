//! Days of the calendar, and spans of them.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A day of the calendar, in its reader's time zone.
pub type Day = NaiveDate;

/// A span of days, both ends included; one of the ends may be open.
///
/// Prints and parses as `2026-11-01..2026-11-20`, `2026-11-01..` or `..2026-11-20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    from: Option<Day>,
    to: Option<Day>,
}

impl Days {
    /// Makes the span between two days; `None` if neither is given, or if it would be empty.
    pub fn between(from: Option<Day>, to: Option<Day>) -> Option<Days> {
        let holds_some = match (from, to) {
            (Some(from), Some(to)) => from <= to,
            (from, to) => from.is_some() || to.is_some(),
        };
        holds_some.then_some(Days { from, to })
    }

    /// Parses a span, or a single day; `None` for anything else.
    pub fn parse(text: &str) -> Option<Days> {
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        let end = |text: &str| if text.is_empty() { Some(None) } else { day(text).map(Some) };
        Days::between(end(from)?, end(to)?)
    }

    /// Returns the first day, if there is one.
    pub fn from(&self) -> Option<Day> {
        self.from
    }

    /// Returns the last day, if there is one.
    pub fn to(&self) -> Option<Day> {
        self.to
    }

    /// Whether a day is in the span.
    pub fn has(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Returns the days in both spans; `None` if there are none.
    pub fn within(&self, other: Days) -> Option<Days> {
        let to = [self.to, other.to].into_iter().flatten().min();
        Days::between(self.from.max(other.from), to)
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |day: Option<Day>| day.map(iso).unwrap_or_default();
        f.write_str(&text(self.from))?;
        f.write_str("..")?;
        f.write_str(&text(self.to))
    }
}

/// Formats a day as ISO 8601: `2026-11-21`.
pub fn iso(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// Parses a day that [`iso`] formatted.
fn day(text: &str) -> Option<Day> {
    let [year, month, day] = text.split('-').collect::<Vec<_>>()[..] else { return None };
    let number = |text: &str, digits: usize| {
        (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<u32>().ok())?
    };
    Day::from_ymd_opt(number(year, 4)?.try_into().ok()?, number(month, 2)?, number(day, 2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Days {
        Days::parse(text).unwrap()
    }

    #[test]
    fn a_span_prints_as_it_is_read() {
        for text in ["2026-11-01..2026-11-20", "2026-11-01..", "..2026-11-20", "0000-01-01..9999-12-31"] {
            assert_eq!(days(text).to_string(), text);
        }
        assert_eq!(days("2024-02-29").to_string(), "2024-02-29..2024-02-29");
        for text in ["", "..", "2026-11-20..2026-11-01", "2026-02-30", "26-1-1", "+026-11-01", "2026-11-01..x", "é"] {
            assert_eq!(Days::parse(text), None, "{text}");
        }
    }

    #[test]
    fn both_ends_are_among_them() {
        let span = days("2026-11-01..2026-11-03");
        let has = |text: &str| span.has(day(text).unwrap());
        assert!(has("2026-11-01") && has("2026-11-02") && has("2026-11-03"));
        assert!(!has("2026-10-31") && !has("2026-11-04"));
        assert_eq!(span.within(days("2026-11-02..")), Some(days("2026-11-02..2026-11-03")));
        assert_eq!(span.within(days("..2026-11-01")), Some(days("2026-11-01")));
        assert_eq!(days("2026-11-01..").within(days("..2026-11-03")), Some(span));
        assert_eq!(span.within(days("2026-12-01..")), None);
    }
}
