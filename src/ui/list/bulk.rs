//! Changes to the selected tickets, which are undone as one.

use leptos::prelude::*;

use super::hints::LoadAll;
use crate::domain::{AccountId, Capabilities, Flag, Intent, Phrase, TicketField, TicketKey};
use crate::state::AppState;
use crate::text::{self, actions, bulk, commands, fields};
use crate::ui::commands::{Action, Context, command_that_edits, hint};
use crate::ui::controls::{Choosable, Combobox, Dialog, TextButton};
use crate::ui::{pickers, reactive};

/// The toolbar for the selected tickets. It offers what at least one of their helpdesks can do.
#[component]
pub fn BulkBar() -> impl IntoView {
    let context = Context::here();
    let list = AppState::here().list;
    let buttons = reactive::view(move || {
        // The accounts of the selected tickets decide what is offered.
        list.selection.track();
        let button = |(label, id, action): Button| {
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
        <div class="bulk" role="toolbar" aria-label=bulk::SELECTED.text()>
            {buttons}
            <TextButton label=bulk::CLEAR kind="quiet" on_press=move |_| list.clear_selection()/>
        </div>
        <SelectAllOffer/>
    }
}

/// A button: its label, the id of the command whose key it shows, and what it does.
type Button = (Phrase, &'static str, Action);

const BUTTONS: [Button; 3] = [
    (actions::CLOSE, "finish", Action::CarryOut(Intent::Finish)),
    (bulk::TO_ME, "assign-to-me", Action::CarryOut(Intent::AssignToMe)),
    (commands::TAKE_OVER, "take-over", Action::CarryOut(Intent::TakeOver)),
];

const FLAGS: [Button; 6] = [
    (bulk::UNLABEL, "unlabel", Action::Unlabel),
    (fields::STAR, "star", Action::Toggle(TicketField::Flag(Flag::Starred))),
    (fields::ANSWERED, "answered", Action::Toggle(TicketField::Flag(Flag::Answered))),
    (fields::ARCHIVE, "archive", Action::Toggle(TicketField::Flag(Flag::Archived))),
    (fields::SPAM, "spam", Action::Toggle(TicketField::Flag(Flag::Spam))),
    (fields::TRASH, "trash", Action::Toggle(TicketField::Flag(Flag::Trash))),
];

fn editor(field: TicketField) -> Button {
    (text::short_field(field), command_that_edits(field), Action::Edit(field))
}

/// Offers to select all tickets of the view once all loaded ones are selected. Loads the rest first.
#[component]
fn SelectAllOffer() -> impl IntoView {
    let list = AppState::here().list;
    let is_accepted = RwSignal::new(false);
    reactive::effect(move || {
        if is_accepted.get() && !list.loading_all.get() {
            is_accepted.set(false);
            if untrack(|| list.is_complete()) {
                list.select_all();
            }
        }
    });
    let is_offered = move || !is_accepted.get() && list.is_all_selected() && list.has_more();
    let label = move || list.total().map_or_else(|| bulk::SELECT_ALL_MATCHING.into(), bulk::select_all_of);
    let accept = move |_| {
        is_accepted.set(true);
        list.load_all();
    };
    view! {
        {reactive::when(is_offered, move || view! {
            <p class="bulk-more">
                {untrack(|| bulk::loaded_selected(list.loaded()))}
                " "
                <TextButton label=untrack(label) on_press=accept/>
            </p>
        })}
        {reactive::when(move || is_accepted.get(), || view! { <div class="bulk-more"><LoadAll/></div> })}
    }
}

/// The dialog that changes a field of the selected tickets. Choosing an option changes them at once; the notice offers
/// Undo.
#[component]
pub fn SelectionDialog(
    /// The field.
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

/// The dialog that removes a label from tickets.
#[component]
pub fn UnlabelDialog(
    /// The tickets.
    keys: Vec<TicketKey>,
) -> impl IntoView {
    let app = AppState::here();
    let names = app.labels_of(&keys);
    let title = bulk::remove_label(keys.len());
    let choose = Callback::new(move |name: String| {
        app.unlabel_all(keys.clone(), &name);
        app.overlay.set(None);
    });
    view! {
        <Dialog title=title on_close=Callback::new(move |()| app.overlay.set(None))>
            <div class="dialog-body">
                <label class="field">
                    <span aria-hidden="true">{fields::LABEL.text()}</span>
                    <Combobox
                        label=fields::LABEL
                        value=reactive::text(String::new)
                        options=reactive::signal(move || names.iter().map(|name| Choosable::new(name, name)).collect())
                        on_choose=choose
                    />
                </label>
            </div>
        </Dialog>
    }
}
