//! The questions before an action: whether to go on with what cannot be undone, and who the agent is.

use leptos::prelude::*;

use crate::domain::{AccountId, Intent, TicketChange, TicketKey};
use crate::state::AppState;
use crate::text;
use crate::ui::controls::{Combobox, Dialog, Question, TextButton};
use crate::ui::{pickers, reactive};

/// Asks before what cannot be undone.
#[component]
pub fn ConfirmDialog(
    /// What would be done.
    changes: Vec<TicketChange>,
) -> impl IntoView {
    let app = AppState::here();
    let count = changes.iter().filter(|change| app.is_final(change)).count();
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
            app.perform_confirmed(changes.clone());
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
        app.carry_out(intent, keys.clone());
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
