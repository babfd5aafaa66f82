//! Which tickets to show: the view as a value.

use super::capabilities::Capabilities;
use super::search;
use super::ticket::Ticket;

/// Everything that narrows a list. Values are the provider's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Only tickets in this state.
    pub state: Option<String>,
    /// Only tickets of this assignee.
    pub assignee: Option<Assignee>,
    /// Only tickets of this group.
    pub group: Option<String>,
    /// Only tickets with this label.
    pub label: Option<String>,
    /// Only tickets of this customer.
    pub customer: Option<String>,
    /// Only tickets in this folder.
    pub folder: Option<String>,
    /// Only tickets that are starred, or that are not.
    pub starred: Option<bool>,
    /// Whether spam is among them.
    pub spam: Option<bool>,
    /// Only tickets with replies, or without.
    pub replies: Option<bool>,
    /// Only tickets with at most so many replies.
    pub max_replies: Option<u32>,
    /// Only tickets of this responder.
    pub responder: Option<String>,
    /// Only tickets of this chat.
    pub chat: Option<String>,
    /// The words to search for.
    pub text: String,
}

/// Whose tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assignee {
    /// The agent's own.
    Me,
    /// Nobody's.
    Nobody,
    /// Those of the person with this id.
    Person(String),
}

/// The filters by name, so that capabilities can list them and the screen can show them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// [`Query::state`]
    State,
    /// [`Query::assignee`]
    Assignee,
    /// [`Query::group`]
    Group,
    /// [`Query::label`]
    Label,
    /// [`Query::customer`]
    Customer,
    /// [`Query::folder`]
    Folder,
    /// [`Query::starred`]
    Starred,
    /// [`Query::spam`]
    Spam,
    /// [`Query::replies`]
    Replies,
    /// [`Query::max_replies`]
    MaxReplies,
    /// [`Query::responder`]
    Responder,
    /// [`Query::chat`]
    Chat,
}

impl Filter {
    /// Every filter, in the order they are shown.
    pub const ALL: [Filter; 12] = [
        Filter::State,
        Filter::Assignee,
        Filter::Group,
        Filter::Label,
        Filter::Customer,
        Filter::Folder,
        Filter::Starred,
        Filter::Spam,
        Filter::Replies,
        Filter::MaxReplies,
        Filter::Responder,
        Filter::Chat,
    ];

    /// Whether loaded tickets can be told apart by it without asking the API.
    pub fn is_local(self) -> bool {
        matches!(
            self,
            Filter::State | Filter::Assignee | Filter::Group | Filter::Label | Filter::Customer | Filter::Starred
        )
    }
}

impl Query {
    /// The filters that are set.
    pub fn filters(&self) -> Vec<Filter> {
        Filter::ALL.into_iter().filter(|filter| self.has(*filter)).collect()
    }

    /// Whether this filter is set.
    pub fn has(&self, filter: Filter) -> bool {
        match filter {
            Filter::State => self.state.is_some(),
            Filter::Assignee => self.assignee.is_some(),
            Filter::Group => self.group.is_some(),
            Filter::Label => self.label.is_some(),
            Filter::Customer => self.customer.is_some(),
            Filter::Folder => self.folder.is_some(),
            Filter::Starred => self.starred.is_some(),
            Filter::Spam => self.spam.is_some(),
            Filter::Replies => self.replies.is_some(),
            Filter::MaxReplies => self.max_replies.is_some(),
            Filter::Responder => self.responder.is_some(),
            Filter::Chat => self.chat.is_some(),
        }
    }

    /// The same query without one filter.
    pub fn without(&self, filter: Filter) -> Query {
        let mut query = self.clone();
        match filter {
            Filter::State => query.state = None,
            Filter::Assignee => query.assignee = None,
            Filter::Group => query.group = None,
            Filter::Label => query.label = None,
            Filter::Customer => query.customer = None,
            Filter::Folder => query.folder = None,
            Filter::Starred => query.starred = None,
            Filter::Spam => query.spam = None,
            Filter::Replies => query.replies = None,
            Filter::MaxReplies => query.max_replies = None,
            Filter::Responder => query.responder = None,
            Filter::Chat => query.chat = None,
        }
        query
    }

    /// Splits the query into what the API documents, and what is left.
    ///
    /// Returns the query to send and the filters that must not be sent: those the API does not
    /// document, and a state whose word is not in its list.
    pub fn split(&self, capabilities: &Capabilities) -> (Query, Vec<Filter>) {
        let unknown_state =
            self.state.as_ref().is_some_and(|word| !capabilities.states.iter().any(|state| state.word == *word));
        let left: Vec<Filter> = self
            .filters()
            .into_iter()
            .filter(|filter| !capabilities.filters.contains(filter) || (*filter == Filter::State && unknown_state))
            .collect();
        let mut sent = left.iter().fold(self.clone(), |query, filter| query.without(*filter));
        if !capabilities.search {
            sent.text.clear();
        }
        (sent, left)
    }

    /// Whether a loaded ticket passes those of `filters` that can be told without the API.
    ///
    /// `me` is the agent's own id, for [`Assignee::Me`].
    pub fn admits(&self, ticket: &Ticket, filters: &[Filter], me: Option<&str>) -> bool {
        filters.iter().all(|filter| match filter {
            Filter::State => same(ticket.state.as_ref().map(|state| state.word.as_str()), &self.state),
            Filter::Group => {
                let group = ticket.group.as_ref();
                same(group.map(|it| it.name.as_str()), &self.group) || same(group.map(|it| it.id.as_str()), &self.group)
            }
            Filter::Label => self
                .label
                .as_ref()
                .is_none_or(|wanted| ticket.labels.iter().any(|it| it.name == *wanted || it.id == *wanted)),
            Filter::Customer => {
                let person = ticket.requester.as_ref();
                same(person.map(|it| it.email.as_str()), &self.customer)
                    || same(person.map(|it| it.id.as_str()), &self.customer)
            }
            Filter::Starred => self.starred.is_none_or(|wanted| ticket.is_starred == Some(wanted)),
            Filter::Assignee => match &self.assignee {
                None => true,
                Some(Assignee::Nobody) => ticket.assignee.is_none(),
                Some(Assignee::Me) => me.is_some() && ticket.assignee.as_ref().map(|it| it.id.as_str()) == me,
                Some(Assignee::Person(id)) => ticket.assignee.as_ref().is_some_and(|it| it.id == *id),
            },
            _ => true,
        })
    }

    /// The words to search for, folded.
    pub fn words(&self) -> Vec<String> {
        search::words(&self.text)
    }
}

fn same(found: Option<&str>, wanted: &Option<String>) -> bool {
    wanted.as_deref().is_none_or(|wanted| found == Some(wanted))
}

#[cfg(test)]
mod tests {
    use super::super::{Label, State, Tone};
    use super::*;

    fn capabilities() -> Capabilities {
        Capabilities {
            filters: vec![Filter::State, Filter::Assignee],
            states: vec![State::new("opened", Tone::Open)],
            ..Capabilities::default()
        }
    }

    #[test]
    fn only_documented_filters_are_sent() {
        let query = Query {
            state: Some("opened".into()),
            label: Some("vip".into()),
            text: "refund".into(),
            ..Query::default()
        };
        let (sent, left) = query.split(&capabilities());
        assert_eq!(sent, Query { state: Some("opened".into()), ..Query::default() });
        assert_eq!(left, [Filter::Label]);
    }

    #[test]
    fn a_state_outside_the_documented_list_is_filtered_here() {
        let query = Query { state: Some("follow_up".into()), ..Query::default() };
        let (sent, left) = query.split(&capabilities());
        assert_eq!(sent, Query::default());
        assert_eq!(left, [Filter::State]);
        let ticket = Ticket { state: Some(State::new("follow_up", Tone::Other)), ..Ticket::default() };
        assert!(query.admits(&ticket, &left, None));
        assert!(!query.admits(&Ticket::default(), &left, None));
    }

    #[test]
    fn loaded_tickets_are_filtered_by_label() {
        let query = Query { label: Some("vip".into()), ..Query::default() };
        let ticket = Ticket { labels: [Label::named("vip")].into_iter().collect(), ..Ticket::default() };
        assert!(query.admits(&ticket, &query.filters(), None));
        assert!(!query.admits(&Ticket::default(), &query.filters(), None));
    }
}
