//! Moving a ticket to another mailbox.

use leptos::prelude::*;

use crate::domain::{ChangeMode, Choice, TicketField};
use crate::state::AppState;
use crate::text::{actions, fields, ticket as words};
use crate::ui::controls::{Combobox, Dialog, TextButton};
use crate::ui::{pickers, reactive};

/// The dialog "Change mailbox" for the open ticket.
#[component]
pub fn MailboxDialog() -> impl IntoView {
    let app = AppState::here();
    let close = Callback::new(move |()| app.overlay.set(None));
    let Some(key) = app.open.key() else { return ().into_any() };
    let directory = app.accounts.directory(&key.account);
    let chosen = RwSignal::new(None::<Choice>);
    let options = {
        let directory = directory.clone();
        reactive::signal(move || directory.with(|known| pickers::choices(&known.mailboxes)))
    };
    let choose = Callback::new(move |id: String| {
        chosen.set(Some(directory.with_untracked(|known| Choice::among(&known.mailboxes, &id))));
    });
    let account = key.account.clone();
    let change = move |_| {
        if let Some(to) = chosen.get_untracked() {
            app.choose(&key, TicketField::Mailbox, &to.id, ChangeMode::Notify);
            app.overlay.set(None);
        }
    };
    view! {
        <Dialog title=words::CHANGE_MAILBOX on_close=close>
            <div class="dialog-body">
                <label class="field">
                    <span aria-hidden="true">{fields::MAILBOX.text()}</span>
                    <Combobox
                        label=fields::MAILBOX
                        placeholder=words::NAME_OR_ID.text()
                        value=reactive::text(move || chosen.get().map(|mailbox| mailbox.name).unwrap_or_default())
                        options=options
                        on_choose=choose
                        free_entry=true
                        on_open=Callback::new(move |()| pickers::fill(app, &account))
                    />
                </label>
            </div>
            <footer class="dialog-foot">
                <TextButton label=actions::CANCEL on_press=move |_| app.overlay.set(None)/>
                <TextButton
                    label=words::CHANGE
                    kind="primary"
                    disabled=reactive::flag(move || chosen.with(Option::is_none))
                    on_press=change
                />
            </footer>
        </Dialog>
    }
    .into_any()
}
