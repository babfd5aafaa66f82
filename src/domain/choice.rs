//! Something that can be chosen by its name.

/// Something with a name that the API knows by an id: a group, a mailbox, a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The id for the API.
    pub id: String,
    /// The name; the id if no name is known.
    pub name: String,
}

impl Choice {
    /// Makes a choice that the API takes by its name.
    pub fn named(name: impl Into<String>) -> Self {
        let name = name.into();
        Choice { id: name.clone(), name }
    }

    /// Returns the choice with this id. Anything else was typed and counts as a name.
    pub fn among(choices: &[Choice], id: &str) -> Self {
        choices.iter().find(|choice| choice.id == id).cloned().unwrap_or_else(|| Choice::named(id))
    }

    /// Whether both are the same. Some payloads name a group, others have its id, so equal names count if one has no
    /// other id.
    pub fn is_same(&self, other: &Choice) -> bool {
        self.id == other.id || (self.name == other.name && (self.id == self.name || other.id == other.name))
    }
}
