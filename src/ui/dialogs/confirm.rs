//! Questions before an action: whether to do what cannot be undone, and who the agent is.

use leptos::prelude::*;

use crate::domain::{AccountId, Intent, TicketChange, TicketKey};
use crate::state::AppState;
use crate::text::{self, dialogs as words};
use crate::ui::controls::{Combobox, Dialog, Question, TextButton};
use crate::ui::{pickers, reactive};

/// Asks before what cannot be undone.
#[component]
pub fn ConfirmDialog(
    /// The changes.
    changes: Vec<TicketChange>,
) -> impl IntoView {
    let app = AppState::here();
    let count = changes.iter().filter(|change| app.is_final(change)).count();
    let question = match changes.as_slice() {
        [(key, _)] => {
            let ticket = app.tickets.signal(key).map(|ticket| ticket.get_untracked()).unwrap_or_default();
            words::complete(text::subject(&ticket))
        }
        changes if changes.len() == count => words::complete_all(count),
        changes => words::complete_some(changes.len(), count),
    };
    let answer = Callback::new(move |is_sure: bool| {
        app.overlay.set(None);
        if is_sure {
            app.perform_confirmed(changes.clone());
        }
    });
    view! { <Question question action=text::ticket::COMPLETE.text() on_answer=answer/> }
}

/// Asks who the agent is in an account, stores it, and goes on with the intent.
#[component]
pub fn WhoAmIDialog(
    /// The account.
    account: AccountId,
    /// The intent.
    intent: Intent,
    /// The tickets.
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
        <Dialog title=words::WHO_ARE_YOU on_close=close>
            <div class="dialog-body">
                <p>{words::who_you_are(&name)}</p>
                <label class="field">
                    <span aria-hidden="true">{words::I_AM.text()}</span>
                    <Combobox
                        label=words::I_AM
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
                <TextButton label=text::actions::CANCEL on_press=move |_| app.overlay.set(None)/>
            </footer>
        </Dialog>
    }
}
