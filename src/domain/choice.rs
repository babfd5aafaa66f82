//! Something that can be chosen by its name.

/// Something with a name that the API knows by an id: a group, a mailbox, a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What the API takes.
    pub id: String,
    /// What people read; the id where no name is known.
    pub name: String,
}

impl Choice {
    /// A choice whose name is all that is known, and which the API takes by name.
    pub fn named(name: impl Into<String>) -> Self {
        let name = name.into();
        Choice { id: name.clone(), name }
    }

    /// The choice with that id; what is not among them was typed, and goes by its name.
    pub fn among(choices: &[Choice], id: &str) -> Self {
        choices.iter().find(|choice| choice.id == id).cloned().unwrap_or_else(|| Choice::named(id))
    }

    /// Whether both are the same thing. Some payloads name a group, others give its id: where one goes by its name, that
    /// is the same.
    pub fn is_same(&self, other: &Choice) -> bool {
        self.id == other.id || (self.name == other.name && (self.id == self.name || other.id == other.name))
    }
}
