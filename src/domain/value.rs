//! The value of a ticket's field.

use super::choice::Choice;
use super::label::LabelSet;
use super::person::Person;
use super::state::State;
use super::time::Instant;

/// The value of a ticket's field.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing, or not known.
    #[default]
    Nothing,
    /// Text.
    Text(String),
    /// A state.
    State(State),
    /// An agent or a customer.
    Person(Person),
    /// A group, a mailbox: something with a name and an id.
    Choice(Choice),
    /// Labels.
    Labels(LabelSet),
    /// On or off.
    Switch(bool),
    /// A moment.
    Moment(Instant),
}

/// Converts between a value and what it holds: the way in is [`From`], the way out returns `None` for any other value.
macro_rules! values {
    ($($variant:ident $name:ident: $kind:ty, $what:literal;)+) => {
        $(
            impl From<$kind> for Value {
                fn from(it: $kind) -> Self {
                    Value::$variant(it)
                }
            }

            impl Value {
                #[doc = concat!("The ", $what, ", if it is one.")]
                pub fn $name(self) -> Option<$kind> {
                    if let Value::$variant(it) = self { Some(it) } else { None }
                }
            }
        )+
    };
}

values! {
    Text text: String, "text";
    State state: State, "state";
    Person person: Person, "person";
    Choice choice: Choice, "choice";
    Labels labels: LabelSet, "set of labels";
    Switch switch: bool, "switch";
    Moment moment: Instant, "moment";
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(it: Option<T>) -> Self {
        it.map(Into::into).unwrap_or_default()
    }
}

impl Value {
    /// Whether both mean the same, whatever else is known: people and states are compared by their ids, labels in any
    /// order.
    pub fn is_same(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Text(one), Value::Text(other)) => one.trim() == other.trim(),
            (Value::State(one), Value::State(other)) => one.word == other.word,
            (Value::Person(one), Value::Person(other)) => one.id == other.id,
            (Value::Choice(one), Value::Choice(other)) => one.is_same(other),
            (Value::Labels(one), Value::Labels(other)) => one.beyond(other).is_empty() && other.beyond(one).is_empty(),
            (one, other) => one == other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Label, StateCategory};
    use super::*;

    #[test]
    fn what_is_only_better_known_is_the_same() {
        let person = |name: &str| Value::from(Person { name: name.into(), ..Person::by_email("a@x") });
        assert!(person("").is_same(&person("Ana")) && !person("Ana").is_same(&Value::Nothing));
        let state = |category| Value::from(State::new("open", category));
        assert!(state(StateCategory::Other).is_same(&state(StateCategory::Open)));
        let labels = |names: [&str; 2]| Value::from(names.map(Label::named).into_iter().collect::<LabelSet>());
        assert!(labels(["a", "b"]).is_same(&labels(["b", "a"])) && !labels(["a", "b"]).is_same(&labels(["a", "a"])));
        let choice = |id: &str, name: &str| Value::from(Choice { id: id.into(), name: name.into() });
        assert!(
            choice("7", "Sales").is_same(&choice("Sales", "Sales")) && choice("7", "7").is_same(&choice("7", "Sales"))
        );
        assert!(!choice("7", "Sales").is_same(&choice("9", "Sales")), "two of the same name");
        assert!(Value::from(None::<bool>).is_same(&Value::Nothing) && !Value::from(true).is_same(&Value::from(false)));
    }
}
