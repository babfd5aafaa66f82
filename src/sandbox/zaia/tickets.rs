//! The calls of the page "Tickets", in its order.

use super::Zaia;
use super::params::{Answer, Params, invalid, refusal, uuid};
use super::payload::{customer_name, document, identifier, iso, list};
use super::ticket::{Owner, STATUSES, Ticket, ticket};
use super::workspace::{
    RESPONDERS, agent_id, agent_with, chat_id, responder_id, tag_id, tag_with, team_with, ticket_id, version_id,
};
use crate::client::response::Response;
use crate::domain::search::fold;
use crate::sandbox::object;

impl Zaia {
    /// "Retrieves a ticket with details.": 200 and the ticket, even when its chat is removed.
    pub(super) fn find_ticket(&mut self, id: &str, _: &Params) -> Answer {
        let index = self.index_of(id)?;
        Ok(document(self.details(&self.tickets[index])))
    }

    /// "Retrieves multiple tickets with details.": 200 and a page of them, the newest first.
    pub(super) fn list_tickets(&mut self, params: &Params) -> Answer {
        let status = status(params.query("status")?.unwrap_or_default())?;
        let (assignees, chats, tags) = (params.ids("assigneeIds")?, params.ids("chatIds")?, params.ids("tagIds")?);
        let (responders, versions) = (params.ids("responderIds")?, params.ids("responderVersionIds")?);
        let include_removed = params.query_bool("includeRemoved")?;
        let search = params.query("search")?.map(fold);
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
                && search.as_ref().is_none_or(|words| searchable_text(ticket).contains(words))
        });
        let page = params.page(found)?;
        Ok(list(page.into_iter().map(|ticket| object(self.details(ticket))).collect()))
    }

    /// "Completes a ticket.": 200 and the ticket. A completed ticket can neither be reopened nor completed again.
    pub(super) fn complete_ticket(&mut self, id: &str, params: &Params) -> Answer {
        agent(params, "userId")?;
        self.change_open(id, params, |ticket| ticket.set_status(STATUSES[2], params.now))
    }

    /// "Creates a new ticket.": 200 and the ticket.
    pub(super) fn create_ticket(&mut self, params: &Params) -> Answer {
        let chat = params.id("chatId")?;
        let team = match params.nullable_id("ticketingTeamId")? {
            Some(id) => Some(team_with(id).ok_or_else(|| refusal(404, "ticketingTeamId", "is not known"))?),
            None => None,
        };
        let (assignee, status) = (agent(params, "assigneeId")?, status(params.text("status")?)?);
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
            created_at: params.now,
            updated_at: params.now,
            ..ticket(number)
        };
        new.set_status(status, params.now);
        let answer = self.entity(&new);
        self.tickets.push(new);
        Ok(answer)
    }

    /// "Creates tags for a ticket.": adds one tag; 200 and the link between ticket and tag.
    pub(super) fn add_tag(&mut self, id: &str, params: &Params) -> Answer {
        let tag = tag(params.id("tagId")?)?;
        self.change(id, params, |ticket| {
            if !ticket.tags.contains(&tag) {
                ticket.tags.push(tag);
            }
        })?;
        let (now, tag_id) = (iso(params.now), tag_id(tag));
        Ok(document(vec![
            ("createdAt", now.clone()),
            ("updatedAt", now),
            ("tagId", tag_id.into()),
            ("ticketId", id.into()),
        ]))
    }

    /// "Removes a tag from a ticket.": 200 and a message.
    pub(super) fn remove_tag(&mut self, id: &str, tag_id: &str, params: &Params) -> Answer {
        let tag = tag(uuid("tagId", tag_id)?)?;
        if !self.tickets[self.index_of(id)?].tags.contains(&tag) {
            return Err(refusal(404, "tag", "is not on the ticket"));
        }
        self.change(id, params, |ticket| ticket.tags.retain(|other| *other != tag))?;
        Ok(document(vec![("message", "The tag was removed from the ticket.".into())]))
    }

    /// "Takes over a ticket.": 200 and the ticket, which becomes ongoing.
    pub(super) fn take_over_ticket(&mut self, id: &str, params: &Params) -> Answer {
        let agent = agent(params, "assigneeId")?;
        self.change_open(id, params, |ticket| {
            ticket.assignee = Some(agent);
            ticket.last_viewed_at = Some(params.now);
            ticket.set_status(STATUSES[1], params.now);
        })
    }

    /// "Updates the assignee of a ticket.": 200 and the ticket. A ticket cannot be unassigned.
    pub(super) fn update_assignee(&mut self, id: &str, params: &Params) -> Answer {
        let agent = agent(params, "assigneeId")?;
        self.change(id, params, |ticket| {
            ticket.assignee = Some(agent);
            ticket.last_viewed_at = None;
        })
    }

    /// Returns the index of the ticket with this id, or a 404.
    fn index_of(&self, id: &str) -> Result<usize, Response> {
        let id = uuid("id", id)?;
        let index = self.tickets.iter().position(|ticket| ticket_id(ticket.number) == id);
        index.ok_or_else(|| refusal(404, "ticket", "is not known"))
    }

    /// Changes a ticket and responds with it.
    fn change(&mut self, id: &str, params: &Params, change: impl FnOnce(&mut Ticket)) -> Answer {
        let index = self.index_of(id)?;
        let ticket = &mut self.tickets[index];
        change(ticket);
        ticket.updated_at = params.now;
        Ok(self.entity(&self.tickets[index]))
    }

    /// Changes a ticket as [`Self::change`] does, or refuses with 409 when it is completed.
    fn change_open(&mut self, id: &str, params: &Params, change: impl FnOnce(&mut Ticket)) -> Answer {
        if self.tickets[self.index_of(id)?].status == STATUSES[2] {
            return Err(refusal(409, "ticket", "is already completed"));
        }
        self.change(id, params, change)
    }
}

/// Returns whether an id is in the list; an empty list allows any.
fn allows(ids: &[&str], id: impl FnOnce() -> Option<String>) -> bool {
    ids.is_empty() || id().is_some_and(|id| ids.contains(&&*id))
}

/// Validates a status against the three known ones.
fn status(word: &str) -> Result<&'static str, Response> {
    let known = STATUSES.into_iter().find(|status| *status == word);
    known.ok_or_else(|| invalid("status", "must be pending, ongoing or completed"))
}

/// Returns the address of the agent in a field of the body.
fn agent(params: &Params, name: &str) -> Result<&'static str, Response> {
    let known = agent_with(params.id(name)?);
    known.map(|agent| agent.email).ok_or_else(|| refusal(404, name, "is not a user of the workspace"))
}

/// Finds the tag with this id.
fn tag(id: &str) -> Result<&'static str, Response> {
    tag_with(id).ok_or_else(|| refusal(404, "tag", "is not known"))
}

/// Returns the text that a search matches against.
fn searchable_text(ticket: &Ticket) -> String {
    let mut text = ticket.summary.clone();
    if let Owner::Customer(index) = ticket.chat.owner {
        text.push('\n');
        text.push_str(&customer_name(index).unwrap_or_default());
        text.push('\n');
        text.push_str(&identifier(&ticket.chat, index));
    }
    fold(&text)
}
