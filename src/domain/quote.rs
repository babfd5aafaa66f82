//! The earlier messages that a plain text quotes at its end.

/// Splits a text into what is new and what it quotes at its end. The second part is empty if it quotes
/// nothing there, or nothing else is in it.
pub fn split(text: &str) -> (&str, &str) {
    let begin = marker(text).into_iter().chain(lines(text)).min().unwrap_or(text.len());
    let (new, quoted) = text.split_at(begin);
    if new.trim().is_empty() { (text, "") } else { (new.trim_end(), quoted) }
}

/// Returns where a line announces an earlier message.
fn marker(text: &str) -> Option<usize> {
    let is_marker = |line: &str| {
        let line = line.trim();
        let words = line.trim_matches(['-', '_', ' ']);
        line.len() > words.len() + 5 && line.starts_with(['-', '_']) && {
            let words = words.to_lowercase();
            [
                "original message",
                "forwarded message",
                "ursprüngliche nachricht",
                "message d'origine",
                "mensaje original",
            ]
            .contains(&words.as_str())
        }
    };
    starts(text).find(|(_, line)| is_marker(line)).map(|(at, _)| at)
}

/// Returns where the quoted lines at the end begin, with the line that names their author.
fn lines(text: &str) -> Option<usize> {
    let lines: Vec<(usize, &str)> = starts(text).collect();
    let is_quoted = |line: &str| line.trim_start().starts_with('>');
    let mut first = None;
    for (place, (_, line)) in lines.iter().enumerate().rev() {
        match line.trim() {
            "" => {}
            _ if is_quoted(line) => first = Some(place),
            _ => break,
        }
    }
    let first = first?;
    // "On Monday Ana wrote:", in any language; it may take two lines.
    let above = lines[..first].iter().rposition(|(_, line)| !line.trim().is_empty());
    let names_author = |place: &usize| lines[*place].1.trim_end().ends_with(':') && lines[*place].1.len() < 300;
    let begin = above.filter(names_author).unwrap_or(first);
    Some(lines[begin].0)
}

/// Returns the lines of a text, each with its start.
fn starts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let begin = *at;
        *at += line.len();
        Some((begin, line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_at_the_end_are_told_from_what_is_new() {
        let mail = "Thank you!\n\nOn 12 Nov Ana wrote:\n> Hello,\n> it is on its way.\n>\n\n> Ana\n";
        assert_eq!(split(mail).0, "Thank you!");
        assert!(split(mail).1.starts_with("On 12 Nov"));
        let outlook = "See below.\n\n-----Original Message-----\nFrom: Ana\n\nHello";
        assert_eq!(split(outlook), ("See below.", "-----Original Message-----\nFrom: Ana\n\nHello"));
    }

    #[test]
    fn what_is_answered_between_the_lines_stays_whole() {
        for text in ["> Is it broken?\nYes.", "> only a quote", "Two > one", "", "-- \nAna"] {
            assert_eq!(split(text), (text, ""));
        }
    }
}
