//! Responses of extreme size and depth. A decoder that takes quadratic time would not finish: 400 thousand characters
//! would take minutes, 20 million would take days.

use deskbell::client::response::Response;
use serde_json::{Map, Value};

use super::decoders::VENDORS;

/// Returns the length of an input in characters. `DESKBELL_INPUT_LENGTH` overrides it.
fn length() -> usize {
    std::env::var("DESKBELL_INPUT_LENGTH").ok().and_then(|text| text.parse().ok()).unwrap_or(400_000)
}

fn answer(body: String) -> Response {
    Response { body: body.into(), ..Response::status(200) }
}

/// Replaces every string in a document.
fn fill(value: &mut Value, text: &str) {
    match value {
        Value::String(it) => text.clone_into(it),
        Value::Array(items) => items.iter_mut().for_each(|item| fill(item, text)),
        Value::Object(fields) => fields.values_mut().for_each(|field| fill(field, text)),
        _ => {}
    }
}

fn count_strings(value: &Value) -> usize {
    match value {
        Value::String(_) => 1,
        Value::Array(items) => items.iter().map(count_strings).sum(),
        Value::Object(fields) => fields.values().map(count_strings).sum(),
        _ => 0,
    }
}

#[test]
fn large_texts_decode_in_linear_time() {
    for pattern in ["a", "<", "&", "&#", "<a b='", "é ", "/", "\u{202e}", "0", " ", "2012-07-17T", "//", ","] {
        for vendor in &VENDORS {
            let text: Value = serde_json::from_str(vendor.documents[1]).unwrap();
            let count = length() / count_strings(&text).max(1) / pattern.len();
            let mut document = text;
            fill(&mut document, &pattern.repeat(count));
            (vendor.decode)(&answer(document.to_string()));
        }
    }
}

#[test]
fn large_lists_decode_in_linear_time() {
    for vendor in &VENDORS {
        for document in vendor.documents {
            let mut document: Value = serde_json::from_str(document).unwrap();
            let Some(fields) = document.as_object_mut() else { continue };
            for list in fields.values_mut().filter_map(Value::as_array_mut) {
                let Some(first) = list.first().cloned() else { continue };
                let count = length() / first.to_string().len();
                *list = vec![first; count];
            }
            (vendor.decode)(&answer(document.to_string()));
        }
    }
}

#[test]
fn large_objects_decode_in_linear_time() {
    let fields: Map<String, Value> = (0..length() / 20).map(|field| (format!("field{field}"), field.into())).collect();
    for vendor in &VENDORS {
        (vendor.decode)(&answer(Value::Object(fields.clone()).to_string()));
    }
}

#[test]
fn deep_nesting_never_panics() {
    for (open, close) in [("[", "]"), (r#"{"tickets":"#, "}"), (r#"{"ticket":["#, "]}"), (r#"[{"labels":"#, "}]")] {
        for depth in [1, 100, 127, 128, 129, 10_000, length() / open.len()] {
            for vendor in &VENDORS {
                (vendor.decode)(&answer(open.repeat(depth)));
                (vendor.decode)(&answer(format!("{}null{}", open.repeat(depth), close.repeat(depth))));
            }
        }
    }
}
