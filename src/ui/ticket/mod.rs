//! The open ticket: its editors, its conversation, and the composer.

mod about;
mod actions;
mod attachments;
mod composer;
mod conversation;
mod facts;
mod header;
mod labels;
mod mail_frame;
mod mailbox;
mod message;
mod plain_text;
mod properties;
mod remote_changes;

pub use labels::{LabelChip, RemovableLabel};
pub use mailbox::MailboxDialog;

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use self::composer::Composer;
use self::conversation::Conversation;
use self::header::Head;
use self::properties::Properties;
use self::remote_changes::ChangedNote;
use super::alerts::Failure;
use super::commands::{Action, Context, hint};
use super::controls::Icon;
use super::deferred::{self, Part};
use super::dialogs::suspicious_link::LeaveDialog;
use super::reactive;
use crate::domain::{Intent, Phrase, ReplyOption, TicketField};
use crate::state::AppState;
use crate::text::ticket as words;

/// The pane of the open ticket, or a placeholder while none is open.
#[component]
pub fn TicketPane() -> impl IntoView {
    let app = AppState::here();
    let is_open = move || app.open.key().is_some();
    reactive::either(is_open, || deferred::draw(Part::Ticket), || view! { <NothingOpen/> })
}

#[component]
fn NothingOpen() -> impl IntoView {
    let key = |id| view! { <kbd>{hint(id)}</kbd> };
    view! {
        <section class="ticket nothing-open" aria-label=words::NONE_OPEN.text()>
            <Icon name="bell"/>
            <p>{words::SELECT_ONE.text()}</p>
            <p class="keys">
                {key("next")} {key("previous")} " " {words::KEY_MOVE.text()} " · " {key("open")} " " {words::KEY_OPEN.text()} " · "
                {key("help")} " " {words::KEY_HELP.text()}
            </p>
        </section>
    }
}

/// The open ticket.
#[component]
pub fn OpenTicket() -> impl IntoView {
    let app = AppState::here();
    let failure = reactive::view(move || {
        let error = app.open.progress.get().error().cloned()?;
        let account = app.open.key()?.account;
        Some(view! { <Failure error account on_retry=Callback::new(move |()| app.open.load())/> })
    });
    let known = reactive::signal(move || app.open.ticket().unwrap_or_default());
    let body = move || {
        view! {
            // The editors belong to one ticket: another one gets its own.
            <div class="ticket-top">
                {reactive::view(move || app.open.key().map(|key| {
                    // They change with what the helpdesk turned out not to support.
                    app.accounts.capabilities(&key.account);
                    view! { <Properties key ticket=known/> }
                }))}
            </div>
            <div class="conversation">
                {reactive::view(move || app.open.key().map(|key| view! { <Conversation key ticket=known/> }))}
            </div>
            {reactive::view(move || app.open.key().map(|key| view! { <Composer key/> }))}
        }
    };
    view! {
        <section
            class="ticket"
            role="region"
            aria-label=words::REGION.text()
            aria-busy=reactive::text(move || app.open.progress.get().is_loading().to_string())
        >
            <Head ticket=known/>
            <ChangedNote/>
            <div class="ticket-body">
                {failure}
                {reactive::either(move || app.open.ticket().is_some(), body, || view! { <Skeleton/> })}
            </div>
            <BottomBar/>
            {reactive::view(move || app.conversations().suspicious_link.get().map(|link| view! { <LeaveDialog link/> }))}
            <p class="pointed" aria-hidden="true">{reactive::text(move || app.conversations().pointed.get())}</p>
        </section>
    }
}

/// The most used actions within reach of a thumb; only on a narrow screen.
#[component]
fn BottomBar() -> impl IntoView {
    let context = Context::here();
    let app = context.app();
    let button = move |icon: &'static str, label: Phrase, name: Phrase, action: Action| {
        view! {
            <button type="button" aria-label=name.text() on:click=reactive::on(move |_: MouseEvent| context.act(action))>
                <Icon name=icon/>
                <span>{label.text()}</span>
            </button>
        }
        .into_any()
    };
    let can = move |field: TicketField| {
        let account = app.open.key().map(|key| key.account);
        account.is_some_and(|account| app.accounts.capabilities(&account).can_change(field))
    };
    let can_answer = move || {
        let account = app.open.key().map(|key| key.account);
        account.is_some_and(|account| app.accounts.capabilities(&account).reply_options.contains(&ReplyOption::Reply))
    };
    view! {
        <div class="bottom-bar" role="toolbar" aria-label=words::FREQUENT_ACTIONS.text()>
            {button("back", words::BACK, words::BACK_TO_ALL, Action::Back)}
            {reactive::when(move || can(TicketField::Assignee), move || {
                button("mine", words::ASSIGN, words::ASSIGN_TICKET, Action::Edit(TicketField::Assignee))
            })}
            {reactive::when(can_answer, move || button("reply", words::REPLY, words::REPLY_TO_TICKET, Action::Reply(ReplyOption::Reply)))}
            {reactive::when(move || can(TicketField::Labels), move || {
                button("tag", words::LABEL, words::LABEL_TICKET, Action::Edit(TicketField::Labels))
            })}
            {button("check", words::CLOSE, words::CLOSE_TICKET, Action::CarryOut(Intent::Finish))}
        </div>
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <div class="ticket-skeleton" aria-hidden="true">
            <span></span>
            <span></span>
            <span></span>
        </div>
    }
}
