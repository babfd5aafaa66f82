//! What a provider's API can do. The interface asks only this, never a vendor's name.

use super::directory::Directory;
use super::field::TicketField;
use super::filter::{Assignee, Filter};
use super::message::ReplyOption;
use super::query::Query;
use super::state::{State, StateCategory};

/// What an account can filter by, change and list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capabilities {
    /// The filters that its list documents.
    pub filters: Vec<Filter>,
    /// Whether its list can be filtered by unassigned tickets.
    pub unassigned: bool,
    /// Whether the API knows whose token it is, and so who "me" is in a list.
    pub knows_me: bool,
    /// Which filters cannot be combined.
    pub exclusive_filters: Vec<ExclusiveFilters>,
    /// The filters that a text search can be combined with; `None` if it documents no search.
    pub search: Option<Vec<Filter>>,
    /// The documented states, in the order to offer them.
    pub states: Vec<State>,
    /// The fields that can be changed, each once.
    pub changes: Vec<Changeable>,
    /// Whether completing and taking over name the agent, who must be known for them.
    pub acts_as_me: bool,
    /// Whether customer details can be loaded.
    pub customers: bool,
    /// Whether the messages of a ticket can be loaded.
    pub thread: bool,
    /// What a reply can have; nothing if tickets cannot be answered.
    pub reply_options: Vec<ReplyOption>,
}

/// Returns which filter must be left out of a query, because the API refuses it together with another one.
pub type ExclusiveFilters = (fn(&Query) -> bool, Filter);

/// A field that can be changed, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changeable {
    /// The field.
    pub field: TicketField,
    /// Whether it can become empty.
    pub can_clear: bool,
    /// Whether it takes an id or a name that is in no list.
    pub takes_entry: bool,
    /// Whether the agents' notification can be skipped.
    pub can_be_quiet: bool,
    /// Whether the agent can take over the ticket, apart from being assigned to it.
    pub can_take_over: bool,
    /// Whether it only takes the state that closes the ticket for good.
    pub is_final: bool,
    /// Whether it is missing from the documented page. A server that does not know it withdraws it.
    pub is_undocumented: bool,
}

impl Changeable {
    /// Makes a documented change of a field to one of the known values.
    pub const fn new(field: TicketField) -> Self {
        Changeable {
            field,
            can_clear: false,
            takes_entry: false,
            can_be_quiet: false,
            can_take_over: false,
            is_final: false,
            is_undocumented: false,
        }
    }

    /// The field can also become empty.
    pub const fn clearable(mut self) -> Self {
        self.can_clear = true;
        self
    }

    /// The field also takes a value that is in no list.
    pub const fn takes_entry(mut self) -> Self {
        self.takes_entry = true;
        self
    }

    /// The notification can be skipped.
    pub const fn quietable(mut self) -> Self {
        self.can_be_quiet = true;
        self
    }

    /// The agent can also take over the ticket.
    pub const fn with_take_over(mut self) -> Self {
        self.can_take_over = true;
        self
    }

    /// The only value is the state that closes the ticket for good.
    pub const fn only_final(mut self) -> Self {
        self.is_final = true;
        self
    }

    /// It is missing from the documented page.
    pub const fn undocumented(mut self) -> Self {
        self.is_undocumented = true;
        self
    }
}

impl Capabilities {
    /// Returns what several accounts can do together: the filters that mean the same everywhere,
    /// and a state of each category.
    pub fn shared(accounts: &[Capabilities]) -> Capabilities {
        // A customer's id belongs to one helpdesk.
        let means_the_same = |filter: &Filter| filter.is_local() && *filter != TicketField::Customer.into();
        let mut shared = Capabilities::default();
        for account in accounts {
            for filter in account.filters.iter().filter(|filter| means_the_same(filter)) {
                if !shared.filters.contains(filter) {
                    shared.filters.push(*filter);
                }
            }
            for state in &account.states {
                if !shared.states.iter().any(|known| known.category == state.category) {
                    shared.states.push(state.clone());
                }
            }
        }
        shared
    }

    /// Returns the state that closes a ticket.
    pub fn closed(&self) -> Option<&State> {
        self.states.iter().find(|state| state.category == StateCategory::Closed)
    }

    /// Returns the documented state with this word.
    pub fn state(&self, word: &str) -> Option<&State> {
        self.states.iter().find(|state| state.word == word)
    }

    /// Returns how a field can be changed; `None` if the API cannot change it.
    pub fn change_of(&self, field: TicketField) -> Option<&Changeable> {
        self.changes.iter().find(|it| it.field == field)
    }

    /// Whether a field can become any of its values.
    pub fn can_change(&self, field: TicketField) -> bool {
        self.change_of(field).is_some_and(|it| !it.is_final)
    }

    /// Whether tickets can only be completed, for good.
    pub fn completes(&self) -> bool {
        self.change_of(TicketField::State).is_some_and(|it| it.is_final)
    }

    /// Whether the agent can take over a ticket.
    pub fn can_take_over(&self) -> bool {
        self.change_of(TicketField::Assignee).is_some_and(|it| it.can_take_over)
    }

    /// Whether a value that is in no list can be typed: if the API takes it, or if there is no list.
    pub fn takes_entry(&self, field: TicketField, known: &Directory) -> bool {
        self.change_of(field).is_some_and(|it| it.takes_entry || known.is_empty_of(field))
    }

    /// Splits a query into what the API documents, and the rest.
    ///
    /// Returns the query to send and the filters that must not be sent: those that the API does not document, or not
    /// for this value, or not together with the others.
    pub fn split(&self, query: &Query) -> (Query, Vec<Filter>) {
        let mut sent = query.clone();
        if self.search.is_none() {
            sent.text.clear();
        }
        let beside_text = self.search.as_ref().filter(|_| !sent.text.trim().is_empty());
        let is_documented = |filter: Filter| {
            self.filters.contains(&filter)
                && beside_text.is_none_or(|filters| filters.contains(&filter))
                && match filter {
                    Filter::Field(TicketField::State) => {
                        query.word(filter).is_none_or(|word| self.state(word).is_some())
                    }
                    Filter::Field(TicketField::Assignee) => {
                        query.assignee() != Some(&Assignee::Nobody) || self.unassigned
                    }
                    _ => true,
                }
                && !self.exclusive_filters.iter().any(|(is_refused, left)| *left == filter && is_refused(query))
        };
        let left: Vec<Filter> = query.filters().into_iter().filter(|filter| !is_documented(*filter)).collect();
        (left.iter().fold(sent, |query, filter| query.without(*filter)), left)
    }

    /// Removes the change of a field that the server turned out not to know.
    pub fn withdraw(&mut self, field: TicketField) {
        self.changes.retain(|it| it.field != field);
    }
}

#[cfg(test)]
mod tests {
    use super::super::filter::{FilterKind, FilterValue, ProviderFilter};
    use super::super::phrase::{Entry, Phrase};
    use super::super::{Choice, Label};
    use super::*;

    const WORD: Phrase = Phrase::of(&Entry::new("filters.WORD", "word"));

    static REPLIES: ProviderFilter = ProviderFilter {
        parameter: "replies",
        place: 51,
        label: WORD,
        kind: FilterKind::Switch { on: WORD, off: WORD },
        admits: |ticket, value| ticket.replies.map(|count| FilterValue::Switch(count > 0)).as_ref() == Some(value),
        view: None,
    };

    static MOST: ProviderFilter = ProviderFilter {
        parameter: "most",
        place: 52,
        label: WORD,
        kind: FilterKind::Number { words: |count| count.to_string() },
        admits: |_, _| true,
        view: None,
    };

    fn capabilities() -> Capabilities {
        Capabilities {
            filters: vec![TicketField::State.into(), TicketField::Assignee.into()],
            states: vec![State::new("opened", StateCategory::Open)],
            ..Capabilities::default()
        }
    }

    fn any() -> Query {
        Query::default()
    }

    #[test]
    fn only_documented_filters_are_sent() {
        let opened = any().with(TicketField::State, "opened");
        let query = opened.clone().with(TicketField::Labels, "vip").with_text("refund");
        assert_eq!(capabilities().split(&query), (opened, vec![TicketField::Labels.into()]));
    }

    #[test]
    fn what_cannot_be_asked_together_or_of_nobody_is_filtered_here() {
        let nobodys = any().with(TicketField::Assignee, Assignee::Nobody);
        assert_eq!(capabilities().split(&nobodys), (any(), vec![TicketField::Assignee.into()]));
        let both = any().with(&REPLIES, false).with(&MOST, 3);
        let api = Capabilities {
            filters: vec![(&REPLIES).into(), (&MOST).into()],
            exclusive_filters: vec![(|query| query.switch(&REPLIES) == Some(false), Filter::Own(&MOST))],
            ..Capabilities::default()
        };
        assert_eq!(api.split(&both), (both.without(&MOST), vec![Filter::Own(&MOST)]));
        let alone = both.without(&REPLIES);
        assert_eq!(api.split(&alone), (alone, vec![]));
    }

    #[test]
    fn beside_a_search_only_some_filters_are_sent() {
        let api = Capabilities { search: Some(vec![TicketField::Assignee.into()]), ..capabilities() };
        let query = any().with_text("a").with(TicketField::State, "opened").with(TicketField::Assignee, Assignee::Me);
        assert_eq!(api.split(&query), (query.without(TicketField::State), vec![TicketField::State.into()]));
        let browsing = query.with_text(" ");
        assert_eq!(api.split(&browsing).1, []);
    }

    #[test]
    fn what_is_in_no_list_can_be_typed_where_the_api_takes_it_or_there_is_no_list() {
        let changes = vec![
            Changeable::new(TicketField::State),
            Changeable::new(TicketField::Group).takes_entry(),
            Changeable::new(TicketField::Labels),
        ];
        let can = Capabilities { changes, ..Capabilities::default() };
        let full = Directory {
            groups: vec![Choice::named("Billing")],
            labels: vec![Label::named("vip")],
            ..Directory::default()
        };
        let empty = Directory::default();
        assert!(can.takes_entry(TicketField::Group, &full) && can.takes_entry(TicketField::Labels, &empty));
        assert!(!can.takes_entry(TicketField::Labels, &full) && !can.takes_entry(TicketField::State, &empty));
        assert!(!can.takes_entry(TicketField::Assignee, &empty), "it cannot be changed at all");
    }
}
