//! What the comboboxes of the app offer, from what is known of an account.

use leptos::prelude::untrack;
use leptos::task::spawn_local;

use crate::domain::change::NOBODY;
use crate::domain::{AccountId, Capabilities, Choice, Directory, LabelSet, Person, State, Ticket, TicketField, Value};
use crate::state::AppState;
use crate::text;
use crate::ui::controls::Choosable;

/// What a field can become. A ticket is named where it is one: its own labels are left out, and a field that holds
/// something can be emptied where the API documents that.
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

/// A choice that stands before all others.
fn first(id: &str, name: &str) -> Choosable {
    Choosable { is_first: true, ..Choosable::new(id, name) }
}

/// The choice that gives a ticket to the agent, where it is known who that is and it is somebody else's.
pub fn to_me(ticket: &Ticket, me: Option<&str>, known: &Directory, capabilities: &Capabilities) -> Option<Choosable> {
    // What stands for the agent in lists is no id that anything could be given to.
    let me = me.filter(|me| !(capabilities.knows_me && *me == "me"))?;
    let is_mine = ticket.assignee.as_ref().is_some_and(|person| person.id == me);
    let person = known.person(me).cloned().unwrap_or_else(|| Person::by_email(me));
    (!is_mine).then(|| Choosable { person: Some(person), ..first(me, text::commands::ASSIGN_TO_ME.text()) })
}

/// States to choose from.
pub fn states(states: &[State]) -> Vec<Choosable> {
    let choosable = |state: &State| Choosable {
        category: Some(state.category.name()),
        ..Choosable::new(&state.word, state.display())
    };
    states.iter().map(choosable).collect()
}

/// The agents.
pub fn people(known: &Directory) -> Vec<Choosable> {
    known.people.iter().map(Choosable::person).collect()
}

/// Groups, mailboxes or folders.
pub fn choices(choices: &[Choice]) -> Vec<Choosable> {
    choices.iter().map(|choice| Choosable::new(&choice.id, &choice.name)).collect()
}

/// The labels, without some.
pub fn labels(known: &Directory, without: Option<&LabelSet>) -> Vec<Choosable> {
    let others = known.labels.iter().filter(|label| without.is_none_or(|without| !without.contains(label)));
    others.map(Choosable::label).collect()
}

/// Fetches what can be chosen in an account, once, when it is first needed.
pub fn fill(app: AppState, account: &AccountId) {
    let account = account.clone();
    spawn_local(async move { filled(app, &account).await });
}

/// The same, and waits for it.
pub async fn filled(app: AppState, account: &AccountId) {
    // What keeps an account from being asked at all is told by its banner.
    if let Some(error) = app.accounts.fill_directory(account).await
        && untrack(|| app.accounts.is_reachable(account))
    {
        let why = text::explain(&error, app.accounts.via(account)).sentence;
        app.notices.failed(text::dialogs::some_lists_missing(why), None);
    }
}
