//! Reading documents that are not quite as documented.
//!
//! A number may come as text, a text as `null`, a list as an object. What a ticket cannot do
//! without fails with its place in the document; everything else becomes "not told".

use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

/// Reads an optional field: anything that is not of the type counts as not told.
pub fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Option<T>, D::Error> {
    Ok(T::deserialize(Value::deserialize(deserializer)?).ok())
}

/// An id or a number, which APIs write as a JSON number or as text; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Id(pub String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(text) if !text.trim().is_empty() => Ok(Id(text)),
            Value::Number(number) => Ok(Id(number.to_string())),
            other => Err(D::Error::custom(format!("expected an id, found {}", kind(&other)))),
        }
    }
}

/// A text, or a number or switch written as text. `null` and the like are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(pub String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(text) => Ok(Text(text)),
            Value::Number(number) => Ok(Text(number.to_string())),
            Value::Bool(switch) => Ok(Text(switch.to_string())),
            other => Err(D::Error::custom(format!("expected a text, found {}", kind(&other)))),
        }
    }
}

/// Those items of a list that can be read; the others are left out.
pub fn readable<T: DeserializeOwned>(items: Vec<Value>) -> Vec<T> {
    items.into_iter().filter_map(|item| T::deserialize(item).ok()).collect()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "an empty text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::response::decode;
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Thing {
        id: Id,
        #[serde(default, deserialize_with = "lenient")]
        name: Option<Text>,
    }

    #[test]
    fn ids_come_as_numbers_or_text() {
        for document in [json!({ "id": 7 }), json!({ "id": "7", "name": null }), json!({ "id": 7, "name": [] })] {
            let thing: Thing = decode(document).unwrap();
            assert_eq!((thing.id, thing.name), (Id("7".into()), None));
        }
        let thing: Thing = decode(json!({ "id": 7, "name": 8 })).unwrap();
        assert_eq!(thing.name, Some(Text("8".into())));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let error = decode::<Vec<Thing>>(json!([{ "id": 1 }, { "id": [] }])).unwrap_err();
        assert_eq!(error.to_string(), "[1].id: expected an id, found a list");
        let error = decode::<Vec<Thing>>(json!([{}])).unwrap_err();
        assert_eq!(error.to_string(), "[0]: missing field `id`");
    }
}
