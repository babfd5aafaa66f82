//! Times in the words of the agent's language and zone, from the browser's own tables.

use chrono::{Datelike, NaiveTime};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::{Day, Instant};

/// A moment in full, for example "Thu, 12 November 2026, 09:41:07 GMT+1".
pub fn full(moment: Instant) -> String {
    let parts = [
        ("weekday", "short"),
        ("year", "numeric"),
        ("month", "long"),
        ("day", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("second", "2-digit"),
        ("timeZoneName", "short"),
    ];
    format(moment, &parts)
}

/// A moment as short as it can be told apart from `now`: minutes, hours, then the day.
pub fn brief(moment: Instant, now: Instant) -> String {
    let seconds = (now - moment).num_seconds();
    match seconds {
        ..60 => "now".to_owned(),
        60..3600 => relative(seconds / 60, "minute"),
        3600..86_400 => relative(seconds / 3600, "hour"),
        86_400..15_552_000 => format(moment, &[("day", "numeric"), ("month", "short")]),
        _ => format(moment, &[("day", "numeric"), ("month", "short"), ("year", "numeric")]),
    }
}

/// A day in short, for example "21 Nov"; with its year when that is not the one of `now`.
pub fn day(day: Day, now: Instant) -> String {
    let year = (day.year() != now.year()).then_some(("year", "numeric"));
    day_as(day, [("day", "numeric"), ("month", "short")].into_iter().chain(year))
}

/// A day with the name it has in the week, for example "Sat, 21 Nov".
pub fn weekday(day: Day) -> String {
    day_as(day, [("weekday", "short"), ("day", "numeric"), ("month", "short")].into_iter())
}

fn day_as<'a>(day: Day, parts: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    // A day has no zone: it is formatted in the one that it was made a moment in.
    let parts: Vec<_> = parts.chain([("timeZone", "UTC")]).collect();
    format(day.and_time(NaiveTime::MIN).and_utc(), &parts)
}

fn format(moment: Instant, parts: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in parts {
        let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let date = Date::new(&JsValue::from_f64(moment.timestamp_millis() as f64));
    let formatter = Intl::DateTimeFormat::new(&Array::new(), &options);
    let formatted = formatter.format().call1(&JsValue::UNDEFINED, &date);
    formatted.ok().and_then(|text| text.as_string()).unwrap_or_else(|| moment.to_rfc3339())
}

/// For example "5 min ago", as the browser's tables have it.
fn relative(amount: i64, unit: &str) -> String {
    let fallback = || format!("{amount} {unit}");
    let options = Object::new();
    let _ = Reflect::set(&options, &JsValue::from_str("style"), &JsValue::from_str("narrow"));
    let formatter = Intl::RelativeTimeFormat::new(&Array::new(), &options);
    let Ok(format) = Reflect::get(&formatter, &JsValue::from_str("format")) else { return fallback() };
    let Some(format) = format.dyn_ref::<Function>() else { return fallback() };
    let text = format.call2(&formatter, &JsValue::from_f64(-(amount as f64)), &JsValue::from_str(unit));
    text.ok().and_then(|text| text.as_string()).unwrap_or_else(fallback)
}
