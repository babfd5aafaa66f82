//! Upper and lower case of the scripts that have them.
//!
//! The standard library's tables know every letter of every script and weigh as much as the rest of
//! this module tree; names and searches need Latin, Greek, Cyrillic and Armenian.

/// Returns the lower case of a letter; anything else as it is.
pub fn lower(letter: char) -> char {
    match letter {
        'İ' => 'i',
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => shift(letter, 32),
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ṁ'..='ẕ' | 'Ạ'..='ỹ' | 'Ѡ'..='ҁ' | 'Ҋ'..='ҿ' if is_even(letter) => {
            shift(letter, 1)
        }
        'Ĺ'..='ň' | 'Ź'..='ž' if !is_even(letter) => shift(letter, 1),
        'Ÿ' => 'ÿ',
        'Ά' => 'ά',
        'Έ'..='Ί' => shift(letter, 37),
        'Ό' => 'ό',
        'Ύ' | 'Ώ' => shift(letter, 63),
        'Ѐ'..='Џ' => shift(letter, 80),
        'Ա'..='Ֆ' => shift(letter, 48),
        _ => letter,
    }
}

/// Returns the upper case of a letter; anything else as it is.
pub fn upper(letter: char) -> char {
    if letter == 'ÿ' {
        return 'Ÿ';
    }
    // Every other letter stands at most 80 places behind its upper case.
    let before = (1..=80).filter_map(|places| char::from_u32(u32::from(letter).checked_sub(places)?));
    before.into_iter().find(|candidate| lower(*candidate) == letter).unwrap_or(letter)
}

fn shift(letter: char, places: u32) -> char {
    char::from_u32(u32::from(letter) + places).unwrap_or(letter)
}

fn is_even(letter: char) -> bool {
    u32::from(letter).is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_scripts_change_their_case() {
        for (high, low) in ["AZ", "ÀÖØÞ", "ĀŁŻŹŇŐŠŸĶŊ", "ΑΡΣΩΆΈΌΎΏ", "АЯЁЇҐ", "ԱՖ", "ẠỸ"].into_iter().zip([
            "az",
            "àöøþ",
            "āłżźňőšÿķŋ",
            "αρσωάέόύώ",
            "аяёїґ",
            "աֆ",
            "ạỹ",
        ]) {
            assert_eq!(high.chars().map(lower).collect::<String>(), low);
            assert_eq!(low.chars().map(upper).collect::<String>(), high);
        }
    }

    #[test]
    fn this_agrees_with_the_standard_library() {
        // A capital I with a dot becomes two characters there, which no name needs.
        for letter in ('\u{0}'..='\u{587}').filter(|letter| lower(*letter) != *letter && *letter != 'İ') {
            assert_eq!(letter.to_lowercase().to_string(), lower(letter).to_string(), "{letter}");
        }
    }

    #[test]
    fn what_has_no_case_stays() {
        for letter in "1 -ßאم東".chars() {
            assert_eq!((lower(letter), upper(letter)), (letter, letter));
        }
    }
}
