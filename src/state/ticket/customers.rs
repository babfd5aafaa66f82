//! What a helpdesk knows about the requester of a ticket beyond the ticket itself.

use leptos::prelude::*;

use crate::domain::TicketKey;
use crate::state::AppState;
use crate::text::{self, messages};

/// Loads the customer details of a ticket's requester and adds them to the ticket's facts. A notice says so where there
/// are none, or why they could not be loaded.
pub async fn load(app: AppState, key: TicketKey) {
    let ticket = app.tickets.signal(&key).map(|ticket| ticket.get_untracked());
    let requester = ticket.and_then(|ticket| ticket.requester);
    let (Some(client), Some(requester)) = (app.accounts.client_now(&key.account), requester) else { return };
    match client.customer(&requester).await {
        Ok(facts) if facts.is_empty() => drop(app.notices.done(messages::NO_CUSTOMER_DETAILS.text().to_owned(), None)),
        Ok(facts) => app.tickets.change(&key, |ticket| {
            ticket.facts.retain(|known| !facts.iter().any(|fact| fact.name == known.name));
            ticket.facts.extend(facts);
        }),
        Err(error) => {
            app.notices.failed(text::explain(&error, client.account().via()).sentence, None);
        }
    }
}
