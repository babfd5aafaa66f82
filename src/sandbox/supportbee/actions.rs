//! The calls that change a ticket: all of them beyond the documented page, known from the newer
//! documentation ("Actions on tickets", "Labels") and from public clients.

use serde_json::Value;

use super::SupportBee;
use super::directory::{agent_with_id, team_payload, team_with_id};
use super::ticket::Ticket;
use super::tickets::no_ticket;
use crate::client::response::Response;
use crate::sandbox::asked::{Answer, Asked, refusal};
use crate::sandbox::documents::{created, iso};
use crate::sandbox::object;

impl SupportBee {
    /// Changes the ticket that the path names, and answers 204. Only messages are an activity.
    pub(super) fn mark(&mut self, asked: &Asked, change: &mut dyn FnMut(&mut Ticket)) -> Answer {
        let id = asked.number()?;
        change(self.tickets.iter_mut().find(|ticket| ticket.id == id).ok_or_else(no_ticket)?);
        Ok(Response::status(204))
    }

    /// `POST /tickets/:id/user_assignment`: 201 and the assignment. An agent who is not in the
    /// ticket's team is refused with 409.
    pub(super) fn assign_user(&mut self, asked: &Asked) -> Answer {
        let agent = agent_with_id(assigned(asked, "user_assignment", "user_id")?)
            .ok_or_else(|| refusal(404, "user", "is not known"))?;
        let team = self.with_id(asked.number()?)?.team;
        if team.is_some_and(|team| team != agent.team) {
            return Err(refusal(409, "user", "is not in the team of the ticket"));
        }
        self.mark(asked, &mut |ticket| ticket.user = Some(agent.email))?;
        Ok(assignment(asked, "user_assignment", ("user", self.agent_payload(agent.email))))
    }

    /// `POST /tickets/:id/team_assignment`: 201 and the assignment. Another team means that the
    /// agent no longer has the ticket.
    pub(super) fn assign_team(&mut self, asked: &Asked) -> Answer {
        let team = team_with_id(assigned(asked, "team_assignment", "team_id")?)
            .ok_or_else(|| refusal(404, "team", "is not known"))?;
        self.mark(asked, &mut |ticket| {
            if ticket.team != Some(team) {
                ticket.user = None;
            }
            ticket.team = Some(team);
        })?;
        Ok(assignment(asked, "team_assignment", ("team", team_payload(team))))
    }

    /// `POST /tickets/:id/labels/:name`: 201 and the label; 404 when there is no such label.
    pub(super) fn add_label(&mut self, asked: &Asked) -> Answer {
        let (place, name) = self.known_label(asked)?;
        self.mark(asked, &mut |ticket| {
            if !ticket.labels.contains(&name) {
                ticket.labels.push(name.clone());
            }
        })?;
        let fields = vec![("id", (place + 1).into()), ("label", name.into()), ("ticket", asked.number()?.into())];
        Ok(created("label", object(fields)))
    }

    /// `DELETE /tickets/:id/labels/:name`: 204; 404 when there is no such label.
    pub(super) fn remove_label(&mut self, asked: &Asked) -> Answer {
        let (_, name) = self.known_label(asked)?;
        self.mark(asked, &mut |ticket| ticket.labels.retain(|label| *label != name))
    }

    fn known_label(&self, asked: &Asked) -> Result<(usize, String), Response> {
        let known = self.labels.iter().position(|label| label == asked.capture(1));
        let place = known.ok_or_else(|| refusal(404, "label", "is not known"))?;
        Ok((place, asked.capture(1).to_owned()))
    }
}

/// The id in the body of an assignment: `{"user_assignment": {"user_id": 7}}`.
fn assigned(asked: &Asked, envelope: &str, key: &str) -> Result<u64, Response> {
    let fields = asked.body().object(envelope, &[key])?;
    fields.value(key).and_then(Value::as_u64).ok_or_else(|| asked.invalid(key, "must be an integer"))
}

/// The answer to an assignment.
fn assignment(asked: &Asked, envelope: &str, assignee: (&str, Value)) -> Response {
    let fields = vec![
        ("id", 9001.into()),
        ("created_at", iso(asked.now)),
        ("ticket", object(vec![("id", asked.number().unwrap_or_default().into())])),
        ("assignee", object(vec![assignee])),
    ];
    created(envelope, object(fields))
}
