//! What people can read in JavaScript and HTML. Both are scanned, not parsed.

use super::sentences::{is_title, without_arguments};

/// Attributes of HTML whose values people read or hear.
const READ: &[&str] = &["alt", "aria-label", "placeholder", "title"];

/// Returns the string literals of a script that look like words, with their lines.
pub fn literals_of_script(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    // What comes before a slash tells a division from a regular expression.
    let mut before = ';';
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match letter {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '/' if "(,=:[!&|?{};>".contains(before) => quoted(rest, true),
            '\'' | '"' | '`' => {
                let length = quoted(rest, false);
                let literal = rest[1..length].trim_end_matches(letter);
                if is_sentence(literal) {
                    found.push((line(text, at), literal.to_owned()));
                }
                length
            }
            _ => letter.len_utf8(),
        };
        if !letter.is_whitespace() && !rest.starts_with("//") && !rest.starts_with("/*") {
            before = letter;
        }
        at += length;
    }
    found
}

/// Whether a literal has several words and begins or ends as a sentence does. A script is full of other words.
fn is_sentence(literal: &str) -> bool {
    let literal = without_arguments(literal);
    let literal = literal.trim();
    literal.contains(' ') && (is_title(literal) || literal.ends_with(['.', '!', '?', '…']))
}

/// Returns the length of a literal that begins with a quote, or of a regular expression.
fn quoted(text: &str, is_expression: bool) -> usize {
    let quote = text.chars().next();
    let mut is_escaped = false;
    let mut is_class = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' if is_expression => is_class = true,
            ']' if is_expression => is_class = false,
            _ if Some(letter) == quote && !is_class => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Returns the texts of a page, and the values of attributes that people read, with their lines. `{{names}}` stand for
/// phrases of the catalogue.
pub fn literals_of_page(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = match rest.strip_prefix('<') {
            _ if rest.starts_with("<!--") => rest.find("-->").map_or(rest.len(), |end| end + 3),
            Some(tag) if tag.starts_with("style") => rest.find("</style>").unwrap_or(rest.len()),
            Some(_) => {
                let length = rest.find('>').map_or(rest.len(), |end| end + 1);
                let values = READ.iter().filter_map(|name| value(&rest[..length], name)).filter(|it| is_text(it));
                found.extend(values.map(|value| (line(text, at), value.to_owned())));
                length
            }
            None => {
                let length = rest.find('<').unwrap_or(rest.len());
                let shown = rest[..length].trim();
                if is_text(shown) {
                    found.push((line(text, at), shown.to_owned()));
                }
                length
            }
        };
        at += length;
    }
    found
}

/// Returns the value of an attribute in a tag.
fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let rest = tag.split_once(&format!(" {name}=\""))?.1;
    rest.split('"').next()
}

/// Whether there are letters in a text besides the names of phrases.
fn is_text(text: &str) -> bool {
    let mut rest = text;
    let mut shown = String::new();
    while let Some((before, after)) = rest.split_once("{{") {
        shown.push_str(before);
        rest = after.split_once("}}").map_or("", |(_, after)| after);
    }
    shown.push_str(rest);
    shown.chars().any(char::is_alphabetic)
}

fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

#[test]
fn sentences_of_scripts_are_found() {
    let script = "// It's a comment.\nconst a = /['\"]/g, b = 1 / 2;\nsay('It\\'s missing.');\n/* \"No words\" */ say(`${count} new\nrows are here.`, \"plain\", say({ bootStopped }));";
    assert_eq!(
        literals_of_script(script),
        [(3, "It\\'s missing.".to_owned()), (4, "${count} new\nrows are here.".to_owned())]
    );
}

#[test]
fn sentences_of_pages_are_found() {
    let page = "<title>Some page</title><style>.a { color: red }</style>\n<!-- <p>No text</p> -->\n<p class=\"two words\" aria-label=\"Tickets\">{{pageTickets}}</p>\n<p title=\"{{page}}\">{{a}} and {{b}}</p>";
    let expected = [(1, "Some page".to_owned()), (3, "Tickets".to_owned()), (4, "{{a}} and {{b}}".to_owned())];
    assert_eq!(literals_of_page(page), expected);
}
