//! Properties that hold for any input: decoders never panic, links round-trip, and merging is idempotent.
//!
//! `PROPTEST_CASES` overrides the number of cases of each property.

mod decoders;
mod documents;
mod feeds;
mod large_inputs;
mod overview;
mod strategies;
mod zaia;

use std::env;

use deskbell::client::config;
use deskbell::client::response::Response;
use deskbell::domain::{Change, TicketField, html, search, time};
use deskbell::routes::Route;
use proptest::prelude::*;

use self::decoders::VENDORS;
use self::documents::{CONFIG, document};
use self::strategies::{a_label, directories, label_sets, routes, tickets};

/// Configures this many cases, unless `PROPTEST_CASES` is set.
pub fn cases(usual: u32) -> ProptestConfig {
    let wanted = env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig { cases: wanted.unwrap_or(usual), failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn some_mutated_documents_are_readable_and_some_are_not() {
    for vendor in &VENDORS {
        let is_readable = |seed| (vendor.is_ticket)(&Response::json_body(200, &document(seed, vendor.documents)));
        let readable = (0..2000).filter(|seed| is_readable(*seed)).count();
        assert!((50..1500).contains(&readable), "{readable} of 2000 tickets could be read");
    }
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn no_decoder_panics_on_any_json(seed in any::<u64>()) {
        for vendor in &VENDORS {
            (vendor.decode)(&Response::json_body(200, &document(seed, vendor.documents)));
        }
    }

    #[test]
    fn no_configuration_panics(seed in any::<u64>()) {
        let parsed = config::parse(&document(seed, &[CONFIG]).to_string());
        for account in &parsed.config.accounts {
            let mut problems = Vec::new();
            let again = config::parse_accounts(&[account.to_json()], "stored", &mut problems);
            prop_assert_eq!(&again[..], std::slice::from_ref(account), "what was parsed is serialised again");
            prop_assert_eq!(problems, []);
        }
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn no_decoder_panics_on_any_text(status in 100u16..600, body in any::<String>()) {
        let answer = Response { body: body.into(), ..Response::status(status) };
        VENDORS.iter().for_each(|vendor| (vendor.decode)(&answer));
    }

    #[test]
    fn truncated_documents_never_panic(length in 0usize..2000, choice in any::<usize>()) {
        for vendor in &VENDORS {
            let body: String = vendor.documents[choice % vendor.documents.len()].chars().take(length).collect();
            (vendor.decode)(&Response { body: body.into(), ..Response::status(200) });
        }
    }

    #[test]
    fn html_to_text_never_panics(text in prop_oneof![any::<String>(), "[<>/!a-c &;#x0-9\"'=é-]{0,60}"]) {
        let words = html::words(&text);
        prop_assert!(words.len() <= text.len() * 2, "no entity expands to more than twice its length");
        prop_assert!(!words.starts_with(char::is_whitespace) && !words.ends_with(char::is_whitespace));
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        prop_assert_eq!(html::unescape(&escaped), text, "escaping round-trips");
    }

    #[test]
    fn invalid_configuration_text_never_panics(text in any::<String>(), length in 0..CONFIG.len()) {
        let _ = config::parse(&text);
        let cut: String = CONFIG.chars().take(length).collect();
        prop_assert_eq!(config::parse(&cut).config.accounts.len(), 0, "a truncated file has no accounts");
    }

    #[test]
    fn date_parsing_never_panics(text in "[0-9TZ:+ .é-]{0,30}") {
        let _ = time::parse(&text);
    }

    #[test]
    fn a_link_round_trips(route in routes()) {
        let link = route.print();
        prop_assert_eq!(Route::parse(&link), route.clone(), "{}", &link);
        prop_assert_eq!(Route::parse(&format!("?{link}")), route);
    }

    #[test]
    fn printing_a_parsed_link_is_stable(text in prop_oneof![any::<String>(), "[a-z=&%0-9+?:_]{0,60}"]) {
        let printed = Route::parse(&text).print();
        prop_assert_eq!(Route::parse(&printed).print(), printed);
    }

    #[test]
    fn updating_a_ticket_is_idempotent(older in tickets(), newer in tickets()) {
        let mut once = older;
        once.update(newer.clone());
        let mut twice = once.clone();
        twice.update(newer);
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn merging_directories_is_idempotent(mut once in directories(), more in directories()) {
        once.merge(more.clone());
        let mut twice = once.clone();
        twice.merge(more);
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn learning_from_a_ticket_is_idempotent(mut once in directories(), ticket in tickets()) {
        once.learn(&ticket);
        let mut twice = once.clone();
        twice.learn(&ticket);
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn a_change_and_its_inverse_cancel(ticket in tickets(), to in label_sets()) {
        let change = Change::new(TicketField::Labels, ticket.labels.clone(), to);
        let mut changed = ticket.clone();
        change.apply(&mut changed);
        prop_assert!(change.is_shown(&changed));
        change.inverse().unwrap().apply(&mut changed);
        prop_assert_eq!(changed, ticket);
    }

    #[test]
    fn labels_are_a_set(a in label_sets(), b in label_sets(), label in a_label()) {
        prop_assert!(a.with(label.clone()).contains(&label));
        prop_assert!(!a.without(&label).contains(&label));
        prop_assert_eq!(a.with(label.clone()).with(label.clone()), a.with(label.clone()));
        prop_assert_eq!(a.without(&label).without(&label), a.without(&label));
        if !a.contains(&label) {
            prop_assert_eq!(&a.with(label.clone()).without(&label), &a);
        }
        prop_assert_eq!(a.beyond(&a), []);
        let (added, removed) = (b.beyond(&a), a.beyond(&b));
        prop_assert!(added.iter().all(|label| b.contains(label) && !a.contains(label)));
        let stored = removed.iter().fold(a.clone(), |set, label| set.without(label));
        let reached = added.into_iter().fold(stored, |set, label| set.with(label));
        prop_assert!(reached.beyond(&b).is_empty() && b.beyond(&reached).is_empty(), "{reached:?} is not {b:?}");
        let names: std::collections::BTreeSet<_> = a.names().into_iter().collect();
        prop_assert_eq!(names.len(), a.iter().len(), "no duplicates");
    }

    #[test]
    fn folding_text_is_idempotent(text in prop_oneof![any::<String>(), "[ẞßÆæŒœÞþİıŁłĐđΣςΐΰЁй\u{300}-\u{36f}A-z ]{0,30}"]) {
        let once = search::fold(&text);
        prop_assert_eq!(search::fold(&once), once.clone());
        prop_assert_eq!(search::words(&text), search::words(&once));
    }
}

#[test]
fn folding_any_letter_is_idempotent() {
    for letter in ('\u{0}'..='\u{2fff}').chain('\u{a640}'..='\u{abff}').chain('\u{fb00}'..='\u{ffff}') {
        let once = search::fold(&letter.to_string());
        assert_eq!(search::fold(&once), once, "{letter:?}");
    }
}
