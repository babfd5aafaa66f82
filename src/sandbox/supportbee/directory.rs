//! The calls that say who and what there is: beyond the documented page, known from other pages of
//! the documentation (Users, Teams, Labels).

use serde_json::Value;

use super::{Shape, SupportBee};
use crate::sandbox::asked::{Answer, Asked};
use crate::sandbox::company::{AGENTS, Agent, TEAMS};
use crate::sandbox::documents::one;
use crate::sandbox::object;

/// The sizes of people's pictures.
const PERSON_SIZES: [u32; 6] = [20, 24, 32, 48, 64, 128];

/// The sizes of teams' pictures.
const TEAM_SIZES: [u32; 5] = [20, 24, 32, 48, 256];

/// The id of the agent at this place among the staff.
fn agent_id(place: usize) -> usize {
    4101 + place
}

/// The id of the team at this place.
fn team_id(place: usize) -> usize {
    301 + place
}

/// The agent with this id.
pub(super) fn agent_with_id(id: u64) -> Option<&'static Agent> {
    AGENTS.iter().enumerate().find(|(place, _)| agent_id(*place) as u64 == id).map(|(_, agent)| agent)
}

/// The team with this id.
pub(super) fn team_with_id(id: u64) -> Option<&'static str> {
    TEAMS.into_iter().enumerate().find(|(place, _)| team_id(*place) as u64 == id).map(|(_, team)| team)
}

/// A team, which the documented page calls a group.
pub(super) fn team_payload(name: &str) -> Value {
    let place = TEAMS.iter().position(|team| *team == name).unwrap_or_default();
    // Like the documentation's, these addresses have no host.
    let picture = |size: &u32| format!("/images/groups/speech-balloon-orange-g{size}.png");
    object(vec![("id", team_id(place).into()), ("name", name.into()), ("picture", pictures(&TEAM_SIZES, picture))])
}

fn pictures(sizes: &[u32], address: impl Fn(&u32) -> String) -> Value {
    sizes.iter().map(|size| (format!("thumb{size}"), Value::from(address(size)))).collect()
}

/// A label with its colour.
pub(super) fn label_payload(name: &str) -> Value {
    let colour = 0x40_4040 + name.bytes().fold(0u32, |sum, byte| (sum * 31 + u32::from(byte)) % 0x7f_7f7f);
    object(vec![("name", name.into()), ("color", format!("#{colour:06x}").into())])
}

impl SupportBee {
    /// An agent.
    pub(super) fn agent_payload(&self, email: &str) -> Value {
        let place = AGENTS.iter().position(|agent| agent.email == email).unwrap_or_default();
        let agent = &AGENTS[place];
        let name = format!("{} {}", agent.first_name, agent.last_name);
        let role = if place == 0 { "admin" } else { "agent" };
        self.user_payload(agent_id(place), name.into(), email.into(), role)
    }

    /// Somebody who writes, known by address or, without one, by name.
    pub(super) fn customer_payload(&self, name: &str, email: &str) -> Value {
        let place = self.customer_place(name, email).unwrap_or_default();
        let name = self.customers.get(place).map_or(name, |known| &known.0);
        // Recorded payloads have no name for whom nobody knows one.
        let told = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
        self.user_payload(70_001 + place, told(name), told(email), "customer")
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
    pub(super) fn list_users(&mut self, _: &Asked) -> Answer {
        Ok(one("users", AGENTS.iter().map(|agent| self.agent_payload(agent.email)).collect()))
    }

    /// `GET /teams`: 200 and the teams.
    pub(super) fn list_teams(&mut self, _: &Asked) -> Answer {
        Ok(one("teams", TEAMS.iter().map(|team| team_payload(team)).collect()))
    }

    /// `GET /labels`: 200 and the labels that people made.
    pub(super) fn list_labels(&mut self, _: &Asked) -> Answer {
        Ok(one("labels", self.labels.iter().map(|label| label_payload(label)).collect()))
    }
}
