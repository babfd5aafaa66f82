//! Addresses in plain text: where they begin and end, and what they open.
//!
//! Mails are untrusted. Nothing becomes a link that is not plainly an address on the web or of a mailbox, and an
//! address that hides where it leads stays text.

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkSegment {
    /// Plain text.
    Text(String),
    /// An address, as it is written and as it is followed.
    Link {
        /// The text.
        text: String,
        /// The address: `http`, `https` or `mailto`.
        address: String,
    },
}

/// The longest address, in bytes. A longer one was not written by a person.
const LONGEST: usize = 2000;

/// The longest address of a mailbox, in bytes.
const LONGEST_MAILBOX: usize = 320;

/// Splits a text into pieces.
pub fn pieces(text: &str) -> Vec<LinkSegment> {
    let mut pieces = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let near = &rest[..rest.floor_char_boundary(LONGEST)];
        // An address begins a word, and the address of a mailbox is not part of another address.
        let before = text[..at].chars().next_back();
        let begins = before.is_none_or(|before| !before.is_alphanumeric() && !is_hidden(before));
        let is_apart = before.is_none_or(|before| !matches!(before, '/' | '@' | '.' | '-' | '_' | '%' | '+'));
        let found = begins.then(|| web(near).or_else(|| mailbox(near).filter(|_| is_apart))).flatten();
        match found {
            Some((length, address)) => {
                if plain < at {
                    pieces.push(LinkSegment::Text(text[plain..at].to_owned()));
                }
                pieces.push(LinkSegment::Link { text: rest[..length].to_owned(), address });
                at += length;
                plain = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    if plain < text.len() {
        pieces.push(LinkSegment::Text(text[plain..].to_owned()));
    }
    pieces
}

/// Returns the web address at the beginning of a text: its length, and what it opens.
fn web(text: &str) -> Option<(usize, String)> {
    let after = |prefix: &str| {
        let head = text.get(..prefix.len())?;
        head.eq_ignore_ascii_case(prefix).then_some(prefix.len())
    };
    let (scheme, is_named) = match after("https://").or_else(|| after("http://")) {
        Some(length) => (length, true),
        None => (after("www.").map(|_| 0)?, false),
    };
    let end = scheme + length_of(&text[scheme..]);
    let host_end = text[scheme..end].find(['/', '?', '#']).map_or(end, |at| scheme + at);
    let authority = &text[scheme..host_end];
    // A name before the host is meant to be taken for the host.
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let is_host = !host.is_empty()
        && !authority.contains('@')
        && host.chars().all(|it| it.is_alphanumeric() || matches!(it, '.' | '-' | '_'))
        && host.starts_with(char::is_alphanumeric)
        && (is_named || host.trim_end_matches('.').matches('.').count() > 1);
    if !is_host || end == LONGEST {
        return None;
    }
    let address = if is_named { text[..end].to_owned() } else { format!("https://{}", &text[..end]) };
    Some((end, address))
}

/// Returns the address of a mailbox at the beginning of a text.
fn mailbox(text: &str) -> Option<(usize, String)> {
    let text = &text[..text.floor_char_boundary(LONGEST_MAILBOX)];
    let is_local = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '_' | '%' | '+' | '-');
    let at = text.find(|it| !is_local(it)).filter(|at| (1..=64).contains(at) && text[*at..].starts_with('@'))?;
    let host = &text[at + 1..];
    let length = host.find(|it: char| !(it.is_ascii_alphanumeric() || matches!(it, '.' | '-'))).unwrap_or(host.len());
    let host = host[..length.min(253)].trim_end_matches(['.', '-']);
    let end = host.rsplit_once('.').map(|(_, end)| end)?;
    let is_host = end.len() > 1 && end.chars().all(|it| it.is_ascii_alphabetic()) && !host.starts_with('.');
    let length = at + 1 + host.len();
    is_host.then(|| (length, format!("mailto:{}", text[..length].replace('%', "%25"))))
}

/// Returns the length of an address: up to the first character that cannot be part of one, without the marks that
/// end a sentence.
fn length_of(text: &str) -> usize {
    let is_end = |it: char| {
        it.is_whitespace()
            || it.is_control()
            || is_hidden(it)
            || matches!(it, '<' | '>' | '"' | '`' | '\\' | '{' | '}' | '|' | '^')
    };
    let mut end = text.find(is_end).unwrap_or(text.len());
    while let Some(last) = text[..end].chars().next_back() {
        let open = match last {
            ')' => Some('('),
            ']' => Some('['),
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '…' | '»' | '”' | '’' | '“' => None,
            _ => break,
        };
        let count = |it: char| text[..end].matches(it).count();
        // A closing bracket belongs to the address if its opening one does.
        if open.is_some_and(|open| count(open) >= count(last)) {
            break;
        }
        end -= last.len_utf8();
    }
    end
}

/// Invisible characters and those that turn text around, which disguise an address.
pub fn is_hidden(it: char) -> bool {
    matches!(it, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with each link in brackets, and where they lead.
    fn marked(text: &str) -> (String, Vec<String>) {
        let mut addresses = Vec::new();
        let print = |piece: LinkSegment| match piece {
            LinkSegment::Text(text) => text,
            LinkSegment::Link { text, address } => {
                addresses.push(address);
                format!("[{text}]")
            }
        };
        let marked = pieces(text).into_iter().map(print).collect();
        (marked, addresses)
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        for (text, expected) in [
            ("See https://acme.example/a?b=1#c.", "See [https://acme.example/a?b=1#c]."),
            ("(https://acme.example/wiki_(x))", "([https://acme.example/wiki_(x)])"),
            ("<https://acme.example>, or www.acme.example!", "<[https://acme.example]>, or [www.acme.example]!"),
            ("HTTP://ACME.example:8080/x", "[HTTP://ACME.example:8080/x]"),
            ("“https://acme.example/ü”", "“[https://acme.example/ü]”"),
            ("Write to ana.bello+x@acme.example.", "Write to [ana.bello+x@acme.example]."),
            ("x https://例え.example/ y", "x [https://例え.example/] y"),
        ] {
            assert_eq!(marked(text).0, expected);
        }
        assert_eq!(marked("www.acme.example").1, ["https://www.acme.example"]);
        assert_eq!(marked("ana@acme.example").1, ["mailto:ana@acme.example"]);
    }

    #[test]
    fn what_hides_where_it_leads_or_leads_nowhere_stays_text() {
        for text in [
            "https://bank.example@evil.example/",
            "javascript:alert(1)",
            "xhttps://acme.example",
            "https://",
            "http://-",
            "www.x",
            "data:text/html,<b>",
            "a@b",
            "@acme.example",
            "https://\u{202e}elpmaxe.emca/",
        ] {
            assert_eq!(marked(text).1, [""; 0], "{text}");
        }
        let (_, addresses) = marked("https://acme.example/\"onmouseover=alert(1) https://acme.example/\u{202e}gpj.exe");
        assert_eq!(addresses, ["https://acme.example/", "https://acme.example/"]);
    }

    #[test]
    fn the_pieces_are_the_text_and_long_ones_take_no_time() {
        let text = format!("{} a@ {}", "https://".repeat(2000), "a.".repeat(50_000));
        let joined: String = pieces(&text)
            .into_iter()
            .map(|piece| match piece {
                LinkSegment::Text(text) | LinkSegment::Link { text, .. } => text,
            })
            .collect();
        assert_eq!(joined, text);
    }
}
