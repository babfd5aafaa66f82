//! What stands inside the calls of macros. Rust does not parse it, so the tokens are read one by one.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::LitStr;

use super::sources::{Literal, Place};

/// Macros whose texts only developers read.
const FOR_DEVELOPERS: [&str; 10] = [
    "assert",
    "assert_eq",
    "concat",
    "debug_assert",
    "debug_assert_eq",
    "env",
    "include_str",
    "panic",
    "unimplemented",
    "unreachable",
];

/// What was found in the tokens of a macro call.
#[derive(Default)]
pub struct Found {
    /// Every path, a single name included, with its line.
    pub paths: Vec<(Vec<String>, usize)>,
    /// Every identifier, with its line.
    pub idents: Vec<(String, usize)>,
    /// The attributes of elements, and the properties of components.
    pub attributes: Vec<(String, usize)>,
    /// Every method that is called, with its line.
    pub calls: Vec<(String, usize)>,
    /// Every string literal.
    pub literals: Vec<Literal>,
}

/// Reads the tokens of a call of the macro `name`.
pub fn read(name: &str, tokens: TokenStream) -> Found {
    let mut found = Found::default();
    found.call(name, tokens, &Place::Code);
    found
}

impl Found {
    /// Reads the call of a macro that stands at `place`.
    fn call(&mut self, name: &str, tokens: TokenStream, place: &Place) {
        match name {
            "view" => self.view(&tokens.into_iter().collect::<Vec<_>>()),
            _ if FOR_DEVELOPERS.contains(&name) => self.code(tokens, &Place::Message),
            _ => self.code(tokens, place),
        }
    }

    /// Reads expressions, types or patterns.
    fn code(&mut self, tokens: TokenStream, place: &Place) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at += self.one(&tokens, at, place);
        }
    }

    /// Reads what begins at a token, and returns how many tokens it was.
    fn one(&mut self, tokens: &[TokenTree], at: usize, place: &Place) -> usize {
        match &tokens[at] {
            TokenTree::Ident(_) => return self.path(tokens, at, place),
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<LitStr>(&literal.to_string()) {
                    let line = literal.span().start().line;
                    self.literals.push(Literal { text: text.value(), line, place: place.clone() });
                }
            }
            // An attribute counts for nothing.
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket && is(tokens, at, -1, '#') => {}
            TokenTree::Group(group) => self.code(group.stream(), place),
            TokenTree::Punct(_) => {}
        }
        1
    }

    /// Reads a path, a method's name or the call of a macro.
    fn path(&mut self, tokens: &[TokenTree], at: usize, place: &Place) -> usize {
        let line = tokens[at].span().start().line;
        let mut segments = vec![tokens[at].to_string()];
        let mut end = at + 1;
        while let Some(TokenTree::Ident(next)) = tokens.get(end + 2)
            && is(tokens, end, 0, ':')
            && is(tokens, end, 1, ':')
        {
            segments.push(next.to_string());
            end += 3;
        }
        self.idents.extend(segments.iter().map(|segment| (segment.clone(), line)));
        let is_member = is(tokens, at, -1, '.') && !is(tokens, at, -2, '.');
        if is_member {
            self.calls.push((segments[0].clone(), line));
        } else if let (true, Some(TokenTree::Group(group))) = (is(tokens, end, 0, '!'), tokens.get(end + 1)) {
            let name = segments.last().cloned().unwrap_or_default();
            self.call(&name, group.stream(), place);
            end += 2;
        }
        if !is_member {
            self.paths.push((segments, line));
        }
        end - at
    }

    /// Reads the elements and the text of `view!`.
    fn view(&mut self, tokens: &[TokenTree]) {
        let mut at = 0;
        while at < tokens.len() {
            at += match &tokens[at] {
                TokenTree::Punct(punct) if punct.as_char() == '<' => self.tag(tokens, at + 1) + 1,
                TokenTree::Group(group) => {
                    self.code(group.stream(), &Place::Code);
                    1
                }
                _ => self.one(tokens, at, &Place::Child),
            };
        }
    }

    /// Reads a tag up to its `>`, and returns how many tokens it was.
    fn tag(&mut self, tokens: &[TokenTree], from: usize) -> usize {
        let mut at = from;
        let mut attribute = None;
        let mut depth = 0;
        while at < tokens.len() {
            let after_colons = is(tokens, at, -1, ':') && is(tokens, at, -2, ':');
            if is(tokens, at, 0, '<') && (after_colons || depth > 0) {
                depth += 1;
            } else if is(tokens, at, 0, '>') && depth > 0 {
                depth -= 1;
            } else if is(tokens, at, 0, '>') {
                return at + 1 - from;
            } else if let Some((name, length)) = attribute_at(tokens, at).filter(|_| at > from) {
                self.idents.push((name.clone(), tokens[at].span().start().line));
                self.attributes.push((name.clone(), tokens[at].span().start().line));
                attribute = Some(name);
                at += length;
                continue;
            } else {
                let place = attribute.clone().map_or(Place::Code, Place::Attribute);
                at += self.one(tokens, at, &place);
                continue;
            }
            at += 1;
        }
        at - from
    }
}

/// Returns the name of the attribute that begins at a token, and its length with the `=`.
fn attribute_at(tokens: &[TokenTree], at: usize) -> Option<(String, usize)> {
    let mut name = String::new();
    let mut end = at;
    while let Some(token) = tokens.get(end) {
        let ends_with_ident = !name.is_empty() && !name.ends_with(['-', ':']);
        match token {
            TokenTree::Ident(ident) if !ends_with_ident => name.push_str(&ident.to_string()),
            TokenTree::Punct(it) if !name.is_empty() && matches!(it.as_char(), '-' | ':') => name.push(it.as_char()),
            _ => break,
        }
        end += 1;
    }
    let is_assigned = is(tokens, end, 0, '=') && !is(tokens, end, 1, '=') && !is(tokens, end, 1, '>');
    // After an operator or a dot it is part of an expression.
    let is_first = !['.', '=', '&', '|'].iter().any(|it| is(tokens, at, -1, *it));
    (is_assigned && is_first && !name.is_empty()).then_some((name, end + 1 - at))
}

/// Whether the token `offset` tokens away is that character.
fn is(tokens: &[TokenTree], at: usize, offset: isize, character: char) -> bool {
    let token = at.checked_add_signed(offset).and_then(|at| tokens.get(at));
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}
