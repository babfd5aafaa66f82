//! Which tickets to show: the view as a value.

use super::days::{Day, Days};
use super::field::TicketField;
use super::filter::{Assignee, Filter, FilterValue};
use super::search;
use super::ticket::Ticket;
use super::time::Instant;

/// Everything that narrows a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The set filters, each once, in the order of links.
    filters: Vec<(Filter, FilterValue)>,
    /// The search text.
    pub text: String,
}

impl Query {
    /// Returns the query with a filter set.
    #[must_use]
    pub fn with(mut self, filter: impl Into<Filter>, value: impl Into<FilterValue>) -> Query {
        self.set(filter.into(), Some(value.into()));
        self
    }

    /// Returns the query without a filter.
    #[must_use]
    pub fn without(&self, filter: impl Into<Filter>) -> Query {
        let mut query = self.clone();
        query.set(filter.into(), None);
        query
    }

    /// Returns the query with another search text.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Query {
        self.text = text.into();
        self
    }

    /// Sets a filter, or clears it.
    pub fn set(&mut self, filter: Filter, value: Option<FilterValue>) {
        self.filters.retain(|(it, _)| *it != filter);
        if let Some(value) = value {
            let place = self.filters.partition_point(|(it, _)| it.place() < filter.place());
            self.filters.insert(place, (filter, value));
        }
    }

    /// Returns the value of a filter.
    pub fn get(&self, filter: impl Into<Filter>) -> Option<&FilterValue> {
        let filter = filter.into();
        self.filters.iter().find(|(it, _)| *it == filter).map(|(_, value)| value)
    }

    /// Returns the word, id or address that a filter is set to.
    pub fn word(&self, filter: impl Into<Filter>) -> Option<&str> {
        self.get(filter).and_then(FilterValue::id)
    }

    /// Returns whether a filter is on or off.
    pub fn switch(&self, filter: impl Into<Filter>) -> Option<bool> {
        if let Some(FilterValue::Switch(is_on)) = self.get(filter) { Some(*is_on) } else { None }
    }

    /// Returns the number that a filter is set to.
    pub fn number(&self, filter: impl Into<Filter>) -> Option<u32> {
        if let Some(FilterValue::Number(number)) = self.get(filter) { Some(*number) } else { None }
    }

    /// Returns the assignee filter.
    pub fn assignee(&self) -> Option<&Assignee> {
        if let Some(FilterValue::Assignee(it)) = self.get(TicketField::Assignee) { Some(it) } else { None }
    }

    /// Returns the days on which the tickets were created.
    pub fn created(&self) -> Option<Days> {
        if let Some(FilterValue::Days(days)) = self.get(TicketField::Created) { Some(*days) } else { None }
    }

    /// Whether a filter is set.
    pub fn has(&self, filter: impl Into<Filter>) -> bool {
        self.get(filter).is_some()
    }

    /// Returns the set filters.
    pub fn filters(&self) -> Vec<Filter> {
        self.filters.iter().map(|(filter, _)| *filter).collect()
    }

    /// Returns the set filters with their values.
    pub fn values(&self) -> &[(Filter, FilterValue)] {
        &self.filters
    }

    /// Whether a loaded ticket passes those of `filters` that are set and can be applied without the API.
    ///
    /// `me` is the agent's own id, for [`Assignee::Me`]; `day_of` returns the agent's day of a moment.
    pub fn admits(
        &self,
        ticket: &Ticket,
        filters: &[Filter],
        me: Option<&str>,
        day_of: &dyn Fn(Instant) -> Day,
    ) -> bool {
        filters.iter().all(|filter| self.get(*filter).is_none_or(|value| filter.admits(value, ticket, me, day_of)))
    }

    /// Returns the folded words of the search text.
    pub fn words(&self) -> Vec<String> {
        search::words(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::filter::{FilterKind, ProviderFilter};
    use super::super::phrase::{Entry, Phrase};
    use super::super::{Capabilities, Label, State, StateCategory};
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

    fn utc(moment: Instant) -> Day {
        moment.date_naive()
    }

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
    fn filters_are_set_once_and_stand_in_order_whatever_was_set_first() {
        let query =
            any().with(TicketField::Open, true).with(&MOST, 3).with(&REPLIES, true).with(TicketField::State, "a");
        let state = TicketField::State.into();
        assert_eq!(query.filters(), [state, Filter::Own(&REPLIES), Filter::Own(&MOST), TicketField::Open.into()]);
        let other =
            any().with(TicketField::State, "b").with(&REPLIES, true).with(&MOST, 3).with(TicketField::Open, true);
        assert_eq!(query.clone().with(TicketField::State, "b"), other);
        assert_eq!(
            (query.word(TicketField::State), query.switch(&REPLIES), query.number(&MOST)),
            (Some("a"), Some(true), Some(3))
        );
        assert_eq!(query.without(&REPLIES).switch(&REPLIES), None);
    }

    #[test]
    fn a_state_outside_the_documented_list_is_filtered_here() {
        let query = any().with(TicketField::State, "follow_up");
        let (sent, left) = capabilities().split(&query);
        assert_eq!((sent, left.as_slice()), (any(), [TicketField::State.into()].as_slice()));
        let ticket = Ticket { state: Some(State::new("follow_up", StateCategory::Other)), ..Ticket::default() };
        assert!(query.admits(&ticket, &left, None, &utc));
        assert!(!query.admits(&Ticket::default(), &left, None, &utc));
    }

    #[test]
    fn loaded_tickets_are_filtered_by_label_and_by_what_a_provider_knows() {
        let query = any().with(TicketField::Labels, "vip").with(&REPLIES, true);
        let ticket =
            Ticket { labels: [Label::named("vip")].into_iter().collect(), replies: Some(2), ..Ticket::default() };
        assert!(query.admits(&ticket, &query.filters(), None, &utc));
        assert!(!query.admits(&Ticket { replies: Some(0), ..ticket.clone() }, &query.filters(), None, &utc));
        assert!(!query.admits(&Ticket { replies: Some(2), ..Ticket::default() }, &query.filters(), None, &utc));
        assert!(query.admits(&Ticket::default(), &[TicketField::Group.into()], None, &utc), "it is not set");
    }

    #[test]
    fn loaded_tickets_are_filtered_by_day_and_by_whether_they_wait() {
        let created = any().with(TicketField::Created, Days::parse("2026-11-21").unwrap());
        assert_eq!(capabilities().split(&created), (any(), vec![TicketField::Created.into()]));
        let of = |text: &str| Ticket { created_at: super::super::time::parse(text), ..Ticket::default() };
        let admits = |text: &str| created.admits(&of(text), &created.filters(), None, &utc);
        assert!(admits("2026-11-21T00:00:00Z") && admits("2026-11-21T23:59:59Z"));
        assert!(!admits("2026-11-22T00:00:00Z") && !admits(""));

        let in_state = |category| Ticket { state: Some(State::new("x", category)), ..Ticket::default() };
        let admits = |wanted: bool, ticket: &Ticket| {
            let query = any().with(TicketField::Open, wanted);
            query.admits(ticket, &query.filters(), None, &utc)
        };
        assert!(admits(true, &in_state(StateCategory::Pending)) && !admits(false, &in_state(StateCategory::Pending)));
        assert!(admits(false, &in_state(StateCategory::Spam)) && !admits(true, &in_state(StateCategory::Spam)));
        for unknown in [in_state(StateCategory::Other), Ticket::default()] {
            assert!(!admits(true, &unknown) && !admits(false, &unknown));
        }
    }
}
