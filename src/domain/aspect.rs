//! What of a ticket can become otherwise while somebody looks at it.

use super::flag::Flag;
use super::label::LabelSet;
use super::ticket::Ticket;

/// One thing about a ticket that agents, rules or other tabs can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// What it is about.
    Subject,
    /// Where it stands.
    State,
    /// Who is on it.
    Assignee,
    /// Whose group's it is.
    Group,
    /// Its labels.
    Labels,
    /// The mailbox it is in.
    Mailbox,
    /// A flag.
    Flag(Flag),
}

impl Aspect {
    /// Every aspect, in the order they are told.
    pub const ALL: [Aspect; 11] = [
        Aspect::Subject,
        Aspect::State,
        Aspect::Assignee,
        Aspect::Group,
        Aspect::Labels,
        Aspect::Mailbox,
        Aspect::Flag(Flag::Starred),
        Aspect::Flag(Flag::Answered),
        Aspect::Flag(Flag::Archived),
        Aspect::Flag(Flag::Spam),
        Aspect::Flag(Flag::Trash),
    ];

    /// Whether a ticket became another one in this. What was not told before, or is not told now, is no difference; nor
    /// is a name that was learned.
    pub fn differs(self, before: &Ticket, now: &Ticket) -> bool {
        match self {
            Aspect::Subject => before.subject.trim() != now.subject.trim(),
            Aspect::State => both(&before.state, &now.state, |before, now| before.word != now.word),
            Aspect::Assignee => before.assignee.as_ref().map(|it| &it.id) != now.assignee.as_ref().map(|it| &it.id),
            Aspect::Group => match (&before.group, &now.group) {
                // Some payloads name a group, others give its id.
                (Some(before), Some(now)) => {
                    let names = [&before.id, &before.name];
                    !names.contains(&&now.id) && !names.contains(&&now.name)
                }
                (before, now) => before.is_some() != now.is_some(),
            },
            Aspect::Labels => {
                let is_more = |one: &LabelSet, other: &LabelSet| one.iter().any(|label| !other.contains(label));
                let is_code_loaded = !before.labels_are_partial && !now.labels_are_partial;
                is_code_loaded && (is_more(&before.labels, &now.labels) || is_more(&now.labels, &before.labels))
            }
            Aspect::Mailbox => {
                both(&before.mailbox, &now.mailbox, |before, now| before.id != now.id && before.name != now.name)
            }
            Aspect::Flag(flag) => both(&before.flags.get(flag), &now.flags.get(flag), |before, now| before != now),
        }
    }

    /// In what a ticket became another one.
    pub fn changed(before: &Ticket, now: &Ticket) -> Vec<Aspect> {
        Aspect::ALL.into_iter().filter(|aspect| aspect.differs(before, now)).collect()
    }

    /// Makes a ticket the same as another one in this.
    pub fn copy(self, from: &Ticket, to: &mut Ticket) {
        match self {
            Aspect::Subject => to.subject.clone_from(&from.subject),
            Aspect::State => to.state.clone_from(&from.state),
            Aspect::Assignee => to.assignee.clone_from(&from.assignee),
            Aspect::Group => to.group.clone_from(&from.group),
            Aspect::Labels => to.labels.clone_from(&from.labels),
            Aspect::Mailbox => to.mailbox.clone_from(&from.mailbox),
            Aspect::Flag(flag) => to.flags.set(flag, from.flags.get(flag)),
        }
    }
}

fn both<T>(before: &Option<T>, now: &Option<T>, differ: impl Fn(&T, &T) -> bool) -> bool {
    before.as_ref().zip(now.as_ref()).is_some_and(|(before, now)| differ(before, now))
}

#[cfg(test)]
mod tests {
    use super::super::{Choice, Flags, Label, Person, State, StateCategory};
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
    fn what_is_not_told_or_only_better_known_is_no_difference() {
        let now = Ticket {
            state: None,
            assignee: Some(Person { name: "Ana".into(), ..Person::by_email("a@x") }),
            group: Some(Choice::named("Billing")),
            labels: [Label::named("b"), Label::named("a")].into_iter().collect(),
            mailbox: None,
            flags: Flags::default().with(Flag::Spam, Some(true)),
            ..before()
        };
        assert_eq!(Aspect::changed(&before(), &now), []);
        assert_eq!(Aspect::changed(&now, &before()), []);
        let partial = Ticket { labels: LabelSet::default(), labels_are_partial: true, ..before() };
        assert_eq!(Aspect::changed(&before(), &partial), []);
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
        let changed = Aspect::changed(&before(), &now);
        assert_eq!(changed, Aspect::ALL[..7]);
        let mut copy = before();
        changed.iter().for_each(|aspect| aspect.copy(&now, &mut copy));
        assert_eq!(Aspect::changed(&copy, &now), []);
    }
}
