//! The calls that list users, teams and labels. All are beyond the page "Tickets API": they follow other pages of the
//! documentation (Users, Teams, Labels).

use serde_json::Value;

use super::{Shape, SupportBee};
use crate::sandbox::company::{AGENTS, Agent, TEAMS};
use crate::sandbox::documents::document;
use crate::sandbox::object;
use crate::sandbox::params::{Answer, Params};

/// The sizes of people's pictures.
const PERSON_SIZES: [u32; 6] = [20, 24, 32, 48, 64, 128];

/// The sizes of teams' pictures.
const TEAM_SIZES: [u32; 5] = [20, 24, 32, 48, 256];

/// Returns the id of the agent at this index of the staff.
fn agent_id(index: usize) -> usize {
    4101 + index
}

/// Returns the id of the team at this index.
fn team_id(index: usize) -> usize {
    301 + index
}

/// Finds the agent with this id.
pub(super) fn agent_with_id(id: u64) -> Option<&'static Agent> {
    AGENTS.iter().enumerate().find(|(index, _)| agent_id(*index) as u64 == id).map(|(_, agent)| agent)
}

/// Finds the team with this id.
pub(super) fn team_with_id(id: u64) -> Option<&'static str> {
    TEAMS.into_iter().enumerate().find(|(index, _)| team_id(*index) as u64 == id).map(|(_, team)| team)
}

/// Serialises a team, which the page "Tickets API" calls a group.
pub(super) fn team_payload(name: &str) -> Value {
    let index = TEAMS.iter().position(|team| *team == name).unwrap_or_default();
    // As in the documentation, these addresses have no host.
    let picture = |size: &u32| format!("/images/groups/speech-balloon-orange-g{size}.png");
    object(vec![("id", team_id(index).into()), ("name", name.into()), ("picture", pictures(&TEAM_SIZES, picture))])
}

fn pictures(sizes: &[u32], address: impl Fn(&u32) -> String) -> Value {
    sizes.iter().map(|size| (format!("thumb{size}"), Value::from(address(size)))).collect()
}

/// Serialises a label with its colour.
pub(super) fn label_payload(name: &str) -> Value {
    let colour = 0x40_4040 + name.bytes().fold(0u32, |sum, byte| (sum * 31 + u32::from(byte)) % 0x7f_7f7f);
    object(vec![("name", name.into()), ("color", format!("#{colour:06x}").into())])
}

impl SupportBee {
    /// Serialises an agent.
    pub(super) fn agent_payload(&self, email: &str) -> Value {
        let index = AGENTS.iter().position(|agent| agent.email == email).unwrap_or_default();
        let agent = &AGENTS[index];
        let name = format!("{} {}", agent.first_name, agent.last_name);
        let role = if index == 0 { "admin" } else { "agent" };
        self.user_payload(agent_id(index), name.into(), email.into(), role)
    }

    /// Serialises a customer, who is identified by address or, without one, by name.
    pub(super) fn customer_payload(&self, name: &str, email: &str) -> Value {
        let index = self.customer_index(name, email).unwrap_or_default();
        let name = self.customers.get(index).map_or(name, |known| &known.0);
        // In recorded payloads a missing name is `null`.
        let text_or_null = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
        self.user_payload(70_001 + index, text_or_null(name), text_or_null(email), "customer")
    }

    fn user_payload(&self, id: usize, name: Value, email: Value, role: &str) -> Value {
        let picture = |size: &u32| format!("https://avatars.tern.example/avatar/{id}.png?r=PG&s={size}");
        let mut fields = vec![
            ("id", id.into()),
            ("email", email),
            ("name", name),
            ("agent", (role != "customer").into()),
            ("picture", pictures(&PERSON_SIZES, picture)),
        ];
        if self.shape == Shape::Live {
            fields.push(("role", role.into()));
        }
        object(fields)
    }

    /// `GET /users`: 200 and the agents.
    pub(super) fn list_users(&mut self, _: &Params) -> Answer {
        Ok(document("users", AGENTS.iter().map(|agent| self.agent_payload(agent.email)).collect()))
    }

    /// `GET /teams`: 200 and the teams.
    pub(super) fn list_teams(&mut self, _: &Params) -> Answer {
        Ok(document("teams", TEAMS.iter().map(|team| team_payload(team)).collect()))
    }

    /// `GET /labels`: 200 and the labels that users created.
    pub(super) fn list_labels(&mut self, _: &Params) -> Answer {
        Ok(document("labels", self.labels.iter().map(|label| label_payload(label)).collect()))
    }
}
