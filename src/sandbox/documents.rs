//! What documents are made of, whatever the helpdesk.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;

use super::object;
use crate::client::response::Response;

/// A document under its one key, with status 200.
pub fn one(key: &str, document: Value) -> Response {
    Response::json_body(200, &object(vec![(key, document)]))
}

/// A document under its one key, with status 201.
pub fn created(key: &str, document: Value) -> Response {
    Response { status: 201, ..one(key, document) }
}

/// A date as the documentations write it: `2012-07-17T13:41:01Z`.
pub fn iso(time: DateTime<Utc>) -> Value {
    time.to_rfc3339_opts(SecondsFormat::Secs, true).into()
}

/// Plain text as the body of a mail.
pub fn html(text: &str) -> String {
    format!("<p>{}</p>", escape(text).replace("\n\n", "</p><p>").replace('\n', "<br>"))
}

/// Plain text as a part of HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
