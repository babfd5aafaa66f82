//! One change to every selected ticket, undone as one.

use leptos::prelude::*;

use super::controls::{Choosable, Combobox, Dialog};
use super::{live, pickers};
use crate::domain::{Capabilities, Choice, Directory, Edit, Label, Person, Ticket};
use crate::state::{Bulk, Desk};
use crate::text;

/// The dialog that changes the selected tickets. Choosing is doing: the notice offers Undo.
#[component]
pub fn BulkDialog(
    /// What of them is changed.
    what: Bulk,
) -> impl IntoView {
    let desk = Desk::here();
    let close = Callback::new(move |()| desk.overlay.set(None));
    let Some(account) = untrack(|| desk.inbox.account()) else { return ().into_any() };
    let capabilities = untrack(|| desk.accounts.capabilities(&account));
    let free_entry = match what {
        Bulk::State => false,
        Bulk::Assignee => capabilities.assign_by_entry,
        Bulk::Group => true,
        Bulk::Label => capabilities.new_labels,
    };
    let directory = desk.accounts.directory(&account);
    let known = directory.clone();
    let states = capabilities.states.clone();
    let options = live::signal(move || {
        known.with(|known| match what {
            Bulk::State => states.iter().map(pickers::state).collect(),
            Bulk::Assignee => known.people.iter().map(Choosable::person).collect(),
            Bulk::Group => known.groups.iter().map(|it| Choosable::new(&it.id, &it.name)).collect(),
            Bulk::Label => known.labels.iter().map(|it| Choosable::new(&it.id, &it.name)).collect(),
        })
    });
    let choose = Callback::new(move |id: String| {
        let known = directory.get_untracked();
        let selected = desk.inbox.selection.get_untracked();
        let tickets = selected.into_iter().filter_map(|key| Some((desk.tickets.signal(&key)?.get_untracked(), key)));
        let changes =
            tickets.filter_map(|(ticket, key)| Some((key, edit_of(what, &ticket, &id, &known, &capabilities)?)));
        desk.edits.perform_all(changes.collect());
        desk.overlay.set(None);
    });
    let count = text::count(desk.inbox.selection.with_untracked(|selection| selection.len()), "ticket", "tickets");
    let (title, label) = match what {
        Bulk::State => (format!("Change the state of {count}"), "State"),
        Bulk::Assignee => (format!("Assign {count}"), "Assignee"),
        Bulk::Group => (format!("Change the group of {count}"), "Group"),
        Bulk::Label => (format!("Add a label to {count}"), "Add label"),
    };
    view! {
        <Dialog title=title on_close=close>
            <div class="dialog-body">
                <label class="field">
                    <span aria-hidden="true">{label}</span>
                    <Combobox
                        label=label
                        value=live::text(String::new)
                        options=options
                        on_choose=choose
                        free_entry=free_entry
                        on_open=Callback::new(move |()| pickers::fill(desk, &account))
                    />
                </label>
            </div>
        </Dialog>
    }
    .into_any()
}

/// The change of one ticket to what was chosen or typed; `None` for a state that is not documented.
fn edit_of(what: Bulk, ticket: &Ticket, id: &str, known: &Directory, capabilities: &Capabilities) -> Option<Edit> {
    Some(match what {
        Bulk::State => Edit::State { from: ticket.state.clone(), to: capabilities.state(id)?.clone() },
        Bulk::Assignee => {
            let to = Some(known.person(id).cloned().unwrap_or_else(|| Person::by_email(id)));
            Edit::Assignee { from: ticket.assignee.clone(), to, notify: true }
        }
        Bulk::Group => {
            let group = known.groups.iter().find(|it| it.id == id).cloned();
            let to = Some(group.unwrap_or_else(|| Choice::named(id)));
            Edit::Group { from: ticket.group.clone(), to, notify: true }
        }
        Bulk::Label => {
            let label = known.labels.iter().find(|it| it.id == id).cloned();
            let to = ticket.labels.with(label.unwrap_or_else(|| Label::named(id)));
            Edit::Labels { from: ticket.labels.clone(), to }
        }
    })
}
