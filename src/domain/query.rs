//! Which tickets to show: the view as a value.

use super::capabilities::Capabilities;
use super::choice::Choice;
use super::days::{Day, Days};
use super::flag::Flag;
use super::search;
use super::ticket::Ticket;
use super::time::Instant;

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
    /// Only tickets of this version of a responder.
    pub responder_version: Option<String>,
    /// Only tickets of this chat.
    pub chat: Option<String>,
    /// Whether tickets of removed chats are among them.
    pub removed: Option<bool>,
    /// Only tickets that wait for somebody, or only those that no longer do.
    pub open: Option<bool>,
    /// Only tickets that were created on these days.
    pub created: Option<Days>,
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
    /// [`Query::responder_version`]
    ResponderVersion,
    /// [`Query::chat`]
    Chat,
    /// [`Query::removed`]
    Removed,
    /// [`Query::open`]
    Open,
    /// [`Query::created`]
    Created,
}

impl Filter {
    /// Every filter, in the order they are shown.
    pub const ALL: [Filter; 16] = [
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
        Filter::ResponderVersion,
        Filter::Chat,
        Filter::Removed,
        Filter::Open,
        Filter::Created,
    ];

    /// Whether the tickets of every API can be told apart by it without asking for it. By the others
    /// only those can be that their API documents.
    pub fn is_local(self) -> bool {
        matches!(
            self,
            Filter::State
                | Filter::Assignee
                | Filter::Group
                | Filter::Label
                | Filter::Customer
                | Filter::Starred
                | Filter::Open
                | Filter::Created
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
            Filter::ResponderVersion => self.responder_version.is_some(),
            Filter::Chat => self.chat.is_some(),
            Filter::Removed => self.removed.is_some(),
            Filter::Open => self.open.is_some(),
            Filter::Created => self.created.is_some(),
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
            Filter::ResponderVersion => query.responder_version = None,
            Filter::Chat => query.chat = None,
            Filter::Removed => query.removed = None,
            Filter::Open => query.open = None,
            Filter::Created => query.created = None,
        }
        query
    }

    /// Splits the query into what the API documents, and what is left.
    ///
    /// Returns the query to send and the filters that must not be sent: those the API does not
    /// document, or not for this value, or not together with what else is asked for.
    pub fn split(&self, capabilities: &Capabilities) -> (Query, Vec<Filter>) {
        let mut sent = self.clone();
        if capabilities.search.is_none() {
            sent.text.clear();
        }
        let beside_text = capabilities.search.as_ref().filter(|_| !sent.text.trim().is_empty());
        let is_documented = |filter: Filter| {
            capabilities.filters.contains(&filter)
                && beside_text.is_none_or(|filters| filters.contains(&filter))
                && match filter {
                    Filter::State => self.state.as_ref().is_none_or(|word| capabilities.state(word).is_some()),
                    Filter::Assignee => self.assignee != Some(Assignee::Nobody) || capabilities.unassigned,
                    _ => true,
                }
                && !capabilities.exclusive_filters.iter().any(|(is_refused, left)| *left == filter && is_refused(self))
        };
        let left: Vec<Filter> = self.filters().into_iter().filter(|filter| !is_documented(*filter)).collect();
        (left.iter().fold(sent, |query, filter| query.without(*filter)), left)
    }

    /// Whether a loaded ticket passes those of `filters` that can be told without the API.
    ///
    /// `me` is the agent's own id, for [`Assignee::Me`]; `day_of` tells the agent's day of a moment.
    pub fn admits(
        &self,
        ticket: &Ticket,
        filters: &[Filter],
        me: Option<&str>,
        day_of: impl Fn(Instant) -> Day,
    ) -> bool {
        filters.iter().all(|filter| match filter {
            Filter::State => same(ticket.status().as_ref().map(|state| state.word.as_str()), &self.state),
            Filter::Group => is_choice(&ticket.group, &self.group),
            Filter::Chat => is_choice(&ticket.chat, &self.chat),
            Filter::Responder => is_choice(&ticket.responder, &self.responder),
            Filter::Label => self
                .label
                .as_ref()
                .is_none_or(|wanted| ticket.labels.iter().any(|it| it.name == *wanted || it.id == *wanted)),
            Filter::Customer => {
                let person = ticket.requester.as_ref();
                same(person.map(|it| it.email.as_str()), &self.customer)
                    || same(person.map(|it| it.id.as_str()), &self.customer)
            }
            Filter::Starred => self.starred.is_none_or(|wanted| ticket.flags.get(Flag::Starred) == Some(wanted)),
            Filter::Spam => self.spam != Some(false) || !ticket.flags.has(Flag::Spam),
            Filter::Replies => self.replies.is_none_or(|wanted| ticket.replies.is_some_and(|it| (it > 0) == wanted)),
            Filter::MaxReplies => {
                self.max_replies.is_none_or(|most| ticket.replies.is_some_and(|it| it <= u64::from(most)))
            }
            Filter::Assignee => match &self.assignee {
                None => true,
                Some(Assignee::Nobody) => ticket.assignee.is_none(),
                Some(Assignee::Me) => me.is_some() && ticket.assignee.as_ref().map(|it| it.id.as_str()) == me,
                Some(Assignee::Person(id)) => ticket.assignee.as_ref().is_some_and(|it| it.id == *id),
            },
            Filter::Open => {
                let is_open = || ticket.status().and_then(|state| state.category.is_open());
                self.open.is_none_or(|wanted| is_open() == Some(wanted))
            }
            Filter::Created => {
                self.created.is_none_or(|days| ticket.created_at.is_some_and(|moment| days.has(day_of(moment))))
            }
            Filter::Folder | Filter::ResponderVersion | Filter::Removed => true,
        })
    }

    /// The words to search for, folded.
    pub fn words(&self) -> Vec<String> {
        search::words(&self.text)
    }
}

fn is_choice(found: &Option<Choice>, wanted: &Option<String>) -> bool {
    same(found.as_ref().map(|it| it.name.as_str()), wanted) || same(found.as_ref().map(|it| it.id.as_str()), wanted)
}

fn same(found: Option<&str>, wanted: &Option<String>) -> bool {
    wanted.as_deref().is_none_or(|wanted| found == Some(wanted))
}

#[cfg(test)]
mod tests {
    use super::super::{Label, State, StateCategory};
    use super::*;

    fn utc(moment: Instant) -> Day {
        moment.date_naive()
    }

    fn capabilities() -> Capabilities {
        Capabilities {
            filters: vec![Filter::State, Filter::Assignee],
            states: vec![State::new("opened", StateCategory::Open)],
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
    fn what_cannot_be_asked_together_or_of_nobody_is_filtered_here() {
        let nobodys = Query { assignee: Some(Assignee::Nobody), ..Query::default() };
        assert_eq!(nobodys.split(&capabilities()), (Query::default(), vec![Filter::Assignee]));
        let both = Query { replies: Some(false), max_replies: Some(3), ..Query::default() };
        let api = Capabilities {
            filters: vec![Filter::Replies, Filter::MaxReplies],
            exclusive_filters: vec![(|query| query.replies == Some(false), Filter::MaxReplies)],
            ..Capabilities::default()
        };
        assert_eq!(both.split(&api), (both.without(Filter::MaxReplies), vec![Filter::MaxReplies]));
        let alone = both.without(Filter::Replies);
        assert_eq!(alone.split(&api), (alone, vec![]));
    }

    #[test]
    fn beside_a_search_only_some_filters_are_sent() {
        let api = Capabilities { search: Some(vec![Filter::Assignee]), ..capabilities() };
        let query =
            Query { state: Some("opened".into()), assignee: Some(Assignee::Me), text: "a".into(), ..Query::default() };
        assert_eq!(query.split(&api), (query.without(Filter::State), vec![Filter::State]));
        let browsing = Query { text: " ".into(), ..query };
        assert_eq!(browsing.split(&api).1, []);
    }

    #[test]
    fn a_state_outside_the_documented_list_is_filtered_here() {
        let query = Query { state: Some("follow_up".into()), ..Query::default() };
        let (sent, left) = query.split(&capabilities());
        assert_eq!(sent, Query::default());
        assert_eq!(left, [Filter::State]);
        let ticket = Ticket { state: Some(State::new("follow_up", StateCategory::Other)), ..Ticket::default() };
        assert!(query.admits(&ticket, &left, None, utc));
        assert!(!query.admits(&Ticket::default(), &left, None, utc));
    }

    #[test]
    fn loaded_tickets_are_filtered_by_label() {
        let query = Query { label: Some("vip".into()), ..Query::default() };
        let ticket = Ticket { labels: [Label::named("vip")].into_iter().collect(), ..Ticket::default() };
        assert!(query.admits(&ticket, &query.filters(), None, utc));
        assert!(!query.admits(&Ticket::default(), &query.filters(), None, utc));
    }

    #[test]
    fn loaded_tickets_are_filtered_by_day_and_by_whether_they_wait() {
        let created = Query { created: Days::parse("2026-11-21"), ..Query::default() };
        assert_eq!(created.split(&capabilities()), (Query::default(), vec![Filter::Created]));
        let of = |text: &str| Ticket { created_at: super::super::time::parse(text), ..Ticket::default() };
        let admits = |text: &str| created.admits(&of(text), &created.filters(), None, utc);
        assert!(admits("2026-11-21T00:00:00Z") && admits("2026-11-21T23:59:59Z"));
        assert!(!admits("2026-11-22T00:00:00Z") && !admits(""));

        let in_tone = |category| Ticket { state: Some(State::new("x", category)), ..Ticket::default() };
        let admits = |wanted, ticket: &Ticket| {
            let query = Query { open: Some(wanted), ..Query::default() };
            query.admits(ticket, &query.filters(), None, utc)
        };
        assert!(admits(true, &in_tone(StateCategory::Pending)) && !admits(false, &in_tone(StateCategory::Pending)));
        assert!(admits(false, &in_tone(StateCategory::Spam)) && !admits(true, &in_tone(StateCategory::Spam)));
        for unknown in [in_tone(StateCategory::Other), Ticket::default()] {
            assert!(!admits(true, &unknown) && !admits(false, &unknown));
        }
    }
}
