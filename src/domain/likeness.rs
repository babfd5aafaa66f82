//! Whether a text that a helpdesk returns is one that was sent to it.
//!
//! Helpdesks change what they store: they wrap lines, curl quotes, escape characters for HTML, and append a signature.

/// How many words a text must have to be recognised when other words follow it that don't look like a signature.
const TELLING: usize = 4;

/// Returns whether `stored` is `sent`, or `sent` with a signature.
pub fn is_stored(sent: &str, stored: &str) -> bool {
    let (sent, stored) = (words(sent), words(stored));
    let is_beginning = !sent.is_empty()
        && stored.len() >= sent.len()
        && sent.iter().zip(&stored).all(|((sent, _), (stored, _))| sent == stored);
    if !is_beginning {
        return false;
    }
    match stored.get(sent.len()) {
        None => true,
        Some((next, _)) if next.starts_with("--") || next.starts_with("__") => true,
        // A signature begins on a line of its own.
        Some(_) => sent.len() >= TELLING && stored[sent.len() - 1].1,
    }
}

/// Returns the words of a text as they are compared, and whether each is the last of its line.
fn words(text: &str) -> Vec<(String, bool)> {
    let mut words = Vec::new();
    for line in unescaped(text).lines() {
        let count = words.len();
        words.extend(line.split_whitespace().map(|word| (plain(word), false)));
        if words.len() > count
            && let Some(last) = words.last_mut()
        {
            last.1 = true;
        }
    }
    words
}

/// Undoes what editors and servers make of quotes, dashes and dots.
fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for letter in word.chars() {
        match letter {
            '\u{2018}' | '\u{2019}' | '\u{201b}' => out.push('\''),
            '\u{201c}'..='\u{201f}' | '«' | '»' => out.push('"'),
            '\u{2013}' => out.push('-'),
            '\u{2014}' => out.push_str("--"),
            '…' => out.push_str("..."),
            '\u{200b}' | '\u{feff}' | '\u{ad}' => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Decodes the references that HTML needs for its own characters, twice: some helpdesks escape what is escaped already.
fn unescaped(text: &str) -> String {
    let once = |text: &str| {
        let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
        pairs.iter().fold(text.to_owned(), |text, (reference, letter)| text.replace(reference, letter))
    };
    once(&once(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_helpdesk_makes_of_a_text_is_recognised() {
        let cases = [
            ("It is on its way.", "It is on its way."),
            ("It is on its way.", "It is on its way.\n\n-- \nSam Agent\nNorrland Interiors"),
            ("It is on its way.", "It is on its way.\n\nSam Agent\nNorrland Interiors"),
            ("OK", "OK\n--\nSam"),
            ("It's \"here\" - really...", "It’s “here” – really…"),
            ("a & b < c", "a &amp; b &lt; c"),
            ("a & b", "a &amp;amp; b"),
            (
                "A long line that a server wraps somewhere in its middle",
                "A long line that a server\nwraps somewhere in its middle",
            ),
            ("Zwei  Leerzeichen", "Zwei\u{a0}Leerzeichen"),
        ];
        for (sent, stored) in cases {
            assert!(is_stored(sent, stored), "{sent:?} as {stored:?}");
        }
    }

    #[test]
    fn another_text_is_not_taken_for_it() {
        let cases = [
            ("", ""),
            ("", "Hello"),
            ("It is on its way.", "It is on its way back."),
            ("It is on its way.", "I think it is on its way."),
            ("It is on its way", "It is on its way to you, I believe."),
            ("Hi", "Hi\nWe have a question about our order."),
            ("A longer one", "A longer"),
        ];
        for (sent, stored) in cases {
            assert!(!is_stored(sent, stored), "{sent:?} as {stored:?}");
        }
    }
}
