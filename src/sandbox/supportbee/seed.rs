//! The account of the demo and of the tests: plausible tickets, always the same for the same arguments.

use chrono::{DateTime, TimeDelta, Utc};

use super::SupportBee;
use super::ticket::{Attachment, Ticket, message, ticket};
use crate::sandbox::company::{AGENTS, Agent, CUSTOMERS, INBOXES, LABELS};
use crate::sandbox::dice::Dice;
use crate::sandbox::documents::html;
use crate::sandbox::stories::{Details, FOLLOW_UPS, NOTES, REPLIES, Story, odd_subject};

/// The ids begin after this one, because real ids are shared by all companies.
pub(super) const SEEDED_AFTER: u64 = 480_000;

/// One ticket in this many has an odd subject.
const ODD_EVERY: u64 = 13;

/// The attachments: name and MIME type.
static FILES: [(&str, &str); 4] = [
    ("parcel.jpg", "image/jpeg"),
    ("label on the box.png", "image/png"),
    ("invoice.pdf", "application/pdf"),
    ("Größen & Maße.csv", "text/csv"),
];

/// Where a ticket is.
#[derive(PartialEq)]
enum Placement {
    Spam,
    Trash,
    Archived,
    Open,
}

impl SupportBee {
    /// Makes an account whose list has `count` tickets, created minutes to months before `now`; the highest ids are the
    /// newest. Between them are others that are archived, spam or in the trash, which the list returns only on request.
    /// The content of a ticket depends only on its id.
    pub fn seeded(count: usize, now: DateTime<Utc>) -> Self {
        let last = (1u64..).filter(|index| placement(*index) == Placement::Open).take(count).last().unwrap_or_default();
        let mut account = SupportBee::empty();
        account.tickets = (1..=last).map(|index| write_ticket(index, created_at(last - index, now), now)).collect();
        account
    }
}

fn placement(index: u64) -> Placement {
    match Dice::new(index).below(25) {
        0 => Placement::Spam,
        1 => Placement::Trash,
        2..=6 => Placement::Archived,
        _ => Placement::Open,
    }
}

/// Returns when a ticket was created, by the number of newer tickets: minutes ago for the newest, hours ago for the
/// tenth, months ago for the two hundredth.
fn created_at(newer: u64, now: DateTime<Utc>) -> DateTime<Utc> {
    let newer = newer.min(10_000) as i64;
    let minutes = 9 + 7 * newer + 5 * newer * newer.min(120);
    now - TimeDelta::seconds(minutes * 60 + newer * 41 % 60)
}

fn write_ticket(index: u64, created_at: DateTime<Utc>, now: DateTime<Utc>) -> Ticket {
    // The seed differs from those of the other helpdesks, so that the tickets do.
    let dice = &mut Dice::new(SEEDED_AFTER + index);
    let customer = dice.pick(&CUSTOMERS);
    let placement = placement(index);
    let mut ticket = ticket(SEEDED_AFTER + index).requester(customer.name, customer.email).created_at(created_at);
    ticket.spam = placement == Placement::Spam;
    ticket.trash = placement == Placement::Trash;
    ticket.archived = placement == Placement::Archived;
    let story = if ticket.spam { Story::spam(dice) } else { Story::in_language(customer.language, dice) };
    let details = Details::roll(dice);
    ticket.subject = details.fill(story.subject);
    if index % ODD_EVERY == 5 {
        ticket.subject = odd_subject((index / ODD_EVERY) as usize).unwrap_or_default();
    }
    let text = format!("{}\n\n{}", details.fill(story.message), customer.name);
    // Some mail programs send HTML only.
    match dice.one_in(8) {
        true => (ticket.text, ticket.html) = (None, Some(html(&text))),
        false => ticket.text = Some(text),
    }
    ticket.labels = if dice.one_in(4) { Vec::new() } else { vec![story.label.to_owned()] };
    let more = (*dice.pick(&LABELS)).to_owned();
    if dice.one_in(4) && !ticket.labels.contains(&more) {
        ticket.labels.push(more);
    }
    let cc = dice.pick(&CUSTOMERS).email;
    if dice.one_in(7) && cc != customer.email {
        ticket.cc.push(cc.to_owned());
    }
    for _ in 0..if dice.one_in(4) { 1 + dice.below(2) } else { 0 } {
        let (filename, kind) = *dice.pick(&FILES);
        let id = ticket.id * 10 + ticket.attachments.len() as u64;
        ticket.attachments.push(Attachment::new(id, filename, kind));
    }
    let agent = dice.pick(&AGENTS);
    match dice.below(6) {
        0 | 1 => ticket.user = Some(agent.email),
        2 => ticket.team = Some(agent.team),
        3 => (ticket.user, ticket.team) = (Some(agent.email), Some(agent.team)),
        _ => {}
    }
    ticket.starred = dice.one_in(10);
    ticket.draft = dice.one_in(30);
    ticket.private = dice.one_in(40);
    ticket.inbox = if dice.one_in(5) { "" } else { dice.pick(&INBOXES).email };
    if !ticket.spam {
        converse(&mut ticket, agent, &details, now, dice);
    }
    ticket
}

/// Adds messages of the agent and the customer in turns. An archived ticket has at least one reply.
fn converse(ticket: &mut Ticket, agent: &Agent, details: &Details, now: DateTime<Utc>, dice: &mut Dice) {
    let turns = if dice.one_in(3) { 0 } else { 1 + dice.below(5) };
    let replies = turns.max(usize::from(ticket.archived));
    ticket.answered = replies % 2 == 1;
    let comments = if dice.one_in(3) { 1 + dice.below(3) } else { 0 };
    if replies + comments == 0 {
        return;
    }
    // Within two days; sometimes an old conversation is continued today.
    let left = (now - ticket.created_at).num_seconds().max(0) as usize;
    let later = dice.below((left / 2).min(172_800)) as i64;
    let time = ticket.created_at + TimeDelta::seconds(later);
    ticket.last_activity_at = if dice.one_in(18) { time.max(now - TimeDelta::minutes(700)) } else { time };
    write_messages(ticket, agent, details, replies, comments);
}

/// Spreads messages between the first message and the last activity. The agent replies first, and comments are anywhere
/// between.
fn write_messages(ticket: &mut Ticket, agent: &Agent, details: &Details, replies: usize, comments: usize) {
    // A separate seed, so that the rest of the ticket does not depend on its messages.
    let dice = &mut Dice::new(!ticket.id);
    let mut are_comments = vec![false; replies];
    for _ in 0..comments {
        are_comments.insert(dice.below(are_comments.len() + 1), true);
    }
    let span = (ticket.last_activity_at - ticket.created_at).num_seconds();
    let count = are_comments.len() as i64;
    let mut is_agents_turn = true;
    for (index, is_comment) in (1..).zip(are_comments) {
        let by_agent = is_comment || is_agents_turn;
        let template = match (is_comment, by_agent) {
            (true, _) => *dice.pick(&NOTES),
            (false, true) => dice.pick(&REPLIES),
            (false, false) => dice.pick(&FOLLOW_UPS),
        };
        let time = match index {
            index if index == count => ticket.last_activity_at,
            index => ticket.created_at + TimeDelta::seconds(span * index / count),
        };
        let message = message(by_agent.then_some(agent.email), is_comment, &details.fill(template), time);
        ticket.messages.push(message);
        is_agents_turn ^= !is_comment;
    }
}
