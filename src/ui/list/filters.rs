//! The filters of the view: chips that remove them, and the panel that sets them.

use leptos::prelude::*;

use crate::domain::{
    AccountId, Assignee, Capabilities, Days, Directory, Filter, FilterKind, FilterValue, ProviderFilter, Query, State,
    StateCategory, TicketField,
};
use crate::platform::{clock, intl};
use crate::state::{AppState, Overlay};
use crate::text::{self, list as words, views};
use crate::ui::controls::{Choosable, Combobox, Icon, IconButton};
use crate::ui::deferred::{self, Part};
use crate::ui::{pickers, reactive};

/// The filters of the present view.
#[component]
pub fn Filters() -> impl IntoView {
    let app = AppState::here();
    let is_open = RwSignal::new(false);
    let query = reactive::signal(move || app.navigation.route().query);
    view! {
        <div class="filters">
            <IconButton
                icon="filter"
                label=words::FILTERS
                pressed=is_open
                on_press=move |_| is_open.update(|is_open| *is_open = !*is_open)
            />
            <IconButton icon="display" label=views::DISPLAY on_press=move |_| app.overlay.set(Some(Overlay::Display))/>
            {reactive::when(move || deferred::is_here(app), move || deferred::draw(Part::Chips(query)))}
        </div>
        {reactive::when(move || is_open.get(), move || deferred::draw(Part::Filters(query)))}
    }
}

/// The filters that are set, and the way to keep them under a name.
#[component]
pub fn Chips(
    /// The query that they are part of.
    query: Signal<Query>,
) -> impl IntoView {
    let app = AppState::here();
    let save = move |_| app.overlay.set(Some(Overlay::SaveView));
    view! {
        {chips(query)}
        {reactive::when(
            move || app.can_save_view(),
            move || view! { <IconButton icon="bookmark" label=views::SAVE on_press=save/> },
        )}
    }
}

/// A chip for each filter of a query.
pub fn chips(query: Signal<Query>) -> AnyView {
    reactive::view(move || {
        let chip = |filter| view! { <Chip filter query/> }.into_any();
        query.with(Query::filters).into_iter().map(chip).collect_view()
    })
}

/// One filter that is set.
#[component]
fn Chip(filter: Filter, query: Signal<Query>) -> impl IntoView {
    let app = AppState::here();
    let value = move || query.with(|query| value_of(app, query, filter));
    // A switch or a number says by itself what it is about.
    let says_all =
        filter.is_switch() || matches!(filter, Filter::Own(ProviderFilter { kind: FilterKind::Number { .. }, .. }));
    let name = (!says_all).then(|| view! { <span class="filter-name">{text::filter_name(filter)}</span> });
    view! {
        <button
            type="button"
            class="filter-chip"
            aria-label=reactive::text(move || words::remove_filter(text::filter(filter).into(), &value()))
            on:click=reactive::on(move |_| app.navigation.filter(|query| *query = query.without(filter)))
        >
            <span class="filter-words">
                {name}
                <span dir="auto">{reactive::text(value)}</span>
            </span>
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
    let app = AppState::here();
    // Only with the accounts: what is learned of them must not draw the fields anew.
    let accounts = Memo::new(move |_| app.list.accounts());
    let fields = reactive::view(move || {
        let accounts = accounts.get();
        let each: Vec<Capabilities> = accounts.iter().map(|account| app.accounts.capabilities(account)).collect();
        let capabilities = match each.as_slice() {
            [one] => one.clone(),
            several => Capabilities::shared(several),
        };
        let mut offered = capabilities.filters.clone();
        for always in [TicketField::Group, TicketField::Labels].map(Filter::Field) {
            if !offered.contains(&always) {
                offered.push(always);
            }
        }
        offered.sort_by_key(|filter| filter.place());
        let fields = offered.into_iter().map(|filter| {
            view! { <Choice filter query accounts=accounts.clone() capabilities=capabilities.clone()/> }.into_any()
        });
        fields.collect_view()
    });
    view! {
        <div class="filter-panel" role="group" aria-label=words::FILTERS.text()>
            {fields}
        </div>
    }
}

/// The combobox of one filter.
#[component]
fn Choice(filter: Filter, query: Signal<Query>, accounts: Vec<AccountId>, capabilities: Capabilities) -> impl IntoView {
    let app = AppState::here();
    let asked = accounts.clone();
    let options = reactive::signal(move || {
        let knows_me = |account: &AccountId| {
            app.accounts.capabilities(account).knows_me
                || app.accounts.find(account).is_some_and(|account| account.me.is_some())
        };
        let has_me = asked.iter().any(knows_me);
        options_of(filter, &capabilities, &app.accounts.directory_of(&asked), has_me)
    });
    let on_choose = Callback::new(move |id: String| app.navigation.filter(|query| query.set(filter, filter.read(&id))));
    let label = format!("Filter by {}", text::filter(filter).text());
    let value = reactive::signal(move || query.with(|query| value_of(app, query, filter)));
    view! {
        <label class="field">
            <span aria-hidden="true">{label.clone()}</span>
            <Combobox
                label=label
                value=value
                options=options
                on_choose=on_choose
                free_entry=filter != TicketField::State.into() && !filter.is_switch()
                placeholder="Any"
                on_open=Callback::new(move |()| accounts.iter().for_each(|account| pickers::fill(app, account)))
            />
        </label>
    }
}

/// What a filter can be set to.
fn options_of(filter: Filter, capabilities: &Capabilities, directory: &Directory, has_me: bool) -> Vec<Choosable> {
    let switched = |is_on: bool| Choosable::new(is_on.to_string(), text::filter_value(filter, &is_on.into()));
    match filter {
        filter if filter.is_switch() => [true, false].map(switched).to_vec(),
        Filter::Field(TicketField::State) => pickers::states(&capabilities.states),
        Filter::Field(TicketField::Assignee) => {
            let me = has_me.then(|| Choosable::new(Assignee::ME, "Me"));
            let fixed = me.into_iter().chain([Choosable::new(Assignee::NOBODY, "Unassigned")]);
            fixed.chain(pickers::people(directory)).collect()
        }
        Filter::Field(TicketField::Labels) => pickers::labels(directory, None),
        Filter::Field(field) => pickers::choices(directory.choices(field)),
        Filter::Own(ProviderFilter { kind: FilterKind::Choice { list, .. }, .. }) => pickers::choices(list(directory)),
        Filter::Own(_) => Vec::new(),
    }
}

/// What a filter is set to, as people read it; empty when it is not set.
pub fn value_of(app: AppState, query: &Query, filter: Filter) -> String {
    // Of several accounts, whichever knows the id knows its name.
    let named = |id: &str| {
        let accounts = app.list.accounts();
        let name = |known: &Directory| name_of(filter, id, known);
        let known = accounts.iter().find_map(|account| app.accounts.directory(account).with(name));
        known.unwrap_or_else(|| id.to_owned())
    };
    match query.get(filter) {
        None => String::new(),
        Some(FilterValue::Word(word)) if filter == TicketField::State.into() => {
            State::new(word, StateCategory::Other).display()
        }
        Some(FilterValue::Assignee(Assignee::Me)) => "Me".to_owned(),
        Some(FilterValue::Assignee(Assignee::Nobody)) => "Unassigned".to_owned(),
        Some(FilterValue::Assignee(Assignee::Person(id)) | FilterValue::Word(id)) => named(id),
        Some(FilterValue::Days(days)) => span(*days),
        Some(value @ (FilterValue::Switch(_) | FilterValue::Number(_))) => text::filter_value(filter, value),
    }
}

/// The name of what a filter takes by its id.
fn name_of(filter: Filter, id: &str, known: &Directory) -> Option<String> {
    let choices = match filter {
        Filter::Field(TicketField::Assignee) => return known.person(id).map(|person| person.display().to_owned()),
        Filter::Field(TicketField::Labels) => {
            return known.labels.iter().find(|it| it.id == id).map(|it| it.name.clone());
        }
        Filter::Field(field) => known.choices(field),
        Filter::Own(ProviderFilter { kind: FilterKind::Choice { list, .. }, .. }) => list(known),
        Filter::Own(_) => &[],
    };
    choices.iter().find(|it| it.id == id).map(|it| it.name.clone())
}

/// A span of days, as people read it.
fn span(days: Days) -> String {
    let word = |day| intl::day(day, clock::now());
    match (days.from(), days.to()) {
        (Some(from), Some(to)) if from == to => word(from),
        (Some(from), Some(to)) => words::from_to(word(from), word(to)),
        (Some(from), None) => words::since(word(from)),
        (None, to) => words::until(to.map(word).unwrap_or_default()),
    }
}
