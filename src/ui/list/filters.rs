//! The filters of the view: chips that remove them, and the panel that sets them.

use leptos::prelude::*;

use crate::domain::{AccountId, Assignee, Capabilities, Days, Directory, Filter, Phrase, Query, State};
use crate::platform::{clock, intl};
use crate::state::{AppState, Overlay};
use crate::text::{self, list as words, views};
use crate::ui::controls::{Choosable, Combobox, Icon, IconButton};
use crate::ui::deferred::{self, Part};
use crate::ui::views::saved::can_save;
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
            move || can_save(app),
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
    // What is on or off says by itself what it is about.
    let says_all = both(filter).is_some() || filter == Filter::MaxReplies;
    let name = (!says_all).then(|| view! { <span class="filter-name">{text::filter_name(filter)}</span> });
    view! {
        <button
            type="button"
            class="filter-chip"
            aria-label=reactive::text(move || words::remove_filter(text::filter(filter).to_owned(), &value()))
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
        let offered = Filter::ALL
            .into_iter()
            .filter(|filter| capabilities.filters.contains(filter) || matches!(filter, Filter::Label | Filter::Group));
        let fields = offered.map(|filter| {
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
    let on_choose = Callback::new(move |id: String| app.navigation.filter(|query| narrow(query, filter, id)));
    let label = words::filter_by(text::filter(filter).to_owned());
    let value = reactive::signal(move || query.with(|query| value_of(app, query, filter)));
    view! {
        <label class="field">
            <span aria-hidden="true">{label.clone()}</span>
            <Combobox
                label=label
                value=value
                options=options
                on_choose=on_choose
                free_entry=filter != Filter::State && both(filter).is_none()
                placeholder=words::ANY
                on_open=Callback::new(move |()| accounts.iter().for_each(|account| pickers::fill(app, account)))
            />
        </label>
    }
}

const ME: &str = "me";
const NOBODY: &str = "none";
const YES: &str = "true";
const NO: &str = "false";

/// Returns the names of the two values of a switch.
fn both(filter: Filter) -> Option<(Phrase, Phrase)> {
    Some(match filter {
        Filter::Starred => (views::STARRED, words::NOT_STARRED),
        Filter::Spam => (words::WITH_SPAM, words::WITHOUT_SPAM),
        Filter::Replies => (words::WITH_REPLIES, words::WITHOUT_REPLIES),
        Filter::Removed => (words::WITH_REMOVED_CHATS, words::WITHOUT_REMOVED_CHATS),
        Filter::Open => (words::OPEN, words::CLOSED),
        _ => return None,
    })
}

fn options_of(filter: Filter, capabilities: &Capabilities, directory: &Directory, has_me: bool) -> Vec<Choosable> {
    match filter {
        Filter::State => pickers::states(&capabilities.states),
        Filter::Assignee => {
            let me = has_me.then(|| Choosable::new(ME, words::ME));
            let fixed = me.into_iter().chain([Choosable::new(NOBODY, views::UNASSIGNED)]);
            fixed.chain(pickers::people(directory)).collect()
        }
        Filter::Group => pickers::choices(&directory.groups),
        Filter::Folder => pickers::choices(&directory.folders),
        Filter::Label => pickers::labels(directory, None),
        Filter::Responder => pickers::choices(&directory.responders),
        Filter::Chat => pickers::choices(&directory.chats),
        _ => {
            let both = both(filter).into_iter();
            both.flat_map(|(yes, no)| [Choosable::new(YES, yes), Choosable::new(NO, no)]).collect()
        }
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
        Filter::ResponderVersion => query.responder_version = Some(id),
        Filter::Chat => query.chat = Some(id),
        Filter::MaxReplies => query.max_replies = id.trim().parse().ok(),
        Filter::Starred => query.starred = Some(id == YES),
        Filter::Spam => query.spam = Some(id == YES),
        Filter::Replies => query.replies = Some(id == YES),
        Filter::Removed => query.removed = Some(id == YES),
        Filter::Open => query.open = Some(id == YES),
        // There is no field for it: links set it.
        Filter::Created => query.created = Days::parse(&id),
    }
}

/// What a filter is set to, as people read it; empty when it is not set.
pub fn value_of(app: AppState, query: &Query, filter: Filter) -> String {
    // Of several accounts, whichever knows the id knows its name.
    let named = |id: &str, find: &dyn Fn(&Directory) -> Option<String>| {
        let accounts = app.list.accounts();
        let known = accounts.iter().find_map(|account| app.accounts.directory(account).with(|known| find(known)));
        known.unwrap_or_else(|| id.to_owned())
    };
    let name = |id: &Option<String>, choices: fn(&Directory) -> &Vec<crate::domain::Choice>| {
        let id = id.as_deref().unwrap_or_default();
        named(id, &|known| choices(known).iter().find(|it| it.id == id).map(|it| it.name.clone()))
    };
    let flag = |is_on: Option<bool>| {
        let words = both(filter).zip(is_on).map(|((yes, no), is_on)| if is_on { yes } else { no });
        words.map(String::from).unwrap_or_default()
    };
    let plain = |value: &Option<String>| value.clone().unwrap_or_default();
    match filter {
        Filter::State => {
            let word = plain(&query.state);
            State::new(word, crate::domain::StateCategory::Other).display()
        }
        Filter::Assignee => match &query.assignee {
            None => String::new(),
            Some(Assignee::Me) => words::ME.into(),
            Some(Assignee::Nobody) => views::UNASSIGNED.into(),
            Some(Assignee::Person(id)) => {
                named(id, &|known| known.person(id).map(|person| person.display().to_owned()))
            }
        },
        Filter::Group => name(&query.group, |directory| &directory.groups),
        Filter::Folder => name(&query.folder, |directory| &directory.folders),
        Filter::Label => {
            let id = plain(&query.label);
            named(&id, &|known| known.labels.iter().find(|it| it.id == id).map(|it| it.name.clone()))
        }
        Filter::Customer => plain(&query.customer),
        Filter::Responder => name(&query.responder, |directory| &directory.responders),
        Filter::ResponderVersion => plain(&query.responder_version),
        Filter::Chat => name(&query.chat, |directory| &directory.chats),
        Filter::Starred => flag(query.starred),
        Filter::Spam => flag(query.spam),
        Filter::Replies => flag(query.replies),
        Filter::Removed => flag(query.removed),
        Filter::Open => flag(query.open),
        Filter::Created => query.created.map(span).unwrap_or_default(),
        Filter::MaxReplies => query.max_replies.map(words::at_most_replies).unwrap_or_default(),
    }
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
