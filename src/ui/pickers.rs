//! The options of comboboxes, from what is known of an account.

use leptos::prelude::untrack;
use leptos::task::spawn_local;

use crate::domain::change::NOBODY;
use crate::domain::{AccountId, Capabilities, Choice, Directory, LabelSet, Person, State, Ticket, TicketField, Value};
use crate::state::AppState;
use crate::text;
use crate::ui::controls::Choosable;

/// Returns what a field can become. For a ticket, its own labels are left out, and a field with a value can be emptied
/// if the API documents that.
pub fn options(
    field: TicketField,
    ticket: Option<&Ticket>,
    known: &Directory,
    capabilities: &Capabilities,
) -> Vec<Choosable> {
    let can_clear = capabilities.change_of(field).is_some_and(|it| it.can_clear);
    let holds_some = ticket.is_some_and(|ticket| field.value(ticket) != Value::Nothing);
    let nobody = (can_clear && holds_some).then(|| first(NOBODY, text::nobody(field).text()));
    let values = match field {
        TicketField::State => states(&capabilities.states),
        TicketField::Assignee => people(known),
        TicketField::Labels => labels(known, ticket.map(|ticket| &ticket.labels)),
        field => choices(known.choices(field)),
    };
    nobody.into_iter().chain(values).collect()
}

/// Returns an option that stands before all others.
fn first(id: &str, name: &str) -> Choosable {
    Choosable { is_first: true, ..Choosable::new(id, name) }
}

/// Returns the option that assigns a ticket to the agent, if it is known who that is and the ticket is someone else's.
pub fn to_me(ticket: &Ticket, me: Option<&str>, known: &Directory, capabilities: &Capabilities) -> Option<Choosable> {
    // The word for the agent in lists is not an id that a ticket could be assigned to.
    let me = me.filter(|me| !(capabilities.knows_me && *me == "me"))?;
    let is_mine = ticket.assignee.as_ref().is_some_and(|person| person.id == me);
    let person = known.person(me).cloned().unwrap_or_else(|| Person::by_email(me));
    (!is_mine).then(|| Choosable { person: Some(person), ..first(me, text::commands::ASSIGN_TO_ME.text()) })
}

/// Returns states as options.
pub fn states(states: &[State]) -> Vec<Choosable> {
    let choosable = |state: &State| Choosable {
        category: Some(state.category.name()),
        ..Choosable::new(&state.word, state.display())
    };
    states.iter().map(choosable).collect()
}

/// Returns the agents as options.
pub fn people(known: &Directory) -> Vec<Choosable> {
    known.people.iter().map(Choosable::person).collect()
}

/// Returns groups, mailboxes or folders as options.
pub fn choices(choices: &[Choice]) -> Vec<Choosable> {
    choices.iter().map(|choice| Choosable::new(&choice.id, &choice.name)).collect()
}

/// Returns the labels as options, without some.
pub fn labels(known: &Directory, without: Option<&LabelSet>) -> Vec<Choosable> {
    let others = known.labels.iter().filter(|label| without.is_none_or(|without| !without.contains(label)));
    others.map(Choosable::label).collect()
}

/// Loads the choices of an account, once, when they are first needed.
pub fn fill(app: AppState, account: &AccountId) {
    let account = account.clone();
    spawn_local(async move { filled(app, &account).await });
}

/// Loads the choices of an account, and waits for them.
pub async fn filled(app: AppState, account: &AccountId) {
    // If the account cannot be reached at all, its banner says so.
    if let Some(error) = app.accounts.fill_directory(account).await
        && untrack(|| app.accounts.is_reachable(account))
    {
        let why = text::explain(&error, app.accounts.via(account)).sentence;
        app.notices.failed(text::dialogs::some_lists_missing(why), None);
    }
}
