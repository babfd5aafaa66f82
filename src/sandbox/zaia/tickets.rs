//! The calls of the documented page "Tickets", in its order.

use super::Zaia;
use super::asked::{Answer, Asked, invalid, refusal, uuid};
use super::payload::{customer_name, identifier, iso, one};
use super::ticket::{Owner, STATUSES, Ticket, ticket};
use super::workspace::{
    RESPONDERS, agent_id, agent_with, chat_id, listed, responder_id, tag_id, tag_with, team_with, ticket_id, version_id,
};
use crate::client::response::Response;
use crate::domain::search::fold;
use crate::sandbox::object;

impl Zaia {
    /// "Retrieves a ticket with details.": 200 and the ticket, also when its chat is removed.
    pub(super) fn find_ticket(&mut self, id: &str, _: &Asked) -> Answer {
        let place = self.place(id)?;
        Ok(one(self.details(&self.tickets[place])))
    }

    /// "Retrieves multiple tickets with details.": 200 and a page of them, the newest first.
    pub(super) fn list_tickets(&mut self, asked: &Asked) -> Answer {
        let status = status(asked.query("status")?.unwrap_or_default())?;
        let (assignees, chats, tags) = (asked.ids("assigneeIds")?, asked.ids("chatIds")?, asked.ids("tagIds")?);
        let (responders, versions) = (asked.ids("responderIds")?, asked.ids("responderVersionIds")?);
        let include_removed = asked.switch("includeRemoved")?;
        let search = asked.query("search")?.map(fold);
        if search.as_ref().is_some_and(String::is_empty) {
            return Err(invalid("search", "must not be empty"));
        }
        let found = self.tickets.iter().rev().filter(|ticket| {
            let chat = &ticket.chat;
            let has_version = RESPONDERS.get(chat.responder).is_some_and(|responder| responder.2.is_some());
            ticket.status == status
                && (include_removed || !chat.removed)
                && allows(&assignees, || ticket.assignee.map(agent_id))
                && allows(&chats, || Some(chat_id(chat.number)))
                && allows(&responders, || Some(responder_id(chat.responder)))
                && allows(&versions, || has_version.then(|| version_id(chat.responder)))
                && (tags.is_empty() || ticket.tags.iter().any(|tag| tags.contains(&&*tag_id(tag))))
                && search.as_ref().is_none_or(|words| searched(ticket).contains(words))
        });
        let page = asked.page(found)?;
        Ok(listed(page.into_iter().map(|ticket| object(self.details(ticket))).collect()))
    }

    /// "Completes a ticket.": 200 and the ticket. There is no way back, and no second time.
    pub(super) fn complete_ticket(&mut self, id: &str, asked: &Asked) -> Answer {
        agent(asked, "userId")?;
        self.change_open(id, asked, |ticket| ticket.enter(STATUSES[2], asked.now))
    }

    /// "Creates a new ticket.": 200 and the ticket, which a person asked for.
    pub(super) fn create_ticket(&mut self, asked: &Asked) -> Answer {
        let chat = asked.id("chatId")?;
        let team = match asked.nullable_id("ticketingTeamId")? {
            Some(id) => Some(team_with(id).ok_or_else(|| refusal(404, "ticketingTeamId", "is not known"))?),
            None => None,
        };
        let (assignee, status) = (agent(asked, "assigneeId")?, status(asked.text("status")?)?);
        let known = self.tickets.iter().rev().find(|ticket| chat_id(ticket.chat.number) == chat);
        let last = known.ok_or_else(|| refusal(404, "chatId", "is not known"))?;
        let number = self.tickets.last().map_or(1, |last| last.number.saturating_add(1));
        let mut new = Ticket {
            summary: last.summary.clone(),
            chat: last.chat.clone(),
            circumstance: "takeover",
            assignee: Some(assignee),
            team,
            messages: Vec::new(),
            created_at: asked.now,
            updated_at: asked.now,
            ..ticket(number)
        };
        new.enter(status, asked.now);
        let answer = self.entity(&new);
        self.tickets.push(new);
        Ok(answer)
    }

    /// "Creates tags for a ticket.": one tag in fact; 200 and the bond between the two.
    pub(super) fn add_tag(&mut self, id: &str, asked: &Asked) -> Answer {
        let tag = tag(asked.id("tagId")?)?;
        self.change(id, asked, |ticket| {
            if !ticket.tags.contains(&tag) {
                ticket.tags.push(tag);
            }
        })?;
        let (now, tag_id) = (iso(asked.now), tag_id(tag));
        Ok(one(vec![("createdAt", now.clone()), ("updatedAt", now), ("tagId", tag_id.into()), ("ticketId", id.into())]))
    }

    /// "Removes a tag from a ticket.": 200 and a message.
    pub(super) fn remove_tag(&mut self, id: &str, tag_id: &str, asked: &Asked) -> Answer {
        let tag = tag(uuid("tagId", tag_id)?)?;
        if !self.tickets[self.place(id)?].tags.contains(&tag) {
            return Err(refusal(404, "tag", "is not on the ticket"));
        }
        self.change(id, asked, |ticket| ticket.tags.retain(|other| *other != tag))?;
        Ok(one(vec![("message", "The tag was removed from the ticket.".into())]))
    }

    /// "Takes over a ticket.": 200 and the ticket, which is ongoing from then on.
    pub(super) fn take_over_ticket(&mut self, id: &str, asked: &Asked) -> Answer {
        let agent = agent(asked, "assigneeId")?;
        self.change_open(id, asked, |ticket| {
            ticket.assignee = Some(agent);
            ticket.last_viewed_at = Some(asked.now);
            ticket.enter(STATUSES[1], asked.now);
        })
    }

    /// "Updates the assignee of a ticket.": 200 and the ticket. Nobody cannot be assigned.
    pub(super) fn update_assignee(&mut self, id: &str, asked: &Asked) -> Answer {
        let agent = agent(asked, "assigneeId")?;
        self.change(id, asked, |ticket| {
            ticket.assignee = Some(agent);
            ticket.last_viewed_at = None;
        })
    }

    /// The place of the ticket with that id; refused with 404 when there is none.
    fn place(&self, id: &str) -> Result<usize, Response> {
        let id = uuid("id", id)?;
        let place = self.tickets.iter().position(|ticket| ticket_id(ticket.number) == id);
        place.ok_or_else(|| refusal(404, "ticket", "is not known"))
    }

    /// Changes a ticket and answers with it.
    fn change(&mut self, id: &str, asked: &Asked, change: impl FnOnce(&mut Ticket)) -> Answer {
        let place = self.place(id)?;
        let ticket = &mut self.tickets[place];
        change(ticket);
        ticket.updated_at = asked.now;
        Ok(self.entity(&self.tickets[place]))
    }

    /// The same for what cannot be done to a completed ticket, which is refused with 409.
    fn change_open(&mut self, id: &str, asked: &Asked, change: impl FnOnce(&mut Ticket)) -> Answer {
        if self.tickets[self.place(id)?].status == STATUSES[2] {
            return Err(refusal(409, "ticket", "is already completed"));
        }
        self.change(id, asked, change)
    }
}

/// Whether an id is among these; no ids at all allow any.
fn allows(ids: &[&str], id: impl FnOnce() -> Option<String>) -> bool {
    ids.is_empty() || id().is_some_and(|id| ids.contains(&&*id))
}

/// The documented word of a status.
fn status(word: &str) -> Result<&'static str, Response> {
    let known = STATUSES.into_iter().find(|status| *status == word);
    known.ok_or_else(|| invalid("status", "must be pending, ongoing or completed"))
}

/// The address of the agent that a field of the body names.
fn agent(asked: &Asked, name: &str) -> Result<&'static str, Response> {
    let known = agent_with(asked.id(name)?);
    known.map(|agent| agent.email).ok_or_else(|| refusal(404, name, "is not a user of the workspace"))
}

/// The tag with that id.
fn tag(id: &str) -> Result<&'static str, Response> {
    tag_with(id).ok_or_else(|| refusal(404, "tag", "is not known"))
}

/// Everything that a search looks at.
fn searched(ticket: &Ticket) -> String {
    let mut text = ticket.summary.clone();
    if let Owner::Customer(place) = ticket.chat.owner {
        text.push('\n');
        text.push_str(&customer_name(place).unwrap_or_default());
        text.push('\n');
        text.push_str(&identifier(&ticket.chat, place));
    }
    fold(&text)
}
