//! The form for a new ticket: one field for each that the account's API documents.

mod fields;

use leptos::ev::{Event, KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::fields::{FormField, Own, field_id};
use super::controls::{Choosable, Combobox, Dialog, TextButton};
use super::dialogs::token::TokenDialog;
use super::reactive;
use crate::client::Failure;
use crate::client::error::Error;
use crate::domain::{AccountId, Entry, Field, FieldKind, NewTicket, Section, TicketKey};
use crate::platform::storage::{self, Key};
use crate::platform::{clock, focus};
use crate::state::notices::NoticeAction;
use crate::state::outbox::new_tickets;
use crate::state::{AppState, Overlay};
use crate::text;

/// The dialog "New ticket".
#[component]
pub fn NewTicketDialog() -> impl IntoView {
    let app = AppState::here();
    let accounts = app.accounts.list();
    let first = app.list.account().or_else(|| accounts.first().map(|account| account.id.clone()));
    let account = RwSignal::new(first);
    keep_draft(app, account);
    let choices: Vec<Choosable> =
        accounts.iter().map(|account| Choosable::new(account.id.as_str(), &account.name)).collect();
    let several = choices.len() > 1;
    let name = move || account.get().and_then(|id| app.accounts.find(&id)).map(|it| it.name).unwrap_or_default();
    let token = RwSignal::new(Token::Good);
    let form = reactive::view(move || match account.get() {
        Some(account) => view! { <Form account token/> }.into_any(),
        None => view! { <p class="dialog-body">"Connect a helpdesk in Settings first: a new ticket needs one."</p> }
            .into_any(),
    });
    // What is on its way is one account's, and so is the question for its token.
    let choose = move |id: String| {
        if !app.is_creating.get_untracked() {
            account.set(Some(id.as_str().into()));
        }
    };
    view! {
        <Dialog title="New ticket" class="compose" on_close=Callback::new(move |()| app.overlay.set(None))>
            {several.then(|| view! {
                <label class="field">
                    <span aria-hidden="true">"Account"</span>
                    <Combobox
                        label="Account"
                        value=reactive::text(name)
                        options=reactive::signal(move || choices.clone())
                        on_choose=Callback::new(choose)
                    />
                </label>
            })}
            {form}
        </Dialog>
        {reactive::view(move || account.get().filter(|_| token.get() == Token::Wanted).map(|account| {
            let done = move |is_new: bool| token.set(if is_new { Token::Renewed } else { Token::Good });
            view! { <TokenDialog account on_done=Callback::new(done)/> }
        }))}
    }
}

/// What the helpdesk thinks of the token. When it refuses it, another one is asked for, and then the
/// ticket is sent.
#[derive(Clone, Copy, PartialEq)]
enum Token {
    Good,
    Wanted,
    Renewed,
}

/// Puts in what was draft before and is on the device still, and keeps what is draft from here on.
fn keep_draft(app: AppState, account: RwSignal<Option<AccountId>>) {
    if app.accounts.is_demo_now() {
        return;
    }
    if app.new_ticket.with_untracked(NewTicket::is_empty)
        && let Some((of, draft)) = new_tickets::kept()
        && untrack(|| app.accounts.find(&of)).is_some()
    {
        account.set(Some(of));
        app.new_ticket.set(draft);
    }
    reactive::effect(move || {
        if let Some(account) = account.get() {
            app.new_ticket.with(|draft| new_tickets::keep(&account, draft));
        }
    });
}

#[component]
fn Form(account: AccountId, token: RwSignal<Token>) -> impl IntoView {
    let app = AppState::here();
    let fields = StoredValue::new(untrack(|| app.accounts.capabilities(&account)).create);
    let problem = RwSignal::new(None::<String>);
    let is_sending = app.is_creating;
    let own = Own::of(app, &account);
    let held = Held::new();
    let think_again = move |_| {
        held.give_up();
        is_sending.set(false);
    };
    let account = StoredValue::new(account);
    let send = move || {
        if is_sending.get_untracked() {
            return;
        }
        let draft = app.new_ticket.get_untracked();
        let mut draft = draft.clone();
        own.fill_in(&mut draft);
        let missing = fields.with_value(|fields| {
            let missing = draft.missing(fields);
            own.missing.set(missing.iter().map(|field| field.key).collect());
            missing.first().map(|first| focus::focus_id(&field_id(first.key)));
            missing.iter().map(|field| field.label.text()).collect::<Vec<_>>().join(", ")
        });
        if !missing.is_empty() {
            return problem.set(Some(format!("Still missing: {missing}.")));
        }
        let id = account.get_value();
        let Some(client) = app.accounts.client_now(&id) else { return };
        let known = app.accounts.directory(&id).get_untracked();
        // Moments are entered in the agent's own zone and travel with one.
        for field in fields.get_value().into_iter().filter(|field| field.kind == FieldKind::Moment) {
            if let Some(moment) = draft.text(field.key).map(clock::mail_date) {
                draft.enter(field.key, Entry::Text(moment));
            }
        }
        is_sending.set(true);
        problem.set(None);
        let turn = held.begin();
        spawn_local(async move {
            clock::sleep(HOLD).await;
            if !held.end(turn) {
                return;
            }
            let outcome = new_tickets::create(app, &client, &draft, &known, &fields.get_value()).await;
            is_sending.set(false);
            match outcome {
                Ok(ticket) => created(app, TicketKey { account: id, id: ticket }, &draft),
                Err(Failure { error: Error::Unauthorized, .. }) if token.try_set(Token::Wanted).is_none() => {
                    problem.try_set(Some("The helpdesk refused the token: the ticket was not created.".to_owned()));
                }
                Err(failure) => {
                    let sentence = text::not_created(&failure, client.account().proxy.is_some());
                    // The form may have been closed meanwhile; what was draft is kept.
                    if let Some(Some(sentence)) = problem.try_set(Some(sentence)) {
                        if app.new_ticket.with_untracked(NewTicket::is_empty) {
                            app.new_ticket.set(draft);
                        }
                        let again = NoticeAction::new(text::messages::OPEN_DRAFT, move || {
                            app.overlay.set(Some(Overlay::NewTicket))
                        });
                        app.notices.failed(format!("The ticket was not created. {sentence}"), [again]);
                    }
                }
            }
        });
    };
    reactive::effect(move || {
        if token.get() == Token::Renewed {
            token.set(Token::Good);
            untrack(send);
        }
    });
    let of = move |section: Section| {
        fields.with_value(|fields| {
            let fields = fields.iter().filter(|field| field.section == section);
            let one =
                |field: &Field| view! { <FormField field=field.clone() account=account.get_value() own/> }.into_any();
            fields.map(one).collect_view()
        })
    };
    let has = move |section: Section| fields.with_value(|fields| fields.iter().any(|field| field.section == section));
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
            // What was wrong may be mended by what is entered now.
            on:input=reactive::on(move |_: Event| problem.set(None))
        >
            <div class="dialog-body">
                <div class="fields">{of(Section::Main)}</div>
                {has(Section::Options).then(|| view! {
                    <details>
                        <summary>"More options"</summary>
                        <div class="fields">{of(Section::Options)}</div>
                    </details>
                })}
                {has(Section::Customer).then(|| view! {
                    <details>
                        <summary>"Customer details"</summary>
                        <div class="fields">{of(Section::Customer)}</div>
                    </details>
                })}
            </div>
            <p class="form-problem" role="alert">{reactive::text(move || problem.get().unwrap_or_default())}</p>
            <footer class="dialog-foot">
                <p class="held" aria-live="polite">
                    {reactive::maybe(move || held.is_waiting.get().then(|| "It goes out in 3 seconds.".to_owned()))}
                </p>
                {reactive::when(move || held.is_waiting.get(), move || view! {
                    <TextButton label="Undo" kind="counts" on_press=think_again/>
                })}
                <TextButton label="Discard" kind="quiet" on_press=move |_| {
                    forget_draft(app);
                    app.overlay.set(None);
                }/>
                <TextButton label="Create ticket" kind="primary" key="Ctrl+Enter" submits=true disabled=is_sending/>
            </footer>
        </form>
    }
}

/// How long a new ticket waits before it is sent, because nothing takes it back: in milliseconds.
const HOLD: u32 = 3000;

/// The moment in which a new ticket can still be kept from being sent.
#[derive(Clone, Copy)]
struct Held {
    is_waiting: RwSignal<bool>,
    turn: StoredValue<u32>,
}

impl Held {
    fn new() -> Self {
        Held { is_waiting: RwSignal::new(false), turn: StoredValue::new(0) }
    }

    fn begin(self) -> u32 {
        self.is_waiting.set(true);
        self.turn.get_value()
    }

    fn give_up(self) {
        self.is_waiting.set(false);
        self.turn.update_value(|turn| *turn += 1);
    }

    /// Ends the moment. Returns whether the ticket shall go: a form that was closed has nothing against it.
    fn end(self, turn: u32) -> bool {
        let goes = self.turn.try_get_value().is_none_or(|now| now == turn);
        if goes {
            self.is_waiting.try_set(false);
        }
        goes
    }
}

/// After a ticket was created: the form is empty, the list is asked for again, the ticket is near.
fn created(app: AppState, key: TicketKey, sent: &NewTicket) {
    let subject = sent.text("subject").map(|subject| format!("“{}”", text::isolated(subject)));
    let account = untrack(|| app.accounts.find(&key.account)).map(|account| account.name).unwrap_or_default();
    // Anything typed since belongs to another ticket.
    if app.new_ticket.with_untracked(|draft| draft == sent) {
        forget_draft(app);
        app.overlay.update(|overlay| drop(overlay.take_if(|it| *it == Overlay::NewTicket)));
    }
    app.list.refresh();
    let what = subject.unwrap_or_else(|| format!("Ticket {}", key.id));
    let open = NoticeAction::new(text::messages::OPEN_TICKET, move || app.navigation.open(key.clone()));
    app.notices.done(format!("{what} was created in {}.", text::isolated(&account)), Some(open));
}

fn forget_draft(app: AppState) {
    app.new_ticket.set(NewTicket::default());
    storage::remove(Key::NewTicket);
}
