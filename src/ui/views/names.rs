//! The name of a view, for the title of the page and as the suggested name of a saved view.

use leptos::prelude::*;

use crate::domain::{Assignee, Filter, FilterValue, Person, Query, Sort, TicketField};
use crate::platform::page;
use crate::routes::{Page, Route, Scope};
use crate::state::AppState;
use crate::text::{self, views};
use crate::ui::list::filters::value_of;

/// Keeps the title of the page up to date: the number of new tickets, and the open ticket or else the view.
pub fn follow_title(app: AppState) {
    let product = app.config.with_value(|config| config.title.clone());
    let product = product.unwrap_or_else(|| text::PRODUCT.to_owned());
    Effect::new(move |_| {
        let place = match app.open.ticket() {
            _ if app.navigation.route().page == Page::Overview => text::overview::TITLE.text().to_owned(),
            Some(ticket) => text::subject(&ticket),
            None => match app.saved.shown.get() {
                name if name.is_empty() => name_of(app, &app.navigation.route()),
                name => name,
            },
        };
        page::title(&match app.list.arrivals.with(|arrivals| arrivals.len()) {
            0 => views::title(&place, &product),
            count => views::title_with_new(count, &place, &product),
        });
    });
}

/// Returns the name of a view, made from its search and filters. Tracks the signals that it reads.
pub fn name_of(app: AppState, view: &Route) -> String {
    let account = match &view.scope {
        Some(Scope::One(id)) if app.accounts.list().len() > 1 => app.accounts.find(id).map(|account| account.name),
        _ => None,
    };
    let words = Some(view.query.text.trim()).filter(|words| !words.is_empty()).map(views::quoted);
    let filters = view.query.filters().into_iter().map(|filter| filter_name(app, &view.query, filter));
    let parts: Vec<String> = words.into_iter().chain(filters).collect();
    let parts = if parts.is_empty() { vec![views::ALL_TICKETS.into()] } else { parts };
    parts.into_iter().chain(account).collect::<Vec<_>>().join(" · ")
}

/// Returns the suggested name of a saved view: the name of the view and its order.
pub fn proposed(app: AppState, view: &Route) -> String {
    let name = name_of(app, view);
    match view.display.sort() {
        Sort::Activity => name,
        sort => format!("{name} · {}", text::sort(sort).text()),
    }
}

fn filter_name(app: AppState, query: &Query, filter: Filter) -> String {
    match (filter, query.get(filter)) {
        (_, Some(FilterValue::Assignee(Assignee::Me))) => views::MINE.into(),
        (Filter::Field(TicketField::Customer), Some(FilterValue::Word(id))) => customer(app, id),
        _ => value_of(app, query, filter),
    }
}

/// Returns the name of a customer, who is known by an id or an email address, from any of their tickets.
fn customer(app: AppState, id: &str) -> String {
    let of = |person: &Person| (person.id == id || person.email == id).then(|| person.display().to_owned());
    let shown = app.list.order();
    let tickets = shown.rows.iter().filter_map(|row| app.tickets.signal(&row.key));
    let name = tickets.into_iter().find_map(|ticket| ticket.with(|ticket| ticket.requester.as_ref().and_then(of)));
    name.unwrap_or_else(|| id.to_owned())
}
