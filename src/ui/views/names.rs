//! What a view is called: in the tab, and as the first proposal for a name.

use leptos::prelude::*;

use crate::domain::{Assignee, Filter, FilterValue, Person, Query, Sort, TicketField};
use crate::platform::page;
use crate::routes::{Page, Route, Scope};
use crate::state::AppState;
use crate::text;
use crate::ui::list::filters::value_of;

/// Names the tab after the open ticket, else after the view, with what is new in front.
pub fn follow_title(app: AppState) {
    let title = app.config.with_value(|config| config.title.clone());
    let title = title.unwrap_or_else(|| text::PRODUCT.to_owned());
    Effect::new(move |_| {
        let place = match app.open.ticket() {
            _ if app.navigation.route().page == Page::Overview => text::overview::TITLE.text().to_owned(),
            Some(ticket) => text::subject(&ticket),
            None => match app.saved.shown.get() {
                name if name.is_empty() => name_of(app, &app.navigation.route()),
                name => name,
            },
        };
        page::title(&text::tab(app.list.news.with(|news| news.len()), &text::isolated(&place), &title));
    });
}

/// What a view is called after what it asks for, followed.
pub fn name_of(app: AppState, view: &Route) -> String {
    let account = match &view.scope {
        Some(Scope::One(id)) if app.accounts.list().len() > 1 => app.accounts.find(id).map(|account| account.name),
        _ => None,
    };
    let words = Some(view.query.text.trim()).filter(|words| !words.is_empty()).map(|words| format!("“{words}”"));
    let filters = view.query.filters().into_iter().map(|filter| filter_name(app, &view.query, filter));
    let parts: Vec<String> = words.into_iter().chain(filters).collect();
    let parts = if parts.is_empty() { vec!["All tickets".to_owned()] } else { parts };
    parts.into_iter().chain(account).collect::<Vec<_>>().join(" · ")
}

/// The same with the order of its tickets: the proposal for a name.
pub fn proposed(app: AppState, view: &Route) -> String {
    let name = name_of(app, view);
    match view.display.sort() {
        Sort::Activity => name,
        sort => format!("{name} · {}", text::sort(sort)),
    }
}

fn filter_name(app: AppState, query: &Query, filter: Filter) -> String {
    match (filter, query.get(filter)) {
        (_, Some(FilterValue::Assignee(Assignee::Me))) => "Mine".to_owned(),
        (Filter::Field(TicketField::Customer), Some(FilterValue::Word(id))) => customer(app, id),
        _ => value_of(app, query, filter),
    }
}

/// The name of a customer, whom a link knows by id or address: any ticket of theirs tells it.
fn customer(app: AppState, id: &str) -> String {
    let of = |person: &Person| (person.id == id || person.email == id).then(|| person.display().to_owned());
    let shown = app.list.order();
    let tickets = shown.rows.iter().filter_map(|row| app.tickets.signal(&row.key));
    let name = tickets.into_iter().find_map(|ticket| ticket.with(|ticket| ticket.requester.as_ref().and_then(of)));
    name.unwrap_or_else(|| id.to_owned())
}
