//! The language of the interface: chosen once for each page, before anything is drawn.

use serde_json::Value;

use crate::platform::storage::{self, Key};
use crate::platform::{intl, page};
use crate::text::language;

/// The tags of the translations in `public/lang/`, separated by commas. English is compiled in.
const TRANSLATIONS: &str = env!("DESKBELL_LANGUAGES");

/// The pseudo-language that shows what is not translated and what has too little room. Only tests have its file.
const PSEUDO: &str = "en-XA";

/// The tags of all languages that the agent can choose, English first.
pub fn available() -> impl Iterator<Item = &'static str> {
    ["en"].into_iter().chain(TRANSLATIONS.split(',').filter(|tag| !tag.is_empty()))
}

/// Makes the interface speak the first of these languages: the link's, the agent's, the deployer's.
///
/// Whatever isn't available, or can't be loaded, is English.
pub async fn load(link: Option<&str>, configured: Option<&str>) {
    let preferred = preferred();
    let wanted = link.or(preferred.as_deref()).or(configured).unwrap_or_default();
    let mut tag = choose(wanted);
    if tag != "en" {
        match page::language_file(tag).await.as_deref().and_then(language::parse) {
            Some(phrases) => language::speak(phrases),
            None => tag = "en",
        }
    }
    intl::set_language(tag);
    page::set_language(tag);
}

/// Returns the language that the agent chose on this device; `None` leaves it to the deployer.
pub fn preferred() -> Option<String> {
    let stored: Value = serde_json::from_str(&storage::read(Key::Preferences)?).ok()?;
    stored["language"].as_str().map(str::to_owned)
}

/// The available tag that fits best: the same, else one of the same language, else English.
fn choose(wanted: &str) -> &'static str {
    if wanted.eq_ignore_ascii_case(PSEUDO) {
        return PSEUDO;
    }
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let same = available().find(|tag| tag.eq_ignore_ascii_case(wanted));
    same.or_else(|| available().find(|tag| primary(tag) == primary(wanted))).unwrap_or("en")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_available_language_is_chosen() {
        assert_eq!((choose("en"), choose("EN-gb"), choose("en-xa")), ("en", "en", "en-XA"));
        assert_eq!((choose(""), choose("tlh"), choose("../../x")), ("en", "en", "en"));
    }
}
