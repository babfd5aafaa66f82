//! The editors of a ticket: state, assignee, group, labels, mailbox. Each is there only if the
//! account's API documents the change.

use leptos::prelude::*;

use super::actions::Actions;
use super::labels::LabelEditor;
use super::{command_of, id_of, label_of};
use crate::domain::property::NOBODY;
use crate::domain::{Capabilities, Property, Ticket, TicketKey};
use crate::state::device::recent;
use crate::state::{AppState, Overlay};
use crate::ui::commands::hint;
use crate::ui::controls::{Check, Combobox, TextButton};
use crate::ui::{pickers, reactive};

/// The editors of one ticket.
#[component]
pub fn Properties(key: TicketKey, ticket: Signal<Ticket>) -> impl IntoView {
    let app = AppState::here();
    let capabilities = StoredValue::new(untrack(|| app.accounts.capabilities(&key.account)));
    let can = |ask: fn(&Capabilities) -> bool| capabilities.with_value(ask);
    let key = StoredValue::new(key);
    let is_quiet = RwSignal::new(false);
    let offered = [Property::State, Property::Assignee, Property::Group].into_iter();
    let offered = offered.filter(|property| capabilities.with_value(|can| property.is_offered(can)));
    let editor = move |property| view! { <Editor property key ticket capabilities is_quiet/> }.into_any();
    let field = |property| {
        view! {
            <label class="field">
                <span aria-hidden="true">{label_of(property)}</span>
                {editor(property)}
            </label>
        }
        .into_any()
    };
    view! {
        <div class="properties">
            {offered.map(field).collect_view()}
            {can(|can| can.change_mailbox).then(|| view! { <MailboxEditor ticket/> })}
            {can(|can| can.quiet_assignment).then(|| view! {
                <Check label="Skip notifications" checked=is_quiet on_change=move |is_on| is_quiet.set(is_on)/>
            })}
        </div>
        <Actions key ticket capabilities/>
        {can(|can| can.labels).then(|| view! { <LabelEditor key ticket adder=editor(Property::Label)/> })}
    }
}

/// The combobox of one property.
#[component]
fn Editor(
    property: Property,
    key: StoredValue<TicketKey>,
    ticket: Signal<Ticket>,
    capabilities: StoredValue<Capabilities>,
    is_quiet: RwSignal<bool>,
) -> impl IntoView {
    let app = AppState::here();
    let account = key.with_value(|key| key.account.clone());
    let directory = app.accounts.directory(&account);
    let (known, entry_known, shown) = (directory.clone(), directory.clone(), account.clone());
    let value = move || {
        ticket.with(|ticket| match property {
            Property::State => ticket.state.as_ref().map(|state| state.display()),
            Property::Group => ticket.group.as_ref().map(|group| group.name.clone()),
            Property::Assignee => {
                let person = ticket.assignee.as_ref();
                person.map(|person| app.accounts.known(&shown, person).display().to_owned())
            }
            // Those there are have chips of their own.
            Property::Label => None,
        })
    };
    let agent = account.clone();
    let options = reactive::signal(move || {
        let me = app.accounts.find(&agent).and_then(|account| account.me);
        let of = |ticket: &Ticket| {
            known.with(|known| {
                capabilities.with_value(|can| {
                    let to_me = || pickers::to_me(ticket, me.as_deref(), known, can);
                    let to_me = (property == Property::Assignee).then(to_me).flatten();
                    to_me.into_iter().chain(pickers::options(property, Some(ticket), known, can)).collect::<Vec<_>>()
                })
            })
        };
        ticket.with(of)
    });
    // There are few states, and they have an order of their own.
    let recent = reactive::signal(move || match property {
        Property::State => Vec::new(),
        property => key.with_value(|key| recent::of(&key.account, property)),
    });
    let choose = Callback::new(move |id: String| {
        let known = directory.get_untracked();
        let edit = ticket.with_untracked(|ticket| {
            capabilities.with_value(|can| property.edit(ticket, &id, &known, can, !is_quiet.get_untracked()))
        });
        if let Some(edit) = edit {
            if property != Property::State && id != NOBODY {
                key.with_value(|key| recent::note(&key.account, property, &id));
            }
            app.outbox.perform(key.get_value(), edit);
        }
    });
    let on_open = Callback::new(move |()| {
        pickers::fill(app, &account);
        if property == Property::Assignee {
            ticket.with_untracked(|ticket| learn_assignee(app, ticket));
        }
    });
    view! {
        <Combobox
            label=label_of(property)
            id=id_of(property)
            key=hint(command_of(property))
            placeholder=placeholder_of(property)
            value=reactive::text(move || value().unwrap_or_default())
            options=options
            on_choose=choose
            free_entry=reactive::flag(move || {
                entry_known.with(|known| capabilities.with_value(|can| property.takes_entry(can, known)))
            })
            is_multiple=property == Property::Label
            on_open=on_open
            recent=recent
        />
    }
}

/// Asks who the assignee is by name, when only the address is known.
fn learn_assignee(app: AppState, ticket: &Ticket) {
    let Some(person) = &ticket.assignee else { return };
    let directory = app.accounts.directory(&ticket.key.account);
    if directory.with_untracked(|known| known.person(&person.id).is_none_or(|it| it.name.is_empty())) {
        app.accounts.learn_assignee(&ticket.key.account, ticket.key.id.clone());
    }
}

fn placeholder_of(property: Property) -> &'static str {
    match property {
        Property::State => "Not told",
        Property::Assignee => "Unassigned",
        Property::Group => "No group",
        Property::Label => "Add label",
    }
}

#[component]
fn MailboxEditor(ticket: Signal<Ticket>) -> impl IntoView {
    let app = AppState::here();
    let name = move || ticket.with(|ticket| ticket.mailbox.as_ref().map(|mailbox| mailbox.name.clone()));
    view! {
        <div class="field">
            <span>"Mailbox"</span>
            <span class="mailbox">
                <span class="mailbox-name" dir="auto">{reactive::text(move || name().unwrap_or_else(|| "Not told".to_owned()))}</span>
                <TextButton label="Change mailbox" kind="quiet" on_press=move |_| app.overlay.set(Some(Overlay::Mailbox))/>
            </span>
        </div>
    }
}
