//! What is done to the selected tickets, undone as one.

use leptos::prelude::*;

use super::hints::LoadAll;
use crate::domain::{AccountId, Capabilities, Flag, Intent, TicketField, TicketKey};
use crate::state::AppState;
use crate::text;
use crate::ui::commands::{Action, Context, command_that_edits, hint};
use crate::ui::controls::{Choosable, Combobox, Dialog, TextButton};
use crate::ui::{pickers, reactive};

/// What can be done to the selected tickets, for those who do not use keys. What none of their helpdesks
/// has is not there.
#[component]
pub fn BulkBar() -> impl IntoView {
    let context = Context::here();
    let list = AppState::here().list;
    let buttons = reactive::view(move || {
        // Only which accounts they are of decides what is offered.
        list.selection.track();
        let button = |(label, id, action): (&'static str, &'static str, Action)| {
            untrack(|| context.applies(action)).then(|| {
                view! { <TextButton label=label key=hint(id) on_press=move |_| context.act(action)/> }.into_any()
            })
        };
        BUTTONS
            .into_iter()
            .chain([TicketField::Assignee, TicketField::State, TicketField::Group, TicketField::Labels].map(editor))
            .chain(FLAGS)
            .filter_map(button)
            .collect_view()
    });
    view! {
        <div class="bulk" role="toolbar" aria-label="Selected tickets">
            {buttons}
            <TextButton label="Clear" kind="quiet" on_press=move |_| list.clear_selection()/>
        </div>
        <Everything/>
    }
}

/// A button: its words, the command whose key it shows, and what it does.
type Button = (&'static str, &'static str, Action);

const BUTTONS: [Button; 3] = [
    ("Close", "finish", Action::CarryOut(Intent::Finish)),
    ("To me", "assign-to-me", Action::CarryOut(Intent::AssignToMe)),
    ("Take over", "take-over", Action::CarryOut(Intent::TakeOver)),
];

const FLAGS: [Button; 6] = [
    ("Unlabel", "unlabel", Action::Unlabel),
    ("Star", "star", Action::Toggle(TicketField::Flag(Flag::Starred))),
    ("Answered", "answered", Action::Toggle(TicketField::Flag(Flag::Answered))),
    ("Archive", "archive", Action::Toggle(TicketField::Flag(Flag::Archived))),
    ("Spam", "spam", Action::Toggle(TicketField::Flag(Flag::Spam))),
    ("Trash", "trash", Action::Toggle(TicketField::Flag(Flag::Trash))),
];

fn editor(field: TicketField) -> Button {
    (text::short_field(field).text(), command_that_edits(field), Action::Edit(field))
}

/// From all that are loaded to all that there are: the rest is loaded first.
#[component]
fn Everything() -> impl IntoView {
    let list = AppState::here().list;
    let is_wanted = RwSignal::new(false);
    reactive::effect(move || {
        if is_wanted.get() && !list.loading_all.get() {
            is_wanted.set(false);
            if untrack(|| list.is_complete()) {
                list.select_all();
            }
        }
    });
    let is_offered = move || !is_wanted.get() && list.is_all_selected() && list.has_more();
    let words = move || match list.total() {
        Some(total) => format!("Select all {total} that match"),
        None => "Select all that match".to_owned(),
    };
    let ask = move |_| {
        is_wanted.set(true);
        list.load_all();
    };
    view! {
        {reactive::when(is_offered, move || view! {
            <p class="bulk-more">
                {untrack(|| text::count(list.loaded(), "loaded ticket is selected. ", "loaded tickets are selected. "))}
                <TextButton label=untrack(words) on_press=ask/>
            </p>
        })}
        {reactive::when(move || is_wanted.get(), || view! { <div class="bulk-more"><LoadAll/></div> })}
    }
}

/// The dialog that changes the selected tickets. Choosing is doing: the notice offers Undo.
#[component]
pub fn SelectionDialog(
    /// The field that is changed.
    field: TicketField,
) -> impl IntoView {
    let app = AppState::here();
    let close = Callback::new(move |()| app.overlay.set(None));
    let selected = app.list.selected();
    let able = app.able_to_change(&selected, field);
    let able = StoredValue::new(able);
    let ids: Vec<AccountId> = able.with_value(|able| able.iter().map(|(id, _)| id.clone()).collect());
    let (shown, filled) = (ids.clone(), ids.clone());
    let options = reactive::signal(move || {
        let known = app.accounts.directory_of(&shown);
        able.with_value(|able| match able.as_slice() {
            [(_, can)] => pickers::options(field, None, &known, can),
            able => {
                let each: Vec<Capabilities> = able.iter().map(|(_, can)| can.clone()).collect();
                pickers::options(field, None, &known, &Capabilities::shared(&each))
            }
        })
    });
    let takes_entry = reactive::flag(move || {
        let known = app.accounts.directory_of(&ids);
        able.with_value(|able| able.iter().any(|(_, can)| can.takes_entry(field, &known)))
    });
    let choose = Callback::new(move |id: String| {
        app.change_all(app.list.selected(), field, &id);
        app.overlay.set(None);
    });
    let title = text::change_of(field, app.list.selection.with_untracked(|selection| selection.len()));
    let label = text::editor(field).text();
    view! {
        <Dialog title=title on_close=close>
            <div class="dialog-body">
                <label class="field">
                    <span aria-hidden="true">{label}</span>
                    <Combobox
                        label=label
                        value=reactive::text(String::new)
                        options=options
                        on_choose=choose
                        free_entry=takes_entry
                        on_open=Callback::new(move |()| filled.iter().for_each(|account| pickers::fill(app, account)))
                    />
                </label>
            </div>
        </Dialog>
    }
}

/// The dialog that takes a label off tickets.
#[component]
pub fn UnlabelDialog(
    /// Of which tickets.
    keys: Vec<TicketKey>,
) -> impl IntoView {
    let app = AppState::here();
    let names = app.labels_of(&keys);
    let title = format!("Remove a label from {}", text::count(keys.len(), "ticket", "tickets"));
    let choose = Callback::new(move |name: String| {
        app.unlabel_all(keys.clone(), &name);
        app.overlay.set(None);
    });
    view! {
        <Dialog title=title on_close=Callback::new(move |()| app.overlay.set(None))>
            <div class="dialog-body">
                <label class="field">
                    <span aria-hidden="true">"Label"</span>
                    <Combobox
                        label="Label"
                        value=reactive::text(String::new)
                        options=reactive::signal(move || names.iter().map(|name| Choosable::new(name, name)).collect())
                        on_choose=choose
                    />
                </label>
            </div>
        </Dialog>
    }
}
