//! The filters that are set, as chips that take them away, and the panel that sets them.

use leptos::prelude::*;

use crate::domain::{AccountId, Assignee, Capabilities, Directory, Filter, Query, State};
use crate::state::Desk;
use crate::text;
use crate::ui::controls::{Choosable, Combobox, Icon, IconButton};
use crate::ui::later::{self, Part};
use crate::ui::{live, pickers};

/// The filters of the present view.
#[component]
pub fn Filters() -> impl IntoView {
    let desk = Desk::here();
    let is_open = RwSignal::new(false);
    let query = live::signal(move || desk.navigation.route().query);
    let chips = live::view(move || {
        let chip = |filter| view! { <Chip filter query/> }.into_any();
        query.with(Query::filters).into_iter().map(chip).collect_view()
    });
    view! {
        <div class="filters">
            <IconButton
                icon="filter"
                label="Filters"
                pressed=is_open
                on_press=move |_| is_open.update(|is_open| *is_open = !*is_open)
            />
            {chips}
        </div>
        {live::when(move || is_open.get(), move || later::draw(Part::Filters(query)))}
    }
}

/// One filter that is set.
#[component]
fn Chip(filter: Filter, query: Signal<Query>) -> impl IntoView {
    let desk = Desk::here();
    let words = move || query.with(|query| value_of(desk, query, filter));
    view! {
        <button
            type="button"
            class="filter-chip"
            aria-label=live::text(move || format!("Remove the filter by {}: {}", text::filter(filter), words()))
            on:click=live::on(move |_| desk.navigation.filter(|query| *query = query.without(filter)))
        >
            <span dir="auto">{live::text(words)}</span>
            <Icon name="close"/>
        </button>
    }
}

/// A combobox for each filter that the account's API documents, and for those that the loaded
/// tickets can be told apart by.
#[component]
pub fn FilterPanel(
    /// The query that they are part of.
    query: Signal<Query>,
) -> impl IntoView {
    let desk = Desk::here();
    let fields = live::view(move || {
        let account = desk.inbox.account()?;
        let capabilities = desk.accounts.capabilities(&account);
        let offered = Filter::ALL
            .into_iter()
            .filter(|filter| capabilities.filters.contains(filter) || matches!(filter, Filter::Label | Filter::Group));
        let fields = offered.map(|filter| {
            view! { <Choice filter query account=account.clone() capabilities=capabilities.clone()/> }.into_any()
        });
        Some(fields.collect_view())
    });
    view! {
        <div class="filter-panel" role="group" aria-label="Filters">
            {fields}
        </div>
    }
}

/// The combobox of one filter.
#[component]
fn Choice(filter: Filter, query: Signal<Query>, account: AccountId, capabilities: Capabilities) -> impl IntoView {
    let desk = Desk::here();
    let directory = desk.accounts.directory(&account);
    let me = account.clone();
    let options = live::signal(move || {
        let has_me = desk.accounts.find(&me).is_some_and(|account| account.me.is_some());
        directory.with(|directory| options_of(filter, &capabilities, directory, has_me))
    });
    let on_choose = Callback::new(move |id: String| desk.navigation.filter(|query| narrow(query, filter, id)));
    let label = format!("Filter by {}", text::filter(filter));
    let value = live::signal(move || query.with(|query| value_of(desk, query, filter)));
    view! {
        <label class="field">
            <span aria-hidden="true">{label.clone()}</span>
            <Combobox
                label=label
                value=value
                options=options
                on_choose=on_choose
                free_entry=filter != Filter::State
                placeholder="Any"
                on_open=Callback::new(move |()| pickers::fill(desk, &account))
            />
        </label>
    }
}

const ME: &str = "me";
const NOBODY: &str = "none";

fn options_of(filter: Filter, capabilities: &Capabilities, directory: &Directory, has_me: bool) -> Vec<Choosable> {
    match filter {
        Filter::State => pickers::states(&capabilities.states),
        Filter::Assignee => {
            let me = has_me.then(|| Choosable::new(ME, "Me"));
            let fixed = me.into_iter().chain([Choosable::new(NOBODY, "Unassigned")]);
            fixed.chain(pickers::people(directory)).collect()
        }
        Filter::Group => pickers::choices(&directory.groups),
        Filter::Folder => pickers::choices(&directory.folders),
        Filter::Label => pickers::labels(directory, None),
        _ => Vec::new(),
    }
}

fn narrow(query: &mut Query, filter: Filter, id: String) {
    match filter {
        Filter::State => query.state = Some(id),
        Filter::Assignee => {
            query.assignee = Some(match id.as_str() {
                ME => Assignee::Me,
                NOBODY => Assignee::Nobody,
                _ => Assignee::Person(id),
            });
        }
        Filter::Group => query.group = Some(id),
        Filter::Label => query.label = Some(id),
        Filter::Customer => query.customer = Some(id),
        Filter::Folder => query.folder = Some(id),
        Filter::Responder => query.responder = Some(id),
        Filter::Chat => query.chat = Some(id),
        Filter::Starred | Filter::Spam | Filter::Replies | Filter::MaxReplies => {}
    }
}

/// What a filter is set to, as people read it; empty when it is not set.
fn value_of(desk: Desk, query: &Query, filter: Filter) -> String {
    let directory = desk.inbox.account().map(|account| desk.accounts.directory(&account));
    let name = |id: &Option<String>, choices: fn(&Directory) -> &Vec<crate::domain::Choice>| {
        let id = id.clone().unwrap_or_default();
        let known = directory.as_ref().and_then(|directory| {
            directory.with(|directory| choices(directory).iter().find(|it| it.id == id).map(|it| it.name.clone()))
        });
        known.unwrap_or(id)
    };
    let flag = |is_on: Option<bool>, yes: &str, no: &str| {
        is_on.map(|is_on| if is_on { yes } else { no }.to_owned()).unwrap_or_default()
    };
    let plain = |value: &Option<String>| value.clone().unwrap_or_default();
    match filter {
        Filter::State => {
            let word = plain(&query.state);
            State::new(word, crate::domain::Tone::Other).display()
        }
        Filter::Assignee => match &query.assignee {
            None => String::new(),
            Some(Assignee::Me) => "Me".to_owned(),
            Some(Assignee::Nobody) => "Unassigned".to_owned(),
            Some(Assignee::Person(id)) => directory
                .as_ref()
                .and_then(|known| known.with(|known| known.person(id).map(|person| person.display().to_owned())))
                .unwrap_or_else(|| id.clone()),
        },
        Filter::Group => name(&query.group, |directory| &directory.groups),
        Filter::Folder => name(&query.folder, |directory| &directory.folders),
        Filter::Label => plain(&query.label),
        Filter::Customer => plain(&query.customer),
        Filter::Responder => plain(&query.responder),
        Filter::Chat => plain(&query.chat),
        Filter::Starred => flag(query.starred, "Starred", "Not starred"),
        Filter::Spam => flag(query.spam, "With spam", "Without spam"),
        Filter::Replies => flag(query.replies, "With replies", "Without replies"),
        Filter::MaxReplies => query.max_replies.map(|most| format!("At most {most} replies")).unwrap_or_default(),
    }
}
