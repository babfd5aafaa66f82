//! Reading documents that are not quite as documented.
//!
//! A number may come as text, a text as `null`, a list as an object. What a ticket cannot do
//! without fails with its place in the document; everything else counts as not told.

use serde_json::Value;

use super::error::Error;
use crate::domain::Unreadable;

/// A value inside a JSON document, which knows its place in it.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    value: &'a Value,
    place: Place<'a>,
}

/// The way from the root of a document to a value.
#[derive(Clone, Copy)]
enum Place<'a> {
    Root,
    Field(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

static NOTHING: Value = Value::Null;

impl<'a> Node<'a> {
    /// The root of a document.
    pub fn root(value: &'a Value) -> Self {
        Node { value, place: Place::Root }
    }

    /// The field of that name. A missing one is `null`, and so is any field of what is no object.
    pub fn field<'b>(&'b self, name: &'b str) -> Node<'b> {
        Node { value: self.value.get(name).unwrap_or(&NOTHING), place: Place::Field(&self.place, name) }
    }

    /// An id, which APIs write as a number or as text. It must be there.
    pub fn id(&self) -> Result<String, Error> {
        self.maybe_id().ok_or_else(|| self.refuse("an id"))
    }

    /// A text that must be there.
    pub fn text(&self) -> Result<String, Error> {
        self.value.as_str().map(str::to_owned).ok_or_else(|| self.refuse("a text"))
    }

    /// An id, if there is one.
    pub fn maybe_id(&self) -> Option<String> {
        match self.value {
            Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// A text, or a number or switch written as text.
    pub fn maybe_text(&self) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(switch) => Some(switch.to_string()),
            _ => None,
        }
    }

    /// A whole number, also one written as text.
    pub fn maybe_count(&self) -> Option<u64> {
        match self.value {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// A switch.
    pub fn maybe_switch(&self) -> Option<bool> {
        self.value.as_bool()
    }

    /// The texts of a list; what is no text is left out, and what is no list has none.
    pub fn texts(&self) -> Vec<String> {
        self.value.as_array().into_iter().flatten().filter_map(|item| Node::root(item).maybe_text()).collect()
    }

    /// What reading each item of a list gives, the good and the bad. It must be a list.
    pub fn each<T>(&self, mut read: impl FnMut(usize, Node) -> T) -> Result<Vec<T>, Error> {
        let items = self.value.as_array().ok_or_else(|| self.refuse("a list"))?;
        let item = |(index, value)| read(index, Node { value, place: Place::Item(&self.place, index) });
        Ok(items.iter().enumerate().map(item).collect())
    }

    /// What reading each item of a list gives, each on its own, so that a broken one does not take
    /// the others away. `id` is the field that tells items apart. It must be a list.
    pub fn each_alone<T>(
        &self,
        id: &str,
        read: impl Fn(&Node) -> Result<T, Error>,
    ) -> Result<Vec<Result<T, Broken>>, Error> {
        self.each(|_, item| read(&item).map_err(|error| Broken { id: item.field(id).maybe_text(), error }))
    }

    /// The error that something else was expected here.
    pub fn refuse(&self, expected: &str) -> Error {
        let found = match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(text) if text.trim().is_empty() => "an empty text",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        Error::Undecodable { place: self.place.to_text(), problem: format!("expected {expected}, found {found}") }
    }
}

/// An item of a list that could not be read.
#[derive(Debug)]
pub struct Broken {
    /// Its id, if that much could be read.
    pub id: Option<String>,
    /// What is wrong, and where.
    pub error: Error,
}

impl Broken {
    /// What stands in its place on this page, as the item of this index.
    pub fn on_page(self, page: u32, index: usize) -> Unreadable {
        let id = self.id.unwrap_or_else(|| format!("unreadable-{page}-{index}"));
        let (place, problem) = match self.error {
            Error::Undecodable { place, problem } => (place, problem),
            other => (format!("[{index}]"), other.to_string()),
        };
        Unreadable { id: id.as_str().into(), place, problem }
    }
}

impl Place<'_> {
    /// For example `tickets[3].number`.
    fn to_text(self) -> String {
        match self {
            Place::Root => String::new(),
            Place::Field(Place::Root, name) => name.to_owned(),
            Place::Field(above, name) => format!("{}.{name}", above.to_text()),
            Place::Item(above, index) => format!("{}[{index}]", above.to_text()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_and_texts_come_in_many_spellings() {
        let document = json!({ "id": 7, "text": "7", "null": null, "list": ["a", 1, null], "yes": true });
        let root = Node::root(&document);
        assert_eq!(root.field("id").id(), Ok("7".into()));
        assert_eq!(root.field("text").id(), Ok("7".into()));
        assert_eq!(root.field("text").maybe_count(), Some(7));
        assert_eq!(root.field("yes").maybe_text(), Some("true".into()));
        assert_eq!(root.field("list").texts(), ["a", "1"]);
        assert_eq!(root.field("null").maybe_text(), None);
        assert_eq!(root.field("missing").field("deeper").maybe_text(), None);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let document = json!({ "tickets": [{ "number": 1 }, { "number": [] }] });
        let read = Node::root(&document).field("tickets").each(|_, item| item.field("number").id()).unwrap();
        assert_eq!(read[0], Ok("1".into()));
        let error = read[1].clone().unwrap_err();
        assert_eq!(error.to_string(), "tickets[1].number: expected an id, found a list");
        let error = Node::root(&document).field("tickets").field("x").text().unwrap_err();
        assert_eq!(error.to_string(), "tickets.x: expected a text, found nothing");
    }
}
