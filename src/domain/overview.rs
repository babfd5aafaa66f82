//! Counting tickets: how many stand where and with whom, for how long they wait, and when they came.
//!
//! Every ticket is in exactly one count of each chart, or in what the chart says it leaves out.

use chrono::Days as Span;

use super::days::{Day, Days};
use super::person::Person;
use super::state::State;
use super::ticket::{AccountId, Ticket};

/// How many days old the open tickets of each bar are: at least, and at most.
pub const AGES: [(u64, Option<u64>); 5] = [(0, Some(0)), (1, Some(2)), (3, Some(6)), (7, Some(29)), (30, None)];

/// How many days the chart of what came shows, today included.
pub const DAYS: usize = 14;

/// So many tickets of one account that have something alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<T> {
    /// Whose tickets.
    pub account: AccountId,
    /// What they have alike.
    pub what: T,
    /// How many.
    pub count: usize,
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// How many tickets there were.
    pub tickets: usize,
    /// How many are in each state; `None` is not known.
    pub states: Vec<Found<Option<State>>>,
    /// How many are with whom; `None` is nobody.
    pub assignees: Vec<Found<Option<Person>>>,
    /// How many are known to wait for somebody.
    pub open: usize,
    /// How many of those are how old, in the order of [`AGES`].
    pub ages: [usize; AGES.len()],
    /// How many were created how many days ago.
    pub created: [usize; DAYS],
    /// How many were created before that.
    pub earlier: usize,
}

impl Counts {
    /// Counts one more ticket, which was created on that day if it tells.
    pub fn add(&mut self, ticket: &Ticket, day: Option<Day>, today: Day) {
        self.tickets += 1;
        let standing = ticket.status();
        let is_open = ticket.is_open() == Some(true);
        let same_word =
            |a: &Option<State>, b: &Option<State>| a.as_ref().map(|it| &it.word) == b.as_ref().map(|it| &it.word);
        count(&mut self.states, ticket, standing, same_word);
        let same_id =
            |a: &Option<Person>, b: &Option<Person>| a.as_ref().map(|it| &it.id) == b.as_ref().map(|it| &it.id);
        count(&mut self.assignees, ticket, ticket.assignee.clone(), same_id);
        self.open += usize::from(is_open);
        let Some(day) = day else { return };
        // What a clock that is ahead created tomorrow counts as created today.
        let age = (today - day).num_days().max(0) as u64;
        let bar = AGES.iter().rposition(|(least, _)| *least <= age).filter(|_| is_open);
        bar.inspect(|bar| self.ages[*bar] += 1);
        match self.created.get_mut(age as usize) {
            Some(count) => *count += 1,
            None => self.earlier += 1,
        }
    }

    /// How many do not tell when they were created.
    pub fn undated(&self) -> usize {
        self.tickets - self.created.iter().sum::<usize>() - self.earlier
    }

    /// How many of the open ones do not.
    pub fn undated_open(&self) -> usize {
        self.open - self.ages.iter().sum::<usize>()
    }
}

fn count<T>(found: &mut Vec<Found<T>>, ticket: &Ticket, what: T, is_same: impl Fn(&T, &T) -> bool) {
    let account = &ticket.key.account;
    match found.iter_mut().find(|it| it.account == *account && is_same(&it.what, &what)) {
        Some(it) => it.count += 1,
        None => found.push(Found { account: account.clone(), what, count: 1 }),
    }
}

/// The days on which the tickets of a bar of [`AGES`] were created.
pub fn days_of_age(bar: usize, today: Day) -> Option<Days> {
    let (least, most) = AGES.get(bar)?;
    let ago = |days: u64| today.checked_sub_days(Span::new(days));
    Days::between(most.and_then(ago), ago(*least).filter(|_| *least > 0))
}

/// The day so many days ago, as a filter; what a clock that is ahead created later is among today's.
pub fn days_ago(days: usize, today: Day) -> Option<(Day, Days)> {
    let day = today.checked_sub_days(Span::new(days as u64))?;
    Some((day, Days::between(Some(day), Some(day).filter(|_| days > 0))?))
}

/// What one word of a link stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The word.
    pub word: String,
    /// The account that alone is asked for it; `None` asks all of them.
    pub only: Option<AccountId>,
    /// The places of what was found that it stands for.
    pub members: Vec<usize>,
}

/// Puts together what one word of a link stands for in several accounts, so that a link shows all of a group
/// and nothing else. Everything that was found is in exactly one group.
///
/// `means` tells what an account understands by another's word; `None` when it has nothing like it.
pub fn grouped(found: &[(AccountId, String)], means: impl Fn(&str, &AccountId) -> Option<String>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut is_taken = vec![false; found.len()];
    for (place, (_, word)) in found.iter().enumerate() {
        if is_taken[place] {
            continue;
        }
        let is_meant = |(account, own): &(AccountId, String)| means(word, account).as_deref() == Some(own);
        let members: Vec<usize> = (0..found.len()).filter(|place| is_meant(&found[*place])).collect();
        // A word that would show tickets of another bar is no link to this one.
        if members.contains(&place) && !members.iter().any(|member| is_taken[*member]) {
            members.iter().for_each(|member| is_taken[*member] = true);
            groups.push(Group { word: word.clone(), only: None, members });
        }
    }
    for (place, (account, word)) in found.iter().enumerate().filter(|(place, _)| !is_taken[*place]) {
        groups.push(Group { word: word.clone(), only: Some(account.clone()), members: vec![place] });
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::super::{Flag, Flags, StateCategory, time};
    use super::*;

    const TODAY: &str = "2026-11-21T12:00:00Z";

    fn day(text: &str) -> Day {
        time::parse(text).unwrap().date_naive()
    }

    fn counted(tickets: &[(Ticket, &str)]) -> Counts {
        let mut counts = Counts::default();
        for (ticket, created) in tickets {
            counts.add(ticket, time::parse(created).map(|moment| moment.date_naive()), day(TODAY));
        }
        counts
    }

    fn in_state(word: &str, category: StateCategory) -> Ticket {
        Ticket { key: "a:1".parse().unwrap(), state: Some(State::new(word, category)), ..Ticket::default() }
    }

    #[test]
    fn tickets_are_counted_by_state_assignee_age_and_day() {
        let unread = in_state("unread", StateCategory::Unread);
        let ana = Ticket { assignee: Some(Person::by_email("ana@x")), ..unread.clone() };
        let flagged = Ticket { flags: Flags::default().with(Flag::Answered, Some(true)), ..Ticket::default() };
        let counts = counted(&[
            (unread.clone(), "2026-11-21T00:00:00Z"),
            (ana.clone(), "2026-11-20T23:59:59Z"),
            (ana, "2026-11-19T00:00:00Z"),
            (unread.clone(), "2026-11-18T00:00:00Z"),
            (unread.clone(), "2026-10-23T00:00:00Z"),
            (unread.clone(), "2026-10-22T00:00:00Z"),
            (unread, "2027-01-01T00:00:00Z"),
            (in_state("closed", StateCategory::Closed), TODAY),
            (flagged, ""),
            (Ticket::default(), TODAY),
        ]);
        let words: Vec<_> =
            counts.states.iter().map(|it| (it.what.as_ref().map(|it| it.word.as_str()), it.count)).collect();
        assert_eq!(words, [(Some("unread"), 7), (Some("closed"), 1), (Some("answered"), 1), (None, 1)]);
        let people: Vec<_> = counts.assignees.iter().map(|it| (it.what.is_some(), it.count)).collect();
        // Those of nobody in one account and in the one without a name.
        assert_eq!(people, [(false, 6), (true, 2), (false, 2)]);
        assert_eq!((counts.tickets, counts.open, counts.ages), (10, 8, [2, 2, 1, 1, 1]));
        assert_eq!((counts.created[..4].to_vec(), counts.earlier), (vec![4, 1, 1, 1], 2));
        assert_eq!((counts.undated(), counts.undated_open()), (1, 1));
    }

    #[test]
    fn the_days_of_a_bar_are_those_that_it_counts() {
        let today = day(TODAY);
        let spans: Vec<_> = (0..AGES.len()).map(|bar| days_of_age(bar, today).unwrap().to_string()).collect();
        assert_eq!(
            spans,
            [
                "2026-11-21..",
                "2026-11-19..2026-11-20",
                "2026-11-15..2026-11-18",
                "2026-10-23..2026-11-14",
                "..2026-10-22"
            ]
        );
        assert_eq!(days_of_age(AGES.len(), today), None);
        assert_eq!(days_ago(0, today).unwrap().1.to_string(), "2026-11-21..");
        assert_eq!(days_ago(13, today).unwrap().1.to_string(), "2026-11-08..2026-11-08");
    }

    /// Accounts `a` and `b` say the same in small and in capitals; `c` knows no word but its own.
    fn means(word: &str, account: &AccountId) -> Option<String> {
        match account.as_str() {
            "a" => Some(word.to_lowercase()),
            "b" => Some(word.to_uppercase()),
            _ => (word == "z").then(|| word.to_owned()),
        }
    }

    #[test]
    fn what_accounts_call_differently_is_one_group() {
        let found = [("a", "x"), ("b", "Y"), ("b", "X"), ("c", "z"), ("a", "y"), ("a", "Q")];
        let found = found.map(|(account, word)| (account.into(), word.to_owned()));
        let group = |word: &str, only: Option<&str>, members: &[usize]| Group {
            word: word.into(),
            only: only.map(AccountId::from),
            members: members.to_vec(),
        };
        // Nobody's word means the last one, not even its own.
        let expected =
            [group("x", None, &[0, 2]), group("Y", None, &[1, 4]), group("z", None, &[3]), group("Q", Some("a"), &[5])];
        assert_eq!(grouped(&found, means), expected);
    }
}
