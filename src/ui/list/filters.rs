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

/// The buttons "Filters" and "Display", the chips of the filters, and the filter panel while it is open.
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

/// The chips of the filters, and the button that saves the view.
#[component]
pub fn Chips(
    /// The query with the filters.
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

/// Draws a chip for each filter of a query.
pub fn chips(query: Signal<Query>) -> AnyView {
    reactive::view(move || {
        let chip = |filter| view! { <Chip filter query/> }.into_any();
        query.with(Query::filters).into_iter().map(chip).collect_view()
    })
}

/// One filter, as a button that removes it.
#[component]
fn Chip(filter: Filter, query: Signal<Query>) -> impl IntoView {
    let app = AppState::here();
    let value = move || query.with(|query| value_of(app, query, filter));
    // The value of a switch or a number contains the name of the filter.
    let is_named =
        filter.is_switch() || matches!(filter, Filter::Own(ProviderFilter { kind: FilterKind::Number { .. }, .. }));
    let name = (!is_named).then(|| view! { <span class="filter-name">{text::filter_name(filter)}</span> });
    view! {
        <button
            type="button"
            class="filter-chip"
            aria-label=reactive::text(move || words::remove_filter(text::filter(filter), &value()))
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

/// A combobox for each filter of the accounts' APIs, and for group and label, which can be filtered locally.
#[component]
pub fn FilterPanel(
    /// The query with the filters.
    query: Signal<Query>,
) -> impl IntoView {
    let app = AppState::here();
    // A memo, because only a change of the accounts may redraw the fields.
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
            view! { <FilterField filter query accounts=accounts.clone() capabilities=capabilities.clone()/> }.into_any()
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
fn FilterField(
    filter: Filter,
    query: Signal<Query>,
    accounts: Vec<AccountId>,
    capabilities: Capabilities,
) -> impl IntoView {
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
    let label = words::filter_by(text::filter(filter));
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
                placeholder=words::ANY
                on_open=Callback::new(move |()| accounts.iter().for_each(|account| pickers::fill(app, account)))
            />
        </label>
    }
}

/// Returns the options of a filter.
fn options_of(filter: Filter, capabilities: &Capabilities, directory: &Directory, has_me: bool) -> Vec<Choosable> {
    let switched = |is_on: bool| Choosable::new(is_on.to_string(), text::filter_value(filter, &is_on.into()));
    match filter {
        filter if filter.is_switch() => [true, false].map(switched).to_vec(),
        Filter::Field(TicketField::State) => pickers::states(&capabilities.states),
        Filter::Field(TicketField::Assignee) => {
            let me = has_me.then(|| Choosable::new(Assignee::ME, words::ME));
            let fixed = me.into_iter().chain([Choosable::new(Assignee::NOBODY, views::UNASSIGNED)]);
            fixed.chain(pickers::people(directory)).collect()
        }
        Filter::Field(TicketField::Labels) => pickers::labels(directory, None),
        Filter::Field(field) => pickers::choices(directory.choices(field)),
        Filter::Own(ProviderFilter { kind: FilterKind::Choice { list, .. }, .. }) => pickers::choices(list(directory)),
        Filter::Own(_) => Vec::new(),
    }
}

/// Returns the value of a filter as text; empty if it is not set.
pub fn value_of(app: AppState, query: &Query, filter: Filter) -> String {
    // The name is from the first account that knows the id.
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
        Some(FilterValue::Assignee(Assignee::Me)) => words::ME.into(),
        Some(FilterValue::Assignee(Assignee::Nobody)) => views::UNASSIGNED.into(),
        Some(FilterValue::Assignee(Assignee::Person(id)) | FilterValue::Word(id)) => named(id),
        Some(FilterValue::Days(days)) => span(*days),
        Some(value @ (FilterValue::Switch(_) | FilterValue::Number(_))) => text::filter_value(filter, value),
    }
}

/// Returns the name of the choice with an id; `None` if the account does not know it.
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

/// Returns a span of days as text.
fn span(days: Days) -> String {
    let word = |day| intl::day(day, clock::now());
    match (days.from(), days.to()) {
        (Some(from), Some(to)) if from == to => word(from),
        (Some(from), Some(to)) => words::from_to(word(from), word(to)),
        (Some(from), None) => words::since(word(from)),
        (None, to) => words::until(to.map(word).unwrap_or_default()),
    }
}
