//! The filters of a list: the fields of tickets that every helpdesk has, and the filters that only one provider's API
//! has, which that provider declares.

use std::fmt;

use super::choice::Choice;
use super::days::{Day, Days};
use super::directory::Directory;
use super::field::TicketField;
use super::phrase::Phrase;
use super::ticket::Ticket;
use super::time::Instant;

/// A filter.
#[derive(Clone, Copy, Debug)]
pub enum Filter {
    /// By a field; one of [`TicketField::FILTERS`].
    Field(TicketField),
    /// A provider's own.
    Own(&'static ProviderFilter),
}

/// A filter that only one provider's API has.
#[derive(Debug)]
pub struct ProviderFilter {
    /// The parameter of links. It is public.
    pub parameter: &'static str,
    /// Its place in links and on the screen: after the field whose [`Filter::place`] is less.
    pub place: u8,
    /// Its name inside a sentence.
    pub label: Phrase,
    /// Its possible values.
    pub kind: FilterKind,
    /// Whether a loaded ticket passes it; always true if tickets do not say.
    pub admits: fn(&Ticket, &FilterValue) -> bool,
    /// The view of an account that it makes: an icon, a name and a value.
    pub view: Option<(&'static str, Phrase, FilterValue)>,
}

/// The possible values of a provider's own filter.
#[derive(Debug)]
pub enum FilterKind {
    /// Any text, such as an id that is in no list.
    Text,
    /// One of a list, or any other id.
    Choice {
        /// The list.
        list: fn(&Directory) -> &[Choice],
        /// The heading below which each choice is a view of the account, if it is.
        heading: Option<Phrase>,
    },
    /// On or off.
    Switch {
        /// Its name when it is on.
        on: Phrase,
        /// Its name when it is off.
        off: Phrase,
    },
    /// A whole number.
    Number {
        /// Its name for a number.
        words: fn(u32) -> String,
    },
}

/// The value of a filter. Words are the provider's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterValue {
    /// A word, an id or an address.
    Word(String),
    /// An assignee.
    Assignee(Assignee),
    /// On or off.
    Switch(bool),
    /// A number.
    Number(u32),
    /// Days.
    Days(Days),
}

/// Whose tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assignee {
    /// The agent's own.
    Me,
    /// Unassigned ones.
    Nobody,
    /// Those of the person with this id.
    Person(String),
}

impl Assignee {
    /// The word for the agent in links.
    pub const ME: &'static str = "me";
    /// The word for unassigned tickets in links.
    pub const NOBODY: &'static str = "none";

    fn word(&self) -> &str {
        match self {
            Assignee::Me => Assignee::ME,
            Assignee::Nobody => Assignee::NOBODY,
            Assignee::Person(id) => id,
        }
    }
}

impl PartialEq for Filter {
    fn eq(&self, other: &Self) -> bool {
        self.parameter() == other.parameter()
    }
}

impl Eq for Filter {}

impl From<TicketField> for Filter {
    fn from(field: TicketField) -> Self {
        Filter::Field(field)
    }
}

impl From<&'static ProviderFilter> for Filter {
    fn from(own: &'static ProviderFilter) -> Self {
        Filter::Own(own)
    }
}

impl Filter {
    /// Returns the parameter of links. It is public.
    pub fn parameter(self) -> &'static str {
        match self {
            Filter::Field(TicketField::State) => "status",
            Filter::Field(TicketField::Labels) => "label",
            Filter::Field(field) => field.slug(),
            Filter::Own(own) => own.parameter,
        }
    }

    /// Returns the place in links and on the screen: those of fields are ten apart, so that those of providers have
    /// room between them.
    pub fn place(self) -> u8 {
        match self {
            Filter::Field(field) => {
                TicketField::FILTERS.iter().position(|it| *it == field).map_or(u8::MAX, |place| place as u8 * 10)
            }
            Filter::Own(own) => own.place,
        }
    }

    /// Whether loaded tickets of every API can be filtered by it. A provider's own filter works for its own tickets
    /// only.
    pub fn is_local(self) -> bool {
        matches!(self, Filter::Field(_))
    }

    /// Whether it is a switch.
    pub fn is_switch(self) -> bool {
        match self {
            Filter::Field(field) => matches!(field, TicketField::Flag(_) | TicketField::Open),
            Filter::Own(own) => matches!(own.kind, FilterKind::Switch { .. }),
        }
    }

    /// Parses a value of a link; `None` if the filter cannot have it.
    pub fn read(self, text: &str) -> Option<FilterValue> {
        match self {
            Filter::Field(TicketField::Assignee) => Some(FilterValue::Assignee(match text {
                Assignee::ME => Assignee::Me,
                Assignee::NOBODY => Assignee::Nobody,
                id => Assignee::Person(id.to_owned()),
            })),
            Filter::Field(TicketField::Created) => Days::parse(text).map(FilterValue::Days),
            Filter::Own(ProviderFilter { kind: FilterKind::Number { .. }, .. }) => {
                text.parse().ok().map(FilterValue::Number)
            }
            filter if filter.is_switch() => text.parse().ok().map(FilterValue::Switch),
            _ => Some(FilterValue::Word(text.to_owned())),
        }
    }

    /// Whether a loaded ticket passes it.
    ///
    /// `me` is the agent's own id, for [`Assignee::Me`]; `day_of` returns the agent's day of a moment.
    pub fn admits(
        self,
        value: &FilterValue,
        ticket: &Ticket,
        me: Option<&str>,
        day_of: &dyn Fn(Instant) -> Day,
    ) -> bool {
        let field = match self {
            Filter::Field(field) => field,
            Filter::Own(own) => return (own.admits)(ticket, value),
        };
        match (field, value) {
            (TicketField::State, FilterValue::Word(word)) => ticket.status().is_some_and(|state| state.word == *word),
            (TicketField::Group, value) => value.names(ticket.group.as_ref()),
            (TicketField::Labels, FilterValue::Word(word)) => {
                ticket.labels.iter().any(|it| it.name == *word || it.id == *word)
            }
            (TicketField::Customer, FilterValue::Word(word)) => {
                ticket.requester.as_ref().is_some_and(|it| it.email == *word || it.id == *word)
            }
            (TicketField::Assignee, FilterValue::Assignee(wanted)) => {
                let assignee = ticket.assignee.as_ref().map(|it| it.id.as_str());
                match wanted {
                    Assignee::Nobody => assignee.is_none(),
                    Assignee::Me => me.is_some() && assignee == me,
                    Assignee::Person(id) => assignee == Some(id),
                }
            }
            (TicketField::Flag(flag), FilterValue::Switch(wanted)) => ticket.flags.get(flag) == Some(*wanted),
            (TicketField::Open, FilterValue::Switch(wanted)) => ticket.is_open() == Some(*wanted),
            (TicketField::Created, FilterValue::Days(days)) => {
                ticket.created_at.is_some_and(|moment| days.has(day_of(moment)))
            }
            _ => true,
        }
    }
}

impl FilterValue {
    /// Returns the id that it names, if it does.
    pub fn id(&self) -> Option<&str> {
        match self {
            FilterValue::Word(id) | FilterValue::Assignee(Assignee::Person(id)) => Some(id),
            _ => None,
        }
    }

    /// Returns it with another id.
    #[must_use]
    pub fn with_id(&self, id: String) -> FilterValue {
        match self {
            FilterValue::Assignee(_) => FilterValue::Assignee(Assignee::Person(id)),
            _ => FilterValue::Word(id),
        }
    }

    /// Whether it names this group, chat or the like, by its id or its name.
    pub fn names(&self, choice: Option<&Choice>) -> bool {
        self.id().zip(choice).is_some_and(|(id, choice)| choice.id == id || choice.name == id)
    }
}

/// Formats it for a link.
impl fmt::Display for FilterValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FilterValue::Word(word) => f.write_str(word),
            FilterValue::Assignee(assignee) => f.write_str(assignee.word()),
            FilterValue::Switch(is_on) => is_on.fmt(f),
            FilterValue::Number(number) => number.fmt(f),
            FilterValue::Days(days) => days.fmt(f),
        }
    }
}

impl From<&str> for FilterValue {
    fn from(word: &str) -> Self {
        FilterValue::Word(word.to_owned())
    }
}

impl From<String> for FilterValue {
    fn from(word: String) -> Self {
        FilterValue::Word(word)
    }
}

impl From<Assignee> for FilterValue {
    fn from(assignee: Assignee) -> Self {
        FilterValue::Assignee(assignee)
    }
}

impl From<bool> for FilterValue {
    fn from(is_on: bool) -> Self {
        FilterValue::Switch(is_on)
    }
}

impl From<u32> for FilterValue {
    fn from(number: u32) -> Self {
        FilterValue::Number(number)
    }
}

impl From<Days> for FilterValue {
    fn from(days: Days) -> Self {
        FilterValue::Days(days)
    }
}

#[cfg(test)]
mod tests {
    use super::super::phrase::Entry;
    use super::*;

    static MOST: ProviderFilter = ProviderFilter {
        parameter: "most",
        place: 1,
        label: Phrase::of(&Entry::new("filters.MOST", "most")),
        kind: FilterKind::Number { words: |count| format!("At most {count}") },
        admits: |_, _| true,
        view: None,
    };

    #[test]
    fn values_read_as_they_print_and_nothing_else_is_read() {
        let reads = |filter: Filter, text: &str| filter.read(text).map(|value| value.to_string());
        for field in TicketField::FILTERS {
            let filter = Filter::Field(field);
            let text = match filter {
                Filter::Field(TicketField::Created) => "2026-11-01..2026-11-20",
                filter if filter.is_switch() => "false",
                _ => "none",
            };
            assert_eq!(reads(filter, text).as_deref(), Some(text), "{filter:?}");
        }
        assert_eq!(reads(Filter::Own(&MOST), "7").as_deref(), Some("7"));
        assert_eq!(reads(Filter::Own(&MOST), "many"), None);
        assert_eq!(reads(TicketField::Open.into(), "yes"), None);
        assert_eq!(reads(TicketField::Created.into(), ".."), None);
    }

    #[test]
    fn every_field_that_filters_has_a_place_and_a_parameter_of_its_own() {
        let filters = TicketField::FILTERS.map(Filter::Field);
        assert!(filters.is_sorted_by_key(|filter| filter.place()));
        for (at, filter) in filters.iter().enumerate() {
            assert!(!filters[..at].contains(filter), "{filter:?}");
        }
    }
}
