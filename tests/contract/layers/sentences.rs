//! No literal sentence outside `src/text/`: what a person reads is a phrase of the catalogue.
//!
//! What a literal is for cannot be seen for sure. So everything that looks like words counts, and what looks like words
//! without being read is listed by its exact text.

use std::fs;

use super::names::is_within;
use super::pages::{literals_of_page, literals_of_script};
use super::sources::{self, Literal, Place, Source};

/// Literals that look like words and are none of the interface's, each group with the reason.
const NOT_SENTENCES: &[(&str, &[&str])] = &[
    ("names of products", &["Deskbell", "Gmail", "Groove", "Zaia"]),
    ("headers", &["Accept", "Authorization", "Bearer {token}"]),
    (
        "the body of a request",
        &[
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\nContent-Type: {kind}\r\n\r\n",
        ],
    ),
    ("dates in headers", &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]),
    (
        "responses of proxies that are recognised",
        &[
            "Missing required request header",
            "This API enables cross-origin requests",
            "was blacklisted by the operator of this proxy",
            "was not whitelisted by the operator of this proxy",
            "Invalid host: ",
            "Not found because of proxy error",
        ],
    ),
    (
        "the beginnings of quoted messages that are recognised",
        &["original message", "forwarded message", "message d'origine", "mensaje original"],
    ),
    ("values for debugging", &["Form({}, {} bytes)", "Secret(…)"]),
    ("a part of documentation", &["set of labels"]),
    ("classes of style sheets", &["list alone", "ticket alone"]),
    ("what is printed on keys", &["Page ↓", "Page ↑"]),
    (
        "details of errors for support, the same in every language",
        &[
            "the answer ends here",
            "an id",
            "a text",
            "a list",
            "true or false",
            "a number",
            "an empty text",
            "an object",
            "a file with an id",
            "no response within {seconds} s",
            "blocked by the browser (CORS)",
            "blocked by the browser (mixed content)",
            "blocked by the browser (local network)",
            "connection lost",
            "too large",
        ],
    ),
    ("the title of a frame's document; people hear that of the frame", &["Message content"]),
    ("the report for support", &["{} {version} stopped at {place}\n{}"]),
    (
        "errors for developers of portals",
        &["Deskbell did not respond.", "Deskbell was reloaded.", "Deskbell was removed."],
    ),
    ("the reason of a promise that nothing shows", &["Another mail took its place."]),
];

/// Modules whose literals may be sentences: the catalogue, and what plays a helpdesk with its customers.
const SPEAKERS: &[&str] = &["text", "sandbox", "bin"];

/// Attributes and properties that hold what a person reads or hears.
const READ: &[&str] = &[
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "aria-valuetext",
    "hint",
    "label",
    "placeholder",
    "title",
];

/// Attributes and properties that hold what only a program reads.
const UNREAD: &[&str] = &[
    "aria-keyshortcuts",
    "autocomplete",
    "class",
    "data",
    "for",
    "href",
    "icon",
    "id",
    "key",
    "kind",
    "name",
    "rel",
    "role",
    "src",
    "style",
    "target",
    "type",
];

/// The names of keys, as events and shortcuts have them.
const KEYS: &[&str] = &[
    "Alt",
    "AltGraph",
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "Backspace",
    "Control",
    "Ctrl",
    "Delete",
    "End",
    "Enter",
    "Esc",
    "Escape",
    "Home",
    "PageDown",
    "PageUp",
    "Shift",
    "Tab",
];

/// Returns the literals of a Rust file that look like words that a person reads.
fn words_of(source: &Source) -> Vec<&Literal> {
    let is_speaker = SPEAKERS.iter().any(|module| is_within(&source.module, module));
    source.literals.iter().filter(|literal| !is_speaker && is_read(literal)).collect()
}

/// Whether a literal looks like words that a person reads.
fn is_read(Literal { text, place, .. }: &Literal) -> bool {
    let has_letters = without_arguments(text).chars().any(char::is_alphabetic);
    match place {
        Place::Message => false,
        Place::Code => has_words(text),
        Place::Child => has_letters,
        Place::Attribute(name) if READ.contains(&name.as_str()) => has_letters,
        Place::Attribute(name) => {
            !UNREAD.contains(&name.split(['-', ':']).next().unwrap_or(name))
                && !UNREAD.contains(&name.as_str())
                && has_words(text)
        }
    }
}

/// Whether a text has two English words with a space between them, or begins as a sentence does. Names of keys,
/// headers (`Content-Type`), types (`AbortError`) and selectors (`.row input`) are not words.
fn has_words(text: &str) -> bool {
    let text = without_arguments(text);
    let is_word = |part: &str| !part.is_empty() && part.chars().all(|it| it.is_ascii_alphabetic() || "'’".contains(it));
    let parts: Vec<&str> = text.split(' ').map(|part| part.trim_matches([',', '.', ':', ';', '?', '!', '…'])).collect();
    // Two single letters are a sequence of keys.
    let is_pair = parts.windows(2).any(|pair| pair.iter().all(|part| is_word(part)) && pair.concat().len() > 3);
    let is_selector = text.starts_with(['.', '#', '[']);
    let is_key = text.split('+').all(|part| part.is_empty() || KEYS.contains(&part) || part.chars().count() == 1);
    let mut pairs = text.chars().zip(text.chars().skip(1));
    let is_name =
        !text.contains(' ') && pairs.any(|(one, next)| (one == '-' || one.is_lowercase()) && next.is_uppercase());
    (is_pair && !is_selector) || (is_title(&text) && !is_key && !is_name)
}

/// Whether the first letter of a text is upper case and the second is lower case.
pub fn is_title(text: &str) -> bool {
    let mut letters = text.trim_start_matches(|it: char| !it.is_alphabetic()).chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Takes `{arguments}` out of a text.
pub fn without_arguments(text: &str) -> String {
    let mut depth = 0;
    let is_outside = |letter: &char| {
        depth += i32::from(*letter == '{');
        let is_outside = depth == 0;
        depth -= i32::from(*letter == '}');
        is_outside
    };
    text.chars().filter(is_outside).collect()
}

/// A literal: its file, its line and its text.
type Found = (String, usize, String);

/// Returns every literal outside the catalogue that looks like words.
fn found() -> Vec<Found> {
    let mut found = Vec::new();
    for source in sources::ALL.iter() {
        found.extend(words_of(source).into_iter().map(|it| (source.path.clone(), it.line, it.text.clone())));
    }
    let mut others = Vec::new();
    sources::collect(&sources::root().join("public"), "public", &mut others);
    others.push(("index.html".to_owned(), fs::read_to_string(sources::root().join("index.html")).unwrap()));
    for (path, text) in others {
        let literals = match path.rsplit('.').next() {
            Some("js") => literals_of_script(&text),
            Some("html") => literals_of_page(&text),
            _ => continue,
        };
        found.extend(literals.into_iter().map(|(line, text)| (path.clone(), line, text)));
    }
    found
}

/// Returns what is wrong with the literals that were found, and with the list of exceptions.
fn problems(found: &[Found], not_sentences: &[&str]) -> Vec<String> {
    let offences = found.iter().filter(|(_, _, text)| !not_sentences.contains(&text.as_str()));
    let offences = offences.map(|(path, line, text)| format!("{path}:{line}: move this into src/text: {text:?}"));
    let unknown = not_sentences.iter().filter(|text| !found.iter().any(|(_, _, it)| it == *text));
    let unknown = unknown.map(|text| format!("{text:?} is nowhere, so it must leave NOT_SENTENCES"));
    offences.chain(unknown).collect()
}

#[test]
fn every_sentence_is_in_the_catalogue() {
    let not_sentences: Vec<&str> = NOT_SENTENCES.iter().flat_map(|(_, texts)| texts.iter().copied()).collect();
    let problems = problems(&found(), &not_sentences);
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn the_list_of_exceptions_holds_nothing_needless() {
    let found = [("src/a.rs".to_owned(), 7, "It was sent.".to_owned()), ("src/b.rs".to_owned(), 1, "Jan".to_owned())];
    assert_eq!(problems(&found, &["It was sent.", "Jan"]), [] as [String; 0]);
    let expected =
        ["src/a.rs:7: move this into src/text: \"It was sent.\"", "\"Feb\" is nowhere, so it must leave NOT_SENTENCES"];
    assert_eq!(problems(&found, &["Jan", "Feb"]), expected);
}

#[test]
fn sentences_are_found_where_people_read_them() {
    let cases = [
        ("fn f() { g(\"Nothing was sent.\") }", "Nothing was sent."),
        ("const A: &str = \"no answer yet\";", "no answer yet"),
        ("fn f() { format!(\"{count} more\\n{x} in sight\") }", "{count} more\n{x} in sight"),
        ("fn f() { match x { A => \"Starred\" } }", "Starred"),
        ("fn f() { view! { <p>\"needed\"</p> } }", "needed"),
        ("fn f() { view! { <p class=\"a b\">{if x { \"Ok\" } else { y }}</p> } }", "Ok"),
        ("fn f() { view! { <Button label=\"undo\" kind=\"primary wide\"/> } }", "undo"),
        ("fn f() { view! { <input aria-label=move || format!(\"{a} b\") class=\"c d\"/> } }", "{a} b"),
        ("fn f() { view! { <A hint=if is_one { \"one\" } else { \"\" }/> } }", "one"),
        ("fn f() { view! { <A on:click=move |_| say(\"It was saved.\")/> } }", "It was saved."),
        ("fn f() { view! { <A b=x.collect::<Vec<_>>() other=\"two words\"/> } }", "two words"),
        ("fn f() { view! { <ul>{when(move || x, || view! { <li>\"deep\"</li> })}</ul> } }", "deep"),
    ];
    for (text, sentence) in cases {
        let source = Source::parse("src/ui/a.rs", text);
        let found: Vec<&str> = words_of(&source).into_iter().map(|it| it.text.as_str()).collect();
        assert_eq!(found, [sentence], "{text}");
    }
}

#[test]
fn what_nobody_reads_is_no_sentence() {
    let cases = [
        (
            "ui/a",
            "fn f() { view! { <div class=\"row is current\" role=\"row\" data-pane=\"list alone\" style:--a=\"b c\"/> } }",
        ),
        ("ui/a", "fn f() { view! { <p class=move || if x == y { \"one row\" } else { \"two rows\" }>\" · \"</p> } }"),
        ("ui/a", "fn f() { g(\"Content-Type\", \"AbortError\", \".ticket input, .ticket textarea\") }"),
        ("ui/a", "fn f() { match key { \"Enter\" | \"ArrowDown\" => \"Ctrl+K\", _ => \"Shift+{}\" } }"),
        ("ui/a", "fn f() { panic!(\"This never happens.\"); assert!(x, \"It is so.\") }"),
        ("ui/a", "/// Some words.\n#[expect(unused, reason = \"Nobody reads this.\")]\nfn f() { \"one-word\" }"),
        ("ui/a", "#[cfg(test)]\nmod tests { fn f() { g(\"A whole sentence.\") } }"),
        ("text/a", "const A: &str = \"A whole sentence.\";"),
        ("sandbox/a", "const A: &str = \"Where is my order?\";"),
        ("client/a", "const A: &str = \"{0} · {1}\"; const B: &str = \"application/json; charset=utf-8\";"),
    ];
    for (path, text) in cases {
        let source = Source::parse(&format!("src/{path}.rs"), text);
        let found: Vec<&str> = words_of(&source).into_iter().map(|it| it.text.as_str()).collect();
        assert_eq!(found, [] as [&str; 0], "{text}");
    }
}
