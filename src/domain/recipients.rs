//! Email addresses as people paste them: with names, quotes and angle brackets, between commas, semicolons, tabs and lines.

/// The addresses in a text, and what else was in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipients {
    /// The addresses in order, each once.
    pub addresses: Vec<String>,
    /// What is neither an address nor the name before one, as it was written.
    pub unreadable: Vec<String>,
}

impl Recipients {
    /// Reads the addresses of a text.
    ///
    /// A name without quotes must not have a comma in it, unless semicolons or lines separate the addresses: Outlook
    /// writes `Bello, Ana <ana@kunde.example>; Roe, Max <max@kunde.example>`.
    pub fn parse(text: &str) -> Self {
        let commas_separate = !text.contains([';', '；']);
        let mut recipients = Recipients::default();
        for entry in entries(text, commas_separate) {
            match bracketed(entry) {
                Some(address) => recipients.add(entry, address),
                None => without_comments(entry).split_whitespace().for_each(|word| recipients.add(word, word)),
            }
        }
        recipients
    }

    fn add(&mut self, written: &str, candidate: &str) {
        let Some(address) = address(candidate) else { return self.unreadable.push(written.trim().to_owned()) };
        if !self.addresses.iter().any(|known| known.eq_ignore_ascii_case(&address)) {
            self.addresses.push(address);
        }
    }
}

/// Splits a text at separators that are neither in quotes nor in angle brackets. Empty entries are left out.
fn entries(text: &str, commas_separate: bool) -> Vec<&str> {
    let (mut entries, mut start) = (Vec::new(), 0);
    let (mut is_quoted, mut is_bracketed) = (false, false);
    // With a quotation mark that is never closed, no text can be told to be quoted.
    let has_quotes = text.matches('"').count().is_multiple_of(2);
    for (at, letter) in text.char_indices() {
        let separates = match letter {
            ';' | '；' | '\n' | '\r' | '\t' => true,
            ',' | '、' | '，' => commas_separate,
            _ => false,
        };
        match letter {
            // Neither goes on in the next line.
            '\n' | '\r' => (is_quoted, is_bracketed) = (false, false),
            '"' if has_quotes => is_quoted = !is_quoted,
            '<' if !is_quoted => is_bracketed = true,
            '>' if !is_quoted => is_bracketed = false,
            _ => {}
        }
        // An address in angle brackets ends its entry, whatever follows.
        let ends = letter == '>' && !is_quoted;
        if ends || (separates && !is_quoted && !is_bracketed) {
            let end = if ends { at + 1 } else { at };
            entries.push(&text[start..end]);
            start = at + letter.len_utf8();
        }
    }
    entries.push(&text[start..]);
    entries.retain(|entry| !entry.trim().is_empty());
    entries
}

/// Returns what the last angle brackets of an entry hold.
fn bracketed(entry: &str) -> Option<&str> {
    let (_, rest) = entry.rsplit_once('<')?;
    Some(rest.split_once('>')?.0)
}

/// Leaves out comments in parentheses: `ana@kunde.example (Ana)`.
fn without_comments(entry: &str) -> String {
    let mut depth = 0_usize;
    let is_outside = |letter: &char| {
        depth += usize::from(*letter == '(');
        let is_outside = depth == 0;
        depth = depth.saturating_sub(usize::from(*letter == ')'));
        is_outside
    };
    entry.chars().filter(is_outside).collect()
}

/// Returns the address that a text is, without `mailto:` and what surrounds it. `None` if it is none.
fn address(text: &str) -> Option<String> {
    let is_around = |letter: char| letter.is_whitespace() || "\"'<>()[],;\u{200b}\u{2060}\u{feff}".contains(letter);
    let is_after = |letter: char| is_around(letter) || letter == '.';
    let text = text.trim_start_matches(is_around).trim_end_matches(is_after).replace('＠', "@");
    let text = match text.split_at_checked(7) {
        // A link may go on with a subject.
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => rest.split('?').next().unwrap_or_default(),
        _ => &text,
    };
    let (local, domain) = text.rsplit_once('@')?;
    let is_plain = |letter: char| !letter.is_whitespace() && !letter.is_control() && !"\"<>()[],;:\\@".contains(letter);
    let is_local = !local.is_empty() && local.chars().all(is_plain) && !local.starts_with('.') && !local.ends_with('.');
    let is_label = |label: &str| {
        let is_letter = |letter: char| letter.is_alphanumeric() || letter == '-';
        !label.is_empty() && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(is_letter)
    };
    let is_domain = domain.contains('.') && domain.split('.').all(is_label);
    (is_local && is_domain).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_paste_them() {
        let (ana, max) = ("ana@kunde.example", "max@kunde.example");
        let cases: [(&str, &[&str]); 25] = [
            ("", &[]),
            (" , ;\n", &[]),
            ("Ana Bello <ana@kunde.example>", &[ana]),
            ("\"Bello, Ana\" <ana@kunde.example>; Max Roe <max@kunde.example>", &[ana, max]),
            ("\"Bello, Ana\" <ana@kunde.example>, Max Roe <max@kunde.example>", &[ana, max]),
            ("Bello, Ana <ana@kunde.example>; Roe, Max <max@kunde.example>;", &[ana, max]),
            ("ana@kunde.example\tmax@kunde.example", &[ana, max]),
            ("ana@kunde.example max@kunde.example", &[ana, max]),
            ("ana@kunde.example、max@kunde.example", &[ana, max]),
            ("ana@kunde.example，max@kunde.example", &[ana, max]),
            ("ana@kunde.example\r\nmax@kunde.example\r\n", &[ana, max]),
            ("\"Ana <ana@kunde.example>, Max <max@kunde.example>", &[ana, max]),
            ("<ana@kunde.example><max@kunde.example>", &[ana, max]),
            ("ana@kunde.example, ANA@KUNDE.EXAMPLE", &[ana]),
            ("mailto:ana@kunde.example?subject=Hello", &[ana]),
            ("MAILTO:ana@kunde.example", &[ana]),
            ("ana@kunde.example (Ana, of Kunde)", &[ana]),
            ("ana@kunde.example (Ana)", &[ana]),
            ("'ana@kunde.example'.", &[ana]),
            ("ana＠kunde.example", &[ana]),
            ("\u{feff}ana@kunde.example\u{200b}", &[ana]),
            ("ana+vip@kunde.example", &["ana+vip@kunde.example"]),
            ("o'brien@kunde.example", &["o'brien@kunde.example"]),
            ("jürgen@müller.example", &["jürgen@müller.example"]),
            ("用户@例子.测试", &["用户@例子.测试"]),
        ];
        for (text, addresses) in cases {
            assert_eq!(Recipients::parse(text).addresses, addresses, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_address_is_named() {
        let cases: [(&str, &[&str]); 12] = [
            ("Ana", &["Ana"]),
            ("Ana, max@kunde.example", &["Ana"]),
            ("Ana Bello", &["Ana", "Bello"]),
            ("ana@", &["ana@"]),
            ("@kunde.example", &["@kunde.example"]),
            ("ana@kunde", &["ana@kunde"]),
            ("ana@kunde..example", &["ana@kunde..example"]),
            ("ana@-kunde.example", &["ana@-kunde.example"]),
            ("ana@b@kunde.example", &["ana@b@kunde.example"]),
            ("Ana <ana>", &["Ana <ana>"]),
            ("Ana <>", &["Ana <>"]),
            ("Ana <ana@kunde.example", &["Ana"]),
        ];
        for (text, unreadable) in cases {
            assert_eq!(Recipients::parse(text).unreadable, unreadable, "{text:?}");
        }
    }

    #[test]
    fn whatever_stands_before_it_an_address_on_its_own_line_is_read() {
        for text in ["<", ">", "\"", "(", "a <b", "\"Bello, Ana", "[x](y)", "@@@", "<<<>>>", "mailto:", "；", "((("] {
            let recipients = Recipients::parse(&format!("{text}\nana@kunde.example"));
            assert!(recipients.addresses.contains(&"ana@kunde.example".to_owned()), "{text:?}: {recipients:?}");
        }
    }
}
