//! The credential of an account, and the only code that adds it to a request.

use std::fmt;

use super::request::{Request, encode_query, encode_query_value};

/// An API token. It cannot be printed: `Debug` shows dots, and there is no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Creates a secret from a token, without the white space around it; `None` if that leaves nothing.
    pub fn new(token: &str) -> Option<Secret> {
        let token = token.trim();
        (!token.is_empty()).then(|| Secret(token.to_owned()))
    }

    /// Returns the token itself, to store it on the device if the agent asked for that.
    pub fn reveal_for_storage(&self) -> &str {
        &self.0
    }

    /// Replaces the token in a body that may be shown. All other bytes stay as they are, because the body may be a file.
    pub fn remove_from(&self, body: &mut Vec<u8>) {
        // Anything this short is not a real token, and replacing it could damage ordinary words.
        if self.0.len() < 8 {
            return;
        }
        // As it is, and as it is encoded in a URL.
        for token in [&self.0, &encode_query_value(&self.0)] {
            let (mut cleaned, mut rest) = (Vec::new(), body.as_slice());
            while let Some(start) = rest.windows(token.len()).position(|part| part == token.as_bytes()) {
                cleaned.extend_from_slice(&rest[..start]);
                cleaned.extend("…".bytes());
                rest = &rest[start + token.len()..];
            }
            if !cleaned.is_empty() {
                cleaned.extend_from_slice(rest);
                *body = cleaned;
            }
        }
    }

    /// Whether the token can be sent in a header: visible ASCII only. Anything else was most likely pasted
    /// by mistake, and the browser would reject the whole request with an obscure message.
    pub fn is_sendable(&self) -> bool {
        self.0.bytes().all(|byte| byte.is_ascii_graphic())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// How a token is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenStyle {
    /// `Authorization: Bearer TOKEN`
    Bearer,
    /// `Authorization: TOKEN`
    Raw,
    /// As a query parameter with the name that the provider documents.
    Query,
}

impl TokenStyle {
    /// Every style with its slug in config.json.
    pub const ALL: [(&'static str, TokenStyle); 3] =
        [("bearer", TokenStyle::Bearer), ("raw", TokenStyle::Raw), ("query", TokenStyle::Query)];

    /// Returns the style with this slug; `None` for an unknown one.
    pub fn parse(slug: &str) -> Option<TokenStyle> {
        TokenStyle::ALL.into_iter().find(|(known, _)| *known == slug).map(|(_, style)| style)
    }

    /// Returns its slug in config.json.
    pub fn slug(self) -> &'static str {
        match self {
            TokenStyle::Bearer => "bearer",
            TokenStyle::Raw => "raw",
            TokenStyle::Query => "query",
        }
    }
}

/// The parts of a request that may hold a credential.
pub struct Signed {
    /// The encoded path and query.
    pub path_and_query: String,
    /// The request's headers and the one with the credential.
    pub headers: Vec<(String, String)>,
}

/// Adds the credential to a request. `parameter` is the provider's name for it in a query.
pub fn sign(request: &Request, secret: Option<&Secret>, style: TokenStyle, parameter: &str) -> Signed {
    let mut headers = request.headers.clone();
    let mut path_and_query = request.path_and_query();
    if let Some(Secret(token)) = secret {
        match style {
            TokenStyle::Bearer => headers.push(("Authorization".to_owned(), format!("Bearer {token}"))),
            TokenStyle::Raw => headers.push(("Authorization".to_owned(), token.clone())),
            TokenStyle::Query => {
                path_and_query.push(if request.query.is_empty() { '?' } else { '&' });
                path_and_query.push_str(&encode_query(&[(parameter.to_owned(), token.clone())]));
            }
        }
    }
    Signed { path_and_query, headers }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path;

    #[test]
    fn a_secret_cannot_be_printed() {
        let secret = Secret::new(" hunter2 ").unwrap();
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(Secret::new("  "), None);
        assert!(!Secret::new("a b").unwrap().is_sendable());
    }

    #[test]
    fn the_token_is_removed_from_a_file_and_all_other_bytes_stay() {
        let secret = Secret::new("hunter2+hunter2").unwrap();
        let mut body = b"\xff\x00hunter2+hunter2\xfe hunter2%2Bhunter2\x80".to_vec();
        secret.remove_from(&mut body);
        assert_eq!(body, [b"\xff\x00", "…".as_bytes(), b"\xfe ", "…".as_bytes(), b"\x80"].concat());
    }

    #[test]
    fn each_style_sends_the_token_in_its_own_place() {
        let secret = Secret::new("t+k").unwrap();
        let request = Request::get(path!["tickets"]).query("page", 2);
        let signed = |style| sign(&request, Some(&secret), style, "access_token");
        assert_eq!(signed(TokenStyle::Bearer).headers, [("Authorization".to_owned(), "Bearer t+k".to_owned())]);
        assert_eq!(signed(TokenStyle::Raw).headers, [("Authorization".to_owned(), "t+k".to_owned())]);
        assert_eq!(signed(TokenStyle::Query).path_and_query, "/tickets?page=2&access_token=t%2Bk");
        assert!(signed(TokenStyle::Query).headers.is_empty());
        let bare = sign(&Request::get(path!["tickets"]), Some(&secret), TokenStyle::Query, "auth_token");
        assert_eq!(bare.path_and_query, "/tickets?auth_token=t%2Bk");
        assert_eq!(sign(&request, None, TokenStyle::Bearer, "access_token").headers, []);
    }
}
