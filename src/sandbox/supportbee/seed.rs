//! The account of the demo and of the tests: believable tickets, the same for the same arguments.

use chrono::{DateTime, TimeDelta, Utc};

use super::SupportBee;
use super::ticket::{Attachment, Ticket, message, ticket};
use crate::sandbox::company::{AGENTS, Agent, CUSTOMERS, INBOXES, LABELS};
use crate::sandbox::dice::Dice;
use crate::sandbox::documents::html;
use crate::sandbox::stories::{Details, FOLLOW_UPS, NOTES, REPLIES, Story, odd_subject};

/// The ids begin after this one, as those of a service that many companies share.
pub(super) const SEEDED_AFTER: u64 = 480_000;

/// One ticket in this many has an odd subject.
const ODD_EVERY: u64 = 13;

/// What comes with messages: name and kind.
static FILES: [(&str, &str); 4] = [
    ("parcel.jpg", "image/jpeg"),
    ("label on the box.png", "image/png"),
    ("invoice.pdf", "application/pdf"),
    ("Größen & Maße.csv", "text/csv"),
];

/// What became of a ticket besides its conversation.
#[derive(PartialEq)]
enum WriteOutcome {
    Spam,
    Trash,
    Archived,
    Open,
}

impl SupportBee {
    /// An account whose list shows so many tickets, written in the minutes to months before `now`;
    /// the highest ids are the newest. Between them are others that the list shows when it is asked
    /// for the archive, for spam or for the trash. What a ticket says depends on its id only.
    pub fn seeded(count: usize, now: DateTime<Utc>) -> Self {
        let last =
            (1u64..).filter(|place| outcome(*place) == WriteOutcome::Open).take(count).last().unwrap_or_default();
        let mut account = SupportBee::empty();
        account.tickets = (1..=last).map(|place| write_ticket(place, created_at(last - place, now), now)).collect();
        account
    }
}

fn outcome(place: u64) -> WriteOutcome {
    match Dice::new(place).below(25) {
        0 => WriteOutcome::Spam,
        1 => WriteOutcome::Trash,
        2..=6 => WriteOutcome::Archived,
        _ => WriteOutcome::Open,
    }
}

/// When the ticket was written that has so many newer ones: minutes ago for the first, hours ago
/// for the tenth, months ago for the two hundredth.
fn created_at(newer: u64, now: DateTime<Utc>) -> DateTime<Utc> {
    let newer = newer.min(10_000) as i64;
    let minutes = 9 + 7 * newer + 5 * newer * newer.min(120);
    now - TimeDelta::seconds(minutes * 60 + newer * 41 % 60)
}

fn write_ticket(place: u64, created_at: DateTime<Utc>, now: DateTime<Utc>) -> Ticket {
    // Other rolls than those of the other helpdesks: other people have other troubles here.
    let dice = &mut Dice::new(SEEDED_AFTER + place);
    let customer = dice.pick(&CUSTOMERS);
    let outcome = outcome(place);
    let mut ticket = ticket(SEEDED_AFTER + place).requester(customer.name, customer.email).created_at(created_at);
    ticket.spam = outcome == WriteOutcome::Spam;
    ticket.trash = outcome == WriteOutcome::Trash;
    ticket.archived = outcome == WriteOutcome::Archived;
    let story = if ticket.spam { Story::spam(dice) } else { Story::told_in(customer.language, dice) };
    let details = Details::roll(dice);
    ticket.subject = details.fill(story.subject);
    if place % ODD_EVERY == 5 {
        ticket.subject = odd_subject((place / ODD_EVERY) as usize).unwrap_or_default();
    }
    let text = format!("{}\n\n{}", details.fill(story.message), customer.name);
    // Some programs send HTML alone.
    match dice.one_in(8) {
        true => (ticket.text, ticket.html) = (None, Some(html(&text))),
        false => ticket.text = Some(text),
    }
    ticket.labels = if dice.one_in(4) { Vec::new() } else { vec![story.label.to_owned()] };
    let more = (*dice.pick(&LABELS)).to_owned();
    if dice.one_in(4) && !ticket.labels.contains(&more) {
        ticket.labels.push(more);
    }
    let reader = dice.pick(&CUSTOMERS).email;
    if dice.one_in(7) && reader != customer.email {
        ticket.cc.push(reader.to_owned());
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

/// Lets the agent and the customer take turns. What is archived had its answer.
fn converse(ticket: &mut Ticket, agent: &Agent, details: &Details, now: DateTime<Utc>, dice: &mut Dice) {
    let turns = if dice.one_in(3) { 0 } else { 1 + dice.below(5) };
    let replies = turns.max(usize::from(ticket.archived));
    ticket.answered = replies % 2 == 1;
    let comments = if dice.one_in(3) { 1 + dice.below(3) } else { 0 };
    if replies + comments == 0 {
        return;
    }
    // Within two days; now and then an old conversation comes back to life today.
    let left = (now - ticket.created_at).num_seconds().max(0) as usize;
    let later = dice.below((left / 2).min(172_800)) as i64;
    let time = ticket.created_at + TimeDelta::seconds(later);
    ticket.last_activity_at = if dice.one_in(18) { time.max(now - TimeDelta::minutes(700)) } else { time };
    write_messages(ticket, agent, details, replies, comments);
}

/// Fills the time between the first message and the last activity, in which the agent begins and the
/// comments lie anywhere.
fn write_messages(ticket: &mut Ticket, agent: &Agent, details: &Details, replies: usize, comments: usize) {
    // Rolls of their own: what else the ticket says does not depend on these words.
    let dice = &mut Dice::new(!ticket.id);
    let mut are_comments = vec![false; replies];
    for _ in 0..comments {
        are_comments.insert(dice.below(are_comments.len() + 1), true);
    }
    let span = (ticket.last_activity_at - ticket.created_at).num_seconds();
    let count = are_comments.len() as i64;
    let mut is_agents_turn = true;
    for (place, is_comment) in (1..).zip(are_comments) {
        let by_agent = is_comment || is_agents_turn;
        let template = match (is_comment, by_agent) {
            (true, _) => *dice.pick(&NOTES),
            (false, true) => dice.pick(&REPLIES),
            (false, false) => dice.pick(&FOLLOW_UPS),
        };
        let time = match place {
            place if place == count => ticket.last_activity_at,
            place => ticket.created_at + TimeDelta::seconds(span * place / count),
        };
        let said = message(by_agent.then_some(agent.email), is_comment, &details.fill(template), time);
        ticket.messages.push(said);
        is_agents_turn ^= !is_comment;
    }
}
