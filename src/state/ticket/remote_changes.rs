//! What others changed in the open ticket since it was opened, or since the agent acknowledged changes.

use std::sync::Arc;

use leptos::prelude::*;

use super::store::{Event, Follower, Source};
use crate::domain::{Ticket, TicketField};
use crate::state::AppState;
use crate::state::remote::Remote;

/// The open ticket as the agent knows it, and as it is.
#[derive(Clone, Copy)]
pub struct RemoteChanges {
    known: RwSignal<Option<Ticket>>,
}

impl RemoteChanges {
    /// Follows the open ticket as long as the calling component lives.
    pub fn follow(app: AppState) -> Self {
        let known = RwSignal::new(None::<Ticket>);
        let follower: Arc<Follower> = Arc::new(move |event| {
            if let Event::Shown { before, now, source } = event {
                known.try_update(|known| learn(known.as_mut().filter(|it| it.key == now.key), before, now, source));
            }
        });
        app.tickets.follow(&follower);
        let following = StoredValue::new(Some(follower));
        on_cleanup(move || drop(following.try_update_value(Option::take)));
        Effect::new(move |_| {
            let key = app.open.key();
            // The list has less detail and may be older, so only the ticket's own response counts.
            let is_settled = matches!(app.open.progress.get(), Remote::Ready | Remote::Failed(_));
            let is_known = known.with_untracked(|known| known.as_ref().map(|it| &it.key) == key.as_ref());
            match key.filter(|_| !is_known) {
                Some(key) if is_settled => {
                    known.set(app.tickets.signal(&key).map(|signal| signal.get_untracked()));
                }
                Some(_) => known.set(None),
                None => {}
            }
        });
        RemoteChanges { known }
    }

    /// Returns the fields in which the ticket differs from what the agent knows, with the known ticket. Tracked.
    pub fn fields(&self, now: &Ticket) -> Vec<(TicketField, Ticket)> {
        self.known.with(|known| match known {
            Some(known) if known.key == now.key => {
                different(known, now).into_iter().map(|field| (field, known.clone())).collect()
            }
            _ => Vec::new(),
        })
    }

    /// Records that the agent has seen the present values.
    pub fn take_note(&self, now: Ticket) {
        self.known.set(Some(now));
    }
}

/// Applies a change to what the agent knows: their own changes are known, and so is a value that is only more detailed.
fn learn(known: Option<&mut Ticket>, before: &Ticket, now: &Ticket, source: Source) {
    let Some(known) = known else { return };
    let different = different(known, now);
    let own = match source {
        Source::Here => TicketField::changed(before, now),
        Source::Elsewhere => Vec::new(),
    };
    for field in TicketField::changing() {
        if own.contains(&field) || !different.contains(&field) {
            field.copy(now, known);
        }
    }
    known.labels_are_partial = now.labels_are_partial;
}

fn different(known: &Ticket, now: &Ticket) -> Vec<TicketField> {
    let mut fields = TicketField::changed(known, now);
    // Where labels may be incomplete, one more label is not a change.
    if known.labels_are_partial || now.labels_are_partial {
        fields.retain(|field| *field != TicketField::Labels);
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Person, State, StateCategory};

    fn ticket(state: Option<&str>, assignee: &str) -> Ticket {
        let state = state.map(|word| State::new(word, StateCategory::Other));
        Ticket { state, assignee: Some(Person::by_email(assignee)), ..Ticket::default() }
    }

    #[test]
    fn what_the_agent_does_is_no_news_and_what_others_do_is() {
        let mut known = ticket(Some("opened"), "a@x");
        let (before, mine) = (known.clone(), ticket(Some("closed"), "a@x"));
        learn(Some(&mut known), &before, &mine, Source::Here);
        assert_eq!(different(&known, &mine), []);
        let theirs = ticket(Some("pending"), "b@x");
        learn(Some(&mut known), &mine, &theirs, Source::Elsewhere);
        assert_eq!(different(&known, &theirs), [TicketField::State, TicketField::Assignee]);
        // The agent changes one field: the other is still news.
        let again = ticket(Some("closed"), "b@x");
        learn(Some(&mut known), &theirs, &again, Source::Here);
        assert_eq!(different(&known, &again), [TicketField::Assignee]);
        // The old value is back: no news at all.
        let back = ticket(Some("closed"), "a@x");
        learn(Some(&mut known), &again, &back, Source::Elsewhere);
        assert_eq!(different(&known, &back), []);
    }

    #[test]
    fn what_was_not_told_at_first_is_learned_and_may_change_then() {
        let mut known = ticket(None, "a@x");
        let (before, told) = (known.clone(), ticket(Some("opened"), "a@x"));
        learn(Some(&mut known), &before, &told, Source::Elsewhere);
        assert_eq!(different(&known, &told), []);
        let changed = ticket(Some("closed"), "a@x");
        learn(Some(&mut known), &told, &changed, Source::Elsewhere);
        assert_eq!(different(&known, &changed), [TicketField::State]);
    }
}
