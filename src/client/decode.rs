//! How a response is decoded: its body, or the error that it stands for.

use serde_json::Value;

use super::error::Error;
use super::proxy;
use super::response::Response;

/// How many characters of an unexpected response are kept to show what it was.
const EXCERPT: usize = 120;

impl Response {
    /// Parses the body as a JSON document.
    ///
    /// # Errors
    ///
    /// The status's own error unless the status is a success, [`Error::NotTheApi`] if the body is not JSON, and
    /// [`Error::Undecodable`] if the document is cut off.
    pub fn json(&self) -> Result<Value, Error> {
        self.success()?;
        serde_json::from_str(&self.text()).map_err(|error| self.not_json(&error))
    }

    /// Returns the body as a file.
    ///
    /// # Errors
    ///
    /// The status's own error, unless the status is a success; [`Error::NotTheApi`] for a page of a proxy.
    pub fn file(self) -> Result<Vec<u8>, Error> {
        self.success()?;
        // A proxy's start page with status 200 must not be saved as the file.
        if proxy::is_from_proxy(&self) { Err(self.not_the_api()) } else { Ok(self.body) }
    }

    /// Accepts any success, for calls whose response is 204 or an entity that is not needed.
    ///
    /// # Errors
    ///
    /// The status's own error unless the status is a success, and [`Error::NotTheApi`] for a web page.
    pub fn no_content(&self) -> Result<(), Error> {
        self.success()?;
        let text = self.text();
        let body = text.trim_start();
        // A proxy's start page with status 200 must not look like a successful change.
        if body.is_empty() || body.starts_with(['{', '[', '"']) { Ok(()) } else { Err(self.not_the_api()) }
    }

    /// Returns the error that the response stands for if its status is not a success.
    pub fn error(&self) -> Error {
        if proxy::is_from_proxy(self) {
            return self.not_the_api();
        }
        let detail = detail(&self.text());
        match self.status {
            401 => Error::Unauthorized,
            403 => Error::Forbidden { detail },
            404 => Error::NotFound,
            409 => Error::Conflict { detail },
            400 | 422 => Error::Rejected { detail },
            429 => Error::RateLimited,
            status @ 500..=599 => Error::Server { status },
            // A web page in place of an API response, with any other status.
            _ if self.text().trim_start().starts_with('<') => self.not_the_api(),
            status => Error::Unexpected { status },
        }
    }

    /// Returns the error for a body that is not JSON: a document that ends too early was cut off on the way;
    /// anything else is not from the API.
    fn not_json(&self, error: &serde_json::Error) -> Error {
        if error.is_eof() && self.text().trim_start().starts_with(['{', '[']) {
            let place = format!("line {}, column {}", error.line(), error.column());
            return Error::Undecodable { place, problem: "the answer ends here".to_owned() };
        }
        self.not_the_api()
    }

    fn success(&self) -> Result<(), Error> {
        if (200..300).contains(&self.status) { Ok(()) } else { Err(self.error()) }
    }

    /// Returns the error for a response that did not come from the API.
    fn not_the_api(&self) -> Error {
        Error::NotTheApi { status: self.status, excerpt: excerpt(&self.text()) }
    }
}

/// Returns the helpdesk's own explanation of an error, in any of the known shapes: `{"errors": {"field":
/// ["text"]}}`, `{"errors": ["text"]}`, `{"error": "text"}`, `{"message": "text"}`, or plain text.
fn detail(body: &str) -> String {
    match serde_json::from_str::<Value>(body) {
        Ok(document) => ["errors", "error", "message"]
            .into_iter()
            .find_map(|key| document.get(key))
            .map(|value| shorten(&flatten(value)))
            .unwrap_or_default(),
        Err(_) => excerpt(body),
    }
}

/// Returns all strings in a value as one line, with the names of their fields.
fn flatten(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(flatten).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            fields.iter().map(|(field, value)| format!("{field}: {}", flatten(value))).collect::<Vec<_>>().join("; ")
        }
        _ => String::new(),
    }
}

/// Returns the beginning of a response as plain text, without tags and with white space collapsed.
fn excerpt(body: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    // The body may be megabytes, so only its beginning is scanned.
    for letter in body.chars().take(EXCERPT * 20) {
        match letter {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => text.push(letter),
            _ => {}
        }
    }
    shorten(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= EXCERPT {
        return text.to_owned();
    }
    text.chars().take(EXCERPT).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(status: u16, body: &str) -> Response {
        Response { body: body.into(), ..Response::status(status) }
    }

    #[test]
    fn each_status_has_its_own_error() {
        let cases = [
            (401, Error::Unauthorized),
            (403, Error::Forbidden { detail: String::new() }),
            (404, Error::NotFound),
            (409, Error::Conflict { detail: String::new() }),
            (422, Error::Rejected { detail: String::new() }),
            (429, Error::RateLimited),
            (503, Error::Server { status: 503 }),
            (418, Error::Unexpected { status: 418 }),
        ];
        for (status, error) in cases {
            assert_eq!(response(status, "{}").error(), error);
        }
    }

    #[test]
    fn the_helpdesks_explanation_is_kept_with_the_field() {
        let cases = [
            (r#"{"errors":{"assignee":["is no agent"]}}"#, "assignee: is no agent"),
            (r#"{"error":"Subject missing"}"#, "Subject missing"),
            (r#"{"message":"No"}"#, "No"),
            ("Bad <b>request</b>\n here", "Bad request here"),
        ];
        for (body, detail) in cases {
            assert_eq!(response(422, body).error(), Error::Rejected { detail: detail.into() });
        }
    }
}
