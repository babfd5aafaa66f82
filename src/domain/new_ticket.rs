//! A ticket that is being written: the form of a provider, and what was entered into it.

use super::phrase::Phrase;
use super::ticket::Ticket;

/// The key of the subject, in every provider that has one.
pub const SUBJECT: &str = "subject";

/// How many letters of two messages are compared, because a list only shows the beginning.
const COMPARED: usize = 40;

/// A field of the form for a new ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The provider's own name of the parameter.
    pub key: &'static str,
    /// Its label, as the public interface names it.
    pub label: Phrase,
    /// What can be entered.
    pub kind: FieldKind,
    /// Whether the API refuses a ticket without it.
    pub is_required: bool,
    /// A line of help; `None` for none.
    pub hint: Option<Phrase>,
    /// Its section of the form.
    pub section: Section,
}

impl Field {
    /// Makes an optional field in the main section.
    pub const fn new(key: &'static str, label: Phrase, kind: FieldKind) -> Self {
        Field { key, label, kind, is_required: false, hint: None, section: Section::Main }
    }

    /// Makes it required.
    pub const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// Adds a line of help.
    pub const fn hint(mut self, hint: Phrase) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Puts it into a section.
    pub const fn section(mut self, section: Section) -> Self {
        self.section = section;
        self
    }
}

/// The section of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Always visible.
    Main,
    /// Behind "More options".
    Options,
    /// Behind "Customer details".
    Customer,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Line,
    /// An e-mail address.
    Email,
    /// Several lines.
    Text,
    /// A moment.
    Moment,
    /// Yes or no.
    Switch,
    /// One of the documented states.
    State,
    /// An agent.
    Person,
    /// A group.
    Group,
    /// A mailbox.
    Mailbox,
    /// Several labels.
    Labels,
    /// A chat.
    Chat,
    /// Ids, separated by commas.
    Ids,
}

/// What was entered into a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Text, an address, an id.
    Text(String),
    /// A tick.
    Yes,
    /// Several names.
    Names(Vec<String>),
}

/// The entries of the form, by [`Field::key`]. An empty field is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewTicket {
    entries: Vec<(String, Entry)>,
}

impl NewTicket {
    /// Sets an entry; an empty one clears the field.
    pub fn enter(&mut self, key: &str, entry: Entry) {
        let is_empty = match &entry {
            Entry::Text(text) => text.trim().is_empty(),
            Entry::Names(names) => names.is_empty(),
            Entry::Yes => false,
        };
        self.clear(key);
        if !is_empty {
            self.entries.push((key.to_owned(), entry));
        }
    }

    /// Returns this with an entry of `defaults` in each field that is empty.
    pub fn with_defaults(mut self, defaults: &[(&'static str, Entry)]) -> Self {
        for (key, entry) in defaults {
            if self.lacks(key) {
                self.enter(key, entry.clone());
            }
        }
        self
    }

    /// Clears a field.
    pub fn clear(&mut self, key: &str) {
        self.entries.retain(|(it, _)| *it != key);
    }

    /// Whether nothing was entered.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether a field is empty.
    pub fn lacks(&self, key: &str) -> bool {
        self.entry(key).is_none()
    }

    /// Returns the text in a field, without the spaces around it.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.entry(key)? {
            Entry::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// Whether a field is ticked.
    pub fn is_on(&self, key: &str) -> bool {
        self.entry(key) == Some(&Entry::Yes)
    }

    /// Returns the names in a field.
    pub fn names(&self, key: &str) -> &[String] {
        match self.entry(key) {
            Some(Entry::Names(names)) => names,
            _ => &[],
        }
    }

    /// Returns all entries, by field.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(key, entry)| (key.as_str(), entry))
    }

    /// Whether a ticket may be the created one, as far as they can be compared: by the subject, the
    /// beginning of the message, or the chat. `None` if nothing can be compared.
    pub fn resembles(&self, fields: &[Field], ticket: &Ticket) -> Option<bool> {
        let of_kind = |kind: FieldKind| fields.iter().find(|field| field.kind == kind).and_then(|it| self.text(it.key));
        let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let begins_like = |text: &str, other: &str| {
            let (text, other) = (folded(text), folded(other));
            let length = text.chars().count().min(other.chars().count()).min(COMPARED);
            length > 0 && text.chars().take(length).eq(other.chars().take(length))
        };
        if let Some(subject) = self.text(SUBJECT) {
            return Some(folded(subject) == folded(&ticket.subject));
        }
        if let Some(chat) = of_kind(FieldKind::Chat) {
            return Some(ticket.chat.as_ref().is_some_and(|it| it.id == chat));
        }
        of_kind(FieldKind::Text).map(|message| begins_like(message, &ticket.summary))
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|(it, _)| *it == key).map(|(_, entry)| entry)
    }

    /// Returns the required fields that are empty.
    pub fn missing<'a>(&self, fields: &'a [Field]) -> Vec<&'a Field> {
        fields.iter().filter(|field| field.is_required && self.entry(field.key).is_none()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(key: &'static str, kind: FieldKind) -> Field {
        Field::new(key, Phrase::of(Box::leak(Box::new(crate::domain::phrase::Entry::new(key, key)))), kind)
    }

    #[test]
    fn what_became_of_a_draft_is_known_by_what_both_tell() {
        let fields = [field("body", FieldKind::Text), field("chatId", FieldKind::Chat)];
        let draft = |key: &str, text: &str| {
            let mut draft = NewTicket::default();
            draft.enter(key, Entry::Text(text.into()));
            draft
        };
        let ticket = Ticket { subject: "Late  delivery".into(), summary: "Where is it?".into(), ..Ticket::default() };
        assert_eq!(draft("subject", "late delivery").resembles(&fields, &ticket), Some(true));
        assert_eq!(draft("subject", "Late").resembles(&fields, &ticket), Some(false));
        assert_eq!(draft("body", "Where is it? I wait.").resembles(&fields, &ticket), Some(true));
        assert_eq!(draft("body", "Here").resembles(&fields, &ticket), Some(false));
        assert_eq!(draft("chatId", "7").resembles(&fields, &ticket), Some(false));
        assert_eq!(draft("to", "a@x").resembles(&fields, &ticket), None);
    }

    #[test]
    fn blank_is_missing() {
        let fields = [field("body", FieldKind::Text).required(), field("to", FieldKind::Email)];
        let mut draft = NewTicket::default();
        draft.enter("body", Entry::Text("  ".into()));
        assert_eq!(draft.missing(&fields), [&fields[0]]);
        draft.enter("body", Entry::Text(" Hello ".into()));
        assert_eq!(draft.text("body"), Some("Hello"));
        assert!(draft.missing(&fields).is_empty());
    }
}
