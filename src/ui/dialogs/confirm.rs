//! What an agent wants to happen to tickets, whatever their helpdesks call it: done with, mine, taken
//! over. What is missing for it is asked for, and what cannot be undone is asked about.

use leptos::prelude::*;

use crate::domain::{AccountId, Edit, Intent, StateControl, TicketKey};
use crate::state::outbox::Change;
use crate::state::{AppState, Overlay};
use crate::text;
use crate::ui::changes::say_left;
use crate::ui::controls::{Combobox, Dialog, Question, TextButton};
use crate::ui::{pickers, reactive};

/// Carries out what the agent wants, as far as each ticket's helpdesk can do it.
pub fn carry_out(app: AppState, intent: Intent, keys: Vec<TicketKey>) {
    let mut changes: Vec<Change> = Vec::new();
    for key in &keys {
        let Some(account) = untrack(|| app.accounts.find(&key.account)) else { continue };
        let capabilities = untrack(|| app.accounts.capabilities(&key.account));
        // What stands for the agent in lists is no id that anything could be given to.
        let me = account.me.filter(|me| !(capabilities.knows_me && me == "me"));
        if me.is_none() && intent.names_me(&capabilities) {
            return app.overlay.set(Some(Overlay::WhoAmI(key.account.clone(), intent, keys)));
        }
        let Some(ticket) = app.tickets.signal(key) else { continue };
        let known = app.accounts.directory(&key.account).get_untracked();
        let edit = ticket.with_untracked(|ticket| intent.edit(ticket, me.as_deref(), &known, &capabilities));
        changes.extend(edit.map(|edit| (key.clone(), edit)));
    }
    say_left(app, keys.len(), changes.len());
    // What is so already needs no question.
    let is_due = |(key, edit): &Change| {
        app.tickets.signal(key).is_some_and(|ticket| ticket.with_untracked(|ticket| edit.is_due(ticket)))
    };
    if changes.iter().any(|change| is_final(app, change) && is_due(change)) {
        return app.overlay.set(Some(Overlay::Confirm(changes)));
    }
    if !changes.is_empty() {
        app.outbox.perform_all(changes);
    }
}

/// Whether a change can never be taken back.
fn is_final(app: AppState, (key, edit): &Change) -> bool {
    let is_completion = untrack(|| app.accounts.capabilities(&key.account)).state == StateControl::Complete;
    is_completion && matches!(edit, Edit::State { .. })
}

/// Asks before what cannot be undone.
#[component]
pub fn ConfirmDialog(
    /// What would be done.
    changes: Vec<Change>,
) -> impl IntoView {
    let app = AppState::here();
    let count = changes.iter().filter(|change| is_final(app, change)).count();
    let question = match changes.as_slice() {
        [(key, _)] => {
            let ticket = app.tickets.signal(key).map(|ticket| ticket.get_untracked()).unwrap_or_default();
            format!("Complete “{}”? Its helpdesk cannot open it again.", text::isolated(&text::subject(&ticket)))
        }
        changes => {
            let others = changes.len() - count;
            let and = if others > 0 { format!(" Another {others} can be undone.") } else { String::new() };
            format!("Complete {}? Their helpdesk cannot open them again.{and}", text::count(count, "ticket", "tickets"))
        }
    };
    let answer = Callback::new(move |is_sure: bool| {
        app.overlay.set(None);
        if is_sure {
            let (finals, others): (Vec<Change>, Vec<Change>) =
                changes.iter().cloned().partition(|change| is_final(app, change));
            app.outbox.perform_all(finals);
            if !others.is_empty() {
                app.outbox.perform_all(others);
            }
        }
    });
    view! { <Question question action="Complete" on_answer=answer/> }
}

/// Asks who the agent is in an account, remembers it, and goes on with what was wanted.
#[component]
pub fn WhoAmIDialog(
    /// Where the agent is not known yet.
    account: AccountId,
    /// What was wanted.
    intent: Intent,
    /// Of which tickets.
    keys: Vec<TicketKey>,
) -> impl IntoView {
    let app = AppState::here();
    let close = Callback::new(move |()| app.overlay.set(None));
    let known = untrack(|| app.accounts.find(&account));
    let name = known.as_ref().map(|account| account.name.clone()).unwrap_or_default();
    let hint = known.map(|account| account.vendor.me_hint.text()).unwrap_or_default();
    let directory = app.accounts.directory(&account);
    let options = reactive::signal(move || directory.with(pickers::people));
    let filled = account.clone();
    let choose = Callback::new(move |me: String| {
        app.overlay.set(None);
        app.accounts.remember_me(&account, me);
        carry_out(app, intent, keys.clone());
    });
    view! {
        <Dialog title="Who are you?" on_close=close>
            <div class="dialog-body">
                <p>{format!("{} wants to know who does this. Deskbell asks once and remembers it.", text::isolated(&name))}</p>
                <label class="field">
                    <span aria-hidden="true">"I am"</span>
                    <Combobox
                        label="I am"
                        placeholder=hint
                        value=reactive::text(String::new)
                        options=options
                        on_choose=choose
                        free_entry=true
                        on_open=Callback::new(move |()| pickers::fill(app, &filled))
                    />
                </label>
            </div>
            <footer class="dialog-foot">
                <TextButton label="Cancel" on_press=move |_| app.overlay.set(None)/>
            </footer>
        </Dialog>
    }
}
