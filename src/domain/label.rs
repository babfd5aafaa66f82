//! Labels, and the label sets of tickets.

use super::colour::Colour;

/// A label, which some providers call tag.
#[derive(Clone, Debug, Eq)]
pub struct Label {
    /// The id for the API: the name itself, if labels have no ids.
    pub id: String,
    /// The name.
    pub name: String,
    /// The colour in the helpdesk, if it has one.
    pub colour: Option<Colour>,
}

impl Label {
    /// Makes a label that is identified by its name.
    pub fn named(name: impl Into<String>) -> Self {
        let name = name.into();
        Label { id: name.clone(), name, colour: None }
    }

    /// Returns its colour: the helpdesk's, else one that is always the same for its name.
    pub fn colour(&self) -> Colour {
        self.colour.unwrap_or_else(|| Colour::of(&self.name))
    }
}

impl PartialEq for Label {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// The labels of a ticket: each once, in the helpdesk's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelSet(Vec<Label>);

impl LabelSet {
    /// Returns the labels in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Label> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a label is in the set.
    pub fn contains(&self, label: &Label) -> bool {
        self.0.contains(label)
    }

    /// Returns the set with one more label.
    pub fn with(&self, label: Label) -> Self {
        self.iter().cloned().chain([label]).collect()
    }

    /// Returns the set without one label.
    pub fn without(&self, label: &Label) -> Self {
        self.iter().filter(|it| *it != label).cloned().collect()
    }

    /// Returns the set after a change from one set to another, which may have begun with others.
    pub fn moved(&self, from: &LabelSet, to: &LabelSet) -> Self {
        if self == from {
            return to.clone();
        }
        let gone = from.beyond(to);
        self.iter().filter(|label| !gone.contains(label)).cloned().chain(to.beyond(from)).collect()
    }

    /// Returns the labels of `self` that `other` lacks.
    pub fn beyond(&self, other: &LabelSet) -> Vec<Label> {
        self.iter().filter(|label| !other.contains(label)).cloned().collect()
    }

    /// Returns the names in order.
    pub fn names(&self) -> Vec<String> {
        self.iter().map(|label| label.name.clone()).collect()
    }
}

impl FromIterator<Label> for LabelSet {
    fn from_iter<I: IntoIterator<Item = Label>>(labels: I) -> Self {
        let mut set = Vec::new();
        for label in labels {
            if !set.contains(&label) {
                set.push(label);
            }
        }
        LabelSet(set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_each_label_once_and_knows_what_another_lacks() {
        let set: LabelSet = ["a", "b", "a"].map(Label::named).into_iter().collect();
        assert_eq!(set.names(), ["a", "b"]);
        assert_eq!(set.with(Label::named("b")), set);
        assert_eq!(set.with(Label::named("c")).beyond(&set), [Label::named("c")]);
        assert_eq!(set.without(&Label::named("a")).names(), ["b"]);
        let more = set.with(Label::named("c"));
        assert_eq!(more.moved(&set, &set.without(&Label::named("b"))).names(), ["a", "c"]);
    }
}
