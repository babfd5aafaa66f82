//! The workspace of the demo and of the tests: plausible tickets, always the same for the same arguments.

use chrono::{DateTime, TimeDelta, Utc};

use super::Zaia;
use super::ticket::{Chat, Message, Owner, STATUSES, Sender, Ticket, ticket};
use super::workspace::{CHANNELS, RESPONDERS};
use crate::sandbox::company::{AGENTS, Agent, CUSTOMERS, LABELS};
use crate::sandbox::dice::Dice;
use crate::sandbox::stories::{Details, FOLLOW_UPS, REPLIES, Story, odd_subject};

/// An offset that makes these tickets differ from those of the other helpdesks.
const SEED: u64 = 0x5a61_6961_0000;

impl Zaia {
    /// Makes a workspace with `count` tickets, created minutes to months before `now`, and further tickets of removed
    /// chats; the highest numbers are the newest. The content of a ticket depends only on its number.
    pub fn seeded(count: usize, now: DateTime<Utc>) -> Self {
        let is_listed = |number: &u64| !write_chat(chat_of(*number)).removed;
        let last = (1..).filter(is_listed).take(count).last().unwrap_or_default();
        let tickets = (1..=last).map(|number| write_ticket(number, created_at(last - number, now), now));
        Zaia { tickets: tickets.collect(), ..Zaia::empty() }
    }
}

/// Returns when a ticket was created, by the number of newer tickets. Chats are more frequent than mails.
fn created_at(newer: u64, now: DateTime<Utc>) -> DateTime<Utc> {
    let newer = newer.min(10_000) as i64;
    let minutes = 2 + 7 * newer + 4 * newer * newer.min(140);
    now - TimeDelta::milliseconds(minutes * 60_000 + newer * 7_919 % 60_000)
}

fn write_ticket(number: u64, created_at: DateTime<Utc>, now: DateTime<Utc>) -> Ticket {
    let chat = write_chat(chat_of(number));
    let dice = &mut Dice::new(SEED + number);
    let language = match chat.owner {
        Owner::Customer(index) => CUSTOMERS[index].language,
        Owner::Agent(_) => "en",
    };
    let story = Story::in_language(language, dice);
    let agent = dice.pick(&AGENTS);
    let status = STATUSES[[0, 0, 0, 1, 1, 1, 1, 2, 2, 2][dice.below(10)]];
    let details = Details::roll(dice);
    let mut ticket = ticket(number).summary(&summary(number, story, &details));
    ticket.chat = chat;
    ticket.created_at = created_at;
    ticket.updated_at = created_at;
    ticket.pending_messages = dice.below(5);
    ticket.circumstance = if dice.one_in(4) { "takeover" } else { "handover" };
    // Most pending tickets are unassigned; most ongoing ones are assigned.
    let is_assigned = if status == STATUSES[0] { dice.one_in(4) } else { !dice.one_in(8) };
    ticket.assignee = is_assigned.then_some(agent.email);
    ticket.team = (!dice.one_in(3)).then_some(agent.team);
    ticket.tags = tags(story.label, dice);
    advance(&mut ticket, status, agent, now, dice);
    ticket.messages = converse(&ticket, story, &details, now);
    ticket
}

/// Writes the messages: the owner asks, the responder tries and gives up, the assignee answers, and the messages
/// without an answer come last.
fn converse(ticket: &Ticket, story: &Story, details: &Details, now: DateTime<Utc>) -> Vec<Message> {
    // A separate seed, so that the rest of the ticket does not depend on its messages.
    let dice = &mut Dice::new(!(SEED + ticket.number));
    let message = |sender, template: &str, created_at| Message { sender, text: details.fill(template), created_at };
    let before = |minutes| ticket.created_at - TimeDelta::minutes(minutes);
    let mut messages = vec![
        message(Sender::Owner, story.message, before(6)),
        message(
            Sender::Responder,
            "Thank you for writing! I am looking for the order and will be right back.",
            before(5),
        ),
        message(
            Sender::Responder,
            "I cannot settle this by myself, so a colleague will go on here.",
            ticket.created_at,
        ),
    ];
    if let (Some(email), Some(time)) = (ticket.assignee, ticket.ongoing_at) {
        let reply = dice.pick(&REPLIES);
        messages.push(message(Sender::Agent(email), reply, time));
    }
    // Within an hour, and never after now.
    let left = (now - ticket.updated_at).num_seconds().clamp(0, 3600);
    let count = ticket.pending_messages as i64;
    for index in 1..=count {
        let time = ticket.updated_at + TimeDelta::seconds(left * index / (count + 1));
        let more = dice.pick(&FOLLOW_UPS);
        messages.push(message(Sender::Owner, more, time));
    }
    messages
}

/// Moves the ticket through the statuses up to this one, each within ten hours and never after now.
fn advance(ticket: &mut Ticket, status: &'static str, agent: &Agent, now: DateTime<Utc>, dice: &mut Dice) {
    for step in STATUSES.into_iter().skip(1) {
        if ticket.status == status {
            return;
        }
        let left = (now - ticket.updated_at).num_seconds().max(0) as usize;
        ticket.updated_at += TimeDelta::seconds(dice.below((left / 2).min(36_000)) as i64);
        ticket.set_status(step, ticket.updated_at);
        ticket.last_viewed_at = (ticket.assignee == Some(agent.email)).then_some(ticket.updated_at);
    }
}

/// Returns the chat of a ticket. Some tickets reuse the chat of an earlier one.
fn chat_of(number: u64) -> u64 {
    if number % 9 == 7 { number - 4 } else { number }
}

fn write_chat(number: u64) -> Chat {
    let dice = &mut Dice::new(SEED + (number << 20));
    Chat {
        number,
        owner: match dice.below(14) {
            0 => Owner::Agent(dice.below(AGENTS.len())),
            _ => Owner::Customer(dice.below(CUSTOMERS.len())),
        },
        channel: (!dice.one_in(12)).then(|| dice.below(CHANNELS.len())),
        responder: dice.below(RESPONDERS.len()),
        blocked: dice.one_in(20),
        removed: dice.one_in(18),
    }
}

/// Makes a summary: usually a subject above the message, sometimes only the message, rarely an empty or odd one.
fn summary(number: u64, story: &Story, details: &Details) -> String {
    match number % 13 {
        4 => odd_subject((number / 13) as usize).unwrap_or_default(),
        remainder if remainder % 3 == 0 => details.fill(story.message),
        _ => format!("{}\n{}", details.fill(story.subject), details.fill(story.message)),
    }
}

/// Picks the label of the story; sometimes none, sometimes a second one.
fn tags(topic: &'static str, dice: &mut Dice) -> Vec<&'static str> {
    let mut tags = if dice.one_in(4) { Vec::new() } else { vec![topic] };
    let more = *dice.pick(&LABELS);
    if dice.one_in(3) && !tags.contains(&more) {
        tags.push(more);
    }
    tags
}
