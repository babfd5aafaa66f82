//! Formats times, numbers and lists with the browser's `Intl`, in the app's language and the agent's time zone.
//!
//! Native tests have no browser: their numbers, lists and plurals are in English.

use std::cell::{OnceCell, RefCell};

use chrono::{Datelike, NaiveTime};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use crate::domain::{Day, Instant, time};

/// An option of `Intl.DateTimeFormat` and its value.
type Part = (&'static str, &'static str);

thread_local! {
    // Cached because creating a formatter takes a hundred times as long as using it.
    static MOMENTS: RefCell<Vec<(Vec<Part>, Function)>> = const { RefCell::new(Vec::new()) };
    static RELATIVE: OnceCell<Intl::RelativeTimeFormat> = const { OnceCell::new() };
    static NUMBERS: OnceCell<Function> = const { OnceCell::new() };
    static PLURALS: OnceCell<Intl::PluralRules> = const { OnceCell::new() };
    static LOCALE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Sets the language as a BCP 47 tag. If the browser is set to a variety of it ("en-GB" for "en"), that is used.
/// Must be called before anything is formatted.
pub fn set_language(tag: &str) {
    let browser = web_sys::window().and_then(|window| window.navigator().language());
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let own = browser.filter(|browser| language(browser) == language(tag) && !tag.contains('-'));
    LOCALE.set(Some(own.unwrap_or_else(|| tag.to_owned())));
}

fn locales() -> Array {
    LOCALE.with_borrow(|locale| locale.iter().map(|tag| JsValue::from_str(tag)).collect())
}

/// Whether the language is English, whose plurals and short numbers need no `Intl`.
fn is_english() -> bool {
    LOCALE.with_borrow(|locale| locale.as_ref().is_none_or(|tag| tag.starts_with("en")))
}

/// Formats a whole number: "1,042".
pub fn number(number: u64) -> String {
    if number < 1000 && is_english() {
        return number.to_string();
    }
    if cfg!(not(target_arch = "wasm32")) {
        return thousands(number);
    }
    let format = || Intl::NumberFormat::new(&locales(), &Object::new()).format();
    let format = NUMBERS.with(|made| made.get_or_init(format).clone());
    let text = format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(number as f64));
    text.ok().and_then(|text| text.as_string()).unwrap_or_else(|| thousands(number))
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let group = |(at, digit): (usize, char)| {
        let comma = (at > 0 && (digits.len() - at).is_multiple_of(3)).then_some(',');
        comma.into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(group).collect()
}

/// Returns the plural category of a number: `zero`, `one`, `two`, `few`, `many` or `other` (CLDR, Language Plural Rules).
pub fn plural(number: u64) -> String {
    if is_english() {
        return if number == 1 { "one" } else { "other" }.to_owned();
    }
    let rules = PLURALS.with(|made| made.get_or_init(|| Intl::PluralRules::new(&locales(), &Object::new())).clone());
    rules.select(number as f64).as_string().unwrap_or_else(|| "other".to_owned())
}

/// Returns what a language calls itself: "Deutsch" for `de`; the tag itself if the browser does not know the language.
pub fn language_name(tag: &str) -> String {
    let options = options(&[("type", "language")]);
    let names = Intl::DisplayNames::new(&Array::of1(&JsValue::from_str(tag)), &options);
    names.of(tag).and_then(|name| name.as_string()).unwrap_or_else(|| tag.to_owned())
}

/// Joins names by the rules of the language: "a, b, and c".
pub fn list(names: Vec<String>) -> String {
    if names.len() < 2 || cfg!(not(target_arch = "wasm32")) {
        return names.join(", ");
    }
    let parts: Array = names.iter().map(|name| JsValue::from_str(name)).collect();
    Intl::ListFormat::new(&locales(), &Intl::ListFormatOptions::new()).format(&parts).into()
}

/// Makes the browser load its data for relative times before they are needed, which takes a while on a slow device.
pub fn warm_up() {
    relative(1, "minute");
}

/// Formats a moment in full, for example "Thu, 12 November 2026, 09:41:07 GMT+1".
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

/// Adds the full time as a tooltip to the `time` element that an event happened on.
///
/// It is added on demand because most are never pointed at, and the first one makes the browser load its time zones.
pub fn show_full_time(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(element) = target.and_then(|target| target.closest("time:not([title])").ok().flatten()) else { return };
    let moment = element.get_attribute("datetime").and_then(|text| time::parse(&text));
    let _ = moment.map(|moment| element.set_attribute("title", &full(moment)));
}

/// Formats a moment relative to `now`, as short as possible: in minutes or hours, then as a date.
pub fn brief(moment: Instant, now: Instant) -> String {
    let seconds = (now - moment).num_seconds();
    match seconds {
        ..60 => relative(0, "second"),
        60..3600 => relative(seconds / 60, "minute"),
        3600..86_400 => relative(seconds / 3600, "hour"),
        86_400..15_552_000 => format(moment, &[("day", "numeric"), ("month", "short")]),
        _ => format(moment, &[("day", "numeric"), ("month", "short"), ("year", "numeric")]),
    }
}

/// Formats a day in short, for example "21 Nov"; with its year if that is not the year of `now`.
pub fn day(day: Day, now: Instant) -> String {
    let year = (day.year() != now.year()).then_some(("year", "numeric"));
    format_day(day, [("day", "numeric"), ("month", "short")].into_iter().chain(year))
}

/// Formats a day with its weekday, for example "Sat, 21 Nov".
pub fn weekday(day: Day) -> String {
    format_day(day, [("weekday", "short"), ("day", "numeric"), ("month", "short")].into_iter())
}

fn format_day(day: Day, parts: impl Iterator<Item = Part>) -> String {
    // A day has no time zone, so it is converted to a moment and formatted in the same zone.
    let parts: Vec<_> = parts.chain([("timeZone", "UTC")]).collect();
    format(day.and_time(NaiveTime::MIN).and_utc(), &parts)
}

fn format(moment: Instant, parts: &[Part]) -> String {
    let date = Date::new(&JsValue::from_f64(moment.timestamp_millis() as f64));
    let format = MOMENTS.with_borrow_mut(|made| {
        if let Some((_, format)) = made.iter().find(|(known, _)| known == parts) {
            return format.clone();
        }
        let format = Intl::DateTimeFormat::new(&locales(), &options(parts)).format();
        made.push((parts.to_vec(), format.clone()));
        format
    });
    let formatted = format.call1(&JsValue::UNDEFINED, &date);
    formatted.ok().and_then(|text| text.as_string()).unwrap_or_else(|| time::iso(moment))
}

fn options(parts: &[Part]) -> Object {
    let options = Object::new();
    for (name, value) in parts {
        let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    options
}

/// Formats a time in the past, for example "5 min ago".
fn relative(amount: i64, unit: &str) -> String {
    let fallback = || format!("{amount} {unit}");
    let make = || Intl::RelativeTimeFormat::new(&locales(), &options(&[("style", "narrow"), ("numeric", "auto")]));
    let formatter = RELATIVE.with(|made| made.get_or_init(make).clone());
    let Ok(format) = Reflect::get(&formatter, &JsValue::from_str("format")) else { return fallback() };
    let Some(format) = format.dyn_ref::<Function>() else { return fallback() };
    let text = format.call2(&formatter, &JsValue::from_f64(-(amount as f64)), &JsValue::from_str(unit));
    text.ok().and_then(|text| text.as_string()).unwrap_or_else(fallback)
}
