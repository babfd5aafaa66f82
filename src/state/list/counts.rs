//! The charts of the overview: the name of each bar, how many tickets it counts, and the view of exactly these tickets.

use chrono::Datelike;
use leptos::prelude::*;

use super::translate;
use crate::domain::overview::{AGES, Counts, DAYS, Found, days_ago, days_of_age, grouped};
use crate::domain::{AccountId, Assignee, Day, Days, Person, Query, State, StateCategory, TicketField, days};
use crate::platform::{clock, intl};
use crate::routes::Scope;
use crate::state::AppState;
use crate::text;

/// The counts of the tickets in the list, and the charts of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// The counts themselves.
    pub counts: Counts,
    /// How many rows could not be read and are not counted.
    pub unreadable: usize,
    /// Tickets by state.
    pub states: Vec<Bar>,
    /// Tickets by assignee, longest bar first.
    pub assignees: Vec<Bar>,
    /// Open tickets by age.
    pub ages: Vec<Bar>,
    /// Tickets by the day of their creation, oldest first.
    pub created: Vec<Bar>,
}

/// One bar of a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// Its key, unique in its chart.
    pub key: String,
    /// Its name.
    pub name: String,
    /// A name that is just long enough to be told from its neighbours.
    pub short: String,
    /// The category of the state, in the chart of states.
    pub category: Option<StateCategory>,
    /// How many tickets it counts.
    pub count: usize,
    /// The view of these tickets; `None` if there are none, or no filter finds them.
    pub view: Option<(Option<Scope>, Query)>,
}

impl AppState {
    /// Counts the tickets in the list. Tracks them.
    pub fn overview(&self, today: Day) -> Overview {
        let mut counts = Counts::default();
        let mut unreadable = 0;
        for row in self.list.order().rows.iter() {
            match self.tickets.signal(&row.key).filter(|_| row.problem.is_none()) {
                Some(ticket) => ticket.with(|it| counts.add(it, it.created_at.map(clock::day_of), today)),
                None => unreadable += 1,
            }
        }
        // Bars are first in the order of the accounts; the charts sort them further.
        let accounts = self.list.accounts();
        let place = |account: &AccountId| accounts.iter().position(|it| it == account);
        counts.states.sort_by_key(|it| place(&it.account));
        counts.assignees.sort_by_key(|it| place(&it.account));
        let route = self.navigation.route();
        let view = CountedView { app: *self, accounts, scope: route.scope, query: route.query };
        Overview {
            states: view.states(&counts.states),
            assignees: view.assignees(&counts.assignees),
            ages: view.ages(&counts, today),
            created: view.created(&counts, today),
            counts,
            unreadable,
        }
    }
}

/// The view that is counted.
struct CountedView {
    app: AppState,
    accounts: Vec<AccountId>,
    scope: Option<Scope>,
    query: Query,
}

impl CountedView {
    fn states(&self, found: &[Found<Option<State>>]) -> Vec<Bar> {
        let known: Vec<(&Found<_>, &State)> = found.iter().filter_map(|it| Some((it, it.what.as_ref()?))).collect();
        let words: Vec<_> = known.iter().map(|(it, state)| (it.account.clone(), state.word.clone())).collect();
        let mut bars = self.bars(TicketField::State, &words, |members, word| {
            let mut names: Vec<String> = members.iter().map(|at| known[*at].1.display()).collect();
            names.dedup();
            Bar {
                category: members.first().map(|at| known[*at].1.category),
                count: members.iter().map(|at| known[*at].0.count).sum(),
                ..Bar::of(word, names.join(" / "))
            }
        });
        bars.sort_by_key(|bar| bar.category.map(|category| category as u8));
        let unknown = without_value(found);
        bars.extend((unknown > 0).then(|| Bar { count: unknown, ..Bar::of("", text::overview::UNKNOWN_STATE.text()) }));
        bars
    }

    fn assignees(&self, found: &[Found<Option<Person>>]) -> Vec<Bar> {
        let known: Vec<(&Found<_>, &Person)> = found.iter().filter_map(|it| Some((it, it.what.as_ref()?))).collect();
        let ids: Vec<_> = known.iter().map(|(it, person)| (it.account.clone(), person.id.clone())).collect();
        let mut bars = self.bars(TicketField::Assignee, &ids, |members, id| {
            let people = members.iter().map(|at| self.app.accounts.known(&known[*at].0.account, known[*at].1));
            // Prefers an account that knows the person's name.
            let best = people.max_by_key(|person| !person.name.is_empty()).unwrap_or_default();
            let count = members.iter().map(|at| known[*at].0.count).sum();
            Bar { count, ..Bar::of(id, best.display()) }
        });
        bars.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        let unassigned = without_value(found);
        if unassigned > 0 {
            let view = self.narrowed(|query| query.with(TicketField::Assignee, Assignee::Nobody));
            bars.insert(
                0,
                Bar { count: unassigned, view: Some(view), ..Bar::of("", text::overview::UNASSIGNED.text()) },
            );
        }
        bars
    }

    fn ages(&self, counts: &Counts, today: Day) -> Vec<Bar> {
        let bar = |at: usize| {
            let (least, most) = AGES[at];
            let view = self.narrowed_to(days_of_age(at, today), |query| query.with(TicketField::Open, true));
            Bar { count: counts.ages[at], view, ..Bar::of(at.to_string(), text::age(least, most)) }
        };
        (0..AGES.len()).map(bar).map(Bar::without_empty_view).collect()
    }

    fn created(&self, counts: &Counts, today: Day) -> Vec<Bar> {
        let bar = |ago: usize| {
            let (day, span) = days_ago(ago, today)?;
            let view = self.narrowed_to(Some(span), |query| query);
            // Only the first day of the chart and of each month shows the month.
            let is_first = ago + 1 == DAYS || day.day() == 1;
            let short = if is_first { intl::day(day, clock::now()) } else { day.day().to_string() };
            Some(Bar { count: counts.created[ago], short, view, ..Bar::of(days::iso(day), intl::weekday(day)) })
        };
        (0..DAYS).rev().filter_map(bar).map(Bar::without_empty_view).collect()
    }

    /// Makes one bar for each value, with its view. Equal values of several accounts share a bar.
    fn bars(&self, field: TicketField, found: &[(AccountId, String)], bar: impl Fn(&[usize], &str) -> Bar) -> Vec<Bar> {
        let means =
            |word: &str, account: &AccountId| translate(self.app.accounts, &self.accounts, account, field, word);
        let groups = grouped(found, means).into_iter().map(|group| {
            let set = |query: Query| match field {
                TicketField::Assignee => query.with(field, Assignee::Person(group.word.clone())),
                field => query.with(field, group.word.clone()),
            };
            let view = match &group.only {
                None => self.narrowed(set),
                Some(account) => {
                    // The view of a single account uses the ids of that account.
                    let wanted = |account: &AccountId| {
                        let sources = self.app.list.query().sources;
                        sources.into_iter().find(|it| it.account == *account).map(|it| it.wanted)
                    };
                    let mut query = wanted(account).unwrap_or_else(|| self.query.clone());
                    query.text.clone_from(&self.query.text);
                    (Some(Scope::One(account.clone())), set(query))
                }
            };
            let mut bar = bar(&group.members, &group.word);
            bar.key += group.only.as_ref().map(AccountId::as_str).unwrap_or_default();
            // A link cannot contain an empty value.
            bar.view = Some(view).filter(|_| !group.word.is_empty());
            bar
        });
        groups.collect()
    }

    /// Returns the present view with one more filter.
    fn narrowed(&self, narrow: impl FnOnce(Query) -> Query) -> (Option<Scope>, Query) {
        (self.scope.clone(), narrow(self.query.clone()))
    }

    /// Returns the present view limited to some days; `None` if it contains none of them.
    fn narrowed_to(&self, days: Option<Days>, narrow: impl FnOnce(Query) -> Query) -> Option<(Option<Scope>, Query)> {
        let days = match self.query.created() {
            Some(shown) => days?.within(shown)?,
            None => days?,
        };
        Some(self.narrowed(|query| narrow(query.with(TicketField::Created, days))))
    }
}

impl Bar {
    fn of(key: impl Into<String>, name: impl Into<String>) -> Bar {
        Bar { key: key.into(), name: name.into(), ..Bar::default() }
    }

    /// Removes the view if it would be empty.
    fn without_empty_view(mut self) -> Bar {
        self.view = self.view.filter(|_| self.count > 0);
        self
    }
}

/// Counts the tickets that have no value.
fn without_value<T>(found: &[Found<Option<T>>]) -> usize {
    found.iter().filter(|it| it.what.is_none()).map(|it| it.count).sum()
}
