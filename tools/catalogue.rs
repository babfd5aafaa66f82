//! Prints the catalogue of phrases as a language file, as a start for a translation:
//! `cargo run --example catalogue > public/lang/TAG.json`.
//!
//! With `--pseudo` it prints the pseudo-language `en-XA`: accents on every letter and 40 % more of them, so that what is
//! not translated and what has too little room stand out.

use std::io::{self, Write};

use deskbell::text::en::AREAS;
use serde_json::{Map, Value};

fn main() -> io::Result<()> {
    let is_pseudo = std::env::args().any(|arg| arg == "--pseudo");
    let scripts: Map<String, Value> = serde_json::from_str(include_str!("../src/text/script.json"))?;
    let scripts = scripts.into_iter().filter_map(|(key, text)| Some((key, text.as_str()?.to_owned())));
    let phrases =
        AREAS.iter().flat_map(|area| area.iter()).map(|(key, text, _)| (key.to_lowercase(), (*text).to_owned()));
    let translate = |text: String| if is_pseudo { pseudo(&text) } else { text };
    let file: Map<String, Value> =
        phrases.chain(scripts).map(|(key, text)| (key, Value::String(translate(text)))).collect();
    serde_json::to_writer_pretty(io::stdout().lock(), &file)?;
    io::stdout().write_all(b"\n")
}

/// Accents a template and makes it longer, with its arguments as they are.
fn pseudo(template: &str) -> String {
    let letters = template.chars().filter(char::is_ascii_alphabetic).count();
    // Not in the middle of a template with choices: each case would be padded, but only one is shown.
    let padding = if template.contains("plural") || template.contains("select") { 0 } else { letters * 2 / 5 };
    let (accented, _) = accent(template, 0, false);
    let tail: String = "ōnē twō thrēē fōur fīvē sīx sēvēn ēīght nīnē tēn ".chars().cycle().take(padding).collect();
    let tail = tail.trim_end();
    if tail.is_empty() { format!("[{accented}]") } else { format!("[{accented} {tail}]") }
}

/// Accents the text from a byte on, up to the end or to the brace that ends a case; returns where it stopped.
fn accent(template: &str, from: usize, is_case: bool) -> (String, usize) {
    let bytes = template.as_bytes();
    let mut out = String::new();
    let mut at = from;
    while at < template.len() {
        match bytes[at] {
            b'}' if is_case => return (out, at),
            b'{' => {
                let header = template[at..].find([',', '}']).map_or(template.len(), |length| at + length);
                if bytes.get(header) == Some(&b'}') {
                    out.push_str(&template[at..=header]);
                    at = header + 1;
                    continue;
                }
                // `{count, plural, one {…} other {…}}`: the cases are accented, what chooses them is not.
                let mut place = at;
                loop {
                    let next =
                        template[place + 1..].find(['{', '}']).map_or(template.len(), |length| place + 1 + length);
                    out.push_str(&template[place..next]);
                    if bytes.get(next) != Some(&b'{') {
                        out.push('}');
                        at = next + 1;
                        break;
                    }
                    let (case, end) = accent(template, next + 1, true);
                    out.push('{');
                    out.push_str(&case);
                    place = end;
                }
            }
            _ => {
                let letter = template[at..].chars().next().unwrap_or_default();
                out.push(accented(letter));
                at += letter.len_utf8();
            }
        }
    }
    (out, at)
}

fn accented(letter: char) -> char {
    const PLAIN: &str = "aceginorsuyzACEGINORSUYZ";
    const ACCENTED: &str = "áçéğîñôřšüýžÁÇÉĞÎÑÔŘŠÜÝŽ";
    PLAIN.chars().zip(ACCENTED.chars()).find(|(plain, _)| *plain == letter).map_or(letter, |(_, accented)| accented)
}
