//! The calls that change a ticket. All are beyond the page "Tickets API": they follow the newer documentation ("Actions
//! on tickets", "Labels") and public clients.

use serde_json::Value;

use super::SupportBee;
use super::directory::{agent_with_id, team_payload, team_with_id};
use super::ticket::Ticket;
use super::tickets::no_ticket;
use crate::client::response::Response;
use crate::sandbox::documents::{created, iso};
use crate::sandbox::object;
use crate::sandbox::params::{Answer, Params, refusal};

impl SupportBee {
    /// Changes the ticket in the path and answers with 204. Only messages update the last activity.
    pub(super) fn change(&mut self, params: &Params, change: &mut dyn FnMut(&mut Ticket)) -> Answer {
        let id = params.number()?;
        change(self.tickets.iter_mut().find(|ticket| ticket.id == id).ok_or_else(no_ticket)?);
        Ok(Response::status(204))
    }

    /// `POST /tickets/:id/user_assignment`: 201 and the assignment. An agent who is not in the
    /// ticket's team is refused with 409.
    pub(super) fn assign_user(&mut self, params: &Params) -> Answer {
        let agent = agent_with_id(assignee_id(params, "user_assignment", "user_id")?)
            .ok_or_else(|| refusal(404, "user", "is not known"))?;
        let team = self.ticket_by_id(params.number()?)?.team;
        if team.is_some_and(|team| team != agent.team) {
            return Err(refusal(409, "user", "is not in the team of the ticket"));
        }
        self.change(params, &mut |ticket| ticket.user = Some(agent.email))?;
        Ok(assignment(params, "user_assignment", ("user", self.agent_payload(agent.email))))
    }

    /// `POST /tickets/:id/team_assignment`: 201 and the assignment. A change of team unassigns the agent.
    pub(super) fn assign_team(&mut self, params: &Params) -> Answer {
        let team = team_with_id(assignee_id(params, "team_assignment", "team_id")?)
            .ok_or_else(|| refusal(404, "team", "is not known"))?;
        self.change(params, &mut |ticket| {
            if ticket.team != Some(team) {
                ticket.user = None;
            }
            ticket.team = Some(team);
        })?;
        Ok(assignment(params, "team_assignment", ("team", team_payload(team))))
    }

    /// `POST /tickets/:id/labels/:name`: 201 and the label; 404 when the label does not exist.
    pub(super) fn add_label(&mut self, params: &Params) -> Answer {
        let (index, name) = self.known_label(params)?;
        self.change(params, &mut |ticket| {
            if !ticket.labels.contains(&name) {
                ticket.labels.push(name.clone());
            }
        })?;
        let fields = vec![("id", (index + 1).into()), ("label", name.into()), ("ticket", params.number()?.into())];
        Ok(created("label", object(fields)))
    }

    /// `DELETE /tickets/:id/labels/:name`: 204; 404 when the label does not exist.
    pub(super) fn remove_label(&mut self, params: &Params) -> Answer {
        let (_, name) = self.known_label(params)?;
        self.change(params, &mut |ticket| ticket.labels.retain(|label| *label != name))
    }

    fn known_label(&self, params: &Params) -> Result<(usize, String), Response> {
        let known = self.labels.iter().position(|label| label == params.capture(1));
        let index = known.ok_or_else(|| refusal(404, "label", "is not known"))?;
        Ok((index, params.capture(1).to_owned()))
    }
}

/// Returns the id in the body of an assignment: `{"user_assignment": {"user_id": 7}}`.
fn assignee_id(params: &Params, envelope: &str, key: &str) -> Result<u64, Response> {
    let fields = params.body().object(envelope, &[key])?;
    fields.value(key).and_then(Value::as_u64).ok_or_else(|| params.invalid(key, "must be an integer"))
}

/// Makes the response to an assignment.
fn assignment(params: &Params, envelope: &str, assignee: (&str, Value)) -> Response {
    let fields = vec![
        ("id", 9001.into()),
        ("created_at", iso(params.now)),
        ("ticket", object(vec![("id", params.number().unwrap_or_default().into())])),
        ("assignee", object(vec![assignee])),
    ];
    created(envelope, object(fields))
}
