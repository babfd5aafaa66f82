//! Placeholders of canned responses: `{{customer.name}}`, and how other products write theirs.

/// How placeholders begin and end.
const MARKS: [(&str, &str); 4] = [("{{", "}}"), ("%{", "}"), ("{%", "%}"), ("[", "]")];

/// The longest placeholder, in characters.
const LONGEST: usize = 60;

/// Returns the first placeholder in a text, with its marks. `None` if there is none.
///
/// Square brackets hold a placeholder only if there is nothing but letters, spaces and underscores in them, because people
/// use them, too. A link in Markdown, `[text](address)`, has none.
pub fn first(text: &str) -> Option<&str> {
    let found = MARKS.iter().filter_map(|(begin, end)| {
        text.match_indices(begin).find_map(|(at, _)| {
            let inside = at + begin.len();
            let length = text[inside..].find(end)?;
            let (name, rest) = (&text[inside..inside + length], &text[inside + length + end.len()..]);
            let is_name = match *begin {
                "[" => {
                    let is_letter = |letter: char| letter.is_alphabetic() || letter == ' ' || letter == '_';
                    name.chars().all(is_letter) && !rest.starts_with('(')
                }
                _ => !name.contains(['\n', '{', '}']),
            };
            let is_short = (1..=LONGEST).contains(&name.chars().count());
            (is_name && is_short && !name.trim().is_empty()).then(|| (at, &text[at..inside + length + end.len()]))
        })
    });
    found.min_by_key(|(at, _)| *at).map(|(_, placeholder)| placeholder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_of_several_products_are_found() {
        let cases = [
            ("Hi {{ticket.requester.first_name}}, %{agent} here.", Some("{{ticket.requester.first_name}}")),
            ("Hi %{agent} [name]", Some("%{agent}")),
            ("Hi [name]!", Some("[name]")),
            ("Hi [first name]!", Some("[first name]")),
            ("{% if x %}", Some("{% if x %}")),
            ("Your order [T-20481] and [1]", None),
            ("See [the manual](https://tern.example)", None),
            ("let x = { a: 1 }; list[0] and []", None),
            ("{{", None),
            ("100 %{", None),
            ("{{\n}}", None),
            ("[ ]", None),
        ];
        for (text, placeholder) in cases {
            assert_eq!(first(text), placeholder, "{text:?}");
        }
    }
}
