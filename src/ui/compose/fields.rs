//! The fields of the form for a new ticket.

use leptos::prelude::*;

use crate::domain::{AccountId, Directory, Entry, Field, FieldKind, Label, Phrase, State};
use crate::platform::focus;
use crate::state::AppState;
use crate::text::new_ticket as words;
use crate::ui::controls::{Check, Choosable, Combobox, FieldLabel};
use crate::ui::ticket::RemovableLabel;
use crate::ui::{pickers, reactive};

/// The key of the field for the sender, where there is one.
const SENDER: &str = "from";

/// Returns the id of a field.
pub(super) fn field_id(key: &str) -> String {
    format!("new-{key}")
}

/// The form's own state.
#[derive(Clone, Copy)]
pub(super) struct Own {
    /// The agent's address, which fills the sender's field until something else is entered there.
    sender: StoredValue<Option<String>>,
    /// The required fields that were empty when the form was submitted.
    pub(super) missing: RwSignal<Vec<&'static str>>,
}

impl Own {
    pub(super) fn of(app: AppState, account: &AccountId) -> Self {
        let me = untrack(|| app.accounts.find(account)).and_then(|account| account.me);
        Own { sender: StoredValue::new(me.filter(|me| me.contains('@'))), missing: RwSignal::new(Vec::new()) }
    }

    /// Returns the agent's address, for the sender's field.
    fn start_of(&self, key: &str) -> Option<String> {
        self.sender.get_value().filter(|_| key == SENDER)
    }

    /// Returns what the form fills in where nothing was entered.
    pub(super) fn defaults(&self) -> Vec<(&'static str, Entry)> {
        self.start_of(SENDER).map(|sender| (SENDER, Entry::Text(sender))).into_iter().collect()
    }

    /// Marks the required fields that are empty, and focuses the first of them. Returns their labels.
    pub(super) fn find_missing(&self, app: AppState, fields: &[Field]) -> Vec<String> {
        let draft = app.new_ticket.get_untracked().with_defaults(&self.defaults());
        let missing = draft.missing(fields);
        self.missing.set(missing.iter().map(|field| field.key).collect());
        missing.first().map(|first| focus::focus_id(&field_id(first.key)));
        missing.iter().map(|field| field.label.into()).collect()
    }
}

/// One field.
#[component]
pub(super) fn FormField(field: Field, account: AccountId, own: Own) -> impl IntoView {
    let (label, help) = (field.label.text(), field.hint.map_or("", Phrase::text));
    let app = AppState::here();
    let key = field.key;
    let put = move |entry: Entry| app.new_ticket.update(|draft| draft.enter(key, entry));
    let text = move || app.new_ticket.with(|draft| draft.text(key).unwrap_or_default().to_owned());
    // Spaces must survive while they are typed, so the field starts from the draft once.
    let start = app.new_ticket.with_untracked(|draft| draft.text(key).map(str::to_owned));
    let start = start.or_else(|| own.start_of(key)).unwrap_or_default();
    let on_input = move |event| {
        if key == SENDER {
            own.sender.set_value(None);
        }
        put(Entry::Text(event_target_value(&event)));
    };
    let is_missing = reactive::memo(move || {
        own.missing.with(|missing| missing.contains(&key)) && app.new_ticket.with(|draft| draft.lacks(key))
    });
    let invalid = reactive::maybe(move || is_missing.get().then(|| "true".to_owned()));
    // The name of a field is its label alone; the hint describes it.
    let (hint_id, problem_id) = (format!("{}-hint", field_id(key)), format!("{}-problem", field_id(key)));
    let described_by = format!("{problem_id} {hint_id}");
    let hint = (!help.is_empty()).then(|| view! { <small id=hint_id>{help}</small> });
    let problem = reactive::when(
        move || is_missing.get(),
        move || view! { <small id=problem_id.clone() class="problem">{words::FIELD_MISSING.text()}</small> },
    );
    let required = field.is_required.then_some("true");
    if field.kind == FieldKind::Switch {
        let tick = move |is_on: bool| {
            if is_on { put(Entry::Yes) } else { app.new_ticket.update(|draft| draft.clear(key)) }
        };
        let is_on = reactive::flag(move || app.new_ticket.with(|draft| draft.is_on(key)));
        return view! { <Check label=label hint=help id=field_id(key) checked=is_on on_change=tick/> }.into_any();
    }
    let control = match field.kind {
        FieldKind::Text => view! {
            <textarea
                id=field_id(key)
                rows="6"
                dir="auto"
                aria-label=label
                aria-describedby=described_by
                aria-required=required
                aria-invalid=invalid
                prop:value=start
                on:input=reactive::on(on_input)
            ></textarea>
        }
        .into_any(),
        FieldKind::State | FieldKind::Person | FieldKind::Group | FieldKind::Mailbox | FieldKind::Chat => {
            view! { <ChoiceField field=field.clone() account value=reactive::text(text) described_by is_missing/> }
                .into_any()
        }
        FieldKind::Labels => view! { <LabelsField account label=label key/> }.into_any(),
        FieldKind::Line | FieldKind::Email | FieldKind::Moment | FieldKind::Ids | FieldKind::Switch => {
            let kind = match field.kind {
                FieldKind::Email => "email",
                FieldKind::Moment => "datetime-local",
                _ => "text",
            };
            view! {
                <input
                    id=field_id(key)
                    type=kind
                    dir="auto"
                    autocomplete="off"
                    aria-label=label
                    aria-describedby=described_by
                    aria-required=required
                    aria-invalid=invalid
                    prop:value=start
                    on:input=reactive::on(on_input)
                />
            }
            .into_any()
        }
    };
    let class = format!("field {}", if field.kind == FieldKind::Text { "wide" } else { "" });
    view! {
        // It labels the field itself: a click on it must not press the button of the first chip.
        <label class=class for=field_id(key)>
            <FieldLabel label=label required=field.is_required/>
            {control}
            {problem}
            {hint}
        </label>
    }
    .into_any()
}

/// A field whose value is chosen.
#[component]
fn ChoiceField(
    field: Field,
    account: AccountId,
    value: Signal<String>,
    described_by: String,
    is_missing: Memo<bool>,
) -> impl IntoView {
    let app = AppState::here();
    let directory = app.accounts.directory(&account);
    let states = untrack(|| app.accounts.capabilities(&account)).states;
    let kind = field.kind;
    let options = reactive::signal(move || directory.with(|known| options_of(kind, known, &states)));
    let name = move || {
        let id = value.get();
        options.with(|options| options.iter().find(|it| it.id == id).map(|it| it.name.clone())).unwrap_or(id)
    };
    let key = field.key;
    view! {
        <Combobox
            label=field.label.text()
            id=field_id(key)
            value=reactive::text(name)
            options=options
            free_entry=kind != FieldKind::State
            required=field.is_required
            described_by=described_by
            invalid=is_missing
            on_choose=Callback::new(move |id| app.new_ticket.update(|draft| draft.enter(key, Entry::Text(id))))
            on_open=Callback::new(move |()| pickers::fill(app, &account))
        />
    }
}

/// Several labels as chips, and a field that adds more.
#[component]
fn LabelsField(account: AccountId, label: &'static str, key: &'static str) -> impl IntoView {
    let app = AppState::here();
    let directory = app.accounts.directory(&account);
    let known_labels = directory.clone();
    let names = Memo::new(move |_| app.new_ticket.with(|draft| draft.names(key).to_vec()));
    let set = move |names: Vec<String>| app.new_ticket.update(|draft| draft.enter(key, Entry::Names(names)));
    let options = reactive::signal(move || {
        let own = names.get();
        directory.with(|known| {
            let others = known.labels.iter().filter(|label| !own.contains(&label.name));
            others.map(|label| Choosable { id: label.name.clone(), ..Choosable::label(label) }).collect()
        })
    });
    let add = Callback::new(move |name: String| {
        let mut names = names.get_untracked();
        if !names.contains(&name) {
            names.push(name);
            set(names);
        }
    });
    let chip = move |name: String| {
        let removed = name.clone();
        let remove = move |()| set(names.get_untracked().into_iter().filter(|it| *it != removed).collect());
        let label = known_labels.with_untracked(|known| known.labels.iter().find(|label| label.name == name).cloned());
        view! { <RemovableLabel label=label.unwrap_or_else(|| Label::named(name)) on_remove=Callback::new(remove)/> }
    };
    view! {
        <div class="labels">
            {reactive::each(move || names.get(), chip)}
            <Combobox
                label=label
                id=field_id(key)
                value=reactive::text(String::new)
                options=options
                on_choose=add
                free_entry=true
                is_multiple=true
                on_open=Callback::new(move |()| pickers::fill(app, &account))
            />
        </div>
    }
}

fn options_of(kind: FieldKind, known: &Directory, states: &[State]) -> Vec<Choosable> {
    match kind {
        FieldKind::State => pickers::states(states),
        FieldKind::Person => pickers::people(known),
        FieldKind::Group => pickers::choices(&known.groups),
        FieldKind::Mailbox => pickers::choices(&known.mailboxes),
        FieldKind::Chat => pickers::choices(&known.chats),
        _ => Vec::new(),
    }
}
