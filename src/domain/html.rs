//! The text of HTML, for messages without plain text.
//!
//! Nothing here makes HTML safe to show. What comes out is text, to be shown as text. Every
//! function reads its input once, whatever is in it.

/// Elements that begin a line of their own.
const LINES: [&str; 15] =
    ["div", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "pre", "hr", "blockquote", "section", "article"];

/// Elements without readable text.
const UNREAD: [&str; 4] = ["script", "style", "title", "template"];

/// The named character references.
const NAMED: [(&str, char); 7] =
    [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' '), ("hellip", '…')];

/// Returns the text of a piece of HTML, with the lines that its elements make.
pub fn words(html: &str) -> String {
    let mut lines = Lines::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        lines.add(&rest[..at]);
        let tag = &rest[at + 1..];
        let Some(inner) = tag.strip_prefix(|it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '!' | '?')) else {
            lines.add("<");
            rest = tag;
            continue;
        };
        if tag.starts_with("!--") {
            rest = after(tag, "-->");
            continue;
        }
        let is_end = tag.starts_with('/');
        let name = if is_end { inner } else { tag };
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = name[..length].to_ascii_lowercase();
        lines.element(&name);
        rest = after_tag(tag);
        if !is_end && UNREAD.contains(&name.as_str()) {
            rest = after_end_of(rest, &name);
        }
    }
    lines.add(rest);
    lines.text
}

/// Whether a piece of HTML is only paragraphs and lines of text, so that its plain text looks
/// the same.
pub fn is_plain(html: &str) -> bool {
    html.split('<').skip(1).all(|tag| {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag.trim_start_matches('/').trim_end_matches('/').trim();
        ["p", "br", "div", "span", "html", "body"].iter().any(|plain| name.eq_ignore_ascii_case(plain))
    })
}

/// Returns what follows a mark; nothing if it never comes.
fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    text.find(mark).map_or("", |at| &text[at + mark.len()..])
}

/// Returns what follows a tag, which ends at the first `>` outside a quoted value.
fn after_tag(text: &str) -> &str {
    let (mut quote, mut before) = (None, b' ');
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return &text[at + 1..],
            (b'"' | b'\'', None) if before == b'=' => quote = Some(byte),
            (_, Some(open)) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    ""
}

/// Returns what begins with the end tag of an element.
fn after_end_of<'a>(text: &'a str, name: &str) -> &'a str {
    let is_end = |(at, _): &(usize, &str)| {
        let found = text.get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    text.match_indices("</").find(is_end).map_or("", |(at, _)| &text[at..])
}

/// A text that grows by words and by lines.
#[derive(Default)]
struct Lines {
    text: String,
    /// How many lines end before the next word.
    ends: usize,
    /// Whether a space precedes the next word.
    is_apart: bool,
}

impl Lines {
    fn add(&mut self, words: &str) {
        for letter in unescape(words).chars() {
            if letter.is_whitespace() {
                self.is_apart = true;
                continue;
            }
            if !self.text.is_empty() {
                match (self.ends, self.is_apart) {
                    (0, true) => self.text.push(' '),
                    (0, false) => {}
                    (1, _) => self.text.push('\n'),
                    _ => self.text.push_str("\n\n"),
                }
            }
            (self.ends, self.is_apart) = (0, false);
            self.text.push(letter);
        }
    }

    fn element(&mut self, name: &str) {
        match name {
            "br" => self.ends += 1,
            "p" => self.ends = self.ends.max(2),
            "td" | "th" => self.is_apart = true,
            _ if LINES.contains(&name) => self.ends = self.ends.max(1),
            _ => {}
        }
    }
}

/// Decodes `&amp;` and its like, once: what was escaped twice stays escaped. An unknown name stays
/// as it is.
pub fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        // No name is longer than this.
        let end = rest.bytes().take(10).position(|byte| byte == b';');
        match end.and_then(|end| Some((meant(&rest[..end])?, end))) {
            Some((letter, end)) => {
                plain.push(letter);
                rest = &rest[end + 1..];
            }
            None => plain.push('&'),
        }
    }
    plain.push_str(rest);
    plain
}

/// Returns the character of a name or number.
fn meant(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter);
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    let letter = number.ok().and_then(char::from_u32)?;
    Some(if letter == '\u{a0}' { ' ' } else { letter }).filter(|letter| *letter != '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_lines_are_plain_and_nothing_else_is() {
        for html in ["", "a &lt; b", "<p>a<br/>b</P><DIV>c</div>", "<html><body>x</body></html>"] {
            assert!(is_plain(html), "{html}");
        }
        for html in ["<p style='x'>a</p>", "<b>a</b>", "<a href='x'>a</a>", "<!--", "a < b <img", "<"] {
            assert!(!is_plain(html), "{html}");
        }
    }

    #[test]
    fn elements_make_lines() {
        let cases = [
            ("test<br><div><br></div>-- <br>Regards,<div>Agent</div>", "test\n\n--\nRegards,\nAgent"),
            ("<p>Hello,</p>\n<p>  it  <b>broke</b>.</p>", "Hello,\n\nit broke."),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
            ("<br><br><br>a<br><br><br><br>b<br>", "a\n\nb"),
            ("<ul><li>one<li>two</ul>three", "one\ntwo\nthree"),
            ("plain", "plain"),
            ("", ""),
        ];
        for (html, text) in cases {
            assert_eq!(words(html), text, "{html}");
        }
    }

    #[test]
    fn what_is_not_for_reading_is_left_out() {
        let cases = [
            ("a<style>b{c:d}</style>e", "ae"),
            ("a<SCRIPT>if (1 < 2) '</p>'</Script >b", "ab"),
            ("a<!-- <p>b</p> -->c", "ac"),
            ("<a href='x>y' title=\"a > b\">z</a>", "z"),
            ("<!DOCTYPE html><?xml?><title>no</title>yes", "yes"),
            ("a <unknown-thing>b</unknown-thing>", "a b"),
        ];
        for (html, text) in cases {
            assert_eq!(words(html), text, "{html}");
        }
    }

    #[test]
    fn broken_html_is_read_as_far_as_it_goes() {
        let cases = [
            ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
            ("a <b", "a"),
            ("a<", "a<"),
            ("a</", "a"),
            ("a<!--", "a"),
            ("a<script>b", "a"),
            ("<é>a</é>", "<é>a"),
            ("a<p title='b>c", "a"),
            ("a<p don't>b", "a\n\nb"),
        ];
        for (html, text) in cases {
            assert_eq!(words(html), text, "{html}");
        }
    }

    #[test]
    fn names_are_unescaped_once() {
        let cases = [
            ("a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#x27;", "a <b> & \"c\" 'd'"),
            ("&amp;lt;", "&lt;"),
            ("a&nbsp;b&#160;c", "a b c"),
            ("&#128029; &#x1F41D;", "🐝 🐝"),
            ("& &; &unknown; &amp &#xD800; &#0; &#99999999999;", "& &; &unknown; &amp &#xD800; &#0; &#99999999999;"),
            ("AT&T; é&é;", "AT&T; é&é;"),
        ];
        for (escaped, plain) in cases {
            assert_eq!(unescape(escaped), plain);
        }
    }

    #[test]
    fn long_nonsense_takes_no_time() {
        for part in ["<", "&", "<!", "</", "<a '", "<script>", "<!--", "</script"] {
            let _ = words(&part.repeat(200_000));
        }
    }
}
