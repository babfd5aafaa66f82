//! Exports the tickets of the list, for spreadsheets and scripts.

use leptos::prelude::*;
use serde_json::{Value, json};

use crate::domain::{Ticket, time};
use crate::state::AppState;
use crate::text;

/// The columns, in order.
const COLUMNS: [&str; 11] =
    ["account", "id", "subject", "requester", "address", "state", "assignee", "group", "labels", "created", "updated"];

/// The characters with which a formula begins in a spreadsheet.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

impl AppState {
    /// Returns the tickets of the list, with the changes that are not sent yet.
    pub fn listed_tickets(&self) -> Vec<Ticket> {
        let rows = untrack(|| self.list.order()).rows;
        rows.iter().filter_map(|row| Some(self.tickets.signal(&row.key)?.get_untracked())).collect()
    }
}

/// Writes tickets as comma-separated values (RFC 4180).
///
/// Customers write subjects and names, so a cell that a spreadsheet would run as a formula begins with an apostrophe.
pub fn csv(tickets: &[Ticket]) -> String {
    // Spreadsheets recognise UTF-8 by the byte order mark.
    let mut csv = format!("\u{feff}{}\r\n", COLUMNS.join(","));
    for ticket in tickets {
        let cells = cells(ticket).map(|cell| {
            let guard = if cell.starts_with(FORMULA) { "'" } else { "" };
            format!("\"{guard}{}\"", cell.replace('"', "\"\""))
        });
        csv.push_str(&cells.join(","));
        csv.push_str("\r\n");
    }
    csv
}

/// Writes tickets as a JSON array of objects, with the columns as keys and the labels as an array.
pub fn json(tickets: &[Ticket]) -> String {
    let object = |ticket: &Ticket| {
        let mut object: serde_json::Map<String, Value> =
            COLUMNS.into_iter().map(str::to_owned).zip(cells(ticket).map(Value::from)).collect();
        object.insert("labels".to_owned(), json!(ticket.labels.names()));
        Value::Object(object)
    };
    let all: Vec<Value> = tickets.iter().map(object).collect();
    serde_json::to_string_pretty(&all).unwrap_or_default()
}

fn cells(ticket: &Ticket) -> [String; 11] {
    let requester = ticket.requester.clone().unwrap_or_default();
    [
        ticket.key.account.to_string(),
        ticket.key.id.to_string(),
        ticket.subject.clone(),
        text::requester(ticket),
        requester.email,
        ticket.status().map(|state| state.word).unwrap_or_default(),
        ticket.assignee.as_ref().map(|person| person.display().to_owned()).unwrap_or_default(),
        ticket.group.as_ref().map(|group| group.name.clone()).unwrap_or_default(),
        ticket.labels.names().join("; "),
        ticket.created_at.map(time::iso).unwrap_or_default(),
        ticket.updated_at.map(time::iso).unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Label, Person};

    fn ticket(subject: &str) -> Ticket {
        Ticket {
            key: "acme:7".parse().unwrap(),
            subject: subject.into(),
            requester: Some(Person { name: "Ana, Bello".into(), ..Person::by_email("ana@x.example") }),
            labels: ["vip", "late"].into_iter().map(Label::named).collect(),
            created_at: time::parse("2026-11-21T09:30:00Z"),
            ..Ticket::default()
        }
    }

    #[test]
    fn customers_cannot_break_out_of_a_cell_or_write_a_formula() {
        let csv = csv(&[ticket("He said \"no\",\r\nthen =1+1"), ticket("=HYPERLINK(\"http://evil.example\")")]);
        let lines: Vec<&str> = csv.split("\r\n\"acme\"").collect();
        assert_eq!(
            lines[0],
            "\u{feff}account,id,subject,requester,address,state,assignee,group,labels,created,updated"
        );
        assert!(lines[1].starts_with(",\"7\",\"He said \"\"no\"\",\r\nthen =1+1\",\"Ana, Bello\",\"ana@x.example\""));
        assert!(lines[2].starts_with(",\"7\",\"'=HYPERLINK(\"\"http://evil.example\"\")\""));
        assert!(csv.ends_with("\"2026-11-21T09:30:00Z\",\"\"\r\n"));
    }

    #[test]
    fn json_contains_the_exact_text() {
        let read: Value = serde_json::from_str(&json(&[ticket("=1+1")])).unwrap();
        assert_eq!(read[0]["subject"], "=1+1", "only spreadsheets run formulas");
        assert_eq!(read[0]["labels"], json!(["vip", "late"]));
        assert_eq!(read[0]["id"], "7");
    }
}
