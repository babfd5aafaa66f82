//! Isolating names and other people's words in a sentence.

/// Begins an isolated text.
const BEGIN: char = '\u{2068}';

/// Ends an isolated text.
const END: char = '\u{2069}';

/// Isolates a text in a sentence if it runs from right to left or turns text around. Any other text stays as it is, so
/// that it can be found, copied and read aloud as usual.
pub fn isolated(words: &str) -> String {
    if !words.chars().any(turns) {
        return words.to_owned();
    }
    // Characters that would end the isolation early are removed.
    let inside = words.chars().filter(|letter| !('\u{2066}'..=END).contains(letter));
    [BEGIN].into_iter().chain(inside).chain([END]).collect()
}

/// Whether a letter affects the direction of text: Hebrew, Arabic and their neighbours, and the marks that turn text
/// around.
fn turns(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..=END)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_turn_the_text_are_isolated() {
        for words in ["", "Refund", "Żółć 東京 Ёлка", "“quoted”", "a\u{200e}b"] {
            assert_eq!(isolated(words), words);
        }
        for words in ["שלום", "order 7 مرحبا", "\u{202e}drawkcab", "a\u{200f}"] {
            assert_eq!(isolated(words), format!("\u{2068}{words}\u{2069}"));
        }
        assert_eq!(isolated("\u{2069}\u{2067}no way out"), "\u{2068}no way out\u{2069}");
    }
}
