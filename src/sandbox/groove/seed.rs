//! The account of the demo and of the tests: plausible tickets, always the same for the same arguments.

use chrono::{DateTime, TimeDelta, Utc};

use super::Groove;
use super::ticket::{Message, Ticket, ticket};
use crate::sandbox::company::{AGENTS, Agent, CUSTOMERS, INBOXES, LABELS};
use crate::sandbox::dice::Dice;
use crate::sandbox::stories::{Details, FOLLOW_UPS, NOTES, REPLIES, Story, odd_subject};

/// One ticket in this many has an odd subject.
const ODD_EVERY: u64 = 11;

impl Groove {
    /// Makes an account with the tickets 1 to `count`, created minutes to months before `now`; the highest numbers are
    /// the newest. The content of a ticket depends only on its number.
    pub fn seeded(count: usize, now: DateTime<Utc>) -> Self {
        let mut groove = Groove::empty();
        groove.remember_labels(&LABELS.map(str::to_owned));
        groove.tickets = (1..=count as u64)
            .map(|number| write_ticket(number, created_at(count as u64 - number, now), now))
            .collect();
        groove
    }
}

/// Returns when a ticket was created, by the number of newer tickets: minutes ago for the newest, hours ago for the
/// tenth, months ago for the two hundredth.
fn created_at(newer: u64, now: DateTime<Utc>) -> DateTime<Utc> {
    let newer = newer.min(10_000) as i64;
    let minutes = 4 + 5 * newer + 6 * newer * newer.min(120);
    // The seconds differ from ticket to ticket.
    now - TimeDelta::seconds(minutes * 60 + newer * 37 % 60)
}

fn write_ticket(number: u64, created_at: DateTime<Utc>, now: DateTime<Utc>) -> Ticket {
    let dice = &mut Dice::new(number);
    let customer = dice.pick(&CUSTOMERS);
    let state = state(dice);
    let story = if state == "spam" { Story::spam(dice) } else { Story::in_language(customer.language, dice) };
    let details = Details::roll(dice);
    let agent = dice.pick(&AGENTS);
    let mut ticket = ticket(number).customer(customer.email).created_at(created_at);
    ticket.subject = match number % ODD_EVERY {
        7 => odd_subject((number / ODD_EVERY) as usize),
        _ => Some(details.fill(story.subject)),
    };
    ticket.assignee = (state != "spam" && !dice.one_in(3)).then_some(agent.email);
    ticket.group = (ticket.assignee.is_some() || dice.one_in(3)).then_some(agent.team);
    ticket.mailbox = dice.pick(&INBOXES).email;
    ticket.labels = labels(number, story.label, dice);
    ticket.starred = dice.one_in(9);
    ticket.priority = *dice.pick(&[Some("low"), Some("low"), Some("low"), Some("medium"), Some("high"), None]);
    ticket.draft = dice.one_in(25);
    for message in &mut ticket.messages {
        message.text = format!("{}\n\n{}", details.fill(story.message), customer.name);
    }
    if state != "unread" && state != "spam" {
        converse(&mut ticket, agent, &details, now, dice);
    }
    ticket.set_state(state, agent.email, ticket.updated_at);
    ticket
}

fn state(dice: &mut Dice) -> &'static str {
    match dice.below(20) {
        0..=5 => "unread",
        6..=12 => "opened",
        13..=15 => "pending",
        16..=18 => "closed",
        _ => "spam",
    }
}

/// Picks the label of the story; sometimes none, sometimes a second one, and rarely all labels.
fn labels(number: u64, topic: &str, dice: &mut Dice) -> Vec<String> {
    if number % 29 == 9 {
        return LABELS.map(str::to_owned).to_vec();
    }
    let mut labels = if dice.one_in(5) { Vec::new() } else { vec![topic] };
    let more = dice.pick(&LABELS);
    if dice.one_in(3) && !labels.contains(more) {
        labels.push(more);
    }
    labels.into_iter().map(str::to_owned).collect()
}

/// Adds messages of the agent, some of them notes, and of the customer in turns. Sometimes an old conversation is
/// continued today.
fn converse(ticket: &mut Ticket, agent: &Agent, details: &Details, now: DateTime<Utc>, dice: &mut Dice) {
    let mut time = ticket.created_at;
    let turns = 1 + dice.below(4);
    let revived = dice.one_in(16);
    for turn in 0..turns {
        if revived && turn + 1 == turns {
            time = time.max(now - TimeDelta::minutes(500));
        }
        // Within ten hours, and early enough to leave time for the remaining turns.
        let left = (now - time).num_seconds().max(0) as usize;
        time += TimeDelta::seconds(dice.below((left / 2).min(36_000)) as i64);
        let by_agent = turn % 2 == 0;
        let note = by_agent && dice.one_in(3);
        let template = match (by_agent, note) {
            (true, true) => dice.pick(&NOTES),
            (true, false) => dice.pick(&REPLIES),
            (false, _) => dice.pick(&FOLLOW_UPS),
        };
        let author = if by_agent { agent.email } else { &ticket.customer };
        let (author, text) = (author.to_owned(), details.fill(template));
        ticket.messages.push(Message { author, by_agent, note, text, created_at: time, ..Message::default() });
    }
    ticket.updated_at = time;
}
