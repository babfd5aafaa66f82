//! The editors of a ticket: state, assignee, group, labels, mailbox. Each exists only if the account's API documents
//! the change.

use leptos::prelude::*;

use super::actions::Actions;
use super::labels::LabelEditor;
use crate::domain::{Capabilities, ChangeMode, Ticket, TicketField, TicketKey};
use crate::state::device::recent;
use crate::state::{AppState, Overlay};
use crate::text;
use crate::ui::commands::{command_that_edits, hint};
use crate::ui::controls::{Check, Combobox, TextButton};
use crate::ui::element_ids::editor_of;
use crate::ui::{pickers, reactive};

/// The editors of one ticket.
#[component]
pub fn Properties(key: TicketKey, ticket: Signal<Ticket>) -> impl IntoView {
    let app = AppState::here();
    let capabilities = StoredValue::new(untrack(|| app.accounts.capabilities(&key.account)));
    let can = |ask: fn(&Capabilities) -> bool| capabilities.with_value(ask);
    let key = StoredValue::new(key);
    let is_quiet = RwSignal::new(false);
    // The others have controls of their own.
    let is_chosen = |field: &TicketField| {
        !matches!(field, TicketField::Subject | TicketField::Labels | TicketField::Mailbox | TicketField::Flag(_))
    };
    let offered = TicketField::changing().filter(is_chosen);
    let offered = offered.filter(|field| capabilities.with_value(|can| can.can_change(*field)));
    let editor = move |field| view! { <Editor field key ticket capabilities is_quiet/> }.into_any();
    let labelled = |field| {
        view! {
            <label class="field">
                <span aria-hidden="true">{text::field(field).text()}</span>
                {editor(field)}
            </label>
        }
        .into_any()
    };
    view! {
        <div class="properties">
            {offered.map(labelled).collect_view()}
            {can(|can| can.can_change(TicketField::Mailbox)).then(|| view! { <MailboxEditor ticket/> })}
            {can(|can| can.changes.iter().any(|it| it.can_be_quiet)).then(|| view! {
                <Check label=text::ticket::SKIP_NOTIFICATIONS checked=is_quiet on_change=move |is_on| is_quiet.set(is_on)/>
            })}
        </div>
        <Actions key ticket capabilities/>
        {can(|can| can.can_change(TicketField::Labels)).then(|| view! { <LabelEditor key ticket adder=editor(TicketField::Labels)/> })}
    }
}

/// The combobox of one field.
#[component]
fn Editor(
    field: TicketField,
    key: StoredValue<TicketKey>,
    ticket: Signal<Ticket>,
    capabilities: StoredValue<Capabilities>,
    is_quiet: RwSignal<bool>,
) -> impl IntoView {
    let app = AppState::here();
    let account = key.with_value(|key| key.account.clone());
    let directory = app.accounts.directory(&account);
    let (known, entry_known, shown) = (directory.clone(), directory, account.clone());
    let value = move || {
        ticket.with(|ticket| match (field, &ticket.assignee) {
            // The present labels have chips of their own.
            (TicketField::Labels, _) => String::new(),
            (TicketField::Assignee, Some(person)) => app.accounts.known(&shown, person).display().to_owned(),
            _ => text::value(field, &field.value(ticket)),
        })
    };
    let agent = account.clone();
    let options = reactive::signal(move || {
        let me = app.accounts.find(&agent).and_then(|account| account.me);
        let of = |ticket: &Ticket| {
            known.with(|known| {
                capabilities.with_value(|can| {
                    let to_me = || pickers::to_me(ticket, me.as_deref(), known, can);
                    let to_me = (field == TicketField::Assignee).then(to_me).flatten();
                    to_me.into_iter().chain(pickers::options(field, Some(ticket), known, can)).collect::<Vec<_>>()
                })
            })
        };
        ticket.with(of)
    });
    let recent = reactive::signal(move || key.with_value(|key| recent::of(&key.account, field)));
    let choose = Callback::new(move |id: String| {
        let mode = if is_quiet.get_untracked() { ChangeMode::Quiet } else { ChangeMode::Notify };
        key.with_value(|key| app.choose(key, field, &id, mode));
    });
    let on_open = Callback::new(move |()| {
        pickers::fill(app, &account);
        if field == TicketField::Assignee {
            ticket.with_untracked(|ticket| learn_assignee(app, ticket));
        }
    });
    view! {
        <Combobox
            label=text::editor(field)
            id=editor_of(field)
            key=hint(command_that_edits(field))
            placeholder=text::no_value(field)
            value=reactive::text(value)
            options=options
            on_choose=choose
            free_entry=reactive::flag(move || {
                entry_known.with(|known| capabilities.with_value(|can| can.takes_entry(field, known)))
            })
            is_multiple=field == TicketField::Labels
            on_open=on_open
            recent=recent
        />
    }
}

/// Loads the assignee's name if only the address is known.
fn learn_assignee(app: AppState, ticket: &Ticket) {
    let Some(person) = &ticket.assignee else { return };
    let directory = app.accounts.directory(&ticket.key.account);
    if directory.with_untracked(|known| known.person(&person.id).is_none_or(|it| it.name.is_empty())) {
        app.accounts.learn_assignee(&ticket.key.account, ticket.key.id.clone());
    }
}

#[component]
fn MailboxEditor(ticket: Signal<Ticket>) -> impl IntoView {
    let app = AppState::here();
    let mailbox = TicketField::Mailbox;
    let name = move || match ticket.with(|ticket| text::value(mailbox, &mailbox.value(ticket))) {
        name if name.is_empty() => text::no_value(mailbox).into(),
        name => name,
    };
    view! {
        <div class="field">
            <span>{text::field(mailbox).text()}</span>
            <span class="mailbox">
                <span class="mailbox-name" dir="auto">{reactive::text(name)}</span>
                <TextButton label=text::ticket::CHANGE_MAILBOX kind="quiet" on_press=move |_| app.overlay.set(Some(Overlay::Mailbox))/>
            </span>
        </div>
    }
}
