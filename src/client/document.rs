//! Tolerant decoding of JSON documents that differ from their documentation.
//!
//! A number may come as a string, a string as `null`, a list as an object. A missing required field is an
//! error that names its path in the document; any other unreadable field counts as absent.

use serde_json::Value;

use super::error::Error;
use crate::domain::Unreadable;

/// A value in a JSON document, with its path for error messages.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    value: &'a Value,
    path: Path<'a>,
}

/// The path from the root of a document to a value.
#[derive(Clone, Copy)]
enum Path<'a> {
    Root,
    Field(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

static NULL: Value = Value::Null;

impl<'a> Node<'a> {
    /// Returns the root of a document.
    pub fn root(value: &'a Value) -> Self {
        Node { value, path: Path::Root }
    }

    /// Returns the field with this name. It is `null` if it is missing or this is not an object.
    pub fn field<'b>(&'b self, name: &'b str) -> Node<'b> {
        Node { value: self.value.get(name).unwrap_or(&NULL), path: Path::Field(&self.path, name) }
    }

    /// Returns a required ID, which APIs write as a number or a string.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with this place, if there is neither a number nor a string.
    pub fn require_id(&self) -> Result<String, Error> {
        self.as_id().ok_or_else(|| self.mismatch("an id"))
    }

    /// Returns a required string.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with this place, if there is no string.
    pub fn require_text(&self) -> Result<String, Error> {
        self.value.as_str().map(str::to_owned).ok_or_else(|| self.mismatch("a text"))
    }

    /// Returns an ID; `None` if this is neither a number nor a string with something in it.
    pub fn as_id(&self) -> Option<String> {
        match self.value {
            Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// Returns a string, number or boolean as a string; `None` for anything else.
    pub fn as_text(&self) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(switch) => Some(switch.to_string()),
            _ => None,
        }
    }

    /// Returns a whole number, even one that is written as a string; `None` for anything else.
    pub fn as_count(&self) -> Option<u64> {
        match self.value {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// Returns a boolean; `None` for anything else.
    pub fn as_bool(&self) -> Option<bool> {
        self.value.as_bool()
    }

    /// Returns the strings in a list, without items that are not strings; empty if this is not a list.
    pub fn texts(&self) -> Vec<String> {
        self.value.as_array().into_iter().flatten().filter_map(|item| Node::root(item).as_text()).collect()
    }

    /// Calls `read` with the index and value of each item of a required list.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with this place, if there is no list.
    pub fn each<T>(&self, mut read: impl FnMut(usize, Node) -> T) -> Result<Vec<T>, Error> {
        let items = self.value.as_array().ok_or_else(|| self.mismatch("a list"))?;
        let item = |(index, value)| read(index, Node { value, path: Path::Item(&self.path, index) });
        Ok(items.iter().enumerate().map(item).collect())
    }

    /// Decodes each item of a required list separately, so that one broken item does not fail the list.
    /// `id` names the field that identifies an item.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] with this place, if there is no list. Errors of items are in the list.
    pub fn each_result<T>(
        &self,
        id: &str,
        read: impl Fn(&Node) -> Result<T, Error>,
    ) -> Result<Vec<Result<T, DecodeError>>, Error> {
        self.each(|_, item| read(&item).map_err(|error| DecodeError { id: item.field(id).as_text(), error }))
    }

    /// Returns the error that `expected` should have been here.
    pub fn mismatch(&self, expected: &str) -> Error {
        let found = match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(text) if text.trim().is_empty() => "an empty text",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        Error::Undecodable { place: self.path.to_text(), problem: format!("expected {expected}, found {found}") }
    }
}

/// Why an item of a list could not be decoded.
#[derive(Debug)]
pub struct DecodeError {
    /// The item's ID; `None` if even that could not be read.
    pub id: Option<String>,
    /// What is wrong, and where.
    pub error: Error,
}

impl DecodeError {
    /// Returns the placeholder that is shown for the item at this index of this page.
    pub fn into_unreadable(self, page: u32, index: usize) -> Unreadable {
        let id = self.id.unwrap_or_else(|| format!("unreadable-{page}-{index}"));
        let (place, problem) = match self.error {
            Error::Undecodable { place, problem } => (place, problem),
            other => (format!("[{index}]"), other.to_string()),
        };
        Unreadable { id: id.as_str().into(), place, problem }
    }
}

impl Path<'_> {
    /// Formats the path, for example `tickets[3].number`.
    fn to_text(self) -> String {
        match self {
            Path::Root => String::new(),
            Path::Field(Path::Root, name) => name.to_owned(),
            Path::Field(parent, name) => format!("{}.{name}", parent.to_text()),
            Path::Item(parent, index) => format!("{}[{index}]", parent.to_text()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_and_texts_are_read_from_any_type() {
        let document = json!({ "id": 7, "text": "7", "null": null, "list": ["a", 1, null], "yes": true });
        let root = Node::root(&document);
        assert_eq!(root.field("id").require_id(), Ok("7".into()));
        assert_eq!(root.field("text").require_id(), Ok("7".into()));
        assert_eq!(root.field("text").as_count(), Some(7));
        assert_eq!(root.field("yes").as_text(), Some("true".into()));
        assert_eq!(root.field("list").texts(), ["a", "1"]);
        assert_eq!(root.field("null").as_text(), None);
        assert_eq!(root.field("missing").field("deeper").as_text(), None);
    }

    #[test]
    fn an_error_names_the_path_in_the_document() {
        let document = json!({ "tickets": [{ "number": 1 }, { "number": [] }] });
        let read = Node::root(&document).field("tickets").each(|_, item| item.field("number").require_id()).unwrap();
        assert_eq!(read[0], Ok("1".into()));
        let error = read[1].clone().unwrap_err();
        assert_eq!(error.to_string(), "tickets[1].number: expected an id, found a list");
        let error = Node::root(&document).field("tickets").field("x").require_text().unwrap_err();
        assert_eq!(error.to_string(), "tickets.x: expected a text, found nothing");
    }
}
