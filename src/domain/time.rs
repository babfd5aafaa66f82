//! Moments in time, as the helpdesks write them.

use chrono::{DateTime, Datelike, Timelike, Utc};

/// A moment in UTC.
pub type Instant = DateTime<Utc>;

/// Parses a moment in any of the notations of the helpdesks.
///
/// Takes ISO 8601 (`2012-07-17T13:41:01Z`, with any offset or fraction) and the form with a space
/// and an offset or the word `UTC` (`2017-11-24 10:28:04 +0530`). Returns `None` for anything else.
pub fn parse(text: &str) -> Option<Instant> {
    let text = text.trim();
    let day_and_rest = text.split_once(['T', ' '])?;
    let (clock, offset) = match day_and_rest.1.split_once(' ') {
        Some((clock, "UTC")) => (clock, "Z".to_owned()),
        Some((clock, offset)) => (clock, with_colon(offset)?),
        None => (day_and_rest.1, String::new()),
    };
    let iso = format!("{}T{clock}{offset}", day_and_rest.0);
    DateTime::parse_from_rfc3339(&iso).ok().map(|moment| moment.with_timezone(&Utc))
}

/// Parses a moment of an HTTP header: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7, the
/// form that servers must send).
pub fn parse_http_date(text: &str) -> Option<Instant> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let [_, day, month, year, clock, "GMT"] = text.split(' ').collect::<Vec<_>>()[..] else { return None };
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    parse(&format!("{year}-{month:02}-{day}T{clock}Z"))
}

/// Formats a moment as ISO 8601, in seconds: `2026-11-21T09:30:00Z`.
pub fn iso(moment: Instant) -> String {
    let (date, time) = (moment.date_naive(), moment.time());
    let (year, month, day) = (date.year(), date.month(), date.day());
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", time.hour(), time.minute(), time.second())
}

/// Turns an offset written `+0530` into `+05:30`.
fn with_colon(offset: &str) -> Option<String> {
    let (hours, minutes) = (offset.get(..3)?, offset.get(3..)?);
    Some(format!("{hours}:{}", minutes.trim_start_matches(':')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_the_same_moment() {
        let moment = parse("2017-11-24T04:58:04Z");
        assert!(moment.is_some());
        for spelling in ["2017-11-24T04:58:04.000Z", "2017-11-24 10:28:04 +0530", "2017-11-24 04:58:04 UTC"] {
            assert_eq!(parse(spelling), moment, "{spelling}");
        }
    }

    #[test]
    fn a_moment_is_written_as_it_is_read() {
        let text = "2017-01-04T04:08:09Z";
        assert_eq!(parse(text).map(iso).as_deref(), Some(text));
        assert_eq!(parse_http_date("Wed, 04 Jan 2017 04:08:09 GMT"), parse(text));
    }

    #[test]
    fn nonsense_is_no_moment() {
        for text in ["", "yesterday", "2017-11-24", "2017-11-24 é 1", "T", " ", "2017-13-99T99:99:99Z"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
