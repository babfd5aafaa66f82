//! The editors of a ticket: state, assignee, group, labels, mailbox. Each is there only if the
//! account's API documents the change.

use leptos::prelude::*;

use super::ids;
use super::labels::LabelEditor;
use crate::domain::{Choice, Edit, Person, StateControl, Ticket, TicketKey};
use crate::state::{Desk, Overlay};
use crate::ui::controls::{Check, Choosable, Combobox, TextButton};
use crate::ui::{live, pickers};

/// The choice that gives a ticket to nobody.
const NOBODY: &str = "";

/// The editors of one ticket.
#[component]
pub fn Properties(key: TicketKey, ticket: Signal<Ticket>) -> impl IntoView {
    let desk = Desk::here();
    let capabilities = untrack(|| desk.accounts.capabilities(&key.account));
    let key = StoredValue::new(key);
    let is_quiet = RwSignal::new(false);
    let has_state = capabilities.state == StateControl::Choose;
    let states = capabilities.states.clone();
    view! {
        <div class="properties">
            {has_state.then(|| view! { <StateEditor key ticket states/> })}
            {capabilities.assign.then(|| view! {
                <AssigneeEditor key ticket can_unassign=capabilities.unassign free=capabilities.assign_by_entry is_quiet/>
            })}
            {capabilities.assign_group.then(|| view! { <GroupEditor key ticket is_quiet/> })}
            {capabilities.change_mailbox.then(|| view! { <MailboxEditor ticket/> })}
            {capabilities.quiet_assignment.then(|| view! {
                <Check label="Skip notifications" checked=is_quiet on_change=move |is_on| is_quiet.set(is_on)/>
            })}
        </div>
        {capabilities.labels.then(|| view! { <LabelEditor key ticket new_labels=capabilities.new_labels/> })}
    }
}

#[component]
fn StateEditor(
    key: StoredValue<TicketKey>,
    ticket: Signal<Ticket>,
    states: Vec<crate::domain::State>,
) -> impl IntoView {
    let desk = Desk::here();
    let value = move || ticket.with(|ticket| ticket.state.as_ref().map(|state| state.display()).unwrap_or_default());
    let options = states.iter().map(pickers::state).collect::<Vec<_>>();
    let choose = Callback::new(move |word: String| {
        if let Some(to) = states.iter().find(|state| state.word == word).cloned() {
            let from = ticket.with_untracked(|ticket| ticket.state.clone());
            desk.edits.perform(key.get_value(), Edit::State { from, to });
        }
    });
    view! {
        <label class="field">
            <span aria-hidden="true">"State"</span>
            <Combobox
                label="State"
                id=ids::STATE
                key="s"
                placeholder="Not told"
                value=live::text(value)
                options=live::signal(move || options.clone())
                on_choose=choose
            />
        </label>
    }
}

#[component]
fn AssigneeEditor(
    key: StoredValue<TicketKey>,
    ticket: Signal<Ticket>,
    can_unassign: bool,
    free: bool,
    is_quiet: RwSignal<bool>,
) -> impl IntoView {
    let desk = Desk::here();
    let account = key.with_value(|key| key.account.clone());
    let directory = desk.accounts.directory(&account);
    let assignee = move || ticket.with(|ticket| ticket.assignee.clone());
    let assignee_now = move || ticket.with_untracked(|ticket| ticket.assignee.clone());
    let shown = account.clone();
    let value =
        move || assignee().map(|person| desk.accounts.known(&shown, &person).display().to_owned()).unwrap_or_default();
    let options = {
        let directory = directory.clone();
        live::signal(move || {
            let nobody = (can_unassign && assignee().is_some()).then(|| Choosable::new(NOBODY, "Nobody"));
            directory.with(|known| nobody.into_iter().chain(known.people.iter().map(Choosable::person)).collect())
        })
    };
    let choose = Callback::new(move |id: String| {
        let known = directory.with_untracked(|known| known.person(&id).cloned());
        let to = (id != NOBODY).then(|| known.unwrap_or_else(|| Person::by_email(id)));
        let edit = Edit::Assignee { from: assignee_now(), to, notify: !is_quiet.get_untracked() };
        desk.edits.perform(key.get_value(), edit);
    });
    let on_open = Callback::new(move |()| {
        pickers::fill(desk, &account);
        // Somebody who is known by address only can be asked for by name.
        let is_nameless = assignee_now().is_some_and(|person| {
            desk.accounts
                .directory(&account)
                .with_untracked(|known| known.person(&person.id).is_none_or(|it| it.name.is_empty()))
        });
        if is_nameless {
            desk.accounts.learn_assignee(&account, key.with_value(|key| key.id.clone()));
        }
    });
    view! {
        <label class="field">
            <span aria-hidden="true">"Assignee"</span>
            <Combobox
                label="Assignee"
                id=ids::ASSIGNEE
                key="a"
                placeholder="Unassigned"
                value=live::text(value)
                options=options
                on_choose=choose
                free_entry=free
                on_open=on_open
            />
        </label>
    }
}

#[component]
fn GroupEditor(key: StoredValue<TicketKey>, ticket: Signal<Ticket>, is_quiet: RwSignal<bool>) -> impl IntoView {
    let desk = Desk::here();
    let account = key.with_value(|key| key.account.clone());
    let directory = desk.accounts.directory(&account);
    let group = move || ticket.with(|ticket| ticket.group.clone());
    let options = {
        let directory = directory.clone();
        live::signal(move || {
            directory.with(|known| known.groups.iter().map(|it| Choosable::new(&it.id, &it.name)).collect())
        })
    };
    let choose = Callback::new(move |id: String| {
        let known = directory.with_untracked(|known| known.groups.iter().find(|it| it.id == id).cloned());
        let to = Some(known.unwrap_or_else(|| Choice::named(id)));
        let edit = Edit::Group {
            from: ticket.with_untracked(|ticket| ticket.group.clone()),
            to,
            notify: !is_quiet.get_untracked(),
        };
        desk.edits.perform(key.get_value(), edit);
    });
    view! {
        <label class="field">
            <span aria-hidden="true">"Group"</span>
            <Combobox
                label="Group"
                id=ids::GROUP
                key="g"
                placeholder="No group"
                value=live::text(move || group().map(|group| group.name).unwrap_or_default())
                options=options
                on_choose=choose
                free_entry=true
                on_open=Callback::new(move |()| pickers::fill(desk, &account))
            />
        </label>
    }
}

#[component]
fn MailboxEditor(ticket: Signal<Ticket>) -> impl IntoView {
    let desk = Desk::here();
    let name = move || ticket.with(|ticket| ticket.mailbox.as_ref().map(|mailbox| mailbox.name.clone()));
    view! {
        <div class="field">
            <span>"Mailbox"</span>
            <span class="mailbox">
                <span class="mailbox-name" dir="auto">{live::text(move || name().unwrap_or_else(|| "Not told".to_owned()))}</span>
                <TextButton label="Change mailbox" kind="quiet" on_press=move |_| desk.overlay.set(Some(Overlay::Mailbox))/>
            </span>
        </div>
    }
}
