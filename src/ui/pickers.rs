//! What the comboboxes of the app offer, from what is known of an account.

use crate::domain::{AccountId, State};
use crate::state::Desk;
use crate::text;
use crate::ui::controls::Choosable;

/// A state to choose.
pub fn state(state: &State) -> Choosable {
    Choosable { tone: Some(state.tone.name()), ..Choosable::new(&state.word, state.display()) }
}

/// Fetches what can be chosen in an account, once, when it is first needed.
pub fn fill(desk: Desk, account: &AccountId) {
    desk.accounts.fill_directory(account, move |error| {
        let why = text::explain(&error, true).sentence;
        let sentence =
            format!("Not every list of agents, groups and mailboxes could be had, so type what is missing. {why}");
        desk.notices.done(sentence, None);
    });
}
