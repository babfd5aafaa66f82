//! Generators for domain values. They use few letters, so that two values are often equal.

use deskbell::client::providers::VENDORS;
use deskbell::domain::{
    Assignee, Choice, Columns, Day, Days, Density, Directory, Display, Fact, FactValue, Filter, FilterKind,
    FilterValue, Flag, Flags, Label, LabelSet, Person, Phrase, ProviderFilter, Query, Sort, State, StateCategory,
    Ticket, TicketField, TicketKey,
};
use deskbell::routes::{Layout, Page, Route, Scope, Theme};
use proptest::prelude::*;
use proptest::sample::select;

/// Generates text for a link. It is not empty, because an empty parameter means a missing one.
fn link_text() -> impl Strategy<Value = String> {
    let text = prop_oneof![any::<String>(), "[a-z@&=+% #?/:é]{1,8}"];
    text.prop_filter("empty means missing", |text| !text.is_empty())
}

/// Returns every filter that a link can set.
pub fn filters() -> Vec<Filter> {
    let own = VENDORS.iter().flat_map(|vendor| vendor.filters).map(|own| Filter::Own(own));
    TicketField::FILTERS.into_iter().map(Filter::Field).chain(own).collect()
}

/// Generates any value of a filter that has a link, or none.
fn filter_values(filter: Filter) -> BoxedStrategy<Option<FilterValue>> {
    let id = link_text().prop_filter("a reserved word", |text| !["me", "none"].contains(&text.as_str()));
    let assignee = prop_oneof![Just(Assignee::Me), Just(Assignee::Nobody), id.prop_map(Assignee::Person)];
    match filter {
        Filter::Field(TicketField::Assignee) => prop::option::of(assignee.prop_map(FilterValue::from)).boxed(),
        Filter::Field(TicketField::Created) => day_ranges().prop_map(|days| days.map(FilterValue::from)).boxed(),
        Filter::Own(ProviderFilter { kind: FilterKind::Number { .. }, .. }) => {
            prop::option::of(any::<u32>().prop_map(FilterValue::from)).boxed()
        }
        filter if filter.is_switch() => prop::option::of(any::<bool>().prop_map(FilterValue::from)).boxed(),
        _ => prop::option::of(link_text().prop_map(FilterValue::from)).boxed(),
    }
}

/// Generates any route that has a link. Ids are never words that links reserve.
pub fn routes() -> impl Strategy<Value = Route> {
    let is_not_reserved = |text: &String| !["me", "none", "all"].contains(&text.as_str());
    let id = || link_text().prop_filter("a reserved word", is_not_reserved);
    let account = || id().prop_filter("a colon ends it", |text| !text.contains(':'));
    let maybe = || prop::option::of(link_text());
    let values: Vec<_> =
        filters().into_iter().map(|filter| filter_values(filter).prop_map(move |value| (filter, value))).collect();
    let query = (values, any::<String>()).prop_map(|(values, text)| {
        values.into_iter().fold(Query::default().with_text(text), |mut query, (filter, value)| {
            query.set(filter, value);
            query
        })
    });
    let scope = prop_oneof![Just(Scope::All), account().prop_map(|id| Scope::One(id.as_str().into()))];
    let ticket = (account(), link_text())
        .prop_map(|(account, id)| TicketKey { account: account.as_str().into(), id: id.as_str().into() });
    let layout = select(vec![Layout::Full, Layout::List, Layout::Ticket]);
    let theme = prop::option::of(select(vec![Theme::Light, Theme::Dark, Theme::System]));
    let demo = prop::option::of(0..=100_000u32);
    let page = select(vec![Page::Inbox, Page::Overview]);
    let columns = prop::option::of(prop::collection::vec(select(TicketField::COLUMNS.to_vec()), 0..6));
    let display =
        (prop::option::of(select(Sort::ALL.to_vec())), prop::option::of(select(Density::ALL.to_vec())), columns);
    let display = display.prop_map(|(sort, density, columns)| {
        let none = TicketField::COLUMNS.into_iter().fold(Columns::default(), Columns::without);
        Display { sort, density, columns: columns.map(|all| all.into_iter().fold(none, Columns::with)) }
    });
    let appearance = (any::<bool>(), layout, theme, maybe(), demo);
    let view = (page, prop::option::of(scope), query, display);
    let parts = (view, prop::option::of(ticket), appearance);
    parts.prop_map(|((page, scope, query, display), ticket, (embed, layout, theme, lang, demo))| Route {
        page,
        scope,
        query,
        display,
        ticket,
        embed,
        layout,
        theme,
        lang,
        demo,
    })
}

/// Generates any range of days that has a link.
fn day_ranges() -> impl Strategy<Value = Option<Days>> {
    let day = || prop::option::of((0..=9999, 1..=366u32).prop_filter_map("a day", |(y, d)| Day::from_yo_opt(y, d)));
    (day(), day()).prop_map(|(from, to)| Days::between(from, to))
}

fn word() -> impl Strategy<Value = String> {
    select(vec!["", "a", "b", "c"]).prop_map(str::to_owned)
}

/// Generates any label.
pub fn a_label() -> impl Strategy<Value = Label> {
    (word(), word()).prop_map(|(id, name)| Label::named(format!("{id}{name}")))
}

/// Generates any set of labels.
pub fn label_sets() -> impl Strategy<Value = LabelSet> {
    prop::collection::vec(a_label(), 0..6).prop_map(LabelSet::from_iter)
}

fn people() -> impl Strategy<Value = Person> {
    (word(), word(), word()).prop_map(|(id, name, email)| Person { id, name, email, picture: None })
}

fn choices() -> impl Strategy<Value = Choice> {
    (word(), word()).prop_map(|(id, name)| Choice { id, name })
}

/// Generates any directory.
pub fn directories() -> impl Strategy<Value = Directory> {
    let many = || prop::collection::vec(choices(), 0..5);
    let lists = (many(), many(), many(), many(), many());
    (prop::collection::vec(people(), 0..5), lists, prop::collection::vec(a_label(), 0..5)).prop_map(
        |(people, (groups, mailboxes, folders, chats, responders), labels)| Directory {
            people,
            groups,
            mailboxes,
            folders,
            labels,
            chats,
            responders,
            counts: Vec::new(),
        },
    )
}

/// Generates any version of one ticket.
pub fn tickets() -> impl Strategy<Value = Ticket> {
    let moment =
        || prop::option::of(0i64..3).prop_map(|it| it.and_then(|secs| chrono::DateTime::from_timestamp(secs, 0)));
    let state = prop::option::of(word().prop_map(|word| State::new(word, StateCategory::Other)));
    let value = prop_oneof![Just(FactValue::Nothing), word().prop_map(FactValue::Text)];
    let fact = (select(vec!["x", "y", "z"]), value).prop_map(|(name, value)| Fact {
        name: Phrase::of(Box::leak(Box::new(deskbell::domain::phrase::Entry::new(name, name)))),
        value,
    });
    let person = || prop::option::of(people());
    let choice = || prop::option::of(choices());
    let parts = (
        (word(), word(), person(), state, person(), choice(), choice(), label_sets()),
        (any::<Option<bool>>(), any::<bool>(), prop::option::of(0u64..3), moment(), moment()),
        (prop::collection::vec(fact, 0..5), choice(), choice()),
    );
    parts.prop_map(|((subject, summary, requester, state, assignee, group, mailbox, labels), rest, more)| {
        let (is_starred, labels_are_partial, messages, created_at, updated_at) = rest;
        let (facts, chat, responder) = more;
        Ticket {
            key: TicketKey::default(),
            subject,
            summary,
            requester,
            state,
            assignee,
            group,
            mailbox,
            labels,
            labels_are_partial,
            chat,
            responder,
            flags: Flags::default().with(Flag::Starred, is_starred),
            messages,
            created_at,
            updated_at,
            facts,
            ..Ticket::default()
        }
    })
}
