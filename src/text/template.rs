//! Templates of phrases: the part of ICU MessageFormat that the catalogue needs.
//!
//! `{name}` stands for an argument. `{name, plural, =0 {…} one {…} other {…}}` chooses by a number, which `#` stands
//! for inside. `{name, select, yes {…} other {…}}` chooses by a word. A brace that a reader should see comes as an
//! argument.

use super::isolated;
use crate::domain::Phrase;
use crate::platform::intl;

/// The value of an argument.
#[derive(Clone, Debug)]
pub enum Arg {
    /// A word or a name, kept from turning the direction of the sentence around it.
    Text(String),
    /// A number, written as the language writes numbers.
    Number(u64),
    /// Words in the language of the interface, put in as they are.
    Words(String),
    /// The case of a `select`.
    Case(&'static str),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Arg::Text(text.clone())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

/// Names in a row, joined as the language joins them: "a, b, and c".
impl From<&[String]> for Arg {
    fn from(names: &[String]) -> Self {
        let names: Vec<String> = names.iter().map(|name| isolated(name)).collect();
        Arg::Words(intl::list(&names))
    }
}

impl From<Phrase> for Arg {
    fn from(phrase: Phrase) -> Self {
        Arg::Words(phrase.text().to_owned())
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Arg::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Arg::Number(number as u64)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Arg::Number(number.into())
    }
}

impl From<u16> for Arg {
    fn from(number: u16) -> Self {
        Arg::Number(number.into())
    }
}

/// `yes` or `no`, for a `select`.
impl From<bool> for Arg {
    fn from(is_so: bool) -> Self {
        Arg::Case(if is_so { "yes" } else { "no" })
    }
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
    while let Some(at) = rest.find(|letter| letter == '{' || letter == '}' || (letter == '#' && count.is_some())) {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        if let (Some(after), Some(count)) = (rest.strip_prefix('#'), count) {
            filled.push_str(count);
            rest = after;
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
    let (name, choice) = inside.split_once(',').map_or((inside, None), |(name, choice)| (name, Some(choice)));
    let (_, arg) = args.iter().find(|(known, _)| *known == name.trim())?;
    match (choice, arg) {
        (None, Arg::Text(text)) => filled.push_str(&isolated(text)),
        (None, Arg::Words(words)) => filled.push_str(words),
        (None, Arg::Number(number)) => filled.push_str(&intl::number(*number)),
        (None, Arg::Case(case)) => filled.push_str(case),
        (Some(choice), arg) => {
            let (_, cases) = choice.split_once(',')?;
            match arg {
                Arg::Number(number) => {
                    let case = case(cases, &format!("={number}")).or_else(|| case(cases, &intl::plural(*number)));
                    let case = case.or_else(|| self::case(cases, "other"))?;
                    put(case, args, Some(&intl::number(*number)), filled)?;
                }
                Arg::Case(word) => put(case(cases, word).or_else(|| case(cases, "other"))?, args, None, filled)?,
                Arg::Text(_) | Arg::Words(_) => return None,
            }
        }
    }
    Some(())
}

/// Finds the text of one case: `one {…} other {…}`.
fn case<'t>(cases: &'t str, wanted: &str) -> Option<&'t str> {
    let mut rest = cases;
    loop {
        let (selector, from) = rest.split_at(rest.find('{')?);
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
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => return None,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&text[1..at], &text[at + 1..]));
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
        let (name, choice) = inside.split_once(',').map_or((inside, None), |(name, choice)| (name, Some(choice)));
        names.push(name.trim());
        if let Some(choice) = choice {
            let (kind, mut cases) = choice.split_once(',')?;
            if !["plural", "select"].contains(&kind.trim()) {
                return None;
            }
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
        fill(TICKETS, &[("who", "Ana".into()), ("count", count.into())])
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
        let filled = |is_done: bool| fill(template, &[("is_done", is_done.into()), ("who", "Ana".into())]);
        assert_eq!(filled(true).as_deref(), Some("Done by Ana #1"));
        assert_eq!(filled(false).as_deref(), Some("Not done #1"));
    }

    #[test]
    fn right_to_left_names_are_isolated() {
        assert_eq!(fill("To {who}.", &[("who", "דנה".into())]).as_deref(), Some("To \u{2068}דנה\u{2069}."));
    }

    #[test]
    fn malformed_templates_are_refused() {
        for template in ["{", "}", "{a", "a}", "{b}", "{a, plural, one {x}}", "{a, plural}", "{a, plural, other {x}"] {
            assert_eq!(fill(template, &[("a", 2_u64.into())]), None, "{template}");
        }
        for template in ["{", "}", "{a", "{a, plural, one {x}}", "{a, plural}", "{a, number, other {x}}"] {
            assert_eq!(arguments(template), None, "{template}");
        }
        assert_eq!(arguments(TICKETS), Some(vec!["who", "count"]));
    }
}
