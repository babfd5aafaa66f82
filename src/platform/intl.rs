//! Times, numbers and lists in the language of the interface and the zone of the agent, from the browser's own tables.
//!
//! Native tests have no browser: there, numbers, lists and plurals are English.

use std::cell::{OnceCell, RefCell};

use chrono::{Datelike, NaiveTime};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use crate::domain::{Day, Instant, time};

/// A part of a moment, and how it is written.
type Part = (&'static str, &'static str);

thread_local! {
    // Making one costs the browser a hundred times what using it does.
    static MOMENTS: RefCell<Vec<(Vec<Part>, Function)>> = const { RefCell::new(Vec::new()) };
    static RELATIVE: OnceCell<Intl::RelativeTimeFormat> = const { OnceCell::new() };
    static NUMBERS: OnceCell<Function> = const { OnceCell::new() };
    static PLURALS: OnceCell<Intl::PluralRules> = const { OnceCell::new() };
    static LOCALE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Writes everything in the language of that BCP 47 tag from now on, in the browser's own variety of it where the
/// browser is set to that language ("en-GB" for "en"). Called before anything is written.
pub fn set_language(tag: &str) {
    let browser = web_sys::window().and_then(|window| window.navigator().language());
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let own = browser.filter(|browser| language(browser) == language(tag) && !tag.contains('-'));
    LOCALE.set(Some(own.unwrap_or_else(|| tag.to_owned())));
}

fn locales() -> Array {
    LOCALE.with_borrow(|locale| locale.iter().map(|tag| JsValue::from_str(tag)).collect())
}

/// Whether plurals and short numbers are those of English, which need no tables.
fn is_english() -> bool {
    LOCALE.with_borrow(|locale| locale.as_ref().is_none_or(|tag| tag.starts_with("en")))
}

/// Returns a whole number as people read it: "1,042".
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

/// Returns what a language calls itself: "Deutsch" for `de`; the tag where the browser doesn't know.
pub fn language_name(tag: &str) -> String {
    let options = options(&[("type", "language")]);
    let names = Intl::DisplayNames::new(&Array::of1(&JsValue::from_str(tag)), &options);
    names.of(tag).and_then(|name| name.as_string()).unwrap_or_else(|| tag.to_owned())
}

/// Joins names as the language does: "a, b, and c".
pub fn list(names: Vec<String>) -> String {
    if names.len() < 2 || cfg!(not(target_arch = "wasm32")) {
        return names.join(", ");
    }
    let parts: Array = names.iter().map(|name| JsValue::from_str(name)).collect();
    Intl::ListFormat::new(&locales(), &Intl::ListFormatOptions::new()).format(&parts).into()
}

/// Lets the browser read its tables of words for times before they are needed: a slow device takes a while for that.
pub fn prepare() {
    relative(1, "minute");
}

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

/// Writes the moment that an event happens on out in full, as its title. Most are never pointed at, and the first one
/// makes the browser read its tables of zones.
pub fn entitle(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(element) = target.and_then(|target| target.closest("time:not([title])").ok().flatten()) else { return };
    let moment = element.get_attribute("datetime").and_then(|text| time::parse(&text));
    let _ = moment.map(|moment| element.set_attribute("title", &full(moment)));
}

/// A moment as short as it can be told apart from `now`: minutes, hours, then the day.
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

/// A day in short, for example "21 Nov"; with its year when that is not the one of `now`.
pub fn day(day: Day, now: Instant) -> String {
    let year = (day.year() != now.year()).then_some(("year", "numeric"));
    day_as(day, [("day", "numeric"), ("month", "short")].into_iter().chain(year))
}

/// A day with the name it has in the week, for example "Sat, 21 Nov".
pub fn weekday(day: Day) -> String {
    day_as(day, [("weekday", "short"), ("day", "numeric"), ("month", "short")].into_iter())
}

fn day_as(day: Day, parts: impl Iterator<Item = Part>) -> String {
    // A day has no zone: it is formatted in the one that it was made a moment in.
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

/// For example "5 min ago", as the browser's tables have it.
fn relative(amount: i64, unit: &str) -> String {
    let fallback = || format!("{amount} {unit}");
    let make = || Intl::RelativeTimeFormat::new(&locales(), &options(&[("style", "narrow"), ("numeric", "auto")]));
    let formatter = RELATIVE.with(|made| made.get_or_init(make).clone());
    let Ok(format) = Reflect::get(&formatter, &JsValue::from_str("format")) else { return fallback() };
    let Some(format) = format.dyn_ref::<Function>() else { return fallback() };
    let text = format.call2(&formatter, &JsValue::from_f64(-(amount as f64)), &JsValue::from_str(unit));
    text.ok().and_then(|text| text.as_string()).unwrap_or_else(fallback)
}
