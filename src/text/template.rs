//! Templates of phrases: the part of ICU MessageFormat that the catalogue needs.
//!
//! `{name}` stands for an argument. `{name, plural, =0 {…} one {…} other {…}}` chooses by a number, which `#` stands
//! for inside. `{name, select, yes {…} other {…}}` chooses by a condition. A brace that a reader should see comes as
//! an argument. Bytes are scanned, not characters: that needs a tenth of the code.

use super::isolated;
use crate::domain::Phrase;
use crate::platform::intl;

/// The value of an argument. It borrows, because most phrases are written in place and gone at once.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// A word or a name, kept from turning the direction of the sentence around it.
    Text(&'a str),
    /// Names, joined as the language joins them: "a, b, and c".
    Names(&'a [String]),
    /// Words in the language of the interface, put in as they are.
    Words(&'a str),
    /// A number, written as the language writes numbers.
    Number(u64),
    /// `yes` or `no`, for a `select`.
    Switch(bool),
}

macro_rules! arguments_from {
    ($($kind:ty, $value:ident => $arg:expr;)+) => {
        $(impl<'a> From<&'a $kind> for Arg<'a> {
            fn from($value: &'a $kind) -> Self {
                $arg
            }
        })+
    };
}

arguments_from! {
    &'a str, text => Arg::Text(text);
    String, words => Arg::Words(words);
    &'a [String], names => Arg::Names(names);
    Phrase, phrase => Arg::Words(phrase.text());
    u64, number => Arg::Number(*number);
    usize, number => Arg::Number(*number as u64);
    u32, number => Arg::Number(u64::from(*number));
    u16, number => Arg::Number(u64::from(*number));
    bool, is_so => Arg::Switch(*is_so);
}

/// Puts the arguments into a template. Returns `None` if the template is malformed or names an argument that is not
/// there.
pub(super) fn fill(template: &str, args: &[(&str, Arg)]) -> Option<String> {
    let mut filled = String::with_capacity(template.len());
    put(template, args, None, &mut filled)?;
    Some(filled)
}

/// Writes `template` to `filled`; `count` is what `#` stands for.
fn put(template: &str, args: &[(&str, Arg)], count: Option<&str>, filled: &mut String) -> Option<()> {
    let mut rest = template;
    while let Some(at) = rest.bytes().position(|it| matches!(it, b'{' | b'}') || (it == b'#' && count.is_some())) {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        if let (b'#', Some(count)) = (rest.as_bytes()[0], count) {
            filled.push_str(count);
            rest = &rest[1..];
        } else {
            let (inside, after) = block(rest)?;
            put_argument(inside, args, filled)?;
            rest = after;
        }
    }
    filled.push_str(rest);
    Some(())
}

fn put_argument(inside: &str, args: &[(&str, Arg)], filled: &mut String) -> Option<()> {
    let (name, choice) = at_comma(inside);
    let (_, arg) = args.iter().find(|(known, _)| *known == name)?;
    let Some(choice) = choice else {
        match arg {
            Arg::Text(text) => filled.push_str(&isolated(text)),
            Arg::Names(names) => filled.push_str(&intl::list(names.iter().map(|name| isolated(name)).collect())),
            Arg::Words(words) => filled.push_str(words),
            Arg::Number(number) => filled.push_str(&intl::number(*number)),
            Arg::Switch(_) => return None,
        }
        return Some(());
    };
    let cases = at_comma(choice).1?;
    let (chosen, count) = match arg {
        Arg::Number(0) if case(cases, "=0").is_some() => (case(cases, "=0"), None),
        Arg::Number(number) => (case(cases, &intl::plural(*number)), Some(intl::number(*number))),
        Arg::Switch(is_so) => (case(cases, if *is_so { "yes" } else { "no" }), None),
        _ => return None,
    };
    put(chosen.or_else(|| case(cases, "other"))?, args, count.as_deref(), filled)
}

/// Splits `name, rest` at the comma.
fn at_comma(text: &str) -> (&str, Option<&str>) {
    match text.bytes().position(|it| it == b',') {
        Some(at) => (text[..at].trim(), Some(&text[at + 1..])),
        None => (text.trim(), None),
    }
}

/// Finds the text of one case: `one {…} other {…}`.
fn case<'t>(cases: &'t str, wanted: &str) -> Option<&'t str> {
    let mut rest = cases;
    loop {
        let (selector, from) = rest.split_at(rest.bytes().position(|it| it == b'{')?);
        let (inside, after) = block(from)?;
        if selector.trim() == wanted {
            return Some(inside);
        }
        rest = after;
    }
}

/// Splits `{inside} after` at the brace that closes the first one.
fn block(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some((&text[1..at], &text[at + 1..])),
            b'}' if depth == 0 => return None,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The names of the arguments in a template, each as often as it occurs. `None` if the template is malformed.
pub fn arguments(template: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (inside, after) = block(&rest[at..])?;
        rest = after;
        let (name, choice) = at_comma(inside);
        names.push(name);
        if let Some(choice) = choice {
            let (kind, cases) = at_comma(choice);
            let mut cases = cases.filter(|_| ["plural", "select"].contains(&kind))?;
            case(cases, "other")?;
            while let Some(at) = cases.find('{') {
                let (inside, after) = block(&cases[at..])?;
                names.extend(arguments(inside)?);
                cases = after;
            }
        }
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICKETS: &str = "{who} has {count, plural, =0 {no tickets} one {# ticket} other {# tickets}}.";

    fn tickets(count: u64) -> Option<String> {
        fill(TICKETS, &[("who", Arg::Text("Ana")), ("count", Arg::Number(count))])
    }

    #[test]
    fn plurals_and_names_are_filled_in() {
        assert_eq!(tickets(0).as_deref(), Some("Ana has no tickets."));
        assert_eq!(tickets(1).as_deref(), Some("Ana has 1 ticket."));
        assert_eq!(tickets(1200).as_deref(), Some("Ana has 1,200 tickets."));
    }

    #[test]
    fn a_select_takes_the_case_or_other_and_may_hold_arguments() {
        let template = "{is_done, select, yes {Done by {who}} other {Not done}} #1";
        let filled = |is_done: bool| fill(template, &[("is_done", Arg::Switch(is_done)), ("who", Arg::Text("Ana"))]);
        assert_eq!(filled(true).as_deref(), Some("Done by Ana #1"));
        assert_eq!(filled(false).as_deref(), Some("Not done #1"));
    }

    #[test]
    fn right_to_left_names_are_isolated() {
        assert_eq!(fill("To {who}.", &[("who", Arg::Text("דנה"))]).as_deref(), Some("To \u{2068}דנה\u{2069}."));
    }

    #[test]
    fn malformed_templates_are_refused() {
        for template in ["{", "}", "{a", "a}", "{b}", "{a, plural, one {x}}", "{a, plural}", "{a, plural, other {x}"] {
            assert_eq!(fill(template, &[("a", Arg::Number(2))]), None, "{template}");
        }
        for template in ["{", "}", "{a", "{a, plural, one {x}}", "{a, plural}", "{a, number, other {x}}"] {
            assert_eq!(arguments(template), None, "{template}");
        }
        assert_eq!(arguments(TICKETS), Some(vec!["who", "count"]));
    }
}
