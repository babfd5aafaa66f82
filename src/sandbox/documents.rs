//! Responses and values that several helpdesks write alike.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;

use super::object;
use crate::client::response::Response;

/// Makes a response with status 200 and a document under one key.
pub fn document(key: &str, document: Value) -> Response {
    Response::json_body(200, &object(vec![(key, document)]))
}

/// Makes a response with status 201 and a document under one key.
pub fn created(key: &str, document: Value) -> Response {
    Response { status: 201, ..self::document(key, document) }
}

/// Writes a time as the documentation does: `2012-07-17T13:41:01Z`.
pub fn iso(time: DateTime<Utc>) -> Value {
    time.to_rfc3339_opts(SecondsFormat::Secs, true).into()
}

/// Turns plain text into the HTML body of a mail.
pub fn html(text: &str) -> String {
    format!("<p>{}</p>", escape(text).replace("\n\n", "</p><p>").replace('\n', "<br>"))
}

/// Escapes plain text for HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
