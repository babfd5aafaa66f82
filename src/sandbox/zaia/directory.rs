//! The calls that list tags and teams, both beyond the page "Tickets".

use serde_json::Value;

use super::Zaia;
use super::params::{Answer, Params};
use super::payload::{iso, list};
use super::workspace::{Kind, tag_id, team_id, uuid};
use crate::sandbox::company::{LABELS, TEAMS};
use crate::sandbox::object;

/// When the workspace and everything in it was created.
const SET_UP: i64 = 1_672_563_600;

impl Zaia {
    /// `GET /tags`, beyond the page "Tickets": 200 and a page of them.
    pub(super) fn list_tags(&mut self, params: &Params) -> Answer {
        let tag = |(index, name): (usize, &str)| {
            let is_active = |tags: &[&str], status: &str| status != "completed" && tags.contains(&name);
            let active = self.tickets.iter().filter(|ticket| is_active(&ticket.tags, ticket.status)).count();
            let more = vec![
                ("activeTicketCount", active.into()),
                // An index into a palette, as a string.
                ("color", (index % 10).to_string().into()),
            ];
            named_row(tag_id(name), name, more)
        };
        Ok(list(params.page(LABELS.into_iter().enumerate().map(tag))?))
    }

    /// `GET /ticketing-teams`, beyond the page "Tickets": 200 and a page of them.
    pub(super) fn list_teams(&mut self, params: &Params) -> Answer {
        let team = |name| named_row(team_id(name), name, vec![("isRemoved", false.into())]);
        Ok(list(params.page(TEAMS.into_iter().map(team))?))
    }
}

fn named_row(id: String, name: &str, mut fields: Vec<(&str, Value)>) -> Value {
    let set_up = chrono::DateTime::from_timestamp(SET_UP, 0).unwrap_or_default();
    fields.extend([
        ("id", id.into()),
        ("name", name.into()),
        ("description", "".into()),
        ("createdAt", iso(set_up)),
        ("updatedAt", iso(set_up)),
        ("workspaceId", uuid(Kind::Workspace, 0).into()),
    ]);
    object(fields)
}
