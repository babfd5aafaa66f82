//! Searching the loaded tickets: every word, in any order, as a prefix, with case and
//! accents folded.

use super::letter;
use super::ticket::Ticket;

/// Letters that fold to one other letter, the folded one first in each word.
const FOLDED: &str = "aàáâãäåāăą cçćĉċč dďđð eèéêëēĕėęě gĝğġģ hĥħ iìíîïĩīĭįı jĵ kķĸ lĺļľŀł nñńņňŋ \
    oòóôõöøōŏő rŕŗř sśŝşšș tţťŧț uùúûüũūŭůűų wŵ yýÿŷ zźżž αά εέ ηή ιίϊΐ οό υύϋΰ ωώ σς еёэ ий";

/// Folds a text to lower case without accents, so that `Żółć` and `zolc` are the same.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().map(letter::lower) {
        match letter {
            // Combining accents, as in decomposed text.
            '\u{300}'..='\u{36f}' => {}
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            // No other alphabet has any of these.
            _ if letter.is_ascii() || letter > 'ӿ' => folded.push(letter),
            _ => folded.push(fold_letter(letter)),
        }
    }
    folded
}

fn fold_letter(letter: char) -> char {
    FOLDED.split(' ').find(|word| word.contains(letter)).and_then(|word| word.chars().next()).unwrap_or(letter)
}

/// Returns the folded words of a text: runs of letters and digits.
pub fn words(text: &str) -> Vec<String> {
    split(&fold(text)).map(str::to_owned).collect()
}

fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Returns the searchable text of a ticket, folded once: words with a space before each.
pub fn haystack(ticket: &Ticket) -> String {
    let people = ticket.requester.iter().chain(&ticket.assignee).flat_map(|person| [&person.name, &person.email]);
    let labels = ticket.labels.iter().map(|label| &label.name);
    let group = ticket.group.iter().map(|group| &group.name);
    let own = [ticket.key.id.as_str(), &ticket.subject, &ticket.summary];
    let mut text = String::new();
    for part in own.into_iter().chain(people.chain(labels).chain(group).map(String::as_str)) {
        for word in split(&fold(part)) {
            text.push(' ');
            text.push_str(word);
        }
    }
    text
}

/// Whether every word begins some word of the haystack.
pub fn matches(haystack: &str, words: &[String]) -> bool {
    words.iter().all(|word| {
        haystack
            .match_indices(word.as_str())
            .any(|(at, _)| haystack.get(..at).is_some_and(|before| before.ends_with(' ')))
    })
}

/// The highest value of [`rank`].
pub const BEST_RANK: u32 = 4;

/// Ranks how well `text` matches what was typed into a combobox; `None` if it does not.
///
/// Higher is better: the whole text, then its beginning, then beginnings of words, then the
/// letters in order anywhere.
pub fn rank(text: &str, typed: &str) -> Option<u32> {
    let (text, typed) = (fold(text), fold(typed.trim()));
    if typed.is_empty() {
        return Some(0);
    }
    if text == typed {
        return Some(BEST_RANK);
    }
    if text.starts_with(&typed) {
        return Some(3);
    }
    if matches(&format!(" {}", words(&text).join(" ")), &words(&typed)) && !words(&typed).is_empty() {
        return Some(2);
    }
    let mut letters = text.chars();
    typed.chars().filter(|c| !c.is_whitespace()).all(|wanted| letters.any(|c| c == wanted)).then_some(1)
}

#[cfg(test)]
mod tests {
    use super::super::{Label, Person};
    use super::*;

    #[test]
    fn case_and_accents_are_folded() {
        assert_eq!(fold("ŻÓŁĆ Straße Ångström"), "zolc strasse angstrom");
        assert_eq!(fold("e\u{301}"), "e");
        assert_eq!(fold("Ελλάς Ёлка 東京"), "ελλασ елка 東京");
    }

    #[test]
    fn every_word_must_begin_a_word() {
        let ticket = Ticket {
            subject: "Refund for order 1042".into(),
            requester: Some(Person { name: "Mára Lindt".into(), ..Person::by_email("mara@x.example") }),
            labels: [Label::named("VIP")].into_iter().collect(),
            ..Ticket::default()
        };
        let haystack = haystack(&ticket);
        let finds = |text: &str| matches(&haystack, &words(text));
        assert!(finds("ref"));
        assert!(finds("lindt refund"));
        assert!(finds("mar 10 vip"));
        assert!(finds(""));
        assert!(!finds("fund"));
        assert!(!finds("refund closed"));
    }

    #[test]
    fn better_answers_rank_higher() {
        let ranks: Vec<_> =
            ["Ana", "Anabel", "Mia Anand", "Jan Adam", "Bob"].iter().map(|name| rank(name, "aná")).collect();
        assert_eq!(ranks, [Some(4), Some(3), Some(2), Some(1), None]);
    }
}
