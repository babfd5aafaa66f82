//! Changes to a ticket, as values that can be reverted and undone.

use super::capabilities::Capabilities;
use super::choice::Choice;
use super::directory::Directory;
use super::field::TicketField;
use super::label::Label;
use super::person::Person;
use super::ticket::{Ticket, TicketKey};
use super::value::Value;

/// One change to one ticket: a field, its old value and its new value.
///
/// It is shown at once, sent, and reverted if the helpdesk refuses it. Its inverse, where there is one, is how it is
/// undone.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The field.
    pub field: TicketField,
    /// The old value; nothing if it is not known.
    pub from: Value,
    /// The new value.
    pub to: Value,
    /// How it is done.
    pub mode: ChangeMode,
}

/// How a change is done, where the API has more than one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChangeMode {
    /// The helpdesk notifies the agents, if it does.
    #[default]
    Notify,
    /// The helpdesk does not notify the agents.
    Quiet,
    /// The new assignee takes the ticket over from a person or a bot.
    TakeOver,
}

/// A change and its ticket.
pub type TicketChange = (TicketKey, Change);

/// What the response to a write says about the ticket, to be shown on it.
pub type TicketPatch = Box<dyn FnOnce(&mut Ticket)>;

/// Returns the patch of a response that says nothing.
pub fn empty_patch() -> TicketPatch {
    Box::new(|_| {})
}

/// The choice that empties a field.
pub const NOBODY: &str = "";

impl Change {
    /// Makes a change from one value to another.
    pub fn new(field: TicketField, from: impl Into<Value>, to: impl Into<Value>) -> Change {
        Change { field, from: from.into(), to: to.into(), mode: ChangeMode::default() }
    }

    /// Makes a change to a value, whatever the old one was.
    pub fn to(field: TicketField, to: impl Into<Value>) -> Change {
        Change::new(field, Value::Nothing, to)
    }

    /// Makes the change of a field of this ticket to a value.
    pub fn of(ticket: &Ticket, field: TicketField, to: impl Into<Value>) -> Change {
        Change::new(field, field.value(ticket), to)
    }

    /// Makes the change of this ticket's field to a choice by its id, or to what was typed. For labels, that is one
    /// more label.
    /// `known` has the names of ids. Returns `None` for a state that is not documented, and for fields without
    /// choices.
    pub fn chosen(
        ticket: &Ticket,
        field: TicketField,
        id: &str,
        known: &Directory,
        capabilities: &Capabilities,
    ) -> Option<Change> {
        let to = match field {
            field if id == NOBODY && field.can_be_empty() => Value::Nothing,
            TicketField::State => capabilities.state(id)?.clone().into(),
            TicketField::Assignee => known.person(id).cloned().unwrap_or_else(|| Person::by_email(id)).into(),
            TicketField::Labels => {
                let label = known.labels.iter().find(|label| label.id == id).cloned();
                ticket.labels.with(label.unwrap_or_else(|| Label::named(id))).into()
            }
            TicketField::Subject | TicketField::Customer | TicketField::Preview => return None,
            TicketField::Flag(_) | TicketField::Created | TicketField::Open => return None,
            field => Choice::among(known.choices(field), id).into(),
        };
        Some(Change::of(ticket, field, to))
    }

    /// Returns the change, done in another way.
    #[must_use]
    pub fn by(self, mode: ChangeMode) -> Change {
        Change { mode, ..self }
    }

    /// Returns the labels that are added and removed; `None` if the change is not one of labels.
    pub fn labels(&self) -> Option<(Vec<Label>, Vec<Label>)> {
        match (&self.from, &self.to) {
            (Value::Labels(from), Value::Labels(to)) => Some((to.beyond(from), from.beyond(to))),
            _ => None,
        }
    }

    /// Shows the change on a ticket.
    pub fn apply(&self, ticket: &mut Ticket) {
        put(self.field, ticket, &self.from, &self.to);
    }

    /// Reverts the change on a ticket, unless the same field was changed since.
    pub fn revert(&self, ticket: &mut Ticket) {
        if self.is_shown(ticket) {
            put(self.field, ticket, &self.to, &self.from);
        }
    }

    /// Whether the ticket shows the change.
    pub fn is_shown(&self, ticket: &Ticket) -> bool {
        match self.labels() {
            Some((added, removed)) => {
                let has = |label: &Label| ticket.labels.contains(label);
                added.iter().all(has) && !removed.iter().any(has)
            }
            None => self.field.value(ticket).is_same(&self.to),
        }
    }

    /// Returns the change that someone else made instead, from the same old value; `None` if the ticket has the old or
    /// the new value, or does not say.
    ///
    /// Labels are added and removed one by one, and a take-over is possible from anyone: nothing conflicts with those.
    pub fn theirs(&self, ticket: &Ticket) -> Option<Change> {
        let never_conflicts = self.field == TicketField::Labels || self.mode == ChangeMode::TakeOver;
        let theirs = self.field.value(ticket);
        let is_known = !self.field.is_unknown(&theirs) && !self.field.is_unknown(&self.from);
        let is_other = is_known && !theirs.is_same(&self.from) && !theirs.is_same(&self.to);
        (is_other && !never_conflicts).then(|| Change { to: theirs, ..self.clone() })
    }

    /// Whether a ticket, as its helpdesk reports it, can show that this change was made.
    pub fn is_told_by(&self, ticket: &Ticket) -> bool {
        match self.field {
            TicketField::Labels => !ticket.labels_are_partial,
            // A take-over by the assignee changes nothing that a ticket reports.
            _ if self.mode == ChangeMode::TakeOver => !self.from.is_same(&self.to),
            field => !field.is_unknown(&field.value(ticket)),
        }
    }

    /// Whether performing it on the ticket would change anything.
    pub fn is_due(&self, ticket: &Ticket) -> bool {
        // Taking over does more than it shows: it also takes the chat from its responder.
        self.mode == ChangeMode::TakeOver || !self.is_shown(ticket)
    }

    /// Returns the change of the ticket as it is now: from its present value, and of labels only the added and removed
    /// ones.
    #[must_use]
    pub fn on(mut self, ticket: &Ticket) -> Change {
        if let (Value::Labels(from), Value::Labels(to)) = (&self.from, &self.to) {
            self.to = ticket.labels.moved(from, to).into();
        }
        self.from = self.field.value(ticket);
        self
    }

    /// Replaces an earlier change of the same field that was refused: the old value of that one is the old value of
    /// this one.
    pub fn follow_refused(&mut self, refused: &Change) {
        if self.field != refused.field {
            return;
        }
        match (&mut self.from, &mut self.to, &refused.from, &refused.to) {
            (Value::Labels(from), Value::Labels(to), Value::Labels(before), Value::Labels(after)) => {
                (*from, *to) = (from.moved(after, before), to.moved(after, before));
            }
            (from, ..) => from.clone_from(&refused.from),
        }
    }

    /// Returns the change that undoes this one; `None` if the old value is not known.
    pub fn inverse(&self) -> Option<Change> {
        let is_unknown = self.field.is_unknown(&self.from);
        let to = match (&self.to, self.mode) {
            // A switch has only one other value.
            (Value::Switch(is_on), _) => Value::Switch(!is_on),
            // Undoing it assigns the ticket to the former assignee, so there must have been one.
            (_, ChangeMode::TakeOver) if self.from == Value::Nothing => return None,
            _ if is_unknown => return None,
            _ => self.from.clone(),
        };
        let mode = if self.mode == ChangeMode::TakeOver { ChangeMode::Notify } else { self.mode };
        Some(Change { from: self.to.clone(), to, mode, ..self.clone() })
    }
}

/// Puts the new value into a ticket; of labels only the added and removed ones.
fn put(field: TicketField, ticket: &mut Ticket, from: &Value, to: &Value) {
    match (from, to) {
        (Value::Labels(from), Value::Labels(to)) => ticket.labels = ticket.labels.moved(from, to),
        _ => field.put(to.clone(), ticket),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Flag, Flags, LabelSet, State, StateCategory};
    use super::*;

    const STARRED: TicketField = TicketField::Flag(Flag::Starred);

    fn labels(names: &[&str]) -> LabelSet {
        names.iter().map(|name| Label::named(*name)).collect()
    }

    fn state(word: &str) -> State {
        State::new(word, StateCategory::Other)
    }

    fn changes() -> Vec<Change> {
        vec![
            Change::new(TicketField::State, state("unread"), state("closed")),
            Change::new(TicketField::Assignee, Value::Nothing, Person::by_email("a@x")),
            Change::new(TicketField::Group, Value::Nothing, Choice::named("Billing")),
            Change::new(TicketField::Labels, labels(&["old"]), labels(&["old", "new"])),
            Change::new(TicketField::Mailbox, Choice::named("Support"), Choice::named("Sales")),
            Change::new(STARRED, false, true),
        ]
    }

    fn before() -> Ticket {
        Ticket {
            state: Some(state("unread")),
            labels: labels(&["old"]),
            mailbox: Some(Choice::named("Support")),
            flags: Flags::default().with(Flag::Starred, Some(false)),
            ..Ticket::default()
        }
    }

    #[test]
    fn reverting_and_the_inverse_both_bring_the_ticket_back() {
        for change in changes() {
            let mut ticket = before();
            change.apply(&mut ticket);
            assert!(change.is_shown(&ticket) && !change.is_due(&ticket));
            let mut reverted = ticket.clone();
            change.revert(&mut reverted);
            assert_eq!(reverted, before(), "{change:?}");
            change.inverse().unwrap().apply(&mut ticket);
            assert_eq!(ticket, before(), "{change:?}");
        }
    }

    #[test]
    fn a_change_that_came_after_is_not_taken_back() {
        for change in changes() {
            let mut ticket = Ticket::default();
            change.revert(&mut ticket);
            assert_eq!(ticket, Ticket::default(), "{change:?}");
        }
    }

    #[test]
    fn a_change_is_made_of_what_is_there_now() {
        let close = Change::new(TicketField::State, state("opened"), state("closed"));
        let ticket = Ticket { state: Some(state("pending")), ..Ticket::default() };
        let undo = Change::new(TicketField::State, state("closed"), state("pending"));
        assert_eq!(close.on(&ticket).inverse(), Some(undo));
    }

    #[test]
    fn labels_that_were_built_on_others_do_without_them() {
        let added = Change::new(TicketField::Labels, labels(&["a"]), labels(&["a", "x"]));
        let mut removed = Change::new(TicketField::Labels, labels(&["a", "x"]), labels(&["x"]));
        removed.follow_refused(&added);
        assert_eq!(removed, Change::new(TicketField::Labels, labels(&["a"]), labels(&[])));
        let close = Change::new(TicketField::State, state("opened"), state("closed"));
        let mut reopen = Change::new(TicketField::State, state("closed"), state("pending"));
        reopen.follow_refused(&added);
        assert_eq!(reopen.from, Value::from(state("closed")), "another field");
        reopen.follow_refused(&close);
        assert_eq!(reopen.from, Value::from(state("opened")));
    }

    #[test]
    fn a_conflict_is_neither_the_beginning_nor_the_end() {
        let change = Change::new(TicketField::State, state("unread"), state("closed"));
        let there = |word: &str| Ticket { state: Some(state(word)), ..Ticket::default() };
        assert_eq!(change.theirs(&there("unread")), None);
        assert_eq!(change.theirs(&there("closed")), None);
        assert_eq!(change.theirs(&Ticket::default()), None, "it is not told");
        let theirs = Change::new(TicketField::State, state("unread"), state("pending"));
        assert_eq!(change.theirs(&there("pending")), Some(theirs));
        let give = Change::new(TicketField::Assignee, Value::Nothing, Person::by_email("a@x"));
        let other = Ticket { assignee: Some(Person::by_email("b@x")), ..Ticket::default() };
        assert!(give.theirs(&other).is_some() && give.theirs(&Ticket::default()).is_none());
        assert_eq!(give.by(ChangeMode::TakeOver).theirs(&other), None);
    }

    #[test]
    fn an_unknown_beginning_cannot_be_undone_but_a_switch_can() {
        let changed = |field, to: Value| Change::new(field, Value::Nothing, to).inverse();
        assert_eq!(changed(TicketField::State, state("closed").into()), None);
        assert_eq!(changed(STARRED, true.into()), Some(Change::new(STARRED, true, false)));
        let me = Person::by_email("me@x");
        assert!(changed(TicketField::Assignee, me.clone().into()).is_some(), "nobody is known");
        let taken = Change::new(TicketField::Assignee, Value::Nothing, me.clone()).by(ChangeMode::TakeOver);
        assert_eq!(taken.inverse(), None);
        let taken = Change::new(TicketField::Assignee, Person::by_email("b@x"), me.clone()).by(ChangeMode::TakeOver);
        assert_eq!(taken.inverse(), Some(Change::new(TicketField::Assignee, me, Person::by_email("b@x"))));
    }

    #[test]
    fn what_is_known_gets_its_name_and_what_is_typed_is_taken_as_it_is() {
        let known = Directory {
            people: vec![Person { name: "Ana".into(), ..Person::by_email("a@x") }],
            groups: vec![Choice { id: "7".into(), name: "Billing".into() }],
            ..Directory::default()
        };
        let capabilities = Capabilities { states: vec![state("closed")], ..Capabilities::default() };
        let chosen = |field, id: &str| Change::chosen(&Ticket::default(), field, id, &known, &capabilities);
        let shown = |field, id: &str| {
            let mut ticket = Ticket::default();
            chosen(field, id).unwrap().apply(&mut ticket);
            ticket
        };
        assert_eq!(shown(TicketField::Assignee, "a@x").assignee.unwrap().name, "Ana");
        assert_eq!(shown(TicketField::Assignee, "b@x").assignee.unwrap().email, "b@x");
        assert_eq!(shown(TicketField::Assignee, NOBODY).assignee, None);
        assert_eq!(shown(TicketField::Group, NOBODY).group, None);
        assert_eq!(shown(TicketField::Group, "7").group.unwrap().name, "Billing");
        assert_eq!(shown(TicketField::Mailbox, "3").mailbox.unwrap().name, "3");
        assert_eq!(shown(TicketField::Labels, "vip").labels.names(), ["vip"]);
        assert!(chosen(TicketField::State, "closed").is_some());
        assert_eq!(chosen(TicketField::State, "lost"), None, "only documented states");
        assert_eq!(chosen(TicketField::Created, "today"), None);
    }
}
