//! The form for a new ticket: one field for each that the account's API documents.

mod fields;

use leptos::ev::{Event, KeyboardEvent, SubmitEvent};
use leptos::prelude::*;

use self::fields::{FormField, Own};
use super::controls::{Choosable, Combobox, Dialog, TextButton};
use super::dialogs::token::TokenDialog;
use super::reactive;
use crate::domain::{AccountId, Field, Section};
use crate::state::AppState;
use crate::state::outbox::new_ticket_progress::Progress;
use crate::state::outbox::new_tickets;
use crate::text::{actions, dialogs, new_ticket as words};

/// The dialog "New ticket".
#[component]
pub fn NewTicketDialog() -> impl IntoView {
    let app = AppState::here();
    let accounts = app.accounts.list();
    let first = app.list.account().or_else(|| accounts.first().map(|account| account.id.clone()));
    let account = RwSignal::new(first);
    if let Some(stored) = new_tickets::restore(app) {
        account.set(Some(stored));
    }
    reactive::effect(move || {
        if let Some(account) = account.get() {
            new_tickets::store(app, &account);
        }
    });
    let choices: Vec<Choosable> =
        accounts.iter().map(|account| Choosable::new(account.id.as_str(), &account.name)).collect();
    let several = choices.len() > 1;
    let name = move || account.get().and_then(|id| app.accounts.find(&id)).map(|it| it.name).unwrap_or_default();
    let is_refused = reactive::memo(move || app.new_ticket_progress.with(|it| *it == Progress::TokenRefused));
    // How often the token was replaced because the helpdesk refused it.
    let renewed = RwSignal::new(0_usize);
    let form = reactive::view(move || match account.get() {
        Some(account) => view! { <Form account renewed/> }.into_any(),
        None => view! { <p class="dialog-body">{words::CONNECT_FIRST.text()}</p> }.into_any(),
    });
    // A ticket that is being sent belongs to one account, and so does the question for its token.
    let choose = move |id: String| {
        if !app.new_ticket_progress.with_untracked(Progress::is_busy) {
            // The failure was the other account's.
            new_tickets::reset(app);
            account.set(Some(id.as_str().into()));
        }
    };
    view! {
        <Dialog title=actions::NEW_TICKET class="compose" on_close=Callback::new(move |()| app.overlay.set(None))>
            {several.then(|| view! {
                <label class="field">
                    <span aria-hidden="true">{dialogs::ACCOUNT.text()}</span>
                    <Combobox
                        label=dialogs::ACCOUNT
                        value=reactive::text(name)
                        options=reactive::signal(move || choices.clone())
                        on_choose=Callback::new(choose)
                    />
                </label>
            })}
            {form}
        </Dialog>
        {reactive::view(move || account.get().filter(|_| is_refused.get()).map(|account| {
            let done = move |is_new: bool| {
                app.new_ticket_progress.set(Progress::Writing);
                renewed.update(|count| *count += usize::from(is_new));
            };
            view! { <TokenDialog account on_done=Callback::new(done)/> }
        }))}
    }
}

#[component]
fn Form(account: AccountId, renewed: RwSignal<usize>) -> impl IntoView {
    let app = AppState::here();
    let fields = new_tickets::fields(app, &account);
    let missing = RwSignal::new(None::<String>);
    let progress = app.new_ticket_progress;
    let own = Own::of(app, &account);
    let account = StoredValue::new(account);
    let send = move || {
        let names = own.find_missing(app, fields);
        missing.set((!names.is_empty()).then(|| words::missing(&names)));
        if names.is_empty() {
            new_tickets::send(app, &account.get_value(), &own.defaults());
        }
    };
    let tokens = renewed.get_untracked();
    reactive::effect(move || {
        if renewed.get() > tokens {
            untrack(send);
        }
    });
    let problem = move || match progress.get() {
        Progress::Failed(sentence) => sentence,
        Progress::TokenRefused => words::TOKEN_REFUSED.into(),
        _ => missing.get().unwrap_or_default(),
    };
    let is_busy = reactive::memo(move || progress.with(Progress::is_busy));
    let is_held = reactive::memo(move || progress.with(|it| matches!(it, Progress::Held(_))));
    let of = move |section: Section| {
        let fields = fields.iter().filter(|field| field.section == section);
        let one = |field: &Field| view! { <FormField field=field.clone() account=account.get_value() own/> }.into_any();
        fields.map(one).collect_view()
    };
    let has = move |section: Section| fields.iter().any(|field| field.section == section);
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            send();
        }
    };
    view! {
        <form
            class="compose-form"
            novalidate
            on:submit=reactive::on(move |event: SubmitEvent| {
                event.prevent_default();
                send();
            })
            on:keydown=reactive::on(on_keydown)
            // The input may correct what was invalid.
            on:input=reactive::on(move |_: Event| {
                missing.set(None);
                if progress.with_untracked(|it| matches!(it, Progress::Failed(_))) {
                    progress.set(Progress::Writing);
                }
            })
        >
            <div class="dialog-body">
                <div class="fields">{of(Section::Main)}</div>
                {has(Section::Options).then(|| view! {
                    <details>
                        <summary>{words::MORE_OPTIONS.text()}</summary>
                        <div class="fields">{of(Section::Options)}</div>
                    </details>
                })}
                {has(Section::Customer).then(|| view! {
                    <details>
                        <summary>{words::CUSTOMER_DETAILS.text()}</summary>
                        <div class="fields">{of(Section::Customer)}</div>
                    </details>
                })}
            </div>
            <p class="form-problem" role="alert">{reactive::text(problem)}</p>
            <footer class="dialog-foot">
                <p class="held" aria-live="polite">
                    {reactive::maybe(move || is_held.get().then(|| words::HELD.into()))}
                </p>
                {reactive::when(move || is_held.get(), move || view! {
                    <TextButton label=actions::UNDO kind="counts" on_press=move |_| new_tickets::take_back(app)/>
                })}
                <TextButton label=words::DISCARD kind="quiet" on_press=move |_| {
                    new_tickets::discard(app);
                    app.overlay.set(None);
                }/>
                <TextButton label=words::CREATE kind="primary" key="Ctrl+Enter" submits=true disabled=is_busy/>
            </footer>
        </form>
    }
}
