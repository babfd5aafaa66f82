//! What another field, filter, column or change takes: one entry that answers every question about it. These tests put
//! every question to every entry, so that a new entry needs no test of its own.

use std::collections::BTreeSet;

use deskbell::client::providers::{VENDORS, filter};
use deskbell::domain::{
    Capabilities, Change, Choice, Columns, Filter, FilterValue, Flag, Instant, Label, LabelSet, Person, Query, State,
    StateCategory, Ticket, TicketField, Value,
};
use deskbell::routes::Route;
use deskbell::state::ticket::patch;
use deskbell::text;
use serde_json::{Value as Json, json};

use crate::harness::account;

/// Returns the field after this one. A new variant does not compile until it has its place here.
fn next(field: TicketField) -> Option<TicketField> {
    Some(match field {
        TicketField::Subject => TicketField::State,
        TicketField::State => TicketField::Assignee,
        TicketField::Assignee => TicketField::Group,
        TicketField::Group => TicketField::Labels,
        TicketField::Labels => TicketField::Mailbox,
        TicketField::Mailbox => TicketField::Flag(Flag::Starred),
        TicketField::Flag(Flag::Starred) => TicketField::Flag(Flag::Answered),
        TicketField::Flag(Flag::Answered) => TicketField::Flag(Flag::Archived),
        TicketField::Flag(Flag::Archived) => TicketField::Flag(Flag::Spam),
        TicketField::Flag(Flag::Spam) => TicketField::Flag(Flag::Trash),
        TicketField::Flag(Flag::Trash) => TicketField::Customer,
        TicketField::Customer => TicketField::Preview,
        TicketField::Preview => TicketField::Created,
        TicketField::Created => TicketField::Open,
        TicketField::Open => return None,
    })
}

/// Returns two values of a field. What it holds is known by what it keeps.
fn values(field: TicketField) -> [Value; 2] {
    let labels = |names: &[&str]| names.iter().map(|name| Label::named(*name)).collect::<LabelSet>();
    let kinds: [[Value; 2]; 7] = [
        ["Refund", "Lamp"].map(|text| text.to_owned().into()),
        ["opened", "closed"].map(|word| State::new(word, StateCategory::Other).into()),
        ["a@x.example", "b@x.example"].map(|email| Person::by_email(email).into()),
        ["Billing", "Sales"].map(|name| Choice::named(name).into()),
        [labels(&["a"]), labels(&["b", "c"])].map(Value::from),
        [false, true].map(Value::from),
        [1, 2].map(|seconds| Instant::from_timestamp(seconds, 0).unwrap().into()),
    ];
    let is_kept = |value: &Value| field.value(&ticket(field, value)) == *value;
    let kept = kinds.into_iter().find(|kind| kind.iter().all(is_kept));
    kept.unwrap_or_else(|| panic!("{field:?} keeps nothing"))
}

/// Makes a ticket with one value.
fn ticket(field: TicketField, value: &Value) -> Ticket {
    let mut ticket = Ticket::default();
    field.put(value.clone(), &mut ticket);
    ticket
}

/// Returns the fields that a ticket stores. Whether it is open follows from its state.
fn stored() -> impl Iterator<Item = TicketField> {
    TicketField::ALL.into_iter().filter(|field| *field != TicketField::Open)
}

/// Returns every filter there is.
fn filters() -> Vec<Filter> {
    let own = VENDORS.iter().flat_map(|vendor| vendor.filters).map(|own| Filter::Own(own));
    TicketField::FILTERS.into_iter().map(Filter::Field).chain(own).collect()
}

/// Returns what an account of each vendor can do.
fn capabilities() -> Vec<Capabilities> {
    let of = |vendor: &&deskbell::client::account::Vendor| {
        let account = account(json!({ "id": "a", "provider": vendor.slug, "baseUrl": vendor.base_url_example }));
        (vendor.provider)(&account).capabilities().clone()
    };
    VENDORS.iter().map(of).collect()
}

#[test]
fn the_list_of_fields_has_each_field_once() {
    let chain: Vec<_> = std::iter::successors(Some(TicketField::Subject), |field| next(*field)).collect();
    assert_eq!(chain, TicketField::ALL);
}

#[test]
fn every_field_has_its_own_slug_and_a_label() {
    let slugs: BTreeSet<_> = TicketField::ALL.iter().map(|field| field.slug()).collect();
    assert_eq!(slugs.len(), TicketField::ALL.len());
    for field in TicketField::ALL {
        assert!(!field.slug().is_empty() && field.slug().bytes().all(|it| it.is_ascii_lowercase()), "{field:?}");
        for phrase in [text::field(field), text::editor(field), text::short_field(field), text::no_value(field)] {
            assert!(!phrase.text().is_empty(), "{field:?}");
        }
    }
}

#[test]
fn the_slugs_that_embedding_pages_know_are_documented() {
    let documented = std::fs::read_to_string("docs/embedding.md").unwrap();
    let row = documented.lines().find(|line| line.contains("`ticket-changed`")).unwrap();
    for field in TicketField::changing() {
        assert!(row.contains(&format!("`{}`", field.slug())), "{field:?}");
    }
}

#[test]
fn every_value_can_be_put_compared_copied_and_taken_away() {
    for field in stored() {
        let [one, other] = values(field);
        let (before, mut now) = (ticket(field, &one), ticket(field, &other));
        assert!(field.differs(&before, &now) && !field.differs(&before, &before), "{field:?}");
        field.copy(&before, &mut now);
        assert_eq!(now, before, "{field:?}");
        field.put(Value::Nothing, &mut now);
        assert_eq!(now, Ticket::default(), "{field:?}");
        let is_told = field.differs(&before, &Ticket::default());
        let says_nothing = field.is_unknown(&field.value(&Ticket::default()));
        assert_eq!(is_told, !says_nothing, "{field:?}: what is unknown is no difference");
    }
}

#[test]
fn every_change_shows_reverts_inverts_and_is_announced() {
    for field in TicketField::changing() {
        let [from, to] = values(field);
        let before = ticket(field, &from);
        let change = Change::of(&before, field, to.clone());
        assert_eq!(change, Change::new(field, from.clone(), to));
        let mut shown = before.clone();
        assert!(change.is_due(&shown) && change.is_told_by(&shown), "{field:?}");
        change.apply(&mut shown);
        assert!(change.is_shown(&shown) && !change.is_due(&shown), "{field:?}");
        let mut reverted = shown.clone();
        change.revert(&mut reverted);
        assert_eq!(reverted, before, "{field:?}");
        change.inverse().unwrap().apply(&mut shown);
        assert_eq!(shown, before, "{field:?}");
        assert_eq!(change.clone().on(&before), change, "{field:?}");
        let key = "a:1".parse().unwrap();
        assert!(!text::done(&[(key, change)]).is_empty(), "{field:?}");
        assert!(!text::became(field, &Ticket::default(), &before).is_empty(), "{field:?}");
    }
}

#[test]
fn every_change_reaches_other_tabs_and_reads_back() {
    let can = Capabilities::default();
    for field in TicketField::changing() {
        let [one, other] = values(field);
        let (before, now) = (ticket(field, &one), ticket(field, &other));
        let told = patch::changes(&before, &now);
        assert_eq!(told.keys().collect::<Vec<_>>(), [field.slug()]);
        let (fields, read) = patch::read(&Json::Object(told), &can).unwrap();
        assert_eq!((fields.as_slice(), read), ([field].as_slice(), now));
    }
}

#[test]
fn every_column_has_a_bit_a_slug_and_something_to_show() {
    let none = TicketField::COLUMNS.into_iter().fold(Columns::default(), Columns::without);
    for (place, column) in TicketField::COLUMNS.into_iter().enumerate() {
        let only = none.with(column);
        assert_eq!((only.words().as_str(), Columns::parse(column.slug())), (column.slug(), Some(only)));
        assert_eq!(only.has_more(), place >= TicketField::IN_ROW, "{column:?}");
        let [value, _] = values(column);
        let is_drawn = matches!(value, Value::Moment(_)) || !text::value(column, &value).is_empty();
        assert!(is_drawn, "{column:?}");
    }
}

#[test]
fn every_filter_has_its_own_parameter_and_place_and_reads_back_from_links() {
    let filters = filters();
    let parameters: BTreeSet<_> = filters.iter().map(|filter| filter.parameter()).collect();
    let places: BTreeSet<_> = filters.iter().map(|filter| filter.place()).collect();
    assert_eq!((parameters.len(), places.len()), (filters.len(), filters.len()));
    for it in filters {
        let parameter = it.parameter();
        assert_eq!(filter(parameter), Some(it));
        let value = ["true", "7", "2026-11-01..2026-11-20"].iter().find_map(|text| it.read(text)).unwrap();
        let route = Route { query: Query::default().with(it, value.clone()), ..Route::default() };
        assert_eq!(route.print(), format!("{parameter}={value}"), "links do not use {parameter} for anything else");
        assert_eq!(Route::parse(&route.print()), route);
        assert!(!text::filter(it).text().is_empty());
        let is_worded = matches!(value, FilterValue::Switch(_) | FilterValue::Number(_));
        assert_eq!(!text::filter_value(it, &value).is_empty(), is_worded, "{parameter}");
    }
}

#[test]
fn every_field_that_filters_tells_tickets_apart() {
    let utc = |moment: Instant| moment.date_naive();
    for field in TicketField::FILTERS.into_iter().filter(|field| *field != TicketField::Open) {
        let [one, other] = values(field);
        let wanted = match &one {
            Value::State(state) => state.word.clone(),
            Value::Person(person) => person.id.clone(),
            Value::Choice(choice) => choice.id.clone(),
            Value::Labels(labels) => labels.names().remove(0),
            Value::Moment(_) => "..1970-01-01".to_owned(),
            value => format!("{}", *value == Value::Switch(true)),
        };
        let query = Query::default().with(field, Filter::Field(field).read(&wanted).unwrap());
        let admits = |value: &Value| query.admits(&ticket(field, value), &query.filters(), None, &utc);
        assert!(admits(&one), "{field:?}");
        assert!(!admits(&Value::Nothing), "{field:?}");
        assert!(!admits(&other) || field == TicketField::Created, "{field:?}");
    }
}

#[test]
fn what_providers_offer_is_among_the_fields_and_filters() {
    for can in capabilities() {
        let changed: Vec<_> = can.changes.iter().map(|it| it.field).collect();
        let changing: Vec<_> = TicketField::changing().collect();
        for (place, field) in changed.iter().enumerate() {
            assert!(changing.contains(field) && !changed[..place].contains(field), "{field:?}");
        }
        assert!(can.changes.iter().all(|it| !it.can_clear || it.field.can_be_empty()));
        for it in &can.filters {
            assert_eq!(filter(it.parameter()), Some(*it), "{}", it.parameter());
        }
        assert!(can.search.iter().flatten().all(|it| can.filters.contains(it)));
    }
}
