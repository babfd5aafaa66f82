//! The fields of a ticket: one table of what lists, filters, changes, messages and links say about tickets.
//!
//! Another field is one more variant here and a label in `text`. The compiler asks for its slug and its value;
//! `tests/contract/fields.rs` shows that every field answers every question.

use super::flag::Flag;
use super::ticket::Ticket;
use super::value::Value;

/// A field of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketField {
    /// The subject.
    Subject,
    /// The state.
    State,
    /// The agent it is assigned to.
    Assignee,
    /// The group or team it belongs to.
    Group,
    /// Its labels.
    Labels,
    /// The mailbox it is in.
    Mailbox,
    /// One of its flags.
    Flag(Flag),
    /// The requester.
    Customer,
    /// The beginning of the conversation.
    Preview,
    /// When it was created.
    Created,
    /// Whether it is open, which follows from its state.
    Open,
}

impl TicketField {
    /// Every field, in the order in which changes are listed.
    pub const ALL: [TicketField; 15] = [
        TicketField::Subject,
        TicketField::State,
        TicketField::Assignee,
        TicketField::Group,
        TicketField::Labels,
        TicketField::Mailbox,
        TicketField::Flag(Flag::Starred),
        TicketField::Flag(Flag::Answered),
        TicketField::Flag(Flag::Archived),
        TicketField::Flag(Flag::Spam),
        TicketField::Flag(Flag::Trash),
        TicketField::Customer,
        TicketField::Preview,
        TicketField::Created,
        TicketField::Open,
    ];

    /// The columns of the list, in the order of links and of the dialog. Rows have the first [`TicketField::IN_ROW`]
    /// of them by default and draw them in places of their own; the others stand beside those.
    pub const COLUMNS: [TicketField; 6] = [
        TicketField::State,
        TicketField::Preview,
        TicketField::Labels,
        TicketField::Assignee,
        TicketField::Group,
        TicketField::Created,
    ];

    /// How many of the columns rows have by default.
    pub const IN_ROW: usize = 4;

    /// The fields by which the tickets of every helpdesk can be filtered, in the order of links.
    pub const FILTERS: [TicketField; 8] = [
        TicketField::State,
        TicketField::Assignee,
        TicketField::Group,
        TicketField::Labels,
        TicketField::Customer,
        TicketField::Flag(Flag::Starred),
        TicketField::Open,
        TicketField::Created,
    ];

    /// The name in links, in messages to other tabs and embedding pages, and in style sheets. It is public.
    pub fn slug(self) -> &'static str {
        match self {
            TicketField::Subject => "subject",
            TicketField::State => "state",
            TicketField::Assignee => "assignee",
            TicketField::Group => "group",
            TicketField::Labels => "labels",
            TicketField::Mailbox => "mailbox",
            TicketField::Flag(flag) => flag.slug(),
            TicketField::Customer => "customer",
            TicketField::Preview => "preview",
            TicketField::Created => "created",
            TicketField::Open => "open",
        }
    }

    /// The fields that agents, rules and other tabs change. The others stay as they are, or follow from these.
    pub fn changing() -> impl Iterator<Item = TicketField> {
        use TicketField::{Created, Customer, Open, Preview};
        TicketField::ALL.into_iter().filter(|field| !matches!(field, Created | Customer | Open | Preview))
    }

    /// Whether a ticket may have nothing in this field. In other fields, nothing means that the helpdesk did not say.
    pub fn can_be_empty(self) -> bool {
        matches!(self, TicketField::Assignee | TicketField::Group)
    }

    /// Returns a ticket's value.
    pub fn value(self, ticket: &Ticket) -> Value {
        match self {
            TicketField::Subject => ticket.subject.clone().into(),
            TicketField::State => ticket.state.clone().into(),
            TicketField::Assignee => ticket.assignee.clone().into(),
            TicketField::Group => ticket.group.clone().into(),
            TicketField::Labels => ticket.labels.clone().into(),
            TicketField::Mailbox => ticket.mailbox.clone().into(),
            TicketField::Flag(flag) => ticket.flags.get(flag).into(),
            TicketField::Customer => ticket.requester.clone().into(),
            TicketField::Preview => ticket.summary.clone().into(),
            TicketField::Created => ticket.created_at.into(),
            TicketField::Open => ticket.is_open().into(),
        }
    }

    /// Sets a ticket's value. A value of another kind counts as nothing.
    pub fn put(self, value: Value, ticket: &mut Ticket) {
        match self {
            TicketField::Subject => ticket.subject = value.text().unwrap_or_default(),
            TicketField::State => ticket.state = value.state(),
            TicketField::Assignee => ticket.assignee = value.person(),
            TicketField::Group => ticket.group = value.choice(),
            TicketField::Labels => ticket.labels = value.labels().unwrap_or_default(),
            TicketField::Mailbox => ticket.mailbox = value.choice(),
            TicketField::Flag(flag) => ticket.flags.set(flag, value.switch()),
            TicketField::Customer => ticket.requester = value.person(),
            TicketField::Preview => ticket.summary = value.text().unwrap_or_default(),
            TicketField::Created => ticket.created_at = value.moment(),
            // It follows from the state.
            TicketField::Open => {}
        }
    }

    /// Copies the value of another ticket.
    pub fn copy(self, from: &Ticket, to: &mut Ticket) {
        self.put(self.value(from), to);
    }

    /// Whether a value says nothing about this field.
    pub fn is_unknown(self, value: &Value) -> bool {
        *value == Value::Nothing && !self.can_be_empty()
    }

    /// Whether a ticket changed in this field. A value that was or is unknown is no difference; nor is a
    /// learned name.
    pub fn differs(self, before: &Ticket, now: &Ticket) -> bool {
        let is_partial = self == TicketField::Labels && (before.labels_are_partial || now.labels_are_partial);
        let (before, now) = (self.value(before), self.value(now));
        !is_partial && !self.is_unknown(&before) && !self.is_unknown(&now) && !before.is_same(&now)
    }

    /// Returns the fields in which a ticket changed.
    pub fn changed(before: &Ticket, now: &Ticket) -> Vec<TicketField> {
        TicketField::changing().filter(|field| field.differs(before, now)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Choice, Flags, Label, LabelSet, Person, State, StateCategory};
    use super::*;

    fn before() -> Ticket {
        Ticket {
            subject: "Refund".into(),
            state: Some(State::new("opened", StateCategory::Open)),
            assignee: Some(Person::by_email("a@x")),
            group: Some(Choice { id: "7".into(), name: "Billing".into() }),
            labels: [Label::named("a"), Label::named("b")].into_iter().collect(),
            mailbox: Some(Choice::named("Support")),
            flags: Flags::default().with(Flag::Starred, Some(false)),
            ..Ticket::default()
        }
    }

    #[test]
    fn what_is_unknown_or_only_better_known_is_no_difference() {
        let now = Ticket {
            state: None,
            assignee: Some(Person { name: "Ana".into(), ..Person::by_email("a@x") }),
            group: Some(Choice::named("Billing")),
            labels: [Label::named("b"), Label::named("a")].into_iter().collect(),
            mailbox: None,
            flags: Flags::default().with(Flag::Spam, Some(true)),
            ..before()
        };
        assert_eq!(TicketField::changed(&before(), &now), []);
        assert_eq!(TicketField::changed(&now, &before()), []);
        let partial = Ticket { labels: LabelSet::default(), labels_are_partial: true, ..before() };
        assert_eq!(TicketField::changed(&before(), &partial), []);
    }

    #[test]
    fn each_difference_is_found_and_copied_away() {
        let now = Ticket {
            subject: "Refund, please".into(),
            state: Some(State::new("closed", StateCategory::Closed)),
            assignee: None,
            group: Some(Choice::named("Sales")),
            labels: [Label::named("a")].into_iter().collect(),
            mailbox: Some(Choice::named("Returns")),
            flags: Flags::default().with(Flag::Starred, Some(true)),
            ..before()
        };
        let changed = TicketField::changed(&before(), &now);
        assert_eq!(changed, TicketField::ALL[..7]);
        let mut copy = before();
        changed.iter().for_each(|field| field.copy(&now, &mut copy));
        assert_eq!(TicketField::changed(&copy, &now), []);
    }
}
